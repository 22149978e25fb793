package page

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/problem"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// exportHost is what an export asks of the window.
type exportHost interface {
	journalHost
	timer
	documents
	exporter
}

// exporter writes entries into files outside the journal.
type exporter interface {
	// ExportFormats are the formats, the most complete first; a file has the name of its format
	// as its ending.
	ExportFormats() []string
	Export(ctx context.Context, format, path string, q journal.Query, progress func(written int64)) error
}

// export is the part of the settings through which entries leave.
type export struct {
	host   exportHost
	format *own.Choice
	area   *own.Select
	ids    []journal.AreaID
	path   *own.Field
	said   *own.Words
}

func newExport(host exportHost) *export {
	x := &export{host: host, format: own.NewChoice(host.ExportFormats()...), area: own.NewSelect(), path: own.NewField(), said: own.Paragraph("")}
	x.format.Choose(host.ExportFormats()[0])
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
	ending := strings.ToLower(cmp.Or(x.format.Chosen(), x.host.ExportFormats()[0]))
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
	exportEntries(x.host, x.format.Chosen(), x.path.Text, q, func(words string) { own.SetText(x.said, words) })
}

// exportEntries writes the entries that a query selects into a file, and calls said with how
// it went.
func exportEntries(host exportHost, format, path string, q journal.Query, said func(string)) {
	long(host, wording.Say("writing-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, tell func(string, float64)) error {
		return host.Export(ctx, format, path, q, func(written int64) {
			tell(wording.Say("size-written", wording.V{"Size": bytesOf(written)}), -1)
		})
	}, func(err error) {
		if err != nil {
			said(problem.Unwritten(path, err))
			return
		}
		said(wording.Say("written-to-file-it-is-not-encrypted", wording.V{"File": path}))
	})
}

// pathRow is a field for a path with a button to look for one.
func pathRow(field *own.Field, browse func()) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, own.NewButton(own.Plain, wording.Say("browse"), nil, browse), field)
}
