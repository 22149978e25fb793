package insight

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

func TestPairsMatchTheReference(t *testing.T) {
	var oracle struct {
		Cases []struct {
			Name        string
			Differences []float64
			Pairs       int
			Mean        float64
			P           float64     `json:"p_two_sided"`
			Likely      *[2]float64 `json:"interval80"`
			Sure        *[2]float64 `json:"interval95"`
		}
	}
	readOracle(t, "randomised_pairs.json", &oracle)
	if len(oracle.Cases) < 10 {
		t.Fatalf("only %d cases", len(oracle.Cases))
	}
	for _, c := range oracle.Cases {
		r := Pairs(c.Differences)
		if r.Pairs != c.Pairs {
			t.Errorf("%s: %d pairs, want %d", c.Name, r.Pairs, c.Pairs)
		}
		near(t, c.Name+" mean", r.Mean, c.Mean, 1e-9)
		near(t, c.Name+" p", r.P, c.P, 1e-9)
		for _, in := range []struct {
			what string
			got  PairsInterval
			want *[2]float64
		}{{" 80%", r.Likely, c.Likely}, {" 95%", r.Sure, c.Sure}} {
			if in.got.Known != (in.want != nil) {
				t.Errorf("%s%s: %+v, want %v", c.Name, in.what, in.got, in.want)
			} else if in.want != nil {
				near(t, c.Name+in.what+" low", in.got.Low, in.want[0], 1e-9)
				near(t, c.Name+in.what+" high", in.got.High, in.want[1], 1e-9)
			}
		}
	}
}

func TestPairsVerdicts(t *testing.T) {
	for _, c := range []struct {
		name        string
		differences []float64
		want        PairsVerdict
		rulesOut    bool
	}{
		{"no pair", nil, PairsNone, false},
		{"five pairs of one sign, which chance alone makes in 2 of 32", []float64{1, 2, 3, 4, 5}, PairsUnclear, false},
		{"six pairs of one sign", []float64{1, 2, 3, 4, 5, 6}, PairsHigher, true},
		{"six of the other", []float64{-1, -2, -3, -4, -5, -6}, PairsLower, true},
		{"equal pairs", make([]float64, 8), PairsUnclear, true},
	} {
		r := Pairs(c.differences)
		if _, ok := r.RulesOut(); r.Verdict() != c.want || ok != c.rulesOut {
			t.Errorf("%s: %q from %+v, want %q", c.name, r.Verdict(), r, c.want)
		}
	}
}

// Which arm is called with must not matter, nor the order of the pairs or their unit.
func TestPairsAreSymmetric(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		d := make([]float64, 6+r.IntN(7))
		for i := range d {
			d[i] = float64(r.IntN(21)-10) * 5
		}
		a := Pairs(d)
		turned := slices.Clone(d)
		for i := range turned {
			turned[i] *= -0.1
		}
		slices.Reverse(turned)
		b := Pairs(turned)
		near(t, "p", b.P, a.P, 1e-12)
		near(t, "mean", b.Mean, -0.1*a.Mean, 1e-9)
		near(t, "low", b.Sure.Low, -0.1*a.Sure.High, 1e-9)
		near(t, "high", b.Sure.High, -0.1*a.Sure.Low, 1e-9)
		if a.Sure.Low > a.Likely.Low || a.Sure.High < a.Likely.High {
			t.Errorf("the 95%% interval %+v is inside the 80%% interval %+v", a.Sure, a.Likely)
		}
	}
}

func TestKthIsTheSortedOne(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		values := make([]float64, 1+r.IntN(500))
		for i := range values {
			values[i] = float64(r.IntN(1 + r.IntN(300)))
		}
		sorted := slices.Sorted(slices.Values(values))
		k := r.IntN(len(values))
		if got := kth(values, k); got != sorted[k] {
			t.Fatalf("the value at %d of %d is %v, want %v", k, len(values), got, sorted[k])
		}
	}
}

// chanceOfPairs is the p-value by the distribution of the sum under all orders, for differences that
// are multiples of 5: a second way to the same number, fast enough to simulate by.
func chanceOfPairs(d []float64) float64 {
	reach := 0
	for _, x := range d {
		reach += int(math.Abs(x)) / 5
	}
	ways, next := make([]float64, 2*reach+1), make([]float64, 2*reach+1)
	ways[reach] = 1
	sum := 0
	for _, x := range d {
		step := int(x) / 5
		sum += step
		clear(next)
		for i, n := range ways {
			if n > 0 {
				next[i+step] += n / 2
				next[i-step] += n / 2
			}
		}
		ways, next = next, ways
	}
	p := 0.0
	for i, n := range ways {
		if abs := i - reach; max(abs, -abs) >= max(sum, -sum) {
			p += n
		}
	}
	return p
}

// foundShare simulates experiments: ratings in fives with a standard deviation of 15 around 55.
func foundShare(r *rand.Rand, pairs int, effect float64, runs int) float64 {
	const sd, middle = 15, 55
	rating := func(shift float64) float64 {
		return min(100, max(0, 5*math.Round((middle+shift+sd*r.NormFloat64())/5)))
	}
	found := 0
	d := make([]float64, pairs)
	for range runs {
		for i := range d {
			d[i] = rating(effect*sd/2) - rating(-effect*sd/2)
		}
		if chanceOfPairs(d) <= pairsLevel {
			found++
		}
	}
	return float64(found) / float64(runs)
}

func TestChanceToFindIsThatOfSimulatedExperiments(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	runs, near := 4000, 0.03
	if os.Getenv("ENACTIVE_SOAK") != "" {
		runs, near = 40_000, 0.01
	}
	for _, f := range FindableByPairs() {
		for i, effect := range FindableSizes() {
			got := foundShare(r, f.Pairs, effect, runs)
			if math.Abs(got-f.Chance[i]) > near {
				t.Errorf("%d pairs, %v sd: found in %.3f, want %.3f", f.Pairs, effect, got, f.Chance[i])
			}
		}
		if got := foundShare(r, f.Pairs, 0, runs); got > 0.06 {
			t.Errorf("%d pairs without an effect: found in %.3f", f.Pairs, got)
		}
	}
}

func TestChanceToFindRisesWithPairsAndSize(t *testing.T) {
	table := FindableByPairs()
	if table[0].Pairs != FewestPairs || table[len(table)-1].Pairs != MostPairs || len(table) != MostPairs-FewestPairs+1 {
		t.Fatalf("the table has %d rows from %d to %d", len(table), table[0].Pairs, table[len(table)-1].Pairs)
	}
	for i, f := range table {
		if !slices.IsSorted(f.Chance[:]) {
			t.Errorf("%d pairs: %v", f.Pairs, f.Chance)
		}
		if i > 0 && f.Chance[2] < table[i-1].Chance[2] {
			t.Errorf("%d pairs find less than %d", f.Pairs, f.Pairs-1)
		}
		got, ok := FindableWith(f.Pairs)
		if !ok || got != f {
			t.Errorf("%d pairs: %+v, want %+v", f.Pairs, got, f)
		}
	}
	for _, n := range []int{-1, 0, FewestPairs - 1, MostPairs + 1} {
		if _, ok := FindableWith(n); ok {
			t.Errorf("there is a row for %d pairs", n)
		}
	}
}

func TestSimulatedChanceIsThatOfPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		d := make([]float64, 6+r.IntN(6))
		for i := range d {
			d[i] = float64(r.IntN(21)-8) * 5
		}
		near(t, "p", chanceOfPairs(d), Pairs(d).P, 1e-9)
	}
}

func BenchmarkTwentyPairs(b *testing.B) {
	d := make([]float64, MostPairs)
	r := rand.New(rand.NewPCG(9, 10))
	for i := range d {
		d[i] = r.NormFloat64()
	}
	for b.Loop() {
		Pairs(d)
	}
}

func TestStrategiesNameThoseWithAnExperiment(t *testing.T) {
	d := Data{Samples: []Sample{{ID: "a", Strategies: []string{"Breathing"}}}, Experiments: []string{"breathing", "Music"}}
	if r := Strategies(d); !slices.Equal(r.Experiments, []string{"breathing"}) {
		t.Errorf("the experiments are %q", r.Experiments)
	}
}
