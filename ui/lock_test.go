package ui

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/idle"
)

// unlockNow types the passphrase on the lock page.
func (d *driven) unlockNow() {
	d.t.Helper()
	d.shows("Your journal is locked")
	d.fill(0, secret)
	d.press("Open my journal")
	if d.open == nil {
		d.t.Fatalf("the journal did not open:\n%s", d.words())
	}
}

func TestTheJournalIsLockedWhenThePersonHasGone(t *testing.T) {
	for name, gone := range map[string]func(*driven){
		"Ctrl+L":                        func(d *driven) { d.lock() },
		"five minutes without a touch":  func(d *driven) { d.beats(5 * time.Minute) },
		"the computer sleeps":           func(d *driven) { d.lockIfAway(idle.Suspended) },
		"the wall clock leaps, unheard": func(d *driven) { d.lockIfAway(d.watch.Check(d.clock.Add(time.Hour))) },
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, journalAt(t, vault.Passphrase(secret)))
			d.unlockNow()
			d.do((*mainWindow).openQuick)
			d.fill(0, "Halfway through a sen")
			gone(d)
			d.hides("Halfway")
			d.rest()
			d.shows("Your journal is locked")
			d.hides("Running")
			d.unlockNow()
			d.shows("Halfway through a sen", "Write down what you did")
			d.escape()
			d.shows("What you were writing has been restored. It is not saved yet.")
		})
	}
}

// beats lets a time pass in which nobody touches anything.
func (d *driven) beats(span time.Duration) {
	if d.wall.IsZero() {
		d.wall = d.clock
	}
	for end := d.wall.Add(span); d.wall.Before(end); {
		d.wall = d.wall.Add(idle.Interval)
		d.lockIfAway(d.watch.Check(d.wall))
	}
}

func TestTheOpenEditorIsRestoredAfterALock(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	saved, err := d.open.journal().Save(t.Context(), journal.Entry{Area: d.open.journal().Areas()[0].ID, Source: journal.SourceMastery, Time: d.clock, Title: "The hill"})
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.editEntry(saved.Clone()) })
	d.fill(0, "The hill, again")
	d.lock()
	d.rest()
	d.hides("The hill")
	d.unlockNow()
	d.shows("Edit experience", "The hill, again")
	d.press("Save")
	if got := d.open.journal().Entries(journal.Query{}); len(got) != 1 || got[0].Title != "The hill, again" {
		t.Errorf("the journal holds %d entries, want the one that was changed", len(got))
	}
	d.lock()
	d.rest()
	d.unlockNow()
	if d.open.nav.form != nil {
		t.Error("what was saved comes back as if it were not")
	}
}

func TestAJournalWithoutAPassphraseIsNotLocked(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.beats(time.Hour)
	d.lockIfAway(idle.Suspended)
	d.rest()
	d.shows("Running")
	d.lock()
	d.rest()
	d.shows("Running", "no passphrase, so there is nothing to lock")
}

func TestALockRestartsTheProgram(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	began := ""
	d.options.Restart = func(folder string) error {
		if d.open != nil {
			t.Error("the program began anew while the journal was open")
		}
		began = folder
		return nil
	}
	d.unlockNow()
	d.lock()
	d.rest()
	if began != d.folder {
		t.Errorf("the program began anew with the folder %q, want %q", began, d.folder)
	}
}

func TestInputIsSealedTwoSecondsAfterTheLastKey(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do((*mainWindow).openQuick)
	d.fill(0, "Halfway through a sen")
	if _, _, ok := d.open.journal().Draft(drafts.Quick); ok {
		t.Fatal("sealed at once")
	}
	d.pass(2 * time.Second)
	if text, _, _ := d.open.journal().Draft(drafts.Quick); !strings.Contains(string(text), "Halfway through a sen") {
		t.Errorf("after two seconds the draft is %q", text)
	}
	d.do((*mainWindow).save)
	d.pass(2 * time.Second)
	if keys := d.open.journal().Drafts(); len(keys) > 0 {
		t.Errorf("after saving there are drafts left: %q", keys)
	}
}

func TestDraftsAreRestoredAtTheNextStart(t *testing.T) {
	folder := journalAt(t, vault.NoPassphrase())
	d := open(t, folder)
	d.do(func(x *mainWindow) { x.editArea(x.journal().Areas()[0]) })
	d.fill(1, "To arrive without being car")
	d.do(func(*mainWindow) { d.quit() })
	if d.open != nil {
		t.Fatal("the window asks before it ends, although what was typed is sealed")
	}
	d = open(t, folder)
	d.shows("Edit area", "What you were writing has been restored. It is not saved yet.")
	if got := d.textOf(1); got != "To arrive without being car" {
		t.Errorf("the purpose came back as %q", got)
	}
	d.press("Close without saving")
	d.pass(2 * time.Second)
	if keys := d.open.journal().Drafts(); len(keys) > 0 {
		t.Errorf("after leaving without saving there are drafts left: %q", keys)
	}
}

func TestAReadOnlyJournalIsReportedAndCanBeExported(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "none"))
	d.options.Journal.Vault.ReadOnly = true
	d.Start(journalAt(t, vault.NoPassphrase()))
	d.rest()
	d.shows("This journal is open for reading only", "Running")
	for _, command := range []func(*mainWindow){
		(*mainWindow).openQuick,
		func(x *mainWindow) { x.editEntry(journal.Entry{}) },
		func(x *mainWindow) { x.editArea(journal.Area{}) },
	} {
		d.do(command)
		if d.open.quick.sheet != nil || d.open.nav.form != nil {
			t.Error("something can be typed that cannot be saved")
		}
	}
	d.plain()
	d.press("Export")
	file := filepath.Join(t.TempDir(), "out.csv")
	d.fill(0, file)
	d.exportUnencrypted()
	d.pressNext("Save to", "Export")
	d.shows("Written to " + file)
}

// TestAReadOnlyJournalOffersNothingThatItCannotKeep looks for the buttons of experiments, measures and days.
func TestAReadOnlyJournalOffersNothingThatItCannotKeep(t *testing.T) {
	folder := storied(t)
	d := open(t, folder)
	j := d.open.journal()
	d.withMeasures()
	area := j.Areas()[0].ID
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: area, Name: "Breathing", With: "Four minutes.", Decides: "stress", Pairs: 6})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.NextTry(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	writing := []string{"Begin an experiment", "Plan the next try", "Begin the next try", "Skip this try", "End it", "New measure", "Values of a day", "Up"}
	buttons := func() string {
		var all []string
		for _, show := range []func(*mainWindow){
			func(x *mainWindow) { x.nav.showPage(pageAreas); x.pages.areas.Show(area) },
			func(x *mainWindow) { x.nav.showPage(pageMeasures); x.pages.measures.Refresh() },
			func(x *mainWindow) { x.nav.showPage(pageCalendar) },
		} {
			d.do(show)
			d.rest()
			if d.open.nav.shown == pageMeasures {
				d.row("Sleep")
			}
			d.seen(func(o fyne.CanvasObject, _ fyne.Position) {
				if b, ok := o.(*control.Button); ok {
					all = append(all, b.String())
				}
			})
		}
		return strings.Join(all, "\n")
	}
	said := buttons()
	for _, words := range writing {
		if !strings.Contains(said, words) {
			t.Errorf("a journal that can be changed does not offer %q among\n%s", words, said)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	d = open(t, filepath.Join(t.TempDir(), "none"))
	d.options.Journal.Vault.ReadOnly = true
	d.Start(folder)
	d.rest()
	said = buttons()
	for _, words := range writing {
		if strings.Contains(said, words) {
			t.Errorf("a journal that can only be read offers %q", words)
		}
	}
}

func TestAJournalThatClosedItselfReopensWithTheDrafts(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.editEntry(journal.Entry{Source: journal.SourceMastery, Time: d.clock}) })
	d.fill(0, "The hill")
	d.do(func(x *mainWindow) { x.notices.SaveFailed(savingForm, vault.ErrClosed, func() {}) }) // as after a save that failed half-way
	d.shows("The journal closed itself")
	d.plain()
	d.press("Open it again")
	d.shows("New experience", "What you were writing has been restored. It is not saved yet.")
	if got := d.textOf(0); got != "The hill" {
		t.Errorf("the title came back as %q", got)
	}
	d.press("Save")
	if n := d.open.journal().Count(journal.Query{}); n != 1 {
		t.Errorf("the journal holds %d entries, want the one that was written", n)
	}
}
