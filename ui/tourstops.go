package ui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/page"
	"enactive/ui/theme"
)

// stop is a page of the tour, and how to come to it.
type stop struct {
	name string
	do   func()
}

// scene lists the stops of the short walk in one appearance, by name.
type scene struct {
	look  look
	stops []string
}

// ofFirstArea names the insights of the first area.
const ofFirstArea = "insights of the first area"

// scenes are a dozen pictures of the main pages.
func scenes() []scene {
	size := fyne.NewSize(1280, 800)
	return []scene{
		{look{name: "light", size: size, mode: theme.Light, scale: 1, language: "en"},
			[]string{"home", "quick entry", "experience", "entries", "calendar", "areas", "review", ofFirstArea}},
		{look{name: "dark", size: size, mode: theme.Dark, scale: 1, language: "en"}, []string{"home", ofFirstArea}},
		{look{name: "light, German", size: size, mode: theme.Light, scale: 1, language: "de"}, []string{"home"}},
		{look{name: "light, Japanese", size: size, mode: theme.Light, scale: 1, language: "ja"}, []string{ofFirstArea}},
	}
}

// handbookScenes are the pictures of the handbook; packaging/pictures names the file of each.
func handbookScenes() []scene {
	size := fyne.NewSize(1280, 800)
	light := func(language string, stops ...string) scene {
		name := "light"
		if language != "en" {
			name += ", " + language
		}
		return scene{look{name: name, size: size, mode: theme.Light, scale: 1, language: language}, stops}
	}
	return []scene{
		light("en", "welcome", "home", "quick entry", "entries", "calendar", "plan", "experience", "areas", "experiment",
			"document", "import", "safety", ofFirstArea),
		{look{name: "dark", size: size, mode: theme.Dark, scale: 1, language: "en"}, []string{"insights side by side"}},
		light("de", "review"),
		light("ja", "palette"),
	}
}

// stopsOf are the stops of a scene within the sample year, in its order.
func (t *tour) stopsOf(s scene) []stop {
	names := slices.Clone(s.stops)
	for i, name := range names {
		if name == ofFirstArea {
			names[i] = insightsOf(t.open.journal().Areas()[0])
		}
	}
	return chosen(t.sampleStops(s.look), names)
}

// chosen are the stops of these names, in the order of the names.
func chosen(stops []stop, names []string) []stop {
	var chosen []stop
	for _, name := range names {
		for _, one := range stops {
			if one.name == name {
				chosen = append(chosen, one)
			}
		}
	}
	return chosen
}

// insightsOf is the name of the stop at the insights of an area.
func insightsOf(a journal.Area) string { return "insights of " + a.Name }

// entranceStops are the pages before a journal is open.
func (t *tour) entranceStops() []stop {
	lock := func() *page.Lock {
		l := page.NewLock(entranceHost{t.App}, "your journal", t.options.Icon)
		t.window.SetContent(l.Object())
		return l
	}
	ways := func() *page.Welcome {
		w := t.welcomePage()
		w.Folder = "your journal"
		t.window.SetContent(w.Object())
		return w
	}
	return []stop{
		{"welcome", func() { ways() }},
		{"welcome, a journal of one's own", func() { ways().NewJournal() }},
		{"welcome, restore", func() { ways().Restore() }},
		{"locked", func() { lock() }},
		{"locked, recovery words", func() { lock().Recover() }},
	}
}

// emptyStops are the pages of an empty journal.
func (t *tour) emptyStops() []stop {
	var all []stop
	for _, p := range places() {
		all = append(all, stop{string(p.name), func() { t.open.show(p.name) }})
	}
	return append(all, stop{"templates", func() { t.open.show(pageHome); t.open.editArea(journal.Area{}) }},
		stop{"notes from your phone", func() { t.open.show(pageNotes) }})
}

// sampleStops are the pages of the sample year.
func (t *tour) sampleStops(l look) []stop {
	all := append(t.readingStops(), t.formStops()...)
	all = append(all, t.journalStops()...)
	return append(all, t.insightStops(l)...)
}

// readingStops are the pages that show entries.
func (t *tour) readingStops() []stop {
	w := t.open
	areas := w.journal().Areas()
	return []stop{
		{"home", func() { w.show(pageHome) }},
		{"entries", func() {
			w.show(pageEntries)
			w.pages.entries.Open(t.newestStretch().ID)
		}},
		{"menu of an entry", func() { w.pages.entries.OpenMenu() }},
		{"entries, searched", func() {
			w.show(pageEntries)
			w.pages.entries.Show(journal.Query{Text: "wood", Outcomes: []journal.Outcome{journal.Success}})
		}},
		{"entries, several chosen", func() {
			w.show(pageEntries)
			w.pages.entries.Show(journal.Query{Text: "wood"})
			w.pages.entries.SelectAll()
		}},
		{"calendar", func() { w.pages.entries.Show(journal.Query{}); w.show(pageCalendar) }},
		{"calendar, one month", func() { w.show(pageCalendar); t.command("calendar.month") }},
		{"areas", func() { t.command("calendar.year"); w.manageArea(areas[0].ID) }},
		{"experiment", func() {
			w.manageArea(areas[min(1, len(areas)-1)].ID) // it is the one with an experiment
			w.pages.areas.RevealExperiments()
		}},
		{"review", func() { w.show(pageReview) }},
		{"document", func() { w.show(pageReview); t.command("review.pdf") }},
		{"document of an area", func() { w.openArea(areas[0].ID); t.command("insights.document") }},
		{"document, to be saved", func() { t.command("document.save") }},
		{"palette", func() { w.show(pageHome); w.openPalette() }},
		{"keys", func() { w.show(pageHome); w.showKeys() }},
	}
}

// formStops are the forms.
func (t *tour) formStops() []stop {
	w := t.open
	return []stop{
		{"quick entry", func() { w.show(pageHome); w.openQuick() }},
		{"experience", func() { w.editEntry(t.newestStretch().Clone()) }},
		{"experience, new", func() { w.newEntry(journal.Experience) }},
		{"nothing but the words", func() { w.editEntry(t.newestStretch().Clone()); w.write() }},
		{"plan", func() { w.newEntry(journal.Plan) }},
		{"check-in", func() { w.newEntry(journal.CheckIn) }},
		{"area", func() { w.openAreaForm(w.journal().Areas()[0]) }},
		{"measures", func() { w.show(pageMeasures) }},
		{"reminders", func() { w.show(pageReminders) }},
		{"notes from your phone", func() { w.show(pageNotes) }},
		{"values of a day", func() { w.show(pageHome); w.openDay(journal.Date{}) }},
		{"templates", func() { w.show(pageAreas); w.editArea(journal.Area{}) }},
	}
}

// journalStops are the pages about the journal itself.
func (t *tour) journalStops() []stop {
	w := t.open
	return []stop{
		{"safety", func() { w.session.SetPassphrase("of the tour"); w.show(pageSafety) }},
		{"safety without a passphrase", func() { w.session.SetPassphrase(""); w.show(pageSafety) }},
		{"new passphrase", func() { w.show(pageSafety); w.pages.safety.AddPassphrase() }},
		{"recovery words", func() { w.show(pageSafety); w.pages.safety.Recovery() }},
		{"bin", func() { w.show(pageBin) }},
		{"full disk", func() {
			w.show(pageHome)
			w.notices.SaveFailed(savingForm, vault.ErrNoSpace, func() {})
		}},
		{"settings", func() { w.notices.Saved(savingForm); w.show(pageSettings) }},
		{"settings, export", func() { w.show(pageSettings); w.pages.settings.FocusExport() }},
		{"another computer", func() { w.show(pageSettings); w.pages.settings.ShowMachines() }},
		{"another computer, a file for it", func() { w.show(pageSettings); w.pages.settings.TakeToMachine() }},
		{"import", func() { w.show(pageImport) }},
	}
}

// insightStops are the insights, from the top of the page to its foot.
func (t *tour) insightStops(l look) []stop {
	w := t.open
	areas := w.journal().Areas()
	all := []stop{{"insights side by side", func() { w.openArea(areas[0].ID); w.pages.insights.Compare(areas[1].ID) }}}
	for i, a := range areas {
		if i == 0 || l.all {
			all = append(all, stop{insightsOf(a), func() { w.openArea(a.ID); w.pages.insights.Compare(); w.pages.insights.Scroll(0) }})
		}
	}
	for _, part := range []float32{0, 0.33, 0.66, 1} {
		name := fmt.Sprintf("insights, %.0f percent down", 100*part)
		if part == 0 {
			name = "insights with an explanation and a table"
		}
		all = append(all, stop{name, func() {
			if part < 0.5 {
				w.pages.insights.Unfold() // and back
			}
			w.pages.insights.Scroll(part)
		}})
	}
	return all
}

// newestStretch is the newest experience of a stretch.
func (t *tour) newestStretch() *journal.Entry {
	found := t.open.journal().Entries(journal.Query{Types: []journal.Type{journal.Experience}, Kinds: []journal.Kind{journal.KindStretch}, Newest: true, Limit: 1})
	if len(found) == 0 {
		return &journal.Entry{}
	}
	return found[0]
}

// command runs a command of the current page.
func (t *tour) command(id string) {
	for _, c := range t.open.commands() {
		if c.ID == id && c.Possible() {
			c.Do()
		}
	}
}
