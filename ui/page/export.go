package page

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
	"enactive/journal/wording"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// export is the part of the settings through which entries leave.
type export struct {
	desk    *Desk
	formats exportFormats
	format  *own.Choice
	area    *own.Select
	ids     []journal.AreaID
	path    *own.Field
	said    *own.Words
}

func newExport(d *Desk, formats []exchange.Format) *export {
	x := &export{desk: d, formats: exportable(formats), area: own.NewSelect(), path: own.NewField(), said: own.Paragraph("")}
	x.format = own.NewChoice(x.formats.names()...)
	x.format.Choose(x.formats.names()[0])
	x.format.Changed = x.suggest
	x.suggest()
	return x
}

func (x *export) choose(format string) { x.format.Choose(format); x.suggest() }

func (x *export) refresh() {
	x.area.Options, x.ids = []string{wording.Say("all-areas")}, nil
	for _, a := range x.desk.Journal.Areas() {
		x.area.Options, x.ids = append(x.area.Options, a.Name), append(x.ids, a.ID)
	}
	x.area.SetSelectedIndex(0)
}

// suggest names a file in the person's own documents, without a word of any entry.
func (x *export) suggest() {
	x.path.SetText(filepath.Join(documents(), suggestedName(x.desk.Journal, x.formats.named(x.format.Chosen()))))
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (x *export) object() fyne.CanvasObject {
	save := own.NewButton(own.Plain, wording.Say("export"), nil, x.write)
	browse := own.NewButton(own.Silent, wording.Say("choose-a-folder"), nil, func() {
		x.desk.chooseFolder(filepath.Dir(x.path.Text), func(folder string) { x.path.SetText(filepath.Join(folder, filepath.Base(x.path.Text))) })
	})
	return own.NewCard(own.Flow(theme.Unit, own.Subtitle(wording.Say("export-entries")),
		own.Paragraph(x.formats.sentences()),
		own.Grid(250, own.Labelled(wording.Say("format-format"), "", x.format), own.Labelled(wording.Say("area-which-area"), "", own.Framed(x.area))),
		own.Labelled(wording.Say("save-to"), "", x.path),
		x.said, own.Wrap(save, browse)), nil)
}

func (x *export) write() {
	q := journal.Query{}
	if i := x.area.SelectedIndex(); i > 0 {
		q.Area = x.ids[i-1]
	}
	x.desk.Export(x.formats.named(x.format.Chosen()), x.path.Text, q, func(words string) { own.SetText(x.said, words) })
}

// Export writes the entries that a query chooses into a file of a format, and calls said with
// how it went.
func (d *Desk) Export(format exchange.Format, path string, q journal.Query, said func(string)) {
	j := d.Journal
	d.long(wording.Say("writing-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, tell func(string, float64)) error {
		return atomicfile.Write(path, func(w io.Writer) error {
			return format.Export.Write(ctx, &counting{ctx: ctx, to: w, tell: tell}, j, exchange.Request{Query: q})
		})
	}, func(err error) {
		if err != nil {
			said(Unwritten(path, err))
			return
		}
		said(wording.Say("written-to-file-it-is-not-encrypted", wording.V{"File": path}))
	})
}

// counting tells how much was written, and stops where the work was cancelled.
type counting struct {
	ctx  context.Context
	to   io.Writer
	tell func(string, float64)
	n    int64
}

func (c *counting) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.to.Write(p)
	c.n += int64(n)
	c.tell(wording.Say("size-written", wording.V{"Size": bytesOf(c.n)}), -1)
	return n, err
}

// pathRow is a field for a path with a button to look for one.
func pathRow(field *own.Field, browse func()) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, own.NewButton(own.Plain, wording.Say("browse"), nil, browse), field)
}
