package proof_test

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// disorder imitates a person with the folder, an older copy of it and no key, who moves sealed
// documents within the store in ways that its pages do not reveal.
func disorder(t *testing.T, dir, earlier string, rng *rand.Rand) (how string) {
	t.Helper()
	older, db := documents(t, earlier), openStore(t, dir)
	defer db.Close()
	now := documentsOf(t, db)
	keys := slices.SortedFunc(maps.Keys(now), strings.Compare)
	one, other := keys[rng.IntN(len(keys))], keys[rng.IntN(len(keys))]
	put := map[string][]byte{}
	switch rng.IntN(5) {
	case 0:
		how, put[one] = "one document dropped", nil
	case 1:
		how, put[one] = "one document in the place of another", now[other]
	case 2:
		how, put[strings.Repeat("7", 16)] = "one document once more, under an id of its own", now[one]
	case 3:
		how, put[one], put[other] = "two documents swapped", now[other], now[one]
	case 4:
		how = "documents as they were before they were changed"
		for key, value := range older {
			if now[key] != nil && !bytes.Equal(now[key], value) {
				put[key] = value
			}
		}
	}
	if one == other {
		how, put = "one document dropped", map[string][]byte{one: nil}
	}
	err := db.Update(func(tx *bbolt.Tx) error {
		for key, value := range put {
			if value == nil {
				if err := tx.Bucket([]byte("r")).Delete([]byte(key)); err != nil {
					return err
				}
			} else if err := tx.Bucket([]byte("r")).Put([]byte(key), value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return how
}

func openStore(t *testing.T, dir string) *bbolt.DB {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, "store.db"), 0o600, &bbolt.Options{Timeout: patience})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func documents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	db := openStore(t, dir)
	defer db.Close()
	return documentsOf(t, db)
}

func documentsOf(t *testing.T, db *bbolt.DB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("r")).ForEach(func(k, v []byte) error {
			all[string(k)] = bytes.Clone(v)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// rearrange disorders the store of a journal n times and judges each time.
func rearrange(t *testing.T, p program, n int, tell bool) (sum verdict) {
	h := newHurtable(t, p)
	h.earlier = copyFolder(t, h.dir)
	b := h.book()
	for _, s := range b.saved[:3] {
		if r := p.do(h.dir, "edit", s.id, "--happened", "thought over"); r.status != 0 {
			t.Fatalf("%+v", r)
		}
	}
	b.texts = func(i int) []string {
		if i < 3 {
			return []string{"thought over"}
		}
		return []string{text(i)}
	}
	for seed := range n {
		dir := copyFolder(t, h.dir)
		how := disorder(t, dir, h.earlier, chance(seed, 33))
		var v verdict
		r := v.judgeBy(p, dir, b)
		if tell && (!v.clean() || r.err == "") {
			t.Errorf("%s: %v; it says %q", how, v, r.err)
		}
		sum.add(v)
		_ = os.RemoveAll(filepath.Dir(dir))
	}
	return sum
}

func TestMovedDocumentsAreNoticedAndRestored(t *testing.T) {
	t.Parallel()
	n := times(24)
	t.Logf("%d times sealed documents dropped, doubled, replaced, swapped and put back to before: %v", n, rearrange(t, enact(t), n, true))
}

func TestMovedDocumentsDetectAProgramThatOpensThemAnywhere(t *testing.T) {
	t.Parallel()
	v := rearrange(t, without(t, "places"), 12, false)
	t.Logf("control, 12 times: %v", v)
	if v.wrong == 0 {
		t.Error("a program that opens a document at any position showed no wrong text: the test proves nothing")
	}
}
