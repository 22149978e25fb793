package ui

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/ui/page"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestGoldenEditor holds the form of every type of entry against its pictures, in a window
// that is high enough for all of it.
func TestGoldenEditor(t *testing.T) {
	takesLong(t)
	d := open(t, storied(t))
	j := d.open.journal()
	area := j.Areas()[0].ID
	rated := func(v float64) journal.OptRating { return optional.Some(journal.Rating(v)) }
	plan := j.Entries(journal.Query{Types: []journal.Type{journal.Plan}})[0].Clone()
	plan.Intention, plan.Kind, plan.StressExpected = "To the top without walking, and down as if it were nothing.", journal.KindStretch, rated(70)
	saved, err := j.Save(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	setback := journal.Entry{Area: area, Type: journal.Experience, Source: journal.SourceMastery, Kind: journal.KindStretch, Time: d.clock.Add(-time.Hour), Outcome: journal.Setback,
		Title: "The hill, twice", Happened: "Went off too fast, walked from the chapel on.", Performance: rated(40), Stress: rated(80),
		Obstacles: []journal.Obstacle{{Text: "Went off too fast"}, {Text: "Rain", Overcome: true}}, Lessons: []string{"Count the first ten lamps, slowly"},
		People: []journal.Person{{Name: "Ana", Role: journal.Mentor}}, Strategies: []string{"breathing"}}
	failed := setback
	failed.Outcome, failed.Obstacles, failed.Lessons = journal.Failure, nil, nil
	pages := []struct {
		name string
		high float32
		show func(*mainWindow)
	}{
		{"entry_new", 1100, func(x *mainWindow) { x.newEntry(journal.Experience) }},
		{"entry_told", 1900, func(x *mainWindow) { x.editEntry(setback) }},
		{"entry_failed", 1200, func(x *mainWindow) { x.editEntry(failed) }},
		{"entry_sealed", 1400, func(x *mainWindow) { x.editEntry(completed(x, saved)) }},
		{"entry_heard", 1000, func(x *mainWindow) {
			x.editEntry(journal.Entry{Area: area, Type: journal.Experience, Source: journal.SourcePersuasion, Time: d.clock, Title: "“You have the lungs for it”"})
		}},
		{"plan", 1250, func(x *mainWindow) { x.editEntry(saved.Clone()) }},
		{"plan_new", 1750, func(x *mainWindow) {
			x.editEntry(journal.Entry{Area: area, Type: journal.Plan, Kind: journal.KindStretch, Time: d.clock.Add(26 * time.Hour), Title: "First race"})
		}},
		{"checkin", 700, func(x *mainWindow) { x.newEntry(journal.CheckIn) }},
		{"calendarfile", 700, func(x *mainWindow) {
			x.editEntry(saved.Clone())
			x.window.Canvas().Unfocus()
			page.SavePlanForCalendar(x.host(), saved)
			d.fill(0, "/home/you/Documents/enactive-plan-2026-03-04.ics")
		}},
	}
	for _, l := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"large", theme.Light, 1.5}} {
		for _, p := range pages {
			t.Run(p.name+" "+l.name, func(t *testing.T) {
				d.do(func(x *mainWindow) { x.nav.showPage(pageHome) })
				d.applyAppearance(page.Appearance{Mode: l.mode, Scale: l.scale, Week: time.Monday})
				d.rest()
				d.do(p.show)
				c := d.window.Canvas()
				c.Unfocus()   // a cursor blinks
				for range 3 { // wrapped text has its height only once it has its width
					c.Content().Refresh()
					d.window.Resize(fyne.NewSize(1000, p.high*l.scale+20))
					d.window.Resize(fyne.NewSize(1000, p.high*l.scale))
				}
				uitest.CompareWithGolden(t, fmt.Sprintf("%s_%s.png", p.name, l.name), c.Capture())
				for _, sheet := range c.Overlays().List() {
					c.Overlays().Remove(sheet)
				}
				d.do(func(x *mainWindow) {
					x.drafts.Open(x.nav.form.form, "")
					x.nav.form.form.Listen(func() {})
					x.nav.showPage(pageHome)
				})
			})
		}
	}
}

// completed is what a plan becomes once it is told.
func completed(x *mainWindow, plan *journal.Entry) journal.Entry {
	e := plan.Clone()
	e.Type, e.Outcome = journal.Experience, journal.Success
	return e
}
