package insight

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"enactive/journal/optional"
)

// fearful is an attempt on that day with the stress that was expected in time and the stress that came.
func fearful(day int, expected, came float64, o Outcome) Sample {
	s := pressed(day, came, -1)
	s.StressExpected, s.ExpectedInTime, s.Outcome = optional.Some(expected), true, o
	return s
}

func TestFearedCountsWhatCame(t *testing.T) {
	hindsight := fearful(20, 90, 10, Failure)
	hindsight.ExpectedInTime = false
	plan := fearful(21, 90, 10, NoOutcome)
	plan.Planned = true
	r := Feared(Data{Samples: []Sample{
		fearful(1, 80, 60, Success), fearful(2, 70, 75, Partial), fearful(3, 90, 90, Failure), fearful(4, 50, 40, Setback), fearful(5, 69, 20, NoOutcome),
		hindsight, plan, pressed(22, 50, 50),
	}})
	if r.N != 5 || r.LeftOut != 1 || r.Worse != 1 || r.AsFeared != 1 || len(r.Dots) != 5 {
		t.Errorf("%d attempts, %d left out, %d worse, %d as feared, %d dots; want 5, 1, 1, 1 and 5", r.N, r.LeftOut, r.Worse, r.AsFeared, len(r.Dots))
	}
	if want := (Tally{N: 3, Successes: 1, Partials: 1}); r.FearedMost != want {
		t.Errorf("feared most: %+v, want %+v", r.FearedMost, want)
	}
	if want := (Tally{N: 1}); r.Others != want {
		t.Errorf("the others: %+v, want %+v", r.Others, want)
	}
	if r.Verdict != FearedNotEnough || r.Finding() != Facts || r.Interval != nil {
		t.Errorf("five attempts say %s, %s, %v", r.Verdict, r.Finding(), r.Interval)
	}
	if none := Feared(Data{}); none.Finding() != NotEnough {
		t.Errorf("no attempts say %s", none.Finding())
	}
}

func TestFearedTakesTheMeanOfEachDay(t *testing.T) {
	var samples []Sample
	for day := range 8 {
		samples = append(samples, fearful(day, 60, 50, NoOutcome))
	}
	for k := range 20 { // one bad day counts as one
		s := fearful(8, 60, 100, NoOutcome)
		s.ID = fmt.Sprintf("%03d-%02d", 8, k)
		samples = append(samples, s)
	}
	r := Feared(Data{Samples: samples})
	if r.N != 28 || r.Days != 9 {
		t.Fatalf("%d attempts on %d days, want 28 on 9", r.N, r.Days)
	}
	near(t, "the mean of the days", r.Difference.Or(0), (8*10.0-40)/9, 1e-12)
}

// Without moods the interval is Student's of the days, but for what moods that cannot be ruled out add.
func TestTheIntervalOfFearedIsStudentsOnDays(t *testing.T) {
	r := rand.New(rand.NewPCG(71, 1))
	for n, most := range map[int]float64{8: 1.75, 12: 1.75, 40: 1.4, 200: 1.1} {
		ratio := 0.0
		const runs = 40
		for range runs {
			var samples []Sample
			gaps := make([]float64, n)
			for day := range n {
				expected, came := rated(60+12*r.NormFloat64()), rated(50+12*r.NormFloat64())
				gaps[day] = expected - came
				samples = append(samples, fearful(day, expected, came, NoOutcome))
			}
			f := Feared(Data{Samples: samples})
			mean, sum := average64(gaps), 0.0
			for _, g := range gaps {
				sum += (g - mean) * (g - mean)
			}
			reach := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile(0.9) * math.Sqrt(sum/float64(n-1)/float64(n))
			near(t, "the middle of the interval", (f.Interval[0]+f.Interval[1])/2, mean, 1e-9)
			ratio += (f.Interval[1] - f.Interval[0]) / (2 * reach) / runs
		}
		t.Logf("%d days: %.3f times Student's", n, ratio)
		if ratio < 0.99 || ratio > most {
			t.Errorf("%d days: the interval is %.3f times Student's on average, want 1 to %.2f", n, ratio, most)
		}
	}
}

func TestFearedNamesAClearDifference(t *testing.T) {
	days := func(n int, by float64) []Sample {
		var samples []Sample
		for day := range n {
			samples = append(samples, fearful(day, 60+float64(day*day%7)*2, 60-by+float64(day%5)*3, NoOutcome))
		}
		return samples
	}
	for _, c := range []struct {
		n    int
		by   float64
		want FearedVerdict
	}{
		{7, 20, FearedNotEnough}, {40, 20, FearedCalmer}, {40, -20, FearedWorse}, {40, 0, FearedNoDifference},
		{40, 4, FearedNoDifference}, // clear, and too small
		{300, 3, FearedNoDifference},
	} {
		if r := Feared(Data{Samples: days(c.n, c.by)}); r.Verdict != c.want {
			t.Errorf("%d days, %v calmer: %s, want %s (%v, %v, P %v)", c.n, c.by, r.Verdict, c.want, r.Difference, r.Interval, r.P)
		}
	}
	one := days(1, 20)[0]
	same := slices.Repeat([]Sample{one}, 12)
	if r := Feared(Data{Samples: same}); r.Verdict != FearedNoDifference || r.Interval != nil {
		t.Errorf("twelve attempts on one day: %s, %v", r.Verdict, r.Interval)
	}
}

// felt is an attempt with stress, performance and how the stress felt.
func felt(day int, stress, performance float64, a Appraisal) Sample {
	s := pressed(day, stress, performance)
	s.Appraisal = a
	return s
}

func TestAppraisalPairsTheNearestAndEachOnce(t *testing.T) {
	tries := []Sample{
		felt(0, 50, 60, Challenge), felt(1, 52, 50, Threat), felt(2, 51, 55, Threat), // 50 goes with 51
		felt(3, 90, 60, Challenge), felt(4, 79, 50, Threat), // too far apart
		felt(5, 30, 70, Challenge), felt(6, 20, 40, Threat), // just near enough
		felt(9, 51, 65, Challenge), // and 51 with 52, or the other way round
		felt(10, 50, 65, NoAppraisal),
	}
	pointers := make([]*Sample, 0, len(tries))
	for i := range tries {
		pointers = append(pointers, &tries[i])
	}
	pairs := pairsAlike(pointers)
	want := []appraisalPair{{7, 2}, {0, 1}, {5, 6}}
	if !slices.Equal(pairs, want) {
		t.Errorf("the pairs are %v, want %v", pairs, want)
	}
	if a := Feared(Data{Samples: tries}).Appraisal; a != nil {
		t.Errorf("three pairs are compared: %+v", a)
	}
}

func TestAppraisalComparesAtLikeStressBesideTime(t *testing.T) {
	journal := func(n int, better, drift float64, early bool) []Sample {
		r := rand.New(rand.NewPCG(72, 5))
		var samples []Sample
		for day := range n {
			a, challenge := Threat, day%2 == 0
			if early {
				challenge = day < n/2
			}
			performance := 50 + drift*float64(day)/float64(n) + 8*r.NormFloat64()
			if challenge {
				a, performance = Challenge, performance+better
			}
			samples = append(samples, felt(day, rated(50+10*r.NormFloat64()), rated(performance), a))
		}
		return samples
	}
	for _, c := range []struct {
		name          string
		n             int
		better, drift float64
		early         bool
		want          Finding
		positive      bool
	}{
		{"better", 80, 14, 0, false, Claim, true},
		{"worse", 80, -14, 0, false, Claim, false},
		{"alike", 80, 0, 0, false, Nothing, false},
		{"only later, while all improves", 80, 0, -40, true, Nothing, true},
	} {
		a := Feared(Data{Samples: journal(c.n, c.better, c.drift, c.early)}).Appraisal
		if a == nil {
			t.Errorf("%s: not compared", c.name)
			continue
		}
		if a.Finding() != c.want || c.want == Claim && (a.Difference > 0) != c.positive {
			t.Errorf("%s: %s by %.1f (%v, P %.4f), want %s", c.name, a.Finding(), a.Difference, a.Interval, a.P, c.want)
		}
	}
}

func BenchmarkFeared(b *testing.B) {
	samples := benchmarkAttempts(100_000)
	for i := range samples {
		samples[i].StressExpected, samples[i].ExpectedInTime = samples[i].Before, true
		samples[i].Appraisal = []Appraisal{Challenge, Threat}[i%2]
		samples[i].Time = time.Date(1950, 1, 1+i/3, 7+5*(i%3), 0, 0, 0, time.UTC)
	}
	for b.Loop() {
		Feared(Data{Samples: samples})
	}
}
