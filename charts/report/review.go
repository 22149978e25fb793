package report

import (
	"context"
	"fmt"
	"io"

	"enactive/journal"
	"enactive/journal/describe"
)

// Review is a look back over some days, put into words already.
type Review struct {
	// Title says which days it is of.
	Title string
	// Query is those days, and the area where it is of one.
	Query journal.Query
	Parts []ReviewPart
	// Words are the person's own.
	Words string
}

// ReviewPart is one question of a review, with what the entries answer.
type ReviewPart struct {
	Title string
	Lines []string
}

// WriteReview writes a review as a PDF: its parts, the person's own words, and the charts of
// these days. The same review of the same journal gives the same bytes. Nothing is written to
// w when ctx ends first.
func WriteReview(ctx context.Context, w io.Writer, j *journal.Journal, r Review) error {
	s := newSheet(false)
	b := &book{sheet: s, journal: j, query: r.Query, areas: map[journal.AreaID]string{}}
	about := describe.DocumentAllAreas.String()
	for _, a := range j.Areas() {
		b.areas[a.ID] = a.Name
		if a.ID == r.Query.Area {
			about = a.Name
		}
	}
	b.text(titlePage, b.left, b.width, r.Title)
	b.space(1)
	b.text(quiet, b.left, b.width, about)
	if j.Meta().Sample {
		b.text(quiet, b.left, b.width, describe.DocumentSample.String())
	}
	for _, p := range r.Parts {
		if len(p.Lines) == 0 {
			continue
		}
		b.heading(p.Title, 10)
		b.space(1)
		for _, line := range p.Lines {
			b.mark(body, b.left, body, "·")
			b.text(body, b.left+bulletWidth, b.width-bulletWidth, line)
			b.space(0.8)
		}
	}
	if r.Words != "" {
		b.heading(describe.DocumentOwnWords.String(), 10)
		b.space(1)
		b.text(body, b.left, b.width, r.Words)
	}
	entries := j.Entries(r.Query)
	for _, a := range j.Areas() {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("setting the charts: %w", err)
		}
		if err := b.area(a, entries); err != nil {
			return fmt.Errorf("setting the charts of an area: %w", err)
		}
	}
	b.notice()
	b.foot()
	if err := s.write(w); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// bulletWidth is the room in front of a line of a review, in millimetres.
const bulletWidth = 4
