package main

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// TestALockLeavesNothingInMemoryAndTheDraftComesBack drives the real program: a draft is no longer
// in its memory after Ctrl+L, and is restored after the passphrase.
func TestALockLeavesNothingInMemoryAndTheDraftComesBack(t *testing.T) {
	t.Parallel()
	const written = "Zwielicht hinter dem Bahnhof"
	s := startScreen(t, 1280, 800)
	folder := lockedJournal(t)
	program := launch(t, s, folder)
	pid := program.command.Process.Pid

	s.window("Enactive")
	locked := s.settled()
	s.write(secret)
	s.press("Return")
	home := s.changedFrom(locked, "the journal opens")
	s.press("ctrl+n")
	form := s.changedFrom(home, "the quick entry opens")
	s.write(written)
	filled := s.changedFrom(form, "the quick entry shows what was typed")
	if n := traces(t, pid, written); n == 0 {
		t.Fatal("what was typed is not found in the memory of the open program: the search finds nothing")
	}

	s.press("ctrl+l")
	s.waitForRestart(pid)
	again := s.settled()
	if n := traces(t, pid, written); n > 0 {
		t.Errorf("after the lock what was typed is in the memory of the program %d times", n)
	}
	if n := traces(t, pid, secret); n > 0 {
		t.Errorf("after the lock the passphrase is in the memory of the program %d times", n)
	}
	if differing(again, locked) > 4*cursorPixels {
		t.Errorf("after the lock %d pixels of the screen differ from the beginning: the window is at another place", differing(again, locked))
	}

	s.write(secret)
	s.press("Return")
	sheet := image.Rect(400, 150, 880, 620)
	s.until("the quick entry is back with what was typed", func() bool {
		return differing(part(s.shot(), sheet), part(filled, sheet)) <= cursorPixels
	})
	back := s.settled()
	s.press("ctrl+Return")
	s.changedFrom(back, "the quick entry is saved")
	program.end(s)
	if e := onlyNewEntry(t, folder); e.Title != written {
		t.Errorf("the journal holds %q, not what was typed before the lock", e.Title)
	}
	j, _, err := journal.Open(t.Context(), folder, vault.Passphrase(secret), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if left := j.Drafts(); len(left) > 0 {
		t.Errorf("the drafts %q are left after the entry was saved", left)
	}
}

// waitForRestart waits until the program has restarted, as it does at a lock.
func (s *screen) waitForRestart(pid int) {
	s.t.Helper()
	s.until("the program has begun anew", func() bool {
		words, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		return err == nil && bytes.Contains(words, []byte("--geometry="))
	})
	s.window("Enactive")
}

// TestALockByMouseKeepsTheDraft locks by a click, and continues the draft afterwards.
func TestALockByMouseKeepsTheDraft(t *testing.T) {
	t.Parallel()
	const written = "Left at the station"
	folder := lockedJournal(t)
	c := clicking(t, folder)
	c.unlock(secret)
	c.clickOn("Write", inRail)
	c.fill("What did you do?", written)
	c.clickOnCross()
	c.clickOn("Safety", inRail)
	c.scrollTo(middle(c.place("Backups")), "Lock now (Ctrl+L)")
	c.clickOn("Lock now (Ctrl+L)")
	c.waitForRestart(c.program.command.Process.Pid)
	c.unlock(secret)
	c.seesTyped(written) // the quick entry opens again
	c.saveQuick()
	c.program.end(c.screen)
	if e := onlyNewEntry(t, folder); e.Title != written {
		t.Errorf("the journal holds %q, not what was typed before the lock", e.Title)
	}
}

// traces counts the occurrences of a text in the memory of a program, as bytes or as 32-bit
// characters, which is how the toolkit stores typed text.
func traces(t *testing.T, pid int, text string) int {
	t.Helper()
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Skipf("LEFT OUT: the memory of the program was not searched, because only root may (%v)", err)
	}
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Skipf("LEFT OUT: the memory of the program was not searched, because only root may (%v)", err)
	}
	defer memory.Close()
	var wide []byte
	for _, r := range text {
		wide = append(wide, byte(r), byte(r>>8), byte(r>>16), 0)
	}
	found, read := 0, 0
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		var rights string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &rights); err != nil || !strings.HasPrefix(rights, "rw") {
			continue
		}
		part := make([]byte, to-from)
		n, _ := memory.ReadAt(part, from) // some parts, such as those of devices, cannot be read
		read += n
		found += bytes.Count(part[:n], []byte(text)) + bytes.Count(part[:n], wide)
	}
	t.Logf("%d traces in %d MiB of memory", found, read>>20)
	return found
}
