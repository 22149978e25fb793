package page

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// layOut makes the page for its source.
func (p *Import) layOut() {
	p.grid, p.columns, p.more, p.kind = nil, nil, nil, nil
	p.results.Objects = nil
	if p.source.IsEmpty() {
		p.body.Objects = []fyne.CanvasObject{arrange.Column(theme.ReadingWidth, arrange.Flow(2*theme.Unit, prose.Title(wording.Say("import-entries")), p.start()))}
		p.body.Refresh()
		p.showFoot()
		return
	}
	title := wording.Say("import-file", wording.V{"File": p.source.Name})
	another := control.NewButton(control.Plain, wording.Say("another-file"), nil, func() {
		p.close()
		p.Focus() // it was on what is gone
	})
	p.body.Objects = []fyne.CanvasObject{arrange.Header(prose.Title(title), arrange.HeadingWidth(title), another)}
	if p.form != nil {
		p.grid = newFileGrid(p.form.Sheet)
		p.columns = newColumnsPart(p)
		p.more = newMorePart(p)
		// What the rows become stands under the file, beside the columns, where there is room.
		if card := p.rowsCard(); card != nil {
			p.body.Add(card)
		}
		p.body.Add(arrange.Pillars(430, p.fileCard(), p.columns.object(), p.results))
		p.body.Add(p.more.object())
	} else {
		p.body.Add(p.results)
	}
	p.showResults()
	p.body.Refresh()
}

// start is the page before there is a file.
func (p *Import) start() fyne.CanvasObject {
	file := control.NewButton(control.Primary, wording.Say("choose-a-file"), nil, p.choose)
	folder := control.NewButton(control.Plain, wording.Say("choose-a-folder-to-import"), nil, func() { chooseFolder(p.host, p.host.Documents(), p.Read) })
	paste := control.NewButton(control.Plain, wording.Say("paste-a-table"), nil, p.Paste)
	return surface.NewCard(arrange.Flow(1.5*theme.Unit, prose.Lead(wording.Say("drop-a-file-on-this-window")),
		prose.Paragraph(wording.Say("a-table-of-any-program-or-an-export")),
		arrange.Wrap(file, folder, paste),
		input.Labelled(wording.Say("import-from"), "", p.path)), nil)
}

// fileCard shows the file as it is, and how it is written.
func (p *Import) fileCard() fyne.CanvasObject {
	s := p.form.Sheet
	which := prose.Caption("").InLine()
	left := control.NewButton(control.Silent, "◂", nil, func() { p.grid.bring(p.grid.first - p.grid.fit()) })
	right := control.NewButton(control.Silent, "▸", nil, func() { p.grid.bring(p.grid.first + p.grid.fit()) })
	moves := container.New(arrange.HorizontalBorder{}, arrange.Gap(0), arrange.Line(left, right), which)
	say := func() {
		last := min(p.grid.first+p.grid.fit(), len(s.Columns))
		which.SetText(wording.Say("first-to-last-of-total-columns", wording.V{"First": p.grid.first + 1, "Last": last, "Total": len(s.Columns)}))
		setVisible(moves, p.grid.fit() < len(s.Columns))
	}
	p.grid.OnMoved = say
	say()
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("the-file-as-it-is")),
		prose.Quiet(wording.Count(s.Count, "n-rows-and-columns", wording.V{"Columns": len(s.Columns)})), p.grid)
	body.Add(moves)
	if s.IsText || len(s.Sheets) > 1 {
		body.Add(p.writing())
	}
	return surface.NewCard(body, nil)
}

// answerNext leads the keyboard to the first question, or to the button.
func (p *Import) answerNext() {
	c := p.host.Window().Canvas()
	if p.form == nil {
		if p.read.Import != nil {
			c.Focus(p.take)
		}
		return
	}
	open := p.form.Open()
	if len(open) == 0 {
		c.Focus(p.take)
		return
	}
	switch q := open[0]; {
	case q.Column >= 0:
		p.columns.show(q.Column)
	case q.Kind == state.AskSums:
		c.Focus(p.columns.sums)
	case q.Kind == state.AskArea && p.columns.isNewArea():
		c.Focus(p.columns.name)
	case q.Kind == state.AskArea:
		c.Focus(p.columns.area)
	case p.columns.wanted.Visible():
		c.Focus(p.columns.when)
	case len(p.columns.rows) > 0:
		c.Focus(p.columns.rows[0].choice)
	}
}

// goOn leads the keyboard on after a field was filled in.
func (p *Import) goOn() { p.answerNext() }

// showFoot says what will happen, or why it cannot yet.
func (p *Import) showFoot() {
	line, reason, ready, asks := "", "", false, false
	name := wording.Say("import")
	switch imp := p.read.Import; {
	case p.source.IsEmpty():
		reason = p.reason.String()
	case p.form != nil && len(p.form.Open()) > 0:
		open := p.form.Open()
		line, reason, asks = wording.Count(len(open), "n-questions-are-open"), open[0].Words, true
	case p.reading:
		line = wording.Say("reading-file", wording.V{"File": p.source.Name})
	case imp != nil:
		line = wouldBring(imp)
		if ready = !imp.IsEmpty(); ready && imp.Added+imp.Changed > 0 {
			name = wording.Count(imp.Added+imp.Changed, "import-n-entries")
		} else if ready && imp.Days > 0 {
			name = wording.Count(imp.Days, "import-n-days")
		}
	case p.read.BadCount > 0:
		line = wording.Count(p.read.BadCount, "n-rows-cannot-be-read")
	case p.read.Err != nil:
		line = p.unread(p.source, p.read.Err)
	}
	p.line.SetText(line)
	p.reason.SetText(reason)
	setVisible(p.jump, asks)
	setVisible(p.take, !p.source.IsEmpty())
	p.take.SetText(name)
	if p.take.Disable(); ready {
		p.take.Enable()
	}
	p.foot.Refresh()
}

// wouldBring describes the result of an import.
func wouldBring(i *state.Import) string {
	var words []string
	if i.Added > 0 || i.Changed+i.Days+i.DaysThere == 0 {
		words = append(words, wording.Count(i.Added, "n-new-entries-will-be-imported"))
	}
	if i.Changed > 0 {
		words = append(words, wording.Count(i.Changed, "n-entries-have-changed-in-the-file"))
	}
	if i.AlreadyThere > 0 {
		words = append(words, wording.Count(i.AlreadyThere, "n-are-already-in-the-journal-and-stay"))
	}
	if i.BadCount > 0 {
		words = append(words, wording.Count(i.BadCount, "n-rows-are-left-out-because"))
	}
	if i.Days > 0 {
		words = append(words, wording.Count(i.Days, "n-days-get-values-from-the-file"))
	}
	if i.DaysThere > 0 {
		words = append(words, wording.Count(i.DaysThere, "n-days-have-it-already-and-stay"))
	}
	if n := len(i.NewMeasures); n > 0 {
		words = append(words, wording.Count(n, "n-measures-will-be-made-names", wording.V{"Names": listed(i.NewMeasures)}))
	}
	if n := len(i.NewAreas); n > 0 {
		words = append(words, wording.Count(n, "n-areas-will-be-created-names", wording.V{"Names": listed(i.NewAreas)}))
	}
	if i.Experiments > 0 {
		words = append(words, wording.Count(i.Experiments, "n-experiments-will-be-imported"))
	}
	if i.ExperimentsThere > 0 {
		words = append(words, wording.Count(i.ExperimentsThere, "n-experiments-are-there-and-stay"))
	}
	if i.Reviews > 0 {
		words = append(words, wording.Count(i.Reviews, "what-you-wrote-in-n-reviews-will-be"))
	}
	if i.Filters > 0 {
		words = append(words, wording.Count(i.Filters, "n-saved-filters-will-be-imported-too"))
	}
	return wording.Sentences(words...)
}

// listed names a few things and says that there are more.
func listed(names []string) string {
	const most = 8
	if len(names) > most {
		names = append(slices.Clone(names[:most]), "…")
	}
	return strings.Join(names, ", ")
}
