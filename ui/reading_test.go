package ui

import (
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/entryview"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

func TestTheNewestEntryIsOpenAtArrival(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(1280, 800))
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	newest := d.open.journal().Entries(journal.Query{Text: "first ten"})[0]
	if got := d.open.pages.entries.Reading(); got != newest.ID {
		t.Errorf("the entry %q is open, want the newest that is no plan", got)
	}
	d.shows("Slow, and all of it.")
	d.hides("Choose an entry to read it.")
	at := func(row *entryview.EntryRow) color.Color { // in the ground of the row, beside its words
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(row).AddXY(row.Size().Width*0.5, 10)
		return d.window.Canvas().Capture().At(int(from.X), int(from.Y))
	}
	for i, row := range d.rows()[:4] {
		e := d.open.journal().Entries(journal.Query{Newest: true})[i]
		if marked := at(row) != color.Color(theme.Current().Ground); marked != (e.ID == newest.ID) {
			t.Errorf("row %d, %q, is marked as the one that is read: %v", i, e.Title, marked)
		}
	}
}

func TestASearchOpensNothingByItself(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(1280, 800))
	d.do(func(x *mainWindow) { x.pages.entries.Show(journal.Query{Text: "run"}); x.show(pageEntries) })
	if got := d.open.pages.entries.Reading(); got != "" {
		t.Errorf("a search opens %q", got)
	}
}

// TestTheCalendarBeginsWithItsHead opens it in a small window in the language in which it is highest, on a
// day that is below the window.
func TestTheCalendarBeginsWithItsHead(t *testing.T) {
	d := open(t, sampled(t))
	d.clock = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	d.window.Resize(fyne.NewSize(900, 600))
	d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 1, Week: time.Monday, Language: "fr"})
	d.rest()
	d.do(func(x *mainWindow) { x.show(pageCalendar) })
	for _, o := range d.objects() {
		if title, ok := o.(*prose.Label); ok && title.String() == "2026" {
			if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(title).Y; y < 0 || y > 60 {
				t.Errorf("the head of the calendar is at %v", y)
			}
			return
		}
	}
	t.Error("the calendar has no head")
}

func TestEmptyPagesShowAnExample(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	for _, name := range []pageName{pageEntries, pageReview} {
		d.do(func(x *mainWindow) { x.show(name) })
		d.shows("Example, not yours")
	}
	bare := open(t, bareJournal(t))
	for _, name := range []pageName{pageEntries, pageReview, pageCalendar, pageAreas} {
		bare.do(func(x *mainWindow) { x.show(name) })
		bare.shows("Example, not yours")
	}
	full := open(t, storied(t))
	for _, name := range []pageName{pageEntries, pageReview, pageCalendar, pageAreas} {
		full.do(func(x *mainWindow) { x.show(name) })
		full.hides("Example, not yours")
	}
}

func TestAFirstAreaAsksForItsName(t *testing.T) {
	d := open(t, bareJournal(t))
	d.do(func(x *mainWindow) { x.editArea(journal.Area{}) })
	d.card("Start from scratch")
	d.shows("All of this can wait: a name is enough to begin.")
	d.hides("Obstacles to expect")
	d.fill(0, "Running")
	d.press("Save")
	d.shows("A few words, or a page")
}
