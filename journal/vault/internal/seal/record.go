package seal

import (
	"encoding/binary"
	"fmt"
	"hash"
	"io"

	"golang.org/x/crypto/blake2b"
)

const (
	adRecord      = "rec"
	recordVersion = 1
	recordPrefix  = 1 + 4
	// Overhead is how many bytes sealing adds to a padded plaintext.
	Overhead = recordPrefix + nonceSize + tagSize
	// minValue is the size of the smallest sealed value.
	minValue = Overhead + paddedFloor
	// MaxDocument is the size of the largest document, in bytes.
	MaxDocument = 16 << 20
)

// ID identifies a record; it is random.
type ID [16]byte

// Bucket seals and opens the records of one bucket. It is not safe for concurrent use.
type Bucket struct {
	keys *Keys
	ad   []byte // the additional data, in which only the id changes
	id   []byte // part of ad
}

// Bucket returns the bucket of that name. Its records do not open in other buckets.
func (k *Keys) Bucket(name string) *Bucket {
	ad := append([]byte(adRecord), k.vault[:]...)
	ad = append(ad, name...)
	ad = append(ad, 0)
	at := len(ad)
	ad = append(ad, make([]byte, len(ID{}))...)
	ad = append(ad, recordVersion)
	ad = binary.BigEndian.AppendUint32(ad, k.epoch)
	return &Bucket{keys: k, ad: ad, id: ad[at : at+len(ID{})]}
}

// Seal appends the sealed document to dst. It opens only under its id.
func (b *Bucket) Seal(dst []byte, rand io.Reader, id ID, doc []byte) ([]byte, error) {
	copy(b.id, id[:])
	return b.keys.seal(dst, rand, b.ad, doc)
}

// Open appends the padded plaintext to dst and returns the extended slice and the
// document within it. The error wraps ErrDamaged.
func (b *Bucket) Open(dst []byte, id ID, value []byte) (all, doc []byte, err error) {
	copy(b.id, id[:])
	return b.keys.open(dst, b.ad, value)
}

func (k *Keys) seal(dst []byte, rand io.Reader, ad, doc []byte) ([]byte, error) {
	if len(doc) > MaxDocument {
		return nil, fmt.Errorf("a document of %d bytes is larger than %d", len(doc), MaxDocument)
	}
	plain := paddedPlain(doc, uint32(len(doc)))
	defer clear(plain)
	return k.sealPlain(dst, rand, ad, plain)
}

func paddedPlain(doc []byte, length uint32) []byte {
	plain := make([]byte, padded(4+len(doc)))
	binary.BigEndian.PutUint32(plain, length)
	copy(plain[4:], doc)
	return plain
}

func (k *Keys) sealPlain(dst []byte, rand io.Reader, ad, plain []byte) ([]byte, error) {
	var nonce [nonceSize]byte
	if _, err := io.ReadFull(rand, nonce[:]); err != nil {
		return nil, fmt.Errorf("drawing a nonce: %w", err)
	}
	dst = append(dst, recordVersion)
	dst = binary.BigEndian.AppendUint32(dst, k.epoch)
	dst = append(dst, nonce[:]...)
	return k.records.Seal(dst, nonce[:], plain, ad), nil
}

func (k *Keys) open(dst, ad, value []byte) (all, doc []byte, err error) {
	if len(value) < minValue {
		return dst, nil, fmt.Errorf("%w: a sealed value of %d bytes", ErrDamaged, len(value))
	}
	if v, epoch := value[0], binary.BigEndian.Uint32(value[1:]); v != recordVersion || epoch != k.epoch {
		return dst, nil, fmt.Errorf("%w: a sealed value of version %d and epoch %d", ErrDamaged, v, epoch)
	}
	start := len(dst)
	all, err = k.records.Open(dst, value[recordPrefix:recordPrefix+nonceSize], value[recordPrefix+nonceSize:], ad)
	if err != nil {
		return dst, nil, fmt.Errorf("%w: a sealed value does not open", ErrDamaged)
	}
	plain := all[start:]
	n := int64(binary.BigEndian.Uint32(plain))
	if n > int64(len(plain)-4) {
		return dst, nil, fmt.Errorf("%w: a document longer than its value", ErrDamaged)
	}
	return all, plain[4 : 4+n : 4+n], nil
}

// Mark is the contribution of one record to the set hash.
type Mark [32]byte

// Add adds another mark, or removes it if it was added before.
func (m *Mark) Add(other Mark) {
	for i := range m {
		m[i] ^= other[i]
	}
}

// Marker computes marks; it is not safe for concurrent use.
type Marker struct {
	hash hash.Hash
	in   [len(ID{}) + tagSize]byte
	out  Mark
}

// Marker returns a new Marker.
func (k *Keys) Marker() (*Marker, error) {
	h, err := blake2b.New256(k.set[:])
	if err != nil {
		return nil, fmt.Errorf("preparing the set hash: %w", err)
	}
	return &Marker{hash: h}, nil
}

// Mark returns the mark of a sealed value under its id. A value that is too short to be
// valid also has a mark, which no valid value shares.
func (m *Marker) Mark(id ID, value []byte) Mark {
	in := append(m.in[:0], id[:]...)
	in = append(in, value[max(0, len(value)-tagSize):]...)
	m.hash.Reset()
	m.hash.Write(in)
	m.hash.Sum(m.out[:0])
	return m.out
}
