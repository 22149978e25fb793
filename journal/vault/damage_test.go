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

func TestRecordsThatWereMeddledWithAreNoticed(t *testing.T) {
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
		meddle := func(t *testing.T) (dir string, want map[RecordID]string) {
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
			dir, want := meddle(t)
			v, repair := unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if len(repair.Notes) == 0 {
				t.Error("it was put right without a word")
			}
			mustClose(t, v)
			v, repair = unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if len(repair.Notes) > 0 {
				t.Errorf("the second time there is something to repair: %q", repair.Notes)
			}
		})
		t.Run(c.name+" is told where the log is gone", func(t *testing.T) {
			dir, _ := meddle(t)
			removeLog(t, dir)
			v, repair := unlock(t, dir, NoPassphrase())
			if told := strings.Join(SentencesOf(repair.Notes), " "); !strings.Contains(told, "Both copies") {
				t.Errorf("it opened with %q", told)
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

func TestADamagedDocumentIsPutBackFromTheLog(t *testing.T) {
	dir, want, _ := hurtDocuments(t)
	v, _ := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if told := strings.Join(SentencesOf(v.Repair().Notes), " "); !strings.Contains(told, "2 damaged records were") {
		t.Errorf("it says %q", told)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if notes := v.Repair().Notes; len(notes) > 0 {
		t.Errorf("the second time there is something to repair: %q", notes)
	}
}

func TestADocumentDamagedInBothCopiesDoesNotHideTheOthers(t *testing.T) {
	dir, want, hurt := hurtDocuments(t)
	removeLog(t, dir)
	v, _ := unlock(t, dir, NoPassphrase())
	if _, err := v.Get(hurt[0]); !errors.Is(err, ErrDamaged) {
		t.Errorf("Get of a damaged document: %v, want ErrDamaged", err)
	}
	for _, id := range hurt {
		delete(want, id)
	}
	same(t, v, want)
	if told := strings.Join(SentencesOf(v.Repair().Notes), " "); !strings.Contains(told, "2 of 600 records could not be read in either copy") {
		t.Errorf("it says %q", told)
	}
	kept, err := filepath.Glob(filepath.Join(dir, quarantineName, "record-*"))
	if err != nil || len(kept) != 2 {
		t.Errorf("the quarantine keeps %q, want two records (%v)", kept, err)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if notes := v.Repair().Notes; len(notes) > 0 {
		t.Errorf("the second time there is something to repair: %q", notes)
	}
}

// hurtDocuments makes a journal of which two documents do not open in the store.
func hurtDocuments(t *testing.T) (dir string, want map[RecordID]string, hurt []RecordID) {
	v, dir := create(t, NoPassphrase())
	want = fill(t, v, 600)
	mustClose(t, v)
	hurt = []RecordID{id(3), id(555)}
	edit(t, dir, func(r, _, _ *bbolt.Bucket) error {
		for _, id := range hurt {
			value := bytes.Clone(r.Get(id[:]))
			value[60] ^= 1 // the tag, which the set hash covers, stays as it was
			if err := r.Put(id[:], value); err != nil {
				return err
			}
		}
		return nil
	})
	return dir, want, hurt
}

func TestALostStoreIsRebuiltFromTheLog(t *testing.T) {
	for name, hurt := range map[string]func(path string) error{
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
			if err := hurt(filepath.Join(dir, storeName)); err != nil {
				t.Fatal(err)
			}
			v, repair := unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if len(repair.Notes) == 0 {
				t.Error("it was rebuilt without a word")
			}
			if info, err := Inspect(dir); err != nil || info.Protected {
				t.Errorf("Inspect = %+v, %v", info, err)
			}
		})
	}
}

// Some program (a sync client, say) cuts the store short while it is open: reading it
// is then a fault of memory, which must not end ours.
func TestAStoreCutShortWhileItIsOpenIsDamage(t *testing.T) {
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
	// The next save makes the store anew from the log.
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

// TestADamagedStoreLosesNothing hurts the store's pages at random places. With the log it
// must open with the same documents; without it, it must say what is missing. It never
// panics, never hangs, and never gives another text.
func TestADamagedStoreLosesNothing(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 600)
	mustClose(t, v)
	good := readFile(t, dir, storeName)
	header := readFile(t, dir, headerA)
	logged := os.DirFS(filepath.Join(dir, logName))
	outcomes := map[string]int{}
	seeds := uint64(120)
	if testing.Short() {
		seeds = 24 // the race detector has nothing to find in more of the same
	}
	for seed := range seeds {
		rng := rand.New(rand.NewPCG(seed, 1))
		raw, how := hurtPages(rng, good)
		hurt := filepath.Join(t.TempDir(), "journal")
		if err := os.Mkdir(hurt, 0o700); err != nil {
			t.Fatal(err)
		}
		overwrite(t, raw, hurt, storeName)
		overwrite(t, header, hurt, headerA)
		overwrite(t, header, hurt, headerB)
		withLog := seed%3 > 0 // without it what is lost has to be told
		if withLog {
			if err := os.CopyFS(filepath.Join(hurt, logName), logged); err != nil {
				t.Fatal(err)
			}
		}
		done := make(chan string, 1)
		go func() { done <- openHurt(hurt, want) }()
		select {
		case outcome := <-done:
			outcomes[outcome]++
			if outcome != "whole" && outcome != "repaired" && (withLog || outcome != "told") {
				t.Errorf("seed %d, %s: %s", seed, how, outcome)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("seed %d, %s: it hangs", seed, how)
		}
		// Nothing stays locked behind it, and nothing is left to repair.
		if outcome := openHurt(hurt, want); withLog && outcome != "whole" {
			t.Errorf("seed %d, %s: the second time: %s", seed, how, outcome)
		}
	}
	t.Logf("outcomes: %v", outcomes)
	if outcomes["repaired"] == 0 || outcomes["told"] == 0 {
		t.Error("no damage hit anything: the test proves nothing")
	}
}

func hurtPages(rng *rand.Rand, good []byte) (raw []byte, how string) {
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

func openHurt(dir string, want map[RecordID]string) string {
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
	told := strings.Join(SentencesOf(v.Repair().Notes), " ")
	lost := v.Repair().Lost
	if err := errors.Join(err, v.Close()); err != nil {
		return outcome(err)
	}
	switch {
	case lost != (strings.Contains(told, "could not be read") || strings.Contains(told, "in neither copy") || strings.Contains(told, "earlier state") || strings.Contains(told, "may be missing")):
		return fmt.Sprintf("lost: %v, and it says %q", lost, told)
	case lost:
		return "told"
	case found != len(want):
		return fmt.Sprintf("%d documents, and it says %q", found, told)
	case told != "":
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
