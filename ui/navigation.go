package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/page"
	"enactive/ui/shell"
)

// navigation is the page or form on the screen, and the rail.
type navigation struct {
	window fyne.Window
	drafts *drafts.Keeper
	hints  *control.Hints

	saved     func()      // a form was saved or discarded
	discarded func(error) // its draft was dropped
	overForm  func()      // closes what lies over the page before a form is shown
	after     func(time.Duration, func())
	active    func() bool // whether the journal is still the open one

	pages   map[pageName]shownPage
	shown   pageName
	form    *openForm // takes the whole content; nil if there is none
	content *fyne.Container
	object  fyne.CanvasObject // of the page on the screen
	rail    rail
	history history
}

// rail is the list of pages at the side.
type rail struct {
	items map[pageName]*shell.NavItem
	last  *shell.NavItem // the page comes after it for the keyboard
}

// openForm is a form on the screen; remake makes the same form again.
type openForm struct {
	form   page.Form
	remake func() page.Form
}

// setPages replaces the pages, and returns the container that shows them.
func (n *navigation) setPages(all map[pageName]shownPage, hints *control.Hints) fyne.CanvasObject {
	n.pages, n.hints, n.content = all, hints, container.NewStack()
	return n.content
}

// railActions are the actions of the rail.
type railActions struct {
	show        func(pageName)
	write, find func()
}

// makeRail makes the list of pages, with a content beside it.
func (n *navigation) makeRail(logo image.Image, content fyne.CanvasObject, do railActions) fyne.CanvasObject {
	n.rail.items = map[pageName]*shell.NavItem{}
	var items []*shell.NavItem
	for _, p := range places() {
		item := shell.NewNavItem(p.title.String(), p.icon, n.hints, func() { do.show(p.name) })
		n.rail.items[p.name] = item
		items = append(items, item)
	}
	write := shell.NewNavItem(wording.Say("write"), fynetheme.DocumentCreateIcon(), n.hints, do.write)
	n.rail.last = shell.NewNavItem(wording.Say("find"), fynetheme.SearchIcon(), n.hints, do.find)
	return shell.NewRail(logo, "Enactive", items, []*shell.NavItem{write, n.rail.last}, content)
}

// showPage brings a page to the screen, up to date, and notes the one before for the way back. A form
// that is open is closed, and counts as saved or discarded.
func (n *navigation) showPage(name pageName) {
	if n.object != nil && (n.form == nil || name != n.shown) { // a form leads back to its page
		n.history.leave(n.here())
	}
	n.turnTo(name, func() {})
}

// turnTo brings a page to the screen; place puts it where it was before it is brought up to date.
func (n *navigation) turnTo(name pageName, place func()) {
	n.hints.Hide()
	if p, ok := n.pages[n.shown].(interface{ Leave() }); ok {
		p.Leave()
	}
	if n.shown = name; n.form != nil {
		n.form = nil
		n.saved()
		n.drafts.Close(n.discarded)
	}
	n.highlight(name)
	n.releaseKeyboard()
	n.object = n.pages[name].Object()
	n.content.Objects = []fyne.CanvasObject{n.object}
	n.content.Refresh()
	place()
	n.refresh()
	if p, ok := n.pages[name].(interface{ Focus() }); ok {
		p.Focus()
	}
}

// showForm gives the whole content to a form until it is done. name is that of its draft once
// it is left.
func (n *navigation) showForm(form page.Form, remake func() page.Form, name string) {
	n.overForm()
	n.form = &openForm{form, remake}
	n.drafts.Open(form, name)
	n.content.Objects = []fyne.CanvasObject{form.Object()}
	n.content.Refresh()
	form.Focus()
}

// refresh brings the page on the screen up to the journal.
func (n *navigation) refresh() {
	if n.active() && n.form == nil {
		n.pages[n.shown].Refresh()
	}
}

// releaseKeyboard removes the focus from a widget that is about to leave the screen, where the
// effect of the next key would be invisible.
func (n *navigation) releaseKeyboard() {
	c := n.window.Canvas()
	if _, rail := c.Focused().(*shell.NavItem); !rail && c.Overlays().Top() == nil {
		c.Unfocus()
	}
}

// jumpFocus leads the keyboard from the list of pages to the page, and back.
func (n *navigation) jumpFocus() {
	c := n.window.Canvas()
	if c.Overlays().Top() != nil {
		return
	}
	if _, rail := c.Focused().(*shell.NavItem); !rail && c.Focused() != nil {
		c.Focus(n.rail.items[inRail(n.shown)])
		return
	}
	c.Focus(n.rail.last)
	c.FocusNext()
}

// highlight marks the current page in the rail.
func (n *navigation) highlight(name pageName) {
	for at, item := range n.rail.items {
		item.Select(at == inRail(name))
	}
}

// inRail is the page of the rail that a page belongs to.
func inRail(name pageName) pageName {
	switch name {
	case pageBin:
		return pageEntries
	case pageImport, pageMeasures, pageReminders, pageNotes:
		return pageSettings
	case pageDocument:
		return pageReview
	}
	return name
}
