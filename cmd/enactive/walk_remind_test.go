package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"enactive/clock/clocktest"
	"enactive/desktop/notify/notifytest"
	"enactive/journal"
	"enactive/journal/vault"
	"enactive/journal/weekly"
	"enactive/ui/sessionbus/sessionbustest"
)

// TestAReminderArrivesAndLeadsToTheQuickEntry has a desktop that shows notifications, and a reminder that
// is due soon after the program has started. What it says is neutral, and a click on it lets one write.
func TestAReminderArrivesAndLeadsToTheQuickEntry(t *testing.T) {
	address := sessionbustest.Start(t, "no reminder was shown")
	desktop := notifytest.Start(t, "body", "actions")
	folder := journalOf(t, vault.NoPassphrase(), func(j *journal.Journal) {
		fillRuns(t, j)
		r := journal.Reminder{Text: "Kassiopeia", When: weekly.Time{Days: weekly.DaysOf(time.Sunday), Minute: 19 * 60}}
		if _, err := j.SaveReminder(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	})
	s := startScreen(t, 1280, 800)
	s.extraEnv = append(s.extraEnv, "DBUS_SESSION_BUS_ADDRESS="+address, clocktest.Environment(time.Date(2026, 11, 29, 18, 59, 50, 0, time.Local)))
	w := &walker{screen: s, home: filepath.Dir(s.frame)}
	preferences := filepath.Join(w.home, "config", "fyne", id, "preferences.json")
	if err := os.MkdirAll(filepath.Dir(preferences), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(preferences, []byte(`{"reminders are shown":true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	w.start(folder)
	shown := desktop.Wait(t)
	if shown.Summary != "Time to write" || shown.Body != "" {
		t.Errorf("the notification is %+v", shown)
	}
	desktop.Invoke(t, shown.ID, "default")
	w.seen = w.changedFrom(w.seen, "the quick entry opens")
	w.types("A reminded run")
	w.keys("the quick entry is saved", "ctrl+Return")
	j := w.journal(folder)
	titled(t, j, "A reminded run")
	if plain, err := os.ReadFile(preferences); err != nil || !bytes.Contains(plain, []byte("sun 19:00")) || bytes.Contains(plain, []byte("Kassiopeia")) {
		t.Errorf("the preferences are %s, %v", plain, err)
	}
	desktop.None(t, 0)
}
