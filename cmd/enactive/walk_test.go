package main

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
)

// walker uses the real window with the keyboard only, as a person who knows that Ctrl+K finds
// everything.
type walker struct {
	*screen
	home    string // the home folder
	program *running
	seen    *image.RGBA // the last picture of the screen at rest
}

// startWalker starts the program and waits for its window.
func startWalker(t *testing.T, words ...string) *walker {
	t.Helper()
	s := startScreen(t, 1280, 800)
	w := &walker{screen: s, home: filepath.Dir(s.frame)}
	w.start(words...)
	return w
}

// start starts the program on the screen, where it may have run before.
func (w *walker) start(words ...string) {
	w.t.Helper()
	w.program = launch(w.t, w.screen, words...)
	w.window("Enactive")
	w.seen = w.settled()
}

// keys presses keys and waits for a change.
func (w *walker) keys(what string, keys ...string) {
	w.t.Helper()
	w.press(keys...)
	w.seen = w.changedFrom(w.seen, what)
}

// types types a text and waits until it is shown.
func (w *walker) types(text string) {
	w.t.Helper()
	w.write(text)
	w.seen = w.changedFrom(w.seen, text+" is shown")
}

// command finds a command by its name and runs it.
func (w *walker) command(name string) {
	w.t.Helper()
	w.keys("the list of commands opens", "ctrl+k")
	w.types(name)
	w.keys(name+" is done", "Return")
}

// replace replaces the text of the field with the keyboard.
func (w *walker) replace(text string) {
	w.t.Helper()
	w.press("ctrl+a")
	w.types(text)
}

// file waits until a file exists and begins with the expected content.
func (w *walker) file(path, begins string) {
	w.t.Helper()
	w.until(path+" is written", func() bool {
		data, err := os.ReadFile(path)
		return err == nil && bytes.HasPrefix(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), []byte(begins))
	})
	w.seen = w.settled()
}

// journal ends the program and opens its journal.
func (w *walker) journal(folder string) *journal.Journal {
	w.t.Helper()
	w.program.end(w.screen)
	if words := w.program.said(); strings.Contains(words, "goroutine ") || strings.Contains(words, "panic") {
		w.t.Errorf("the program said on the terminal:\n%s", words)
	}
	j, _, err := journal.Open(w.t.Context(), folder, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		w.t.Fatalf("opening the journal after the window was closed: %v", err)
	}
	w.t.Cleanup(func() { _ = j.Close() })
	return j
}

// titled returns the one entry with a title.
func titled(t *testing.T, j *journal.Journal, title string) *journal.Entry {
	t.Helper()
	all := j.Entries(journal.Query{})
	at := slices.IndexFunc(all, func(e *journal.Entry) bool { return e.Title == title })
	if at < 0 {
		t.Fatalf("there is no entry %q among %d", title, len(all))
	}
	return all[at]
}

// TestTheFirstMinutesWithoutAMouse starts with nothing: an area under a name that is suggested, a journal without a
// passphrase, the first entry.
func TestTheFirstMinutesWithoutAMouse(t *testing.T) {
	t.Parallel()
	w := startWalker(t)
	w.keys("the first step is shown", "Return")
	w.types("Fitness")
	w.keys("the second step is shown", "Return")
	w.keys("the first one is shown again", "Escape")
	w.keys("the second step is shown again, with what was typed", "Return")
	w.keys("a passphrase is not wanted", "shift+Tab", "Right")
	w.keys("the journal is made and the quick entry opens", "Return")
	w.types("Ten minutes round the block")
	w.press("Tab", "1", "Tab", "6", "0", "Tab", "3", "0", "Tab", "5", "5")
	w.keys("the quick entry closes", "ctrl+Return")

	j := w.journal(filepath.Join(w.home, "data", "enactive", "journal"))
	if areas := j.Areas(); len(areas) != 1 || areas[0].Name != "Fitness" || len(areas[0].Ladder) == 0 {
		t.Errorf("the areas are %+v, want one for fitness with a ladder", areas)
	}
	if e := titled(t, j, "Ten minutes round the block"); e.Outcome != journal.Success || e.Area != j.Areas()[0].ID {
		t.Errorf("the entry is %+v", e)
	}
}

// openJournal creates a journal without a passphrase: an area, twelve runs, and a plan for this
// morning.
func openJournal(t *testing.T) string {
	t.Helper()
	return journalOf(t, vault.NoPassphrase(), func(j *journal.Journal) {
		fillRuns(t, j)
		plan := journal.Entry{Type: journal.Plan, Time: j.Now().Add(-time.Minute), Area: j.Areas()[0].ID, Title: "Hill repeats", Source: journal.SourceMastery, EfficacyBefore: rating(40)}
		if _, err := j.Save(t.Context(), plan); err != nil {
			t.Fatal(err)
		}
	})
}

// TestADayWithoutAMouse writes, plans, checks in, completes a plan, looks back, and exports
// everything.
func TestADayWithoutAMouse(t *testing.T) {
	t.Parallel()
	folder := openJournal(t)
	w := startWalker(t, folder)
	to := func(name string) string { return filepath.Join(w.home, name) }

	w.command("Record how your plan went")
	w.keys("the outcome is asked for", "ctrl+Return")
	w.keys("the keyboard is on the outcome", "Return")
	w.press("1")
	w.press("ctrl+Return")
	w.seen = w.settled()

	w.keys("the quick entry opens", "ctrl+n")
	w.types("Begun in the quick entry")
	w.keys("the quick entry closes", "Escape")
	w.keys("the quick entry opens again, with what was typed", "ctrl+n")
	w.keys("the quick entry is saved", "ctrl+Return")

	w.keys("the editor opens", "ctrl+shift+n")
	w.types("Intervals on the track")
	w.keys("the day is reached", "Tab", "Tab")
	w.replace("2026-02-03 18:30")
	w.keys("the entry is saved", "ctrl+Return")

	w.keys("a plan is begun", "ctrl+shift+p")
	w.types("The long one")
	w.keys("the plan is saved", "ctrl+Return")
	w.keys("the search has the keyboard", "ctrl+f")
	w.types("long one")
	w.keys("the plan is chosen", "Down")
	w.keys("the plan is opened", "ctrl+e")
	w.command("Save this plan for your calendar")
	w.replace(to("plan.ics"))
	w.press("Return")
	w.file(to("plan.ics"), "BEGIN:VCALENDAR")
	w.keys("the plan is left", "ctrl+Return")

	w.keys("a check-in is begun", "ctrl+shift+i")
	w.press("7", "2")
	w.keys("the check-in is saved", "ctrl+Return")

	w.keys("the charts are shown", "ctrl+5")
	w.command("Save this chart")
	w.replace(to("chart.png"))
	w.press("Return")
	w.file(to("chart.png"), "\x89PNG")

	w.keys("the settings are shown", "ctrl+8")
	w.command("Export entries")
	w.replace(to("all.csv"))
	w.press("Tab", "Tab", "2", "Tab", "Return") // not encrypted
	w.file(to("all.csv"), "id,")

	j := w.journal(folder)
	checkDay(t, j)
	if all := j.Entries(journal.Query{Types: []journal.Type{journal.CheckIn}}); len(all) != 1 || all[0].EfficacyAfter != rating(72) && all[0].EfficacyBefore != rating(72) {
		t.Errorf("the check-ins are %+v", all)
	}
}

// checkDay checks the entries and plans of the walks through a day.
func checkDay(t *testing.T, j *journal.Journal) {
	t.Helper()
	if e := titled(t, j, "Hill repeats"); e.Type != journal.Experience || e.EfficacyBefore != rating(40) {
		t.Errorf("the completed plan is %+v, want an experience with how sure one was before", e)
	}
	titled(t, j, "Begun in the quick entry")
	if e := titled(t, j, "Intervals on the track"); e.Time.Format("2006-01-02 15:04") != "2026-02-03 18:30" {
		t.Errorf("the entry is of %v", e.Time)
	}
	if e := titled(t, j, "The long one"); e.Type != journal.Plan {
		t.Errorf("the plan is %+v", e)
	}
}
