package main

import (
	"testing"

	"enactive/journal"
)

// TestAPageIsWrittenInTheQuickEntryWithoutAMouse writes a title and a paragraph under it, says how it
// went, and finds it open at arrival on the page of entries.
func TestAPageIsWrittenInTheQuickEntryWithoutAMouse(t *testing.T) {
	t.Parallel()
	folder := openJournal(t)
	w := startWalker(t, folder)
	w.keys("the quick entry opens", "ctrl+n")
	w.types("To the lake and back")
	w.press("Return")
	w.types("The last hill was the shortest.")
	w.press("Tab", "1", "Tab", "6", "0", "Tab", "3", "0", "Tab", "5", "5") // 11 keys, and two more around them
	w.keys("the quick entry is saved", "ctrl+Return")
	w.keys("it is open on the page of entries", "ctrl+2")

	e := titled(t, w.journal(folder), "To the lake and back")
	if after, ok := e.EfficacyAfter.Get(); e.Happened != "The last hill was the shortest." || e.Outcome != journal.Success || !ok || after != 55 {
		t.Errorf("the entry is %+v", e)
	}
}
