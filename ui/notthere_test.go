package ui

import (
	"os"
	"path/filepath"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/notice"
)

const notSavedFiles = "The journal's files were replaced: what you typed is not saved yet"

func TestAMissingJournalIsNamedAndNotCreated(t *testing.T) {
	stick := filepath.Join(t.TempDir(), "stick")
	d := open(t, filepath.Join(t.TempDir(), "elsewhere"))
	d.shows("Welcome to Enactive") // nobody has named that folder
	d.options.Named = true
	d.Start(stick)
	d.rest()
	d.shows("Your journal is not there", stick, "connect that and try again")
	d.hides("Welcome to Enactive")
	d.press("Try again")
	d.shows("Your journal is not there")
	if _, err := os.Stat(stick); !os.IsNotExist(err) {
		t.Errorf("something was made in %s: %v", stick, err)
	}
	d.press("Choose another folder")
	d.shows("Choose the folder it is in.")
	d.Start(stick)
	d.press("Create a new journal there")
	d.shows("Step 1 of 3")
	if got := d.field(0); got == nil {
		t.Error("no field is shown")
	}
	if err := os.CopyFS(stick, os.DirFS(journalAt(t, vault.NoPassphrase()))); err != nil {
		t.Fatal(err)
	}
	d.Start(stick)
	d.rest()
	d.hides("Your journal is not there")
	d.shows("Running")
}

func TestAFolderWithoutAJournalIsReported(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "elsewhere"))
	d.options.Named = true
	empty := t.TempDir()
	d.Start(empty)
	d.rest()
	d.shows("Your journal is not there", empty, "contains no journal")
}

// An older copy of the folder takes its place while something is being written.
func TestNothingIsLostWhenTheFolderIsReplaced(t *testing.T) {
	folder := journalAt(t, vault.NoPassphrase())
	earlier := filepath.Join(t.TempDir(), "earlier")
	if err := os.CopyFS(earlier, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	d := open(t, folder)
	d.do(func(x *mainWindow) { x.editEntry(journal.Entry{Source: journal.SourceMastery, Time: d.clock}) })
	d.fill(0, "The first hill")
	d.press("Save")
	d.shows("Saved.")
	d.do(func(x *mainWindow) { x.editEntry(journal.Entry{Source: journal.SourceMastery, Time: d.clock}) })
	d.fill(0, "The second hill")
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(earlier, folder); err != nil {
		t.Fatal(err)
	}
	d.press("Save")
	d.shows(notSavedFiles, "what was saved here before is kept", "Save an emergency copy")
	d.plain()
	d.pass(notice.RetryAfter)
	d.shows(notSavedFiles)
	d.press("Open it again")
	d.shows("Two copies of the journal were joined", `has the tag "other copy"`)
	d.press("I have read this")
	d.hides("Two copies of the journal were joined")
	d.shows("The second hill")
	d.press("Save")
	d.hides(notSavedFiles)
	titles := map[string]bool{}
	for _, e := range d.open.journal().Entries(journal.Query{}) {
		titles[e.Title] = true
	}
	if len(titles) != 2 || !titles["The first hill"] || !titles["The second hill"] {
		t.Errorf("the journal holds %v", titles)
	}
}
