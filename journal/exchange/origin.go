package exchange

import (
	"cmp"
	"crypto/sha256"
	"iter"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/table"
)

// rowNaming says what names the rows of one table, and which columns fill our fields.
//
// A row is named by the key that a person chose, by the file's own id, or by its time, area and
// title, or the column of which it was made if it has no title. An entry is that of a row only if each field that the row filled then is filled from the
// same column now: a column that was added since is no obstacle, another table is.
type rowNaming struct {
	key       []int  // the columns that were chosen as the key
	keyName   string // what messages call them
	keyLabels string
	idLabel   string
	keyIsID   bool      // a person says that the ids name the rows
	each      int       // the place of the column that names the column of an entry each, else -1
	filled    []*column // those that are remembered, in the order of fileFields
	labels    [maxFields][2]byte
	isFilled  [maxFields]bool
	isSet     [maxFields]bool // to the same value in every row
}

// maxFields is above the Key of every field in files.
const maxFields = 64

// newNaming finds what names the rows of a table with those columns.
func newNaming(columns []table.Column, l *layout, o ImportPlan) (*rowNaming, error) {
	n := &rowNaming{each: -1}
	if len(o.Each.Columns) > 0 {
		n.each = len(columns) - 2 // as Each makes them
	}
	labels := labelsOf(columns)
	for _, name := range o.Key {
		i, err := findColumn(o.File, labels, name)
		if err != nil {
			return nil, err
		}
		n.key = append(n.key, i)
		n.keyName = listed(n.keyName, labels[i])
		n.keyLabels += labels[i] + "\x00"
	}
	for i := range l.bindings {
		b := &l.bindings[i]
		label := ""
		for _, cell := range b.cells {
			label += loose(labels[cell]) + "\x00"
		}
		if b.column == idColumn {
			n.idLabel, n.keyIsID = label, slices.Equal(n.key, b.cells)
		}
		n.fill(b.column, label)
	}
	for _, s := range o.Set {
		if columnNamed(s.To) == nil {
			continue // a measure
		}
		n.isSet[columnNamed(s.To).Key()] = true
		n.fill(columnNamed(s.To), "="+strings.ToLower(strings.TrimSpace(s.Value)))
	}
	for _, c := range fileFields {
		if n.isFilled[c.Key()] {
			n.filled = append(n.filled, c)
		}
	}
	return n, nil
}

// fill records that a field is filled from the column with that label. What the journal keeps by
// itself is not remembered.
func (n *rowNaming) fill(c *column, label string) {
	if c.Phase == journal.Automatic || c.measure != nil || c == thensColumn || c == tryColumn {
		return
	}
	sum := sha256.Sum256([]byte(label))
	n.labels[c.Key()], n.isFilled[c.Key()] = [2]byte(sum[:]), true
}

// keyOf returns the cells of a row that are its key; it is empty if they are.
func (n *rowNaming) keyOf(record []string) string {
	var key strings.Builder
	empty := true
	for _, i := range n.key {
		cell := strings.TrimSpace(record[i])
		empty = empty && cell == ""
		key.WriteString(cell)
		key.WriteByte(0)
	}
	if empty {
		return ""
	}
	return key.String()
}

// rowNames are the names of a row by what they are made of, the best one first; one that is zero
// is missing.
type rowNames [3]journal.RowName

// The places in rowNames.
const (
	byKey = iota
	byID
	byTitle
)

func nameOf(parts ...string) journal.RowName {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return journal.RowName(sum[:])
}

// names returns the names of a row. written is its entry with the times as in the file.
func (n *rowNaming) names(c *checked, written *journal.Entry, area string) (r rowNames) {
	if c.key != "" && !n.keyIsID {
		r[byKey] = nameOf("key", n.keyLabels, c.key)
	}
	if c.text != "" {
		r[byID] = nameOf("id", n.idLabel, c.text)
	}
	if written.Title != "" {
		r[byTitle] = nameOf("title", momentText(written.Time), area, written.Title)
	} else if c.each != "" {
		r[byTitle] = nameOf("each", momentText(written.Time), area, c.each)
	}
	return r
}

// best returns the best name; it is zero if there is none.
func (r *rowNames) best() journal.RowName { return cmp.Or(r[byKey], r[byID], r[byTitle]) }

// originOf returns the origin of a row with a name. stored is its entry as it is stored.
func (n *rowNaming) originOf(name journal.RowName, s *summer, written, stored *journal.Entry, area string) journal.Origin {
	fields := s.fields[:0]
	for _, c := range n.filled {
		value, ok := s.sum(c, written, area)
		if !ok {
			continue
		}
		in := journal.ImportedField{Key: c.Key(), Column: n.labels[c.Key()], Value: value, Stored: value}
		if c.Kind == journal.MomentField {
			in.Stored, _ = s.sum(c, stored, area)
		}
		fields = append(fields, in)
	}
	s.fields = fields
	return journal.NewOrigin(name, fields)
}

// summer hashes the values of fields.
type summer struct {
	buf    []byte
	fields []journal.ImportedField // reused
}

// sum returns the hash of e's value of a field; ok is false if it is empty. The same value always
// has the same hash.
func (s *summer) sum(c *column, e *journal.Entry, area string) (sum [4]byte, ok bool) {
	f := fingerprint{s.buf[:0]}
	f.field(c, e, area)
	s.buf = f.bytes
	if len(f.bytes) == 0 {
		return sum, false
	}
	whole := sha256.Sum256(f.bytes)
	return [4]byte(whole[:]), true
}

// fieldsOf are the fields of an origin by their keys.
type fieldsOf struct {
	in  [maxFields]journal.ImportedField
	has [maxFields]bool
}

// read returns the fields of o; ok is false if one of them is filled from another column of this
// table, or from none: then o is that of another table.
func (n *rowNaming) read(o journal.Origin) (f fieldsOf, ok bool) {
	for in := range fieldsIn(o) {
		if !n.fills(&in) {
			return f, false
		}
		f.in[in.Key], f.has[in.Key] = in, true
	}
	return f, true
}

// isFrom reports whether o is of a table like this one.
func (n *rowNaming) isFrom(o journal.Origin) bool {
	for in := range fieldsIn(o) {
		if !n.fills(&in) {
			return false
		}
	}
	return true
}

// fills reports whether the table fills a field from the same column as that of in.
func (n *rowNaming) fills(in *journal.ImportedField) bool {
	return in.Key < maxFields && n.isFilled[in.Key] && n.labels[in.Key] == in.Column
}

// fieldsIn are the fields of an origin without its values of measures.
func fieldsIn(o journal.Origin) iter.Seq[journal.ImportedField] {
	return func(yield func(journal.ImportedField) bool) {
		for in := range o.Fields() {
			if in.Key != measureKey && !yield(in) {
				return
			}
		}
	}
}

// isOf reports whether in is what a row had for c.
func isOf(in *journal.ImportedField, c *column) bool { return in.Key == c.Key() }

// timeOf returns what the row had as its time.
func timeOf(o journal.Origin) [4]byte {
	for in := range fieldsIn(o) {
		if isOf(&in, timeColumn) {
			return in.Value
		}
	}
	return [4]byte{}
}

// saysTheSame reports whether two rows had the same in every field, whatever names them, and
// whatever zone their times were read in.
func saysTheSame(a, b journal.Origin) bool { return a == b || valuesOf(a) == valuesOf(b) }

// valuesOf returns what a row had in its fields.
func valuesOf(o journal.Origin) string {
	b := make([]byte, 0, len(o))
	for in := range fieldsIn(o) {
		b = append(append(b, in.Key), in.Value[:]...)
	}
	return string(b)
}
