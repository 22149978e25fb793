package seal

import "encoding/binary"

// reader reads fields from a byte slice. After a read past the end, short is true and all
// further fields are zero: callers check it once, at the end.
type reader struct {
	rest  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if r.short || n < 0 || n > len(r.rest) {
		r.short = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) fill(dst []byte) { copy(dst, r.take(len(dst))) }

// bytes returns a copy of the next n bytes, nil if n is 0.
func (r *reader) bytes(n int) []byte { return append([]byte(nil), r.take(n)...) }

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) uint16() uint16 {
	if b := r.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (r *reader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

// count reads the number of items that follow; more than limit sets short.
func (r *reader) count(limit int) int {
	n := int(r.uint16())
	if n > limit {
		r.short = true
		return 0
	}
	return n
}
