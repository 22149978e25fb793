package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// cutRotation creates a journal whose key change was interrupted after some moves.
func cutRotation(t *testing.T, moves int) (dir string, want map[RecordID]string) {
	t.Helper()
	v, dir := create(t, Passphrase("old"))
	want = fill(t, v, 30)
	v.move = failAfter(moves)
	if err := v.NewKeys(t.Context(), Passphrase("new")); err == nil {
		t.Fatal("the key change was not interrupted")
	}
	mustClose(t, v)
	return dir, want
}

// Regression: garbage in place of the new journal replaced both good copies, and the journal
// was reported as damaged.
func TestNothingIsReplacedBeforeTheNewJournalIsVerified(t *testing.T) {
	log1 := filepath.Join(logName, filepath.Base(segmentPath("", 1)))
	for _, c := range []struct {
		name    string
		rubbish []string // the parts of the new journal that are garbage
		key     string   // the key that opens the journal afterwards
	}{
		{"the store and the log are garbage", []string{storeName, log1}, "old"},
		{"everything is garbage", []string{storeName, log1, headerA, headerB}, "old"},
		{"the headers are garbage", []string{headerA, headerB}, "new"},
		{"the store is garbage", []string{storeName}, "new"},
		{"the log is garbage", []string{log1}, "new"},
		{"one header is garbage", []string{headerB}, "new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, want := swapReady(t)
			for _, part := range c.rubbish {
				overwrite(t, []byte(strings.Repeat("rubbish ", 4000)), dir, nextName, part)
			}
			v, _, err := Unlock(t.Context(), dir, Passphrase("new"), Options{})
			if c.key == "old" { // the new one is tried first, as a user who has changed it does
				checkError(t, err, ErrWrongPassphrase, "could not be completed", "the previous passphrase")
				v, _, err = Unlock(t.Context(), dir, Passphrase("old"), Options{})
			}
			if err != nil {
				t.Fatal(err)
			}
			same(t, v, want)
			mustClose(t, v)
			for _, left := range []string{nextName, beforeName} {
				if _, err := os.Lstat(filepath.Join(dir, left)); !errors.Is(err, os.ErrNotExist) {
					t.Errorf("%s is left behind (%v)", left, err)
				}
			}
		})
	}
}

// swapReady creates a journal with a new one next to it, of which nothing was moved yet.
func swapReady(t *testing.T) (dir string, want map[RecordID]string) {
	t.Helper()
	dir, want = cutRotation(t, 0)
	// The first part of the old journal was already moved aside.
	for _, name := range partNames() {
		from := filepath.Join(dir, beforeName, name)
		if exists(from) {
			must(t, os.Rename(from, filepath.Join(dir, name)))
		}
	}
	must(t, os.RemoveAll(filepath.Join(dir, beforeName)))
	if !oldComplete(dir) || !swapPending(dir) {
		t.Fatal("the old journal is incomplete, or there is no new one")
	}
	return dir, want
}

// After some parts were moved, one copy among the others may be garbage.
func TestInterruptedKeyChangeSurvivesDamageToOneCopy(t *testing.T) {
	log1 := filepath.Join(logName, filepath.Base(segmentPath("", 1)))
	for moves := range len(partNames()) {
		for _, part := range []string{storeName, log1} {
			t.Run(fmt.Sprintf("%d moves, %s", moves, part), func(t *testing.T) {
				dir, want := cutRotation(t, moves)
				damaged := filepath.Join(dir, nextName, part)
				if !exists(damaged) {
					damaged = filepath.Join(dir, part)
				}
				overwrite(t, []byte(strings.Repeat("rubbish ", 4000)), damaged)
				v, _, err := Unlock(t.Context(), dir, Passphrase("new"), Options{})
				if err != nil {
					t.Fatal(err)
				}
				same(t, v, want)
				mustClose(t, v)
				if exists(filepath.Join(dir, beforeName)) {
					t.Error("the old journal is left behind")
				}
			})
		}
	}
}

// If both copies of the new journal are damaged and the old one was partly moved aside,
// nothing more is moved or deleted.
func TestRemainsOfTwoJournalsArePreserved(t *testing.T) {
	dir, _ := cutRotation(t, 1)
	overwrite(t, []byte("rubbish"), dir, storeName)
	overwrite(t, []byte("rubbish"), dir, nextName, logName, filepath.Base(segmentPath("", 1)))
	before := snapshot(t, dir)
	_, _, err := Unlock(t.Context(), dir, Passphrase("new"), Options{})
	if err == nil {
		t.Fatal("the journal was opened")
	}
	unchanged(t, dir, before)
	if !exists(filepath.Join(dir, beforeName, storeName)) {
		t.Error("the old store was removed")
	}
}
