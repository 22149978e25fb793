package vault

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"sync/atomic"
	"testing"

	"go.etcd.io/bbolt"
)

// soundStore makes a store with a history: small and large documents, changed and removed ones, and free pages.
func soundStore(t testing.TB, n int) (dir string, want map[RecordID]string) {
	t.Helper()
	v, dir := create(t, NoPassphrase())
	want = fill(t, v, n)
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	for range 4 {
		var changes []Change
		for id := range want {
			switch rng.IntN(12) {
			case 0:
				changes = append(changes, Change{ID: id, Doc: bytes.Repeat([]byte("long "), rng.IntN(4000))})
			case 1:
				changes = append(changes, Change{ID: id})
			}
			if len(changes) == 40 {
				break
			}
		}
		apply(t, v, changes...)
		for _, c := range changes {
			if want[c.ID] = string(c.Doc); c.Doc == nil {
				delete(want, c.ID)
			}
		}
	}
	mustClose(t, v)
	return dir, want
}

// A store that the program wrote is read without a probe, and what is read is what bbolt reads.
func TestSoundStoreIsReadWithoutAProbe(t *testing.T) {
	for _, n := range []int{10, 400, 3000} {
		dir, want := soundStore(t, n)
		v, _ := unlock(t, dir, NoPassphrase())
		found, err := scanSound(t.Context(), v.storePath(), v.keys, nil)
		if err != nil {
			t.Fatalf("%d documents: %v", n, err)
		}
		if found.set != v.head.Set || found.count != uint64(len(want)) || found.size != v.size {
			t.Errorf("%d documents: %d records of %d bytes were read, want %d of %d", n, found.count, found.size, len(want), v.size)
		}
		byBolt, err := v.scanAll(t.Context(), v.head.Count)
		if err != nil || byBolt.set != found.set || byBolt.size != found.size {
			t.Errorf("%d documents: bbolt reads others (%v)", n, err)
		}
		same := maps.Equal(maps.Collect(newTags(byBolt.tags).All()), maps.Collect(newTags(found.tags).All()))
		if !same || !newTags(found.tags).fit(v.keys, v.head) {
			t.Errorf("%d documents: the tags are others", n)
		}
		mustClose(t, v)
		probed := Options{Probe: []string{"false"}} // which would say that the store is damaged
		v, repair, err := Unlock(t.Context(), dir, NoPassphrase(), probed)
		if err != nil || len(repair.Notes) > 0 {
			t.Fatalf("%d documents: %v, %v", n, repair, err)
		}
		mustClose(t, v)
	}
}

// Whatever is damaged: a store that is found sound without bbolt is one in which the probe finds nothing, and of which bbolt
// reads the same records. Fields of the pages are damaged most, since a page is made of documents mostly.
func TestSoundStoreIsOneThatTheProbeAccepts(t *testing.T) {
	dir, _ := soundStore(t, 400)
	v, _ := unlock(t, dir, NoPassphrase())
	keys, path := v.keys, filepath.Join(t.TempDir(), "store")
	good := readFile(t, dir, storeName)
	accepted, refused := 0, 0
	for seed := range uint64(700) {
		rng := rand.New(rand.NewPCG(7, seed))
		raw, how := damageFields(rng, good)
		overwrite(t, raw, path)
		found, err := scanSound(t.Context(), path, keys, nil)
		if err != nil {
			refused++
			continue
		}
		accepted++
		if err := checkStoreFile(path); err != nil {
			t.Errorf("seed %d, %s: accepted, and the probe says: %v", seed, how, err)
			continue
		}
		s, err := openStoreAs(path, true)
		if err != nil {
			t.Errorf("seed %d, %s: accepted, and bbolt says: %v", seed, how, err)
			continue
		}
		looking := &Vault{store: s, keys: keys}
		byBolt, err := looking.scanAll(t.Context(), found.count)
		if err != nil || byBolt.set != found.set || byBolt.count != found.count {
			t.Errorf("seed %d, %s: bbolt reads %d other records (%v)", seed, how, byBolt.count, err)
		}
		if err := s.close(); err != nil {
			t.Error(err)
		}
	}
	mustClose(t, v)
	t.Logf("%d accepted, %d refused", accepted, refused)
	if accepted < 50 || refused < 100 {
		t.Error("too few of either, so this proves little")
	}
}

// damageFields changes a field of a page, or what damagePages changes.
func damageFields(rng *rand.Rand, good []byte) (raw []byte, how string) {
	if rng.IntN(4) == 0 {
		return damagePages(rng, good)
	}
	raw = bytes.Clone(good)
	page := rng.IntN(len(raw)/leafPage) * leafPage
	for binary.LittleEndian.Uint64(raw[page:]) != uint64(page/leafPage) { // in the middle of a long document
		page = rng.IntN(len(raw)/leafPage) * leafPage
	}
	at := page + rng.IntN(leafPageHead)
	if rng.IntN(3) > 0 {
		at = page + leafPageHead + rng.IntN(8*leafItem)
	}
	switch rng.IntN(4) {
	case 0:
		raw[at]++
	case 1:
		raw[at] = 0
	case 2:
		raw[at] ^= 1 << rng.IntN(8)
	case 3: // of another page
		from := rng.IntN(len(raw)/leafPage)*leafPage + at - page
		copy(raw[at:at+8], raw[from:])
	}
	return raw, fmt.Sprintf("byte %d of page %d", at-page, page/leafPage)
}

// What was decoded while the journal was unlocked is not decoded again, and never takes the place of what the journal has
// after a repair.
func TestEarlyIsWhatTheJournalHas(t *testing.T) {
	decoded := &atomic.Int64{}
	load := func(dir string) (map[RecordID]string, Repair) {
		t.Helper()
		decoded.Store(0)
		early := NewEarly(func(id RecordID, doc []byte) (document, error) {
			decoded.Add(1)
			return document{id, bytes.Clone(doc)}, nil
		})
		v, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{Early: early})
		if err != nil {
			t.Fatal(err)
		}
		got := map[RecordID]string{}
		if err := LoadEarly(t.Context(), v, early, func(d document) error { got[d.id] = string(d.doc); return nil }); err != nil {
			t.Fatal(err)
		}
		repair := v.Repair()
		mustClose(t, v)
		return got, repair
	}
	dir, want := soundStore(t, 400)
	before := readFile(t, dir, storeName)
	got, repair := load(dir)
	if diffDocuments(t, got, want); decoded.Load() != int64(len(want)) || len(repair.Notes) > 0 {
		t.Errorf("%d documents were decoded of %d; %v", decoded.Load(), len(want), repair)
	}

	// One byte of a document, whose tag is as it was.
	raw, damaged := bytes.Clone(before), RecordID{}
	v, _ := unlock(t, dir, NoPassphrase())
	for id := range want {
		damaged = id
		break
	}
	value, err := v.store.get(bucketRecords, string(damaged[:]))
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	raw[bytes.Index(raw, value)+100] ^= 1
	for at := bytes.LastIndex(raw, value); at >= 0; at = bytes.LastIndex(raw, value) { // copies on free pages, and the one of the tree
		raw[at+100] ^= 1
	}
	overwrite(t, raw, dir, storeName)
	got, repair = load(dir)
	if diffDocuments(t, got, want); len(repair.Notes) != 1 || repair.Lost {
		t.Errorf("one document was damaged, and the repair is %v", SentencesOf(repair.Notes))
	}

	// A store from before the last save.
	old := readFile(t, dir, storeName)
	v, _ = unlock(t, dir, NoPassphrase())
	apply(t, v, Change{ID: damaged, Doc: []byte("changed")})
	want[damaged] = "changed"
	mustClose(t, v)
	overwrite(t, old, dir, storeName)
	got, repair = load(dir)
	if diffDocuments(t, got, want); len(repair.Notes) != 1 || decoded.Load() != int64(2*len(want)) {
		t.Errorf("%d documents were decoded in place of twice %d; %v", decoded.Load(), len(want), SentencesOf(repair.Notes))
	}

	// A record that was replaced by an earlier version of itself.
	edit(t, dir, func(records, _, _ *bbolt.Bucket) error { return records.Put(damaged[:], value) })
	got, repair = load(dir)
	if diffDocuments(t, got, want); len(repair.Notes) == 0 {
		t.Error("an earlier version of a record was not noticed")
	}
}
