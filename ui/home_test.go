package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
	"enactive/journal/vault"
	"enactive/resources/translations"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// TestASentenceIsNotFoundByItsDots holds the card of home to whole sentences in every language,
// however many dots its days and numbers have ("seit dem 6. September").
func TestASentenceIsNotFoundByItsDots(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	area := d.open.journal().Areas()[0].ID
	for i := range 40 {
		e := journal.Entry{Area: area, Time: d.clock.AddDate(0, 0, i-41), Title: "A run", Source: journal.SourceMastery, Outcome: journal.Success}
		if i%5 == 2 || i > 28 {
			e.Outcome = journal.Failure
		}
		if _, err := d.open.journal().Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range translations.Languages() {
		d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 1, Language: l.Code, Week: time.Monday})
		d.rest()
		panels, err := d.open.insights.Panels(t.Context(), area, state.Range{To: journal.DateOf(d.clock)})
		if err != nil {
			t.Fatal(err)
		}
		whole := describe.FormLead(panels.Of("form").Result.(insight.FormResult))
		if whole == "" || !strings.Contains(d.words(), whole) {
			t.Errorf("in %s home does not say %q but\n%s", l.Code, whole, d.words())
		}
	}
}

// TestHomeOfOneAreaLeavesNoEmptyColumn has nothing of a person's own to show beside the area.
func TestHomeOfOneAreaLeavesNoEmptyColumn(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	area := d.open.journal().Areas()[0].ID
	for i := range 12 {
		e := journal.Entry{Area: area, Time: d.clock.AddDate(0, 0, 2*i-24), Title: "A run", Source: journal.SourceMastery, Outcome: journal.Partial, EfficacyAfter: optional.Some(journal.Rating(30 + i))}
		if _, err := d.open.journal().Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	d.window.Resize(fyne.NewSize(1280, 800))
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.rest()
	for _, o := range d.objects() {
		if title, ok := o.(*prose.Label); ok && title.String() == "Recent entries" {
			if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(title); at.X < 640 || at.Y > 400 {
				t.Errorf("the recent entries are at %v, want them beside the area", at)
			}
			return
		}
	}
	t.Error("home has no recent entries")
}

// TestAYearIsNamedOnceOnThisDay fails if each of several entries of a day has "A year ago" over it.
func TestAYearIsNamedOnceOnThisDay(t *testing.T) {
	named := func(entries int) int {
		folder := journalAt(t, vault.NoPassphrase())
		j, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range entries {
			e := journal.Entry{Area: j.Areas()[0].ID, Source: journal.SourceMastery, Title: "The hill", Time: time.Date(2025, 3, 4, 8+i, 0, 0, 0, time.UTC)}
			if _, err := j.Save(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		d := open(t, folder)
		d.shows("On this day")
		return strings.Count(d.words(), "A year ago")
	}
	if one, two := named(1), named(2); one == 0 || two != one {
		t.Errorf("of one entry it is named %d times, and of two %d times", one, two)
	}
}
