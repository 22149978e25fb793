package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"enactive/journal"
	"enactive/journal/datadir"
	"enactive/journal/vault"
)

// TestTheJournalGoesToAnotherComputer writes a sealed file in one window by keys, and takes it in in that of another
// journal as the argument of the program: a text was changed in both, one version is chosen, and all of it is undone.
func TestTheJournalGoesToAnotherComputer(t *testing.T) {
	t.Parallel()
	const there, here = "On the train", "At the table"
	const doubled = "A text was changed in two" // the first line of it on the card
	one := openJournal(t)
	two := copyOfJournal(t, one)
	rewriteRun(t, two, here)
	rewriteRun(t, one, there)

	w := startWalker(t, one)
	file := filepath.Join(w.home, "train"+journal.SealedSuffix)
	w.command("take to another")
	w.replace(file)
	w.press("Return")
	w.until("the sealed file is written", func() bool { s, err := os.Stat(file); return err == nil && s.Size() > 0 })
	w.program.end(w.screen)

	w.extraEnv = []string{datadir.Variable + "=" + two}
	w.start(file)
	c := clicker{w}
	c.sees("Changed entries: 1")
	c.clickOn("Choose", beside(doubled))
	c.sees("Which version stays?")
	c.sees(there)
	c.clickOn("Keep this one", under("The other version"))
	c.misses(doubled)
	c.press("ctrl+z")
	c.sees(doubled)
	c.press("ctrl+z")
	c.misses(doubled)

	j := w.journal(two)
	if e := titled(t, j, "Run 12"); e.Happened != here || len(j.Doubles()) != 0 {
		t.Errorf("what happened is %q, with %d texts of two versions", e.Happened, len(j.Doubles()))
	}
}

// copyOfJournal makes another journal that has taken in all of one.
func copyOfJournal(t *testing.T, one string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "all"+journal.SealedSuffix)
	inJournal(t, one, func(j *journal.Journal) error {
		f, err := os.Create(file)
		if err != nil {
			return err
		}
		_, err = j.WriteSealedCopy(t.Context(), f)
		return errors.Join(err, f.Close())
	})
	return journalOf(t, vault.NoPassphrase(), func(j *journal.Journal) {
		open := func() (io.ReadCloser, error) { return os.Open(file) }
		if _, err := j.TakeInFile(t.Context(), open, file, "all", func() (vault.Key, error) { return vault.NoPassphrase(), nil }, false); err != nil {
			t.Fatal(err)
		}
	})
}

// rewriteRun changes what happened in the last run of a journal.
func rewriteRun(t *testing.T, folder, happened string) {
	t.Helper()
	inJournal(t, folder, func(j *journal.Journal) error {
		e := titled(t, j, "Run 12").Clone()
		e.Happened = happened
		_, err := j.Save(t.Context(), e)
		return err
	})
}

// inJournal opens a journal for a moment.
func inJournal(t *testing.T, folder string, do func(*journal.Journal) error) {
	t.Helper()
	j, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(do(j), j.Close()); err != nil {
		t.Fatal(err)
	}
}
