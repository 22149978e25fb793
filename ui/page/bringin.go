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
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// bringIn is the part of the settings through which entries come in: a file is read and
// checked as a whole, what it would bring is said, and then it comes in as one step.
type bringIn struct {
	desk  *Desk
	path  *own.Field
	said  *own.Words
	ready *exchange.Import
	take  *own.Button
}

func newBringIn(d *Desk) *bringIn {
	b := &bringIn{desk: d, path: own.NewField(), said: own.Paragraph("")}
	b.path.SetPlaceHolder(wording.Say("a .csv or .json file"))
	b.path.OnChanged = func(string) { b.forget() }
	b.path.OnSubmitted = func(string) { b.read() }
	b.take = own.NewButton(own.Plain, wording.Say("Bring them in"), nil, b.apply)
	b.take.Hide()
	return b
}

func (b *bringIn) object() fyne.CanvasObject {
	look := own.NewButton(own.Plain, wording.Say("Read it"), nil, b.read)
	return own.NewCard(own.Flow(theme.Unit, own.Subtitle(wording.Say("Bring entries in")),
		own.Paragraph(wording.Say("From an export of this journal, or from any table with commas between its columns: you say what they are. It is read and checked first; nothing changes until you say so, and it can be taken back in one step.")),
		own.Labelled(wording.Say("From the file"), "", pathRow(b.path, func() { b.desk.chooseFile(b.path.SetText) })),
		b.said, container.NewHBox(look, b.take)), nil)
}

func (b *bringIn) forget() {
	b.ready = nil
	b.take.Hide()
	own.SetText(b.said, "")
}

// read checks the file and says what it would bring. Where it is a table of somebody else's, it
// asks first what the columns are.
func (b *bringIn) read() {
	path := strings.TrimSpace(b.path.Text)
	if path == "" {
		own.SetText(b.said, wording.Say("Name the file first."))
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
	b.desk.long(wording.Say("Reading {{.File}} …", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, tell func(string, float64)) error {
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
			own.SetText(b.said, Unread(path, err))
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
		own.SetText(b.said, wouldBring(imp))
		if imp.Added+len(imp.NewAreas)+imp.Reviews+imp.Filters > 0 {
			b.take.Show()
			b.desk.Window.Canvas().Focus(b.take)
		}
	})
}

// wouldBring says what an import would bring in.
func wouldBring(i *exchange.Import) string {
	words := []string{wording.Count(i.Added, "{{.N}} new entry would come in.", "{{.N}} new entries would come in.")}
	if i.AlreadyThere > 0 {
		words = append(words, wording.Count(i.AlreadyThere, "{{.N}} is there already and stays as it is.", "{{.N}} are there already and stay as they are."))
	}
	if n := len(i.NewAreas); n > 0 {
		words = append(words, wording.Count(n, "One area would be made: {{.Names}}.", "{{.N}} areas would be made: {{.Names}}.", wording.V{"Names": strings.Join(i.NewAreas, ", ")}))
	}
	if n := len(i.LeftOut); n > 0 {
		words = append(words, wording.Count(n, "One column has no place in the journal and is left out: {{.Names}}.", "{{.N}} columns have no place in the journal and are left out: {{.Names}}.", wording.V{"Names": strings.Join(i.LeftOut, ", ")}))
	}
	if i.Reviews > 0 {
		words = append(words, wording.Count(i.Reviews, "What you wrote in {{.N}} review would come in too.", "What you wrote in {{.N}} reviews would come in too."))
	}
	if i.Filters > 0 {
		words = append(words, wording.Count(i.Filters, "{{.N}} kept filter would come in too.", "{{.N}} kept filters would come in too."))
	}
	return wording.Sentences(words...)
}

// apply brings in what was read, after a backup.
func (b *bringIn) apply() {
	imp, d := b.ready, b.desk
	if imp == nil {
		return
	}
	d.long(wording.Say("Bringing the entries in …"), func(ctx context.Context, tell func(string, float64)) error {
		tell(wording.Say("Making a backup first …"), -1)
		if err := backup.Before(ctx, d.Journal, backup.Import); err != nil {
			return err
		}
		tell(wording.Count(imp.Added, "Saving {{.N}} entry …", "Saving {{.N}} entries …"), -1)
		return imp.Apply(ctx, d.Journal)
	}, func(err error) {
		if err != nil {
			own.SetText(b.said, Sentence(err))
			return
		}
		b.path.SetText("")
		d.Tell(wording.Count(imp.Added, "{{.N}} entry has come in.", "{{.N}} entries have come in."), true)
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
		r.tell(wording.Say("{{.Size}} read", wording.V{"Size": bytesOf(r.n)}), float64(r.n)/float64(r.of))
	}
	return n, err
}
