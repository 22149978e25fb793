package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// cutRotation is a journal whose change of keys was cut after some moves.
func cutRotation(t *testing.T, moves int) (dir string, want map[RecordID]string) {
	t.Helper()
	v, dir := create(t, Passphrase("old"))
	want = fill(t, v, 30)
	v.move = cutAfter(moves)
	if err := v.NewKeys(t.Context(), Passphrase("new")); err == nil {
		t.Fatal("the change was not cut")
	}
	mustClose(t, v)
	return dir, want
}

// Rubbish in the place of what is to come replaced both good copies, and the journal was
// called damaged.
func TestNothingIsReplacedBeforeItsSuccessorIsProvedWhole(t *testing.T) {
	log1 := filepath.Join(logName, filepath.Base(segmentPath("", 1)))
	for _, c := range []struct {
		name    string
		rubbish []string // the parts of the new journal that are rubbish
		key     string   // that opens the journal then
	}{
		{"the store and the log are rubbish", []string{storeName, log1}, "old"},
		{"all is rubbish", []string{storeName, log1, headerA, headerB}, "old"},
		{"the headers are rubbish", []string{headerA, headerB}, "new"},
		{"the store is rubbish", []string{storeName}, "new"},
		{"the log is rubbish", []string{log1}, "new"},
		{"one header is rubbish", []string{headerB}, "new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, want := swapReady(t)
			for _, part := range c.rubbish {
				overwrite(t, []byte(strings.Repeat("rubbish ", 4000)), dir, nextName, part)
			}
			v, _, err := Unlock(t.Context(), dir, Passphrase("new"), Options{})
			if c.key == "old" { // the new one is tried first, as it is by whoever has changed it
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

// swapReady is a journal beside which a new one waits, of which nothing has moved yet.
func swapReady(t *testing.T) (dir string, want map[RecordID]string) {
	t.Helper()
	dir, want = cutRotation(t, 0)
	// The first part of the old journal was moved aside already.
	for _, name := range partNames() {
		from := filepath.Join(dir, beforeName, name)
		if exists(from) {
			must(t, os.Rename(from, filepath.Join(dir, name)))
		}
	}
	must(t, os.RemoveAll(filepath.Join(dir, beforeName)))
	if !oldWhole(dir) || !swapPending(dir) {
		t.Fatal("the old journal is not whole, or no new one waits")
	}
	return dir, want
}

// Once parts have moved, what has not moved yet may be rubbish in one of the two copies.
func TestAChangeOfKeysThatWasCutSurvivesDamageToOneCopy(t *testing.T) {
	log1 := filepath.Join(logName, filepath.Base(segmentPath("", 1)))
	for moves := range len(partNames()) {
		for _, part := range []string{storeName, log1} {
			t.Run(fmt.Sprintf("%d moves, %s", moves, part), func(t *testing.T) {
				dir, want := cutRotation(t, moves)
				hurt := filepath.Join(dir, nextName, part)
				if !exists(hurt) {
					hurt = filepath.Join(dir, part)
				}
				overwrite(t, []byte(strings.Repeat("rubbish ", 4000)), hurt)
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

// Where both copies of the new journal are hurt and the old one has been moved aside in part,
// nothing more is moved, and all that was there is still there.
func TestWhatIsLeftOfTwoJournalsStays(t *testing.T) {
	dir, _ := cutRotation(t, 1)
	overwrite(t, []byte("rubbish"), dir, storeName)
	overwrite(t, []byte("rubbish"), dir, nextName, logName, filepath.Base(segmentPath("", 1)))
	before := snapshot(t, dir)
	_, _, err := Unlock(t.Context(), dir, Passphrase("new"), Options{})
	if err == nil {
		t.Fatal("it opened")
	}
	unchanged(t, dir, before)
	if !exists(filepath.Join(dir, beforeName, storeName)) {
		t.Error("the old store is gone")
	}
}
