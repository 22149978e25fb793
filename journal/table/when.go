package table

import (
	"cmp"
	"slices"
	"strings"
)

// When is a way to make a time of one or several columns: their cells, joined by blanks in this
// order, are read by a DateReader.
type When struct {
	// Columns are the places of the columns.
	Columns []int
	// HasTime reports that the time of day is known too.
	HasTime bool
	// Verdict is Open if the order of the dates is, or if the column with the time may be one of
	// durations.
	Verdict Verdict
}

// relate finds what columns are beside each other.
func (f *Facts) relate() {
	timed, dated := false, false
	for i := range f.Columns {
		d := &f.Columns[i].Dates
		timed = timed || d.All() && d.WithTime > 0
		dated = dated || d.All() && d.WithTime == 0 || d.Bad > 0 && d.DayMonths == f.Columns[i].Filled
	}
	for i := range f.Columns {
		if c := &f.Columns[i].Clock; c.Cells > 0 {
			c.BesideTime, c.BesideDate = timed, dated
		}
	}
	f.findWhen()
	slices.SortStableFunc(f.When, func(a, b When) int { return cmp.Compare(a.rank(), b.rank()) })
}

// rank is lower for a time of day that is known, for columns that are beside each other, and for
// fewer of them.
func (w When) rank() int {
	rank := len(w.Columns)
	for i := 1; i < len(w.Columns); i++ {
		gap := w.Columns[i] - w.Columns[i-1] - 1
		rank += 10 * max(gap, -gap)
	}
	if !w.HasTime {
		rank += 1_000_000
	}
	return rank
}

// findWhen lists the columns of dates, with the year and the time of day beside them.
func (f *Facts) findWhen() {
	for i := range f.Columns {
		c := &f.Columns[i]
		switch {
		case c.Filled == 0:
		case c.Dates.All():
			f.addWhen([]int{c.Column.Place}, c.Dates.Verdict, c.Dates.WithTime > 0)
		case c.Dates.Epoch != EpochNone:
			f.When = append(f.When, When{Columns: []int{c.Column.Place}, HasTime: c.Dates.Epoch != EpochDays, Verdict: Open})
		case c.Dates.DayMonths == c.Filled:
			if year := f.year(); year > 0 {
				f.addWhen([]int{year, c.Column.Place}, Proved, false)
			}
		}
	}
	if parts := f.yearMonthDay(); parts != nil {
		f.addWhen(parts, Proved, false)
	}
}

// addWhen adds a date and, if it has no time, the same with each column of times.
func (f *Facts) addWhen(columns []int, v Verdict, timed bool) {
	f.When = append(f.When, When{Columns: columns, HasTime: timed, Verdict: v})
	if timed {
		return
	}
	for i := range f.Columns {
		c := &f.Columns[i]
		if c.Clock.Verdict == VerdictNone || c.Filled == 0 {
			continue
		}
		both := append(slices.Clone(columns), c.Column.Place)
		verdict := v
		if v == Proved {
			verdict = c.Clock.Verdict
		}
		f.When = append(f.When, When{Columns: both, HasTime: true, Verdict: verdict})
	}
}

// year is the place of the only column of years, or 0.
func (f *Facts) year() int {
	place := 0
	for i := range f.Columns {
		if f.Columns[i].within(1900, 2100) {
			if place > 0 {
				return 0
			}
			place = f.Columns[i].Column.Place
		}
	}
	return place
}

// within reports whether all cells are whole numbers between two.
func (c *ColumnFacts) within(low, high float64) bool {
	n := &c.Numbers
	return n.All() && n.Verdict == Proved && n.Alike() && n.Units[0].Word == "" && n.Notation == NotationNone &&
		n.Smallest[NotationNone].Number >= low && n.Largest[NotationNone].Number <= high
}

// partNames are the names of columns with the parts of a date.
var partNames = [3]string{
	" year jahr année annee año ano anno jaar rok 年 ",
	" month monat mois mes mês mese maand miesiąc 月 ",
	" day tag jour día dia giorno dag dzień 日 ",
}

// yearMonthDay finds three columns by their names and what they hold.
func (f *Facts) yearMonthDay() []int {
	ends := [3][2]float64{{1900, 2100}, {1, 12}, {1, 31}}
	parts := make([]int, 3)
	for i := range f.Columns {
		c := &f.Columns[i]
		name := " " + strings.ToLower(c.Column.Name) + " "
		for part, names := range partNames {
			if len(name) > 2 && strings.Contains(names, name) && parts[part] == 0 && c.within(ends[part][0], ends[part][1]) {
				parts[part] = c.Column.Place
			}
		}
	}
	if slices.Contains(parts, 0) {
		return nil
	}
	return parts
}
