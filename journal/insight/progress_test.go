package insight_test

import (
	"fmt"
	"testing"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// fullTry is an attempt that every insight counts: with all ratings, a success or a setback by turns.
func fullTry(i int) insight.Sample {
	at := time.Date(2026, 3, 2+i, 18, 0, 0, 0, time.UTC)
	s := insight.Sample{
		ID: fmt.Sprint("e", i), Time: at, Source: "mastery", Outcome: insight.Success, BeforeAt: at.Add(-time.Hour), ExpectedInTime: true,
		Before: optional.Some(50.0 + float64(i%3)*5), After: optional.Some(60.0), Stress: optional.Some(30.0 + float64(7*i%40)),
		StressExpected: optional.Some(60.0), Performance: optional.Some(40.0 + float64(11*i%50)), Effort: optional.Some(40.0),
		Difficulty: optional.Some(4.0), Luck: optional.Some(1.0), Obstacles: []insight.Obstacle{{Name: "Rain"}},
	}
	if i%2 == 1 {
		s.Source, s.Outcome, s.After = "vicarious", insight.Setback, optional.Some(40.0)
		s.Strategies, s.People = []string{"Breathing"}, []string{"Ada"}
	}
	return s
}

// TestProgressIsShortOnlyWhileAGateIsShut adds one entry after another: while an insight counts on, it
// infers nothing; and what it counts never falls.
func TestProgressIsShortOnlyWhileAGateIsShut(t *testing.T) {
	type counting interface {
		Finding() insight.Finding
		Progress() insight.Progress
	}
	for name, of := range map[string]func(insight.Data) counting{
		"trend":       func(d insight.Data) counting { return insight.Trend(d) },
		"form":        func(d insight.Data) counting { return insight.Form(d) },
		"next step":   func(d insight.Data) counting { return insight.NextStep(d) },
		"stress":      func(d insight.Data) counting { return insight.Stress(d) },
		"feared":      func(d insight.Data) counting { return insight.Feared(d) },
		"calibration": func(d insight.Data) counting { return insight.Calibration(d) },
		"mastery":     func(d insight.Data) counting { return insight.Mastery(d) },
		"belief":      func(d insight.Data) counting { return insight.BeliefChange(d) },
		"sources":     func(d insight.Data) counting { return insight.Sources(d) },
		"strategies":  func(d insight.Data) counting { return insight.Strategies(d) },
		"people":      func(d insight.Data) counting { return insight.People(d) },
		"obstacles":   func(d insight.Data) counting { return insight.Obstacles(d) },
		"recovery":    func(d insight.Data) counting { return insight.Recovery(d) },
		"fatigue":     func(d insight.Data) counting { return insight.Fatigue(d) },
		"calendar":    func(d insight.Data) counting { return insight.Calendar(d) },
		"hours":       func(d insight.Data) counting { return insight.Hours(d) },
	} {
		var d insight.Data
		have, reached := 0, 0
		for n := 0; n <= 30; n++ {
			r := of(d)
			p := r.Progress()
			if p.Need < 1 || p.Of == "" || p.Have < have {
				t.Fatalf("%s after %d entries: %+v, before %d", name, n, p, have)
			}
			have = p.Have
			inferred := r.Finding() == insight.Nothing || r.Finding() == insight.Possible || r.Finding() == insight.Claim
			switch {
			case p.Short() && inferred:
				t.Errorf("%s infers (%s) with %d of %d", name, r.Finding(), p.Have, p.Need)
			case !p.Short() && r.Finding() == insight.NotEnough:
				t.Errorf("%s has %d of %d and says that it is not enough", name, p.Have, p.Need)
			case !p.Short() && reached == 0:
				reached = n
			}
			d.Samples = append(d.Samples, fullTry(n))
		}
		if reached == 0 {
			t.Errorf("%s is short after 30 entries: %d", name, have)
		}
	}
}
