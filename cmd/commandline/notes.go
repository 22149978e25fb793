package commandline

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"enactive/journal"
	"enactive/journal/capture"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/saidtime"
	"enactive/qrcode"
)

// inboxCmd groups the commands for notes from outside.
type inboxCmd struct {
	List    inboxListCmd    `cmd:"" default:"withargs" help:"List the notes that wait; \"enact inbox\" alone does."`
	Show    inboxShowCmd    `cmd:"" help:"Show a note that waits in full."`
	Accept  inboxAcceptCmd  `cmd:"" help:"Make entries of notes that wait."`
	Discard inboxDiscardCmd `cmd:"" help:"Remove notes that wait. \"enact undo\" brings them back."`
	Key     inboxKeyCmd     `cmd:"" help:"Print the public key to which notes are sealed, also as a QR code."`
	Folder  inboxFolderCmd  `cmd:"" help:"Say through which folder notes come, or show it."`
}

func (c *inboxCmd) Help() string {
	return `A phone or a script writes a note, seals it with the program age to the public key of the journal, and puts it into a folder that you choose, such as one that a synchroniser keeps the same on both. The note is taken in when the journal is opened, and its file is then deleted. It waits, and is in no list, number, chart or export until you accept it: the key reveals nothing, but whoever has it can write.

  enact inbox folder ~/Notes
  enact inbox key --qr
  echo "Ran 8 km. Felt strong. #running" | age -r "$(enact inbox key)" -o ~/Notes/1.age
  enact inbox
  enact inbox accept all

A note is a text as "enact add" reads it, or a JSON object as "enact add -" does, of at most 64 KiB. Its time is the one that it says, or else that of its file. It is for the area that it names, or that one of its tags names.

What "enact add", "enact plan" and "enact checkin" put into the inbox of a locked journal is an entry at once, unless it names an area that the journal does not have, as with a slip of the keys: then it waits here too.`
}

// takeInNotes takes in the notes of the folder that is watched, and says so. A folder that is not there
// now is no reason to stop.
func (s *session) takeInNotes(j *journal.Journal) {
	report, err := capture.TakeIn(s.ctx, j, saidtime.LocaleOf(s.env.getenv))
	switch {
	case s.ctx.Err() != nil:
	case err != nil:
		s.warn("notes were not taken in: %s", describe.Error(err))
	case report.Taken > 0:
		s.warn(`%s from outside; "enact inbox" shows them, and they count once you accept them`, count(report.Taken, "note has come", "notes have come"))
	}
}

// withNotes is with for the commands about notes, which say more about the folder.
func (s *session) withNotes(use func(j *journal.Journal) error) error {
	s.ownNotes = true
	return s.with(use)
}

type inboxListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

func (c *inboxListCmd) Run(s *session) error {
	return s.withNotes(func(j *journal.Journal) error {
		report, err := capture.TakeIn(s.ctx, j, saidtime.LocaleOf(s.env.getenv))
		if err != nil {
			s.warn("notes were not taken in: %s", describe.Error(err))
		}
		s.sayLeft(report)
		all := j.Waiting()
		if c.JSON {
			objects := make([]noteJSON, len(all))
			for i := range all {
				objects[i] = noteObject(j, &all[i])
			}
			return printJSONList(s, objects)
		}
		if len(all) == 0 {
			s.note("No note waits.%s", s.howNotesCome(j))
			return nil
		}
		t := table{header: []string{"ID", "WHEN", "AREA", "NOTE"}, right: make([]bool, 4)}
		for i := range all {
			w := &all[i]
			a, known := j.AreaOfNote(w)
			if !known && w.Area != "" {
				a.Name = w.Area + "?" // no area of the journal
			}
			t.rows = append(t.rows, []string{noteEnd(all, w.ID), noteTime(w), orDash(line(a.Name)), line(describe.Heading(&w.Entry))})
		}
		t.write(s, s.env.columns)
		return nil
	})
}

// howNotesCome says what is missing for notes to come, if anything is.
func (s *session) howNotesCome(j *journal.Journal) string {
	if j.Outside().Folder == "" {
		return ` They come through a folder: "enact inbox folder FOLDER" names one.`
	}
	return ""
}

// noteTime is the time of a note, marked if it is that of its file.
func noteTime(w *journal.Waiting) string {
	text := w.Entry.Time.Format("2006-01-02 15:04")
	if w.TimeOfFile {
		text += " (file)"
	}
	return text
}

// sayLeft says which files of the folder were left alone.
func (s *session) sayLeft(r capture.Report) {
	const most = 20
	for i, left := range r.Left {
		if i == most {
			s.warn("%s left alone as well", count(len(r.Left)-most, "more file was", "more files were"))
			break
		}
		s.warn("%s was left alone: %s", line(left.File), describe.Error(left.Why))
	}
	if r.More > 0 {
		s.warn("%s not looked at; the folder is for notes alone, and what is no note should go", count(r.More, "more file was", "more files were"))
	}
	if r.Others > 0 {
		s.note("%s whose name does not end in .age; that is left alone.", count(r.Others, "There is a file", "There are files"))
	}
}

// noteJSON is a note as JSON.
type noteJSON struct {
	ID         journal.EntryID `json:"id"`
	File       string          `json:"file"`
	Received   string          `json:"received"`
	TimeOfFile bool            `json:"time_of_file,omitempty"`
	Area       string          `json:"area,omitempty"` // the one that it asks for
	Proposed   string          `json:"proposed_area,omitempty"`
	Entry      any             `json:"entry"`
}

func noteObject(j *journal.Journal, w *journal.Waiting) noteJSON {
	a, _ := j.AreaOfNote(w)
	return noteJSON{w.ID, w.File, w.Received.Format("2006-01-02T15:04:05Z07:00"), w.TimeOfFile, w.Area, a.Name, exchange.EntryJSON(j, &w.Entry)}
}

// noteEnd is the end of an id that no other note has.
func noteEnd(all []journal.Waiting, id journal.EntryID) string {
	for n := leastEnd; n < len(id); n++ {
		end, found := string(id[len(id)-n:]), 0
		for i := range all {
			if strings.HasSuffix(string(all[i].ID), end) {
				found++
			}
		}
		if found == 1 {
			return end
		}
	}
	return string(id)
}

// notesNamed returns the notes whose ids end with ends; "all" is every note.
func notesNamed(j *journal.Journal, ends []string) ([]journal.Waiting, error) {
	all := j.Waiting()
	if len(ends) == 1 && strings.EqualFold(ends[0], "all") {
		return all, nil
	}
	var chosen []journal.Waiting
	seen := map[journal.EntryID]bool{}
	for _, end := range ends {
		var found []journal.Waiting
		for _, w := range all {
			if end != "" && strings.HasSuffix(string(w.ID), strings.ToUpper(end)) {
				found = append(found, w)
			}
		}
		switch {
		case len(found) == 0:
			return nil, failed(journal.ErrNoWaiting, `no note %q waits; "enact inbox" lists those that do`, end)
		case len(found) > 1:
			return nil, misuse(`%q is the end of the IDs of %d notes; give more of it`, end, len(found))
		case !seen[found[0].ID]:
			seen[found[0].ID] = true
			chosen = append(chosen, found[0])
		}
	}
	return chosen, nil
}

type inboxShowCmd struct {
	ID   string `arg:"" name:"id" help:"The note's ID or the end of it, as \"enact inbox\" shows it."`
	JSON bool   `name:"json" help:"Print a JSON object."`
}

func (c *inboxShowCmd) Run(s *session) error {
	return s.withNotes(func(j *journal.Journal) error {
		found, err := notesNamed(j, []string{c.ID})
		if err != nil {
			return err
		}
		for i := range found {
			w := &found[i]
			if c.JSON {
				if err := s.printJSON(noteObject(j, w)); err != nil {
					return err
				}
				continue
			}
			a, _ := j.AreaOfNote(w)
			p := newPage(s)
			p.entry(j, &w.Entry, a.Name)
			p.fact("Waits since", w.Received.Format(longTimeLayout))
			p.fact("File", line(w.File))
			if w.Area != "" && a.ID == "" {
				p.fact("Asks for", line(w.Area)+", which is no area of yours")
			}
			if w.TimeOfFile {
				p.fact("Time", "that of the file, as the note says none")
			}
		}
		return nil
	})
}

type inboxAcceptCmd struct {
	IDs  []string `arg:"" name:"id" help:"The notes' IDs or the ends of them, as \"enact inbox\" shows them, or all."`
	Area *string  `short:"a" placeholder:"AREA" help:"The area of the notes that name none of yours."`
}

func (c *inboxAcceptCmd) Run(s *session) error {
	return s.withNotes(func(j *journal.Journal) error {
		found, err := notesNamed(j, c.IDs)
		if err != nil {
			return err
		}
		var given journal.Area
		if c.Area != nil {
			if given, err = s.area(j, *c.Area); err != nil {
				return err
			}
		}
		accepted := make([]journal.Accepted, len(found))
		for i := range found {
			w := &found[i]
			a, ok := j.AreaOfNote(w)
			if !ok {
				a = given
			}
			if a.ID == "" {
				return misuse("the note %s, %q, names no area of yours; %s, and --area AREA says which is meant", noteEnd(j.Waiting(), w.ID), line(describe.Heading(&w.Entry)), areaList(j))
			}
			accepted[i] = journal.Accepted{ID: w.ID, Area: a.ID}
		}
		if len(accepted) == 0 {
			s.note("No note waits.")
			return nil
		}
		if err := j.AcceptNotes(s.ctx, accepted...); err != nil {
			return flagError(err)
		}
		for _, a := range accepted {
			s.print("saved ", string(a.ID), "\n")
		}
		if err := s.out.Flush(); err != nil {
			return fmt.Errorf("the notes are accepted, but saying so failed: %w", err)
		}
		return nil
	})
}

type inboxDiscardCmd struct {
	IDs []string `arg:"" name:"id" help:"The notes' IDs or the ends of them, as \"enact inbox\" shows them, or all."`
}

func (c *inboxDiscardCmd) Run(s *session) error {
	return s.withNotes(func(j *journal.Journal) error {
		found, err := notesNamed(j, c.IDs)
		if err != nil {
			return err
		}
		ids := make([]journal.EntryID, len(found))
		for i := range found {
			ids[i] = found[i].ID
		}
		if len(ids) == 0 {
			s.note("No note waits.")
			return nil
		}
		if err := j.DiscardNotes(s.ctx, ids...); err != nil {
			return err
		}
		s.print("discarded ", count(len(ids), "note", "notes"), "\n")
		return nil
	})
}

type inboxKeyCmd struct {
	QR     bool   `name:"qr" help:"Print it as a QR code as well, for the camera of a phone."`
	Output string `short:"o" placeholder:"FILE" help:"Write the QR code as a picture into FILE, which ends in .png or .svg."`
	Fresh  bool   `help:"Replace the key by a new one. What is sealed to the one before is not taken in any more."`
}

func (c *inboxKeyCmd) Help() string {
	return `The key is public: it reveals nothing of the journal, and with it notes can be written and not read. It belongs to the notes alone and stays the same when the passphrase changes; after --fresh every phone and script has to be given the new one. Before that, what is in the folder is taken in once more. Use it if somebody has the key who should not write notes, or to begin anew with a phone that is gone.`
}

func (c *inboxKeyCmd) Run(s *session) error {
	var write func(qrcode.Code, io.Writer) error
	switch strings.ToLower(filepath.Ext(c.Output)) {
	case ".png":
		write = qrcode.Code.WritePNG
	case ".svg":
		write = qrcode.Code.WriteSVG
	default:
		if c.Output != "" {
			return misuse("the QR code becomes a picture in a .png or .svg file, and %q is named; end its name so", c.Output)
		}
	}
	return s.withNotes(func(j *journal.Journal) error {
		make := capture.Key
		if c.Fresh {
			// What lies there is sealed to the key before.
			if _, err := capture.TakeIn(s.ctx, j, saidtime.LocaleOf(s.env.getenv)); err != nil {
				s.warn("notes were not taken in before, and cannot be any more: %s", describe.Error(err))
			}
			make = capture.NewKey
		}
		key, err := make(s.ctx, j)
		if err != nil {
			return err
		}
		code, err := qrcode.New(key)
		if err != nil {
			return err
		}
		if write != nil {
			if err := s.writeFile(c.Output, func(w io.Writer) error { return write(code, w) }); err != nil {
				return fmt.Errorf("writing %s: %w", c.Output, err)
			}
		}
		if c.QR {
			s.print(code.Text(s.env.colour))
		}
		s.print(key, "\n")
		if c.Fresh {
			s.note("This is the new key. Give it to every phone and script: what they seal to the one before is not taken in any more.")
		}
		return nil
	})
}

type inboxFolderCmd struct {
	Folder string `arg:"" optional:"" placeholder:"FOLDER" help:"The folder, which may be one that a synchroniser keeps the same on a phone. Without it: print the current one."`
	Off    bool   `help:"Watch no folder any more; what is in it stays."`
}

func (c *inboxFolderCmd) Help() string {
	return `Only files of the folder itself are read, and only those whose names end in .age; whatever is no note for this journal is left alone. The folder is remembered in the journal, sealed. It cannot be the folder of the journal or one in it.`
}

func (c *inboxFolderCmd) Run(s *session) error {
	return s.withNotes(func(j *journal.Journal) error {
		switch {
		case c.Off && c.Folder != "":
			return misuse("--off watches no folder any more; leave out the folder or --off")
		case c.Off:
			return capture.SetFolder(s.ctx, j, "")
		case c.Folder == "":
			if folder := j.Outside().Folder; folder != "" {
				s.print(plain(folder), "\n")
			} else {
				s.note("No folder is watched.")
			}
			return nil
		}
		err := capture.SetFolder(s.ctx, j, s.at(c.Folder))
		if errors.Is(err, capture.ErrOwnFolder) || errors.Is(err, capture.ErrNoFolder) {
			return misuse("%s", describe.Error(err))
		}
		return err
	})
}
