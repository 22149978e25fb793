package page

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// Documents writes a PDF of the entries that a query chooses.
type Documents func(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error

// The formats in which entries leave the journal.
const (
	asCSV  = "CSV"
	asJSON = "JSON"
	asPDF  = "PDF"
)

// export is the part of the settings through which entries leave.
type export struct {
	desk   *Desk
	pdf    Documents
	format *choose.Choice
	area   *choose.Select
	ids    []journal.AreaID
	path   *input.Field
	said   *prose.Label
}

func newExport(d *Desk, pdf Documents) *export {
	x := &export{desk: d, pdf: pdf, format: choose.NewChoice(asCSV, asJSON, asPDF), area: choose.NewSelect(), path: input.NewField(), said: prose.Paragraph("")}
	x.format.SetQuietly(asCSV)
	x.format.OnChanged = x.suggest
	x.suggest()
	return x
}

func (x *export) choose(format string) { x.format.SetQuietly(format); x.suggest() }

func (x *export) refresh() {
	x.area.Options, x.ids = []string{wording.Say("all-areas")}, nil
	for _, a := range x.desk.Journal.Areas() {
		x.area.Options, x.ids = append(x.area.Options, a.Name), append(x.ids, a.ID)
	}
	x.area.SetSelectedIndex(0)
}

// suggest names a file in the person's own documents, without a word of any entry.
func (x *export) suggest() {
	ending := strings.ToLower(x.format.Chosen())
	if ending == "" {
		ending = "csv"
	}
	x.path.SetText(filepath.Join(documents(), fmt.Sprintf("enactive-%s.%s", journal.DateOf(x.desk.Journal.Now()), ending)))
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (x *export) object() fyne.CanvasObject {
	save := control.NewButton(control.Plain, wording.Say("export"), nil, x.write)
	browse := control.NewButton(control.Silent, wording.Say("choose-a-folder"), nil, func() {
		x.desk.chooseFolder(filepath.Dir(x.path.Text), func(folder string) { x.path.SetText(filepath.Join(folder, filepath.Base(x.path.Text))) })
	})
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("export-entries")),
		prose.Paragraph(wording.Say("a-csv-file-holds-every-field-of-every")),
		arrange.Grid(250, input.Labelled(wording.Say("format-format"), "", x.format), input.Labelled(wording.Say("area-which-area"), "", surface.Framed(x.area))),
		input.Labelled(wording.Say("save-to"), "", x.path),
		x.said, arrange.Wrap(save, browse)), nil)
}

func (x *export) write() {
	q := journal.Query{}
	if i := x.area.SelectedIndex(); i > 0 {
		q.Area = x.ids[i-1]
	}
	x.desk.Export(x.format.Chosen(), x.path.Text, q, x.pdf, func(words string) { x.said.SetText(words) })
}

// Export writes the entries that a query chooses into a file, as CSV, JSON or PDF, and has
// said told how it went.
func (d *Desk) Export(format, path string, q journal.Query, pdf Documents, said func(string)) {
	j := d.Journal
	d.long(wording.Say("writing-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, tell func(string, float64)) error {
		return atomicfile.Write(path, func(w io.Writer) error {
			w = &counting{ctx: ctx, to: w, tell: tell}
			switch format {
			case asPDF:
				return pdf(ctx, w, j, q)
			case asJSON:
				return exchange.WriteJSON(ctx, w, j, q)
			}
			return exchange.WriteCSV(ctx, w, j, q)
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
func pathRow(field *input.Field, browse func()) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, control.NewButton(control.Plain, wording.Say("browse"), nil, browse), field)
}
