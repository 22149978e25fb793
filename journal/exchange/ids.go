package exchange

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/oklog/ulid/v2"

	"enactive/journal"
	"enactive/journal/optional"
)

// identity derives the ids of rows without one of ours, always the same for the same rows, so
// that importing a file again finds the entries of the first import.
//
// The random part of an id is a hash of the row. The time part has unused milliseconds, since
// our times are whole seconds: they number the rows of one moment, so that rows with the same
// bare date stay in the order of the file.
type identity struct {
	buf    []byte
	seen   map[[sha256.Size]byte]uint64
	moment map[int64]uint64 // the number of rows so far per second
}

func newIdentity() *identity {
	return &identity{seen: map[[sha256.Size]byte]uint64{}, moment: map[int64]uint64{}}
}

// parseID parses an id of ours in upper or lower case.
func parseID(text string) (ulid.ULID, bool) {
	u, err := ulid.ParseStrict(text)
	return u, err == nil
}

// idOf formats u, reusing the memory of text if that is the same.
func idOf(u ulid.ULID, text string) journal.EntryID {
	var b [ulid.EncodedSize]byte
	_ = u.MarshalTextTo(b[:]) // fails only for another size
	if string(b[:]) == text {
		return journal.EntryID(text)
	}
	return journal.EntryID(b[:])
}

// of returns the id of a row without one of ours, derived from the whole row including its
// foreign id, if any. A foreign id alone is not enough: many programs count from 1 in every
// file. Equal rows get different ids by their order in the file. written is the entry with the
// times as written in the file.
func (i *identity) of(text string, written *journal.Entry, area string) journal.EntryID {
	f := fingerprint{i.buf[:0]}
	f.entry(written, strings.ToLower(area))
	f.add("id", text)
	i.buf = f.bytes
	sum := sha256.Sum256(f.bytes)
	n := i.seen[sum]
	i.seen[sum]++
	if n > 0 {
		sum = sha256.Sum256(binary.BigEndian.AppendUint64(sum[:], n))
	}
	second := written.Time.Unix()
	place := i.moment[second]
	i.moment[second]++
	return ulidOf(second, min(place, 999), sum)
}

// ulidOf returns the ULID of a moment with the first 80 bits of sum as its randomness. A
// ULID cannot hold a time before 1970; such entries get the time 0.
func ulidOf(second int64, millisecond uint64, sum [sha256.Size]byte) journal.EntryID {
	var u ulid.ULID
	_ = u.SetTime(uint64(max(0, second))*1000 + millisecond) // the year 2200 fits 48 bits
	_ = u.SetEntropy(sum[:10])                               // fails only for another length
	return journal.EntryID(u.String())
}

// sameRow is the part of a row's id that does not depend on its position in a file.
type sameRow struct {
	second  uint64
	content [10]byte
}

func rowOf(id journal.EntryID) (sameRow, bool) {
	u, err := ulid.ParseStrict(string(id))
	return sameRow{u.Time() / 1000, [10]byte(u.Entropy())}, err == nil
}

// findMoved assigns the ids in j to rows that j has from a file in which they had another
// position among the rows of the same moment.
func findMoved(j *journal.Journal, rows []*incoming) {
	wanted := map[sameRow]*incoming{}
	for _, in := range rows {
		if row, ok := rowOf(in.entry.ID); ok && in.made {
			wanted[row] = in
		}
	}
	if len(wanted) == 0 {
		return
	}
	for _, q := range []journal.Query{{}, {InBin: true}} {
		for _, e := range j.Entries(q) {
			if row, ok := rowOf(e.ID); ok && wanted[row] != nil {
				wanted[row].entry.ID = e.ID
			}
		}
	}
}

// fingerprint encodes a row: each nonempty field with its name. The encoding of existing fields
// must never change; a new field does not change the fingerprint of a row that lacks it.
type fingerprint struct{ bytes []byte }

func (f *fingerprint) add(name, value string) {
	if value != "" {
		f.bytes = append(append(append(append(f.bytes, name...), 0), value...), 0) // texts contain no 0
	}
}

func (f *fingerprint) entry(e *journal.Entry, area string) {
	for _, c := range fileFields {
		if c != idColumn { // the id comes last
			f.field(c, e, area)
		}
	}
}

// field encodes one field but the id.
func (f *fingerprint) field(c *column, e *journal.Entry, area string) {
	switch c.Kind {
	case journal.NumberField:
		f.add(c.Name, numberText(c.Number(e)))
	case journal.MomentField:
		f.add(c.Name, momentText(*c.Moment(e)))
	case journal.ListField:
		for _, s := range *c.List(e) {
			f.add(c.Name, s)
		}
	case journal.MeasuresField: // a row stays the same row with one more measure
	case journal.AnswersField:
		for _, s := range answerItems(e.Answers) {
			f.add(c.Name, s)
		}
	case journal.ObstaclesField:
		for _, o := range e.Obstacles {
			f.add(c.Name, string(appendObstacle(nil, o)))
		}
		for _, s := range thenItems(e.Obstacles) {
			f.add(thensColumn.Name, s)
		}
	case journal.PeopleField:
		for _, p := range e.People {
			f.add(c.Name, p.String())
		}
	case journal.IDField:
		f.add(c.Name, area)
	default:
		f.add(c.Name, c.Text(e))
	}
}

func numberText[T ~float64](v optional.Value[T]) string {
	x, ok := v.Get()
	if !ok {
		return ""
	}
	return journal.FormatNumber(x)
}
