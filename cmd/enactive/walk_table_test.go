package main

import (
	"os"
	"path/filepath"
	"testing"

	"enactive/journal"
)

// TestATableOfAnotherProgramIsImportedWithoutAMouse assigns three columns and chooses the area of
// the entries.
func TestATableOfAnotherProgramIsImportedWithoutAMouse(t *testing.T) {
	t.Parallel()
	folder := openJournal(t)
	w := startWalker(t, folder)
	table := filepath.Join(w.home, "diary.csv")
	put(t, table, "date,time,se_handle\n2012-08-13,08:58:56,5\n2012-08-14,14:32:09,4\n")
	w.command("import entries")
	w.types(table)
	w.keys("the page shows the file", "Return")
	w.keys("day and hour together are the time", "Right")
	w.press("Tab", "Tab", "Tab", "Tab", "Tab") // the only area is chosen; the zone, and two columns
	w.keys("the third column is how sure, before", times("Right", 9)...)
	w.press("Tab")
	w.write("1") // a digit covers too few pixels to wait for
	w.press("Return")
	w.write("7")
	w.seen = w.settled()
	w.keys("the keyboard is on the button", "Return")
	w.keys("the entries are imported", "Return")
	waitForImport(w, folder)
	checkTable(t, w.journal(folder))
}

// waitForImport waits for the backup before an import, and for the import.
func waitForImport(w *walker, folder string) {
	w.t.Helper()
	w.until("the import is saved", func() bool {
		_, err := os.Stat(filepath.Join(folder, "backups"))
		return err == nil
	})
	w.seen = w.settled()
}

// checkTable checks the entries of the table.
func checkTable(t *testing.T, j *journal.Journal) {
	t.Helper()
	found := j.Entries(journal.Query{To: journal.Date{Year: 2012, Month: 12, Day: 31}})
	if len(found) != 2 {
		t.Fatalf("%d entries were imported, want 2", len(found))
	}
	if sure, ok := found[0].EfficacyBefore.Get(); !ok || sure < 66.6 || sure > 66.7 || found[0].Time.Format("15:04:05") != "08:58:56" {
		t.Errorf("the first was imported as %+v", found[0])
	}
}
