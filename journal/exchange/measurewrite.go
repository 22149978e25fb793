package exchange

import (
	"math"
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

// measureWriter writes the values of a measure.
type measureWriter struct {
	journal.Measure
	choices map[float64]string // as choiceCell has them
}

func writersOf(measures []journal.Measure) []measureWriter {
	all := make([]measureWriter, len(measures))
	for i, m := range measures {
		all[i] = measureWriter{m, map[float64]string{}}
		for _, c := range m.Choices {
			all[i].choices[float64(c.Key)] = choiceCell(c.Name)
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
				w.buf = w.measures[i].append(w.buf, v)
			}
		}
		w.buf = append(w.buf, ',')
	}
}

// append appends the cell of a value.
func (m *measureWriter) append(dst []byte, v float64) []byte {
	switch m.Kind {
	case journal.NumberMeasure, journal.ScaleMeasure:
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	case journal.ChoiceMeasure:
		return appendRaw(dst, m.choices[v])
	case journal.DurationMeasure:
		return appendDuration(dst, v)
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

// appendDuration appends what Measure.Format writes for a duration, which is too slow for exports of
// a hundred thousand entries.
func appendDuration(dst []byte, minutes float64) []byte {
	total := int64(math.Round(minutes * 60))
	dst = appendTwo(append(strconv.AppendInt(dst, total/3600, 10), ':'), total/60%60)
	if s := total % 60; s != 0 {
		dst = appendTwo(append(dst, ':'), s)
	}
	return dst
}

// appendTwo appends a number below 100 with two digits.
func appendTwo(dst []byte, n int64) []byte { return append(dst, byte('0'+n/10), byte('0'+n%10)) }
