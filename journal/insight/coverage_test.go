package insight_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
	"enactive/journal/optional"
)

// interval is a kind of interval that a sentence says, with what it is about.
type interval struct {
	name    string
	entries int
	// journal draws a journal, and says what the interval ought to hold.
	journal func(r *rand.Rand, l simulated.Life, n int) (d insight.Data, truth float64)
	// said is the interval; it is false where there is none.
	said func(d insight.Data) (low, high float64, ok bool)
}

// pair is an interval in two numbers.
func pair(ends []float64) (low, high float64, ok bool) {
	if len(ends) != 2 {
		return 0, 0, false
	}
	return ends[0], ends[1], true
}

// ends is an interval of which each end may not exist.
func ends(low, high insight.Number) (float64, float64, bool) {
	return low.Or(0), high.Or(0), low.IsSet() && high.IsSet()
}

// normalShare is the share of a normal distribution below z.
func normalShare(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// with draws a life in which each entry is changed.
func with(change func(m *simulated.Moment, s *insight.Sample), truth float64) func(*rand.Rand, simulated.Life, int) (insight.Data, float64) {
	return func(r *rand.Rand, l simulated.Life, n int) (insight.Data, float64) {
		l.Change = change
		return l.Journal(r, n), truth
	}
}

func intervals() []interval {
	return []interval{
		{"trend: the mean of the next seven rated days", 60, func(r *rand.Rand, l simulated.Life, n int) (insight.Data, float64) {
			l.PerDay, l.Daily = 1, true
			d := l.Journal(r, n+7)
			truth := 0.0
			for _, s := range d.Samples[n:] {
				truth += s.Before.Or(0) / 7
			}
			d.Samples = d.Samples[:n]
			return d, truth
		}, func(d insight.Data) (float64, float64, bool) {
			r := insight.Trend(d)
			return ends(r.NextLow, r.NextHigh)
		}},
		{"trend: a step of 15 points", 60, func(r *rand.Rand, l simulated.Life, n int) (insight.Data, float64) {
			l.PerDay, l.Daily = 1, true
			l.Plant = func(m *simulated.Moment) {
				if m.I >= m.N-20 {
					m.Before++
				}
			}
			return l.Journal(r, n), 15
		}, func(d insight.Data) (float64, float64, bool) {
			if c := insight.Trend(d).Change; c != nil && !c.Gradual {
				return c.Low, c.High, true
			}
			return 0, 0, false
		}},
		{"confidence: a bias of 10 of 100", 60, with(func(m *simulated.Moment, s *insight.Sample) {
			sure := math.Round(20*min(max(0.6+0.1*m.Before, 0.2), 0.95)) / 20
			s.Before, s.Outcome = optional.Some(math.Round(100*sure)), insight.Failure
			if normalShare(m.Outcome) < sure-0.1 {
				s.Outcome = insight.Success
			}
		}, 0.1), func(d insight.Data) (float64, float64, bool) { return pair(insight.Calibration(d).BiasCI) }},
		{"belief: a success adds 8", 60, with(func(m *simulated.Moment, s *insight.Sample) {
			after := s.Before.Or(50) + 9*m.After
			if s.Outcome == insight.Success {
				after += 8
			}
			s.After = simulated.Rating(after)
		}, 8), func(d insight.Data) (float64, float64, bool) { return pair(insight.BeliefChange(d).Interval) }},
		{"sources: belief moves by 6", 60, with(func(m *simulated.Moment, s *insight.Sample) {
			s.After = simulated.Rating(s.Before.Or(50) + 6 + 9*m.After)
		}, 6), func(d insight.Data) (float64, float64, bool) {
			for _, g := range insight.Sources(d).Groups {
				return ends(g.Low, g.High)
			}
			return 0, 0, false
		}},
		{"strategies: performance is 8 higher", 80, with(func(m *simulated.Moment, s *insight.Sample) {
			s.Strategies = nil
			if m.R.IntN(3) == 0 {
				s.Strategies, s.Performance = []string{"Breathing"}, simulated.Rating(68+15*m.Performance)
			}
		}, 8), func(d insight.Data) (float64, float64, bool) {
			for _, c := range insight.Strategies(d).Shown {
				if c.Measure == "performance" {
					return pair(c.Interval)
				}
			}
			return 0, 0, false
		}},
		{"stress: performance falls by .3 a point", 80, with(func(m *simulated.Moment, s *insight.Sample) {
			s.Performance = simulated.Rating(60 - 0.3*(s.Stress.Or(50)-50) + 12*m.Performance)
		}, -0.3), func(d insight.Data) (float64, float64, bool) { return pair(insight.Stress(d).SlopeCI) }},
		{"stress: the best range around 50", 80, with(func(m *simulated.Moment, s *insight.Sample) {
			x := (s.Stress.Or(50) - 50) / 50
			s.Performance = simulated.Rating(65 - 40*x*x + 12*m.Performance)
		}, 50), func(d insight.Data) (float64, float64, bool) {
			r := insight.Stress(d)
			if r.Verdict != insight.StressInvertedU && r.Verdict != insight.StressHint {
				return 0, 0, false
			}
			return pair(r.Zone)
		}},
		{"fatigue: stress rises by 20", 42, func(r *rand.Rand, l simulated.Life, n int) (insight.Data, float64) {
			l.PerDay, l.Daily = 1, true
			l.Plant = func(m *simulated.Moment) { m.Stress += float64(m.Day)/41 - 0.5 }
			return l.Journal(r, n), 20
		}, func(d insight.Data) (float64, float64, bool) { return pair(insight.Fatigue(d).StressCI) }},
		{"obstacles: half are overcome", 90, with(func(*simulated.Moment, *insight.Sample) {}, 0.5), func(d insight.Data) (float64, float64, bool) {
			for _, o := range insight.Obstacles(d).Shown {
				return ends(o.Low, o.High)
			}
			return 0, 0, false
		}},
		{"feared: 10 more than came", 40, with(func(m *simulated.Moment, s *insight.Sample) {
			s.StressExpected, s.Stress = simulated.Rating(55+12*m.Expected), simulated.Rating(45+12*m.Stress)
		}, 10), func(d insight.Data) (float64, float64, bool) { return pair(insight.Feared(d).Interval) }},
		{"measures: performance is 8 higher with it", 80, measuring(insight.YesNoMeasure, func(m *simulated.Moment) (value, points float64) {
			v := float64(m.R.IntN(2))
			return v, 8 * v
		}, 8), intervalOfMeasure},
		// A third of the values are 0 to 2, and a third 6 to 8: their means are 6 apart.
		{"measures: performance is 12 higher in the upper third", 80, measuring(insight.NumberMeasure, func(m *simulated.Moment) (value, points float64) {
			v := float64(m.R.IntN(9))
			return v, 2 * v
		}, 12), intervalOfMeasure},
	}
}

// measuring draws a life with one measure of each entry, whose value is worth some points of performance.
func measuring(kind insight.MeasureKind, draw func(m *simulated.Moment) (value, points float64), truth float64) func(*rand.Rand, simulated.Life, int) (insight.Data, float64) {
	change := func(m *simulated.Moment, s *insight.Sample) {
		v, points := draw(m)
		s.Measures, s.Performance = []insight.Number{optional.Some(v)}, simulated.Rating(52+12*m.Performance+points)
	}
	return func(r *rand.Rand, l simulated.Life, n int) (insight.Data, float64) {
		l.Change = change
		d := l.Journal(r, n)
		d.Measures = []insight.Measure{{ID: "m", Name: "Measure", Kind: kind}}
		return d, truth
	}
}

// intervalOfMeasure is that of the measure of one's own with performance.
func intervalOfMeasure(d insight.Data) (low, high float64, ok bool) {
	p, ok := pairOf(insight.MeasurePairs(d), "m", insight.ResultPerformance, false)
	if !ok {
		return 0, 0, false
	}
	return pair(p.Interval)
}

// TestHonestyOfIntervals counts how often an interval holds what its sentence is about: it says 8 times in 10.
func TestHonestyOfIntervals(t *testing.T) {
	skipHonesty(t)
	runs := inSoak(500, 60)
	generators := []struct {
		name string
		life simulated.Life
	}{
		{"nothing alike", simulated.Life{}},
		{"likeness .6", simulated.Life{Likeness: 0.6}},
		{"day mood 27%, days alike .55", simulated.Life{PerDay: 4, Mood: 0.27, DaysAlike: 0.55}},
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%d journals a cell, seed %d.\n\n| sentence | entries |", runs, honestySeed)
	for _, g := range generators {
		fmt.Fprintf(&table, " %s |", g.name)
	}
	table.WriteString("\n|---|---|---|---|---|\n")
	for k, i := range intervals() {
		fmt.Fprintf(&table, "| %s | %d |", i.name, i.entries)
		for g, from := range generators {
			r := rand.New(rand.NewPCG(honestySeed, uint64(1_000_000+10*k+g)))
			held, said := 0, 0
			for range runs {
				d, truth := i.journal(r, from.life, i.entries)
				low, high, ok := i.said(d)
				if !ok {
					continue
				}
				said++
				if low <= truth && truth <= high {
					held++
				}
			}
			if said == 0 {
				table.WriteString(" never said |")
				continue
			}
			t.Logf("%s, %s: held %d of %d", i.name, from.name, held, said)
			fmt.Fprintf(&table, " %.0f |", 100*float64(held)/float64(said))
			if tooMany(said-held, said, 0.4) {
				t.Errorf("%s, %s: held %d of %d, want 8 of 10", i.name, from.name, held, said)
			}
		}
		table.WriteByte('\n')
	}
	if soaking() {
		writeTable(t, "intervals", table.String())
	}
}
