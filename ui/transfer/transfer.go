// Package transfer imports and exports entries for the pages of the window. It needs no window.
// Functions with a context may be slow and must not run on the interface's thread.
package transfer

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/atomicfile"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/wording"
	"enactive/ui/state"
)

// Service moves the entries of a journal.
type Service struct {
	journal *journal.Journal
	formats []exchange.Format
}

// New makes a service for a journal and the formats of its files.
func New(j *journal.Journal, formats []exchange.Format) *Service {
	return &Service{journal: j, formats: formats}
}

// ExportFormats are the formats of an export, in the order of the list.
func (s *Service) ExportFormats() []state.Format {
	var all []state.Format
	for _, f := range s.formats {
		if f.Export != nil {
			format := state.Format{Key: f.Key, Name: f.Name.String(), Extension: f.Extension, Holds: f.Holds.String(), HandedOn: f.Export.HandedOn}
			for _, o := range f.Export.Options {
				if o.Name != "" {
					format.Options = append(format.Options, state.FormatOption{Key: o.Key, Name: o.Name.String()})
				}
			}
			all = append(all, format)
		}
	}
	return all
}

// ImportExtensions are the endings of the tables and exports that can be imported, with the dot.
// Other journals are recognised by their content, whatever their files are called.
func (s *Service) ImportExtensions() []string {
	var all []string
	for _, f := range s.formats {
		if f.Import != nil && f.Import.Reader != nil {
			all = append(append(all, f.Extension), f.Import.Extensions...)
		}
	}
	return all
}

// FileName returns the name of an export's file: an encrypted one ends in .age, and no other does.
func (s *Service) FileName(path string, encrypted bool) string {
	switch {
	case encrypted:
		return agefile.Name(path)
	case agefile.IsName(path):
		return path[:len(path)-len(agefile.Extension)]
	}
	return path
}

// Export writes the entries that a query selects into a file; progress is called with the bytes
// written. Nothing of an encrypted file reaches the disk in plain text.
func (s *Service) Export(ctx context.Context, e state.Export, progress func(written int64)) error {
	at := slices.IndexFunc(s.formats, func(f exchange.Format) bool { return f.Key == e.Format.Key })
	r := exchange.Request{Query: e.Query, Chosen: exchange.Chosen{}}
	for _, key := range e.Options {
		r.Chosen[key] = []string{""}
	}
	write := func(w io.Writer) error {
		return s.formats[at].Export.Write(ctx, &counter{ctx: ctx, to: w, progress: progress}, s.journal, r)
	}
	return s.writeFile(e.Path, s.Encrypted(e.Passphrase, write))
}

// writeFile writes a file that a person named, whole or not at all.
func (s *Service) writeFile(path string, write func(io.Writer) error) error {
	if err := s.journal.CheckOutside(path); err != nil {
		return err
	}
	return atomicfile.Write(path, write)
}

// Encrypted returns write with its output encrypted; without a passphrase it leaves it plain.
func (s *Service) Encrypted(passphrase string, write func(io.Writer) error) func(io.Writer) error {
	if passphrase == "" {
		return write
	}
	return func(w io.Writer) error { return agefile.Write(w, passphrase, agefile.Usual, write) }
}

// ExportPlan writes a plan for another calendar, which tells what is asked for and no more.
func (s *Service) ExportPlan(path string, plan *journal.Entry, what state.CalendarFile) error {
	o := s.icsOptions(what, wording.Say("time-for-what-you-planned"))
	o.Untitled = describe.TypeTitle(journal.Plan)
	return s.writeFile(path, func(w io.Writer) error { return exchange.WritePlanICS(w, []*journal.Entry{plan}, o) })
}

// ExportReminders writes all reminders for another calendar.
func (s *Service) ExportReminders(path string, what state.CalendarFile) error {
	o := s.icsOptions(what, wording.Say("time-to-write"))
	o.Untitled = wording.Say("time-to-write")
	return s.writeFile(path, func(w io.Writer) error { return exchange.WriteRemindersICS(w, s.journal.Reminders(), o) })
}

// icsOptions are those of a file for a calendar, with a sentence in place of titles if that is asked for.
func (s *Service) icsOptions(what state.CalendarFile, neutral string) exchange.ICSOptions {
	o := exchange.ICSOptions{Now: s.journal.Now(), IncludeIntention: what.Intention, Alarm: what.Alarm}
	if what.Neutral {
		o.Neutral = neutral
	}
	return o
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

// counter counts the bytes written, and stops once the work is cancelled.
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
