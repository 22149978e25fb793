package page

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/entryview"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// showResults shows what the rows become, as far as it is known.
func (p *Import) showResults() {
	p.results.Objects = nil
	if imp := p.read.Import; imp != nil {
		p.showImport(imp)
	}
	if len(p.read.Bad) > 0 {
		p.results.Add(p.badRows(p.read.Bad, p.read.BadCount, p.read.Rows-p.read.BadCount))
	} else if p.form != nil && p.form.SkipBadRows && p.read.Import != nil {
		p.results.Add(p.badRows(p.read.Import.Bad, p.read.Import.BadCount, rowsRead(p.read.Import)))
	}
	setVisible(p.results, len(p.results.Objects) > 0)
	p.results.Refresh()
	p.body.Refresh()
	p.showFoot()
}

// rowsRead counts the rows that can be read.
func rowsRead(i *state.Import) int {
	return i.Added + i.Changed + i.AlreadyThere + i.Days + i.DaysThere
}

func (p *Import) showImport(imp *state.Import) {
	if len(imp.First) > 0 {
		cards := arrange.Grid(420)
		for i, e := range imp.First {
			cards.Add(p.previewCard(imp.First, i, e))
		}
		p.results.Add(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("what-its-rows-become")), cards))
	}
	if len(imp.FirstDays) > 0 {
		p.results.Add(p.daysCard(imp))
	}
	if imp.Changed > 0 || imp.Kept > 0 || p.form != nil && p.form.Again != "" && !p.form.Days {
		p.results.Add(p.changes(imp))
	}
	notes := slices.Clone(imp.Notes)
	if n := len(imp.LeftOut); n > 0 {
		notes = append([]string{wording.Count(n, "n-columns-have-no-place-in-the-journal", wording.V{"Names": listed(imp.LeftOut)})}, notes...)
	}
	lists := arrange.Pillars(430)
	if len(imp.Oddities) > 0 {
		lists.Add(sentencesCard(wording.Say("worth-a-look"), imp.Oddities))
	}
	if len(notes) > 0 {
		lists.Add(sentencesCard(wording.Say("how-it-was-read"), notes))
	}
	if len(lists.Objects) > 0 {
		p.results.Add(lists)
	}
}

func sentencesCard(title string, sentences []string) fyne.CanvasObject {
	body := arrange.Flow(theme.Unit/2, prose.Subtitle(title))
	for _, s := range sentences {
		body.Add(prose.Quiet(wording.Sentences(s)))
	}
	return surface.NewCard(body, nil)
}

// previewCard is an entry as it will be, and what stood in the file.
func (p *Import) previewCard(all []state.PreviewEntry, i int, e state.PreviewEntry) fyne.CanvasObject {
	today := journal.DateOf(p.host.Journal().Now())
	row := entryview.NewEntryRow()
	text := entryview.EntryText{Alone: true, Day: state.ShortDay(e.Entry.Day(), today), Hue: e.Area.Color, Outcome: e.Entry.Outcome, Kind: state.InAWord(&e.Entry),
		Levels: entryview.Nothing(), Foot: joined(footOf(&e.Entry, e.Area), describe.Numbers(&e.Entry)), Title: entryview.Marked{Text: describe.Heading(&e.Entry)}, Words: entryview.Marked{Text: oneLine(wordsOf(&e.Entry))}}
	row.Set(text, false, false)
	return surface.NewCard(arrange.Flow(theme.Unit/2, row, prose.Caption(p.lineOfFile(e.Line)).InLine()), nil)
}

// lineOfFile names a line and shows its cells, where they are known.
func (p *Import) lineOfFile(line int) string {
	words := wording.Say("line-n", wording.V{"N": line})
	if p.form != nil {
		if at := slices.IndexFunc(p.form.Sheet.Rows, func(r state.SheetRow) bool { return r.Line == line }); at >= 0 {
			var cells []string
			for _, cell := range p.form.Sheet.Rows[at].Cells {
				if cell = oneLine(cell); cell != "" {
					cells = append(cells, cell)
				}
			}
			words += ":  " + strings.Join(cells, "  ·  ")
		}
	}
	return words
}

// changes asks what happens to rows that came in before, and shows what changes.
func (p *Import) changes(imp *state.Import) fyne.CanvasObject {
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("rows-that-have-changed-since-they-came-in")))
	if p.form != nil {
		keys := []string{"", "keep", "add"}
		choice := choose.NewSelect(wording.Say("update-their-entries"), wording.Say("keep-their-entries-as-they-are"), wording.Say("add-new-entries"))
		choice.SetSelectedIndex(max(0, slices.Index(keys, p.form.Again)))
		choice.OnChanged = func(string) {
			p.form.Again = keys[choice.SelectedIndex()]
			p.changed()
		}
		body.Add(surface.Framed(choice))
	}
	for _, c := range imp.Changes {
		var parts []string
		for _, f := range c.Fields {
			with := wording.V{"Field": fieldLabel(f.Field), "Before": short(f.Before), "After": short(f.After)}
			if f.Kept {
				parts = append(parts, wording.Say("field-stays-before-in-the-file-after", with))
				continue
			}
			parts = append(parts, wording.Say("field-from-before-to-after", with))
		}
		body.Add(arrange.Flow(-theme.Unit/2, prose.Strong(c.Title).InLine(), prose.Quiet(strings.Join(parts, "; "))))
	}
	if more := imp.Changed - len(imp.Changes); more > 0 {
		body.Add(prose.Quiet(wording.Capital(wording.Count(more, "and-n-more"))))
	}
	return surface.NewCard(body, nil)
}

// fieldLabel names a field of ours on a page.
func fieldLabel(name string) string {
	if f, ok := state.ImportField(name); ok && f.Label != "" {
		return f.Label.String()
	}
	return name
}

// badRows lists the rows that cannot be read, and offers to import the others.
func (p *Import) badRows(bad []string, count, others int) fyne.CanvasObject {
	body := arrange.Flow(theme.Unit/2, prose.Subtitle(wording.Count(count, "n-rows-cannot-be-read")))
	for _, s := range bad {
		body.Add(prose.Quiet(wording.Sentences(s)))
	}
	if more := count - len(bad); more > 0 {
		body.Add(prose.Quiet(wording.Capital(wording.Count(more, "and-n-more"))))
	}
	if p.form != nil && others > 0 {
		skip := choose.NewCheck(wording.Count(others, "import-the-other-n-rows"), p.form.SkipBadRows)
		skip.OnChanged = func() {
			p.form.SkipBadRows = skip.IsChecked()
			p.changed()
		}
		body.Add(skip)
	}
	return surface.NewCard(body, nil)
}

// writing asks how the file is written, where that is not as it was found.
func (p *Import) writing() fyne.CanvasObject {
	s, f := p.form.Sheet, p.form
	body := arrange.Flow(theme.Unit)
	field := func(label, hint string, o fyne.CanvasObject) { body.Add(input.Labelled(label, hint, o)) }
	var said []string
	if len(s.Sheets) > 1 {
		sheet := choose.NewSelect(s.Sheets...)
		sheet.SetSelected(s.Written.Sheet)
		sheet.OnChanged = func(name string) { f.Written.Sheet = name; p.reshape() }
		field(wording.Say("sheet-of-the-file"), "", surface.Framed(sheet))
		said = append(said, s.Written.Sheet)
	}
	if s.IsText {
		said = append(said, s.Written.Encoding, wording.Say("cells-separated-by", wording.V{"Separator": separatorName(s.Written.Separator)}))
		encoding := choose.NewSelect(p.host.Encodings()...)
		encoding.SetSelected(s.Written.Encoding)
		encoding.OnChanged = func(name string) { f.Written.Encoding = name; p.reshape() }
		field(wording.Say("encoding"), "", surface.Framed(encoding))
		separators := []string{",", ";", "\t", "|"}
		separator := choose.NewSelect()
		for _, o := range separators {
			separator.Options = append(separator.Options, separatorName(o))
		}
		if at := slices.Index(separators, s.Written.Separator); at >= 0 {
			separator.SetSelectedIndex(at)
		}
		separator.OnChanged = func(string) { f.Written.Separator = separators[separator.SelectedIndex()]; p.reshape() }
		field(wording.Say("separator-of-cells"), "", surface.Framed(separator))
	}
	header := input.NewField()
	if s.Written.Header > 0 {
		header.SetText(lineNumber(s.Written.Header))
		said = append(said, wording.Say("the-columns-are-named-in-line", wording.V{"N": s.Written.Header}))
	} else {
		said = append(said, wording.Say("no-line-names-the-columns"))
	}
	header.OnSubmitted = func(text string) {
		n := lineOf(text)
		f.Written.Header, f.Written.NoHeader = n, n == 0
		p.reshape()
	}
	field(wording.Say("line-that-names-the-columns"), wording.Say("return-reads-it-again-nothing-for-none"), header)
	fold := surface.NewFold(wording.Say("how-the-file-is-written"), body)
	fold.SetSummary(strings.Join(said, " · "))
	fold.OnToggled = func() { p.body.Refresh() }
	return fold
}
