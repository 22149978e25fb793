package vault

import (
	"encoding/binary"
	"iter"
)

// The leaf pages of a bbolt file, as far as salvage needs them: a page head of 16 bytes
// (id 8, flags 2, count 2, overflow 4) and then, for each item, flags 4, position 4, key
// size 4 and value size 4, where the position counts from the item's own beginning. Numbers
// are in the order of the machine; all that we run on put the low byte first.
const (
	leafPage     = 4096
	leafPageHead = 16
	leafItem     = 16
	leafFlag     = 0x02
)

// leafItems yields the keys and values of every page that looks like a leaf, wherever the
// tree above it has gone. What it yields may be of an older state, or be no item at all;
// only what opens with the key is to be believed. No byte is in two values of a store, so that
// together they are no longer than the file: what pretends more is no store, and ends it.
func leafItems(b []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		left := uint64(len(b))
		for at := 0; at+leafPageHead <= len(b); at += leafPage {
			page := b[at:]
			if binary.LittleEndian.Uint16(page[8:]) != leafFlag {
				continue
			}
			for i := range int(binary.LittleEndian.Uint16(page[10:])) {
				begin := leafPageHead + i*leafItem
				if begin+leafItem > min(len(page), leafPage) {
					break
				}
				item := page[begin:]
				from := uint64(begin) + uint64(binary.LittleEndian.Uint32(item[4:]))
				keySize := uint64(binary.LittleEndian.Uint32(item[8:]))
				valueSize := uint64(binary.LittleEndian.Uint32(item[12:]))
				end := from + keySize + valueSize
				if end > uint64(len(page)) || keySize == 0 {
					continue
				}
				if keySize+valueSize > left {
					return
				}
				left -= keySize + valueSize
				if !yield(page[from:from+keySize], page[from+keySize:end]) {
					return
				}
			}
		}
	}
}
