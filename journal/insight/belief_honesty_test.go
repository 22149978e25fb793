package insight_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
	"enactive/journal/optional"
)

func beliefFinding(d insight.Data) insight.Finding { return insight.BeliefChange(d).Finding() }

func sourcesFinding(d insight.Data) insight.Finding { return insight.Sources(d).Finding() }

// besideTheScale is belief near its upper end, which the outcome follows, and which no outcome moves.
func besideTheScale(r *rand.Rand, n int) insight.Data {
	return simulated.Life{Change: func(m *simulated.Moment, s *insight.Sample) {
		before := 82 + 18*m.Before
		s.Before, s.After = simulated.Rating(before), simulated.Rating(before+12*m.After)
		s.Outcome = simulated.OutcomeOf(0.7*m.Before + 0.7*m.Outcome)
	}}.Journal(r, n)
}

// growing is belief and success that both grow over time, each for itself.
func growing(r *rand.Rand, n int) insight.Data {
	return simulated.Life{Change: func(m *simulated.Moment, s *insight.Sample) {
		x := 2*m.Through() - 1
		s.Before, s.After = simulated.Rating(55+20*x+10*m.Before), simulated.Rating(55+20*x+10*m.After)
		s.Outcome = simulated.OutcomeOf(1.2*x + m.Outcome)
	}}.Journal(r, n)
}

func TestBeliefAfterOutcomesIsSeldomLuckOrRegression(t *testing.T) {
	runs := inSoak(1000, 60)
	for _, c := range []struct {
		name string
		n    int
		most float64
	}{
		{"nothing alike", 100, 0.01}, {"likeness .9", 100, 0.02}, {"likeness .97", 100, 0.03}, {"day mood 27%, days alike .55", 60, 0.02},
		{"outcome follows the noise of the rating before", 100, 0.02}, {"calibrated, with a noisy rating after", 100, 0.02},
		{"surer days succeed more, outcomes move nothing", 120, 0.05}, {"surer days succeed more, outcomes move nothing", 240, 0.05},
	} {
		if plain, _ := saying(cellOf(t, simulated.Silent(), c.name), c.n, runs, 41, beliefFinding); tooMany(plain, runs, c.most) {
			t.Errorf("%s, %d entries: claimed in %d of %d journals", c.name, c.n, plain, runs)
		}
	}
	for name, journal := range map[string]func(*rand.Rand, int) insight.Data{"near the end of the scale": besideTheScale, "both grow": growing} {
		if plain, _ := saying(simulated.Cell{Journal: journal}, 120, runs, 42, beliefFinding); tooMany(plain, runs, 0.02) {
			t.Errorf("%s: claimed in %d of %d journals", name, plain, runs)
		}
	}
}

func TestWhatASuccessAddsIsFound(t *testing.T) {
	runs := inSoak(1000, 60)
	cell := cellOf(t, simulated.Planted(), "a success adds 8 to belief, surer days succeed more")
	for n, least := range map[int]float64{40: 0.10, 80: 0.50, 160: 0.80} {
		if plain, _ := saying(cell, n, runs, 43, beliefFinding); float64(plain) < least*float64(runs) {
			t.Errorf("%d entries: found in %d of %d, want %.0f%%", n, plain, runs, 100*least)
		}
	}
}

func TestLikelyHoldsForBeliefGivenBefore(t *testing.T) {
	runs := inSoak(1000, 100)
	for _, likeness := range []float64{0, 0.6} {
		r := rand.New(rand.NewPCG(44, uint64(10*likeness)))
		held := 0
		for range runs {
			b := insight.BeliefChange(simulated.Life{Likeness: likeness, Change: func(m *simulated.Moment, s *insight.Sample) {
				after := s.Before.Or(50) + 8*m.After
				if s.Outcome == insight.Success {
					after += 8
				}
				s.After = optional.Some(after)
			}}.Journal(r, 80))
			if len(b.Interval) == 2 && b.Interval[0] <= 8 && 8 <= b.Interval[1] {
				held++
			}
		}
		if share := float64(held) / float64(runs); share < 0.68 || share > 0.92 {
			t.Errorf("likeness %.1f: the interval holds in %.0f%%, want about 80", likeness, 100*share)
		}
	}
}

// TestLoggingGoodDaysIsNoSource: who writes down good days only sees belief fall after each.
func TestLoggingGoodDaysIsNoSource(t *testing.T) {
	runs := inSoak(1000, 60)
	cell := cellOf(t, simulated.Silent(), "only good days logged in the second half")
	if plain, mentioned := saying(cell, 240, runs, 45, sourcesFinding); plain+mentioned > 0 {
		t.Errorf("of one source, %d journals claim and %d mention", plain, mentioned)
	}
	some := func(r *rand.Rand, n int) insight.Data {
		d := cell.Journal(r, n)
		for i := range d.Samples {
			d.Samples[i].Source = []string{"mastery", "mastery", "persuasion", "state"}[r.IntN(4)]
		}
		return d
	}
	if plain, _ := saying(simulated.Cell{Journal: some}, 120, runs, 46, sourcesFinding); tooMany(plain, runs, 0.02) {
		t.Errorf("of three sources, %d of %d journals claim", plain, runs)
	}
}

func TestASourceThatAddsIsFound(t *testing.T) {
	runs, found := inSoak(400, 30), 0
	r := rand.New(rand.NewPCG(47, 1))
	for range runs {
		d := simulated.Life{Change: func(m *simulated.Moment, s *insight.Sample) {
			after := s.Before.Or(50) + 8*m.After
			if m.I%4 == 0 {
				s.Source = "persuasion"
				after += 9
			}
			s.After = optional.Some(min(max(after, 0), 100))
		}}.Journal(r, 120)
		s := insight.Sources(d)
		if s.Finding() == insight.Claim && strings.Contains(describe.Sources(s), "Being told you can: given the same belief before, you rated") {
			found++
		}
	}
	if found < runs*8/10 {
		t.Errorf("found in %d of %d journals", found, runs)
	}
}

// TestNoShiftIsNone: a difference of nothing came out as 1e-28, and as "+0 points".
func TestNoShiftIsNone(t *testing.T) {
	var d insight.Data
	for i := range 40 {
		at := time.Date(2024, 1, 1+i, 9, 0, 0, 0, time.UTC)
		before := float64(40 + 5*(i%7))
		d.Samples = append(d.Samples, insight.Sample{ID: at.Format(time.DateOnly), Time: at, BeforeAt: at, Before: optional.Some(before),
			After: optional.Some(before + float64(5*(i%3)-5)), Outcome: []insight.Outcome{insight.Success, insight.Setback}[i/3%2], Source: "mastery"})
	}
	b := insight.BeliefChange(d)
	if shift := b.Shift.Or(9); shift != 0 && shift < 1e-6 && shift > -1e-6 {
		t.Errorf("the shift is %g", shift)
	}
	if text := describe.BeliefChange(b); strings.Contains(text, "+0") || strings.Contains(text, " 0 points") {
		t.Errorf("it says %q", text)
	}
}
