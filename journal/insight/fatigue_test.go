package insight

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"enactive/journal/optional"
)

// sixWeeks are days with stress and performance that wander around their levels, each day
// resembling the one before by phi and the two going together by link. A share of the days
// is written down. Stress rises and performance falls by so many standard deviations.
func sixWeeks(r *rand.Rand, phi, link, share, change float64) []Sample {
	var samples []Sample
	carry, fresh := 0.0, 1.0
	stress, performance := 0.0, 0.0
	for day := range 42 {
		x := r.NormFloat64()
		stress = carry*stress + fresh*x
		performance = carry*performance + fresh*(link*x+math.Sqrt(1-link*link)*r.NormFloat64())
		carry, fresh = phi, math.Sqrt(1-phi*phi)
		if r.Float64() > share && day != 41 {
			continue
		}
		moved := change * float64(day) / 41
		samples = append(samples, pressed(day, rated(45+15*(stress+moved)), rated(60+15*(performance-moved))))
	}
	return samples
}

// pressed is an experience on that day with stress and performance; a negative number is
// left out.
func pressed(day int, stress, performance float64) Sample {
	s := Sample{ID: fmt.Sprintf("%03d", day), Time: time.Date(2024, 3, 1+day, 18, 0, 0, 0, time.UTC)}
	if stress >= 0 {
		s.Stress = optional.Some(stress)
	}
	if performance >= 0 {
		s.Performance = optional.Some(performance)
	}
	return s
}

// fatigueClaims is the share of those with enough days that claim something.
func fatigueClaims(seed uint64, runs int, phi, link, change float64) float64 {
	r := rand.New(rand.NewPCG(seed, uint64(100*phi)))
	looked, claimed := 0, 0
	for _, share := range []float64{0.35, 0.6, 1} {
		for range runs {
			switch Fatigue(Data{Samples: sixWeeks(r, phi, link, share, change)}).Finding() {
			case NotEnough:
				continue
			case Claim:
				claimed++
			}
			looked++
		}
	}
	return float64(claimed) / float64(looked)
}

func TestRandomWalkIsSeldomCalledFatigue(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	runs := 400
	if os.Getenv("ENACTIVE_SOAK") != "" {
		runs = 20_000
	}
	for _, link := range []float64{0, -0.5} {
		for _, phi := range []float64{0, 0.4, 0.8} {
			share := fatigueClaims(31, runs, phi, link, 0)
			t.Logf("autocorrelation %.1f, link %.1f: %.2f%%", phi, link, 100*share)
			if share > 0.005 {
				t.Errorf("autocorrelation %.1f, link %.1f: %.2f%% false claims, at most 0.5%% allowed", phi, link, 100*share)
			}
		}
	}
}

func TestFatigueFindsLargeRiseOfStressWithFallOfPerformance(t *testing.T) {
	r := rand.New(rand.NewPCG(32, 0))
	const runs = 300
	for _, c := range []struct{ share, least float64 }{{0.6, 0.50}, {1, 0.88}} {
		found := 0
		for range runs {
			if f := Fatigue(Data{Samples: sixWeeks(r, 0, 0, c.share, 2)}).Finding(); f == Claim || f == Possible {
				found++
			}
		}
		share := float64(found) / runs
		t.Logf("on %.0f%% of the days: found %.0f%%", 100*c.share, 100*share)
		if share < c.least {
			t.Errorf("on %.0f%% of the days: found %.0f%%, want at least %.0f%%", 100*c.share, 100*share, 100*c.least)
		}
	}
}

// drift is n days, gap apart, on which stress and performance change steadily.
func drift(n, gap int, stress, performance float64) []Sample {
	var samples []Sample
	for i := range n {
		x := float64(i) / float64(n-1)
		wobble := 2 * float64(i%3-1)
		samples = append(samples, pressed(i*gap, 40+stress*x+wobble, 60+performance*x-wobble))
	}
	return samples
}

func TestFatigueTakesTheMeanOfEachDayAndTheLastSixWeeks(t *testing.T) {
	samples := drift(60, 1, 0, 0)
	plan := pressed(90, 50, 50)
	plan.Planned = true
	samples = append(samples, plan, pressed(59, 80, -1))
	r := Fatigue(Data{Samples: samples})
	if r.N != 42 || r.Since != "2024-03-19" || len(r.Days) != 60 {
		t.Fatalf("%d days since %s of %d", r.N, r.Since, len(r.Days))
	}
	last := r.Days[59]
	near(t, "stress of the last day", last.Stress.Or(0), (42+80)/2.0, 1e-12)
	near(t, "performance of the last day", last.Performance.Or(0), 58, 1e-12)
	if last.Day != time.Date(2024, 4, 29, 0, 0, 0, 0, time.UTC) || len(last.IDs) != 2 {
		t.Errorf("the last day is %+v", last)
	}
}

func TestConstantValuesHaveNoInterval(t *testing.T) {
	var samples []Sample
	for i := range 20 {
		samples = append(samples, pressed(2*i, 33.3, 100.0/3))
	}
	r := Fatigue(Data{Samples: samples})
	near(t, "change", r.StressChange.Or(1), 0, 0)
	near(t, "p", r.P.Or(0), 0.5, 1e-12)
	if r.StressCI != nil || r.PerformanceCI != nil {
		t.Errorf("an interval of what never changed: %v, %v", r.StressCI, r.PerformanceCI)
	}
}

func BenchmarkFatigue(b *testing.B) {
	samples := benchmarkAttempts(100_000)
	for b.Loop() {
		Fatigue(Data{Samples: samples})
	}
}
