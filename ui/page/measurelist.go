package page

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// measureList lists the measures of an area or all of them, with what can be done with the chosen
// one under it.
type measureList struct {
	host   journalHost
	area   journal.AreaID // empty for all measures
	box    *fyne.Container
	chosen journal.MeasureID
	shown  [][]journal.MeasureID // by the parts of the list
	reach  map[string]fyne.Focusable
	grown  func() // it has another height
}

func newMeasureList(host journalHost) *measureList {
	return &measureList{host: host, box: arrange.Flow(theme.Unit / 2), grown: nothingMore}
}

// show shows the measures of an area; those of all areas and of days for "".
func (l *measureList) show(area journal.AreaID) {
	l.area = area
	l.refresh()
}

// focusedIn returns the name under which reach has what has the keyboard, "" if it has not.
func focusedIn(c fyne.Canvas, reach map[string]fyne.Focusable) string {
	for name, f := range reach {
		if f == c.Focused() {
			return name
		}
	}
	return ""
}

// refresh shows the measures as they are now. The keyboard stays where it is.
func (l *measureList) refresh() {
	c := l.host.Window().Canvas()
	at := focusedIn(c, l.reach)
	l.reach, l.shown, l.box.Objects = map[string]fyne.Focusable{}, nil, nil
	all := l.host.Journal().Measures()
	if l.area != "" {
		all = slices.DeleteFunc(all, func(m journal.Measure) bool { return !m.IsOf(l.area) })
	}
	l.part("", all, func(m *journal.Measure) bool { return l.area != "" && !m.Archived })
	l.part(wording.Say("measures-of-days"), all, func(m *journal.Measure) bool { return l.area == "" && m.OfDay && !m.Archived })
	l.part(wording.Say("measures-of-entries"), all, func(m *journal.Measure) bool { return l.area == "" && !m.OfDay && !m.Archived })
	l.part(wording.Say("archived"), all, func(m *journal.Measure) bool { return m.Archived })
	l.box.Refresh()
	l.grown()
	if f := l.reach[at]; f != nil {
		c.Focus(f)
	}
}

// part lists the measures that belong to a part, if there are any.
func (l *measureList) part(heading string, all []journal.Measure, belongs func(*journal.Measure) bool) {
	var ids []journal.MeasureID
	for i := range all {
		m := &all[i]
		if !belongs(m) {
			continue
		}
		if ids = append(ids, m.ID); len(ids) == 1 && heading != "" {
			l.box.Add(prose.Part(heading))
		}
		l.box.Add(l.row(m))
		if m.ID == l.chosen && isWritable(l.host) {
			l.box.Add(l.tools(m))
		}
	}
	l.shown = append(l.shown, ids)
}

func (l *measureList) row(m *journal.Measure) fyne.CanvasObject {
	var area func(journal.AreaID) string
	if l.area == "" {
		area = l.nameOf
	}
	words := container.New(arrange.Margins(theme.Unit/2, theme.Unit/2, theme.Unit, theme.Unit),
		arrange.Flow(-theme.Unit/2, prose.Strong(m.Name), prose.Caption(state.MeasureSummary(m, area))))
	link := control.NewLink(words, func() { l.choose(m.ID) })
	link.SetChosen(m.ID == l.chosen)
	l.reach["choose "+string(m.ID)] = link
	return link
}

func (l *measureList) nameOf(id journal.AreaID) string {
	a, _ := l.host.Journal().Area(id)
	return a.Name
}

// choose shows what can be done with a measure, and hides that again.
func (l *measureList) choose(id journal.MeasureID) {
	if l.chosen == id {
		id = ""
	}
	l.chosen = id
	l.refresh()
}

// tools are the buttons of the chosen measure.
func (l *measureList) tools(m *journal.Measure) fyne.CanvasObject {
	put := wording.Say("archive")
	if m.Archived {
		put = wording.Say("restore")
	}
	edited := m.Clone()
	row := arrange.Wrap()
	for _, t := range []struct {
		name, words string
		icon        fyne.Resource
		do          func()
	}{
		{"edit", wording.Say("edit"), fynetheme.DocumentCreateIcon(), func() { editMeasure(l.host, edited) }},
		{"up", wording.Say("up"), fynetheme.MoveUpIcon(), func() { l.move(edited.ID, -1) }},
		{"down", wording.Say("down"), fynetheme.MoveDownIcon(), func() { l.move(edited.ID, 1) }},
		{"archive", put, nil, func() { l.archive(edited) }},
		{"remove", wording.Say("delete-ellipsis"), fynetheme.DeleteIcon(), func() { removeMeasure(l.host, edited) }},
	} {
		b := control.NewButton(control.Silent, t.words, t.icon, t.do)
		l.reach[t.name+" "+string(m.ID)] = b
		row.Add(b)
	}
	return row
}

// move moves a measure among those of its part of the list.
func (l *measureList) move(id journal.MeasureID, by int) {
	for _, ids := range l.shown {
		if slices.Contains(ids, id) {
			order := state.MovedMeasure(l.host.Journal(), ids, id, by)
			l.run(func(ctx context.Context) error { return l.host.Journal().OrderMeasures(ctx, order) }, wording.Say("moved"))
		}
	}
}

func (l *measureList) archive(m journal.Measure) {
	base := m.Clone()
	m.Archived = !m.Archived
	l.run(func(ctx context.Context) error {
		_, _, err := l.host.Journal().SaveMeasureFrom(ctx, base, m, journal.Rewrite{})
		return err
	}, wording.Say("saved"))
}

func (l *measureList) run(do func(context.Context) error, done string) {
	l.host.Work(do, func(err error) {
		if err != nil {
			l.host.Fail(err)
			return
		}
		l.host.Toast(done, true)
	})
}

// add begins a measure of the area, or of days where all are listed.
func (l *measureList) add() {
	m := journal.Measure{Kind: journal.NumberMeasure, OfDay: l.area == ""}
	if l.area != "" {
		m.Areas = []journal.AreaID{l.area}
	}
	editMeasure(l.host, m)
}

// removeMeasure asks before it removes a measure, and says how many values go along.
func removeMeasure(host journalHost, m journal.Measure) {
	entries, days := 0, 0
	host.Work(func(context.Context) error {
		entries, days = host.Journal().ValuesOf(m.ID)
		return nil
	}, func(error) {
		words := wording.Say("it-has-no-values-yet")
		if entries+days > 0 {
			words = wording.Sentences(wording.Count(entries+days, "its-n-values-are-deleted-with-it"), wording.Say("archiving-a-measure-keeps-its-values"))
		}
		q := ask(host.Window(), 520, wording.Say("delete-measure", wording.V{"Measure": m.Name}), wording.Say("delete-the-measure"), func(q *question) {
			q.hide()
			host.Work(func(ctx context.Context) error { return host.Journal().RemoveMeasure(ctx, m.ID) }, func(err error) {
				if err != nil {
					host.Fail(err)
					return
				}
				host.Toast(wording.Say("deleted-measure", wording.V{"Measure": m.Name}), true)
			})
		}, prose.Paragraph(words))
		q.canvas.Focus(q.not)
	})
}

// measuresCard is the card of an area's measures.
func (p *Areas) measuresCard(a journal.Area) fyne.CanvasObject {
	p.measures.show(a.ID)
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("measures")))
	if len(p.measures.reach) == 0 {
		body.Add(prose.Quiet(wording.Say("numbers-of-your-own-for-the-entries")))
	}
	tools := arrange.Wrap()
	if isWritable(p.host) {
		tools.Add(control.NewButton(control.Plain, wording.Say("new-measure"), nil, p.measures.add))
	}
	all := control.NewButton(control.Silent, wording.Say("all-measures"), nil, p.host.ShowMeasures)
	body.Add(p.measures.box)
	tools.Add(all)
	body.Add(tools)
	return surface.NewCard(body, nil)
}

// Measures is the page of all measures.
type Measures struct {
	host measuresHost
	list *measureList
	body *fyne.Container
	// writing are the buttons that change the journal.
	writing []*control.Button
}

// measuresHost is what the measures ask of the window.
type measuresHost interface {
	journalHost
	dayFormOpener
}

// NewMeasures makes the page; Refresh fills it.
func NewMeasures(host measuresHost) *Measures {
	p := &Measures{host: host, list: newMeasureList(host)}
	add := control.NewButton(control.Primary, wording.Say("new-measure"), fynetheme.ContentAddIcon(), p.list.add)
	day := control.NewButton(control.Plain, wording.Say("values-of-a-day"), nil, func() { host.OpenDayForm(journal.DateOf(host.Journal().Now())) })
	p.writing = []*control.Button{day, add}
	title := wording.Say("measures")
	p.body = arrange.Flow(2*theme.Unit, arrange.Header(prose.Title(title), arrange.HeadingWidth(title), day, add),
		prose.Paragraph(wording.Say("a-measure-is-something-of-your-own")), p.list.box)
	return p
}

// Object is the page itself.
func (p *Measures) Object() fyne.CanvasObject {
	return scrolled(arrange.Column(theme.ReadingWidth, p.body))
}

// Refresh shows the measures as they are now.
func (p *Measures) Refresh() {
	for _, b := range p.writing {
		setVisible(b, isWritable(p.host))
	}
	p.list.refresh()
}

// Add begins a new measure.
func (p *Measures) Add() { p.list.add() }
