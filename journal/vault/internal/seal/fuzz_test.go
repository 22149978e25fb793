package seal

import (
	"bytes"
	"errors"
	"testing"
)

// The seeds are a sound header, record and head, and damaged variants of them;
// more are in testdata/fuzz.

func FuzzParseHeader(f *testing.F) {
	_, raw, k := testHeader(f)
	f.Add(raw)
	f.Add(raw[:100])
	f.Add([]byte(magic))
	f.Add(bytes.Repeat([]byte{0xff}, 200))
	f.Fuzz(func(t *testing.T, b []byte) {
		// Unchanged, and with a valid checksum, which a forger can compute.
		inputs := [][]byte{b}
		if len(b) > checksSize {
			inputs = append(inputs, resum(b))
		}
		for _, in := range inputs {
			h, err := ParseHeader(in)
			if err != nil {
				if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
					t.Fatalf("the error wraps neither ErrDamaged nor ErrNewer: %v", err)
				}
				continue
			}
			if len(h.Slots) > maxSlots || len(h.Extensions) > maxExtensions {
				t.Fatalf("%d slots and %d extensions", len(h.Slots), len(h.Extensions))
			}
			again, err := h.Encode(k)
			if err != nil {
				t.Fatal(err)
			}
			if body := len(in) - checksSize; !bytes.Equal(again[:body], in[:body]) {
				t.Fatal("an accepted header is encoded differently")
			}
			if k.VerifyHeader(in) == nil && !bytes.Equal(in, raw) {
				t.Fatal("a forged header is accepted")
			}
		}
	})
}

func FuzzOpenRecord(f *testing.F) {
	_, k := testKeys(f)
	value := sealed(f, k, ID{5}, []byte("text"))
	head, err := k.SealHead(&counter{}, Head{Count: 3})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(value)
	f.Add(head)
	f.Add(value[:40])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		_, doc, err := k.Bucket(testBucket).Open(nil, ID{5}, b)
		if err == nil && !bytes.Equal(b, value) {
			t.Fatalf("forged bytes open as %q", doc)
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Fatalf("the error wraps neither ErrDamaged nor ErrNewer: %v", err)
		}
		if _, err := k.OpenHead(b); err == nil && !bytes.Equal(b, head) {
			t.Fatal("forged bytes open as a head")
		}
		marker, err := k.Marker()
		if err != nil {
			t.Fatal(err)
		}
		marker.Mark(ID{5}, b)
	})
}

// FuzzPlaintext tests correctly sealed plaintexts, where only our own bugs can cause errors.
func FuzzPlaintext(f *testing.F) {
	_, k := testKeys(f)
	f.Add([]byte("text"), uint32(4))
	f.Add([]byte{}, uint32(1<<32-1))
	f.Add([]byte{}, uint32(253))
	f.Fuzz(func(t *testing.T, doc []byte, length uint32) {
		value, err := k.sealPlain(nil, &counter{}, nil, paddedPlain(doc, length))
		if err != nil {
			t.Fatal(err)
		}
		_, got, err := k.open(nil, nil, value)
		if err != nil && !errors.Is(err, ErrDamaged) {
			t.Fatalf("the error wraps neither ErrDamaged nor ErrNewer: %v", err)
		}
		if err == nil && len(got) != int(length) {
			t.Fatalf("got %d bytes, want %d", len(got), length)
		}
	})
}
