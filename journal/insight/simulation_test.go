package insight

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"enactive/journal/optional"
)

// rated rounds as people rate: in steps of five, on the scale.
func rated(v float64) float64 { return min(max(math.Round(v/5)*5, 0), 100) }

func TestAConstantBeliefIsSeldomCalledAChange(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	for _, n := range []int{12, 20, 40} {
		r := rand.New(rand.NewPCG(11, uint64(n)))
		const runs = 300
		wrong := 0
		for range runs {
			day, samples := 0, []Sample(nil)
			for i := range n {
				day += 1 + int(r.ExpFloat64()*2)
				when := time.Date(2024, 1, 1+day, 12, 0, 0, 0, time.UTC)
				samples = append(samples, Sample{ID: fmt.Sprint(i), Time: when, BeforeAt: when, Before: optional.Some(rated(55 + 10*r.NormFloat64()))})
			}
			if v := Trend(Data{Samples: samples}).Verdict; v == TrendRising || v == TrendFalling {
				wrong++
			}
		}
		if share := float64(wrong) / runs; share > 0.04 {
			t.Errorf("%d days: %.1f%% false verdicts, at most 4%% allowed", n, 100*share)
		}
	}
}

func TestASteadyRiseIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	r := rand.New(rand.NewPCG(12, 1))
	const runs, n = 100, 35
	found := 0
	for range runs {
		day, samples := 0, []Sample(nil)
		for i := range n {
			day += 1 + int(r.ExpFloat64()*2.5)
			when := time.Date(2024, 1, 1+day, 12, 0, 0, 0, time.UTC)
			samples = append(samples, Sample{ID: fmt.Sprint(i), Time: when, BeforeAt: when, Before: optional.Some(rated(15 + 0.66*float64(day) + 10*r.NormFloat64()))})
		}
		if Trend(Data{Samples: samples}).Verdict == TrendRising {
			found++
		}
	}
	// In so few days a belief that merely wanders climbs as far too often to claim it over a life of looks; at twice as
	// many days most rises are found.
	if share := float64(found) / runs; share < 0.6 {
		t.Errorf("found %.0f%% of rises of 0.66 points a day, want at least 60%%", 100*share)
	}
}

// claims returns the share of runs in which a shape is called an inverted U.
func claims(n, runs int, seed uint64, shape func(x float64) float64) float64 {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	claimed := 0
	for range runs {
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i] = rated(50 + 20*r.NormFloat64())
			y[i] = rated(shape(x[i]) + 12*r.NormFloat64())
		}
		if Stress(Data{Samples: pairSamples(x, y)}).Verdict == StressInvertedU {
			claimed++
		}
	}
	return float64(claimed) / float64(runs)
}

func TestInvertedUIsClaimedIfPresent(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	flatThenDrop := func(x float64) float64 { return 70 - max(0, x-50)*0.8 }
	strong := func(x float64) float64 { return 75 - 50*(x-50)*(x-50)/2500 }
	if share := claims(40, 400, 21, flatThenDrop); share > 0.07 {
		t.Errorf("flat, then a drop: called an inverted U in %.1f%%, at most 7%% allowed", 100*share)
	}
	if share := claims(40, 200, 22, func(float64) float64 { return 60 }); share > 0.03 {
		t.Errorf("no link at all: called an inverted U in %.1f%%", 100*share)
	}
	if share := claims(80, 150, 23, strong); share < 0.85 {
		t.Errorf("a strong inverted U: found in %.0f%%, want at least 85%%", 100*share)
	}
}

// randomJournal makes a small journal of ties, extremes and missing values.
func randomJournal(r *rand.Rand) []Sample {
	number := func() Number {
		switch r.IntN(4) {
		case 0:
			return Number{}
		case 1:
			return optional.Some([]float64{0, 50, 100}[r.IntN(3)])
		}
		return optional.Some(float64(r.IntN(1001)) / 10)
	}
	samples := make([]Sample, r.IntN(16))
	start := time.Date(2024, 2, 28, 22, 0, 0, 0, time.FixedZone("", 5*3600))
	for i := range samples {
		when := start.Add(time.Duration(r.IntN(4)) * time.Duration(r.IntN(500)) * time.Hour)
		samples[i] = Sample{ID: fmt.Sprint(r.IntN(4)), Time: when, CheckIn: r.IntN(5) == 0, Planned: r.IntN(7) == 0,
			Outcome: outcomeAt(r.IntN(5)), Kind: Kind(r.IntN(4)), Before: number(), BeforeAt: when.Add(time.Duration(r.IntN(3)-1) * time.Hour),
			Retrospective: r.IntN(3) == 0, After: number(), Stress: number(), StressExpected: number(), Performance: number(), Effort: number(),
			Difficulty: number(), Luck: number()}
	}
	return samples
}

func TestRandomSmallJournalsNeverBreakANumber(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	r := rand.New(rand.NewPCG(5, 5))
	for range 3000 {
		samples := randomJournal(r)
		for _, result := range []any{Trend(Data{Samples: samples}), Stress(Data{Samples: samples})} {
			if _, err := json.Marshal(result); err != nil { // NaN and Inf are errors here
				t.Fatalf("%v for %+v", err, samples)
			}
		}
		trend, stress := Trend(Data{Samples: samples}), Stress(Data{Samples: samples})
		for _, p := range trend.Curve {
			if !finite(p.Level) || !finite(p.SD) || !finite(p.Day) {
				t.Fatalf("a point of the trend is %+v", p)
			}
		}
		for _, p := range stress.Curve {
			if !finite(p.Fit) || !finite(p.SE) {
				t.Fatalf("a point of the stress curve is %+v", p)
			}
		}
	}
}

func benchmarkSamples(n, perDay int) []Sample {
	r := rand.New(rand.NewPCG(3, 3))
	samples := trendSamples(make([]float64, n), perDay)
	for i := range samples {
		x := rated(50 + 20*r.NormFloat64())
		samples[i].Before = optional.Some(rated(50 + 10*r.NormFloat64()))
		samples[i].Stress = optional.Some(x)
		samples[i].Performance = optional.Some(rated(75 - (x-50)*(x-50)/50 + 12*r.NormFloat64()))
	}
	return samples
}

func BenchmarkTrend(b *testing.B) {
	for _, c := range []struct{ n, perDay int }{{1_000, 1}, {1_000, 3}, {100_000, 1}, {100_000, 10}} {
		b.Run(fmt.Sprintf("%d entries, %d a day", c.n, c.perDay), func(b *testing.B) {
			samples := benchmarkSamples(c.n, c.perDay)
			for b.Loop() {
				Trend(Data{Samples: samples})
			}
		})
	}
}

func BenchmarkStress(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("%d entries", n), func(b *testing.B) {
			samples := benchmarkSamples(n, 3)
			for b.Loop() {
				Stress(Data{Samples: samples})
			}
		})
	}
}
