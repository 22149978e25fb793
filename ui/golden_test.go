package ui

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
	"enactive/ui/notice"
	"enactive/ui/page"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// takesLong leaves out a test that goes through the window many times over to look at how it is
// drawn, where only short tests are wanted: under the race detector it would take ten times as
// long, and what runs at the same time is the same in the tests of each page.
func takesLong(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("looks at many pictures of the window, which takes long")
	}
}

// TestGoldenPages holds pages of a fixed journal at a fixed time against their pictures.
// The insights have pictures of their own.
func TestGoldenPages(t *testing.T) {
	takesLong(t)
	d := open(t, storied(t))
	d.folder = "/home/you/journal" // the real one has another name each time
	first := d.open.journal().Entries(journal.Query{Text: "first ten"})[0]
	pages := []struct {
		name string
		show func(*mainWindow)
	}{
		{"home", func(x *mainWindow) { x.show(pageHome) }},
		{"entries", func(x *mainWindow) { x.openEntry(first.ID) }},
		{"entries_search", func(x *mainWindow) {
			x.openEntry(first.ID)
			x.pages.entries.Show(journal.Query{Text: "run first", Kinds: []journal.Kind{journal.KindStretch, journal.KindPractice}})
			x.pages.entries.Show(journal.Query{Text: "fi", Kinds: []journal.Kind{journal.KindStretch, journal.KindPractice}})
		}},
		{"entries_selected", func(x *mainWindow) { x.openEntry(first.ID) }},
		{"editor", func(x *mainWindow) { x.editEntry(first.Clone()) }},
		{"areas", func(x *mainWindow) { x.show(pageAreas) }},
		{"review", func(x *mainWindow) { x.show(pageReview) }},
		{"templates", func(x *mainWindow) { x.show(pageHome); x.editArea(journal.Area{}) }},
		{"area", func(x *mainWindow) { x.editArea(x.journal().Areas()[0]) }},
		{"quick", func(x *mainWindow) { x.show(pageHome); x.openQuick() }},
		{"settings", func(x *mainWindow) { x.show(pageSettings); x.pages.settings.Fill("/home/you/Documents/entries.csv") }},
		{"bin", func(x *mainWindow) { x.show(pageBin) }},
		{"palette", func(x *mainWindow) { x.show(pageHome); x.openPalette() }},
		{"keys", func(x *mainWindow) { x.show(pageHome); x.showKeys() }},
		{"banner", func(x *mainWindow) {
			x.show(pageHome)
			x.notices.ShowBanner(notice.NotBackedUp, "There is no backup of your latest entries", "The backup of 3 March 2026 at 21:40 failed: there is no space left on the stick; free some space and try again.", x.backupTools()...)
		}},
		{"passphrase", func(x *mainWindow) {
			x.notices.ClearBanner(notice.NotBackedUp)
			x.show(pageHome)
			x.pages.safety.AddPassphrase()
		}},
	}
	for _, l := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"light", theme.Light, 1}, {"dark", theme.Dark, 1}, {"largest", theme.Light, 2}} {
		for _, p := range pages {
			t.Run(p.name+" "+l.name, func(t *testing.T) {
				d.do(func(x *mainWindow) { x.nav.showPage(pageHome) })
				d.applyAppearance(page.Appearance{Mode: l.mode, Scale: l.scale, Week: time.Monday})
				d.rest()
				d.do(p.show)
				if p.name == "entries_selected" { // once they are found
					d.do(func(x *mainWindow) { x.pages.entries.SelectAll() })
				}
				c := d.window.Canvas()
				c.Unfocus()   // a cursor blinks
				for range 2 { // wrapped text has its height only once it has its width
					c.Content().Refresh()
					d.window.Resize(fyne.NewSize(1024, 720))
					d.window.Resize(fyne.NewSize(1024, 700))
				}
				uitest.CompareWithGolden(t, fmt.Sprintf("%s_%s.png", p.name, l.name), c.Capture())
				for _, sheet := range c.Overlays().List() {
					c.Overlays().Remove(sheet)
				}
				d.do((*mainWindow).closeQuick)
			})
		}
	}
}

// storied makes a journal in which every page has something to show.
func storied(t *testing.T) string {
	t.Helper()
	noon := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	clock := noon.AddDate(0, 0, -2)
	folder := filepath.Join(t.TempDir(), "journal")
	j, err := journal.Create(t.Context(), folder, vault.NoPassphrase(), journal.Options{Now: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	running, err := j.SaveArea(t.Context(), journal.Area{Name: "Running", Color: 145, Purpose: "To arrive without being carried.",
		Goals:  []journal.Goal{{Text: "Ten kilometres in under an hour", Actions: []journal.Action{{If: "it is Tuesday 7:00", Then: "I run"}}}},
		Ladder: []journal.Rung{{Text: "Once round the park", Difficulty: optional.Some(journal.Difficulty(2)), Ratings: []journal.RungRating{{At: clock, Value: 60}, {At: clock, Value: 85}}}, {Text: "To the lake and back", Difficulty: optional.Some(journal.Difficulty(6))}}})
	if err != nil {
		t.Fatal(err)
	}
	rating := func(v int) journal.OptRating { return optional.Some(journal.Rating(v)) }
	entries := []journal.Entry{
		{Type: journal.Plan, Time: noon.Add(-2 * time.Hour), Title: "The hill behind the station", EfficacyBefore: rating(45)},
		{Time: noon.AddDate(0, 0, -60), Title: "Deleted: the run in the rain", Kind: journal.KindPractice},
		{Time: noon.AddDate(0, 0, -1), Title: "My first ten kilometres", Kind: journal.KindStretch, Outcome: journal.Success, Happened: "Slow, and all of it.",
			Lessons: []string{"The first two are not meant to feel good."}, Performance: rating(80), Stress: rating(55), EfficacyAfter: rating(75)},
	}
	for i := range 12 {
		entries = append(entries, journal.Entry{Time: noon.AddDate(0, 0, -4-3*i), Title: fmt.Sprintf("Run %d", 12-i), Kind: journal.KindPractice,
			Outcome: journal.Outcomes()[i%4], Performance: rating(70 - 3*i), Stress: rating(40 + i), EfficacyAfter: rating(70 - 3*i)})
	}
	for _, e := range entries {
		e.Area, e.Source = running.ID, journal.SourceMastery
		if _, err := j.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		clock = noon // the plan alone was made beforehand
	}
	if err := j.Delete(t.Context(), j.Entries(journal.Query{Text: "Deleted"})[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}
