package seal

import (
	"bytes"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden returns the bytes of a file of hexadecimal lines, after writing them where
// that is asked for.
func golden(t *testing.T, name string, now []byte) []byte {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
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

// The bytes of format 1 may never change: journals exist that are written in them.
func TestTheBytesOfFormat1StayAsTheyAre(t *testing.T) {
	_, header, k := testHeader(t)
	document := []byte("We lost, and I had slept badly.")
	record := sealed(t, k, ID{1, 2, 3}, document)
	headIn := Head{Generation: 1, Op: 7, Count: 2, Set: Mark{9}, Segment: 3, Offset: 4096}
	head, err := k.SealHead(&counter{}, headIn)
	if err != nil {
		t.Fatal(err)
	}
	for name, now := range map[string][]byte{"header-1.hex": header, "record-1.hex": record, "head-1.hex": head} {
		if !bytes.Equal(golden(t, name, now), now) {
			t.Errorf("%s is written differently now", name)
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
}
