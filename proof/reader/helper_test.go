package main

import (
	"encoding/binary"
	"math/bits"
	"testing"

	"golang.org/x/crypto/chacha20poly1305"
)

// sealFile makes a sealed file as docs/format.md says.
func sealFile(t *testing.T, id, key, content []byte) []byte {
	t.Helper()
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		t.Fatal(err)
	}
	padded := 65536
	if n := len(content); n > padded {
		unit := 1 << (bits.Len(uint(n-1)) - 4)
		padded = (n + unit - 1) / unit * unit
	}
	plain := append(append([]byte{}, content...), make([]byte, padded-len(content))...)
	head := append(append(append([]byte("enactfil"), 0, 1), make([]byte, 6)...), id...)
	chunks := (padded + chunkSize - 1) / chunkSize
	file := append([]byte{}, head...)
	for n := range chunks {
		chunk := plain[n*chunkSize : min(len(plain), (n+1)*chunkSize)]
		nonce := binary.BigEndian.AppendUint64([]byte{0, 0, 0, 0}, uint64(n))
		file = aead.Seal(file, nonce, chunk, binary.BigEndian.AppendUint64(append([]byte{}, head...), uint64(chunks)))
	}
	return file
}
