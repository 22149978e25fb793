package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/page"
)

func TestBackAndForwardKeepThePlaceOnEachPage(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(1280, 500))
	entries := d.open.journal().Entries(journal.Query{Newest: true})
	d.do(func(x *mainWindow) { x.show(pageCalendar) })
	d.shortcut(fyne.KeyPageUp, ctrl)
	year := d.open.pages.calendar.Place()
	d.do(func(x *mainWindow) { x.openQuery(journal.Query{Text: "run"}) })
	d.do(func(x *mainWindow) { x.openEntry(entries[1].ID) })
	d.do(func(x *mainWindow) { x.show(pageReview) })

	back := func(at pageName) {
		t.Helper()
		d.shortcut(fyne.KeyLeft, alt)
		if d.open.nav.shown != at {
			t.Fatalf("back leads to %s, want %s", d.open.nav.shown, at)
		}
	}
	back(pageEntries)
	if got := d.open.pages.entries.Reading(); got != entries[1].ID {
		t.Errorf("back on the entries %q is read, want %q", got, entries[1].ID)
	}
	back(pageEntries)
	if d.open.pages.entries.Reading() == entries[1].ID {
		t.Error("the step back before the entry still reads it")
	}
	back(pageCalendar)
	if got := d.open.pages.calendar.Place(); got != year {
		t.Errorf("back on the calendar its place is %v, want %v", got, year)
	}
	back(pageHome)
	d.shortcut(fyne.KeyLeft, alt) // nothing is behind
	for _, at := range []pageName{pageCalendar, pageEntries, pageEntries, pageReview, pageReview} /* the last has nothing ahead */ {
		d.shortcut(fyne.KeyRight, alt)
		if d.open.nav.shown != at {
			t.Fatalf("forward leads to %s, want %s", d.open.nav.shown, at)
		}
	}
	d.do(func(x *mainWindow) { x.show(pageSafety) })
	if d.open.canGoForward() {
		t.Error("another page leaves something ahead")
	}
}

func TestBackFromAFormKeepsWhatWasTyped(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	form := d.open.nav.form.form.(*page.Editor)
	d.fill(0, "Half a thought")
	if form.Draft() == nil {
		t.Fatal("nothing was typed")
	}
	d.shortcut(fyne.KeyLeft, alt) // from the field
	if d.open.nav.form != nil || d.open.nav.shown != pageEntries {
		t.Fatalf("back from the form leads to %s", d.open.nav.shown)
	}
	d.shows("Continue writing")
	d.shortcut(fyne.KeyLeft, alt)
	if d.open.nav.shown != pageHome {
		t.Errorf("back from the page leads to %s", d.open.nav.shown)
	}
}

func TestTheButtonsOfTheMouseGoBackAndForward(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageAreas) })
	d.Back()
	d.rest()
	if d.open.nav.shown != pageHome {
		t.Fatalf("the button leads to %s", d.open.nav.shown)
	}
	d.Forward()
	d.rest()
	if d.open.nav.shown != pageAreas {
		t.Fatalf("the other button leads to %s", d.open.nav.shown)
	}
	d.do(func(x *mainWindow) { x.openPalette() })
	d.Back()
	d.rest()
	if d.open.nav.shown != pageAreas {
		t.Error("a button goes back under a sheet")
	}
}

func TestTheWayBackIsBounded(t *testing.T) {
	var h history
	for i := range 3 * mostVisits {
		h.leave(visit{name: pageHome, place: i})
	}
	if len(h.behind) != mostVisits || h.behind[0].place != 2*mostVisits {
		t.Errorf("%d pages are kept from %v on", len(h.behind), h.behind[0].place)
	}
}
