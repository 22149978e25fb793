package sealedfile

import (
	"crypto/cipher"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/bits"

	"golang.org/x/crypto/chacha20poly1305"
)

const (
	magic      = "enactfil"
	format     = 1
	headerSize = 32
	chunkSize  = 256 << 10
	overhead   = chacha20poly1305.Overhead
	leastSize  = 64 << 10
)

// MaxSize is the largest file in bytes.
const MaxSize = 64 << 20

// ID identifies a file. It is random and reveals nothing.
type ID [16]byte

// String returns the file's name on the disk.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// ParseID is the inverse of String.
func ParseID(name string) (ID, bool) {
	raw, err := hex.DecodeString(name)
	if err != nil || len(raw) != len(ID{}) || hex.EncodeToString(raw) != name {
		return ID{}, false
	}
	return ID(raw), true
}

// Ref is what opens a file. It must only be stored sealed.
type Ref struct {
	ID   ID
	Key  [chacha20poly1305.KeySize]byte
	Size int64 // bytes, without the padding
}

// Errors of reading a file. Those of the system pass through.
var (
	// ErrMissing is returned for a file of which there is no copy.
	ErrMissing = errors.New("the sealed file is missing")
	// ErrDamaged is returned for a part that both copies have lost.
	ErrDamaged = errors.New("the sealed file is damaged")
)

// padded returns the size of a file of n bytes with its padding: one of eight steps between a power of
// two and the next, so that a size tells little.
func padded(n int64) int64 {
	if n <= leastSize {
		return leastSize
	}
	step := int64(1) << (bits.Len64(uint64(n-1)) - 4)
	return (n + step - 1) / step * step
}

// shape is how a file is divided.
type shape struct {
	padded int64
	chunks int64
}

func shapeOf(size int64) (shape, error) {
	if size < 0 || size > MaxSize {
		return shape{}, fmt.Errorf("a sealed file of %d bytes", size)
	}
	p := padded(size)
	return shape{p, (p + chunkSize - 1) / chunkSize}, nil
}

// plain returns the size of a chunk without its tag.
func (s shape) plain(chunk int64) int { return int(min(chunkSize, s.padded-chunk*chunkSize)) }

// at returns where a chunk begins on the disk.
func (s shape) at(chunk int64) int64 { return headerSize + chunk*(chunkSize+overhead) }

// onDisk returns the size of the whole file on the disk.
func (s shape) onDisk() int64 { return headerSize + s.padded + s.chunks*overhead }

// SizeOnDisk returns the size on the disk of a file of so many bytes.
func SizeOnDisk(size int64) int64 {
	s, err := shapeOf(size)
	if err != nil {
		return -1
	}
	return s.onDisk()
}

func header(id ID) []byte {
	h := make([]byte, headerSize)
	copy(h, magic)
	binary.BigEndian.PutUint16(h[8:], format)
	copy(h[16:], id[:])
	return h
}

// sealer seals and opens the chunks of one file.
type sealer struct {
	shape
	aead cipher.AEAD
	data []byte // additional data
}

func newSealer(ref Ref) (*sealer, error) {
	s, err := shapeOf(ref.Size)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.New(ref.Key[:])
	if err != nil {
		return nil, fmt.Errorf("preparing the key of a sealed file: %w", err)
	}
	return &sealer{s, aead, binary.BigEndian.AppendUint64(header(ref.ID), uint64(s.chunks))}, nil
}

func nonce(chunk int64) []byte {
	n := make([]byte, chacha20poly1305.NonceSize)
	binary.BigEndian.PutUint64(n[4:], uint64(chunk))
	return n
}

// seal appends a sealed chunk to dst.
func (s *sealer) seal(dst []byte, chunk int64, plain []byte) []byte {
	return s.aead.Seal(dst, nonce(chunk), plain, s.data)
}

// open opens a sealed chunk in place.
func (s *sealer) open(chunk int64, sealed []byte) ([]byte, error) {
	plain, err := s.aead.Open(sealed[:0], nonce(chunk), sealed, s.data)
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}
