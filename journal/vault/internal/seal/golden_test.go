package seal

import (
	"bytes"
	"encoding/hex"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden returns the bytes of a file of hexadecimal lines, after writing them where
// that is asked for.
func golden(t *testing.T, name string, now []byte) []byte {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update && now != nil {
		var b strings.Builder
		for chunk := now; len(chunk) > 0; chunk = chunk[min(32, len(chunk)):] {
			b.WriteString(hex.EncodeToString(chunk[:min(32, len(chunk))]) + "\n")
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := hex.DecodeString(strings.Join(strings.Fields(string(text)), ""))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// The bytes of format 1 must never change: existing journals use them.
func TestBytesOfFormat1DoNotChange(t *testing.T) {
	_, header, k := testHeader(t)
	document := []byte("We lost, and I had slept badly.")
	record := sealed(t, k, ID{1, 2, 3}, document)
	headIn := Head{Generation: 1, Op: 7, Count: 2, Set: Mark{9}, Segment: 3, Offset: 4096, Log: 11}
	head, err := k.SealHead(&counter{}, headIn)
	if err != nil {
		t.Fatal(err)
	}
	frame, err := k.SealFrame(nil, &counter{}, Place{Log: 11, Segment: 3, Sequence: 9}, document)
	if err != nil {
		t.Fatal(err)
	}
	for name, now := range map[string][]byte{"header-1.hex": header, "record-1.hex": record, "head-1.hex": head, "frame-1.hex": frame} {
		if !bytes.Equal(golden(t, name, now), now) {
			t.Errorf("%s is now written differently", name)
		}
	}

	old := golden(t, "header-1.hex", header)
	h, err := ParseHeader(old)
	if err != nil {
		t.Fatal(err)
	}
	_, k, err = h.Open(old, []byte("right"))
	if err != nil {
		t.Fatal(err)
	}
	_, doc, err := k.Bucket(testBucket).Open(nil, ID{1, 2, 3}, golden(t, "record-1.hex", record))
	if err != nil || !bytes.Equal(doc, document) {
		t.Errorf("the old record opens as %q (%v)", doc, err)
	}
	if got, err := k.OpenHead(golden(t, "head-1.hex", head)); err != nil || got != headIn {
		t.Errorf("the old head opens as %+v (%v)", got, err)
	}
	// Journals of early versions have a head that ends before the log.
	short := headIn
	short.Log = 0
	if got, err := k.OpenHead(golden(t, "head-1-without-log.hex", nil)); err != nil || got != short {
		t.Errorf("the head without a log opens as %+v (%v)", got, err)
	}
	// Slots of early versions have no stored key.
	early := golden(t, "header-1-keeping-nothing.hex", nil)
	if h, err = ParseHeader(early); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Slots[0].Renew(&counter{}, h.Vault, &Master{1, 2, 3}, 2, &Master{}); !errors.Is(err, ErrKeyNotStored) {
		t.Errorf("renewing a slot without a stored key: got %v, want ErrKeyNotStored", err)
	}
	m, _, err := h.Open(early, []byte("right"))
	if err != nil {
		t.Errorf("the header whose slots have no stored keys does not open: %v", err)
	}
	if _, err := h.Slots[0].Renew(&counter{}, h.Vault, m, 2, &Master{}); err != nil {
		t.Errorf("renewing a slot that has been opened: %v", err)
	}
	if got, err := k.OpenFrame(Place{Log: 11, Segment: 3, Sequence: 9}, golden(t, "frame-1.hex", frame)); err != nil || !bytes.Equal(got, document) {
		t.Errorf("the old frame opens as %q (%v)", got, err)
	}
	for _, other := range []Place{{12, 3, 9}, {11, 4, 9}, {11, 3, 10}} {
		if _, err := k.OpenFrame(other, frame); !errors.Is(err, ErrDamaged) {
			t.Errorf("a frame opens at another position, %+v (%v)", other, err)
		}
	}
}
