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
	all := inOrder(d.Samples, (*Sample).isExperience)
	from := max(0, len(all)-MeasuresWindow)
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
	count := 0.0
	for i, e := range w.entries {
		y, ok := resultOf(result, e)
		if !ok {
			continue
		}
		last := len(s.y) - 1
		if unit == ofEntry || last < 0 || !s.days[last].Equal(w.days[i]) {
			s.y, s.days, s.places = append(s.y, y), append(s.days, w.days[i]), append(s.places, []int{i})
			count = 1
			continue
		}
		if unit == ofDay {
			count++
			s.y[last] += (y - s.y[last]) / count
			s.places[last] = append(s.places[last], i)
		}
	}
	return s
}

// measurePair is a pair with what is needed to judge it.
type measurePair struct {
	MeasurePair
	series *resultSeries
	// x are the values by the place in the series, NaN where there is none; of a choice 1 or 0.
	x []float64
	// first and end are the part of the series that is fitted.
	first, end int
	slope      float64 // of the ranks
	plain      float64 // how often luck alone shows such a plain rank correlation
	skew       float64
	shapes     []moodShape
}

// builtIn are the measures that every entry may have, and with which results no other insight compares them.
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
		{MeasureStress, []string{ResultOutcome, ResultBefore}, rated(stressOf, 100)},
		{MeasureDifficulty, []string{ResultPerformance, ResultBefore, ResultStress}, rated(func(s *Sample) Number { return s.Difficulty }, 10)},
		{MeasureEffort, []string{ResultPerformance, ResultOutcome, ResultBefore, ResultStress}, rated(func(s *Sample) Number { return s.Effort }, 100)},
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
		for _, result := range b.results {
			p := &measurePair{MeasurePair: MeasurePair{Measure: b.key, Result: result, Of: Measure{Kind: NumberMeasure}}}
			list = append(list, w.fill(p, ofEntry, b.of))
		}
	}
	for at, m := range w.data.Measures {
		units := []pairUnit{ofEntry}
		value := func(i int) float64 { return measureAt(w.entries[i].Measures, at) }
		if m.OfDay {
			units = []pairUnit{ofDay, ofDayBefore}
		}
		for _, unit := range units {
			if m.OfDay {
				value = w.ofDay(at, unit == ofDayBefore)
			}
			for _, result := range []string{ResultPerformance, ResultOutcome, ResultBefore, ResultStress} {
				p := &measurePair{MeasurePair: MeasurePair{Measure: m.ID, Name: m.Name, Result: result, NextDay: unit == ofDayBefore, ByDay: m.OfDay, Of: m}}
				if m.Kind != ChoiceMeasure || m.Ordered {
					list = append(list, w.fill(p, unit, value))
					continue
				}
				for _, c := range m.Choices {
					q := &measurePair{MeasurePair: p.MeasurePair}
					q.Option = cmp.Or(c.Name, strconv.Itoa(c.Key))
					list = append(list, w.fill(q, unit, func(i int) float64 {
						switch v := value(i); {
						case math.IsNaN(v):
							return v
						case v == float64(c.Key):
							return 1
						}
						return 0
					}))
				}
			}
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

// fill gives the pair its values.
func (w *pairWindow) fill(p *measurePair, unit pairUnit, of func(i int) float64) *measurePair {
	p.series = w.of(p.Result, unit)
	p.x = make([]float64, len(p.series.y))
	dots := 0
	for i, places := range p.series.places {
		p.x[i] = of(places[len(places)-1])
		if !math.IsNaN(p.x[i]) {
			dots++
		}
	}
	p.Dots = make([]PairDot, 0, dots)
	ids := make([]string, 0, dots) // one piece for all where each has one
	for i, places := range p.series.places {
		if math.IsNaN(p.x[i]) {
			continue
		}
		from := len(ids)
		for _, k := range slices.Backward(places) {
			ids = append(ids, w.entries[k].ID)
		}
		p.Dots = append(p.Dots, PairDot{X: p.x[i], Y: p.series.y[i], IDs: ids[from:len(ids):len(ids)]})
		p.N += len(places)
	}
	p.Values = dots
	return p
}

// enough reports whether there is enough to look at.
func (p *measurePair) enough() bool {
	if p.N < MeasuresMin {
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
	values := p.values()
	slices.Sort(values)
	low, high := 0, 0
	switch {
	case p.Sides():
		for _, v := range values {
			if v > 0 {
				high++
			}
		}
		low = len(values) - high
		p.Low.To, p.High.From, p.High.To = 0, 1, 1
	case p.Of.Kind != ChoiceMeasure && distinct(values) < MeasuresMinValues:
		return false
	default:
		p.Low, p.High = thirds(values)
		low, high = p.Low.N, p.High.N
	}
	return min(low, high) >= GroupMin
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

// values are those that exist.
func (p *measurePair) values() []float64 {
	values := make([]float64, len(p.Dots))
	for i, d := range p.Dots {
		values[i] = d.X
	}
	return values
}
