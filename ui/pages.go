package ui

import (
	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/resources/icons"
	"enactive/ui/page"
	"enactive/ui/theme"
)

// pageName names a page of the window.
type pageName string

const (
	pageHome      pageName = "home"
	pageEntries   pageName = "entries"
	pageCalendar  pageName = "calendar"
	pageAreas     pageName = "areas"
	pageInsights  pageName = "insights"
	pageReview    pageName = "review"
	pageSafety    pageName = "safety"
	pageSettings  pageName = "settings"
	pageBin       pageName = "bin" // reached from the entries
	pageImport    pageName = "import"
	pageMeasures  pageName = "measures"  // reached from the settings and the areas
	pageReminders pageName = "reminders" // reached from the settings
	pageNotes     pageName = "notes"     // reached from the settings and home
	pageDocument  pageName = "document"  // reached from the review and the insights
)

// shownPage is a page as the window uses it.
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
		{pageHome, wording.Text("home"), theme.Sign(icons.Home), "", fyne.Key1},
		{pageEntries, wording.Text("entries"), theme.Sign(icons.Entries), "", fyne.Key2},
		{pageCalendar, wording.Text("calendar"), theme.Sign(icons.Calendar), "", fyne.Key3},
		{pageAreas, wording.Text("areas"), theme.Sign(icons.Ladder), "", fyne.Key4},
		{pageInsights, wording.Text("insights"), theme.Sign(icons.Chart), "", fyne.Key5},
		{pageReview, wording.Text("review-page"), theme.Sign(icons.Book), "", fyne.Key6},
		{pageSafety, wording.Text("safety"), theme.Sign(icons.Shield), wording.Text("security-privacy"), fyne.Key7},
		{pageSettings, wording.Text("settings"), theme.Sign(icons.Settings), wording.Text("preferences-options-configuration"), fyne.Key8},
	}
}

// pages are the pages of an open journal.
type pages struct {
	home      *page.Home
	entries   *page.Entries
	calendar  *page.Calendar
	areas     *page.Areas
	insights  *page.Insights
	review    *page.Review
	safety    *page.Safety
	settings  *page.Settings
	bin       *page.Bin
	imports   *page.Import
	measures  *page.Measures
	document  *page.Document
	reminders *page.Reminders
	notes     *page.Notes
}

// makePages makes every page.
func (w *mainWindow) makePages() pages {
	u, host := w.app, w.host()
	return pages{
		home: page.NewHome(host), entries: page.NewEntries(host), calendar: page.NewCalendar(host),
		areas: page.NewAreas(host), insights: page.NewInsights(host), review: page.NewReview(host),
		safety: page.NewSafety(host), bin: page.NewBin(host), imports: page.NewImport(host), measures: page.NewMeasures(host), document: page.NewDocument(host), reminders: page.NewReminders(host), notes: page.NewNotes(host),
		settings: page.NewSettings(host, u.folder, u.options.Version),
	}
}

// byName are the pages by their names.
func (p pages) byName() map[pageName]shownPage {
	return map[pageName]shownPage{
		pageHome: p.home, pageEntries: p.entries, pageCalendar: p.calendar, pageAreas: p.areas, pageInsights: p.insights,
		pageReview: p.review, pageSafety: p.safety, pageSettings: p.settings, pageBin: p.bin, pageImport: p.imports, pageMeasures: p.measures, pageDocument: p.document, pageReminders: p.reminders, pageNotes: p.notes,
	}
}
