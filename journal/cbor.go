package journal

import (
	"encoding/binary"
	"math"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
)

// Entry documents are encoded and decoded here rather than by the cbor package: a journal has
// a hundred thousand of them, and with a table of fields that package could only use
// reflection. The bytes are those that it writes (RFC 8949, section 4.2.1).

// The types of CBOR items, in the upper three bits of an item's head.
const (
	cborUint   = 0 << 5
	cborNegint = 1 << 5
	cborBytes  = 2 << 5
	cborText   = 3 << 5
	cborArray  = 4 << 5
	cborMap    = 5 << 5
	cborSimple = 7 << 5
)

// The heads of simple values and floating-point numbers.
const (
	cborFalse   = cborSimple | 20
	cborTrue    = cborSimple | 21
	cborNull    = cborSimple | 22
	cborFloat16 = cborSimple | 25
	cborFloat32 = cborSimple | 26
	cborFloat64 = cborSimple | 27
)

// appendHead appends the head of an item: its type and its value or length.
func appendHead(dst []byte, kind byte, n uint64) []byte {
	switch {
	case n < 24:
		return append(dst, kind|byte(n))
	case n <= math.MaxUint8:
		return append(dst, kind|24, byte(n))
	case n <= math.MaxUint16:
		return binary.BigEndian.AppendUint16(append(dst, kind|25), uint16(n))
	case n <= math.MaxUint32:
		return binary.BigEndian.AppendUint32(append(dst, kind|26), uint32(n))
	}
	return binary.BigEndian.AppendUint64(append(dst, kind|27), n)
}

func appendInt(dst []byte, n int64) []byte {
	if n < 0 {
		return appendHead(dst, cborNegint, uint64(^n))
	}
	return appendHead(dst, cborUint, uint64(n))
}

func appendString(dst []byte, s string) []byte {
	return append(appendHead(dst, cborText, uint64(len(s))), s...)
}

func appendBinary(dst []byte, b string) []byte {
	return append(appendHead(dst, cborBytes, uint64(len(b))), b...)
}

func appendStamp(dst []byte, s stamp) []byte {
	return appendInt(appendInt(appendHead(dst, cborArray, 2), s.Unix), int64(s.Zone))
}

// appendFloat appends x in the shortest form that represents it exactly.
func appendFloat(dst []byte, x float64) []byte {
	single := float32(x)
	if float64(single) != x && !math.IsNaN(x) {
		return binary.BigEndian.AppendUint64(append(dst, cborFloat64), math.Float64bits(x))
	}
	if half, exact := halfOf(single); exact {
		return binary.BigEndian.AppendUint16(append(dst, cborFloat16), half)
	}
	return binary.BigEndian.AppendUint32(append(dst, cborFloat32), math.Float32bits(single))
}

// halfOf returns x as a 16-bit float (IEEE 754), and whether the conversion is exact.
func halfOf(x float32) (half uint16, exact bool) {
	bits := math.Float32bits(x)
	sign := uint16(bits>>16) & 0x8000
	exponent, mantissa := int(bits>>23&0xff)-127, bits&0x7fffff
	switch {
	case x != x:
		return 0x7e00, true
	case x == 0:
		return sign, true
	case math.IsInf(float64(x), 0):
		return sign | 0x7c00, true
	case exponent > 15 || exponent < -24:
		return 0, false
	case exponent >= -14:
		return sign | uint16(exponent+15)<<10 | uint16(mantissa>>13), mantissa&0x1fff == 0
	}
	full, shift := mantissa|0x800000, -exponent-1
	return sign | uint16(full>>shift), full&(1<<shift-1) == 0
}

// fromHalf returns the value of a 16-bit float.
func fromHalf(half uint16) float64 {
	sign, exponent, mantissa := uint32(half&0x8000)<<16, uint32(half>>10&0x1f), uint32(half&0x3ff)
	switch {
	case exponent == 0:
		x := math.Ldexp(float64(mantissa), -24)
		if sign != 0 {
			return -x
		}
		return x
	case exponent == 0x1f && mantissa != 0:
		return math.NaN()
	case exponent == 0x1f:
		exponent = 0xff - 112
	}
	return float64(math.Float32frombits(sign | (exponent+112)<<23 | mantissa<<13))
}

// The limits of what a document may hold, here and in the cbor package.
const (
	maxArrayItems = 1 << 16
	maxMapPairs   = 1 << 10
	maxLevels     = 16
)

// cborReader reads the items of a document. An item that is of an unexpected type, or not well-formed, sets bad, after
// which nothing more is read. Whatever it reads without bad is well-formed, except that what it has skipped may be
// nested too deeply: see decodeEntryInto.
type cborReader struct {
	rest []byte
	// whole is the document as a string, if its texts are to be parts of that: one allocation for all.
	whole   string
	bad     bool
	skipped bool // an item was skipped
}

// fail sets bad. Without a rest, nothing more is read.
func (r *cborReader) fail() { r.bad, r.rest = true, nil }

// head reads the head of the next item.
func (r *cborReader) head() (kind byte, n uint64) {
	if len(r.rest) == 0 {
		r.bad = true
		return 0, 0
	}
	first := r.rest[0]
	if n = uint64(first & 0x1f); n >= 24 {
		return first & 0xe0, r.longHead()
	}
	r.rest = r.rest[1:]
	return first & 0xe0, n
}

// longHead reads a head that has its value in more than one byte.
func (r *cborReader) longHead() (n uint64) {
	short, rest := r.rest[0]&0x1f, r.rest[1:]
	if short > 27 || len(rest) < 1<<(short-24) { // items of indefinite length are never written
		r.fail()
		return 0
	}
	switch short {
	case 24:
		n, rest = uint64(rest[0]), rest[1:]
	case 25:
		n, rest = uint64(binary.BigEndian.Uint16(rest)), rest[2:]
	case 26:
		n, rest = uint64(binary.BigEndian.Uint32(rest)), rest[4:]
	case 27:
		n, rest = binary.BigEndian.Uint64(rest), rest[8:]
	}
	r.rest = rest
	return n
}

// length reads the head of a text, byte string, array or map.
func (r *cborReader) length(want byte) int {
	kind, n := r.head()
	if r.bad || kind != want || n > uint64(len(r.rest)) || // each element takes at least a byte
		kind == cborArray && n > maxArrayItems || kind == cborMap && n > maxMapPairs {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *cborReader) text() string { return r.share(r.bytes()) }

// share returns the bytes just read as a string.
func (r *cborReader) share(b []byte) string {
	if len(b) == 0 || r.whole == "" {
		return string(b)
	}
	end := len(r.whole) - len(r.rest)
	return r.whole[end-len(b) : end]
}

// word reads a text and returns the equal one of words, if any, to save memory.
func (r *cborReader) word(words []string) string {
	b := r.take(cborText)
	for _, w := range words {
		if w == string(b) {
			return w
		}
	}
	if !utf8.Valid(b) {
		r.fail()
		return ""
	}
	return r.share(b)
}

// bytes reads the bytes of a text.
func (r *cborReader) bytes() []byte {
	b := r.take(cborText)
	if !utf8.Valid(b) {
		r.fail()
		return nil
	}
	return b
}

// take reads a text or a byte string.
func (r *cborReader) take(kind byte) []byte {
	n := r.length(kind)
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// binary reads a byte string.
func (r *cborReader) binary() string { return r.share(r.take(cborBytes)) }

func (r *cborReader) int() int64 {
	kind, n := r.head()
	if n > math.MaxInt64 || kind != cborUint && kind != cborNegint {
		r.fail()
		return 0
	}
	if kind == cborNegint {
		return ^int64(n)
	}
	return int64(n)
}

func (r *cborReader) stamp() stamp {
	if r.length(cborArray) != 2 {
		r.fail()
	}
	return stamp{Unix: r.int(), Zone: int(r.int())}
}

func (r *cborReader) float() float64 {
	first := r.peek()
	kind, n := r.head()
	switch {
	case first == cborFloat16:
		return fromHalf(uint16(n))
	case first == cborFloat32:
		return float64(math.Float32frombits(uint32(n)))
	case first == cborFloat64:
		return math.Float64frombits(n)
	case kind == cborUint:
		return float64(n)
	case kind == cborNegint:
		return -1 - float64(n)
	}
	r.fail()
	return 0
}

func (r *cborReader) bool() bool {
	first := r.peek()
	if first != cborTrue && first != cborFalse {
		r.fail()
		return false
	}
	r.rest = r.rest[1:]
	return first == cborTrue
}

// peek returns the first byte of the next item; 0 at the end.
func (r *cborReader) peek() byte {
	if len(r.rest) == 0 {
		return 0
	}
	return r.rest[0]
}

// skip skips the next item of any type.
func (r *cborReader) skip(dec cbor.DecMode) {
	r.skipped = true
	var item cbor.RawMessage
	rest, err := dec.UnmarshalFirst(r.rest, &item)
	if r.rest = rest; err != nil {
		r.fail()
	}
}
