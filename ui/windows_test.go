package ui

import (
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// in lets the hands of the test work in another window.
func (d *driven) in(w *mainWindow, do func()) {
	d.t.Helper()
	was := d.window
	d.window = w.window
	do()
	d.window = was
}

// beside opens a second window.
func (d *driven) beside() *mainWindow {
	d.t.Helper()
	d.do((*mainWindow).openBeside)
	return d.others[len(d.others)-1]
}

func TestASecondWindowShowsWhatTheFirstSavesAndKeepsItsDraftsApart(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	second := d.beside()
	second.show(pageEntries)
	d.do((*mainWindow).openQuick)
	d.fill(0, "Begun in the first")
	second.openQuick()
	d.rest()
	d.in(second, func() { d.hides("Begun in the first"); d.fill(0, "Begun in the second"); second.closeQuick() })

	e := journal.Entry{Area: d.open.journal().Areas()[0].ID, Source: journal.SourceMastery, Time: d.clock, Title: "The hill"}
	saved, err := d.open.journal().Save(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	d.rest()
	d.in(second, func() { d.shows("The hill") })

	d.do(func(w *mainWindow) { w.closeQuick(); w.editEntry(saved.Clone()) })
	second.editEntry(saved.Clone())
	d.rest()
	if second.nav.form != nil {
		t.Error("an entry can be edited in two windows at a time")
	}
	d.shows("It is open in this window already.")

	second.newEntry(journal.Experience)
	d.do(func(w *mainWindow) { w.newEntry(journal.Experience) })
	if a, b := d.open.drafts.Name(), second.drafts.Name(); a == b {
		t.Errorf("two new entries share the draft %q", a)
	}

	d.lock()
	if second.window.Content() != nil && len(d.others) != 0 {
		t.Error("the second window stays")
	}
	d.in(second, func() { d.hides("The hill") })
	d.rest()
	d.unlockNow()
	if len(d.windows()) != 1 {
		t.Errorf("%d windows are open after the lock", len(d.windows()))
	}
	d.do(func(w *mainWindow) { w.closeSheets(); w.show(pageHome) })
	d.shows("Begun in the second")
}

func TestTheFirstOfTwoWindowsCanBeClosedAndTheOtherOneStays(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	first, second := d.open, d.beside()
	d.do(func(w *mainWindow) { w.newEntry(journal.Experience) })
	d.fill(0, "Half a sen")
	d.closeWindow(first)
	d.rest()
	if d.open != second || len(d.windows()) != 1 || d.window != second.window {
		t.Fatal("the second window is not the only one now")
	}
	d.shows("Half a sen", "What you were writing is kept")
	d.lock()
	d.rest()
	d.shows("Your journal is locked")
	d.unlockNow()
}

func TestThereAreFourWindowsAtTheMost(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	for range 5 {
		d.do((*mainWindow).openBeside)
	}
	if len(d.windows()) != maxWindows {
		t.Errorf("%d windows are open, want %d", len(d.windows()), maxWindows)
	}
	d.shows("Four windows are open already. Close one of them first.")
	d.setMode("dark") // all of them are made again
	d.rest()
	for len(d.windows()) > 1 {
		d.closeOne(d.windows()[1].window)
		d.rest()
	}
}
