package capture

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/fault"
	"enactive/journal/freetext"
	"enactive/journal/saidtime"
)

// MaxNote is the maximum number of bytes of a note.
const MaxNote = 64 << 10

// Reader makes entries of the texts of notes.
type Reader struct {
	// Now is when they are taken in, in the person's time zone.
	Now time.Time
	// Locale is how dates in front of a text are written.
	Locale saidtime.Locale
}

// Read reads a note that was written at the time of its file: a JSON object as "enact add -" reads it, or
// a text as "enact add" does. A time in it counts, and days such as yesterday are before the day of the
// file. What cannot be an entry is an error with a sentence.
func (r Reader) Read(note []byte, file time.Time) (journal.Waiting, error) {
	note = bytes.TrimSpace(bytes.TrimPrefix(note, []byte("\ufeff")))
	switch {
	case len(note) > MaxNote:
		return journal.Waiting{}, errTooLarge()
	case !utf8.Valid(note) || bytes.IndexByte(note, 0) >= 0:
		return journal.Waiting{}, &fault.Error{Kind: "it-holds-no-text"}
	case len(note) == 0:
		return journal.Waiting{}, &fault.Error{Kind: "it-is-empty"}
	}
	file = r.bounded(file)
	w, err := journal.Waiting{}, error(nil)
	if note[0] == '{' {
		w, err = r.object(note, file)
	} else {
		w, err = r.text(string(note), file)
	}
	if err != nil {
		return journal.Waiting{}, err
	}
	if w.Entry.Type == journal.Experience && w.Entry.Time.After(r.Now.Add(journal.ClockSkew)) {
		plan := w.Entry // it has not happened yet
		plan.Type = journal.Plan
		if checked, err := journal.CheckNote(plan, r.Now); err == nil {
			w.Entry = checked
			return w, nil
		}
	}
	w.Entry, err = journal.CheckNote(w.Entry, r.Now)
	return w, err
}

// bounded is the time of a file, to the second: not in the future, and in the years of a journal.
func (r Reader) bounded(file time.Time) time.Time {
	file = file.In(r.Now.Location()).Truncate(time.Second)
	if file.After(r.Now) || file.Year() < journal.FirstYear {
		return r.Now.Truncate(time.Second)
	}
	return file
}

func (r Reader) object(note []byte, file time.Time) (journal.Waiting, error) {
	e, area, err := exchange.ParseNewEntryJSON(note, r.Now.Location(), journal.Entry{Type: journal.Experience})
	if err != nil {
		return journal.Waiting{}, err
	}
	w := journal.Waiting{Entry: e, Area: area}
	if e.Time.IsZero() {
		w.Entry.Time, w.TimeOfFile = file, true
	}
	return w, nil
}

func (r Reader) text(note string, file time.Time) (journal.Waiting, error) {
	w := journal.Waiting{Entry: journal.Entry{Type: journal.Experience, Time: file}, TimeOfFile: true}
	read := saidtime.Reader{Now: file, Zone: r.Now.Location(), Locale: r.Locale}
	// A date that does not exist stays in the text.
	if got, rest, found, err := read.Prefix(note); err == nil && found && strings.TrimSpace(rest) != "" && inYears(got.At) {
		w.Entry.Time, w.TimeOfFile, note = got.At, false, rest
	}
	text := freetext.Split(note)
	w.Entry.Title, w.Entry.Note, w.Entry.Tags = text.Title, text.Note, text.Tags
	return w, nil
}

func inYears(t time.Time) bool { return t.Year() >= journal.FirstYear && t.Year() <= journal.LastYear }

func errTooLarge() error {
	return &fault.Error{Kind: "it-is-larger-than-a-note", Values: fault.V{"N": MaxNote >> 10}}
}
