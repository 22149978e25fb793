package exchange

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal"
)

// identity makes the ids of rows that bring none of ours along, always the same for the
// same rows, so that importing a file again finds the entries of the first time. Whatever
// goes into an id must therefore stay as it is for ever.
type identity struct {
	row  rowWriter
	seen map[[sha256.Size]byte]uint64
}

func newIdentity() *identity { return &identity{seen: map[[sha256.Size]byte]uint64{}} }

// parseID reads an id of ours, also in small letters.
func parseID(text string) (ulid.ULID, bool) {
	u, err := ulid.ParseStrict(text)
	return u, err == nil
}

// idOf writes u, in the memory of text where that is how it is written already.
func idOf(u ulid.ULID, text string) journal.EntryID {
	var b [ulid.EncodedSize]byte
	_ = u.MarshalTextTo(b[:]) // fails only for another size
	if string(b[:]) == text {
		return journal.EntryID(text)
	}
	return journal.EntryID(b[:])
}

// of returns the id of a row that has none of ours, made from everything in the row and
// from the foreign id that it may have. A foreign id alone would not do: many programs count
// from 1 in every file. Rows that are alike get different ids by their order in
// the file. told is the entry with the times as the file tells them.
func (i *identity) of(text string, told *journal.Entry, area string) journal.EntryID {
	i.row.buf = append(append(i.row.buf[:0], text...), 0)
	i.row.entry(told, strings.ToLower(area))
	sum := sha256.Sum256(i.row.buf)
	n := i.seen[sum]
	i.seen[sum]++
	if n > 0 {
		sum = sha256.Sum256(binary.BigEndian.AppendUint64(sum[:], n))
	}
	return ulidOf(told.Time, sum)
}

// ulidOf returns the ULID of a moment with the first 80 bits of sum as its randomness. A
// ULID knows no time before 1970; such entries get the time 0, since an id only names.
func ulidOf(t time.Time, sum [sha256.Size]byte) journal.EntryID {
	var u ulid.ULID
	if ms := t.Unix() * 1000; ms > 0 {
		u.SetTime(uint64(ms)) // the year 2200 fits 48 bits
	}
	u.SetEntropy(sum[:10]) // ten bytes are what it asks for
	return journal.EntryID(u.String())
}
