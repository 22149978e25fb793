package exchange

import (
	"math"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
)

// Several says which of several values of a measure on one day counts.
type Several int

// The values of Several.
const (
	// SeveralRefused refuses a table with two rows of one day.
	SeveralRefused Several = iota
	SeveralFirst
	SeveralLast
	SeveralMean
	SeveralSum
	SeveralSmallest
	SeveralLargest
)

var severalNames = []string{"", "first", "last", "mean", "sum", "smallest", "largest"}

// String returns the name, which is empty for SeveralRefused.
func (s Several) String() string { return severalNames[s] }

// ParseSeveral reads what String writes.
func ParseSeveral(s string) (Several, bool) {
	i := slices.Index(severalNames, s)
	return Several(max(i, 0)), i > 0
}

// gather makes one day of the rows of each, in the order in which they first come.
func (i *Import) gather(s Several) error {
	if s == SeveralRefused {
		return nil // there is one row for each day
	}
	groups := map[journal.Date][]*pendingDay{}
	var first []*pendingDay
	for _, d := range i.days {
		if groups[d.Date] == nil {
			first = append(first, d)
		}
		groups[d.Date] = append(groups[d.Date], d)
	}
	for _, d := range first {
		rows := groups[d.Date]
		if len(rows) == 1 {
			continue
		}
		if bad := i.join(d, rows, s); bad != nil {
			bad.File, bad.Line = i.File, rows[len(rows)-1].line
			return &RejectedError{File: i.File, Rows: len(i.days), Bad: []RowError{*bad}}
		}
	}
	i.days = first
	return nil
}

// join gathers the values and the notes of rows into d, the first of them.
func (i *Import) join(d *pendingDay, rows []*pendingDay, s Several) *RowError {
	var values []journal.MeasureValue
	for _, m := range i.measures.all {
		var all []float64
		for _, row := range rows {
			if v, ok := journal.ValueOf(row.Values, m.ID).Get(); ok {
				all = append(all, v)
			}
		}
		if len(all) == 0 {
			continue
		}
		v, ok := s.of(&m.Measure, all)
		if !ok {
			return &RowError{Column: m.Name, Value: m.Format(all[len(all)-1]), is: fault.Text("the-n-th-value-of-its-day", fault.V{"Day": d.Date.String()}), Want: fault.Text("a-number-or-the-first-or-last-value")}
		}
		if bad := m.checkRange(m.Name, m.Format(v), v); bad != nil {
			return bad
		}
		m.show(v)
		values = append(values, journal.MeasureValue{Measure: m.ID, Value: v})
	}
	var notes []string
	for _, row := range rows {
		if row.Note != "" && !slices.Contains(notes, row.Note) {
			notes = append(notes, row.Note)
		}
	}
	d.Values, d.Note = values, strings.Join(notes, "\n")
	return nil
}

// of returns the value that counts of those of one day, in the order of the file. Yes and no, and the
// names of choices, have only a first and a last one.
func (s Several) of(m *journal.Measure, values []float64) (v float64, ok bool) {
	last := values[len(values)-1]
	switch s {
	case SeveralFirst:
		return values[0], true
	case SeveralLast:
		return last, true
	}
	if m.Kind == journal.ChoiceMeasure || m.Kind == journal.YesNoMeasure {
		return last, len(values) == 1
	}
	switch s {
	case SeveralSmallest:
		return slices.Min(values), true
	case SeveralLargest:
		return slices.Max(values), true
	}
	total := 0.0
	for _, v := range values {
		total += v
	}
	if s == SeveralMean {
		total /= float64(len(values))
	}
	return math.Round(total*1e9) / 1e9, true // without what floating point adds
}
