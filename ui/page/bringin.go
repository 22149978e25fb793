package page

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/backup"
	"enactive/journal/exchange"
	"enactive/journal/regular"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// bringIn is the part of the settings through which entries come in: a file is read and
// checked as a whole, what it would bring is said, and then it comes in as one step.
type bringIn struct {
	desk  *Desk
	path  *input.Field
	said  *prose.Label
	ready *exchange.Import
	take  *control.Button
}

func newBringIn(d *Desk) *bringIn {
	b := &bringIn{desk: d, path: input.NewField(), said: prose.Paragraph("")}
	b.path.SetPlaceHolder(wording.Say("a-csv-or-json-file"))
	b.path.OnChanged = func(string) { b.forget() }
	b.path.OnSubmitted = func(string) { b.read() }
	b.take = control.NewButton(control.Plain, wording.Say("import"), nil, b.apply)
	b.take.Hide()
	return b
}

func (b *bringIn) object() fyne.CanvasObject {
	look := control.NewButton(control.Plain, wording.Say("check-file"), nil, b.read)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("import-entries")),
		prose.Paragraph(wording.Say("from-an-export-of-this-journal-or-from")),
		input.Labelled(wording.Say("import-from"), "", pathRow(b.path, func() { b.desk.chooseFile(b.path.SetText) })),
		b.said, container.NewHBox(look, b.take)), nil)
}

func (b *bringIn) forget() {
	b.ready = nil
	b.take.Hide()
	b.said.SetText("")
}

// read checks the file and says what it would bring. Where it is a table of somebody else's, it
// asks first what the columns are.
func (b *bringIn) read() {
	path := strings.TrimSpace(b.path.Text)
	if path == "" {
		b.said.SetText(wording.Say("choose-a-file-first"))
		return
	}
	b.forget()
	name := filepath.Base(path)
	if strings.EqualFold(filepath.Ext(path), ".json") {
		b.check(path, func(ctx context.Context, r io.Reader) (*exchange.Import, error) {
			return exchange.ReadJSON(ctx, r, b.desk.Journal, name)
		})
		return
	}
	rows := func(o exchange.CSVOptions) {
		b.check(path, func(ctx context.Context, r io.Reader) (*exchange.Import, error) {
			return exchange.ReadCSV(ctx, r, b.desk.Journal, o)
		})
	}
	var table exchange.Table
	b.open(path, func(ctx context.Context, r io.Reader) (err error) {
		table, err = exchange.ReadTable(ctx, r, name)
		return err
	}, func() {
		if table.Speaks() {
			rows(exchange.CSVOptions{File: name})
			return
		}
		b.desk.askColumns(name, table, rows)
	})
}

// open reads a file away from the interface's thread and then, where that went well, has done
// called.
func (b *bringIn) open(path string, read func(context.Context, io.Reader) error, done func()) {
	b.desk.long(wording.Say("reading-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, tell func(string, float64)) error {
		f, err := regular.OpenNamed(path)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		return read(ctx, &reading{ctx: ctx, from: f, of: info.Size(), tell: tell})
	}, func(err error) {
		if err != nil {
			b.said.SetText(Unread(path, err))
			return
		}
		done()
	})
}

// check has a file read as a whole, and says what it would bring.
func (b *bringIn) check(path string, read func(context.Context, io.Reader) (*exchange.Import, error)) {
	var imp *exchange.Import
	b.open(path, func(ctx context.Context, r io.Reader) (err error) {
		imp, err = read(ctx, r)
		return err
	}, func() {
		b.ready = imp
		b.said.SetText(wouldBring(imp))
		if imp.Added+len(imp.NewAreas)+imp.Reviews+imp.Filters > 0 {
			b.take.Show()
			b.desk.Window.Canvas().Focus(b.take)
		}
	})
}

// wouldBring says what an import would bring in.
func wouldBring(i *exchange.Import) string {
	words := []string{wording.Count(i.Added, "n-new-entries-will-be-imported")}
	if i.AlreadyThere > 0 {
		words = append(words, wording.Count(i.AlreadyThere, "n-are-already-in-the-journal-and-stay"))
	}
	if n := len(i.NewAreas); n > 0 {
		words = append(words, wording.Count(n, "n-areas-will-be-created-names", wording.V{"Names": strings.Join(i.NewAreas, ", ")}))
	}
	if n := len(i.LeftOut); n > 0 {
		words = append(words, wording.Count(n, "n-columns-have-no-place-in-the-journal", wording.V{"Names": strings.Join(i.LeftOut, ", ")}))
	}
	if i.Reviews > 0 {
		words = append(words, wording.Count(i.Reviews, "what-you-wrote-in-n-reviews-will-be"))
	}
	if i.Filters > 0 {
		words = append(words, wording.Count(i.Filters, "n-saved-filters-will-be-imported-too"))
	}
	return wording.Sentences(words...)
}

// apply brings in what was read, after a backup.
func (b *bringIn) apply() {
	imp, d := b.ready, b.desk
	if imp == nil {
		return
	}
	d.long(wording.Say("importing-the-entries"), func(ctx context.Context, tell func(string, float64)) error {
		tell(wording.Say("making-a-backup-first"), -1)
		if err := backup.Before(ctx, d.Journal, backup.Import); err != nil {
			return err
		}
		tell(wording.Count(imp.Added, "saving-n-entries"), -1)
		return imp.Apply(ctx, d.Journal)
	}, func(err error) {
		if err != nil {
			b.said.SetText(Sentence(err))
			return
		}
		b.path.SetText("")
		d.Tell(wording.Count(imp.Added, "n-entries-were-imported"), true)
	})
}

// reading tells how far a file is read, and stops where the work was cancelled.
type reading struct {
	ctx  context.Context
	from io.Reader
	of   int64
	tell func(string, float64)
	n    int64
}

func (r *reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.from.Read(p)
	r.n += int64(n)
	if r.of > 0 {
		r.tell(wording.Say("size-read", wording.V{"Size": bytesOf(r.n)}), float64(r.n)/float64(r.of))
	}
	return n, err
}
