package page

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
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
	// ExportFormats are the formats, the most complete first.
	ExportFormats() []state.Format
	Export(ctx context.Context, format state.Format, path string, q journal.Query, progress func(written int64)) error
}

// formatNames are the formats of an export as a person chooses among them.
func formatNames(host exporter) []string {
	var names []string
	for _, f := range host.ExportFormats() {
		names = append(names, f.Name)
	}
	return names
}

// formatNamed is the format that a person chose, or the first one.
func formatNamed(host exporter, name string) state.Format {
	return host.ExportFormats()[max(slices.Index(formatNames(host), name), 0)]
}

// exportPath names a file in the person's own documents, without a word of any entry.
func exportPath(host exportHost, f state.Format) string {
	return filepath.Join(host.Documents(), fmt.Sprintf("enactive-%s%s", journal.DateOf(host.Journal().Now()), f.Extension))
}

// export is the card of the settings for exports.
type export struct {
	host   exportHost
	format *choose.Choice
	area   *choose.Select
	ids    []journal.AreaID
	path   *input.Field
	status *prose.Label
}

func newExport(host exportHost) *export {
	x := &export{host: host, format: choose.NewChoice(formatNames(host)...), area: choose.NewSelect(), path: input.NewField(), status: prose.Paragraph("")}
	x.format.SetQuietly(formatNames(host)[0])
	x.format.OnChanged = x.suggest
	x.suggest()
	return x
}

func (x *export) choose(format string) { x.format.SetQuietly(format); x.suggest() }

func (x *export) refresh() {
	x.area.Options, x.ids = []string{wording.Say("all-areas")}, nil
	for _, a := range x.host.Journal().Areas() {
		x.area.Options, x.ids = append(x.area.Options, a.Name), append(x.ids, a.ID)
	}
	x.area.SetSelectedIndex(0)
}

// suggest names the file to write to.
func (x *export) suggest() {
	x.path.SetText(exportPath(x.host, formatNamed(x.host, x.format.Chosen())))
}

func (x *export) object() fyne.CanvasObject {
	save := control.NewButton(control.Plain, wording.Say("export"), nil, x.write)
	browse := control.NewButton(control.Silent, wording.Say("choose-a-folder"), nil, func() {
		chooseFolder(x.host, filepath.Dir(x.path.Text), func(folder string) { x.path.SetText(filepath.Join(folder, filepath.Base(x.path.Text))) })
	})
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("export-entries")),
		prose.Paragraph(holdsSentences(x.host.ExportFormats())),
		arrange.Grid(250, input.Labelled(wording.Say("format-format"), "", x.format), input.Labelled(wording.Say("area-which-area"), "", surface.Framed(x.area))),
		input.Labelled(wording.Say("save-to"), "", x.path),
		x.status, arrange.Wrap(save, browse)), nil)
}

func (x *export) write() {
	q := journal.Query{}
	if i := x.area.SelectedIndex(); i > 0 {
		q.Area = x.ids[i-1]
	}
	exportEntries(x.host, formatNamed(x.host, x.format.Chosen()), x.path.Text, q, func(words string) { x.status.SetText(words) })
}

// exportEntries writes the entries that a query selects to a file, and calls report with the
// result.
func exportEntries(host exportHost, format state.Format, path string, q journal.Query, report func(string)) {
	long(host, wording.Say("writing-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, showProgress func(string, float64)) error {
		return host.Export(ctx, format, path, q, func(written int64) {
			showProgress(wording.Say("size-written", wording.V{"Size": bytesOf(written)}), -1)
		})
	}, func(err error) {
		if err != nil {
			report(problem.Unwritten(path, err))
			return
		}
		report(wording.Say("written-to-file-it-is-not-encrypted", wording.V{"File": path}))
	})
}

// pathRow is a field for a path with a button to look for one.
func pathRow(field *input.Field, browse func()) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, control.NewButton(control.Plain, wording.Say("browse"), nil, browse), field)
}
