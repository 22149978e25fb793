package journal

import (
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"
)

// The sign of an entry is a set of bits that says which three bytes follow each other in its folded text: each three set
// one bit, by a hash. Where a bit of a word is not set, the entry lacks the word, and is not looked at; where all are, it
// is looked at. A sign has one to two bits for each byte of the text, so it takes up to a quarter of what the text does.
// Signs are made by the first search that looks at an entry.
type signs struct {
	mu sync.Mutex
	// all are the bits of all signs, in chunks that are never changed.
	all atomic.Pointer[[][]uint64]
	// over is set once the journal is closed.
	over bool
}

// signTogether is how many new signs a search keeps at least: fewer entries are as fast looked at again.
const signTogether = 64

// signed is an entry with its new sign: where its bits begin, and how many words they take, as a power of two.
type signed struct {
	it       *item
	at, size int
}

// place packs where a sign is: chunk, first word, and size. Zero is none.
func place(chunk, at, size int) uint64 { return uint64(chunk+1)<<40 | uint64(at)<<6 | uint64(size) }

func (s *signs) chunks() [][]uint64 {
	if all := s.all.Load(); all != nil {
		return *all
	}
	return nil
}

// add keeps new signs.
func (s *signs) add(made []uint64, of []signed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over || len(made) >= 1<<34 {
		return
	}
	chunks := append(slices.Clip(s.chunks()), slices.Clone(made))
	s.all.Store(&chunks) // before the entries tell of it
	for _, f := range of {
		f.it.sign.Store(place(len(chunks)-1, f.at, f.size))
	}
}

// forget lets go of all signs, when the journal is closed.
func (s *signs) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all.Store(nil)
	s.over = true
}

// hashPart spreads three bytes over 32 bits, of which a sign uses the upper ones.
func hashPart(a, b, c byte) uint32 {
	return (uint32(a) | uint32(b)<<8 | uint32(c)<<16) * 0x9E3779B1
}

// partsOfWords returns the hashes of the threes of all words.
func partsOfWords(words [][]byte) (parts []uint32) {
	for _, w := range words {
		for i := 2; i < len(w); i++ {
			parts = append(parts, hashPart(w[i-2], w[i-1], w[i]))
		}
	}
	return parts
}

// appendSign appends the sign of a folded text, and returns its size.
func appendSign[T string | []byte](dst []uint64, text T) (_ []uint64, size int) {
	const most = 26 // the upper bits of the hash
	if size = bits.Len(uint(len(text)) / 64); size > most {
		size = most
	}
	from := len(dst)
	dst = slices.Grow(dst, 1<<size)[:from+1<<size]
	sign := dst[from:]
	clear(sign)
	shift := 32 - 6 - size
	for i := 2; i < len(text); i++ {
		bit := hashPart(text[i-2], text[i-1], text[i]) >> shift
		sign[bit>>6] |= 1 << (bit & 63)
	}
	return dst, size
}

// lacks reports whether the sign of an entry says that it lacks a word.
func (s *searcher) lacks(it *item) bool {
	if len(s.parts) == 0 {
		return false
	}
	at := it.sign.Load()
	chunk := int(at>>40) - 1
	if chunk < 0 || chunk >= len(s.signs) {
		return false
	}
	size, from := at&63, at>>6&(1<<34-1)
	sign := s.signs[chunk][from : from+1<<size]
	shift := 32 - 6 - size
	for _, p := range s.parts {
		if bit := p >> shift; sign[bit>>6]&(1<<(bit&63)) == 0 {
			return true
		}
	}
	return false
}

// signText makes the sign of an entry that has none.
func signText[T string | []byte](s *searcher, it *item, text T) {
	if s.known == nil || it.sign.Load() != 0 {
		return
	}
	at := len(s.made)
	var size int
	s.made, size = appendSign(s.made, text)
	s.of = append(s.of, signed{it, at, size})
}

// keep keeps the signs that a search made.
func (s *searcher) keep() {
	if s.known != nil && len(s.of) >= signTogether {
		s.known.add(s.made, s.of)
	}
	s.made, s.of = nil, nil
}
