package journal

import "iter"

// Origin remembers what an entry was in the table that it was imported from: what names its row
// there, and of each field that the row filled the column and a hash of the value. So an import
// recognises a row that has changed since, and knows which fields were edited here. It is empty
// for any other entry. Package exchange makes and compares the hashes; the journal stores them.
type Origin string

// The sizes in bytes of the parts of an Origin: the name of the row, and for each field its key,
// the column and the value.
const (
	originName  = 10
	originField = 1 + 2 + 4
)

// storedMoment marks the key of a time as it was stored.
const storedMoment = 0x80

// RowName is a hash of what names a row in its file.
type RowName [originName]byte

// ImportedField is what a row of a file had for a field of its entry.
type ImportedField struct {
	// Key is the field's Key.
	Key byte
	// Column is a hash of the name of the column, and Value one of its value.
	Column [2]byte
	Value  [4]byte
	// Stored is a hash of the value as it was stored: Value, but for a time without a zone.
	Stored [4]byte
}

// NewOrigin returns the origin of an entry from the row with that name and those fields.
func NewOrigin(row RowName, fields []ImportedField) Origin {
	b := append(make([]byte, 0, originName+originField*(len(fields)+1)), row[:]...)
	for _, in := range fields {
		b = in.appendTo(b, in.Key, in.Value)
		if in.Stored != in.Value {
			b = in.appendTo(b, in.Key|storedMoment, in.Stored)
		}
	}
	return Origin(b)
}

func (in *ImportedField) appendTo(b []byte, key byte, value [4]byte) []byte {
	return append(append(append(b, key), in.Column[:]...), value[:]...)
}

// Row returns the name of the row; ok is false if o is empty.
func (o Origin) Row() (row RowName, ok bool) {
	if len(o) < originName {
		return RowName{}, false
	}
	copy(row[:], o)
	return row, true
}

// Fields are the fields that were not empty in the row, in the order given to NewOrigin.
func (o Origin) Fields() iter.Seq[ImportedField] {
	return func(yield func(ImportedField) bool) {
		for rest := o; len(rest) >= originName+originField; rest = rest[originField:] {
			part := rest[originName:]
			if part[0]&storedMoment != 0 {
				continue
			}
			in := ImportedField{Key: part[0], Column: [2]byte{part[1], part[2]}, Value: valueAt(part)}
			in.Stored = in.Value
			if next := part[originField:]; len(next) >= originField && next[0] == part[0]|storedMoment {
				in.Stored = valueAt(next)
			}
			if !yield(in) {
				return
			}
		}
	}
}

func valueAt(part Origin) [4]byte { return [4]byte{part[3], part[4], part[5], part[6]} }
