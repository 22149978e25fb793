package exchange

import (
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal"
	"enactive/journal/fault"
)

// slab is how many rows are read and checked at once. Their entries lie in one piece of
// memory: growing one slice of all of them would cost more than reading them.
const slab = 256

// checked is one row of a file that was read and checked for itself.
type checked struct {
	line int
	bad  *RowError

	entry *incoming
	told  toldTimes
	// text is what the file says is the id, and id what that is where it is one of ours.
	text string
	id   ulid.ULID
	ours bool
	area string
	// replaced counts the texts in which bytes that are no UTF-8 were replaced.
	replaced int
}

// check finishes a row whose entry was read. It may run on any goroutine.
func (c *checked) check(called func(field string) string, now time.Time) {
	if c.bad != nil {
		return
	}
	e := &c.entry.entry
	var err error
	if c.id, c.ours = parseID(c.text); c.ours {
		e.ID = idOf(c.id, c.text) // what a journal gave out may come back as it was
	}
	if *e, err = journal.CheckStored(*e, now); err != nil {
		c.bad = fieldError(err, called)
		return
	}
}

// intake takes the rows of one file in their order, whatever its format.
type intake struct {
	imp    *Import
	ids    *identity
	lines  map[ulid.ULID]int // where an id of ours was met
	called func(field string) string
}

func newIntake(file string, called func(field string) string) *intake {
	return &intake{
		imp: &Import{File: file, known: map[string]int{}},
		ids: newIdentity(), lines: map[ulid.ULID]int{}, called: called,
	}
}

// newRows returns n rows with room for their entries.
func newRows(n int) []checked {
	rows, entries := make([]checked, n), make([]incoming, n)
	for i := range rows {
		rows[i].entry = &entries[i]
	}
	return rows
}

// add takes rows in; those that are bad are noted and left out.
func (in *intake) add(rows []checked) {
	for i := range rows {
		c := &rows[i]
		if c.bad == nil {
			c.bad = in.place(c)
		}
		in.imp.Replaced += c.replaced
		if c.bad != nil {
			in.refuse(c.bad, c.line)
			continue
		}
		in.imp.rows = append(in.imp.rows, c.entry)
	}
}

// place gives the entry of a row its area and its id.
func (in *intake) place(c *checked) *RowError {
	at, known := in.imp.known[c.area]
	if !known {
		name, err := cleanArea(c.area)
		if err != nil {
			return fieldError(err, in.called)
		}
		at = in.imp.areaCalled(name)
		in.imp.known[c.area] = at
	}
	c.entry.area = at
	e := &c.entry.entry
	if c.ours {
		if first, twice := in.lines[c.id]; twice {
			return &RowError{Column: in.called("id"), Value: c.text, is: fault.Text("also-the-id-of-the-entry-in-line-line-of-a-value", fault.V{"Line": itoa(first)}),
				Want: fault.Text("a-unique-id-or-left-empty")}
		}
		in.lines[c.id] = c.line
		e.ID = idOf(c.id, c.text)
	} else {
		row := c.told.entry(*e)
		e.ID, c.entry.made = in.ids.of(c.text, &row, in.imp.areas[at].Name), true
	}
	if e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.IsZero() {
		e.EfficacyBeforeAt = e.Time // given in time
	}
	return nil
}

// refuse notes a bad row.
func (in *intake) refuse(bad *RowError, line int) {
	bad.File, bad.Line, bad.Value = in.imp.File, line, clip(bad.Value)
	in.imp.Bad = append(in.imp.Bad, *bad)
}
