package simulated

import (
	"fmt"
	"math"
	"math/rand/v2"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// Planted lists the journals with something that ought to be found; Finds says by which insight.
func Planted() []Cell {
	return []Cell{
		{Name: "over-confident by 15 points", Lengths: []int{40, 80}, Journal: overConfident(0.15), Without: overConfident(0), Finds: "calibration"},
		{Name: "over-confident by 25 points", Lengths: []int{40}, Journal: overConfident(0.25), Without: overConfident(0), Finds: "calibration"},
		{Name: "under-confident by 25 points", Lengths: []int{40}, Journal: overConfident(-0.25), Without: overConfident(0), Finds: "calibration"},
		{Name: "belief steps up by 1 sd for the last 20 days, likeness .5", Lengths: []int{60}, Journal: beliefStep(0.5, 20), Without: beliefStep(0.5, 0), Finds: "trend"},
		{Name: "belief steps up by 1 sd for the last 20 days, likeness .3", Lengths: []int{60}, Journal: beliefStep(0.3, 20), Without: beliefStep(0.3, 0), Finds: "trend"},
		{Name: "belief climbs .3 a day, likeness .5", Lengths: []int{90}, Journal: climb(0.5), Without: Life{Likeness: 0.5, PerDay: 1, Daily: true}.Journal, Finds: "trend"},
		{Name: "belief climbs .3 a day, likeness .8", Lengths: []int{90}, Journal: climb(0.8), Without: Life{Likeness: 0.8, PerDay: 1, Daily: true}.Journal, Finds: "trend"},
		{Name: "success .35 to .95 for the last 14", Lengths: []int{60}, Journal: stretch(0.35, 0.95, 14), Without: stretch(0.35, 0, 0), Finds: "form"},
		{Name: "success .35 to .95 for the last 12", Lengths: []int{40}, Journal: stretch(0.35, 0.95, 12), Without: stretch(0.35, 0, 0), Finds: "form"},
		{Name: "success .35 to .95 for the last 10", Lengths: []int{60}, Journal: stretch(0.35, 0.95, 10), Without: stretch(0.35, 0, 0), Finds: "form"},
		{Name: "success .35 to .95 for the last 6", Lengths: []int{60}, Journal: stretch(0.35, 0.95, 6), Without: stretch(0.35, 0, 0), Finds: "form"},
		{Name: "success .7 to .4 for the last 14", Lengths: []int{94}, Journal: stretch(0.7, 0.4, 14), Without: stretch(0.7, 0, 0), Finds: "form"},
		{Name: "success .65 to .25 for the last 20", Lengths: []int{80}, Journal: stretch(0.65, 0.25, 20), Without: stretch(0.65, 0, 0), Finds: "form"},
		{Name: "a strategy worth .5 sd in 30 of 100", Lengths: []int{100}, Journal: worth(0.5), Without: worth(0), Finds: "strategies"},
		{Name: "a strategy worth 1 sd in 30 of 100", Lengths: []int{100}, Journal: worth(1), Without: worth(0), Finds: "strategies"},
		{Name: "inverted U, 25 lower at the ends", Lengths: []int{40, 80}, Journal: invertedU(25), Without: invertedU(0), Finds: "stress"},
		{Name: "performance falls with stress by .4 sd a sd", Lengths: []int{60, 100}, Journal: falling(0.4, 0), Without: falling(0, 0), Finds: "stress"},
		{Name: "performance falls with stress by .4 sd a sd, both drift", Lengths: []int{100, 300}, Journal: falling(0.4, 1.5), Without: falling(0, 1.5), Finds: "stress"},
		{Name: "a success adds 8 to belief, surer days succeed more", Lengths: []int{40, 80, 160}, Journal: successAdds(8), Without: successAdds(0), Finds: "belief_change"},
		{Name: "stress rises and performance falls by 2 sd in 42 days, all logged", Lengths: []int{42}, Journal: tiring(1, 2), Without: tiring(1, 0), Finds: "fatigue"},
		{Name: "stress rises and performance falls by 2 sd in 42 days, 60% logged", Lengths: []int{25}, Journal: tiring(0.6, 2), Without: tiring(0.6, 0), Finds: "fatigue"},
		{Name: "15 points more stress feared than comes", Lengths: []int{20, 40}, Journal: fearful(15, 0), Without: fearful(0, 0), Finds: "feared"},
		{Name: "10 points more stress feared than comes", Lengths: []int{40, 100}, Journal: fearful(10, 0), Without: fearful(0, 0), Finds: "feared"},
		{Name: "15 points more stress feared than comes, likeness .3", Lengths: []int{40, 100}, Journal: fearful(15, 0.3), Without: fearful(0, 0.3), Finds: "feared"},
		explaining(0.1), explaining(0.2), explaining(0.3),
	}
}

// explaining is a journal with 12 measures of which one, of each entry, explains such a share of performance, 0-1.
func explaining(share float64) Cell {
	return Cell{Name: fmt.Sprintf("one of 12 measures explains %.0f%% of performance", 100*share), Lengths: []int{40, 100, 300},
		Journal: Measured{Measures: 12, Explains: share}.Journal, Without: Measured{Measures: 12}.Journal, Finds: "measures"}
}

// fearful is one entry a day at most, with so many points more stress expected than comes.
func fearful(points, likeness float64) func(r *rand.Rand, n int) insight.Data {
	return Life{PerDay: 1, Likeness: likeness, Change: func(m *Moment, s *insight.Sample) {
		s.StressExpected, s.Stress = Rating(50+points/2+12*m.Expected), Rating(50-points/2+12*m.Stress)
	}}.Journal
}

// overConfident is surer than successful by so much of 1.
func overConfident(bias float64) func(r *rand.Rand, n int) insight.Data {
	return Life{Change: func(m *Moment, s *insight.Sample) {
		sure := 0.6 + 0.12*m.Before
		if bias < 0 {
			sure = 0.4 + 0.12*m.Before
		}
		sure = math.Round(20*min(max(sure, max(0.05, bias)), min(0.95, 1+bias))) / 20
		s.Before, s.Outcome = optional.Some(math.Round(100*sure)), Chance(m.R, sure-bias)
	}}.Journal
}

// beliefStep is one rating on each day; the level of the newest ones is a standard deviation up.
func beliefStep(likeness float64, newest int) func(r *rand.Rand, n int) insight.Data {
	return Life{Likeness: likeness, PerDay: 1, Daily: true, Plant: func(m *Moment) {
		if m.I >= m.N-newest {
			m.Before++
		}
	}}.Journal
}

// climb is one rating on each day, of a level that climbs by .3 points a day.
func climb(likeness float64) func(r *rand.Rand, n int) insight.Data {
	return Life{Likeness: likeness, PerDay: 1, Daily: true, Plant: func(m *Moment) {
		m.Before += 0.3 * (float64(m.I) - float64(m.N)/2) / 15
	}}.Journal
}

// stretch changes the chance of success for the newest attempts.
func stretch(before, since float64, newest int) func(r *rand.Rand, n int) insight.Data {
	return Life{Change: func(m *Moment, s *insight.Sample) {
		p := before
		if m.I >= m.N-newest {
			p = since
		}
		s.Outcome = Chance(m.R, p)
	}}.Journal
}

// worth is a strategy, used in 30 of 100 entries at random, with which performance is better by so many
// standard deviations.
func worth(size float64) func(r *rand.Rand, n int) insight.Data {
	return func(r *rand.Rand, n int) insight.Data {
		uses := r.Perm(n)
		return Life{Change: func(m *Moment, s *insight.Sample) {
			s.Strategies = nil
			if uses[m.I] < n*3/10 {
				s.Strategies = []string{"Breathing"}
				s.Performance = Rating(60 + 15*(m.Performance+size))
			}
		}}.Journal(r, n)
	}
}

// invertedU is performance that is so many points lower at stress 0 and 100 than at 50.
func invertedU(drop float64) func(r *rand.Rand, n int) insight.Data {
	return Life{Change: func(m *Moment, s *insight.Sample) {
		x := (s.Stress.Or(50) - 50) / 50
		s.Performance = Rating(65 - drop*x*x + 12*m.Performance)
	}}.Journal
}

// falling is performance that falls with stress, beside what both drift over the journal.
func falling(link, drift float64) func(r *rand.Rand, n int) insight.Data {
	return Life{Plant: func(m *Moment) {
		m.Performance = math.Sqrt(1-link*link)*m.Performance - link*m.Stress
		x := drift * (m.Through() - 0.5)
		m.Stress += x
		m.Performance += x
	}}.Journal
}

// successAdds is belief that a success raises by so many points, where surer days succeed more too.
func successAdds(points float64) func(r *rand.Rand, n int) insight.Data {
	return func(r *rand.Rand, n int) insight.Data { return daysOfBelief(r, n, points) }
}

// tiring is one entry a day over six weeks, of which a part is written down; stress rises and performance
// falls by so many standard deviations.
func tiring(logged, size float64) func(r *rand.Rand, n int) insight.Data {
	return Life{PerDay: 1, Daily: true, Plant: func(m *Moment) {
		x := size * (min(1, float64(m.Day)/41) - 0.5)
		m.Stress, m.Performance = m.Stress+x, m.Performance-x
		m.Unlogged = m.R.Float64() >= logged
	}}.Journal
}
