package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// TestACommandChangesWhatTheFormShows opens the form of an entry, changes the entry by a command, and saves the form: what
// the form did not change stays, and of the title, which both changed, both versions.
func TestACommandChangesWhatTheFormShows(t *testing.T) {
	enact := buildEnact(t)
	folder := journalOf(t, vault.NoPassphrase(), func(j *journal.Journal) { fillRuns(t, j) })
	s := startServingScreen(t)
	w := &walker{screen: s, home: filepath.Dir(s.frame)}
	command := func(words ...string) string {
		t.Helper()
		c := exec.Command(enact, append([]string{"--journal", folder}, words...)...)
		c.Env = s.environment()
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("enact %v: %v: %s", words, err, out)
		}
		return string(out)
	}
	w.start(folder)
	w.keys("the entries are shown, and the newest is chosen", "ctrl+2")
	w.keys("its form opens", "ctrl+e")
	w.replace("A run in the form")
	command("edit", "last", "--title", "A run of a command", "--note", "of a command")
	w.keys("it is saved", "ctrl+s")
	w.until("both versions are kept", func() bool {
		out := command("versions")
		return strings.Contains(out, "version 1: A run in the form") && strings.Contains(out, "version 2: A run of a command")
	})
	if out := command("show", "last"); !strings.Contains(out, "of a command") {
		t.Errorf("the entry is %q", out)
	}
}
