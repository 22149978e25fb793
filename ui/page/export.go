package page

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
	"enactive/journal/wording"
	"enactive/ui/problem"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Documents writes a PDF of the entries that a query chooses.
type Documents func(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error

// The formats in which entries leave the journal.
const (
	asCSV  = "CSV"
	asJSON = "JSON"
	asPDF  = "PDF"
)

// exportHost is what an export asks of the window.
type exportHost interface {
	journalHost
	timer
	documents
}

// export is the part of the settings through which entries leave.
type export struct {
	host   exportHost
	pdf    Documents
	format *own.Choice
	area   *own.Select
	ids    []journal.AreaID
	path   *own.Field
	said   *own.Words
}

func newExport(host exportHost, pdf Documents) *export {
	x := &export{host: host, pdf: pdf, format: own.NewChoice(asCSV, asJSON, asPDF), area: own.NewSelect(), path: own.NewField(), said: own.Paragraph("")}
	x.format.Choose(asCSV)
	x.format.Changed = x.suggest
	x.suggest()
	return x
}

func (x *export) choose(format string) { x.format.Choose(format); x.suggest() }

func (x *export) refresh() {
	x.area.Options, x.ids = []string{wording.Say("all-areas")}, nil
	for _, a := range x.host.Journal().Areas() {
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
	x.path.SetText(filepath.Join(x.host.Documents(), fmt.Sprintf("enactive-%s.%s", journal.DateOf(x.host.Journal().Now()), ending)))
}

func (x *export) object() fyne.CanvasObject {
	save := own.NewButton(own.Plain, wording.Say("export"), nil, x.write)
	browse := own.NewButton(own.Silent, wording.Say("choose-a-folder"), nil, func() {
		chooseFolder(x.host, filepath.Dir(x.path.Text), func(folder string) { x.path.SetText(filepath.Join(folder, filepath.Base(x.path.Text))) })
	})
	return own.NewCard(own.Flow(theme.Unit, own.Subtitle(wording.Say("export-entries")),
		own.Paragraph(wording.Say("a-csv-file-holds-every-field-of-every")),
		own.Grid(250, own.Labelled(wording.Say("format-format"), "", x.format), own.Labelled(wording.Say("area-which-area"), "", own.Framed(x.area))),
		own.Labelled(wording.Say("save-to"), "", x.path),
		x.said, own.Wrap(save, browse)), nil)
}

func (x *export) write() {
	q := journal.Query{}
	if i := x.area.SelectedIndex(); i > 0 {
		q.Area = x.ids[i-1]
	}
	exportEntries(x.host, x.format.Chosen(), x.path.Text, q, x.pdf, func(words string) { own.SetText(x.said, words) })
}

// Export writes the entries that a query chooses into a file, as CSV, JSON or PDF, and has
// said told how it went.
func exportEntries(host exportHost, format, path string, q journal.Query, pdf Documents, said func(string)) {
	j := host.Journal()
	long(host, wording.Say("writing-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, tell func(string, float64)) error {
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
			said(problem.Unwritten(path, err))
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
