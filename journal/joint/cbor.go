package joint

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// The major types of CBOR that matter here.
const (
	uintType  = 0
	bytesType = 2
	textType  = 3
	arrayType = 4
	mapType   = 5
)

// ErrForm is returned for what is no document.
var ErrForm = errors.New("no document of a journal")

const maxDepth = 16

// head returns the type and value of the item at the front, and the bytes behind its head.
func head(b []byte) (kind byte, n uint64, rest []byte, err error) {
	if len(b) == 0 {
		return 0, 0, nil, ErrForm
	}
	kind, short := b[0]>>5, b[0]&0x1f
	b = b[1:]
	if short < 24 {
		return kind, uint64(short), b, nil
	}
	size := 1 << (short - 24)
	if short > 27 || len(b) < size {
		return 0, 0, nil, ErrForm
	}
	for _, x := range b[:size] {
		n = n<<8 | uint64(x)
	}
	return kind, n, b[size:], nil
}

// item splits the first item off.
func item(b []byte) (first, rest []byte, err error) {
	rest, err = skip(b, 0)
	if err != nil {
		return nil, nil, err
	}
	return b[:len(b)-len(rest)], rest, nil
}

func skip(b []byte, depth int) ([]byte, error) {
	kind, n, rest, err := head(b)
	if err != nil || depth > maxDepth {
		return nil, ErrForm
	}
	switch kind {
	case bytesType, textType:
		if n > uint64(len(rest)) {
			return nil, ErrForm
		}
		return rest[n:], nil
	case arrayType, mapType:
		if n > uint64(len(rest)) {
			return nil, ErrForm
		}
		if kind == mapType {
			n *= 2
		}
		for ; n > 0; n-- {
			if rest, err = skip(rest, depth+1); err != nil {
				return nil, err
			}
		}
	case 6:
		return skip(rest, depth+1)
	}
	return rest, nil
}

// items returns the items of an array, or the keys and values of a map in turn.
func items(b []byte, want byte) ([][]byte, error) {
	kind, n, rest, err := head(b)
	if err != nil || kind != want || n > uint64(len(rest)) {
		return nil, ErrForm
	}
	if kind == mapType {
		n *= 2
	}
	all := make([][]byte, 0, n)
	for ; n > 0; n-- {
		var x []byte
		if x, rest, err = item(rest); err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	if len(rest) > 0 {
		return nil, ErrForm
	}
	return all, nil
}

func typeOf(b []byte) byte { return b[0] >> 5 }

func appendHead(dst []byte, kind byte, n uint64) []byte {
	kind <<= 5
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

// text returns the text that an item is.
func text(b []byte) string {
	kind, n, rest, err := head(b)
	if err != nil || kind != textType || n != uint64(len(rest)) {
		return ""
	}
	return string(rest)
}

// number returns the number that an item is, and -1 for all else.
func number(b []byte) int64 {
	kind, n, rest, err := head(b)
	switch {
	case err != nil || len(rest) > 0 || n > math.MaxInt64:
		return -1
	case kind == uintType:
		return int64(n)
	}
	return -1
}

// array makes an array of items.
func array(all [][]byte) []byte {
	return append(appendHead(nil, arrayType, uint64(len(all))), bytes.Join(all, nil)...)
}

// dict makes a map of keys and values in turn, in the order of the core deterministic encoding.
func dict(all [][2][]byte) []byte {
	slices.SortFunc(all, func(a, b [2][]byte) int { return bytes.Compare(a[0], b[0]) })
	dst := appendHead(nil, mapType, uint64(len(all)))
	for _, kv := range all {
		dst = append(append(dst, kv[0]...), kv[1]...)
	}
	return dst
}
