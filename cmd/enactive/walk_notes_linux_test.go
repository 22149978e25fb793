package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"enactive/journal"
	"enactive/journal/capture"
	"enactive/journal/vault"
	"enactive/ui/atspi/atspitest"
)

// TestANoteFromAPhoneIsAcceptedInTheRealWindow has a note in the folder while the journal is locked: it is
// taken in at unlocking by the program that is closed off, waits on home, and becomes an entry.
func TestANoteFromAPhoneIsAcceptedInTheRealWindow(t *testing.T) {
	notes, key := t.TempDir(), ""
	folder := journalOf(t, vault.Passphrase(secret), func(j *journal.Journal) {
		fillRuns(t, j)
		err := capture.SetFolder(t.Context(), j, notes)
		if err == nil {
			key, err = capture.Key(t.Context(), j)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	note := filepath.Join(notes, "1.age")
	writeNote(t, note, key, "Nachtlauf am Fluss. Ganz leicht.")
	desktop := atspitest.NewDesktop(t)
	desktop.Wanted.Store(true)
	s := startScreen(t, 1280, 800)
	s.extraEnv = []string{"DBUS_SESSION_BUS_ADDRESS=" + desktop.Address}
	pid := launch(t, s, folder).command.Process.Pid
	s.window("Enactive")
	c := atspitest.NewClient(t, desktop.Plug())
	locked := s.settled()
	s.write(secret)
	s.press("Return")
	s.changedFrom(locked, "the journal opens")
	told := func(words string) {
		t.Helper()
		s.until(words+" is told", func() bool { return strings.Contains(strings.Join(c.Words(), "\n"), words) })
	}
	press := func(name string) {
		t.Helper()
		s.until(name+" is pressed", func() bool { return c.Press(name) })
	}
	told("A note from outside is waiting")
	if _, err := os.Stat(note); err == nil {
		t.Error("the file is there after its note was taken in")
	}
	press("Look at them")
	told("Ganz leicht.")
	press("Accept")
	told("Accepted a note.")
	told("No note is waiting.")
	s.press("ctrl+l")
	s.waitForRestart(pid)
	j, _, err := journal.Open(t.Context(), folder, vault.Passphrase(secret), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if all := j.Entries(journal.Query{Text: "Nachtlauf"}); len(all) != 1 || len(j.Waiting()) != 0 {
		t.Errorf("the entries are %v, and %d notes wait", all, len(j.Waiting()))
	}
}

func writeNote(t *testing.T, path, key, text string) {
	t.Helper()
	to, err := age.ParseX25519Recipient(key)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := age.Encrypt(f, to)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
