package compose

import (
	"context"
	"errors"
	"fmt"
	"io"

	"enactive/charts/paper"
)

// Options are what a caller wants to know while a document is set; each may be nil.
type Options struct {
	// Lost is called with how many characters no typeface has, if any.
	Lost func(n int)
	// Progress is called with how many pages are written of how many. It is called first with 0 of 0,
	// while they are counted.
	Progress func(done, all int)
}

// Preview is the first pages of a document.
type Preview struct {
	Sheet paper.Sheet
	Pages []*paper.Page
	// All counts the pages of the whole document.
	All int
}

// Write sets a document and writes it as a PDF. The same document gives the same bytes. Nothing is
// written to w when ctx ends first. A life of entries fits into memory: the pages are made one after
// the other, once to number them and once to write them.
func Write(ctx context.Context, w io.Writer, d Document, o Options) error {
	if o.Progress != nil {
		o.Progress(0, 0)
	}
	l, err := plan(ctx, d)
	if err != nil {
		return err
	}
	writer, done := paper.NewWriter(l.sheet()), 0
	root, err := l.run(ctx, func(p *paper.Page) error {
		done++
		if o.Progress != nil {
			o.Progress(done, l.pages)
		}
		return writer.Page(p)
	})
	if err != nil {
		return err
	}
	if n := l.lost + writer.Lost(); n > 0 && o.Lost != nil {
		o.Lost(n)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("setting the pages: %w", err)
	}
	if err := writer.Write(w, root, l.bookmarks()); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// Pages sets a document and returns its first pages, at most that many.
func Pages(ctx context.Context, d Document, most int) (Preview, error) {
	l, err := plan(ctx, d)
	if err != nil {
		return Preview{}, err
	}
	v := Preview{Sheet: l.sheet(), All: l.pages}
	if most <= 0 {
		return v, nil
	}
	_, err = l.run(ctx, func(p *paper.Page) error {
		v.Pages = append(v.Pages, p)
		if len(v.Pages) == most {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return Preview{}, err
	}
	return v, nil
}

// errEnough ends the setting of pages when there are as many as were asked for.
var errEnough = errors.New("there are enough pages")

// layout is a document whose headings have their pages.
type layout struct {
	doc      Document
	geometry geometry
	// listed are the headings of the contents and the bookmarks in their order, with where they are.
	listed []listed
	pages  int
	// lost counts the characters of texts that no typeface has.
	lost int
}

// listed is a heading that the contents and the bookmarks name.
type listed struct {
	level int
	words string
	page  int // from 0
	y     float64
}

// plan numbers the pages of a document. What the contents list has to be known before they are set, and
// where it stands only after: so the headings are counted first, and then placed.
func plan(ctx context.Context, d Document) (*layout, error) {
	l := &layout{doc: d, geometry: geometryOf(d.Letter, d.Book)}
	for b := range d.Body {
		if h, ok := b.(Heading); ok && !h.Unlisted {
			l.listed = append(l.listed, listed{level: h.Level, words: h.named()})
		}
	}
	c, err := l.count(ctx)
	if err == nil && l.doc.Contents && c.pages < fewPages { // whoever turns three pages needs no contents
		l.doc.Contents = false
		c, err = l.count(ctx)
	}
	if err != nil {
		return nil, err
	}
	l.listed, l.pages, l.lost = c.listed, c.pages, c.lost
	return l, nil
}

// count sets the pages without drawing them.
func (l *layout) count(ctx context.Context) (*composer, error) {
	c := newComposer(ctx, l, func(*paper.Page) error { return nil })
	c.blind = true
	return c, c.body()
}

// run sets the pages and hands each to page. It returns the structure of what was set.
func (l *layout) run(ctx context.Context, page func(*paper.Page) error) (*paper.Element, error) {
	c := newComposer(ctx, l, page)
	err := c.body()
	return c.root, err
}

func (l *layout) sheet() paper.Sheet {
	return paper.Sheet{Title: l.doc.Title, Subject: l.doc.Subject, Language: l.doc.Language, Made: l.doc.Made,
		Width: l.geometry.width, Height: l.geometry.height}
}

func (l *layout) bookmarks() []paper.Bookmark {
	marks := make([]paper.Bookmark, 0, len(l.listed))
	level := -1
	for _, h := range l.listed {
		level = min(h.level-1, level+1) // a level is not skipped
		marks = append(marks, paper.Bookmark{Level: level, Words: h.words, Page: h.page, Y: h.y})
	}
	return marks
}

func (h Heading) named() string {
	if h.Short != "" {
		return h.Short
	}
	return h.Text
}
