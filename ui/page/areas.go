package page

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/entryview"
	"enactive/ui/glyph"
	"enactive/ui/pointing"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/shell"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// areasHost is what the areas ask of the window.
type areasHost interface {
	timer
	invitationHost
	areaMenuHost
	entryOpener
	calendarSettings
	Draw(draw, done func())
	measureOpener
	chartKeeper
}

// Areas lists the areas in their order, and shows the details of the selected one.
type Areas struct {
	host   areasHost
	list   *fyne.Container
	detail *fyne.Container
	scroll *scrolling.Scroll // of the detail
	panes  *shell.Panes
	links  map[journal.AreaID]*control.Link
	// measures are those of the chosen area.
	measures *measureList

	chosen journal.AreaID
	rows   []state.AreaRow
	people []journal.Companion
	tests  []state.ExperimentView
	ways   []describe.GoalWay
	latest state.Latest

	openPairs map[journal.ExperimentID]bool // whose pairs are open to read
	asTables  map[string]bool               // the charts that are shown as tables
	begun     *experimentForm               // of an experiment that was not begun yet
	begunIn   journal.AreaID
	trials    fyne.CanvasObject // the card of the experiments that are shown; nil if there is none

	parts map[areaPart]fyne.Focusable // what takes the keyboard in the goals and rungs
	keeps *areaPart                   // gets the keyboard once the area is shown
}

// NewAreas makes the page; Refresh fills it.
func NewAreas(host areasHost) *Areas {
	p := &Areas{host: host, list: arrange.Flow(theme.Unit / 2), detail: container.NewStack(), links: map[journal.AreaID]*control.Link{}, openPairs: map[journal.ExperimentID]bool{}, asTables: map[string]bool{}, parts: map[areaPart]fyne.Focusable{}}
	p.measures = newMeasureList(host)
	p.measures.grown = p.detail.Refresh
	p.scroll = scrolling.NewScroll(beside(p.detail, false))
	p.panes = shell.NewPanes(scrolling.NewScroll(beside(p.list, true)), p.scroll, 0.38)
	p.panes.OnFolded = func(bool) { p.showDetail() }
	return p
}

// Object is the page itself.
func (p *Areas) Object() fyne.CanvasObject { return p.panes }

// Show shows an area.
func (p *Areas) Show(id journal.AreaID) {
	p.chosen = id
	p.panes.Open()
	p.Refresh()
}

// Refresh shows the areas as they are now.
func (p *Areas) Refresh() {
	var rows []state.AreaRow
	var people []journal.Companion
	var tests []state.ExperimentView
	var ways []describe.GoalWay
	chosen := p.chosen
	_, newest := p.latest.Begin()
	p.host.Work(func(context.Context) error {
		rows = state.AreaRows(p.host.Journal())
		if chosen == "" && len(rows) > 0 {
			chosen = rows[0].Area.ID
		}
		people = p.host.Journal().People(chosen)
		if a, ok := p.host.Journal().Area(chosen); ok {
			tests, ways = state.ExperimentsOf(p.host.Journal(), a), describe.WaysOf(p.host.Journal(), a, journal.Date{}, journal.Date{})
		}
		return nil
	}, func(error) {
		if !newest() {
			return
		}
		p.rows, p.people, p.chosen = rows, people, chosen
		p.tests, p.ways = tests, ways
		if _, ok := p.host.Journal().Area(chosen); !ok && len(rows) > 0 {
			p.chosen, p.people = rows[0].Area.ID, nil
			p.Refresh()
			return
		}
		p.showList()
		p.showDetail()
	})
}

func (p *Areas) showList() {
	title := wording.Say("areas")
	add := control.NewButton(control.Silent, wording.Say("new-area"), fynetheme.ContentAddIcon(), func() { p.host.EditArea(journal.Area{}) })
	p.list.Objects = []fyne.CanvasObject{arrange.Header(prose.Title(title), arrange.HeadingWidth(title), add)}
	p.panes.SetAlone(len(p.rows) == 0)
	if len(p.rows) == 0 { // there is one thing to do
		p.list.Objects = []fyne.CanvasObject{prose.Title(title),
			arrange.Split(mainShare, twoColumns, arrange.Flow(theme.Unit, invitation(p.host)...), exampleLadder())}
	}
	clear(p.links)
	var current, archived []fyne.CanvasObject
	for i, row := range p.rows {
		r := entryview.NewRow()
		r.Set(entryview.RowText{Hue: row.Area.Color, Title: row.Area.Name, When: row.Area.Purpose, Kind: wording.Count(row.Entries, "n-entries")})
		l := control.NewLink(r, func() { p.Show(row.Area.ID) })
		l.SetChosen(row.Area.ID == p.chosen)
		offerArea(p.host, &l.Extra, row.Area, func() inAreaMenu { return p.inMenu(i) })
		p.links[row.Area.ID] = l
		if row.Area.Archived {
			archived = append(archived, l)
		} else {
			current = append(current, l)
		}
	}
	if len(current) > 0 {
		p.list.Add(pointing.NewOrder(theme.Unit/2, current, func(from, to int) { p.moveArea(from, to) }))
	}
	if len(archived) > 0 {
		p.list.Add(prose.Part(wording.Say("archived")))
		p.list.Add(pointing.NewOrder(theme.Unit/2, archived, func(from, to int) { p.moveArea(len(current)+from, len(current)+to) }))
	}
	p.list.Refresh()
}

// area returns the current state of the selected area.
func (p *Areas) area() (journal.Area, bool) { return p.host.Journal().Area(p.chosen) }

func (p *Areas) showDetail() {
	a, ok := p.area()
	p.detail.Objects = nil
	if ok {
		clear(p.parts)
		p.detail.Objects = []fyne.CanvasObject{arrange.LeftColumn(areaWidth, p.areaView(a))}
	}
	p.detail.Refresh()
	p.keepKeyboard()
}

// RevealExperiments puts the experiments of the area to the top.
func (p *Areas) RevealExperiments() {
	if p.trials != nil {
		scrolling.Reveal(p.scroll, p.trials) // it has its place from then on
		p.scroll.ScrollToOffset(fyne.NewPos(0, scrolling.OffsetIn(p.scroll, p.trials)-theme.Unit))
	}
}

// areaWidth is the widest that an area becomes at text size 1: two columns of cards.
const areaWidth = 1080

// areaView is an area, laid out to be read.
func (p *Areas) areaView(a journal.Area) fyne.CanvasObject {
	host := p.host
	edit := control.NewButton(control.Plain, wording.Say("edit"), fynetheme.DocumentCreateIcon(), p.edit)
	insights := control.NewButton(control.Plain, wording.Say("insights"), nil, func() { host.OpenArea(a.ID) })
	entries := control.NewButton(control.Plain, wording.Say("entries"), nil, func() { host.OpenQuery(journal.Query{Area: a.ID}) })
	head := arrange.Header(container.NewBorder(nil, nil, glyph.NewSpot(a.Color), nil, prose.Title(a.Name)), arrange.HeadingWidth(a.Name)+3*theme.Unit, edit)
	if p.panes.IsFolded() {
		back := control.NewButton(control.Silent, wording.Say("all-areas"), fynetheme.NavigateBackIcon(), p.panes.Close)
		head = arrange.Flow(theme.Unit, container.NewHBox(back), head)
	}
	cards := arrange.Pillars(480)
	p.trials = p.experiments(a)
	for _, part := range []fyne.CanvasObject{p.goals(a), p.obstacles(a), p.ladder(a), p.trials, p.measuresCard(a), p.companions(), p.areaTools(a)} {
		if part != nil {
			cards.Add(part)
		}
	}
	top := arrange.Flow(theme.Unit, head)
	if a.Purpose != "" {
		top.Add(arrange.LeftColumn(theme.ReadingWidth, prose.Quiet(a.Purpose)))
	}
	top.Add(arrange.Wrap(insights, entries))
	if twin, ok := p.namesake(a); ok {
		top.Add(p.offerMerge(a, twin))
	}
	return arrange.Flow(2*theme.Unit, top, cards)
}

func (p *Areas) goals(a journal.Area) fyne.CanvasObject {
	if len(a.Goals) == 0 {
		return nil
	}
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("goals")))
	var rows []fyne.CanvasObject
	for i, g := range a.Goals {
		check := choose.NewCheck(g.Text, g.Done)
		check.OnChanged = func() {
			p.change(func(a *journal.Area) {
				if i < len(a.Goals) {
					a.Goals[i].Done = check.IsChecked()
				}
			})
		}
		steps := arrange.Flow(0, check)
		for _, s := range g.Actions {
			steps.Add(indented(prose.Quiet(wording.Say("if-if-then-then", wording.V{"If": s.If, "Then": s.Then}))))
		}
		p.addWay(steps, a, g)
		rows = append(rows, p.part(a, areaPart{goalsOfArea, i}, steps, check))
	}
	body.Add(pointing.NewOrder(theme.Unit, rows, func(from, to int) { p.movePart(areaPart{goalsOfArea, from}, to) }))
	return surface.NewCard(body, nil)
}

func (p *Areas) obstacles(a journal.Area) fyne.CanvasObject {
	if len(a.Obstacles) == 0 {
		return nil
	}
	body := arrange.Flow(theme.Unit/2, prose.Subtitle(wording.Say("obstacles-to-expect")))
	for _, o := range a.Obstacles {
		body.Add(prose.Paragraph("· " + o))
	}
	return surface.NewCard(body, nil)
}

// ladder shows the steps with their ratings, the hardest at the top.
func (p *Areas) ladder(a journal.Area) fyne.CanvasObject {
	if len(a.Ladder) == 0 {
		return nil
	}
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("ladder")), prose.Caption(wording.Say("how-sure-are-you-of-each-step-earlier")))
	var rows []fyne.CanvasObject
	for i, r := range slices.Backward(a.Ladder) {
		words := ""
		if d, ok := r.Difficulty.Get(); ok {
			words = wording.Say("difficulty-n-of-10", wording.V{"N": wording.Number(float64(d), 1)})
		}
		rate := control.NewButton(control.Plain, wording.Say("rate-it"), nil, func() { p.rate(i) })
		if v, ok := r.Efficacy().Get(); ok {
			rate.SetText(wording.Say("sure-n", wording.V{"N": wording.Number(float64(v), 0)}))
		}
		var levels []float64
		for _, rating := range r.Ratings {
			levels = append(levels, float64(rating.Value))
		}
		tools := arrange.Line(container.NewCenter(glyph.NewSpark(levels, a.Color)), container.NewCenter(rate))
		rows = append(rows, p.part(a, areaPart{ladderOfArea, i}, container.NewBorder(nil, nil, nil, tools, arrange.Flow(-theme.Unit/2, prose.Strong(r.Text), prose.Caption(words))), rate))
	}
	last := len(rows) - 1
	body.Add(pointing.NewOrder(theme.Unit, rows, func(from, to int) { p.movePart(areaPart{ladderOfArea, last - from}, last-to) }))
	return surface.NewCard(body, nil)
}

// companions are the people in the entries of the area.
func (p *Areas) companions() fyne.CanvasObject {
	if len(p.people) == 0 {
		return nil
	}
	var chips []fyne.CanvasObject
	for _, c := range p.people[:min(len(p.people), maxPeople)] {
		words := wording.Say("name-n", wording.V{"Name": c.Name, "N": c.Entries})
		if c.Role != "" {
			words = wording.Say("name-role-n", wording.V{"Name": c.Name, "Role": describe.RoleWord(c.Role), "N": c.Entries})
		}
		name := c.Name
		chips = append(chips, control.NewChip(words, func() { p.host.OpenQuery(journal.Query{Area: p.chosen, People: []string{name}}) }))
	}
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("people")), arrange.Wrap(chips...)), nil)
}

// maxPeople is how many people of an area are named.
const maxPeople = 24

// areaTools are the buttons for the area as a whole, each with an explanation.
func (p *Areas) areaTools(a journal.Area) fyne.CanvasObject {
	put, does := wording.Say("archive"), wording.Say("an-archived-area-keeps-everything")
	if a.Archived {
		put, does = wording.Say("restore"), wording.Say("a-restored-area-appears-among")
	}
	archive := control.NewButton(control.Plain, put, nil, p.archive)
	merge := control.NewButton(control.Plain, wording.Say("merge-into-another"), nil, p.merge)
	remove := control.NewButton(control.Silent, wording.Say("delete-ellipsis"), fynetheme.DeleteIcon(), p.remove)
	up := control.NewButton(control.Silent, wording.Say("up"), fynetheme.MoveUpIcon(), func() { p.move(-1) })
	down := control.NewButton(control.Silent, wording.Say("down"), fynetheme.MoveDownIcon(), func() { p.move(1) })
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("this-area")), prose.Quiet(does), arrange.Wrap(archive, merge, remove))
	if len(p.rows) > 1 {
		body.Add(arrange.Wrap(up, down))
	}
	return surface.NewCard(body, nil)
}

func indented(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, arrange.Gap(3.5*theme.Unit), nil, o)
}

// Commands lists the commands of the page.
func (p *Areas) Commands() []Command {
	group := wording.Text("areas")
	has := func() bool { _, ok := p.area(); return ok }
	alt := fyne.KeyModifierAlt
	return []Command{
		{ID: "areas.edit", Name: wording.Text("change-this-area"), Group: group, Key: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault, Can: has, Do: p.edit},
		{ID: "areas.up", Name: wording.Text("move-the-area-up"), Group: group, Key: fyne.KeyUp, Modifier: alt, Can: has, Do: func() { p.moveFocused(-1) }},
		{ID: "areas.down", Name: wording.Text("move-the-area-down"), Group: group, Key: fyne.KeyDown, Modifier: alt, Can: has, Do: func() { p.moveFocused(1) }},
		{ID: "areas.experiment", Name: wording.Text("begin-an-experiment"), Group: group, Can: has, Do: p.beginExperiment},
		{ID: "areas.archive", Name: wording.Text("archive-or-restore-the-area"), Group: group, Can: has, Do: p.archive},
		{ID: "areas.merge", Name: wording.Text("merge-the-area-into-another"), Group: group, Can: has, Do: p.merge},
		{ID: "areas.delete", Name: wording.Text("delete-the-area"), Group: group, Can: has, Do: p.remove},
	}
}
