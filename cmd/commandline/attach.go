package commandline

import (
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
)

// attachCmd attaches photos and files to an entry or a day.
type attachCmd struct {
	To           string   `arg:"" name:"id" help:"The entry's ID or the end of it, or \"last\"; or a day: 2026-11-23, today, yesterday."`
	File         []string `arg:"" name:"file" help:"The photos and files, of up to 20 MB each."`
	KeepMetadata bool     `help:"Leave in pictures what they tell besides the picture, such as where and when they were taken, and with what camera."`
	JSON         bool     `name:"json" help:"Print JSON: an array with an object a line."`
}

func (c *attachCmd) Help() string {
	return `They are sealed like the entries, in two copies, and are in every backup. The files that you name stay where they are. A JPEG, PNG, GIF or WebP loses what it tells besides the picture, but not which side is up; every pixel stays. From a picture of another kind, such as HEIC, that cannot be removed: it is refused without --keep-metadata. Other files are kept as they are.

  enact attach last stage.jpg programme.pdf
  enact attach yesterday sky.png`
}

func (c *attachCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		to, err := s.holder(j, c.To)
		if err != nil {
			return err
		}
		var all []*journal.Prepared
		for _, name := range c.File {
			data, err := s.readAttachment(name)
			if err != nil {
				return err
			}
			var p *journal.Prepared
			err = s.during(func() (err error) {
				p, err = j.PrepareFile(s.ctx, journal.File{Name: filepath.Base(name), Data: data, KeepMetadata: c.KeepMetadata})
				return err
			})
			if err != nil {
				return attachError(err)
			}
			all = append(all, p)
		}
		before := j.Attachments(to)
		attached, err := j.Attach(s.ctx, to, all...)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSONList(s, attachmentsAsJSON(attached))
		}
		for i, a := range attached {
			s.printAttached(a, wasThere(before, attached[:i], a))
		}
		return nil
	})
}

// wasThere reports whether an attachment is among others.
func wasThere(before, more []journal.Attachment, a journal.Attachment) bool {
	for _, all := range [][]journal.Attachment{before, more} {
		for i := range all {
			if all[i].ID == a.ID {
				return true
			}
		}
	}
	return false
}

func (s *session) printAttached(a journal.Attachment, there bool) {
	if there {
		s.printf("%s is attached already: %s\n", plain(a.Name), a.ID)
		return
	}
	s.printf("attached %s: %s, %s\n", plain(a.Name), megabytes(a.Size), a.ID)
	switch a.Metadata {
	case journal.MetadataRemoved:
		s.note("What it told besides the picture is removed.")
	case journal.MetadataKept:
		s.note("It keeps what it tells besides what it shows, such as the place.")
	case journal.MetadataUnknown:
		s.note("It is kept as it is: a file of its kind may tell who made it, when and where.")
	}
}

// attachError adds the way out of the command line.
func attachError(err error) error {
	if errors.Is(err, journal.ErrMetadata) {
		return failed(err, "%s; --keep-metadata attaches it so", describe.Error(err))
	}
	return err
}

// readAttachment reads a file that a person named. One that is too large is not read.
func (s *session) readAttachment(name string) ([]byte, error) {
	f, err := s.openInputFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	data, err := io.ReadAll(io.LimitReader(f, journal.MaxAttachmentSize+1))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return data, nil
}

// holder finds what a person wants to attach to: an entry, or a day.
func (s *session) holder(j *journal.Journal, text string) (journal.Holder, error) {
	word := strings.ToLower(strings.TrimSpace(text))
	if strings.Contains(word, "-") || word == "today" || word == "yesterday" {
		day, err := s.day("the day", text)
		return journal.Holder{Day: day}, err
	}
	e, err := s.entry(j, text)
	if err != nil {
		return journal.Holder{}, err
	}
	return journal.Holder{Entry: e.ID}, nil
}

// attachmentsCmd lists attachments.
type attachmentsCmd struct {
	Of   string `arg:"" optional:"" name:"id" help:"The entry's ID or the end of it, or \"last\"; or a day. Without it: all photos and files."`
	JSON bool   `name:"json" help:"Print JSON: an array with an object a line."`
}

func (c *attachmentsCmd) Help() string {
	return `"enact attachment get" writes a copy of one, and "enact attachment remove" removes it.`
}

func (c *attachmentsCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		all := j.AllAttachments()
		if strings.TrimSpace(c.Of) != "" {
			of, err := s.holder(j, c.Of)
			if err != nil {
				return err
			}
			all = j.Attachments(of)
		}
		if c.JSON {
			return printJSONList(s, attachmentsAsJSON(all))
		}
		if len(all) == 0 {
			s.note(`There is no photo or file; "enact attach" attaches one.`)
			return nil
		}
		t := table{header: []string{"ID", "OF", "SIZE", "ADDED", "NAME"}, right: []bool{false, false, true, false, false}}
		for _, a := range all {
			of := entryOf(j, string(a.Entry))
			if a.Entry == "" {
				of = a.Day.String()
			}
			t.rows = append(t.rows, []string{string(a.ID), of, megabytes(a.Size), s.formatTime(a.Added), plain(a.Name)})
		}
		t.write(s, 0) // getting one needs its ID
		return nil
	})
}

// entryOf returns an entry's ID, marked if it is in the bin or gone.
func entryOf(j *journal.Journal, id string) string {
	e, ok := j.Entry(journal.EntryID(id))
	switch {
	case !ok:
		return id + " (gone)"
	case !e.Deleted.IsZero():
		return id + " (bin)"
	}
	return id
}

// attachmentJSON is an attachment as JSON.
type attachmentJSON struct {
	ID       string    `json:"id"`
	Entry    string    `json:"entry,omitempty"`
	Day      string    `json:"day,omitempty"`
	Name     string    `json:"name"`
	Type     string    `json:"type"`
	Bytes    int64     `json:"bytes"`
	Width    int       `json:"width,omitempty"`
	Height   int       `json:"height,omitempty"`
	Metadata string    `json:"metadata,omitempty"`
	Added    time.Time `json:"added"`
}

func attachmentsAsJSON(all []journal.Attachment) []attachmentJSON {
	objects := make([]attachmentJSON, len(all))
	for i, a := range all {
		objects[i] = attachmentJSON{string(a.ID), string(a.Entry), a.Day.String(), a.Name, a.Type, a.Size, a.Width, a.Height, string(a.Metadata), a.Added}
	}
	return objects
}

// attachmentCmd groups what is done with one attachment.
type attachmentCmd struct {
	Get    attachmentGetCmd    `cmd:"" help:"Write a copy of a photo or file that anyone with the copy can read."`
	Remove attachmentRemoveCmd `cmd:"" help:"Remove photos and files from their entries and days."`
}

type attachmentGetCmd struct {
	ID string `arg:"" name:"attachment" help:"The ID of the photo or file, or the end of it, as \"enact attachments\" shows it."`
	outputFlags
	Small bool `help:"The small picture that is shown in lists, a JPEG."`
}

func (c *attachmentGetCmd) Help() string {
	return `The copy is outside of your journal, not sealed, and stays until you delete it; --encrypt asks for a passphrase for it.`
}

func (c *attachmentGetCmd) Run(s *session) error {
	if err := c.check(s, true, "attachment"); err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		a, err := attachmentOf(j, c.ID)
		if err != nil {
			return err
		}
		read := j.ReadAttachment
		if c.Small {
			if !a.HasSmall() {
				return failed(journal.ErrNoAttachment, "there is no small picture of %s", line(a.Name))
			}
			read = j.SmallPicture
		}
		data, err := read(s.ctx, a.ID)
		if err != nil {
			return err
		}
		file, err := c.write(s, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		if err != nil || file == "" {
			return err
		}
		s.printf("wrote %s: %s\n", plain(file), megabytes(int64(len(data))))
		if !c.Encrypt {
			s.note("It is a plain copy outside of your journal: whoever has the file can read it. Delete it when you no longer need it.")
		}
		return nil
	})
}

type attachmentRemoveCmd struct {
	ID []string `arg:"" name:"attachment" help:"The IDs, or the ends of them, as \"enact attachments\" shows them."`
}

func (c *attachmentRemoveCmd) Help() string {
	return `"enact undo" brings them back. Their bytes stay in the journal's folder, sealed, until neither undo nor a backup has them. "enact erase" erases an entry for good with all that is attached to it.`
}

func (c *attachmentRemoveCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		var ids []journal.AttachmentID
		var names []string
		for _, id := range c.ID {
			a, err := attachmentOf(j, id)
			if err != nil {
				return err
			}
			ids, names = append(ids, a.ID), append(names, line(a.Name))
		}
		if err := j.RemoveAttachments(s.ctx, ids...); err != nil {
			return err
		}
		s.printf("removed %s\n", strings.Join(names, ", "))
		return nil
	})
}

// attachmentOf finds an attachment by its ID, or the end or beginning of it.
func attachmentOf(j *journal.Journal, id string) (journal.Attachment, error) {
	want := strings.ToUpper(strings.TrimSpace(id))
	if a, ok := j.Attachment(journal.AttachmentID(want)); ok {
		return a, nil
	}
	if len(want) < minShortID {
		return journal.Attachment{}, misuse("%q is too short for an ID; give at least its last %d characters, as \"enact attachments\" shows them", id, minShortID)
	}
	var found []journal.Attachment
	for _, a := range j.AllAttachments() {
		if strings.HasSuffix(string(a.ID), want) || strings.HasPrefix(string(a.ID), want) {
			found = append(found, a)
		}
	}
	switch len(found) {
	case 0:
		return journal.Attachment{}, failed(journal.ErrNoAttachment, "there is no photo or file %q; \"enact attachments\" shows the IDs there are", id)
	case 1:
		return found[0], nil
	}
	return journal.Attachment{}, failed(journal.ErrNoAttachment, "%q fits %s photos and files; give more of the ID, such as %s", id, strconv.Itoa(len(found)), found[0].ID)
}

// attachmentNames are the names of what is attached, with their sizes, for a page about an entry or a day.
func attachmentNames(j *journal.Journal, of journal.Holder) []string {
	var names []string
	for _, a := range j.Attachments(of) {
		names = append(names, line(a.Name)+", "+megabytes(a.Size)+"  "+string(a.ID))
	}
	return names
}

// warnOfMissingAttachments says that attachments of a restored journal were not beside its backup.
func (s *session) warnOfMissingAttachments(j *journal.Journal) {
	if n := len(j.MissingAttachments()); n > 0 {
		s.warn("%s not beside the backup and could not be restored; put the folder enactive-files beside it, and restore it again", count(n, "photo or file is", "photos and files are"))
	}
}
