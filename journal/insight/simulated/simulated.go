// Package simulated owns journals of known truth for tests: with nothing in them that an insight
// could rightly claim, and with something planted. Their rates stand in docs/science.md.
package simulated

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// Wander gives values around 0 with a standard deviation of 1, of which each resembles the one
// before by phi, 0 to 1 (a first-order autoregression).
type Wander struct {
	r    *rand.Rand
	phi  float64
	last float64
}

// NewWander begins somewhere.
func NewWander(r *rand.Rand, phi float64) *Wander {
	return &Wander{r: r, phi: phi, last: r.NormFloat64()}
}

// Next is the next value.
func (w *Wander) Next() float64 {
	w.last = w.phi*w.last + math.Sqrt(1-w.phi*w.phi)*w.r.NormFloat64()
	return w.last
}

// Rating is a value as people rate: in steps of five, 0-100.
func Rating(v float64) insight.Number {
	return optional.Some(min(max(math.Round(v/5)*5, 0), 100))
}

// Life is how a journal without any signal comes about. Belief before and after, stress,
// performance and outcomes are series of their own; nothing has to do with anything else.
type Life struct {
	// Likeness is how much each entry resembles the one before, 0-1.
	Likeness float64
	// PerDay is the most entries of a day; 0 draws 1 to 6 for each journal. Days without entries
	// are between those with, up to two; none where Daily.
	PerDay int
	Daily  bool
	// Mood is the part of each variance that all entries of a day share, 0-1, and DaysAlike how
	// much the mood of a day resembles that of the day before.
	Mood, DaysAlike float64
	// Copied is how often a rating or outcome repeats the last one, 0-1.
	Copied float64
	// Plant changes an entry before it is rated, in standard deviations; it may be nil.
	Plant func(m *Moment)
	// Change changes an entry after it was rated; it may be nil.
	Change func(m *Moment, s *insight.Sample)
}

// Moment is one entry before it is rated. The numbers are in standard deviations.
type Moment struct {
	// R draws what a plant needs.
	R *rand.Rand
	// I is the place of the entry, from 0, of N; Day counts days from 0.
	I, N, Day                                   int
	Before, After, Stress, Performance, Outcome float64
	// Expected is the stress that is expected, around that of the plant: what a plant does to stress is
	// expected. It is drawn after the plant. Felt is above 0 for a challenge, and below it for a threat.
	Expected, Felt float64
	// Unlogged leaves the entry out, as if it was not written down.
	Unlogged bool
}

// Through is how far through the journal the entry is, 0-1.
func (m *Moment) Through() float64 { return float64(m.I) / float64(max(1, m.N-1)) }

// channel is one of the five series.
type channel struct {
	entry, mood *Wander
	today       float64
}

const channels = 5

// channel begins a series.
func (l Life) channel(r *rand.Rand) channel {
	return channel{entry: NewWander(r, l.Likeness), mood: NewWander(r, l.DaysAlike)}
}

// value is that of the next entry of today.
func (l Life) value(c *channel) float64 {
	return math.Sqrt(l.Mood)*c.today + math.Sqrt(1-l.Mood)*c.entry.Next()
}

// Journal draws a journal of n entries.
func (l Life) Journal(r *rand.Rand, n int) insight.Data {
	var series [channels]channel
	for i := range series {
		series[i] = l.channel(r)
	}
	// What came later has numbers of its own, so that the other series stay as they were.
	own := rand.New(rand.NewPCG(math.Float64bits(series[0].entry.last), math.Float64bits(series[1].entry.last)))
	expected, felt := l.channel(own), l.channel(own)
	perDay := l.PerDay
	if perDay == 0 {
		perDay = 1 + r.IntN(6)
	}
	var samples []insight.Sample
	for day := 0; len(samples) < n; day++ {
		for i := range series {
			series[i].today = series[i].mood.Next()
		}
		expected.today, felt.today = expected.mood.Next(), felt.mood.Next()
		if !l.Daily && day > 0 && r.IntN(2) == 0 {
			continue
		}
		today := 1 + r.IntN(perDay)
		if l.Daily {
			today = perDay
		}
		for k := 0; k < today && len(samples) < n; k++ {
			var v [channels]float64
			for i := range series {
				v[i] = l.value(&series[i])
			}
			m := Moment{R: r, I: len(samples), N: n, Day: day, Before: v[0], After: v[1], Stress: v[2], Performance: v[3], Outcome: v[4]}
			if l.Plant != nil {
				l.Plant(&m)
			}
			m.Expected, m.Felt = l.value(&expected)+m.Stress-v[2], l.value(&felt)
			if m.Unlogged {
				continue
			}
			at := time.Date(2022, 1, 1+day, 6, 0, 0, 0, time.UTC).Add(time.Duration(k) * 17 * time.Hour / time.Duration(max(1, perDay)))
			s := l.sample(&m, at, samples)
			l.expect(own, &m, &s, samples)
			if l.Change != nil {
				l.Change(&m, &s)
			}
			samples = append(samples, s)
		}
	}
	return insight.Data{Samples: samples, Areas: 1}
}

// sample rates the moment.
func (l Life) sample(m *Moment, at time.Time, past []insight.Sample) insight.Sample {
	r := m.R
	s := insight.Sample{
		ID: fmt.Sprintf("%06d", len(past)), Time: at, Source: "mastery", Kind: insight.Kind(1 + r.IntN(3)),
		Before: Rating(57 + 15*m.Before), BeforeAt: at.Add(-time.Hour / 2), After: Rating(57 + 15*m.After),
		Stress: Rating(50 + 20*m.Stress), Performance: Rating(60 + 15*m.Performance), Effort: Rating(50 + 20*r.NormFloat64()),
		Difficulty: optional.Some(float64(1 + r.IntN(10))), Luck: optional.Some(float64(r.IntN(11))), HasLesson: r.IntN(2) == 0,
		Outcome: OutcomeOf(m.Outcome),
	}
	if n := len(past); n > 0 && l.Copied > 0 {
		last := past[n-1]
		for _, of := range []struct{ now, before *insight.Number }{
			{&s.Before, &last.Before}, {&s.After, &last.After}, {&s.Stress, &last.Stress}, {&s.Performance, &last.Performance},
		} {
			if r.Float64() < l.Copied {
				*of.now = *of.before
			}
		}
	}
	if r.IntN(3) == 0 {
		s.Strategies = []string{[]string{"Breathing", "A card", "A walk"}[r.IntN(3)]}
	}
	if r.IntN(3) == 0 {
		s.People = []string{[]string{"Ruth", "Jonas"}[r.IntN(2)]}
	}
	if r.IntN(3) == 0 {
		s.Obstacles = []insight.Obstacle{{Name: []string{"Noise", "Silence", "Too fast"}[r.IntN(3)], Overcome: r.IntN(2) == 0}}
	}
	return s
}

// expect adds the stress that was expected and how the stress felt. r is of their own.
func (l Life) expect(r *rand.Rand, m *Moment, s *insight.Sample, past []insight.Sample) {
	s.StressExpected, s.ExpectedInTime = Rating(50+20*m.Expected), true
	if n := len(past); n > 0 && r.Float64() < l.Copied {
		s.StressExpected = past[n-1].StressExpected
	}
	switch {
	case m.Felt > 0.4:
		s.Appraisal = insight.Challenge
	case m.Felt < -0.4:
		s.Appraisal = insight.Threat
	}
}

// OutcomeOf is the outcome of a number around 0 with a standard deviation of 1: half are successes.
func OutcomeOf(v float64) insight.Outcome {
	switch {
	case v > 0:
		return insight.Success
	case v > -0.3:
		return insight.Partial
	case v > -1:
		return insight.Setback
	}
	return insight.Failure
}

// Chance is the outcome of an attempt that succeeds with that chance, and fails otherwise.
func Chance(r *rand.Rand, p float64) insight.Outcome {
	if r.Float64() < p {
		return insight.Success
	}
	return insight.Failure
}
