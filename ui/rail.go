package ui

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal/wording"
	own "enactive/ui/widget"
)

// rail makes the ways to the pages, with a content beside them.
func (d *desk) rail(content fyne.CanvasObject) fyne.CanvasObject {
	d.nav = map[pageName]*own.NavItem{}
	var ways []*own.NavItem
	for _, p := range places() {
		item := own.NewNavItem(p.title.String(), p.icon, d.page.Hints, func() { d.show(p.name) })
		d.nav[p.name] = item
		ways = append(ways, item)
	}
	write := own.NewNavItem(wording.Say("write"), fynetheme.DocumentCreateIcon(), d.page.Hints, d.openQuick)
	find := own.NewNavItem(wording.Say("find"), fynetheme.SearchIcon(), d.page.Hints, d.openPalette)
	d.lastWay = find
	return own.NewRail(d.app.sign, "Enactive", ways, []*own.NavItem{write, find}, content)
}
