package exchange

import (
	"strconv"

	"enactive/journal"
)

// measuresIn returns the measures of which an entry has a value, in their order. Only these have a
// column, also if the area of the entries has more.
func measuresIn(j *journal.Journal, entries []*journal.Entry) []journal.Measure {
	used := map[journal.MeasureID]bool{}
	for _, e := range entries {
		for _, v := range e.Measures {
			used[v.Measure] = true
		}
	}
	return measuresOf(j, used)
}

func measuresOf(j *journal.Journal, used map[journal.MeasureID]bool) []journal.Measure {
	if len(used) == 0 {
		return nil
	}
	var all []journal.Measure
	for _, m := range j.Measures() {
		if used[m.ID] {
			all = append(all, m)
		}
	}
	return all
}

// measureNames appends the names of the columns of measures.
func (w *rowWriter) measureNames() {
	for i := range w.measures {
		w.buf = appendText(append(w.buf, ','), measurePrefix+w.measures[i].Name)
	}
}

// values appends the cells of measures.
func (w *rowWriter) values(values []journal.MeasureValue) {
	for i := range w.measures {
		if len(values) > 0 {
			if v, ok := journal.ValueOf(values, w.measures[i].ID).Get(); ok {
				w.buf = appendMeasure(w.buf, &w.measures[i], v)
			}
		}
		w.buf = append(w.buf, ',')
	}
}

// appendMeasure appends the cell of a value.
func appendMeasure(dst []byte, m *journal.Measure, v float64) []byte {
	switch m.Kind {
	case journal.NumberMeasure, journal.ScaleMeasure:
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	case journal.ChoiceMeasure:
		return appendRaw(dst, choiceCell(m.Format(v)))
	}
	return append(dst, m.Format(v)...)
}

// appendRaw appends a text cell that has its apostrophe already.
func appendRaw(dst []byte, s string) []byte {
	if s == "" || !needsQuotes(s) {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}
