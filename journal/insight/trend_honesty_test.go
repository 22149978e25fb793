package insight_test

import (
	"math/rand/v2"
	"os"
	"testing"

	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// trendRuns is how many journals each cell draws: fewer in the short run.
func trendRuns(few, many int) int {
	if os.Getenv("ENACTIVE_SOAK") != "" {
		return many
	}
	return few
}

// trendClaims is how many of 100 journals show a rise or fall, and how many a possible one.
func trendClaims(cell func(r *rand.Rand, n int) insight.Data, n, runs int, seed uint64) (claim, possible float64) {
	for i := range runs {
		switch insight.Trend(cell(rand.New(rand.NewPCG(seed, uint64(i))), n)).Finding() {
		case insight.Claim:
			claim += 100 / float64(runs)
		case insight.Possible:
			possible += 100 / float64(runs)
		}
	}
	return claim, possible
}

func TestTrendSeldomClaimsWhatOnlyWandersOrRepeats(t *testing.T) {
	runs := trendRuns(60, 1000)
	for name, c := range map[string]struct {
		life  simulated.Life
		n     int
		limit float64
	}{
		"nothing alike":              {simulated.Life{}, 100, 3.5},
		"likeness .97":               {simulated.Life{Likeness: 0.97}, 100, 5},
		"90% copy the last rating":   {simulated.Life{Copied: 0.9}, 60, 5},
		"day mood of days alike .55": {simulated.Life{PerDay: 4, Mood: 0.27, DaysAlike: 0.55}, 240, 5},
	} {
		if claim, possible := trendClaims(c.life.Journal, c.n, runs, 31); claim > c.limit {
			t.Errorf("%s: %.1f%% claim a change and %.1f%% a possible one, want at most %.1f%%", name, claim, possible, c.limit)
		}
	}
}

func TestTrendTakesASeasonForNoNews(t *testing.T) {
	for _, c := range simulated.Silent() {
		if c.Name != "a season each year, over two years" {
			continue
		}
		if claim, _ := trendClaims(c.Journal, c.Lengths[0], trendRuns(40, 500), 32); claim > 5 {
			t.Errorf("%.0f%% of diaries with a season claim a change", claim)
		}
		return
	}
	t.Fatal("there are no diaries with a season")
}

func TestTrendDoesNotClaimWhatDaysLeftOutCouldBe(t *testing.T) {
	goodDays := simulated.Life{PerDay: 1, Mood: 0.3, DaysAlike: 0.5, Plant: func(m *simulated.Moment) {
		m.Unlogged = m.Through() > 0.5 && m.Before+m.Performance+m.Outcome < 0
	}}
	claim, possible := trendClaims(goodDays.Journal, 240, trendRuns(60, 500), 33)
	if claim > 5 {
		t.Errorf("%.0f%% claim, %.0f%% possible", claim, possible)
	}
	if possible < 15 {
		t.Errorf("only %.0f%% say that it is possible", possible)
	}
	for i := range uint64(20) {
		r := insight.Trend(goodDays.Journal(rand.New(rand.NewPCG(33, i)), 240))
		if r.LeftOut && (r.Logging == nil || r.Logging.Ratio() > 0.8) {
			t.Errorf("that entries became rarer is not told: %+v", r.Logging)
		}
	}
}

func TestTrendFindsAStepAndAClimb(t *testing.T) {
	runs := trendRuns(60, 1000)
	step := simulated.Life{Plant: func(m *simulated.Moment) {
		if m.I >= m.N-40 {
			m.Before++
		}
	}}
	if claim, _ := trendClaims(step.Journal, 140, runs, 34); claim < 50 {
		t.Errorf("a step of a standard deviation 40 entries ago: found in %.0f%%", claim)
	}
	for _, c := range simulated.Planted() {
		if c.Name != "belief climbs .3 a day, likeness .5" {
			continue
		}
		claim, possible := trendClaims(c.Journal, 90, runs, 35)
		if claim < 30 || claim+possible < 35 {
			t.Errorf("a climb: found in %.0f%%, possible in %.0f%%", claim, possible)
		}
	}
}

// TestTrendIsSeldomWrongOverALife looks after every entry.
func TestTrendIsSeldomWrongOverALife(t *testing.T) {
	runs := trendRuns(12, 1000)
	limits := map[string]float64{"nothing alike": 0.025, "likeness .6": 0.04, "day mood 27%, days alike .55": 0.04, "likeness .9": 0.06}
	for _, c := range simulated.Lived() {
		onsets := 0
		n := c.Lengths[0]
		for i := range runs {
			d, was := c.Journal(rand.New(rand.NewPCG(36, uint64(i))), n), false
			for k := 10; k <= n; k++ {
				now := insight.Trend(insight.Data{Samples: d.Samples[:k], Areas: 1}).Finding() == insight.Claim
				if now && !was {
					onsets++
				}
				was = now
			}
		}
		rate := float64(onsets) / float64(runs) * 100 / float64(n)
		t.Logf("%s: %.3f onsets of false claims per 100 entries", c.Name, rate)
		if slack := 2 / float64(runs) * 100 / float64(n); rate > limits[c.Name]+slack { // two by bad luck
			t.Errorf("%s: %.3f onsets of false claims per 100 entries, want at most %.3f", c.Name, rate, limits[c.Name])
		}
	}
}

func TestWhereBeliefIsFollowsADrop(t *testing.T) {
	drop := simulated.Life{PerDay: 1, Daily: true, Plant: func(m *simulated.Moment) {
		if m.I >= 300 {
			m.Before--
		}
	}}
	runs := trendRuns(40, 400)
	for days, least := range map[int]float64{5: 20, 10: 40, 20: 60} {
		in := 0.0
		for i := range runs {
			r := insight.Trend(drop.Journal(rand.New(rand.NewPCG(37, uint64(i))), 300+days))
			if low, high := r.LikelyLevel(); low <= 42 && 42 <= high {
				in += 100 / float64(runs)
			}
		}
		if in < least {
			t.Errorf("%d days after a drop by 15 points the band holds the level in %.0f%%, want %.0f%%", days, in, least)
		}
	}
}

func TestTheNextSevenDaysAreWhereTheSentenceSays(t *testing.T) {
	runs := trendRuns(60, 1000)
	for _, likeness := range []float64{0, 0.6} {
		in := 0.0
		for i := range runs {
			d := simulated.Life{Likeness: likeness, PerDay: 1, Daily: true}.Journal(rand.New(rand.NewPCG(38, uint64(i))), 67)
			mean := 0.0
			for _, s := range d.Samples[60:] {
				mean += s.Before.Or(0) / 7
			}
			r := insight.Trend(insight.Data{Samples: d.Samples[:60]})
			if r.NextLow.Or(0) <= mean && mean <= r.NextHigh.Or(0) {
				in += 100 / float64(runs)
			}
		}
		if in < 65 || in > 96 {
			t.Errorf("likeness %.1f: the mean of the next seven days is where it is said in %.0f%%", likeness, in)
		}
	}
}

func TestATrendThatEndedIsNotOfNow(t *testing.T) {
	d := simulated.Life{PerDay: 1, Daily: true}.Journal(rand.New(rand.NewPCG(39, 1)), 40)
	last := d.Samples[39].Time
	if d.Day = last.AddDate(0, 0, 10); insight.Trend(d).Ended != "" {
		t.Error("ten days without an entry end a diary")
	}
	if d.Day = last.AddDate(1, 0, 0); insight.Trend(d).Ended != last.Format("2006-01-02") {
		t.Error("a diary that ended a year ago is of now")
	}
}
