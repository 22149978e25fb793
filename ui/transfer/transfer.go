// Package transfer moves entries into a journal and out of it, for the pages that ask which and
// where. It needs no window. What takes a context may be slow, and belongs away from the
// interface's thread.
package transfer

import (
	"context"
	"io"
	"path/filepath"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
	"enactive/ui/state"
)

// PDF writes a document of the entries that a query selects.
type PDF func(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error

// Service moves the entries of a journal.
type Service struct {
	journal *journal.Journal
	pdf     PDF
}

// New makes a service for a journal.
func New(j *journal.Journal, pdf PDF) *Service { return &Service{journal: j, pdf: pdf} }

// The names of the formats of an export.
const (
	csv  = "CSV"
	json = "JSON"
	pdf  = "PDF"
)

// ExportFormats are the formats of an export, the most complete first.
func (s *Service) ExportFormats() []state.Format {
	return []state.Format{{Name: csv, Extension: ".csv"}, {Name: json, Extension: ".json"}, {Name: pdf, Extension: ".pdf"}}
}

// Export writes the entries that a query selects into a file; progress is called with the bytes
// written.
func (s *Service) Export(ctx context.Context, format state.Format, path string, q journal.Query, progress func(written int64)) error {
	return atomicfile.Write(path, func(w io.Writer) error {
		w = &counter{ctx: ctx, to: w, progress: progress}
		switch format.Name {
		case pdf:
			return s.pdf(ctx, w, s.journal, q)
		case json:
			return exchange.WriteJSON(ctx, w, s.journal, q)
		}
		return exchange.WriteCSV(ctx, w, s.journal, q)
	})
}

// ExportPlan writes a plan for the calendar of a person: its title and time, and what it is for
// only if that is asked for.
func (s *Service) ExportPlan(path string, plan *journal.Entry, withIntention bool) error {
	o := exchange.ICSOptions{Now: s.journal.Now(), IncludeIntention: withIntention}
	return atomicfile.Write(path, func(w io.Writer) error { return exchange.WritePlanICS(w, []*journal.Entry{plan}, o) })
}

// EmergencyCopy writes an entry into a folder, sealed so that only this journal opens it, and
// returns the path, also of a file that could not be written.
func (s *Service) EmergencyCopy(folder string, e journal.Entry) (path string, err error) {
	area, _ := s.journal.Area(e.Area)
	id, sealed, err := journal.SealForInbox(s.journal.Folder(), area.Name, e, journal.Options{Now: s.journal.Now})
	if err != nil {
		return folder, err
	}
	path = filepath.Join(folder, "enactive-"+string(id)+".age")
	return path, atomicfile.Write(path, func(w io.Writer) error { _, err := w.Write(sealed); return err })
}

// counter counts what is written, and stops once the work is cancelled.
type counter struct {
	ctx      context.Context
	to       io.Writer
	progress func(int64)
	n        int64
}

func (c *counter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.to.Write(p)
	c.n += int64(n)
	c.progress(c.n)
	return n, err
}
