package ui

import (
	"fmt"
	"testing"
	"time"
	_ "unsafe" // for the toolkit's clock

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/page"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// toolkitNow is the clock by which the toolkit throws away the renderers of what was not shown
// for a minute. It has no exported way to be set.
//
//go:linkname toolkitNow fyne.io/fyne/v2/internal/cache.timeNow
var toolkitNow func() time.Time

// forget has the toolkit throw away every renderer at the next picture, as if nothing had been
// shown for hours. Its clock never goes back, as it would not throw away anything until then.
func forget() {
	before := toolkitNow
	toolkitNow = func() time.Time { return before().Add(3 * time.Hour) }
}

func TestEveryPageLooksTheSameAfterTheToolkitDropsItsRenderers(t *testing.T) {
	d := open(t, storied(t))
	first := d.open.journal().Entries(journal.Query{Text: "first ten"})[0]
	pages := []struct {
		name string
		show func(*mainWindow)
	}{
		{"home", func(x *mainWindow) { x.show(pageHome) }},
		{"entries", func(x *mainWindow) { x.openEntry(first.ID) }},
		{"search", func(x *mainWindow) {
			x.pages.entries.Show(journal.Query{Text: "run first", Kinds: []journal.Kind{journal.KindStretch}})
		}},
		{"selected", func(x *mainWindow) { x.show(pageEntries); x.pages.entries.SelectAll() }},
		{"calendar", func(x *mainWindow) { x.show(pageCalendar) }},
		{"areas", func(x *mainWindow) { x.show(pageAreas) }},
		{"insights", func(x *mainWindow) { x.show(pageInsights) }},
		{"review", func(x *mainWindow) { x.show(pageReview) }},
		{"safety", func(x *mainWindow) { x.show(pageSafety) }},
		{"settings", func(x *mainWindow) { x.show(pageSettings) }},
		{"bin", func(x *mainWindow) { x.show(pageBin) }},
		{"editor", func(x *mainWindow) { x.show(pageHome); x.editEntry(first.Clone()) }},
		{"plan", func(x *mainWindow) { x.newEntry(journal.Plan) }},
		{"area", func(x *mainWindow) { x.editArea(x.journal().Areas()[0]) }},
		{"templates", func(x *mainWindow) { x.show(pageHome); x.editArea(journal.Area{}) }},
		{"quick", func(x *mainWindow) { x.show(pageHome); x.openQuick() }},
		{"palette", func(x *mainWindow) { x.openPalette() }},
		{"keys", func(x *mainWindow) { x.showKeys() }},
		{"passphrase", func(x *mainWindow) { x.pages.safety.AddPassphrase() }},
		{"words", func(x *mainWindow) { x.pages.safety.Recovery() }},
	}
	for _, scale := range []float32{1, 2} {
		for _, p := range pages {
			t.Run(fmt.Sprintf("%s at %v", p.name, scale), func(t *testing.T) {
				d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: scale, Week: time.Monday})
				d.rest()
				d.do(p.show)
				c := d.window.Canvas()
				for range 2 { // wrapped text has its height only once it has its width
					d.window.Resize(fyne.NewSize(1100, 800))
					d.window.Resize(fyne.NewSize(1024, 700))
				}
				c.Unfocus() // a cursor blinks
				before := c.Capture()
				forget()
				after := c.Capture()
				if n := uitest.Differing(after, before); n > 50 { // the end of a scroll bar; a lost caption is several hundred
					uitest.WritePicture(t, "testdata/failed/"+p.name+"_before.png", before)
					uitest.WritePicture(t, "testdata/failed/"+p.name+"_after.png", after)
					t.Errorf("%d pixels differ once the toolkit has forgotten the page", n)
				}
				for _, sheet := range c.Overlays().List() {
					c.Overlays().Remove(sheet)
				}
				d.do((*mainWindow).closeQuick)
			})
		}
	}
}
