package insight

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"
)

// pairWindow are the entries that are looked at, with what is computed once for all pairs.
type pairWindow struct {
	data    Data
	entries []*Sample // in order of time
	days    []time.Time
	// since are the days since the try before, NaN for the first.
	since  []float64
	series map[seriesKey]*resultSeries
}

// pairUnit is what one value is of.
type pairUnit int

const (
	ofEntry pairUnit = iota
	ofDay
	ofDayBefore // of the first entry, with the day before it
)

type seriesKey struct {
	result string
	unit   pairUnit
}

func newPairWindow(d Data) *pairWindow {
	all := inOrder(d.Samples, func(s *Sample) bool { return s.isExperience() && !s.Trying })
	from, days, last := len(all), 0, time.Time{}
	for ; from > max(0, len(all)-CompareWindow); from-- {
		if day := dayOf(all[from-1].Time); !day.Equal(last) {
			if days++; days > MeasuresWindow {
				break
			}
			last = day
		}
	}
	w := &pairWindow{data: d, entries: all[from:], series: map[seriesKey]*resultSeries{}}
	for i, s := range w.entries {
		day, since := dayOf(s.Time), math.NaN()
		switch {
		case i > 0:
			since = float64(max(0, daysBetween(w.days[i-1], day)))
		case from > 0:
			since = float64(max(0, daysBetween(dayOf(all[from-1].Time), day)))
		}
		w.days, w.since = append(w.days, day), append(w.since, since)
	}
	return w
}

// begin is the first entry that is looked at.
func (w *pairWindow) begin(unit pairUnit) int {
	if unit == ofEntry {
		return max(0, len(w.entries)-MeasuresWindow)
	}
	return 0
}

// resultOf is a result of an entry, 0-100.
func resultOf(result string, s *Sample) (float64, bool) {
	switch result {
	case ResultPerformance:
		return rating(s.Performance)
	case ResultBefore:
		if s.Retrospective { // given when the rest was known
			return 0, false
		}
		return rating(s.Before)
	case ResultStress:
		return rating(s.Stress)
	}
	switch s.Outcome {
	case NoOutcome:
		return 0, false
	case Success:
		return 100, true
	case Partial:
		return 50, true
	}
	return 0, true
}

// of is the series of a result, prepared once.
func (w *pairWindow) of(result string, unit pairUnit) *resultSeries {
	key := seriesKey{result, unit}
	if s, known := w.series[key]; known {
		return s
	}
	s := &resultSeries{bases: map[[2]int]*pairBase{}}
	w.series[key] = s
	ids := make([]string, 0, len(w.entries)) // one piece for all
	from := 0
	for i := w.begin(unit); i < len(w.entries); i++ {
		e := w.entries[i]
		y, ok := resultOf(result, e)
		if !ok {
			continue
		}
		last := len(s.y) - 1
		another := unit == ofEntry || last < 0 || !s.days[last].Equal(w.days[i])
		if !another && unit == ofDayBefore {
			continue
		}
		ids = append(ids, e.ID)
		if another {
			from = len(ids) - 1
			s.y, s.days, s.at, s.ids = append(s.y, y), append(s.days, w.days[i]), append(s.at, i), append(s.ids, ids[from:])
			continue
		}
		s.ids[last] = ids[from:]
		s.y[last] += (y - s.y[last]) / float64(len(s.ids[last]))
	}
	for i, of := range s.ids {
		s.ids[i] = of[:len(of):len(of)]
	}
	s.yRanks = midRanks(s.y)
	return s
}

// measureColumn are the values of a measure by entry: its own, or those of its day; NaN where there is none.
type measureColumn struct {
	values, ranks []float64
	// order are the entries that have a value, by that.
	order []int
}

// column gathers the values of all entries that are looked at.
func (w *pairWindow) column(unit pairUnit, of func(i int) float64) *measureColumn {
	c := &measureColumn{values: make([]float64, len(w.entries))}
	for i := range c.values {
		c.values[i] = math.NaN()
		if i >= w.begin(unit) {
			c.values[i] = of(i)
		}
	}
	c.ranks, c.order = ranksOf(c.values)
	return c
}

// has is 1 for those that chose it, and 0 for those that chose another.
func (w *pairWindow) has(c *measureColumn, key float64) *measureColumn {
	return w.column(ofDay, func(i int) float64 {
		switch v := c.values[i]; {
		case math.IsNaN(v):
			return v
		case v == key:
			return 1
		}
		return 0
	})
}

// ranksOf are the ranks around 0 of the values that exist, those of equal ones their mean, and 0 for the others; order
// are those that exist, in order.
func ranksOf(values []float64) (ranks []float64, order []int) {
	type place struct {
		v  float64
		at int
	}
	sorted := make([]place, 0, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			sorted = append(sorted, place{v, i})
		}
	}
	slices.SortFunc(sorted, func(a, b place) int {
		switch {
		case a.v < b.v:
			return -1
		case a.v > b.v:
			return 1
		}
		return a.at - b.at
	})
	ranks, order = make([]float64, len(values)), make([]int, len(sorted))
	for i := 0; i < len(sorted); {
		k := i
		for ; k < len(sorted) && sorted[k].v == sorted[i].v; k++ {
			order[k] = sorted[k].at
		}
		for _, at := range order[i:k] {
			ranks[at] = float64(i+k-len(sorted)) / 2
		}
		i = k
	}
	return ranks, order
}

// midRanks are the ranks of values that all exist.
func midRanks(values []float64) []float64 {
	ranks, _ := ranksOf(values)
	return ranks
}

// measurePair is a pair with what is needed to judge it.
type measurePair struct {
	MeasurePair
	column *measureColumn
	// first and end are the part of the series that is fitted.
	first, end int
	slope      float64 // of the ranks
	plain      float64 // how often luck alone shows such a plain rank correlation
	skew       float64
	shapes     []moodShape
	gapsKnown  bool // the weekdays tell where the measure has no value
	// calendarTells is true where the weekdays and the season tell the measure itself.
	calendarTells bool
}

// builtIn are the measures that every entry may have, and the results with which no other insight compares them: stress and
// performance, and difficulty and success, have their own. That what is hard makes less sure is no news.
func (w *pairWindow) builtIn() []builtInMeasure {
	rated := func(of func(*Sample) Number, most float64) func(int) float64 {
		return func(i int) float64 {
			if v, ok := of(w.entries[i]).Get(); ok && v >= 0 && v <= most {
				return v
			}
			return math.NaN()
		}
	}
	return []builtInMeasure{
		{MeasureStress, []string{ResultOutcome}, rated(stressOf, 100)},
		{MeasureDifficulty, []string{ResultPerformance, ResultStress}, rated(func(s *Sample) Number { return s.Difficulty }, 10)},
		{MeasureEffort, []string{ResultPerformance, ResultOutcome, ResultStress}, rated(func(s *Sample) Number { return s.Effort }, 100)},
		{MeasureDaysSince, []string{ResultPerformance, ResultOutcome, ResultBefore, ResultStress}, func(i int) float64 { return w.since[i] }},
	}
}

type builtInMeasure struct {
	key     string
	results []string
	of      func(i int) float64 // of the entry in that place; NaN for none
}

// pairs lists what is looked at, in the order of the measures.
func (w *pairWindow) pairs() []*measurePair {
	var list []*measurePair
	for _, b := range w.builtIn() {
		column := w.column(ofEntry, b.of)
		for _, result := range b.results {
			list = append(list, w.pair(MeasurePair{Measure: b.key, Result: result, Of: Measure{Kind: NumberMeasure}}, column, ofEntry))
		}
	}
	for at, m := range w.data.Measures {
		if !m.OfDay {
			list = append(list, w.ownPairs(m, ofEntry, func(i int) float64 { return measureAt(w.entries[i].Measures, at) })...)
			continue
		}
		list = append(list, w.ownPairs(m, ofDay, w.ofDay(at, false))...)
		list = append(list, w.ownPairs(m, ofDayBefore, w.ofDay(at, true))...)
	}
	return list
}

// ownPairs are those of a measure of one's own, each choice of it apart if they have no order.
func (w *pairWindow) ownPairs(m Measure, unit pairUnit, value func(i int) float64) []*measurePair {
	column := w.column(unit, value)
	columns, options := []*measureColumn{column}, []string{""}
	if m.Kind == ChoiceMeasure && !m.Ordered {
		columns, options = nil, nil
		for _, c := range m.Choices {
			columns, options = append(columns, w.has(column, float64(c.Key))), append(options, cmp.Or(c.Name, strconv.Itoa(c.Key)))
		}
	}
	var list []*measurePair
	for _, result := range []string{ResultPerformance, ResultOutcome, ResultBefore, ResultStress} {
		for i, c := range columns {
			list = append(list, w.pair(MeasurePair{Measure: m.ID, Name: m.Name, Option: options[i], Result: result, NextDay: unit == ofDayBefore, ByDay: m.OfDay, Of: m}, c, unit))
		}
	}
	return list
}

// ofDay returns the value of a measure on the day of an entry, or on the day before.
func (w *pairWindow) ofDay(at int, before bool) func(i int) float64 {
	return func(i int) float64 {
		day := w.days[i]
		if before {
			day = day.AddDate(0, 0, -1)
		}
		k, ok := slices.BinarySearchFunc(w.data.Days, day, func(d MeasuredDay, t time.Time) int { return d.Day.Compare(t) })
		if !ok {
			return math.NaN()
		}
		return measureAt(w.data.Days[k].Measures, at)
	}
}

// measureAt is a value, or NaN.
func measureAt(values []Number, at int) float64 {
	if at < len(values) {
		if v, ok := values[at].Get(); ok && !math.IsInf(v, 0) {
			return v
		}
	}
	return math.NaN()
}

// pair is a measure with a result.
func (w *pairWindow) pair(p MeasurePair, column *measureColumn, unit pairUnit) *measurePair {
	p.series = w.of(p.Result, unit)
	p.x = make([]float64, len(p.series.y))
	for i, at := range p.series.at {
		p.x[i] = column.values[at]
		if !math.IsNaN(p.x[i]) {
			p.Values++
			p.N += len(p.series.ids[i])
		}
	}
	return &measurePair{MeasurePair: p, column: column}
}

// enough reports whether there is enough to look at, and says where the sides are.
func (p *measurePair) enough() bool {
	if p.N < MeasuresMin || p.Values < MeasuresMinDays {
		return false
	}
	days, last := 0, time.Time{}
	for i, v := range p.x {
		if !math.IsNaN(v) && !p.series.days[i].Equal(last) {
			days++
			last = p.series.days[i]
		}
	}
	if days < MeasuresMinDays {
		return false
	}
	values := p.ascending()
	switch {
	case p.Sides():
		p.Low, p.High = PairSide{}, PairSide{From: 1, To: 1}
		for _, v := range values {
			if v > 0 {
				p.High.N++
			} else {
				p.Low.N++
			}
		}
	case p.Of.Kind != ChoiceMeasure && distinct(values) < MeasuresMinValues:
		return false
	default:
		p.Low, p.High = thirds(values)
	}
	return min(p.Low.N, p.High.N) >= GroupMin
}

// ascending are the values of the measure, in their order.
func (p *measurePair) ascending() []float64 {
	used := make([]bool, len(p.column.values))
	for _, at := range p.series.at {
		used[at] = true
	}
	values := make([]float64, 0, p.Values)
	for _, at := range p.column.order {
		if used[at] {
			values = append(values, p.column.values[at])
		}
	}
	return values
}

// thirds are the lower and the upper third of ascending values. Equal values stay together: a third is as
// near to a third as that allows.
func thirds(values []float64) (low, high PairSide) {
	n := len(values)
	nearest := func(share float64) int { // where a part of that share ends
		at := int(math.Round(share * float64(n)))
		before, after := at, at
		for before > 0 && before < n && values[before-1] == values[before] {
			before--
		}
		for after > 0 && after < n && values[after-1] == values[after] {
			after++
		}
		if before > 0 && (after >= n || at-before <= after-at) {
			return before
		}
		return after
	}
	a, b := nearest(1.0/3), nearest(2.0/3)
	if a <= 0 || b >= n || a > b {
		return low, high
	}
	return PairSide{N: a, From: values[0], To: values[a-1]}, PairSide{N: n - b, From: values[b], To: values[n-1]}
}
