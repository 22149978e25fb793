package page

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/charts/report"
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
	nativeChooser
	filterHost
	timer
	documents
	documentOpener
	exporter
}

// exporter writes entries into files outside the journal.
type exporter interface {
	// ExportFormats are the formats, the most complete first.
	ExportFormats() []state.Format
	Export(ctx context.Context, e state.Export, progress func(written int64)) error
	encrypter
}

// formatNames are the formats of an export as a person chooses among them.
func formatNames(host exporter) []string {
	var names []string
	for _, f := range host.ExportFormats() {
		names = append(names, f.Name)
	}
	return names
}

// exportForm asks in which format, where to, and how protected entries are written.
type exportForm struct {
	host       exportHost
	format     *choose.Choice
	options    *fyne.Container // of the format
	checks     map[string]*choose.Check
	path       *input.Field
	protection *protection
	// rewritten is called after a choice that changes which entries are written; it may be nil.
	rewritten func()
	// look opens the page that shows a document before it is written.
	look func()
	// grown is called after the form has become longer or shorter; it may be nil.
	grown func()
}

func newExportForm(host exportHost) *exportForm {
	f := &exportForm{host: host, format: choose.NewOneOf(formatNames(host)...), options: arrange.Flow(theme.Unit / 2), path: input.NewField(), protection: newProtection()}
	f.format.OnChanged = func() { f.showOptions(); f.suggest(); f.grow() }
	f.protection.changed = func() {
		f.path.SetText(host.FileName(f.path.Text, f.protection.isOn()))
		f.grow()
	}
	f.showOptions()
	f.suggest()
	return f
}

func (f *exportForm) grow() {
	if f.grown != nil {
		f.grown()
	}
}

// chosen returns the chosen format, or the first one.
func (f *exportForm) chosen() state.Format {
	return f.host.ExportFormats()[max(slices.Index(formatNames(f.host), f.format.Chosen()), 0)]
}

// showOptions offers the options of the format.
func (f *exportForm) showOptions() {
	f.options.Objects, f.checks = nil, map[string]*choose.Check{}
	for _, o := range f.chosen().Options {
		f.checks[o.Key] = choose.NewCheck(o.Name, false)
		f.options.Add(f.checks[o.Key])
	}
	if private := f.checks[privateOption]; private != nil {
		private.OnChanged = func() {
			if f.rewritten != nil {
				f.rewritten()
			}
		}
	}
	if zipped := f.checks[filesOption]; zipped != nil {
		zipped.OnChanged = f.suggestEnding
	}
	if f.chosen().HandedOn {
		f.options.Add(container.NewHBox(control.NewButton(control.Plain, wording.Say("choose-what-it-tells-and-see-it"), fynetheme.DocumentIcon(), func() { f.look() })))
	}
	f.options.Hidden = len(f.options.Objects) == 0
	f.options.Refresh()
}

// privateOption is the key of the option that takes private entries along.
const privateOption = string(journal.Private)

// handed returns what the chosen options leave of the entries of a query.
func (f *exportForm) handed(q journal.Query) journal.Query {
	private := f.checks[privateOption]
	q.WithoutPrivate = private == nil || !private.IsChecked()
	return q
}

// document is the document of the entries of a query, as it is chosen so far.
func (f *exportForm) document(q journal.Query) report.Told {
	private, letter := f.checks[privateOption], f.checks["letter"]
	return report.Told{Query: q, Handout: journal.Handout{Kind: journal.JournalHandout,
		Private: private != nil && private.IsChecked(), Letter: letter != nil && letter.IsChecked()}}
}

// filesOption is the key of the option that takes photos and files along, in a zip file.
const filesOption = "files"

// extension is the end of the name of the file as it is chosen so far.
func (f *exportForm) extension() string {
	if zipped := f.checks[filesOption]; zipped != nil && zipped.IsChecked() {
		return ".zip"
	}
	return f.chosen().Extension
}

// suggestEnding gives the name in the field the end of the file that is written now.
func (f *exportForm) suggestEnding() {
	path := f.host.FileName(f.path.Text, false)
	path = strings.TrimSuffix(strings.TrimSuffix(path, f.chosen().Extension), ".zip") + f.extension()
	f.path.SetText(f.host.FileName(path, f.protection.isOn()))
}

// suggest names a file in the person's own documents, without a word of any entry.
func (f *exportForm) suggest() {
	name := fmt.Sprintf("enactive-%s%s", journal.DateOf(f.host.Journal().Now()), f.extension())
	f.path.SetText(f.host.FileName(filepath.Join(f.host.Documents(), name), f.protection.isOn()))
}

// read returns what to write of the entries of a query, or a sentence with the reason why nothing
// can be written.
func (f *exportForm) read(q journal.Query) (e state.Export, refusal string) {
	e = state.Export{Format: f.chosen(), Path: strings.TrimSpace(f.path.Text), Query: q}
	if e.Path == "" {
		return e, wording.Say("choose-a-file-to-write-to")
	}
	for _, o := range e.Format.Options {
		if f.checks[o.Key].IsChecked() {
			e.Options = append(e.Options, o.Key)
		}
	}
	e.Path = f.host.FileName(e.Path, f.protection.isOn())
	e.Passphrase, refusal = f.protection.read()
	return e, refusal
}

// browse lets a person choose the folder.
func (f *exportForm) browse() {
	chooseFolder(f.host, filepath.Dir(f.path.Text), func(folder string) { f.path.SetText(filepath.Join(folder, filepath.Base(f.path.Text))) })
}

// askExport asks how to export the entries of a query.
func askExport(host exportHost, title string, entries journal.Query) {
	f := newExportForm(host)
	q := ask(host.Window(), 560, title, wording.Say("export"), func(q *question) {
		e, refusal := f.read(entries)
		if refusal != "" {
			q.say(refusal)
			return
		}
		q.hide()
		exportEntries(host, e, func(words string, _ bool) { host.Toast(words, false) })
	}, f.format, f.options, input.Labelled(wording.Say("save-to"), "", pathRow(f.path, f.browse)), f.protection.object())
	f.grown = func() { q.say("") }
	f.look = func() { q.hide(); host.OpenDocument(f.document(entries)) }
	q.canvas.Focus(f.path)
}

// exportEntries writes a file and calls report with the result in words, and whether it is written.
func exportEntries(host exportHost, e state.Export, report func(words string, written bool)) {
	long(host, wording.Say("writing-file", wording.V{"File": filepath.Base(e.Path)}), func(ctx context.Context, showProgress func(string, float64)) error {
		return host.Export(ctx, e, func(written int64) {
			showProgress(wording.Say("size-written", wording.V{"Size": bytesOf(written)}), -1)
		})
	}, func(err error) {
		if err != nil {
			report(problem.Unwritten(e.Path, err), false)
			return
		}
		report(writtenTo(e.Path, e.Passphrase != ""), true)
	})
}

// writtenTo says where a file was written, and whether others can read it.
func writtenTo(path string, encrypted bool) string {
	if encrypted {
		return wording.Say("written-to-file-encrypted", wording.V{"File": path})
	}
	return wording.Say("written-to-file-it-is-not-encrypted", wording.V{"File": path})
}

// export is the card of the settings for exports.
type export struct {
	host    exportHost
	form    *exportForm
	query   journal.Query
	entries *fyne.Container // the filter in words, or the saved filters
	count   *prose.Label
	status  *prose.Label
}

func newExport(host exportHost) *export {
	x := &export{host: host, form: newExportForm(host), entries: arrange.Wrap(), count: prose.Caption(""), status: prose.Paragraph("")}
	x.form.grown = func() { x.status.SetText("") }
	x.form.rewritten = x.refresh
	x.form.look = func() { host.OpenDocument(x.form.document(x.query)) }
	return x
}

func (x *export) choose(format string) { x.form.format.SetQuietly(format); x.form.format.OnChanged() }

// refresh shows which entries are exported.
func (x *export) refresh() {
	j := x.host.Journal()
	names := map[journal.AreaID]string{}
	for _, a := range j.Areas() {
		names[a.ID] = a.Name
	}
	if names[x.query.Area] == "" {
		x.query.Area = "" // it was deleted
	}
	x.entries.Objects = nil
	if x.query.Text != "" {
		rest := x.query
		rest.Text = ""
		x.entries.Add(control.NewRemovableChip(x.query.Text, func() { x.show(rest) }))
	}
	for _, c := range state.Chips(x.query, func(id journal.AreaID) string { return names[id] }, func(t journal.Test) string { return state.TestWords(j, t) }) {
		x.entries.Add(control.NewRemovableChip(c.Words, func() { x.show(c.Without) }))
	}
	if len(x.entries.Objects) == 0 {
		for _, f := range j.Filters() {
			x.entries.Add(control.NewChip(f.Name, func() { x.show(f.Query) }))
		}
	}
	x.entries.Add(control.NewButton(control.Plain, wording.Say("filter"), fynetheme.SearchIcon(), func() {
		askFilter(x.host, wording.Say("use-this-filter"), x.query, x.show)
	}))
	x.entries.Refresh()
	q, n, left := x.form.handed(x.query), 0, 0
	x.host.Work(func(context.Context) error {
		n, left = j.Count(q), j.CountLeftOut(q)
		return nil
	}, func(error) {
		words := wording.Count(n, "n-entries-will-be-exported")
		if left > 0 {
			words += " " + wording.Count(left, "n-private-entries-stay-out")
		}
		x.count.SetText(words)
	})
}

// show exports the entries of another query.
func (x *export) show(q journal.Query) {
	x.query = q
	x.status.SetText("")
	x.refresh()
}

func (x *export) object() fyne.CanvasObject {
	save := control.NewButton(control.Plain, wording.Say("export"), nil, x.write)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("export-entries")),
		prose.Paragraph(holdsSentences(x.host.ExportFormats())),
		input.Labelled(wording.Say("format-format"), "", x.form.format), x.form.options,
		input.Labelled(wording.Say("entries"), "", arrange.Flow(theme.Unit/2, x.entries, x.count)),
		input.Labelled(wording.Say("save-to"), "", pathRow(x.form.path, x.form.browse)),
		x.form.protection.object(),
		x.status, container.NewHBox(save)), nil)
}

func (x *export) write() {
	e, refusal := x.form.read(x.query)
	if refusal != "" {
		x.status.SetText(refusal)
		return
	}
	exportEntries(x.host, e, func(words string, written bool) {
		if written {
			x.form.protection.clear()
		}
		x.status.SetText(words)
	})
}

// pathRow is a field for a path with a button to look for one.
func pathRow(field *input.Field, browse func()) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, control.NewButton(control.Plain, wording.Say("browse"), nil, browse), field)
}
