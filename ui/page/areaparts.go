package page

import (
	"slices"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/menu"
	"enactive/ui/pointing"
	"enactive/ui/state"
)

// areaPart is a goal or a rung of an area: which list it is in, and its place there.
type areaPart struct {
	list areaList
	at   int
}

// areaList is a list of an area whose order a person chooses.
type areaList int

// The lists.
const (
	goalsOfArea areaList = iota
	ladderOfArea
)

// part gives a goal or a rung its menu; a double click on it opens the form of the area. takes is what
// takes the keyboard in it.
func (p *Areas) part(a journal.Area, part areaPart, content fyne.CanvasObject, takes fyne.Focusable) fyne.CanvasObject {
	p.parts[part] = takes
	edit := func() { p.host.EditArea(a) }
	g := pointing.NewGround(content, func(at fyne.Position, byKey bool) {
		fixed, keys := !isWritable(p.host), p.Commands()
		up, down := -1, 1
		if part.list == ladderOfArea { // which is shown with the hardest at the top
			up, down = 1, -1
		}
		openMenu(p.host, at, byKey, []menu.Item{
			{Label: wording.Say("edit"), Disabled: fixed, Do: edit},
			menu.Separator(),
			{Label: wording.Say("up"), Key: keyOf(keys, "areas.up"), Disabled: fixed, Do: func() { p.movePart(part, part.at+up) }},
			{Label: wording.Say("down"), Key: keyOf(keys, "areas.down"), Disabled: fixed, Do: func() { p.movePart(part, part.at+down) }},
		})
	})
	g.OnClicked = func(at fyne.Position) { p.host.Clicks().Twice(at, edit) }
	if check, ok := takes.(*choose.Check); ok { // takes the clicks on its words itself
		check.OnMenu = g.OnMenu
		check.OnClicked = func(at fyne.Position) {
			p.host.Clicks().Twice(at, func() {
				check.Tapped(nil) // the first click was the half of a double one
				edit()
			})
		}
	}
	return g
}

// movePart moves a goal or a rung to another place of its list. It keeps the keyboard if it has it.
func (p *Areas) movePart(part areaPart, to int) {
	a, ok := p.area()
	if !ok {
		return
	}
	long := len(a.Goals)
	if part.list == ladderOfArea {
		long = len(a.Ladder)
	}
	if to < 0 || to >= long || to == part.at {
		return
	}
	if f := p.host.Window().Canvas().Focused(); f != nil && f == p.parts[part] {
		p.keeps = &areaPart{part.list, to}
	}
	p.changeWith(func(a *journal.Area) {
		switch part.list {
		case goalsOfArea:
			a.Goals = movedTo(a.Goals, part.at, to)
		case ladderOfArea:
			a.Ladder = movedTo(a.Ladder, part.at, to)
		}
	}, wording.Say("moved"))
}

// movedTo returns a list with one of its elements at another place.
func movedTo[T any](all []T, from, to int) []T {
	if from < 0 || to < 0 || from >= len(all) || to >= len(all) {
		return all
	}
	one := all[from]
	return slices.Insert(slices.Delete(slices.Clone(all), from, from+1), to, one)
}

// moveFocused moves the goal or rung that has the keyboard, or else the area.
func (p *Areas) moveFocused(by int) {
	focused := p.host.Window().Canvas().Focused()
	for part, takes := range p.parts {
		if focused == nil || takes != focused {
			continue
		}
		if part.list == ladderOfArea {
			by = -by
		}
		p.movePart(part, part.at+by)
		return
	}
	p.move(by)
}

// FocusRung gives the keyboard to a rung of the ladder.
func (p *Areas) FocusRung(at int) {
	if takes := p.parts[areaPart{ladderOfArea, at}]; takes != nil {
		p.host.Window().Canvas().Focus(takes)
	}
}

// keepKeyboard gives the keyboard back to what was moved by it.
func (p *Areas) keepKeyboard() {
	if p.keeps == nil {
		return
	}
	if takes := p.parts[*p.keeps]; takes != nil {
		p.keeps = nil
		p.host.Window().Canvas().Focus(takes)
	}
}

// inMenu are the items of the menu of the i-th area of the list.
func (p *Areas) inMenu(i int) inAreaMenu {
	id := p.rows[i].Area.ID
	in := inAreaMenu{open: func() { p.Show(id) }, keys: p.Commands()}
	if len(p.rows) > 1 {
		in.up, in.down = func() { p.moveArea(i, i-1) }, func() { p.moveArea(i, i+1) }
	}
	return in
}

// moveArea moves an area from one place of the list to another.
func (p *Areas) moveArea(from, to int) {
	if from < 0 || from >= len(p.rows) || to < 0 || to >= len(p.rows) {
		return
	}
	var ids []journal.AreaID
	for _, r := range p.rows {
		ids = append(ids, r.Area.ID)
	}
	p.order(state.Moved(ids, ids[from], to-from))
}
