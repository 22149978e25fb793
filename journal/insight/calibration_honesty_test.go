package insight_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
	"enactive/journal/optional"
)

// cellOf finds a kind of journal by its name.
func cellOf(t *testing.T, cells []simulated.Cell, name string) simulated.Cell {
	t.Helper()
	for _, c := range cells {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("there is no journal with %q", name)
	return simulated.Cell{}
}

// saying counts the journals in which a finding is plain, and plain or possible.
func saying(cell simulated.Cell, n, runs int, seed uint64, of func(insight.Data) insight.Finding) (plain, mentioned int) {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	for range runs {
		switch of(cell.Journal(r, n)) {
		case insight.Claim:
			plain++
			mentioned++
		case insight.Possible:
			mentioned++
		}
	}
	return plain, mentioned
}

func calibrationFinding(d insight.Data) insight.Finding { return insight.Calibration(d).Finding() }

func TestABiasOfConfidenceIsSeldomLuck(t *testing.T) {
	runs := inSoak(1000, 60)
	for _, c := range []struct {
		name string
		n    int
		most float64 // of those in which it is claimed
	}{
		{"nothing alike", 100, 0.01}, {"likeness .6", 60, 0.02}, {"likeness .9", 100, 0.03}, {"likeness .97", 100, 0.05},
		{"day mood 27%, days alike .55", 60, 0.03}, {"ten a day, mood 50%, days alike .8", 60, 0.05},
	} {
		plain, _ := saying(cellOf(t, simulated.Silent(), c.name), c.n, runs, 31, calibrationFinding)
		if tooMany(plain, runs, c.most) {
			t.Errorf("%s, %d ratings: a bias is claimed in %d of %d journals", c.name, c.n, plain, runs)
		}
	}
}

func TestABiasOfConfidenceIsFound(t *testing.T) {
	runs := inSoak(1000, 100)
	for _, c := range []struct {
		name             string
		n                int
		plain, mentioned float64 // the least share
	}{
		{"over-confident by 25 points", 40, 0.04, 0.15}, {"under-confident by 25 points", 40, 0.04, 0.15},
		{"over-confident by 15 points", 160, 0.38, 0.50},
	} {
		plain, mentioned := saying(cellOf(t, simulated.Planted(), c.name), c.n, runs, 32, calibrationFinding)
		if float64(plain) < c.plain*float64(runs) || float64(mentioned) < c.mentioned*float64(runs) {
			t.Errorf("%s, %d ratings: claimed in %d of %d, and with possibly in %d", c.name, c.n, plain, runs, mentioned)
		}
	}
}

// rated makes a journal of an attempt a day.
func rated(n int, of func(i int) (sure float64, outcome insight.Outcome)) insight.Data {
	var d insight.Data
	for i := range n {
		sure, outcome := of(i)
		at := time.Date(2023, 1, 1+i, 18, 0, 0, 0, time.UTC)
		d.Samples = append(d.Samples, insight.Sample{ID: at.Format(time.DateOnly), Time: at, BeforeAt: at.Add(-time.Hour),
			Before: optional.Some(sure), Outcome: outcome, Source: "mastery"})
	}
	return d
}

// TestWhatIsPlainIsSaid: "74% sure, succeeded 40%, ... may be luck" was said at t = 4.5.
func TestWhatIsPlainIsSaid(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 1))
	d := rated(60, func(int) (float64, insight.Outcome) {
		return 70 + float64(5*r.IntN(3)), simulated.Chance(r, 0.4)
	})
	c := insight.Calibration(d)
	text := describe.Calibration(c)
	if c.Verdict != insight.CalibrationOver || !strings.Contains(text, "Overconfident: read as chances") {
		t.Errorf("%s (p %v): %s", c.Verdict, c.P.Or(1), text)
	}
}

// TestABiasThatIsOverIsNotSaid: "underconfident by 34" was said of ratings that had doubled over the
// year, and were well above a half at its end.
func TestABiasThatIsOverIsNotSaid(t *testing.T) {
	r := rand.New(rand.NewPCG(34, 1))
	d := rated(240, func(i int) (float64, insight.Outcome) {
		return math.Round(30 + 50*float64(i)/240), simulated.Chance(r, 0.85)
	})
	c := insight.Calibration(d)
	text := describe.Calibration(c)
	if c.Finding() == insight.Claim && !c.OfRecent {
		t.Errorf("it says of all ratings: %s", text)
	}
	if c.Recent == nil || !strings.Contains(text, "In the newest 40") {
		t.Errorf("it does not tell the newest ratings: %s", text)
	}
}

// TestBiasAddsUp: "60% sure and 74% ... a difference of 13" was said.
func TestBiasAddsUp(t *testing.T) {
	text := describe.Calibration(insight.CalibrationResult{N: 40, Verdict: insight.CalibrationNoBias, MeanConfidence: optional.Some(0.6049),
		MeanOutcome: optional.Some(0.7351), Bias: optional.Some(-0.1302), BiasCI: []float64{-0.3, 0.04}})
	if !strings.Contains(text, "60%") || !strings.Contains(text, "74%") || !strings.Contains(text, "14 points too low") {
		t.Errorf("it does not add up: %s", text)
	}
}

func TestTheCourseOfConfidenceEndsWithTheNewest(t *testing.T) {
	d := rated(1000, func(i int) (float64, insight.Outcome) {
		if i < 960 {
			return 50, insight.Success
		}
		return 80, insight.Partial
	})
	c := insight.Calibration(d)
	last := c.OverTime[len(c.OverTime)-1]
	if len(c.OverTime) > 410 || last.N != insight.CalibrationWindow || math.Abs(last.Confidence-0.8) > 1e-9 || math.Abs(last.Outcome-0.5) > 1e-9 ||
		!last.At.Equal(d.Samples[999].Time) {
		t.Errorf("%d spans, the last %+v", len(c.OverTime), last)
	}
	if first := c.OverTime[0]; first.N < 10 || first.N > 40 {
		t.Errorf("the first is %+v", first)
	}
}

// TestLikelyHoldsForABias asks how often the interval of the bias holds what is true in the long run.
func TestLikelyHoldsForABias(t *testing.T) {
	runs := inSoak(1000, 80)
	for _, likeness := range []float64{0, 0.6} {
		l := simulated.Life{Likeness: likeness}
		r := rand.New(rand.NewPCG(35, uint64(10*likeness)))
		truth := insight.Calibration(simulated.Life{}.Journal(r, 20_000)).Bias.Or(0)
		whole, recent := 0, 0
		for range runs {
			c := insight.Calibration(l.Journal(r, 120))
			if c.BiasCI[0] <= truth && truth <= c.BiasCI[1] {
				whole++
			}
			if ci := c.Recent.BiasCI; ci[0] <= truth && truth <= ci[1] {
				recent++
			}
		}
		for name, held := range map[string]int{"all": whole, "the newest": recent} {
			if share := float64(held) / float64(runs); share < 0.68 || share > 0.97 {
				t.Errorf("likeness %.1f: the interval of %s holds in %.0f%%, want about 80", likeness, name, 100*share)
			}
		}
	}
}
