package table

import (
	"context"
	"time"
)

// maxMomentColumns is among how many columns of times a duration is looked for.
const maxMomentColumns = 4

// between is a column of durations that may be the time between two columns of times.
type between struct {
	column, from, to int
	form             DurationForm
}

// proveByTimes proves the form of durations that leave it open, where each of them is the time
// between two columns of the same row, as 7:48 between 23:14 and 07:02 is hours and minutes.
func (t *Table) proveByTimes(ctx context.Context, f *Facts) error {
	all := f.candidates()
	if len(all) == 0 {
		return nil
	}
	readers := map[int]*DateReader{}
	for _, b := range all {
		for _, c := range []int{b.from, b.to} {
			readers[c] = &DateReader{Order: f.Columns[c].Dates.Order}
		}
	}
	found := false
	for row, err := range t.Rows(ctx) {
		switch {
		case ctx.Err() != nil:
			return err
		case err != nil || row.Sums:
			continue
		}
		kept := all[:0]
		for _, b := range all {
			is, told := b.holds(row, readers)
			if found = found || told; is {
				kept = append(kept, b)
			}
		}
		if all = kept; len(all) == 0 {
			return nil
		}
	}
	for _, b := range all {
		d := &f.Columns[b.column].Durations
		if found && d.Verdict == Open {
			d.Verdict, d.Form = Proved, b.form
			d.Smallest[DurationNone], d.Largest[DurationNone] = d.Smallest[b.form], d.Largest[b.form]
		}
	}
	return nil
}

// candidates are all readings that the facts of the columns allow.
func (f *Facts) candidates() []between {
	var moments, durations []int
	for i := range f.Columns {
		c := &f.Columns[i]
		if d := &c.Dates; d.All() && d.Verdict == Proved && d.WithTime == d.Cells && len(moments) < maxMomentColumns {
			moments = append(moments, i)
		}
		if d := &c.Durations; d.All() && d.Verdict == Open {
			durations = append(durations, i)
		}
	}
	var all []between
	for _, c := range durations {
		for _, from := range moments {
			for _, to := range moments {
				if from != to {
					all = append(all, between{c, from, to, MinutesSeconds}, between{c, from, to, HoursMinutes})
				}
			}
		}
	}
	return all
}

// holds reports whether the duration of a row is the time between its two times, to what its form
// does not show. told is false where one of the three is not there.
func (b *between) holds(row Row, readers map[int]*DateReader) (is, told bool) {
	cell := row.Cells[b.column]
	if IsEmpty(cell) || IsEmpty(row.Cells[b.from]) || IsEmpty(row.Cells[b.to]) {
		return true, false
	}
	duration, err1 := (&NumberReader{Durations: b.form, AsDurations: true}).Read(cell)
	from, err2 := readers[b.from].Read(row.Cells[b.from])
	to, err3 := readers[b.to].Read(row.Cells[b.to])
	if err1 != nil || err2 != nil || err3 != nil {
		return false, false
	}
	slack := time.Second
	if b.form == HoursMinutes {
		slack = time.Minute
	}
	passed := to.At.Sub(from.At)
	off := passed - time.Duration(duration.Value*float64(time.Minute)+0.5)
	return passed > 0 && off > -slack && off < slack, true
}
