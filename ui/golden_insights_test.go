package ui

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/figure"
	"enactive/ui/page"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestGoldenInsights holds the insights of the sample year against their pictures: the
// beginning, the end, an explanation beside a table, and an area without entries. The
// places of the charts are empty: those are held against pictures of their own.
func TestGoldenInsights(t *testing.T) {
	takesLong(t)
	d := open(t, sampled(t))
	empty, err := d.open.journal().SaveArea(t.Context(), journal.Area{Name: "Not begun", Color: 100})
	if err != nil {
		t.Fatal(err)
	}
	d.rest()
	full := d.open.journal().Areas()[0]
	for _, l := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"largest", theme.Light, 2}} {
		for _, p := range []struct {
			name   string
			area   journal.AreaID
			unfold bool
			down   float32
		}{{"insights", full.ID, false, 0}, {"insights_end", full.ID, false, 1e6}, {"insights_open", full.ID, true, 200 * l.scale * l.scale}, {"insights_empty", empty.ID, false, 0}, {"insights_beside", full.ID, false, 0}} {
			if p.name == "insights_empty" && l.mode == theme.Dark {
				continue
			}
			t.Run(p.name+" "+l.name, func(t *testing.T) {
				d.do(func(x *mainWindow) { x.nav.showPage(pageHome) })
				d.applyAppearance(page.Appearance{Mode: l.mode, Scale: l.scale})
				d.rest()
				d.do(func(x *mainWindow) { x.openArea(p.area) })
				if p.name == "insights_beside" {
					d.do(func(x *mainWindow) { x.pages.insights.Compare(x.journal().Areas()[1].ID) })
				}
				if p.unfold {
					d.do(func(x *mainWindow) { x.pages.insights.Unfold() })
				}
				c := d.window.Canvas()
				c.Unfocus()
				for range 2 { // wrapped text has its height only once it has its width
					c.Content().Refresh()
					d.window.Resize(fyne.NewSize(1280, 820))
					d.window.Resize(fyne.NewSize(1280, 800))
				}
				d.do(func(x *mainWindow) { x.pages.insights.ScrollTo(p.down) })
				var drawn image.Image
				if p.area == full.ID && l.mode == theme.Dark { // once of each, as drawing a page takes longest
					drawn = c.Capture()
				}
				d.emptyCharts()
				got := c.Capture()
				if drawn != nil && uitest.Differing(drawn, got) < 1000 {
					t.Error("no chart was drawn where the charts are")
				}
				uitest.CompareWithGolden(t, fmt.Sprintf("%s_%s.png", p.name, l.name), got)
			})
		}
	}
}

// emptyCharts takes the charts off the page.
func (d *driven) emptyCharts() {
	for _, o := range d.objects() {
		if v, ok := o.(*figure.ChartView); ok {
			v.SetChart(nil, 0)
		}
	}
}
