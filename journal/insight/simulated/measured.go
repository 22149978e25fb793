package simulated

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// Measured is a life in which things are measured that have nothing to do with how it goes, unless
// something is planted.
type Measured struct {
	Life Life
	// Measures is how many measures of one's own there are: of every kind in turn, of entries and of the day.
	Measures int
	// Drift is by how many standard deviations every result and every measure changes from one end to the other, each up or
	// down, along a curve of its own.
	Drift float64
	// Weekly is how many standard deviations the weekdays differ by, each result and each measure in its own way.
	Weekly float64
	// Explains is which share of performance the first measure explains, 0-1; it is a number of each entry then, or
	// of the day where OfDay.
	Explains float64
	OfDay    bool
}

// kinds are those of the measures, in turn.
var kinds = [...]insight.Measure{
	{Kind: insight.NumberMeasure, Unit: "km", Decimals: 1},
	{Kind: insight.DurationMeasure, OfDay: true},
	{Kind: insight.YesNoMeasure},
	{Kind: insight.ScaleMeasure},
	{Kind: insight.NumberMeasure, OfDay: true},
	{Kind: insight.ChoiceMeasure, Choices: []insight.MeasureChoice{{Key: 1, Name: "Tea"}, {Key: 2, Name: "Coffee"}, {Key: 3, Name: "Water"}}},
	{Kind: insight.ChoiceMeasure, Ordered: true, Choices: []insight.MeasureChoice{{Key: 1, Name: "Low"}, {Key: 2, Name: "Middle"}, {Key: 3, Name: "High"}, {Key: 4, Name: "Highest"}}},
	{Kind: insight.YesNoMeasure, OfDay: true},
}

// course is what a series does beside wandering.
type course struct {
	up, bend float64
	week     [7]float64
}

func newCourse(r *rand.Rand) course {
	c := course{up: float64(2*r.IntN(2) - 1), bend: 2*r.Float64() - 1}
	mean := 0.0
	for i := range c.week {
		c.week[i] = r.NormFloat64()
		mean += c.week[i] / 7
	}
	for i := range c.week { // what all weeks have in common is no pattern of the weekdays
		c.week[i] -= mean
	}
	return c
}

func (l Measured) at(c course, through float64, day int) float64 {
	return l.Drift*c.up*(through+c.bend*through*(1-through)-0.5) + l.Weekly*c.week[day%7]
}

// Journal draws a journal of n entries.
func (l Measured) Journal(r *rand.Rand, n int) insight.Data {
	var results [channels]course
	for i := range results {
		results[i] = newCourse(r)
	}
	type series struct {
		course
		*Wander
	}
	measures := make([]insight.Measure, l.Measures)
	wanders := make([]series, l.Measures)
	for i := range measures {
		m := kinds[i%len(kinds)]
		if i == 0 && l.Explains > 0 {
			m = insight.Measure{Kind: insight.NumberMeasure, OfDay: l.OfDay, Decimals: 1}
		}
		m.ID, m.Name = fmt.Sprint("m", i), fmt.Sprint("Measure ", i)
		measures[i], wanders[i] = m, series{newCourse(r), NewWander(r, l.Life.Likeness)}
	}
	var days []insight.MeasuredDay
	var today []float64 // of the newest day
	through := 0.0
	until := func(day int) {
		for len(days) <= day {
			d := insight.MeasuredDay{Day: time.Date(2022, 1, 1+len(days), 0, 0, 0, 0, time.UTC), Measures: make([]insight.Number, len(measures))}
			today = make([]float64, len(measures))
			for i, m := range measures {
				if m.OfDay {
					today[i] = wanders[i].Next() + l.at(wanders[i].course, through, len(days))
					d.Measures[i] = measured(r, m, today[i])
				}
			}
			days = append(days, d)
		}
	}
	life := l.Life
	life.Plant = func(m *Moment) {
		for i, v := range []*float64{&m.Before, &m.After, &m.Stress, &m.Performance, &m.Outcome} {
			*v += l.at(results[i], m.Through(), m.Day)
		}
	}
	life.Change = func(m *Moment, s *insight.Sample) {
		through = m.Through()
		until(m.Day)
		s.Measures = make([]insight.Number, len(measures))
		for i, of := range measures {
			v := today[i]
			if !of.OfDay {
				v = wanders[i].Next() + l.at(wanders[i].course, m.Through(), m.Day)
				s.Measures[i] = measured(r, of, v)
			}
			if i == 0 && l.Explains > 0 {
				s.Performance = Rating(60 + 15*(math.Sqrt(1-l.Explains)*m.Performance+math.Sqrt(l.Explains)*v))
			}
		}
	}
	d := life.Journal(r, n)
	d.Measures, d.Days = measures, days
	return d
}

// measured is a value of a measure, of a number around 0 with a standard deviation of 1; one in ten is not given.
func measured(r *rand.Rand, m insight.Measure, v float64) insight.Number {
	if r.IntN(10) == 0 {
		return insight.Number{}
	}
	switch m.Kind {
	case insight.ScaleMeasure:
		return Rating(50 + 20*v)
	case insight.DurationMeasure:
		return optional.Some(math.Round(440 + 50*v))
	case insight.YesNoMeasure:
		if v > 0.8 {
			return optional.Some(1.0)
		}
		return optional.Some(0.0)
	case insight.ChoiceMeasure:
		return optional.Some(float64(1 + min(len(m.Choices)-1, max(0, int(2+1.2*v)))))
	}
	return optional.Some(math.Round(80+60*v) / 10)
}
