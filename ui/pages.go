package ui

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal/wording"
	"enactive/resources/icons"
	"enactive/ui/page"
)

// pageName names a page of the window.
type pageName string

const (
	pageHome     pageName = "home"
	pageEntries  pageName = "entries"
	pageCalendar pageName = "calendar"
	pageAreas    pageName = "areas"
	pageInsights pageName = "insights"
	pageReview   pageName = "review"
	pageSafety   pageName = "safety"
	pageSettings pageName = "settings"
	pageBin      pageName = "bin" // reached from the entries
)

// shownPage is what the window knows of a page.
type shownPage interface {
	Object() fyne.CanvasObject
	// Refresh brings the page up to the journal.
	Refresh()
}

// place is a page in the rail.
type place struct {
	name  pageName
	title wording.Text
	icon  fyne.Resource
	words wording.Text // others under which it is looked for
	key   fyne.KeyName // with Ctrl
}

// places are the pages of the rail, from its top.
func places() []place {
	return []place{
		{pageHome, wording.Text("home"), fynetheme.HomeIcon(), "", fyne.Key1},
		{pageEntries, wording.Text("entries"), fynetheme.ListIcon(), "", fyne.Key2},
		{pageCalendar, wording.Text("calendar"), fynetheme.CalendarIcon(), "", fyne.Key3},
		{pageAreas, wording.Text("areas"), drawn("ladder.svg", icons.Ladder()), "", fyne.Key4},
		{pageInsights, wording.Text("insights"), drawn("chart.svg", icons.Chart()), "", fyne.Key5},
		{pageReview, wording.Text("review-page"), drawn("book.svg", icons.Book()), "", fyne.Key6},
		{pageSafety, wording.Text("safety"), drawn("shield.svg", icons.Shield()), wording.Text("security-privacy"), fyne.Key7},
		{pageSettings, wording.Text("settings"), fynetheme.SettingsIcon(), wording.Text("preferences-options-configuration"), fyne.Key8},
	}
}

func drawn(name string, svg []byte) fyne.Resource {
	return fynetheme.NewThemedResource(fyne.NewStaticResource(name, svg))
}

// makePages makes every page anew.
func (d *desk) makePages() {
	d.home, d.entries, d.insights = page.NewHome(d.page), page.NewEntries(d.page, d.app.o.Formats), page.NewInsights(d.page)
	d.settings = page.NewSettings(d.page, d.app.look, d.app.folder, d.app.o.Version, d.app.setLook, d.app.o.Formats)
	d.safety, d.bin = page.NewSafety(d.page, d.guard()), page.NewBin(d.page)
	d.areas, d.review = page.NewAreas(d.page), page.NewReview(d.page)
	d.pages = map[pageName]shownPage{
		pageAreas: d.areas, pageReview: d.review,
		pageCalendar: page.NewCalendar(d.page),
		pageHome:     d.home, pageEntries: d.entries, pageInsights: d.insights,
		pageSafety: d.safety, pageBin: d.bin, pageSettings: d.settings,
	}
}

// commandsOf are the commands that a page offers while it is shown.
func (d *desk) commandsOf(name pageName) []page.Command {
	if p, ok := d.pages[name].(interface{ Commands() []page.Command }); ok {
		return p.Commands()
	}
	return nil
}
