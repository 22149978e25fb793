package page

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
)

// chooseAttachment lets a person look for a photo or file, and attaches it.
func chooseAttachment(host attachmentHost, to journal.Holder) {
	chooseFile(host, func(path string) { Attach(host, to, path) })
}

// incoming is a file to attach: one on the disk, or, with data, one that is not.
type incoming struct {
	path string // or the name
	data []byte
}

func (f incoming) name() string { return filepath.Base(f.path) }

// onDisk are files by their paths.
func onDisk(paths []string) []incoming {
	all := make([]incoming, len(paths))
	for i, path := range paths {
		all[i].path = path
	}
	return all
}

// Attach attaches files to an entry or a day as one step, away from the interface's thread. What they
// tell besides a picture is removed; of what that cannot be removed from, it asks first.
func Attach(host attachmentHost, to journal.Holder, paths ...string) {
	attach(host, to, false, onDisk(paths))
}

func attach(host attachmentHost, to journal.Holder, keep bool, files []incoming) {
	j := host.Journal()
	var added, there []string // what came, and what was there before
	prepareFiles(host, keep, files, func(ctx context.Context, ready []*journal.Prepared) error {
		known := map[journal.AttachmentID]bool{}
		for _, a := range j.Attachments(to) {
			known[a.ID] = true
		}
		all, err := j.Attach(ctx, to, ready...)
		if err != nil {
			for _, p := range ready {
				j.Discard(p)
			}
			return err
		}
		for i := range all {
			if known[all[i].ID] { // no step was made of it that could be undone
				there = append(there, all[i].Name)
				continue
			}
			known[all[i].ID] = true
			added = append(added, all[i].Name)
		}
		return nil
	}, func(left leftOut) {
		switch {
		case len(added) > 0:
			host.Toast(wording.Say("added-file", wording.V{"File": strings.Join(added, ", ")}), true)
		case len(there) > 0:
			host.Toast(wording.Say("file-is-there-already", wording.V{"File": strings.Join(there, ", ")}), false)
		}
		left.say(host, func(files []incoming) { attach(host, to, true, files) }, nothingMore)
	})
}

// fileReader is what reading files to attach asks of the window.
type fileReader interface {
	journalHost
	timer
	// ReadFile reads a file outside the journal, and not more than a few bytes beyond most.
	ReadFile(path string, most int64) ([]byte, error)
}

// leftOut is what became of the files that were not prepared.
type leftOut struct {
	telling []incoming // those with metadata that cannot be removed, and why not
	why     error
	refused error
	unread  string // in words
	err     error  // of all
}

// isNone reports whether nothing was left out.
func (l *leftOut) isNone() bool {
	return len(l.telling) == 0 && l.refused == nil && l.unread == "" && l.err == nil
}

// say says why files were left out. Of those that tell more than they show it asks whether to take them
// all the same; answered is called once the question is off the screen.
func (l *leftOut) say(host journalHost, keep func([]incoming), answered func()) {
	switch {
	case errors.Is(l.err, context.Canceled):
	case l.err != nil:
		host.Fail(l.err)
	case l.refused != nil:
		host.Fail(l.refused)
	case l.unread != "":
		host.Toast(l.unread, false)
	}
	if len(l.telling) > 0 {
		files := l.telling
		askToKeep(host, l.why, func() { keep(files) }).gone = answered
	}
}

// prepareFiles seals files away from the interface's thread, and hands those that can be taken to use there.
func prepareFiles(host fileReader, keep bool, files []incoming, use func(context.Context, []*journal.Prepared) error, done func(leftOut)) {
	j := host.Journal()
	var left leftOut
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.name()
	}
	long(host, wording.Say("adding-file", wording.V{"File": strings.Join(names, ", ")}), func(ctx context.Context, showProgress func(string, float64)) error {
		var ready []*journal.Prepared
		for i, f := range files {
			showProgress(names[i], float64(i)/float64(len(files)))
			p, err := prepare(ctx, host, j, f, keep)
			switch {
			case errors.Is(err, journal.ErrMetadata):
				left.telling, left.why = append(left.telling, f), err
			case err != nil && ctx.Err() != nil:
				for _, p := range ready {
					j.Discard(p)
				}
				return err
			case errors.As(err, new(*fs.PathError)):
				left.unread = problem.Unread(f.path, err)
			case err != nil:
				left.refused = err
			default:
				ready = append(ready, p)
			}
		}
		if len(ready) == 0 {
			return nil
		}
		return use(ctx, ready)
	}, func(err error) {
		left.err = err
		done(left)
	})
}

// prepare reads and seals one file.
func prepare(ctx context.Context, host fileReader, j *journal.Journal, f incoming, keep bool) (*journal.Prepared, error) {
	if f.data == nil {
		data, err := host.ReadFile(f.path, journal.MaxAttachmentSize)
		if err != nil {
			return nil, err
		}
		f.data = data
	}
	return j.PrepareFile(ctx, journal.File{Name: f.name(), Data: f.data, KeepMetadata: keep})
}

// askToKeep asks before files are taken that tell more than they show.
func askToKeep(host journalHost, why error, yes func()) *question {
	q := ask(host.Window(), 520, wording.Say("it-tells-more-than-the-picture"), wording.Say("add-it-with-all-that-it-tells"), func(q *question) {
		q.hide()
		yes()
	}, prose.Paragraph(problem.Sentence(why)))
	q.canvas.Focus(q.not)
	return q
}

// removeAttachment removes a photo or file; undo brings it back.
func removeAttachment(host attachmentHost, id journal.AttachmentID) {
	at, ok := host.Journal().Attachment(id)
	if !ok {
		return
	}
	host.Work(func(ctx context.Context) error { return host.Journal().RemoveAttachments(ctx, id) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		host.Toast(wording.Say("removed-file", wording.V{"File": at.Name}), true)
	})
}

// askCopy asks where to write a plain copy of a photo or file.
func askCopy(host attachmentHost, id journal.AttachmentID) {
	at, ok := host.Journal().Attachment(id)
	if !ok {
		return
	}
	path := input.NewField()
	path.SetText(filepath.Join(host.Documents(), at.Name))
	look := func() {
		chooseFolder(host, filepath.Dir(path.Text), func(folder string) { path.SetText(filepath.Join(folder, filepath.Base(path.Text))) })
	}
	q := ask(host.Window(), 560, wording.Say("save-a-copy-of-file", wording.V{"File": at.Name}), wording.Say("save-the-file"), func(q *question) {
		file := strings.TrimSpace(path.Text)
		if file == "" {
			q.say(wording.Say("choose-a-file-first"))
			q.canvas.Focus(path)
			return
		}
		q.hide()
		writeCopy(host, id, file)
	}, prose.Paragraph(wording.Say("the-copy-is-not-sealed")), input.Labelled(wording.Say("save-to"), "", pathRow(path, look)))
	q.canvas.Focus(path)
}

// writeCopy writes the plain bytes of a photo or file.
func writeCopy(host attachmentHost, id journal.AttachmentID, path string) {
	var unread error
	host.Work(func(ctx context.Context) error {
		var data []byte
		if data, unread = host.Journal().ReadAttachment(ctx, id); unread != nil {
			return unread
		}
		return host.WriteFile(path, func(w io.Writer) error { _, err := w.Write(data); return err })
	}, func(err error) {
		switch {
		case unread != nil:
			host.Fail(unread)
		case err != nil:
			host.Toast(problem.Unwritten(path, err), false)
		default:
			host.Toast(writtenTo(path, false), false)
		}
	})
}
