package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/resources/icons"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/menu"
	"enactive/ui/theme"
)

// chartAction is something that can be done with a chart.
type chartAction struct {
	name wording.Text
	icon icons.Icon
	do   func()
	// can reports whether it can be done now; nil is always.
	can func() bool
}

// chartActions are what can be done with a chart: icons while the pointer is on its card, and a menu behind
// "more", which the keyboard reaches.
type chartActions struct {
	actions []chartAction
	canvas  func() fyne.Canvas
	row     *fyne.Container
	tools   *fyne.Container
	more    *control.MoreTool
	within  int // where the pointer is: on the card, its chart, or an icon
}

// newChartActions makes them; canvas is that of the window.
func newChartActions(hints *control.Hints, canvas func() fyne.Canvas, actions ...chartAction) *chartActions {
	a := &chartActions{actions: actions, canvas: canvas, tools: container.NewHBox()}
	for _, action := range actions {
		t := control.NewTool(action.name.String(), theme.Sign(action.icon), hints, action.do)
		t.OnHovered = a.hovered
		a.tools.Add(t)
	}
	a.more = control.NewMoreTool(wording.Say("what-can-be-done-with-the-chart"), theme.Sign(icons.More), hints, func() { a.open(false) })
	a.more.OnKey = func() { a.open(true) }
	a.more.OnHovered = a.hovered
	a.tools.Hide()
	a.row = arrange.Line(a.tools, a.more)
	return a
}

// hovered shows the icons while the pointer is on the card or what is in it.
func (a *chartActions) hovered(on bool) {
	if on {
		a.within++
	} else {
		a.within = max(0, a.within-1)
	}
	show := a.within > 0
	if a.tools.Visible() == show {
		return
	}
	for i, o := range a.tools.Objects {
		setVisible(o, a.actions[i].can == nil || a.actions[i].can())
	}
	setVisible(a.tools, show)
	a.row.Refresh()
}

// items are the lines of the menu.
func (a *chartActions) items() []menu.Item {
	var items []menu.Item
	for _, action := range a.actions {
		if action.can == nil || action.can() {
			items = append(items, menu.Item{Label: action.name.String(), Do: action.do})
		}
	}
	return items
}

// open opens the menu under the icon; by a key its first line is chosen.
func (a *chartActions) open(byKey bool) {
	m := menu.ShowUnder(a.canvas(), a.more, a.items())
	if byKey {
		m.ChooseFirst()
	}
}
