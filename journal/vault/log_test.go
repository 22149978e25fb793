package vault

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"enactive/journal/vault/internal/seal"
)

// damageBytes changes a file at random and describes the change.
func damageBytes(rng *rand.Rand, good []byte) (raw []byte, how string) {
	raw = bytes.Clone(good)
	at := rng.IntN(len(raw))
	switch rng.IntN(6) {
	case 0:
		raw[at] ^= 1 << rng.IntN(8)
		return raw, fmt.Sprintf("a bit of byte %d", at)
	case 1:
		n := min(len(raw)-at, 1+rng.IntN(4096))
		clear(raw[at : at+n])
		return raw, fmt.Sprintf("%d bytes zeroed at %d", n, at)
	case 2:
		n := min(len(raw)-at, 512)
		copy(raw[at:at+n], raw)
		return raw, fmt.Sprintf("the beginning copied to %d", at)
	case 3:
		return append(raw[:at], raw[min(len(raw), at+1+rng.IntN(600)):]...), fmt.Sprintf("bytes cut out at %d", at)
	case 4:
		return nil, "emptied"
	}
	return raw[:at], fmt.Sprintf("cut at %d", at)
}

func TestDamagedLogIsRewrittenFromTheStore(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 300)
	apply(t, v, Change{ID: id(5)}, Change{ID: id(6), Doc: []byte("changed")})
	delete(want, id(5))
	want[id(6)] = "changed"
	mustClose(t, v)
	all := os.DirFS(dir)
	good := readFile(t, segmentPath(filepath.Join(dir, logName), 1))
	repaired := 0
	for seed := range uint64(60) {
		damaged := filepath.Join(t.TempDir(), "journal")
		if err := os.CopyFS(damaged, all); err != nil {
			t.Fatal(err)
		}
		raw, how := damageBytes(rand.New(rand.NewPCG(seed, 2)), good)
		overwrite(t, raw, segmentPath(filepath.Join(damaged, logName), 1))
		v, repair := unlock(t, damaged, NoPassphrase())
		same(t, v, want)
		repaired += len(repair.Notes)
		apply(t, v, Change{ID: id(7), Doc: []byte("after")})
		mustClose(t, v)
		// The log alone is enough again.
		if err := os.Remove(filepath.Join(damaged, storeName)); err != nil {
			t.Fatal(err)
		}
		v, _ = unlock(t, damaged, NoPassphrase())
		if doc, err := v.Get(id(7)); err != nil || string(doc) != "after" {
			t.Errorf("%s: the log lost a save: %q, %v", how, doc, err)
		}
		mustClose(t, v)
	}
	if repaired < 40 {
		t.Errorf("only %d of 60 damages were detected, so this test proves little", repaired)
	}
}

func TestMissingLogIsRewritten(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	removeLog(t, dir)
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if notes := strings.Join(SentencesOf(repair.Notes), " "); !strings.Contains(notes, "was missing") {
		t.Errorf("the repair notes are %q", notes)
	}
	mustClose(t, v)
	if _, repair = unlock(t, dir, NoPassphrase()); len(repair.Notes) > 0 {
		t.Errorf("the second time the repair notes are %q", repair.Notes)
	}
}

// A save that was flushed to the log but not to the store is completed.
func TestInterruptedSaveIsCompleted(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	before := readFile(t, dir, storeName)
	v, _ = unlock(t, dir, NoPassphrase())
	apply(t, v, Change{ID: id(0), Doc: []byte("new words")}, Change{ID: id(1)})
	mustClose(t, v)
	overwrite(t, before, dir, storeName)
	want[id(0)] = "new words"
	delete(want, id(1))
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if notes := strings.Join(SentencesOf(repair.Notes), " "); !strings.Contains(notes, "completed") {
		t.Errorf("the repair notes are %q", notes)
	}
}

// A batch without its last frame was never acknowledged, so it is dropped.
func TestBatchWithoutItsEndIsCutOff(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	before := readFile(t, dir, storeName)
	path := segmentPath(filepath.Join(dir, logName), 1)
	old := len(readFile(t, path))
	v, _ = unlock(t, dir, NoPassphrase())
	big := bytes.Repeat([]byte("x"), partSize)
	apply(t, v, Change{ID: id(7), Doc: big}, Change{ID: id(8), Doc: big})
	mustClose(t, v)
	whole := readFile(t, path)
	for _, size := range []int{old + 1, old + frameHead, old + partSize, len(whole) - partSize/2, len(whole) - 1} {
		overwrite(t, before, dir, storeName)
		overwrite(t, whole[:size], path)
		v, repair := unlock(t, dir, NoPassphrase())
		same(t, v, want)
		if len(repair.Notes) > 0 {
			t.Errorf("cut at %d it says %q", size, repair.Notes)
		}
		apply(t, v, Change{ID: id(9), Doc: []byte("after")}) // written where the log was cut off
		mustClose(t, v)
		v, repair = unlock(t, dir, NoPassphrase())
		if doc, err := v.Get(id(9)); err != nil || string(doc) != "after" || len(repair.Notes) > 0 {
			t.Errorf("cut at %d: the next save reads %q (%v), and the repair notes are %q", size, doc, err, repair.Notes)
		}
		mustClose(t, v)
	}
}

// A batch without its last frame is also ignored if the store is missing.
func TestBatchWithoutItsEndIsIgnoredWithoutTheStore(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	path := segmentPath(filepath.Join(dir, logName), 1)
	old := len(readFile(t, path))
	big := bytes.Repeat([]byte("x"), partSize)
	apply(t, v, Change{ID: id(7), Doc: big}, Change{ID: id(8), Doc: big})
	mustClose(t, v)
	whole := readFile(t, path)
	for _, size := range []int{old + 1, old + partSize + partSize/4, len(whole) - 1} {
		if err := os.Remove(filepath.Join(dir, storeName)); err != nil {
			t.Fatal(err)
		}
		overwrite(t, whole[:size], path)
		v, _ := unlock(t, dir, NoPassphrase())
		same(t, v, want)
		mustClose(t, v)
	}
}

func TestLogContinuesInNewSegments(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := map[RecordID]string{}
	big := bytes.Repeat([]byte("y"), 3<<20)
	for i := range 8 {
		apply(t, v, Change{ID: id(i), Doc: append([]byte{byte(i)}, big...)})
		want[id(i)] = string(append([]byte{byte(i)}, big...))
	}
	mustClose(t, v)
	numbers, err := segments(filepath.Join(dir, logName))
	if err != nil || len(numbers) < 3 {
		t.Fatalf("the log has the files %v (%v), want at least three", numbers, err)
	}
	// A segment without a complete header is ignored.
	overwrite(t, []byte("enact"), segmentPath(filepath.Join(dir, logName), uint64(len(numbers))+1))
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) > 0 {
		t.Errorf("the repair notes are %q", repair.Notes)
	}
	mustClose(t, v)
	if err := os.Remove(filepath.Join(dir, storeName)); err != nil {
		t.Fatal(err)
	}
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	mustClose(t, v)
	// A segment in the middle is missing: the log is rewritten from the store.
	if err := os.Remove(segmentPath(filepath.Join(dir, logName), 2)); err != nil {
		t.Fatal(err)
	}
	v, repair = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) != 1 {
		t.Errorf("the repair notes are %q", repair.Notes)
	}
}

func TestOlderStoreIsUpdatedFromTheLog(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	fill(t, v, 3)
	mustClose(t, v)
	old := readFile(t, dir, storeName)
	v, _ = unlock(t, dir, NoPassphrase())
	want := fill(t, v, 40)
	apply(t, v, Change{ID: id(39), Doc: []byte("the last word")})
	want[id(39)] = "the last word"
	mustClose(t, v)
	overwrite(t, old, dir, storeName)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
}

// An older log must not revert the store.
func TestOlderLogDoesNotRevertTheStore(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	fill(t, v, 3)
	mustClose(t, v)
	old := readFile(t, segmentPath(filepath.Join(dir, logName), 1))
	v, _ = unlock(t, dir, NoPassphrase())
	want := fill(t, v, 40)
	mustClose(t, v)
	overwrite(t, old, segmentPath(filepath.Join(dir, logName), 1))
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) != 1 {
		t.Errorf("the repair notes are %q", repair.Notes)
	}
}

func TestJournalWithoutALogGetsOne(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	keys := v.keys
	head := v.head
	head.Log, head.Segment, head.Offset = 0, 0, 0
	raw, err := keys.SealHead(&counting{}, head)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	edit(t, dir, func(_, h, _ *bbolt.Bucket) error { return h.Put([]byte(keyHead), raw) })
	removeLog(t, dir)
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) > 0 {
		t.Errorf("the repair notes are %q", repair.Notes)
	}
	mustClose(t, v)
	if err := os.Remove(filepath.Join(dir, storeName)); err != nil {
		t.Fatal(err)
	}
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
}

type counting struct{ n byte }

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		c.n++
		b[i] = c.n
	}
	return len(b), nil
}

func FuzzLog(f *testing.F) {
	dir := filepath.Join(f.TempDir(), "log")
	v, home := create(f, NoPassphrase())
	fill(f, v, 3)
	mustClose(f, v)
	f.Add(readFile(f, segmentPath(filepath.Join(home, logName), 1)))
	f.Add([]byte(segmentMagic))
	f.Add(bytes.Repeat([]byte(frameMagic), 40))
	if err := os.Mkdir(dir, 0o700); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		overwrite(t, b, segmentPath(dir, 1))
		n := 0
		scan, err := readLog(t.Context(), dir, func(_ seal.Place, _ position, sealed []byte) error {
			n += len(sealed)
			return nil
		})
		if err != nil || n > len(b) || scan.end.offset > int64(max(len(b), segmentHead)) {
			t.Errorf("%d bytes gave %+v, %d sealed, %v", len(b), scan, n, err)
		}
	})
}

func FuzzStep(f *testing.F) {
	for part := range partsOf([]sealedChange{{id: seal.ID{1}, value: []byte("value")}, {id: seal.ID{2}}}, seal.Head{Op: 3, Count: 1}, true) {
		f.Add(part)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := decodeStep(b)
		if err != nil {
			return
		}
		size := 0
		for _, c := range s.changes {
			size += len(c.value)
		}
		if size > len(b) {
			t.Errorf("%d bytes hold %d bytes of values", len(b), size)
		}
	})
}
