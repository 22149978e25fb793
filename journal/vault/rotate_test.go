package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"enactive/journal/vault/internal/seal"
)

var errCut = errors.New("the power went")

// failAfter returns a move that fails after n successes.
func failAfter(n int) func(from, to string) error {
	return func(from, to string) error {
		if n--; n < 0 {
			return errCut
		}
		return rename(from, to)
	}
}

// checkNoLeftovers checks that dir contains only a journal.
func checkNoLeftovers(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch e.Name() {
		case headerA, headerB, storeName, logName, lockName:
		default:
			t.Errorf("%s is left over", e.Name())
		}
	}
}

func TestAddingOrRemovingThePassphraseChangesEveryKey(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new Key
		isPlain  bool
	}{
		{"added", NoPassphrase(), Passphrase("from now on"), false},
		{"removed", Passphrase("until now"), NoPassphrase(), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, dir := create(t, c.old)
			want := fill(t, v, 700)
			apply(t, v, Change{ID: id(3)})
			delete(want, id(3))
			before := snapshot(t, dir)
			oldMaster := *v.master
			if err := v.ChangePassphrase(t.Context(), c.new); err != nil {
				t.Fatal(err)
			}
			same(t, v, want)
			apply(t, v, Change{ID: id(9000), Doc: doc(9000)})
			want[id(9000)] = string(doc(9000))
			if *v.master == oldMaster || v.header.Epoch != 2 {
				t.Errorf("the master key did not change, or the epoch is %d, want 2", v.header.Epoch)
			}
			mustClose(t, v)
			checkNoLeftovers(t, dir)
			for name, content := range snapshot(t, dir) {
				if content == before[name] {
					t.Errorf("%s did not change", name)
				}
			}
			if info, err := Inspect(dir); err != nil || info.Protected == c.isPlain {
				t.Errorf("Inspect says protected %v (%v)", info.Protected, err)
			}
			if opens(t, dir, c.old) {
				t.Error("the old key opens the journal")
			}
			v, repair := unlock(t, dir, c.new)
			same(t, v, want)
			mustClose(t, v)
			if len(repair.Notes) > 0 {
				t.Errorf("opening the journal repairs %q", repair.Notes)
			}
			// Each copy is still complete.
			if err := os.Remove(filepath.Join(dir, storeName)); err != nil {
				t.Fatal(err)
			}
			v, _ = unlock(t, dir, c.new)
			same(t, v, want)
			mustClose(t, v)
		})
	}
}

// The old key of a journal without a passphrase is in its old header in clear text.
func TestOldKeyOpensNothingWrittenAfterTheChange(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	old := readFile(t, dir, headerA)
	apply(t, v, Change{ID: id(1), Doc: []byte("before")})
	if err := v.ChangePassphrase(t.Context(), Passphrase("from now on")); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	h, err := seal.ParseHeader(old)
	if err != nil {
		t.Fatal(err)
	}
	_, keys, err := h.Open(old, nil)
	if err != nil {
		t.Fatal(err)
	}
	edit(t, dir, func(records, _, _ *bbolt.Bucket) error {
		return records.ForEach(func(k, value []byte) error {
			if _, _, err := keys.Bucket(bucketRecords).Open(nil, seal.ID(k), value); err == nil {
				t.Error("a document opens with the old key")
			}
			return nil
		})
	})
}

func TestRotatePreservesAllKeysAndErasesDeletedDocuments(t *testing.T) {
	v, dir := create(t, Passphrase("right"))
	words, err := v.NewRecovery(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := fill(t, v, 50)
	value, err := v.store.get(bucketRecords, string(id(7).slice()))
	if err != nil {
		t.Fatal(err)
	}
	apply(t, v, Change{ID: id(7)})
	delete(want, id(7))
	remains := func() bool {
		for _, content := range snapshot(t, dir) {
			if strings.Contains(content, string(value[len(value)/2:])) {
				return true
			}
		}
		return false
	}
	if !remains() {
		t.Error("deleting alone erases the document, so this test proves nothing")
	}
	if err := v.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if remains() {
		t.Error("the deleted document is still in the folder")
	}
	if !v.HasRecovery() {
		t.Error("the recovery words are gone")
	}
	mustClose(t, v)
	checkNoLeftovers(t, dir)
	for name, key := range map[string]Key{"the passphrase": Passphrase("right"), "the recovery words": recoveryKey(t, words)} {
		v, _ := unlock(t, dir, key)
		same(t, v, want)
		if err := v.Rotate(t.Context()); err != nil { // and once more, with the renewed slots
			t.Errorf("%s: %v", name, err)
		}
		mustClose(t, v)
	}
}

func TestNewKeysDropFormerRecoveryWords(t *testing.T) {
	v, dir := create(t, Passphrase("stolen"))
	words, err := v.NewRecovery(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := v.NewKeys(t.Context(), Passphrase("mine alone")); err != nil {
		t.Fatal(err)
	}
	if v.HasRecovery() {
		t.Error("there are still recovery words")
	}
	mustClose(t, v)
	if opens(t, dir, recoveryKey(t, words)) || opens(t, dir, Passphrase("stolen")) || !opens(t, dir, Passphrase("mine alone")) {
		t.Error("want the new passphrase alone to open the journal")
	}
}

func TestInterruptedKeyChangeIsCompletedWithTheNewKey(t *testing.T) {
	for moves := range len(partNames()) + 1 {
		v, dir := create(t, NoPassphrase())
		want := fill(t, v, 40)
		v.move = failAfter(moves)
		err := v.ChangePassphrase(t.Context(), Passphrase("new"))
		if moves == len(partNames()) {
			if err != nil {
				t.Fatal(err)
			}
			mustClose(t, v)
			continue
		}
		checkError(t, err, ErrClosed, "open it again with the new key")
		checkError(t, v.Apply(t.Context(), []Change{{ID: id(1)}}), ErrClosed)
		mustClose(t, v)

		if info, err := Inspect(dir); err != nil || !info.Protected {
			t.Errorf("cut after %d moves, Inspect says protected %v (%v)", moves, info.Protected, err)
		}
		before := snapshot(t, dir)
		if opens(t, dir, NoPassphrase()) || opens(t, dir, Passphrase("another")) {
			t.Errorf("cut after %d moves, a wrong key opens the journal", moves)
		}
		unchanged(t, dir, before)
		_, _, err = Unlock(t.Context(), dir, Passphrase("new"), Options{ReadOnly: true})
		checkError(t, err, ErrReadOnly, "was interrupted")
		unchanged(t, dir, before)

		v, repair := unlock(t, dir, Passphrase("new"))
		same(t, v, want)
		mustClose(t, v)
		checkNoLeftovers(t, dir)
		if len(repair.Notes) != 1 || !strings.Contains(SentencesOf(repair.Notes)[0], "interrupted") {
			t.Errorf("cut after %d moves, the repair notes are %q", moves, repair.Notes)
		}
		if !opens(t, dir, Passphrase("new")) {
			t.Errorf("cut after %d moves, the journal does not open a second time", moves)
		}
	}
}

// Synchronisers may deliver parts under other keys in any order: after each part, one of the
// two keys opens all documents.
func TestPartsSynchronisedInAnyOrderLoseNoDocuments(t *testing.T) {
	order := []string{headerA, headerB, storeName, logName}
	for moves := 1; moves < len(order); moves++ {
		v, dir := create(t, Passphrase("old"))
		want := fill(t, v, 10)
		mustClose(t, v)
		old := snapshot(t, dir)
		v, _ = unlock(t, dir, Passphrase("old"))
		if err := v.NewKeys(t.Context(), Passphrase("new")); err != nil {
			t.Fatal(err)
		}
		mustClose(t, v)
		for path, content := range old {
			part := strings.Split(strings.TrimPrefix(filepath.ToSlash(path), "/"), "/")[0]
			if !slices.Contains(order[:moves], part) {
				overwrite(t, []byte(content), dir, path)
			}
		}
		if !opensWith(t, dir, Passphrase("old"), len(want)) && !opensWith(t, dir, Passphrase("new"), len(want)) {
			t.Errorf("with %q from elsewhere no key opens all documents", order[:moves])
		}
	}
}

// opensWith reports whether a key opens the journal in dir and all its documents.
func opensWith(t *testing.T, dir string, key Key, documents int) bool {
	t.Helper()
	v, _, err := Unlock(t.Context(), dir, key, Options{})
	if err != nil {
		return false
	}
	defer mustClose(t, v)
	return len(all(t, v)) == documents
}

// endingReader is a source of random bytes that ends.
type endingReader struct {
	r    io.Reader
	left int
}

func (f *endingReader) Read(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errCut
	}
	return f.r.Read(b)
}

func TestFailedKeyChangeLeavesTheOldJournal(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 20)
	chance := v.opts.Rand
	before := snapshot(t, dir)
	for left := 0; left < 600; left += 50 {
		v.opts.Rand = &endingReader{chance, left}
		if err := v.NewKeys(t.Context(), NoPassphrase()); !errors.Is(err, errCut) {
			t.Fatalf("with %d random bytes: %v", left, err)
		}
		unchanged(t, dir, before)
		checkNoLeftovers(t, dir)
	}
	v.opts.Rand = chance
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := v.NewKeys(stopped, NoPassphrase()); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	unchanged(t, dir, before)
	same(t, v, want)
	apply(t, v, Change{ID: id(5000), Doc: doc(5000)})
	mustClose(t, v)
	if !opens(t, dir, NoPassphrase()) {
		t.Error("the old key does not open the journal")
	}
}

func TestDataOfALaterVersionIsNotLost(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	mustClose(t, v)
	db, err := bbolt.Open(filepath.Join(dir, storeName), 0o600, storeOptions())
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("later"))
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	v, _ = unlock(t, dir, NoPassphrase())
	checkError(t, v.ChangePassphrase(t.Context(), Passphrase("new")), ErrNewer, "newer version")
	mustClose(t, v)
	if !opens(t, dir, NoPassphrase()) {
		t.Error("the journal no longer opens")
	}
}

func TestDamagedDocumentIsRestoredBeforeTheKeysChange(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 30)
	err := v.store.guard(func() error {
		return v.store.db.Update(func(tx *bbolt.Tx) error {
			records := tx.Bucket([]byte(bucketRecords))
			key := id(4).slice()
			value := bytes.Clone(records.Get(key))
			value[len(value)/2] ^= 1 // not the tag, so the head still matches
			return records.Put(key, value)
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.ChangePassphrase(t.Context(), Passphrase("new")); err != nil {
		t.Fatal(err)
	}
	same(t, v, want)
	mustClose(t, v)
	v, _ = unlock(t, dir, Passphrase("new"))
	same(t, v, want)
	mustClose(t, v)
}

func (r RecordID) slice() []byte { return r[:] }

func TestKillDuringAKeyChangeLosesNothing(t *testing.T) {
	rounds := 12
	if os.Getenv("ENACTIVE_SOAK") != "" {
		rounds = 300
	}
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 150)
	mustClose(t, v)
	completed := 0
	for round := range rounds {
		cmd, lines := startChild(t, "rotate", dir)
		lines.Scan()
		time.Sleep(time.Duration(round*7%60) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed as intended
		v, repair := unlock(t, dir, NoPassphrase())
		same(t, v, want)
		mustClose(t, v)
		checkNoLeftovers(t, dir)
		for _, note := range SentencesOf(repair.Notes) {
			if !strings.Contains(note, "A change of the key had been interrupted") {
				t.Errorf("round %d repairs: %q", round, note)
			}
			completed++
		}
	}
	t.Logf("%d kills, %d of them between the announcement and the end", rounds, completed)
}

// Slots of early journals do not store their keys.
func TestJournalWithoutStoredSlotKeysRotatesAfterOpening(t *testing.T) {
	v, dir := create(t, Passphrase("right"))
	want := fill(t, v, 5)
	v.header.Slots[0].Extra = nil
	v.header.Generation++
	raw, err := v.header.Encode(v.keys)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.putHeaders(raw); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, Passphrase("right"))
	if err := v.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, Passphrase("right"))
	same(t, v, want)
	mustClose(t, v)
}

func TestFormerInboxesOpenAfterTheKeysHaveChanged(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	before, err := v.header.Inboxes(v.master)
	if err != nil || len(before) != 1 {
		t.Fatalf("a new journal has %d inboxes (%v), want one", len(before), err)
	}
	if err := v.ChangePassphrase(t.Context(), Passphrase("new")); err != nil {
		t.Fatal(err)
	}
	if err := v.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	after, err := v.header.Inboxes(v.master)
	if err != nil || len(after) != 3 || after[2] != before[0] {
		t.Errorf("got %d inboxes (%v), want the current, the previous and the first one", len(after), err)
	}
	mustClose(t, v)
}

func BenchmarkRotate(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			v, _ := benchJournal(b, n)
			for b.Loop() {
				if err := v.Rotate(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
