// Package report owns the documents for paper: the entries of a journal by day, with the
// charts of their areas as vectors and the sentence of each.
package report

import (
	"context"
	"fmt"
	"io"
	"strings"

	"enactive/charts"
	"enactive/charts/render"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/insight"
)

// Options choose what a document holds.
type Options struct {
	// Query chooses the entries; Newest and Limit are left out of account. The charts
	// cover the area and the range of the query, whatever else narrows it.
	Query journal.Query
	// Letter sets pages of the size used in North America in place of A4.
	Letter bool
	// Lost is called with how many characters no typeface has, if any; it may be nil.
	Lost func(n int)
}

// Journal writes the entries of j that o chooses as a PDF, oldest first. The same journal
// gives the same bytes. Nothing is written to w when ctx ends first.
func Journal(ctx context.Context, w io.Writer, j *journal.Journal, o Options) error {
	o.Query.Newest, o.Query.Limit = false, 0
	entries := j.Entries(o.Query)
	s := newSheet(o.Letter)
	b := &book{sheet: s, journal: j, query: o.Query, areas: map[journal.AreaID]string{}, measures: j.Measures()}
	if exchange.HasDays(o.Query) {
		b.values = j.Days(o.Query.From, o.Query.To)
	}
	for _, a := range j.Areas() {
		b.areas[a.ID] = a.Name
	}
	b.title(entries)
	for _, a := range j.Areas() {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("setting the charts: %w", err)
		}
		if err := b.area(a, entries); err != nil {
			return fmt.Errorf("setting the charts of an area: %w", err)
		}
	}
	if err := b.entries(ctx, entries); err != nil {
		return fmt.Errorf("setting the entries: %w", err)
	}
	if o.Lost != nil && b.missing > 0 {
		o.Lost(b.missing)
	}
	b.notice()
	b.foot()
	if err := s.write(w); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// book is a document while it is being set.
type book struct {
	*sheet
	journal *journal.Journal
	query   journal.Query
	areas   map[journal.AreaID]string
	// measures are all, in their order, and values the days with values or a note that are not set
	// yet, oldest first.
	measures []journal.Measure
	values   []journal.Day
}

// title sets what the document is about: whose areas, which days, and how many entries.
func (b *book) title(entries []*journal.Entry) {
	name, purpose, about, left := describe.DocumentJournal.String(), "", []string{describe.DocumentAllAreas.String()}, b.left
	for _, a := range b.journal.Areas() {
		if a.ID == b.query.Area {
			name, purpose, about, left = a.Name, a.Purpose, nil, b.left+dotWidth
			b.dot(a, 11)
		}
	}
	width := b.left + b.width - left
	b.text(titlePage, left, width, name)
	b.space(1)
	if purpose != "" {
		b.text(body, left, width, purpose)
		b.space(1)
	}
	about = append(about, describe.Entries(len(entries)))
	if days := b.days(entries); days != "" {
		about = append(about, days)
	}
	b.text(quiet, left, width, strings.Join(about, " · "))
	if n := describe.Filter(b.query); n != "" {
		b.text(quiet, left, width, describe.DocumentFilter(n))
	}
	if b.journal.Meta().Sample {
		b.text(quiet, left, width, describe.DocumentSample.String())
	}
	if len(entries) == 0 {
		b.space(6)
		b.text(body, b.left, b.width, describe.DocumentEmpty.String())
	}
}

// days names the days that were chosen, or else those that there are.
func (b *book) days(entries []*journal.Entry) string {
	from, to := b.query.From, b.query.To
	if len(entries) > 0 {
		if from.IsZero() {
			from = entries[0].Day()
		}
		if to.IsZero() {
			to = entries[len(entries)-1].Day()
		}
	}
	return describe.DocumentDays(from, to)
}

// chartHeight is the height of a chart on the page, in millimetres.
const chartHeight = 64

// area sets the charts of an area that has entries in the document.
func (b *book) area(a journal.Area, entries []*journal.Entry) error {
	if b.query.Area != "" && b.query.Area != a.ID || !hasArea(entries, a.ID) {
		return nil
	}
	data := b.journal.DataOf(journal.Query{Area: a.ID, From: b.query.From, To: b.query.To, WithoutPrivate: b.query.WithoutPrivate})
	theme := charts.Light().WithAccent(charts.AreaColor(a.Color, false))
	var missing []string
	first := true
	catalogue := charts.Catalogue()
	figures, err := charts.Compute(catalogue, data, "", func() error { return nil })
	if err != nil {
		return err
	}
	for i, item := range catalogue {
		figure := figures[i]
		if figure.Finding == insight.NotEnough {
			missing = append(missing, item.Title)
			continue
		}
		sentence := b.lines(body, b.width, figure.Text)
		need := 10 + float64(len(sentence))*body.leading() + chartHeight + 8
		if first {
			need += 30
		}
		b.keep(need)
		if first {
			b.areaHeading(a)
		}
		first = false
		b.space(5)
		b.text(chartStyle, b.left, b.width, item.Title)
		b.space(0.5)
		b.text(body, b.left, b.width, figure.Text)
		b.space(2)
		if err := b.chart(figure.Chart, theme); err != nil {
			return err
		}
	}
	b.tooFew(missing)
	return nil
}

// chart draws a chart as wide as the text.
func (b *book) chart(c charts.Chart, theme charts.Theme) error {
	unit := render.PageUnit(b.doc)
	drawing, err := c.Drawing(charts.Size{Width: b.width / unit, Height: chartHeight / unit}, theme)
	if err != nil {
		return err
	}
	lost, err := render.OnPage(b.doc, drawing, b.left, b.y)
	if err != nil {
		return fmt.Errorf("drawing %q: %w", c.Title(), err)
	}
	b.missing += lost
	b.y += chartHeight
	return nil
}

// tooFew names the insights that these entries are too few for.
func (b *book) tooFew(titles []string) {
	if len(titles) == 0 {
		return
	}
	b.keep(16)
	b.space(5)
	b.text(quiet, b.left, b.width, describe.DocumentTooFew(titles))
}

func hasArea(entries []*journal.Entry, id journal.AreaID) bool {
	for _, e := range entries {
		if e.Area == id {
			return true
		}
	}
	return false
}

// areaHeading names an area and its purpose, unless the title has done so.
func (b *book) areaHeading(a journal.Area) {
	if b.query.Area != "" {
		return
	}
	b.space(9)
	b.dot(a, 7.2)
	b.text(headStyle, b.left+dotWidth, b.width-dotWidth, a.Name)
	if a.Purpose != "" {
		b.text(quiet, b.left+dotWidth, b.width-dotWidth, a.Purpose)
	}
}

// dotWidth is the room in front of an area's name for its colour, in millimetres.
const dotWidth = 6

// dot marks a line of that height with the colour of an area.
func (b *book) dot(a journal.Area, height float64) {
	c := charts.AreaColor(a.Color, false)
	b.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
	b.doc.Circle(b.left+1.6, b.y+height/2, 1.6, "F")
}

// heading begins a part of the document, on a page with room for need millimetres after it.
func (b *book) heading(words string, need float64) {
	b.keep(10 + headStyle.leading() + need)
	b.space(10)
	b.text(headStyle, b.left, b.width, words)
}

// foot sets the foot of all pages. A page of the sample says so even on its own.
func (b *book) foot() {
	name := "Enactive"
	if b.journal.Meta().Sample {
		name = describe.DocumentSampleRun.String()
	}
	b.feet(name)
}

// notice says what could not be set.
func (b *book) notice() {
	if b.missing == 0 {
		return
	}
	b.running = ""
	b.keep(20)
	b.space(8)
	b.rule()
	b.space(2)
	b.text(quiet, b.left, b.width, describe.DocumentLost(b.missing, lost))
}
