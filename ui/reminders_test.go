package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"enactive/desktop/notify"
	"enactive/desktop/usertimer"
	"enactive/journal"
	"enactive/journal/vault"
	"enactive/journal/weekly"
)

// shownNotes are the notifications that a window showed.
type shownNotes struct {
	mu  sync.Mutex
	all []notify.Note
}

// take returns what was shown since it was called last.
func (s *shownNotes) take() (words []string, last notify.Note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.all {
		words, last = append(words, n.Words), n
	}
	s.all = nil
	return words, last
}

// withNotes has the window show its notifications to a test, and its timer of the system in a folder.
func (d *driven) withNotes() *shownNotes {
	s := &shownNotes{}
	d.options.Notify = func(_ context.Context, n notify.Note) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.all = append(s.all, n)
		return nil
	}
	d.options.UserTimer = usertimer.Timer{Folder: filepath.Join(d.t.TempDir(), "user")}
	d.options.Remind = []string{"/usr/bin/enactive", "--remind"}
	return s
}

// at moves the clock, and has the window look at it.
func (d *driven) at(moment time.Time) {
	d.clock = moment
	d.remind()
	d.rest()
}

func TestARemindedPersonIsToldNoMoreThanTheyAskedFor(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	notes := d.withNotes()
	d.unlockNow()
	d.do(func(x *mainWindow) { x.show(pageReminders) })
	d.press("New reminder")
	d.fill(0, "Kassiopeia")
	d.press("Save")
	all := d.open.journal().Reminders()
	if len(all) != 1 || all[0].Text != "Kassiopeia" || all[0].When != (weekly.Time{Days: weekly.DaysOf(time.Sunday), Minute: 1140}) {
		t.Fatalf("the reminders are %+v", all)
	}
	d.shows("Kassiopeia", "Sunday, 19:00")
	sunday := time.Date(2026, 3, 8, 19, 0, 0, 0, time.UTC)
	d.at(sunday.Add(-3 * 24 * time.Hour))
	d.at(sunday)
	if words, _ := notes.take(); len(words) > 0 || d.reminders.alarms > 0 {
		t.Fatalf("before it was asked for, %q is shown and %d timers run", words, d.reminders.alarms)
	}
	expect := func(what, want string) notify.Note {
		t.Helper()
		words, last := notes.take()
		if got := strings.Join(words, ", "); got != want {
			t.Errorf("%s: %q is shown, want %q", what, got, want)
		}
		return last
	}
	d.tick("Show a desktop notification")
	if d.reminders.alarms == 0 || d.reminders.stop == nil {
		t.Error("no timer runs to the next moment")
	}
	d.press("Show one now")
	expect("on trial", "Time to write")
	d.at(sunday.Add(7 * 24 * time.Hour))
	last := expect("by default", "Time to write")
	d.at(sunday.Add(7*24*time.Hour + time.Minute))
	expect("a minute later", "")
	last.Opened()
	d.rest()
	if !d.open.quick.isOpen() {
		t.Error("a click does not lead to the quick entry")
	}
	d.do(func(x *mainWindow) { x.closeQuick() })
	d.tick("Say what it is about while the journal is unlocked")
	d.at(sunday.Add(14 * 24 * time.Hour))
	expect("with titles", "Kassiopeia")
	if plain := d.app.Preferences().String(prefRemindTimes); plain != "sun 19:00" {
		t.Errorf("in plain there is %q", plain)
	}
	d.App.lock()
	d.rest()
	d.at(sunday.Add(21 * 24 * time.Hour))
	expect("locked", "Time to write")
}

func TestAPlanIsRemindedOfAnHourBefore(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	notes := d.withNotes()
	j := d.open.journal()
	plan, err := j.Save(t.Context(), journal.Entry{Type: journal.Plan, Area: j.Areas()[0].ID, Title: "Kassiopeia", Time: d.clock.Add(5 * time.Hour), Source: journal.SourceMastery})
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.show(pageReminders) })
	d.tick("Show a desktop notification")
	d.tick("Remind me of plans too, an hour before, while the journal is unlocked")
	d.at(plan.Time.Add(-time.Hour))
	words, last := notes.take()
	if !slices.Equal(words, []string{"Time for what you planned"}) {
		t.Fatalf("%q is shown", words)
	}
	d.clock = plan.Time
	last.Opened()
	d.rest()
	d.shows("Kassiopeia")
	if d.open.nav.form == nil {
		t.Error("after its time a click does not ask how the plan went")
	}
}

// TestTheTimerOfTheSystemIsWrittenAndRemoved looks through all that is written outside the journal.
func TestTheTimerOfTheSystemIsWrittenAndRemoved(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	notes := d.withNotes()
	j, folder := d.open.journal(), d.options.UserTimer.Folder
	r, err := j.SaveReminder(t.Context(), journal.Reminder{Text: "Kassiopeia", When: weekly.Time{Days: weekly.DaysOf(time.Sunday), Minute: 1140}})
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.show(pageReminders) })
	d.shows(d.options.UserTimer.Files()...)
	d.press("Write the files and switch it on")
	d.shows("Your system could not be told", "systemctl --user enable --now enactive-reminder.timer")
	d.press("Close")
	d.shows("The timer is on.")
	read := func() string {
		text := ""
		for _, file := range d.options.UserTimer.Files()[:2] {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text += string(raw)
		}
		return text
	}
	if text := read(); !strings.Contains(text, `"--remind" "Time to write"`) || !strings.Contains(text, "OnCalendar=Sun *-*-* 19:00:00") || strings.Contains(text, "Kassiopeia") || strings.Contains(text, "Running") {
		t.Errorf("the files are\n%s", text)
	}
	r.When.Minute = 1200
	if _, err := j.SaveReminder(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	d.rest()
	if text := read(); !strings.Contains(text, "OnCalendar=Sun *-*-* 20:00:00") || strings.Contains(text, "19:00") {
		t.Errorf("after a change the files are\n%s", text)
	}
	d.tick("Show a desktop notification")
	d.at(time.Date(2026, 3, 8, 20, 0, 0, 0, time.UTC))
	if words, _ := notes.take(); len(words) > 0 {
		t.Errorf("beside the timer the window shows %q", words)
	}
	d.press("Switch it off and remove the files")
	d.press("Close")
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("there is left %v, %v", left, err)
	}
}
