package exchange

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"enactive/journal"
)

// WriteDaysCSV writes the days from one to another, inclusive and unbounded if zero, as CSV in the
// form of WriteCSV, oldest first: the column day, one for each measure of which a day has a value,
// and note.
func WriteDaysCSV(ctx context.Context, w io.Writer, j *journal.Journal, from, to journal.Date) error {
	days := j.Days(from, to)
	row := rowWriter{measures: writersOf(measuresOfDays(j, days))}
	row.buf = append(row.buf, dayColumn.Name...)
	row.measureNames()
	row.buf = append(append(append(row.buf, ','), noteColumn.Name...), '\n')
	for i, d := range days {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("exporting days: %w", err)
			}
		}
		row.plain(d.Date.String())
		row.values(d.Values)
		row.buf = append(appendText(row.buf, d.Note), '\n')
	}
	if _, err := w.Write(row.buf); err != nil {
		return fmt.Errorf("exporting days: %w", err)
	}
	return nil
}

func measuresOfDays(j *journal.Journal, days []journal.Day) []journal.Measure {
	used := map[journal.MeasureID]bool{}
	for _, d := range days {
		for _, v := range d.Values {
			used[v.Measure] = true
		}
	}
	return measuresOf(j, used)
}

// writeDays writes the days of a request, which may choose nothing but days.
func writeDays(ctx context.Context, w io.Writer, j *journal.Journal, r Request) error {
	if !HasDays(r.Query) {
		return misused("--%s writes the values of days, which belong to no area and no entry: only --from and --to choose among them", daysKey)
	}
	return WriteDaysCSV(ctx, w, j, r.Query.From, r.Query.To)
}

// appendValues appends values as a JSON object with the names of their measures.
func appendValues(dst []byte, values []journal.MeasureValue, measures map[journal.MeasureID]*journal.Measure) []byte {
	dst = append(dst, '{')
	for _, v := range values {
		m := measures[v.Measure]
		if m == nil {
			continue
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(appendQuoted(dst, m.Name), ':')
		dst = appendJSONValue(dst, m, v.Value)
	}
	return append(dst, '}')
}

// appendJSONValue appends a value as JSON: a number, or a text as in tables. A duration that is no
// whole number of seconds is a number of minutes.
func appendJSONValue(dst []byte, m *journal.Measure, v float64) []byte {
	switch m.Kind {
	case journal.NumberMeasure, journal.ScaleMeasure:
		return appendNumeral(dst, v)
	case journal.DurationMeasure:
		if math.Round(v*60)/60 != v {
			return appendNumeral(dst, v)
		}
		return append(appendDuration(append(dst, '"'), v), '"')
	}
	return appendQuoted(dst, m.Format(v))
}

// measuresByID are all measures of a journal.
func measuresByID(j *journal.Journal) map[journal.MeasureID]*journal.Measure {
	all := j.Measures()
	byID := make(map[journal.MeasureID]*journal.Measure, len(all))
	for i := range all {
		byID[all[i].ID] = &all[i]
	}
	return byID
}

// measuresFor returns the measures of a JSON export: all of a whole journal, and else those of its
// area, those of its goals and experiments, and those of which its entries and days have a value.
func measuresFor(j *journal.Journal, q journal.Query, areas []journal.Area, entries []*journal.Entry, days []journal.Day, experiments []journal.Experiment) []journal.Measure {
	all := j.Measures()
	if choosesAll(q) && q.Area == "" {
		return all
	}
	used := map[journal.MeasureID]bool{}
	for _, m := range measuresIn(j, entries) {
		used[m.ID] = true
	}
	for _, m := range measuresOfDays(j, days) {
		used[m.ID] = true
	}
	for _, x := range experiments {
		used[journal.MeasureID(x.Decides)] = true
	}
	for _, a := range areas {
		for _, g := range a.Goals {
			used[journal.MeasureID(g.Aim.Of)] = true
		}
	}
	return slices.DeleteFunc(all, func(m journal.Measure) bool {
		return !used[m.ID] && !(q.Area != "" && choosesAll(q) && m.IsOf(q.Area))
	})
}

// HasDays reports whether an export of what q selects has the values of days. They belong to no area, so
// that one of an area, or of entries with a tag, has none.
func HasDays(q journal.Query) bool { return choosesAll(q) && q.Area == "" }

// daysFor returns the days of a JSON export.
func daysFor(j *journal.Journal, q journal.Query) []journal.Day {
	if !HasDays(q) {
		return nil
	}
	return j.Days(q.From, q.To)
}
