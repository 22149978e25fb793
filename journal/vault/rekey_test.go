package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"enactive/journal/vault/internal/seal"
)

// opens reports whether a key opens the journal in dir. Any error except ErrWrongPassphrase
// fails the test.
func opens(t *testing.T, dir string, key Key) bool {
	t.Helper()
	v, _, err := Unlock(t.Context(), dir, key, Options{})
	switch {
	case err == nil:
		mustClose(t, v)
		return true
	case !errors.Is(err, ErrWrongPassphrase):
		t.Fatalf("opening: %v", err)
	}
	return false
}

func recoveryKey(t *testing.T, text string) Key {
	t.Helper()
	key, err := RecoveryWords(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestOnlyTheNewPassphraseOpensAfterAChange(t *testing.T) {
	v, dir := create(t, Passphrase("the first one"))
	apply(t, v, Change{ID: id(1), Doc: []byte("I was afraid")})
	before := readFile(t, dir, storeName)
	if err := v.ChangePassphrase(t.Context(), Passphrase("the second one")); err != nil {
		t.Fatal(err)
	}
	apply(t, v, Change{ID: id(2), Doc: []byte("and went on")})
	mustClose(t, v)
	if opens(t, dir, Passphrase("the first one")) {
		t.Error("the old passphrase opens the journal")
	}
	v, repair := unlock(t, dir, Passphrase("the second one"))
	same(t, v, map[RecordID]string{id(1): "I was afraid", id(2): "and went on"})
	if len(repair.Notes) > 0 {
		t.Errorf("opening after the change repairs: %q", repair.Notes)
	}
	mustClose(t, v)

	a, b := readFile(t, dir, headerA), readFile(t, dir, headerB)
	inner, err := headerInStore(dir)
	if err != nil || !bytes.Equal(a, b) || !bytes.Equal(a, inner.raw) {
		t.Errorf("the three copies of the header differ (%v)", err)
	}
	if h, err := seal.ParseHeader(a); err != nil || h.Generation != 2 || h.Epoch != 1 || len(h.Slots) != 1 {
		t.Errorf("the header is %+v (%v), want generation 2, epoch 1 and one slot", h, err)
	}
	if bytes.Equal(before, readFile(t, dir, storeName)) {
		t.Error("the store holds no copy of the new header")
	}
}

func TestSaltsAreNeverReused(t *testing.T) {
	v, dir := create(t, Passphrase("the same one"))
	seen := map[string]bool{}
	for range 4 {
		h, err := seal.ParseHeader(readFile(t, dir, headerA))
		if err != nil {
			t.Fatal(err)
		}
		if s := string(h.Slots[0].Params); seen[s] {
			t.Error("a salt was used twice")
		} else {
			seen[s] = true
		}
		if err := v.ChangePassphrase(t.Context(), Passphrase("the same one")); err != nil {
			t.Fatal(err)
		}
	}
	mustClose(t, v)
}

func TestInvalidKeyChangesNothing(t *testing.T) {
	v, dir := create(t, Passphrase("the first one"))
	text, err := v.DrawRecovery()
	if err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, dir)
	for name, key := range map[string]Key{
		"the zero key":        {},
		"an empty passphrase": Passphrase(""),
		"recovery words":      recoveryKey(t, text),
	} {
		checkError(t, v.ChangePassphrase(t.Context(), key), ErrWrongPassphrase)
		unchanged(t, dir, before)
		if t.Failed() {
			t.Fatal(name)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := v.ChangePassphrase(stopped, Passphrase("the second one")); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	unchanged(t, dir, before)
	mustClose(t, v)
	if err := v.ChangePassphrase(t.Context(), Passphrase("the second one")); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed journal: %v, want ErrClosed", err)
	}
	if _, err := Create(t.Context(), filepath.Join(t.TempDir(), "j"), recoveryKey(t, text), Options{}); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("creating a journal with recovery words: %v, want ErrWrongPassphrase", err)
	}
}

func TestRecoveryWordsOpenTheJournal(t *testing.T) {
	v, dir := create(t, Passphrase("soon forgotten"))
	apply(t, v, Change{ID: id(1), Doc: []byte("still here")})
	if v.HasRecovery() {
		t.Error("a new journal already has recovery words")
	}
	text, err := v.NewRecovery(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !v.HasRecovery() || len(strings.Fields(text)) != 12 {
		t.Errorf("got %q, and HasRecovery %v; want twelve words and true", text, v.HasRecovery())
	}
	mustClose(t, v)

	v, _ = unlock(t, dir, recoveryKey(t, strings.ToUpper(text)))
	same(t, v, map[RecordID]string{id(1): "still here"})
	if err := v.ChangePassphrase(t.Context(), Passphrase("well remembered")); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	for name, c := range map[string]struct {
		key  Key
		want bool
	}{
		"the forgotten passphrase":               {Passphrase("soon forgotten"), false},
		"the new passphrase":                     {Passphrase("well remembered"), true},
		"the words, after the passphrase change": {recoveryKey(t, text), true},
	} {
		if got := opens(t, dir, c.key); got != c.want {
			t.Errorf("%s opens the journal: %v, want %v", name, got, c.want)
		}
	}
}

func TestNewRecoveryWordsReplaceTheOldOnes(t *testing.T) {
	v, dir := create(t, Passphrase("right"))
	first, err := v.NewRecovery(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	second, err := v.DrawRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if !headerOpens(t, dir, recoveryKey(t, first)) || headerOpens(t, dir, recoveryKey(t, second)) {
		t.Error("words that were only drawn are already valid")
	}
	if err := v.SetRecovery(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	if opens(t, dir, recoveryKey(t, first)) || !opens(t, dir, recoveryKey(t, second)) || !opens(t, dir, Passphrase("right")) {
		t.Error("want the second words and the passphrase to open the journal, and the first words not")
	}
}

// headerOpens reports whether a key opens the header of the journal in dir, without a lock.
func headerOpens(t *testing.T, dir string, key Key) bool {
	t.Helper()
	copies, err := readHeaders(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = openHeaders(copies, key)
	if err != nil && !errors.Is(err, seal.ErrWrongKey) {
		t.Fatal(err)
	}
	return err == nil
}

func TestWrongRecoveryWordsAreExplained(t *testing.T) {
	_, err := RecoveryWords("abandon abandon abandom abandon abandon abandon abandon abandon abandon abandon abandon about")
	checkError(t, err, ErrWrongPassphrase, "word 3", "abandon")
	v, dir := create(t, Passphrase("right"))
	checkError(t, v.SetRecovery(t.Context(), "one two"), ErrWrongPassphrase, "not recovery words")
	other, err := v.DrawRecovery()
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	_, _, err = Unlock(t.Context(), dir, recoveryKey(t, other), Options{})
	checkError(t, err, ErrWrongPassphrase, "recovery words do not open", dir)
	plain, _ := create(t, NoPassphrase())
	_, err = plain.NewRecovery(t.Context())
	checkError(t, err, ErrWrongPassphrase, "has no passphrase")
	mustClose(t, plain)
}

// Whichever of the three copies a power cut leaves, one key opens the journal: the old one
// before the first copy is on the disk, the new one afterwards.
func TestInterruptedPassphraseChangeLeavesOneKey(t *testing.T) {
	v, dir := create(t, Passphrase("old"))
	apply(t, v, Change{ID: id(1), Doc: []byte("kept")})
	mustClose(t, v)
	before := snapshot(t, dir)
	v, _ = unlock(t, dir, Passphrase("old"))
	if err := v.ChangePassphrase(t.Context(), Passphrase("new")); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	after := snapshot(t, dir)
	for _, c := range []struct {
		name    string
		written []string
		isNew   bool
	}{
		{"before the first copy", nil, false},
		{"after header.b", []string{headerB}, true},
		{"after header.a as well", []string{headerB, headerA}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			cut := t.TempDir()
			for name, content := range before {
				for _, w := range c.written {
					if name == "/"+w {
						content = after[name]
					}
				}
				path := filepath.Join(cut, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				overwrite(t, []byte(content), path)
			}
			right, wrong := Passphrase("old"), Passphrase("new")
			if c.isNew {
				right, wrong = wrong, right
			}
			if opens(t, cut, wrong) {
				t.Error("the wrong one of the two opens the journal")
			}
			v, _ := unlock(t, cut, right)
			same(t, v, map[RecordID]string{id(1): "kept"})
			mustClose(t, v)
			if opens(t, cut, wrong) {
				t.Error("after the repair the wrong one of the two opens the journal")
			}
		})
	}
}

func TestHeaderWithHostileMemoryCostIsRefused(t *testing.T) {
	v, dir := create(t, Passphrase("right"))
	hostile := *v.header
	hostile.Slots = append([]seal.Slot(nil), hostile.Slots...)
	hostile.Slots[0].Params = bytes.Clone(hostile.Slots[0].Params)
	// A tebibyte is 2^30 KiB, which fits in the field.
	binary.BigEndian.PutUint32(hostile.Slots[0].Params[5:], 1<<30)
	raw, err := hostile.Encode(v.keys)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	overwrite(t, raw, dir, headerA)
	overwrite(t, raw, dir, headerB)
	edit(t, dir, func(_, _, header *bbolt.Bucket) error { return header.Put([]byte(keyHeader), raw) })

	var begin, end runtime.MemStats
	runtime.ReadMemStats(&begin)
	_, _, err = Unlock(t.Context(), dir, Passphrase("right"), Options{})
	runtime.ReadMemStats(&end)
	checkError(t, err, ErrDamaged)
	if got := end.TotalAlloc - begin.TotalAlloc; got > 16<<20 {
		t.Errorf("refusing the header took %d bytes of memory", got)
	}
}
