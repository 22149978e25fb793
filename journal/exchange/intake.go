package exchange

import (
	"cmp"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// slab is the number of rows that are read and checked at once. Their entries are allocated
// together: growing one slice of all entries would take longer than reading them.
const slab = 256

// checked is one row of a file that was read and checked independently of the others.
type checked struct {
	file string // empty if it is the only file of the import
	line int
	bad  *RowError

	entry   *incoming
	written writtenTimes
	// text is the id in the file, and id its value if it is one of ours.
	text string
	id   ulid.ULID
	ours bool
	area string
	// key are the cells that were chosen to name the row.
	key string
	// each is the column of which the row was made.
	each string
	// outside is what is wrong with a value that is outside the range of its measure. It may be so in
	// an entry that was exported.
	outside *RowError
	// replaced counts the texts in which invalid UTF-8 was replaced.
	replaced int
	// doubt is what is wrong with its time in the zone of times without one.
	doubt clockDoubt
}

// check completes a row whose entry was read. It may run on any goroutine.
func (c *checked) check(columnName func(field string) string, now time.Time) {
	if c.bad != nil {
		return
	}
	e := &c.entry.entry
	var err error
	if c.id, c.ours = parseID(c.text); c.ours {
		e.ID = idOf(c.id, c.text) // CheckStored is lenient with an exported entry
	}
	if *e, err = journal.CheckStored(*e, now); err != nil {
		c.bad = fieldError(err, columnName)
		return
	}
	if c.outside != nil && (!c.ours || e.Created.IsZero()) {
		c.bad = c.outside
	}
}

// setValues stores the values of a row.
func (c *checked) setValues(v *valueCells) {
	c.entry.entry.Measures, c.entry.texts, c.outside = v.values, v.texts, v.outside
}

// intake collects the rows of one file of any format in order.
type intake struct {
	imp        *Import
	ids        *identity
	lines      map[ulid.ULID]int // the line of each id of ours
	columnName func(field string) string
	naming     *rowNaming     // nil for a format that names its entries by our ids alone
	keys       map[string]int // the line of each key
	summer     summer
	doubts     [clockDoubts]table.Lines
}

func newIntake(file string, columnName func(field string) string) *intake {
	return &intake{
		imp: &Import{File: file, known: map[string]int{}},
		ids: newIdentity(), lines: map[ulid.ULID]int{}, keys: map[string]int{}, columnName: columnName,
	}
}

// isFull reports whether there are more entries than one import may have.
func (in *intake) isFull() bool { return len(in.imp.rows) > MaxEntries }

func tooManyEntries(file string) error {
	return rejected(fault.Text("file-has-more-than-n-entries-split", fault.V{"File": file, "N": MaxEntries}))
}

// newRows allocates n rows with their entries.
func newRows(n int) []checked {
	rows, entries := make([]checked, n), make([]incoming, n)
	for i := range rows {
		rows[i].entry = &entries[i]
	}
	return rows
}

// add adds rows; bad ones are recorded and left out.
func (in *intake) add(rows []checked) {
	for i := range rows {
		c := &rows[i]
		if c.bad == nil {
			c.bad = in.place(c)
		}
		in.imp.Replaced += c.replaced
		if c.bad != nil {
			c.bad.File = c.file
			in.refuse(c.bad, c.line)
			continue
		}
		c.entry.line = c.line
		in.doubt(c)
		in.imp.rows = append(in.imp.rows, c.entry)
	}
}

// place assigns an area and an id to the entry of a row.
func (in *intake) place(c *checked) *RowError {
	at, known := in.imp.known[c.area]
	if !known {
		name, err := cleanArea(c.area)
		if err != nil {
			return fieldError(err, in.columnName)
		}
		at = in.imp.areaNamed(name)
		in.imp.known[c.area] = at
	}
	if c.key != "" {
		if first, twice := in.keys[c.key]; twice {
			return &RowError{Column: in.naming.keyName, Value: strings.ReplaceAll(strings.TrimSuffix(c.key, "\x00"), "\x00", ", "),
				is: fault.Text("also-the-key-of-line-line", fault.V{"Line": itoa(first)}), Want: fault.Text("unique-to-be-a-key")}
		}
		in.keys[c.key] = c.line
	}
	c.entry.area = at
	e := &c.entry.entry
	if c.ours {
		if first, twice := in.lines[c.id]; twice {
			return &RowError{Column: in.columnName("id"), Value: c.text, is: fault.Text("also-the-id-of-the-entry-in-line-line-of-a-value", fault.V{"Line": itoa(first)}),
				Want: fault.Text("a-unique-id-or-left-empty")}
		}
		in.lines[c.id] = c.line
		e.ID = idOf(c.id, c.text)
	} else {
		in.identify(c)
	}
	if e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.IsZero() {
		e.EfficacyBeforeAt = e.Time // counts as rated before
	}
	return nil
}

// identify gives a row without an id of ours an id and an origin.
func (in *intake) identify(c *checked) {
	e, area := &c.entry.entry, in.imp.areas[c.entry.area].Name
	written := c.written.entry(*e)
	e.ID, c.entry.made = in.ids.of(c.text, &written, area), true
	if in.naming == nil {
		return
	}
	area = strings.ToLower(area)
	c.entry.names = in.naming.names(c, &written, area)
	if best := c.entry.names.best(); best != (journal.RowName{}) {
		e.Origin = in.naming.originOf(best, &in.summer, &written, e, area)
	}
}

// refuse records a bad row.
func (in *intake) refuse(bad *RowError, line int) {
	bad.File, bad.Line, bad.Value = cmp.Or(bad.File, in.imp.File), cmp.Or(bad.Line, line), clip(bad.Value)
	in.imp.Bad = append(in.imp.Bad, *bad)
}
