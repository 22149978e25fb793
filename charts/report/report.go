// Package report owns the documents for paper: a review of some days, the progress of an area, and a
// journal to read or keep. It says what each of them tells, block by block; compose sets the blocks on
// pages. The first page tells all that matters, and what follows is detail that can be left out.
package report

import (
	"context"
	"errors"
	"fmt"
	"io"

	"enactive/charts/report/compose"
	"enactive/charts/typeface"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

// Told is what a document tells, and to whom it reports while it is written.
type Told struct {
	// Handout is what was chosen. Its name is not part of the document.
	Handout journal.Handout
	// Query narrows the entries further, such as by tags. Its area counts where the handout has none, and
	// its days where those of the handout are unbounded; whether private entries are told is up to the
	// handout alone. The charts cover the areas and the days, whatever else narrows the entries.
	Query journal.Query
	// Words are the person's own on the days of a review.
	Words string
	// Title is what a document without a title of its own is called; it may be empty.
	Title string
	// Texts set what is told: in our fonts alone if it is zero.
	Texts typeface.Texts
	// Lost is called with how many characters no typeface has, if any, and Progress with how many pages
	// are written of how many; both may be nil.
	Lost     func(n int)
	Progress func(done, all int)
}

// Write writes what t tells of j as a PDF. Nothing is written to w when ctx ends first.
func Write(ctx context.Context, w io.Writer, j *journal.Journal, t Told) error {
	d, err := documentOf(ctx, j, t)
	if err != nil {
		return fmt.Errorf("making a document: %w", err)
	}
	return compose.Write(ctx, w, d, compose.Options{Lost: t.Lost, Progress: t.Progress})
}

// Pages returns the first pages of what t tells of j, at most that many.
func Pages(ctx context.Context, j *journal.Journal, t Told, most int) (compose.Preview, error) {
	d, err := documentOf(ctx, j, t)
	if err != nil {
		return compose.Preview{}, fmt.Errorf("making a document: %w", err)
	}
	return compose.Pages(ctx, d, most)
}

// documentOf makes the document. What is computed is computed here, once; the entries are worded when
// they are set.
func documentOf(ctx context.Context, j *journal.Journal, t Told) (compose.Document, error) {
	s := newSource(j, t)
	b := &book{source: s, notes: s.told.Handout.Has(journal.NotesSection)}
	b.photo = func(id journal.AttachmentID) ([]byte, error) {
		data, err := j.SmallPicture(ctx, id)
		if errors.Is(err, journal.ErrAttachmentLost) {
			return nil, nil // its name stands in its place
		}
		return data, err
	}
	if err := b.gather(ctx); err != nil {
		return compose.Document{}, err
	}
	title := b.title()
	subject := ""
	if len(title.About) > 0 {
		subject = title.About[0]
	}
	foot := "Enactive"
	if j.Meta().Sample {
		foot = describe.DocumentSampleRun.String() // each page of the sample says so even on its own
	}
	return compose.Document{
		Title: title.Text, Subject: subject, Language: wording.Language(), Made: j.Now(),
		Letter: t.Handout.Letter, Book: t.Handout.Book, Foot: foot, Body: b.body,
		Texts: t.Texts, Contents: true, ContentsTitle: describe.DocumentContents.String(), Number: describe.DocumentPage,
		Notice: func(lost int) string { return describe.DocumentLost(lost, typeface.Lost) },
	}, nil
}

// book is a document: what was gathered for it, ready to be told.
type book struct {
	*source
	// notes tells the notes of entries and days.
	notes    bool
	count    int // entries
	first    journal.Date
	last     journal.Date // of the entries
	chapters []*chapter
	// own are the reviews of these days in the person's words.
	own []ownWords
	// photo reads the small picture of an attachment, or nothing if it is lost.
	photo func(journal.AttachmentID) ([]byte, error)
}

// out hands blocks on until no more are wanted.
type out struct {
	yield   func(compose.Block) bool
	stopped bool
}

func (o *out) put(blocks ...compose.Block) {
	for _, b := range blocks {
		if !o.stopped && !o.yield(b) {
			o.stopped = true
		}
	}
}

// body gives the blocks of the document in their order.
func (b *book) body(yield func(compose.Block) bool) {
	o := &out{yield: yield}
	b.frontPage(o)
	for _, c := range b.chapters {
		b.chapter(o, c)
	}
	b.words(o)
	b.entries(o)
}

// has reports whether a section is told.
func (b *book) has(s journal.Section) bool { return b.told.Handout.Has(s) }

// isOfOne reports whether the document is of a single area, so that none of its parts names it.
func (b *book) isOfOne() bool { return b.hasOneArea() && !b.allAreas }

// hasOneArea reports whether there is only one area, so that no sentence and no entry has to name it.
func (b *book) hasOneArea() bool { return len(b.areas) == 1 }

// running is what the head of the pages says: what the part is of, and the days.
func (b *book) running(of string) string {
	if days := b.days(); days != "" {
		return of + " · " + days
	}
	return of
}
