package ui

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/page"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// TestTheLanguageChangesWhileWordsAreMade changes the language over and over while sentences,
// numbers, insights and charts are made elsewhere. The race detector looks on, and each text
// must be as one of the languages says it: no sentence with the numbers of another.
func TestTheLanguageChangesWhileWordsAreMade(t *testing.T) {
	t.Setenv("LANGUAGE", "en") // whatever the machine speaks
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	j := keptJournal(t, storied(t))
	u := &App{display: display{chosen: page.Appearance{Language: "en"}}}
	right := eachLanguage(u)
	var over atomic.Bool
	var made sync.WaitGroup
	makers := []func(){
		func() { checkTexts(t, right) },
		func() { checkTexts(t, right) },
		func() { makeInsights(t, j) },
		func() { makeChart(t, j) },
		func() { readEntries(j) },
	}
	turns := make([]atomic.Int64, len(makers))
	for i, do := range makers {
		made.Go(func() {
			for !over.Load() && !t.Failed() {
				do()
				turns[i].Add(1)
			}
		})
	}
	enough := func() bool {
		for i := range turns {
			if turns[i].Load() < 3 {
				return false
			}
		}
		return true
	}
	for rounds := 0; (rounds < 5 || !enough()) && !t.Failed(); rounds++ {
		for _, l := range translations.Languages() {
			u.display.chosen.Language = l.Code
			u.display.applyLanguage()
		}
	}
	over.Store(true)
	made.Wait()
}

// keptJournal opens a journal until the test ends.
func keptJournal(t *testing.T, folder string) *journal.Journal {
	t.Helper()
	noon := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	j, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

// eachLanguage is what the texts are in each language.
func eachLanguage(u *App) [][]string {
	var all [][]string
	for _, l := range translations.Languages() {
		u.display.chosen.Language = l.Code
		u.display.applyLanguage()
		all = append(all, texts())
	}
	return all
}

// texts are words, numbers and days, of one part and of several.
func texts() []string {
	day := time.Date(2026, 3, 4, 15, 4, 0, 0, time.UTC)
	return []string{
		wording.Say("settings"),
		wording.Count(12345, "n-entries"),
		wording.Number(1234.5, 1),
		wording.Percent(0.085, 1),
		wording.Day(day),
		wording.Moment(day),
		wording.Weekday(day),
		wording.Say("date-at-time", wording.V{"Date": wording.Text("settings"), "Time": 12345}),
	}
}

func checkTexts(t *testing.T, right [][]string) {
	for i, text := range texts() {
		if !slices.ContainsFunc(right, func(said []string) bool { return said[i] == text }) {
			t.Errorf("%q is of no language", text)
		}
	}
}

func makeInsights(t *testing.T, j *journal.Journal) {
	s := state.NewInsights(j)
	defer s.Close()
	if err := state.DescribeCards(t.Context(), j, s, state.Cards(j, s), -1, func() {}); err != nil {
		t.Error(err)
	}
}

func makeChart(t *testing.T, j *journal.Journal) {
	item, _ := charts.Find("trend")
	figure := item.Compute(j.Data(j.Areas()[0].ID, journal.Date{}, journal.Date{}), "Running")
	if _, err := charts.Image(figure.Chart, charts.Size{Width: 300, Height: 200}, charts.Light(), 1); err != nil {
		t.Error(err)
	}
}

func readEntries(j *journal.Journal) {
	for _, e := range j.Entries(journal.Query{}) {
		describe.Kicker(e)
		describe.Numbers(e)
		describe.Parts(e)
	}
}

// TestTheWindowChangesItsLanguageWhileItComputes goes through the pages and does not wait for
// what they compute before the next language is chosen. What is shown in the end is all in the
// last one, as if nothing had been under way.
func TestTheWindowChangesItsLanguageWhileItComputes(t *testing.T) {
	d := open(t, storied(t))
	speak := func(code string) {
		d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 1, Week: time.Monday, Language: code})
	}
	hurried := append(places(), places()[:3]...)
	for i, p := range hurried {
		d.open.show(p.name)
		speak([]string{"de", "ja", "en", "es"}[i%4])
	}
	d.open.show(pageInsights)
	speak("fr")
	d.rest()
	got := d.words()
	speak("en")
	d.rest()
	english := d.words()
	speak("fr")
	d.rest()
	if want := d.words(); got != want || got == english {
		t.Errorf("the window says\n%s\nwant\n%s", got, want)
	}
}
