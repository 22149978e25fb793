package simulated

import (
	"math"
	"math/rand/v2"

	"enactive/journal/insight"
)

// Cell is one kind of journal, drawn at one or more lengths.
type Cell struct {
	// Name says what is in it, in the words of docs/science.md.
	Name    string
	Lengths []int
	Journal func(r *rand.Rand, n int) insight.Data
	// Without draws the same without what is planted; nil where nothing is.
	Without func(r *rand.Rand, n int) insight.Data
	// Finds is the key of the insight that ought to find what is planted; empty where nothing is.
	Finds string
}

func silentCell(name string, l Life, lengths ...int) Cell {
	return Cell{Name: name, Lengths: lengths, Journal: l.Journal}
}

// Silent lists the journals in which nothing may be claimed.
func Silent() []Cell {
	return []Cell{
		silentCell("nothing alike", Life{}, 30, 100, 300),
		silentCell("likeness .6", Life{Likeness: 0.6}, 60, 240),
		silentCell("likeness .8", Life{Likeness: 0.8}, 60, 240),
		silentCell("likeness .9", Life{Likeness: 0.9}, 30, 100, 300),
		silentCell("likeness .97", Life{Likeness: 0.97}, 30, 100, 300),
		silentCell("day mood 27%, days alike .55", dayMood(), 60, 240),
		silentCell("day mood 30%, days alike .9", Life{PerDay: 4, Mood: 0.3, DaysAlike: 0.9}, 60, 240),
		silentCell("ten a day, mood 50%, days alike .8", Life{PerDay: 10, Daily: true, Mood: 0.5, DaysAlike: 0.8}, 60, 240),
		silentCell("70% copy the last rating", Life{Copied: 0.7}, 60, 240),
		silentCell("90% copy the last rating", Life{Copied: 0.9}, 60, 240),
		{Name: "stress and performance drift, unrelated", Lengths: []int{100, 300}, Journal: drifting},
		silentCell("practice moves stress and performance", Life{Plant: practice}, 60, 120, 240),
		silentCell("outcome follows the noise of the rating before", Life{Plant: noiseOutcome}, 30, 100),
		{Name: "calibrated, with a noisy rating after", Lengths: []int{30, 100}, Journal: calibrated},
		{Name: "surer days succeed more, outcomes move nothing", Lengths: []int{60, 120, 240}, Journal: surerDays},
		silentCell("a strategy adopted midway", Life{Plant: practice, Change: midway}, 60, 120, 240),
		{Name: "strategies in fads, likeness .9", Lengths: []int{300}, Journal: fads},
		silentCell("a season each year, over two years", Life{PerDay: 1, Plant: season}, 365),
		silentCell("only good days logged in the second half", Life{PerDay: 1, Mood: 0.3, DaysAlike: 0.5, Plant: goodDaysOnly}, 60, 240),
	}
}

// dayMood is the diary that resembles real ones the most.
func dayMood() Life { return Life{PerDay: 4, Mood: 0.27, DaysAlike: 0.55} }

// Lived are the journals over which a person looks after each entry.
func Lived() []Cell {
	return []Cell{
		silentCell("nothing alike", Life{}, 100),
		silentCell("likeness .6", Life{Likeness: 0.6}, 100),
		silentCell("day mood 27%, days alike .55", dayMood(), 100),
		silentCell("likeness .9", Life{Likeness: 0.9}, 100),
	}
}

// Areas draws a journal of several areas with so many entries each, without any signal.
func Areas(r *rand.Rand, l Life, areas, n int) []insight.Data {
	all := make([]insight.Data, areas)
	for i := range all {
		all[i] = l.Journal(r, n)
		all[i].Areas = areas
	}
	return all
}

// drifting lets stress and performance change over the year, each in its own way: by two standard
// deviations from end to end, up or down, along a curve of its own.
func drifting(r *rand.Rand, n int) insight.Data {
	way := func() func(x float64) float64 {
		up, bend := float64(2*r.IntN(2)-1), 2*r.Float64()-1
		return func(x float64) float64 { return 2 * up * (x + bend*x*(1-x) - 0.5) }
	}
	stress, performance := way(), way()
	return Life{Plant: func(m *Moment) {
		m.Stress += stress(m.Through())
		m.Performance += performance(m.Through())
	}}.Journal(r, n)
}

// practice takes stress down and performance up over the whole journal, by one and a half standard
// deviations.
func practice(m *Moment) {
	x := 1.5 * (m.Through() - 0.5)
	m.Stress -= x
	m.Performance += x
}

// noiseOutcome makes the outcome follow the noise of the rating before.
func noiseOutcome(m *Moment) { m.Outcome = 0.7*m.Before + math.Sqrt(1-0.49)*m.Outcome }

// calibrated is sure of a success exactly as often as it comes, and rates afterwards the same with noise.
func calibrated(r *rand.Rand, n int) insight.Data {
	return Life{Change: func(m *Moment, s *insight.Sample) {
		p := min(max(0.6+0.2*m.Before, 0.05), 0.95)
		s.Before, s.After, s.Outcome = Rating(100*p), Rating(100*p+12*m.After), Chance(m.R, math.Round(20*p)/20)
	}}.Journal(r, n)
}

// surerDays have successes that move nothing.
func surerDays(r *rand.Rand, n int) insight.Data { return daysOfBelief(r, n, 0) }

// daysOfBelief have a level of belief of their own, which both the ratings and the outcome follow; a
// success then adds so many points to the rating after it.
func daysOfBelief(r *rand.Rand, n int, adds float64) insight.Data {
	level := NewWander(r, 0.5)
	return Life{PerDay: 1, Change: func(m *Moment, s *insight.Sample) {
		today := level.Next()
		s.Before, s.Outcome = Rating(57+12*today+9*m.Before), OutcomeOf(0.6*today+0.8*m.Outcome)
		after := 57 + 12*today + 9*m.After
		if s.Outcome == insight.Success {
			after += adds
		}
		s.After = Rating(after)
	}}.Journal(r, n)
}

// midway uses a strategy in 60 of 100 entries of the second half, and never before.
func midway(m *Moment, s *insight.Sample) {
	s.Strategies = nil
	if m.Through() > 0.5 && m.R.Float64() < 0.6 {
		s.Strategies = []string{"Breathing"}
	}
}

// fads uses each strategy for weeks on end.
func fads(r *rand.Rand, n int) insight.Data {
	names := []string{"Breathing", "A card", "A walk", ""}
	now := ""
	return Life{Likeness: 0.9, Change: func(m *Moment, s *insight.Sample) {
		if m.R.IntN(15) == 0 {
			now = names[m.R.IntN(len(names))]
		}
		s.Strategies = nil
		if now != "" {
			s.Strategies = []string{now}
		}
	}}.Journal(r, n)
}

// season goes up and down once a year by a standard deviation.
func season(m *Moment) {
	x := math.Sin(2 * math.Pi * float64(m.Day) / 365.25)
	m.Before, m.After, m.Performance, m.Outcome = m.Before+x, m.After+x, m.Performance+x, m.Outcome+x
}

// goodDaysOnly writes nothing down in the second half when the day was below the middle.
func goodDaysOnly(m *Moment) {
	m.Unlogged = m.Through() > 0.5 && m.Before+m.Performance+m.Outcome < 0
}
