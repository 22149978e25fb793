package sealedfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"testing"

	"enactive/proof/formatdoc"
)

func TestConstantsAreThoseOfTheDescription(t *testing.T) {
	formatdoc.Constants(t, "sealedfile", []string{
		"magic: " + magic, "chunk: " + formatdoc.Number(chunkSize), "least padded size: " + formatdoc.Number(leastSize), "largest file: " + formatdoc.Number(MaxSize),
		"copy: " + FolderName + "/" + copies[0], "copy: " + FolderName + "/" + copies[1], "list: " + listHead[:len(listHead)-1], "end of list: " + listEnd[:len(listEnd)-1],
	})
}

// TestVectorOfFiles seals 270,000 bytes, each the lowest byte of its place: two chunks, the second of which is mostly padding.
func TestVectorOfFiles(t *testing.T) {
	s := In(t.TempDir(), &formatdoc.Counter{})
	content := make([]byte, 270_000)
	for i := range content {
		content[i] = byte(i)
	}
	ref := add(t, s, content[:70], content[70:])
	b, err := os.ReadFile(s.path(1, ref.ID))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	last := headerSize + chunkSize + overhead
	formatdoc.Check(t, "file.json", formatdoc.Vector{
		"id": ref.ID.String(), "key": hex.EncodeToString(ref.Key[:]), "size": fmt.Sprint(ref.Size), "content": "byte n is n modulo 256",
		"file_size": fmt.Sprint(len(b)), "file_sha256": hex.EncodeToString(sum[:]),
		"beginning": hex.EncodeToString(b[:headerSize+32]), "first_tag": hex.EncodeToString(b[last-overhead : last]), "last_tag": hex.EncodeToString(b[len(b)-overhead:]),
	})
}
