package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"
	"path/filepath"

	"golang.org/x/crypto/chacha20poly1305"
)

const (
	chunkSize = 262144
	mostFile  = 67108864
)

// openFile returns a sealed file of size bytes from its copies, each chunk from whichever opens.
func openFile(id, key []byte, size int64, copies ...[]byte) ([]byte, error) {
	if size < 0 || size > mostFile || len(id) != 16 {
		return nil, damaged("the size of a file")
	}
	aead, err := chacha20poly1305.New(key)
	if err != nil {
		return nil, err
	}
	padded := int64(65536)
	if size > padded {
		step := int64(1) << (bits.Len64(uint64(size-1)) - 4)
		padded = (size + step - 1) / step * step
	}
	chunks := (padded + chunkSize - 1) / chunkSize
	ad := append([]byte("enactfil\x00\x01\x00\x00\x00\x00\x00\x00"), id...)
	ad = binary.BigEndian.AppendUint64(ad, uint64(chunks))
	var plain []byte
	for n := range chunks {
		nonce := binary.BigEndian.AppendUint64(make([]byte, 4), uint64(n))
		from := 32 + n*(chunkSize+16)
		to := from + min(chunkSize, padded-n*chunkSize) + 16
		before := len(plain)
		for _, b := range copies {
			if int64(len(b)) < to {
				continue
			}
			if more, err := aead.Open(plain, nonce, b[from:to], ad); err == nil {
				plain = more
				break
			}
		}
		if len(plain) == before {
			return nil, damaged("a part of a file")
		}
	}
	return plain[:size], nil
}

// readAttachment returns the bytes of an attachment; folders are those that may hold its sealed file.
func readAttachment(a object, folders []string) ([]byte, error) {
	var parts [3][]byte
	for i, name := range []string{"file", "key", "sum"} {
		text, _ := a[name].(string)
		b, err := hex.DecodeString(text)
		if err != nil {
			return nil, err
		}
		parts[i] = b
	}
	size, _ := a["size"].(int64)
	small, _ := a["small"].(int64)
	if size < 0 || small < 0 || size > mostFile || small > mostFile {
		return nil, damaged("the size of a file")
	}
	var copies [][]byte
	for _, dir := range folders {
		if b, err := readFile(filepath.Join(dir, hex.EncodeToString(parts[0])), mostFile+1<<20); err == nil {
			copies = append(copies, b)
		}
	}
	plain, err := openFile(parts[0], parts[1], size+small, copies...)
	if err != nil {
		return nil, err
	}
	plain = plain[small:]
	if sum := sha256.Sum256(plain); !bytes.Equal(sum[:], parts[2]) {
		return nil, damaged("the hash of a file")
	}
	return plain, nil
}
