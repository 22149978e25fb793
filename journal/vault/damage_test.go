package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

func TestTamperedRecordsAreDetected(t *testing.T) {
	one, two, three := id(1), id(2), id(3)
	var oldValue, oldHead []byte
	for _, c := range []struct {
		name   string
		change func(records, head *bbolt.Bucket) error
	}{
		{"two documents swapped", func(r, _ *bbolt.Bucket) error {
			a, b := bytes.Clone(r.Get(one[:])), bytes.Clone(r.Get(two[:]))
			return errors.Join(r.Put(one[:], b), r.Put(two[:], a))
		}},
		{"one put under another's id", func(r, _ *bbolt.Bucket) error {
			return r.Put(one[:], bytes.Clone(r.Get(two[:])))
		}},
		{"one dropped", func(r, _ *bbolt.Bucket) error { return r.Delete(two[:]) }},
		{"one added under a new id", func(r, _ *bbolt.Bucket) error {
			return r.Put(bytes.Repeat([]byte{7}, 16), bytes.Clone(r.Get(two[:])))
		}},
		{"one dropped and one added", func(r, _ *bbolt.Bucket) error {
			return errors.Join(r.Put(bytes.Repeat([]byte{7}, 16), bytes.Clone(r.Get(two[:]))), r.Delete(one[:]))
		}},
		{"one put back to its earlier text", func(r, _ *bbolt.Bucket) error { return r.Put(three[:], oldValue) }},
		{"an id of another length", func(r, _ *bbolt.Bucket) error { return r.Put([]byte("short"), []byte("x")) }},
		{"an empty value", func(r, _ *bbolt.Bucket) error { return r.Put(two[:], nil) }},
		{"an earlier head", func(_, h *bbolt.Bucket) error { return h.Put([]byte(keyHead), oldHead) }},
		{"no head", func(_, h *bbolt.Bucket) error { return h.Delete([]byte(keyHead)) }},
		{"a document in place of the head", func(r, h *bbolt.Bucket) error {
			return h.Put([]byte(keyHead), bytes.Clone(r.Get(one[:])))
		}},
	} {
		tamper := func(t *testing.T) (dir string, want map[RecordID]string) {
			v, dir := create(t, NoPassphrase())
			want = fill(t, v, 10)
			mustClose(t, v)
			edit(t, dir, func(r, h, _ *bbolt.Bucket) error {
				oldValue, oldHead = bytes.Clone(r.Get(three[:])), bytes.Clone(h.Get([]byte(keyHead)))
				return nil
			})
			v, _ = unlock(t, dir, NoPassphrase())
			apply(t, v, Change{ID: three, Doc: []byte("corrected")})
			want[three] = "corrected"
			mustClose(t, v)
			edit(t, dir, func(r, h, _ *bbolt.Bucket) error { return c.change(r, h) })
			return dir, want
		}
		t.Run(c.name+" is put right from the log", func(t *testing.T) {
			dir, want := tamper(t)
			v, repair := unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if len(repair.Notes) == 0 {
				t.Error("the journal was repaired without a note")
			}
			mustClose(t, v)
			v, repair = unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if len(repair.Notes) > 0 {
				t.Errorf("opening a second time repairs %q", repair.Notes)
			}
		})
		t.Run(c.name+" is reported if the log is missing", func(t *testing.T) {
			dir, _ := tamper(t)
			removeLog(t, dir)
			v, repair := unlock(t, dir, NoPassphrase())
			if notes := strings.Join(SentencesOf(repair.Notes), " "); !strings.Contains(notes, "Both copies") {
				t.Errorf("the journal opened with the notes %q", notes)
			}
			if err := v.Each(t.Context(), func(RecordID, []byte) error { return nil }); err != nil {
				t.Error(err)
			}
		})
	}
}

func removeLog(t *testing.T, dir string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, logName)); err != nil {
		t.Fatal(err)
	}
}

func TestDamagedDocumentIsRestoredFromTheLog(t *testing.T) {
	dir, want, _ := journalWithDamagedDocuments(t)
	v, _ := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if notes := strings.Join(SentencesOf(v.Repair().Notes), " "); !strings.Contains(notes, "2 damaged records were") {
		t.Errorf("the repair notes are %q", notes)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if notes := v.Repair().Notes; len(notes) > 0 {
		t.Errorf("opening a second time repairs %q", notes)
	}
}

func TestDocumentDamagedInBothCopiesDoesNotHideTheOthers(t *testing.T) {
	dir, want, damaged := journalWithDamagedDocuments(t)
	removeLog(t, dir)
	v, _ := unlock(t, dir, NoPassphrase())
	if _, err := v.Get(damaged[0]); !errors.Is(err, ErrDamaged) {
		t.Errorf("Get of a damaged document: %v, want ErrDamaged", err)
	}
	for _, id := range damaged {
		delete(want, id)
	}
	same(t, v, want)
	if notes := strings.Join(SentencesOf(v.Repair().Notes), " "); !strings.Contains(notes, "2 of 600 records could not be read in either copy") {
		t.Errorf("the repair notes are %q", notes)
	}
	kept, err := filepath.Glob(filepath.Join(dir, quarantineName, "record-*"))
	if err != nil || len(kept) != 2 {
		t.Errorf("the quarantine holds %q, want two records (%v)", kept, err)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if notes := v.Repair().Notes; len(notes) > 0 {
		t.Errorf("opening a second time repairs %q", notes)
	}
}

// journalWithDamagedDocuments creates a journal with two documents that do not open in the store.
func journalWithDamagedDocuments(t *testing.T) (dir string, want map[RecordID]string, damaged []RecordID) {
	v, dir := create(t, NoPassphrase())
	want = fill(t, v, 600)
	mustClose(t, v)
	damaged = []RecordID{id(3), id(555)}
	edit(t, dir, func(r, _, _ *bbolt.Bucket) error {
		for _, id := range damaged {
			value := bytes.Clone(r.Get(id[:]))
			value[60] ^= 1 // not the tag, which the set hash covers
			if err := r.Put(id[:], value); err != nil {
				return err
			}
		}
		return nil
	})
	return dir, want, damaged
}

func TestLostStoreIsRebuiltFromTheLog(t *testing.T) {
	for name, damaged := range map[string]func(path string) error{
		"missing":        os.Remove,
		"empty":          func(path string) error { return os.Truncate(path, 0) },
		"one byte":       func(path string) error { return os.Truncate(path, 1) },
		"one page":       func(path string) error { return os.Truncate(path, 4096) },
		"half":           func(path string) error { return os.Truncate(path, 64<<10) },
		"another file":   func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("diary\n"), 9999), 0o600) },
		"an empty store": emptyStore,
	} {
		t.Run(name, func(t *testing.T) {
			v, dir := create(t, NoPassphrase())
			want := fill(t, v, 600)
			mustClose(t, v)
			if err := damaged(filepath.Join(dir, storeName)); err != nil {
				t.Fatal(err)
			}
			v, repair := unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if len(repair.Notes) == 0 {
				t.Error("the store was rebuilt without a note")
			}
			if info, err := Inspect(dir); err != nil || info.Protected {
				t.Errorf("Inspect = %+v, %v", info, err)
			}
		})
	}
}

// Another program, such as a sync client, truncates the store while it is open: reading it
// then causes a memory fault, which must not crash our program.
func TestStoreTruncatedWhileOpenIsDamage(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 2000)
	path := filepath.Join(dir, storeName)
	if err := os.Truncate(path, 4096); err != nil {
		t.Fatal(err)
	}
	checkError(t, v.Each(t.Context(), func(RecordID, []byte) error { return nil }), ErrDamaged, dir)
	if _, err := v.Get(id(77)); !errors.Is(err, ErrDamaged) {
		t.Errorf("Get: %v, want ErrDamaged", err)
	}
	// The next save rebuilds the store from the log.
	apply(t, v, Change{ID: id(1), Doc: []byte("changed")})
	want[id(1)] = "changed"
	same(t, v, want)
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
}

func emptyStore(path string) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	db, err := bbolt.Open(path, 0o600, storeOptions())
	if err != nil {
		return err
	}
	return db.Close()
}

// TestDamagedStoreLosesNothing damages the store's pages at random places. With the log,
// the journal must open with the same documents; without it, it must report what is missing.
// It never panics, never hangs, and never returns another text.
func TestDamagedStoreLosesNothing(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 600)
	mustClose(t, v)
	good := readFile(t, dir, storeName)
	header := readFile(t, dir, headerA)
	logged := os.DirFS(filepath.Join(dir, logName))
	outcomes := map[string]int{}
	seeds := uint64(120)
	if testing.Short() {
		seeds = 24 // more of the same shows the race detector nothing new
	}
	for seed := range seeds {
		rng := rand.New(rand.NewPCG(seed, 1))
		raw, how := damagePages(rng, good)
		damaged := filepath.Join(t.TempDir(), "journal")
		if err := os.Mkdir(damaged, 0o700); err != nil {
			t.Fatal(err)
		}
		overwrite(t, raw, damaged, storeName)
		overwrite(t, header, damaged, headerA)
		overwrite(t, header, damaged, headerB)
		withLog := seed%3 > 0 // without it losses have to be reported
		if withLog {
			if err := os.CopyFS(filepath.Join(damaged, logName), logged); err != nil {
				t.Fatal(err)
			}
		}
		done := make(chan string, 1)
		go func() { done <- openDamaged(damaged, want) }()
		select {
		case outcome := <-done:
			outcomes[outcome]++
			if outcome != "whole" && outcome != "repaired" && (withLog || outcome != "reported") {
				t.Errorf("seed %d, %s: %s", seed, how, outcome)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("seed %d, %s: opening hangs", seed, how)
		}
		// No lock remains, and nothing is left to repair.
		if outcome := openDamaged(damaged, want); withLog && outcome != "whole" {
			t.Errorf("seed %d, %s: the second time: %s", seed, how, outcome)
		}
	}
	t.Logf("outcomes: %v", outcomes)
	if outcomes["repaired"] == 0 || outcomes["reported"] == 0 {
		t.Error("no damage had an effect, so this test proves nothing")
	}
}

func damagePages(rng *rand.Rand, good []byte) (raw []byte, how string) {
	raw = bytes.Clone(good)
	page := rng.IntN(len(raw)/4096) * 4096
	switch rng.IntN(5) {
	case 0:
		at := rng.IntN(len(raw))
		raw[at] ^= 1 << rng.IntN(8)
		return raw, fmt.Sprintf("a bit of byte %d", at)
	case 1:
		at := page + rng.IntN(16)
		raw[at] ^= byte(1 + rng.IntN(255))
		return raw, fmt.Sprintf("the page header at %d", at)
	case 2:
		clear(raw[page : page+4096])
		return raw, fmt.Sprintf("the page at %d zeroed", page)
	case 3:
		copy(raw[page+512:page+4096], raw[:3584])
		return raw, fmt.Sprintf("the page at %d torn", page)
	}
	return raw[:page], fmt.Sprintf("cut at %d", page)
}

func openDamaged(dir string, want map[RecordID]string) string {
	v, _, err := Unlock(context.Background(), dir, NoPassphrase(), Options{})
	if err != nil {
		return outcome(err)
	}
	found := 0
	err = v.Each(context.Background(), func(id RecordID, doc []byte) error {
		if want[id] != string(doc) {
			return fmt.Errorf("document %x is %q", id, doc)
		}
		found++
		return nil
	})
	notes := strings.Join(SentencesOf(v.Repair().Notes), " ")
	lost := v.Repair().Lost
	if err := errors.Join(err, v.Close()); err != nil {
		return outcome(err)
	}
	switch {
	case lost != (strings.Contains(notes, "could not be read") || strings.Contains(notes, "in neither copy") || strings.Contains(notes, "earlier state") || strings.Contains(notes, "may be missing")):
		return fmt.Sprintf("lost: %v, and the repair notes are %q", lost, notes)
	case lost:
		return "reported"
	case found != len(want):
		return fmt.Sprintf("%d documents, and the repair notes are %q", found, notes)
	case notes != "":
		return "repaired"
	}
	return "whole"
}

func outcome(err error) string {
	if errors.Is(err, ErrDamaged) {
		return "damaged"
	}
	return SentenceOf(err)
}
