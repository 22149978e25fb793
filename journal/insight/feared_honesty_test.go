package insight_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// fearedLives are diaries in which stress comes as it was expected, on average: with likeness, moods of
// days, ratings that are copied, and situations that both ratings are of, so that the worst that was expected comes
// less bad (regression to the mean).
func fearedLives() []simulated.Cell {
	situations := func(likeness float64) func(r *rand.Rand, n int) insight.Data {
		return func(r *rand.Rand, n int) insight.Data {
			return simulated.Life{Likeness: likeness, Change: func(m *simulated.Moment, s *insight.Sample) {
				situation := m.Outcome // anything that both ratings know
				s.StressExpected = simulated.Rating(50 + 15*situation + 12*m.Expected)
				s.Stress = simulated.Rating(50 + 15*situation + 12*m.Stress)
			}}.Journal(r, n)
		}
	}
	lives := simulated.Lived()
	lives = append(lives,
		simulated.Cell{Name: "likeness .3", Journal: simulated.Life{Likeness: 0.3}.Journal},
		simulated.Cell{Name: "one entry a day, likeness .6", Journal: simulated.Life{Likeness: 0.6, PerDay: 1}.Journal},
		simulated.Cell{Name: "one entry a day, likeness .9", Journal: simulated.Life{Likeness: 0.9, PerDay: 1}.Journal},
		simulated.Cell{Name: "both ratings are of the same situations, nothing alike", Journal: situations(0)},
		simulated.Cell{Name: "both ratings are of the same situations, likeness .6", Journal: situations(0.6)},
		simulated.Cell{Name: "70% copy the last rating", Journal: simulated.Life{Copied: 0.7}.Journal},
	)
	return lives
}

// fearedSaid is what the two parts of the insight say.
func fearedSaid(d insight.Data) said {
	r := insight.Feared(d)
	var s said
	for name, f := range map[string]insight.Finding{"feared": r.OfFear(), "appraisal": r.OfAppraisal()} {
		switch f {
		case insight.Claim:
			s.claims = append(s.claims, name)
		case insight.Possible:
			s.possible = append(s.possible, name)
		}
	}
	return s
}

// TestHonestyOfFearedOverALife looks after each of 100 entries where nothing is to be found.
func TestHonestyOfFearedOverALife(t *testing.T) {
	skipHonesty(t)
	lives := inSoak(300, 8)
	var table strings.Builder
	fmt.Fprintf(&table, "%d lives of %d entries a line, seed %d: false claims that begin in 100 lives, and lives with a claim at the last look.\n\n| what is in the journal | of fear | of challenge and threat | both, with \"possibly\" | claimed at the last look |\n|---|---|---|---|---|\n", lives, livedEntries, honestySeed)
	for k, cell := range fearedLives() {
		r := rand.New(rand.NewPCG(honestySeed, uint64(2_000_000+k)))
		total := onsets{by: map[string]int{}}
		with, oneLook := 0, 0
		for range lives {
			d := cell.Journal(r, livedEntries)
			o := onsets{by: total.by}
			for i := range livedEntries {
				o.look(fearedSaid(insight.Data{Samples: d.Samples[:i+1], Areas: 1}))
			}
			total.claims, total.mentions = total.claims+o.claims, total.mentions+o.mentions
			with += min(1, o.claims)
			oneLook += min(1, len(o.before.claims))
		}
		per := func(n int) float64 { return 100 * float64(n) / float64(lives) }
		fmt.Fprintf(&table, "| %s | %.1f | %.1f | %.1f | %.1f |\n", cell.Name, per(total.by["feared"]), per(total.by["appraisal"]), per(total.mentions), per(oneLook))
		if tooMany(with, lives, 0.10) || tooMany(oneLook, lives, 0.05) {
			t.Errorf("%s: false claims begin in %d of %d lives, %d at the last look", cell.Name, with, lives, oneLook)
		}
	}
	t.Log(table.String())
	if soaking() {
		writeTable(t, "feared-lives", table.String())
	}
}

// TestFearedFindsWhatIsThere plants expectations that are too high, and challenges that go better.
func TestFearedFindsWhatIsThere(t *testing.T) {
	skipHonesty(t)
	runs := inSoak(500, 40)
	var table strings.Builder
	fmt.Fprintf(&table, "%d journals a line, one entry a day at most, seed %d.\n\n| planted | entries | claimed | with \"possibly\" | the interval holds it |\n|---|---|---|---|---|\n", runs, honestySeed)
	for _, c := range []struct {
		points, better float64
		likeness       float64
		n              int
		least          float64
	}{
		{points: 15, n: 12}, {points: 15, n: 20}, {points: 15, n: 40, least: 0.3}, {points: 10, n: 40}, {points: 10, n: 100, least: 0.5},
		{points: 15, n: 40, likeness: 0.3}, {points: 15, n: 100, likeness: 0.3}, {points: 15, n: 40, likeness: 0.6}, {points: 15, n: 100, likeness: 0.6},
		{better: 10, n: 60}, {better: 15, n: 60}, {better: 10, n: 100}, {better: 15, n: 100},
	} {
		name := fmt.Sprintf("%.0f points more stress feared than comes", c.points)
		if c.better > 0 {
			name = fmt.Sprintf("a challenge is worth %.0f points of performance", c.better)
		}
		if c.likeness > 0 {
			name += fmt.Sprintf(", likeness .%.0f", 10*c.likeness)
		}
		r := rand.New(rand.NewPCG(honestySeed, uint64(3_000_000+int(100*c.points)+c.n)))
		claimed, possible, held, told := 0, 0, 0, 0
		for range runs {
			d := simulated.Life{PerDay: 1, Likeness: c.likeness, Change: func(m *simulated.Moment, s *insight.Sample) {
				s.StressExpected, s.Stress = simulated.Rating(50+c.points/2+12*m.Expected), simulated.Rating(50-c.points/2+12*m.Stress)
				if s.Appraisal == insight.Challenge {
					s.Performance = simulated.Rating(60 + 15*m.Performance + c.better)
				}
			}}.Journal(r, c.n)
			f := insight.Feared(d)
			said := f.OfFear()
			low, high, truth := math.NaN(), math.NaN(), c.points
			if len(f.Interval) == 2 {
				low, high = f.Interval[0], f.Interval[1]
			}
			if c.better > 0 {
				said, truth = f.OfAppraisal(), c.better
				if f.Appraisal != nil && f.Appraisal.Interval != nil {
					low, high = f.Appraisal.Interval[0], f.Appraisal.Interval[1]
				}
			}
			switch said {
			case insight.Claim:
				claimed++
			case insight.Possible:
				possible++
			}
			if !math.IsNaN(low) {
				told++
				if low <= truth && truth <= high {
					held++
				}
			}
		}
		share := func(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
		t.Logf("%s, %d entries: claimed %d, possible %d, held %d of %d of %d", name, c.n, claimed, possible, held, told, runs)
		fmt.Fprintf(&table, "| %s | %d | %.0f | %.0f | %.0f |\n", name, c.n, share(claimed, runs), share(claimed+possible, runs), share(held, told))
		if float64(claimed) < c.least*float64(runs) {
			t.Errorf("%+v: claimed in %d of %d", c, claimed, runs)
		}
	}
	if soaking() {
		writeTable(t, "feared-found", table.String())
	}
}
