package seal

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

const testBucket = "r"

func sealed(t testing.TB, k *Keys, id ID, doc []byte) []byte {
	t.Helper()
	value, err := k.Bucket(testBucket).Seal(nil, &counter{}, id, doc)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestRecordOpensUnchanged(t *testing.T) {
	_, k := testKeys(t)
	rapid.Check(t, func(t *rapid.T) {
		doc := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "doc")
		id := ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		before := []byte("before")
		value, err := k.Bucket(testBucket).Seal(bytes.Clone(before), &counter{}, id, doc)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(value, before) || len(value)-len(before) != Overhead+padded(4+len(doc)) {
			t.Fatalf("%d bytes are sealed in %d", len(doc), len(value)-len(before))
		}
		all, got, err := k.Bucket(testBucket).Open(bytes.Clone(before), id, value[len(before):])
		if err != nil || !bytes.Equal(got, doc) || !bytes.HasPrefix(all, before) {
			t.Fatalf("%x opens as %x (%v)", doc, got, err)
		}
	})
}

func TestTooLargeRecordIsRefused(t *testing.T) {
	_, k := testKeys(t)
	if _, err := k.Bucket(testBucket).Seal(nil, &counter{}, ID{}, make([]byte, MaxDocument+1)); err == nil {
		t.Error("a document larger than MaxDocument was sealed")
	}
}

func TestEveryFlippedBitOfARecordIsDamage(t *testing.T) {
	_, k := testKeys(t)
	value := sealed(t, k, ID{5}, []byte("I froze in front of all of them"))
	for i := range value {
		for bit := range 8 {
			bad := bytes.Clone(value)
			bad[i] ^= 1 << bit
			if _, _, err := k.Bucket(testBucket).Open(nil, ID{5}, bad); !errors.Is(err, ErrDamaged) {
				t.Fatalf("bit %d of byte %d flipped: %v, want ErrDamaged", bit, i, err)
			}
		}
		if _, _, err := k.Bucket(testBucket).Open(nil, ID{5}, value[:i]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("the first %d bytes: %v, want ErrDamaged", i, err)
		}
	}
}

func TestRecordOpensOnlyInItsPlace(t *testing.T) {
	m, k := testKeys(t)
	value := sealed(t, k, ID{5}, []byte("text"))
	other := func(v VaultID, epoch uint32) *Keys {
		k, err := Derive(m, v, epoch)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	for name, open := range map[string]func() error{
		"another id": func() error { _, _, err := k.Bucket(testBucket).Open(nil, ID{6}, value); return err },
		"another bucket": func() error {
			_, _, err := k.Bucket("drafts").Open(nil, ID{5}, value)
			return err
		},
		"another vault": func() error {
			_, _, err := other(VaultID{1}, 1).Bucket(testBucket).Open(nil, ID{5}, value)
			return err
		},
		"another epoch": func() error {
			_, _, err := other(VaultID{9, 9, 9}, 2).Bucket(testBucket).Open(nil, ID{5}, value)
			return err
		},
		"the head's place": func() error { _, err := k.OpenHead(value); return err },
	} {
		if err := open(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, want ErrDamaged", name, err)
		}
	}
}

func TestPaddedSizesAreCoarse(t *testing.T) {
	for _, c := range []struct{ n, want int }{
		{0, 256}, {1, 256}, {256, 256}, {257, 272}, {272, 272}, {273, 288}, {511, 512}, {512, 512},
		{513, 544}, {604, 608}, {1000, 1024}, {1025, 1088}, {65537, 67584}, {1 << 20, 1 << 20},
	} {
		if got := padded(c.n); got != c.want {
			t.Errorf("%d bytes are padded to %d, want %d", c.n, got, c.want)
		}
	}
	for n := range 1 << 20 {
		if p := padded(n); p < n || n > paddedFloor && float64(p) > 1.12*float64(n) {
			t.Fatalf("%d bytes are padded to %d", n, p)
		}
	}
}

// Sealed values reveal little about the length of documents: all short documents have one
// size, and long ones few sizes.
func TestSealedDocumentHidesItsLength(t *testing.T) {
	_, k := testKeys(t)
	bucket := k.Bucket(testBucket)
	sizes := map[int]bool{}
	for n := range 4000 {
		value, err := bucket.Seal(nil, &counter{}, ID{1}, make([]byte, n))
		if err != nil {
			t.Fatal(err)
		}
		if want := Overhead + padded(4+n); len(value) != want {
			t.Fatalf("%d bytes are sealed in %d, want %d", n, len(value), want)
		}
		sizes[len(value)] = true
	}
	if len(sizes) > 70 {
		t.Errorf("documents of 4,000 lengths have %d sizes", len(sizes))
	}
}

func TestHeadOpensUnchanged(t *testing.T) {
	_, k := testKeys(t)
	want := Head{Generation: 1, Op: 2, Count: 3, Set: Mark{4}, Segment: 5, Offset: 6}
	value, err := k.SealHead(&counter{}, want)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := k.OpenHead(value); err != nil || got != want {
		t.Errorf("the head opens as %+v (%v), want %+v", got, err, want)
	}
	// Heads of an earlier and of a later version.
	for name, doc := range map[string][]byte{
		"without the last fields": {0, 0, 0, 0, 0, 0, 0, 1},
		"with further fields":     append([]byte{0, 0, 0, 0, 0, 0, 0, 1}, make([]byte, 100)...),
	} {
		value, err := k.seal(nil, &counter{}, k.headAD(), doc)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := k.OpenHead(value); err != nil || got != (Head{Generation: 1}) {
			t.Errorf("a head %s opens as %+v (%v)", name, got, err)
		}
	}
}

func TestSetHashIgnoresOnlyTheOrder(t *testing.T) {
	_, k := testKeys(t)
	a, b := sealed(t, k, ID{1}, []byte("a")), sealed(t, k, ID{2}, []byte("b"))
	sum := func(marks ...Mark) (m Mark) {
		for _, x := range marks {
			m.Add(x)
		}
		return m
	}
	marker, err := k.Marker()
	if err != nil {
		t.Fatal(err)
	}
	ma, mb := marker.Mark(ID{1}, a), marker.Mark(ID{2}, b)
	if sum(ma, mb) != sum(mb, ma) || sum(ma, mb, mb) != ma {
		t.Error("the set hash depends on the order, or a record cannot be removed")
	}
	if swapped := sum(marker.Mark(ID{1}, b), marker.Mark(ID{2}, a)); swapped == sum(ma, mb) {
		t.Error("swapping two values does not change the set hash")
	}
}
