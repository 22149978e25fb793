package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"io"
	"math/bits"
	"os"
	"path/filepath"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/curve25519"
)

// What docs/format.md describes and the reader leaves out, written from it as the reader was: the pages of bbolt, sealed files and
// the inbox.

var little = binary.LittleEndian

// bolt is a file of bbolt.
type bolt struct {
	b    []byte
	size uint64 // of a page
	seen map[uint64]bool
}

// readBucket returns the keys and values of a bucket of a file of bbolt.
func readBucket(b []byte, name string) (all records) {
	f, newest, root := &bolt{b: b, seen: map[uint64]bool{}}, uint64(0), uint64(0)
	for _, at := range []int{0, 4096, 8192, 16384, 65536} {
		if len(b) < at+80 {
			break
		}
		meta, sum := b[at+16:], fnv.New64a()
		sum.Write(meta[:56])
		size, transaction := uint64(little.Uint32(meta[8:])), little.Uint64(meta[48:])
		fits := little.Uint32(meta) == 0xed0cdaed && little.Uint32(meta[4:]) == 2 && little.Uint64(meta[56:]) == sum.Sum64()
		if fits && size >= 4096 && size <= 65536 && transaction >= newest {
			newest, f.size, root = transaction, size, little.Uint64(meta[16:])
		}
	}
	demand(f.size > 0, "the store has no beginning")
	var bucket []byte
	f.tree(root, func(key, value []byte) {
		if string(key) == name {
			bucket = value
		}
	})
	all = records{}
	add := func(key, value []byte) { all[string(key)] = value }
	if page := little.Uint64(bucket); page != 0 {
		f.tree(page, add)
	} else {
		f.elements(bucket[16:], add)
	}
	return all
}

// tree reads what is below a page.
func (f *bolt) tree(page uint64, each func(key, value []byte)) {
	demand(page < uint64(len(f.b))/f.size && !f.seen[page], "the pages of the store")
	f.seen[page] = true
	f.elements(f.b[page*f.size:], each)
}

// elements reads what is on a page, and what is below it.
func (f *bolt) elements(page []byte, each func(key, value []byte)) {
	branch, leaf := page[8] == 1, page[8] == 2
	demand(branch || leaf, "a page of the store")
	for i := range int(little.Uint16(page[10:])) {
		element := page[16+16*i:]
		if branch {
			f.tree(little.Uint64(element[8:]), each)
			continue
		}
		key, size := element[little.Uint32(element[4:]):], little.Uint32(element[8:])
		each(key[:size], key[size:][:little.Uint32(element[12:])])
	}
}

const (
	chunkSize = 262144
	mostFile  = 67108864
)

// paddedFile is the padded size of a file.
func paddedFile(size int64) int64 {
	if size <= 65536 {
		return 65536
	}
	step := int64(1) << (bits.Len64(uint64(size-1)) - 4)
	return (size + step - 1) / step * step
}

// sealFile makes a sealed file.
func sealFile(id, key, content []byte) []byte {
	aead := must(chacha20poly1305.New(key))
	plain := append(bytes.Clone(content), make([]byte, paddedFile(int64(len(content)))-int64(len(content)))...)
	file := append([]byte("enactfil\x00\x01\x00\x00\x00\x00\x00\x00"), id...)
	chunks := (len(plain) + chunkSize - 1) / chunkSize
	ad := append(bytes.Clone(file), number64(uint64(chunks))...)
	for n := range chunks {
		file = aead.Seal(file, append(make([]byte, 4), number64(uint64(n))...), plain[n*chunkSize:min(len(plain), (n+1)*chunkSize)], ad)
	}
	return file
}

// openFile returns a sealed file of size bytes from its copies, each chunk from whichever opens.
func openFile(id, key []byte, size int64, copies ...[]byte) []byte {
	demand(size >= 0 && size <= mostFile && len(id) == 16, "the size of a file")
	aead, padded := must(chacha20poly1305.New(key)), paddedFile(size)
	chunks := (padded + chunkSize - 1) / chunkSize
	ad := append(append([]byte("enactfil\x00\x01\x00\x00\x00\x00\x00\x00"), id...), number64(uint64(chunks))...)
	var plain []byte
	for n := range chunks {
		from := 32 + n*(chunkSize+16)
		to := from + min(chunkSize, padded-n*chunkSize) + 16
		before := len(plain)
		for _, b := range copies {
			if int64(len(b)) < to {
				continue
			}
			if more, err := aead.Open(plain, append(make([]byte, 4), number64(uint64(n))...), b[from:to], ad); err == nil {
				plain = more
				break
			}
		}
		demand(len(plain) > before, "a part of a file")
	}
	return plain[:size]
}

// readAttachment returns the bytes of an attachment; folders are those that may hold its sealed file.
func readAttachment(a object, folders ...string) []byte {
	id, key, sum := must(hex.DecodeString(a["file"].(string))), must(hex.DecodeString(a["key"].(string))), must(hex.DecodeString(a["sum"].(string)))
	size := int64(a["size"].(float64))
	small, _ := a["small"].(float64)
	var copies [][]byte
	for _, dir := range folders {
		if b, err := os.ReadFile(filepath.Join(dir, hex.EncodeToString(id))); err == nil {
			copies = append(copies, b)
		}
	}
	plain := openFile(id, key, size+int64(small), copies...)[int64(small):]
	got := sha256.Sum256(plain)
	demand(bytes.Equal(got[:], sum), "the hash of a file")
	return plain
}

func openAge(sealed, secret []byte) []byte {
	return must(io.ReadAll(must(age.Decrypt(bytes.NewReader(sealed), inboxKey(secret)))))
}

// inboxKey is an X25519 secret, of which age itself takes only its text.
type inboxKey []byte

// Unwrap returns the key of a file for the recipient of the secret (age-encryption.org/v1, X25519 recipient stanza).
func (s inboxKey) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	public := must(curve25519.X25519(s, curve25519.Basepoint))
	if len(stanzas) != 1 || stanzas[0].Type != "X25519" || len(stanzas[0].Args) != 1 {
		return nil, age.ErrIncorrectIdentity
	}
	share := must(base64.RawStdEncoding.DecodeString(stanzas[0].Args[0]))
	aead := must(chacha20poly1305.New(derive(must(curve25519.X25519(s, share)), append(share, public...), "age-encryption.org/v1/X25519")))
	return aead.Open(nil, make([]byte, 12), stanzas[0].Body, nil)
}

// copyKey opens the age file in a sealed copy.
type copyKey struct{ *keys }

// Unwrap returns the key of the file.
func (k copyKey) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != "enactive" || len(stanzas[0].Args) != 1 {
		return nil, age.ErrIncorrectIdentity
	}
	id := must(hex.DecodeString(stanzas[0].Args[0]))
	return k.openValue(stanzas[0].Body, "rec"+string(k.vault)+"sealed file\x00"+string(id)), nil
}

// readCopy returns the documents in a sealed copy, and how many files it has.
func readCopy(b fields, c credential) (docs records, files int) {
	demand(string(b.take(10)) == "enactcpy\x00\x01", "no sealed copy")
	k := unlock(c, b.take(b.number(4)))
	content := fields(must(io.ReadAll(must(age.Decrypt(bytes.NewReader(b), copyKey{k})))))
	demand(content.take(2)[1] <= newestSchema, "it is of a later version")
	docs = records{}
	for parts := uint64(0); ; parts++ {
		what, part := content.number(1), fields(nil)
		part = content.take(content.number(8))
		switch what {
		case 1:
			docs[string(part.take(16))] = part
		case 2:
			files++
		case 0:
			demand(part.number(8) == parts && len(content) == 0, "the end of the copy")
			return docs, files
		}
	}
}
