package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// TestCommandsUseTheJournalOfTheWindow has a window that may serve commands: what a command writes is in it
// at once, and a command locks it.
func TestCommandsUseTheJournalOfTheWindow(t *testing.T) {
	enact := filepath.Join(t.TempDir(), "enact")
	build := exec.Command("go", "build", "-o", enact, "enactive/cmd/enact")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	folder := journalOf(t, vault.Passphrase(secret), func(j *journal.Journal) { fillRuns(t, j) })
	s := startScreen(t, 1280, 800)
	runtime := t.TempDir()
	if err := os.Chmod(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	s.extraEnv = append(s.extraEnv, "XDG_RUNTIME_DIR="+runtime)
	w := &walker{screen: s, home: filepath.Dir(s.frame)}
	preferences := filepath.Join(w.home, "config", "fyne", id, "preferences.json")
	if err := os.MkdirAll(filepath.Dir(preferences), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(preferences, []byte(`{"commands use the open journal":true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	command := func(words ...string) (string, error) {
		c := exec.Command(enact, append([]string{"--journal", folder}, words...)...)
		c.Env = s.environment()
		out, err := c.CombinedOutput()
		return string(out), err
	}
	w.start(folder)
	if out, err := command("status"); err == nil {
		t.Errorf("before the journal is open: %s", out)
	}
	w.types(secret)
	w.keys("the journal opens", "Return")
	if out, err := command("status"); err != nil || !strings.Contains(out, "The window has the journal open") {
		t.Errorf("the status is %q, %v", out, err)
	}
	out, err := command("add", "--title", "A run from a terminal", "--performance", "71")
	if err != nil || !strings.HasPrefix(out, "saved ") {
		t.Fatalf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window shows what the command wrote")
	if out, err := command("undo"); err != nil || !strings.Contains(out, "undone") {
		t.Errorf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window shows that it is undone")
	if out, err := command("redo"); err != nil {
		t.Errorf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window shows it again")
	if out, err := command("passphrase", "remove", "--yes"); err == nil || !strings.Contains(out, "under Settings") {
		t.Errorf("the passphrase was removed: %q, %v", out, err)
	}
	if out, err := command("lock"); err != nil {
		t.Errorf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window is locked")
	words := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(words, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := command("--passphrase-file", words, "search", "terminal"); err != nil || !strings.Contains(out, "A run from a terminal") {
		t.Errorf("%q, %v", out, err)
	}
}
