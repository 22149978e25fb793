package ui

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal/wording"
	"enactive/ui/shell"
)

// rail makes the ways to the pages, with a content beside them.
func (d *desk) rail(content fyne.CanvasObject) fyne.CanvasObject {
	d.nav = map[pageName]*shell.NavItem{}
	var ways []*shell.NavItem
	for _, p := range places() {
		item := shell.NewNavItem(p.title.String(), p.icon, d.page.Hints, func() { d.show(p.name) })
		d.nav[p.name] = item
		ways = append(ways, item)
	}
	write := shell.NewNavItem(wording.Say("write"), fynetheme.DocumentCreateIcon(), d.page.Hints, d.openQuick)
	find := shell.NewNavItem(wording.Say("find"), fynetheme.SearchIcon(), d.page.Hints, d.openPalette)
	d.lastWay = find
	return shell.NewRail(d.app.sign, "Enactive", ways, []*shell.NavItem{write, find}, content)
}
