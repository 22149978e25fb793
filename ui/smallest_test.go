package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/page"
	"enactive/ui/theme"
)

// TestTheLargestTextFitsASmallWindow asks every page, form and sheet in every language how small it can be with the
// largest text: a window of 900 by 600 that could not hold one would grow.
func TestTheLargestTextFitsASmallWindow(t *testing.T) {
	takesLong(t)
	d := open(t, storied(t))
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	first := d.open.journal().Entries(journal.Query{Text: "first ten"})[0]
	stops := map[string]func(*mainWindow){
		"entry":     func(x *mainWindow) { x.openEntry(first.ID) },
		"editor":    func(x *mainWindow) { x.editEntry(first.Clone()) },
		"plan":      func(x *mainWindow) { x.newEntry(journal.Plan) },
		"check-in":  func(x *mainWindow) { x.newEntry(journal.CheckIn) },
		"area form": func(x *mainWindow) { x.openAreaForm(x.journal().Areas()[0]) },
		"quick":     (*mainWindow).openQuick,
		"keys":      (*mainWindow).showKeys,
		"palette":   (*mainWindow).openPalette,
		"day":       func(x *mainWindow) { x.openDay(journal.Date{}) },
		"take to":   func(x *mainWindow) { x.nav.showPage(pageSettings); x.pages.settings.TakeToMachine() },
	}
	for name := range d.open.pages.byName() {
		stops["page "+string(name)] = func(x *mainWindow) { x.nav.showPage(name) }
	}
	size := fyne.NewSize(900, 600)
	for _, l := range translations.Languages() {
		d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 2, Week: time.Monday, Language: l.Code})
		check := func(name string, show func(*mainWindow)) {
			d.window.Resize(size)
			d.do(show)
			d.window.Resize(size) // what folds does so once it has its width
			c := d.window.Canvas()
			for _, o := range append(c.Overlays().List(), c.Content()) {
				if least := o.MinSize(); least.Width > size.Width || least.Height > size.Height {
					t.Errorf("%s in %s cannot be smaller than %.0f by %.0f", name, l.Name, least.Width, least.Height)
				}
				c.Overlays().Remove(o)
			}
		}
		for name, show := range stops {
			d.do(func(x *mainWindow) { x.nav.showPage(pageHome) })
			check(name, show)
			d.do((*mainWindow).closeSheets)
		}
		check("the lock", func(*mainWindow) {
			d.window.SetContent(page.NewLock(entranceHost{d.App}, "/home/you/journal", d.options.Icon).Object())
		})
		check("the first page", func(*mainWindow) { d.window.SetContent(d.welcomePage().Object()) })
	}
}
