package insight_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
	"enactive/journal/optional"
)

func measuresFinding(d insight.Data) insight.Finding { return insight.MeasurePairs(d).Finding() }

// pairOf finds a pair that is shown.
func pairOf(r insight.MeasuresResult, measure, result string, nextDay bool) (insight.MeasurePair, bool) {
	for _, p := range r.Shown {
		if p.Measure == measure && p.Result == result && p.NextDay == nextDay {
			return p, true
		}
	}
	return insight.MeasurePair{}, false
}

// dailyMeasure is a journal of n days with a measure of the day, x, and a performance of each day.
func dailyMeasure(n int, x, performance func(day int) float64) insight.Data {
	d := insight.Data{Measures: []insight.Measure{{ID: "s", Name: "Sleep", Kind: insight.NumberMeasure, OfDay: true}}}
	for i := range n {
		day := time.Date(2025, 3, 1+i, 0, 0, 0, 0, time.UTC)
		d.Days = append(d.Days, insight.MeasuredDay{Day: day, Measures: []insight.Number{optional.Some(x(i))}})
		d.Samples = append(d.Samples, insight.Sample{ID: fmt.Sprintf("%04d", i), Time: day.Add(18 * time.Hour), Performance: optional.Some(performance(i))})
	}
	return d
}

// draws are n numbers around 0 that have nothing to do with each other.
func draws(seed uint64, n int) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	values := make([]float64, n)
	for i := range values {
		values[i] = r.NormFloat64()
	}
	return values
}

func TestAMeasureOfTheDayIsFoundOnItsDayOrOnTheNext(t *testing.T) {
	sleep, noise := draws(1, 101), draws(2, 100)
	for _, next := range []bool{false, true} {
		d := dailyMeasure(100, func(i int) float64 { return sleep[i+1] }, func(i int) float64 {
			if next {
				return 50 + 12*sleep[i] + 6*noise[i]
			}
			return 50 + 12*sleep[i+1] + 6*noise[i]
		})
		r := insight.MeasurePairs(d)
		p, ok := pairOf(r, "s", insight.ResultPerformance, next)
		if !ok || !p.Claim || p.Shift < 15 || p.Shift > 35 {
			t.Errorf("next day %v: the pair is %+v, %v; want about 25 points claimed", next, p.Shift, p.Claim)
		}
		if other, _ := pairOf(r, "s", insight.ResultPerformance, !next); other.Claim || other.Possible {
			t.Errorf("next day %v: the other day is claimed too, with p %v", next, other.P)
		}
		if p.Rho < 0.7 {
			t.Errorf("next day %v: the rank correlation is %v", next, p.Rho)
		}
		for i, dot := range p.Dots() {
			if len(dot.IDs) != 1 || dot.IDs[0] == "" {
				t.Fatalf("dot %d has the entries %q", i, dot.IDs)
			}
		}
	}
}

func TestMeasuresNeedEnoughEntriesDaysAndValues(t *testing.T) {
	journal := func(n, perDay, values int) insight.Data {
		d := insight.Data{Measures: []insight.Measure{{ID: "x", Name: "Cups", Kind: insight.NumberMeasure}}}
		for i := range n {
			d.Samples = append(d.Samples, insight.Sample{ID: fmt.Sprintf("%04d", i), Time: time.Date(2025, 3, 1+i/perDay, 8, i, 0, 0, time.UTC),
				Performance: optional.Some(float64(40 + i*7%30)), Measures: []insight.Number{optional.Some(float64(i % values))}})
		}
		return d
	}
	for _, c := range []struct {
		n, perDay, values int
		want              bool
	}{{20, 2, 4, true}, {19, 1, 4, false}, {20, 3, 4, false}, {40, 1, 3, false}} {
		if _, ok := pairOf(insight.MeasurePairs(journal(c.n, c.perDay, c.values)), "x", insight.ResultPerformance, false); ok != c.want {
			t.Errorf("%d entries, %d a day, %d values: shown is %v", c.n, c.perDay, c.values, ok)
		}
	}
	d := journal(40, 1, 5)
	for i := range d.Samples {
		if i%4 > 0 {
			d.Samples[i].Measures = nil
		}
	}
	if _, ok := pairOf(insight.MeasurePairs(d), "x", insight.ResultPerformance, false); ok {
		t.Error("entries without a value are counted")
	}
}

func TestWhatOnlyBothChangedOverTheYearIsNotClaimed(t *testing.T) {
	a, b := draws(3, 150), draws(4, 150)
	d := dailyMeasure(150, func(i int) float64 { return float64(i)/20 + a[i] }, func(i int) float64 { return 30 + float64(i)/4 + 8*b[i] })
	p, ok := pairOf(insight.MeasurePairs(d), "s", insight.ResultPerformance, false)
	if !ok || p.Claim || p.Possible || !p.BothChanged || p.Rho < 0.5 {
		t.Errorf("the pair of two trends is %+v", p)
	}
	weekend := func(i int) float64 { return 5 * float64((i%7)/5) }
	d = dailyMeasure(150, func(i int) float64 { return weekend(i) + a[i] }, func(i int) float64 { return 40 + 5*weekend(i) + 8*b[i] })
	if p, _ = pairOf(insight.MeasurePairs(d), "s", insight.ResultPerformance, false); p.Claim || p.Possible || !p.SameWeek {
		t.Errorf("the pair of two weekly patterns is %+v", p)
	}
}

// TestFewWithAndFewFailuresAreNotTakenForALink has five entries with it, of which two are among the few failures: that is luck
// more often than a normal distribution says.
func TestFewWithAndFewFailuresAreNotTakenForALink(t *testing.T) {
	said := 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		d := insight.Data{}
		for m := range 12 {
			d.Measures = append(d.Measures, insight.Measure{ID: fmt.Sprint(m), Name: fmt.Sprint("M", m), Kind: insight.YesNoMeasure})
		}
		for i := range 200 {
			s := insight.Sample{ID: fmt.Sprintf("%04d", i), Time: time.Date(2025, 3, 1+i, 8, 0, 0, 0, time.UTC), Outcome: insight.Success}
			if r.IntN(25) == 0 {
				s.Outcome = insight.Failure
			}
			for range d.Measures {
				v := 0.0
				if r.IntN(30) == 0 {
					v = 1
				}
				s.Measures = append(s.Measures, optional.Some(v))
			}
			d.Samples = append(d.Samples, s)
		}
		if f := measuresFinding(d); f == insight.Claim || f == insight.Possible {
			said++
		}
	}
	if said > 4 {
		t.Errorf("%d of 200 journals say something", said)
	}
}

func TestMeasuresDoNotDependOnStorageOrder(t *testing.T) {
	d := simulated.Measured{Measures: 9}.Journal(rand.New(rand.NewPCG(2, 2)), 60)
	want := insight.MeasurePairs(d)
	shuffled := d
	shuffled.Samples = append([]insight.Sample(nil), d.Samples...)
	rand.New(rand.NewPCG(3, 3)).Shuffle(len(shuffled.Samples), func(i, j int) {
		shuffled.Samples[i], shuffled.Samples[j] = shuffled.Samples[j], shuffled.Samples[i]
	})
	got := insight.MeasurePairs(shuffled)
	if len(want.Shown) < 30 || len(got.Shown) != len(want.Shown) {
		t.Fatalf("in another order %d pairs are shown, and not %d", len(got.Shown), len(want.Shown))
	}
	for i, p := range got.Shown {
		q := want.Shown[i]
		if p.Measure != q.Measure || p.Result != q.Result || p.P != q.P || p.Shift != q.Shift || !reflect.DeepEqual(p.Dots(), q.Dots()) {
			t.Errorf("in another order pair %d is %+v, and not %+v", i, p, q)
		}
	}
}

// measuredCell is a kind of journal with measures.
type measuredCell struct {
	name string
	of   simulated.Measured
}

func alike(likeness float64) simulated.Life { return simulated.Life{Likeness: likeness} }

func silentMeasures() []measuredCell {
	return []measuredCell{
		{"nothing alike", simulated.Measured{}},
		{"likeness .4", simulated.Measured{Life: alike(0.4)}},
		{"likeness .8", simulated.Measured{Life: alike(0.8)}},
		{"likeness .95", simulated.Measured{Life: alike(0.95)}},
		{"likeness .4, all change by 2 sd over the journal", simulated.Measured{Life: alike(0.4), Drift: 2}},
		{"likeness .4, weekdays differ by .7 sd", simulated.Measured{Life: alike(0.4), Weekly: 0.7}},
		{"day mood 27%, days alike .55", simulated.Measured{Life: simulated.Life{PerDay: 4, Mood: 0.27, DaysAlike: 0.55}}},
	}
}

// TestMeasuresClaimSeldomWhereNothingIsToBeFound draws journals with measures that have nothing to do with anything, and looks once.
func TestMeasuresClaimSeldomWhereNothingIsToBeFound(t *testing.T) {
	runs := inSoak(500, 12)
	var table strings.Builder
	fmt.Fprintf(&table, "%d journals a cell, seed %d.\n\n| what is in the journal | entries | 4 measures | 12 measures | 30 measures |\n|---|---|---|---|---|\n", runs, honestySeed)
	for k, cell := range silentMeasures() {
		for _, n := range []int{40, 100, 300} {
			if !soaking() && n != 100 {
				continue
			}
			fmt.Fprintf(&table, "| %s | %d |", cell.name, n)
			for _, own := range []int{4, 12, 30} {
				if !soaking() && own > 12 {
					continue
				}
				of := cell.of
				of.Measures = own
				claimed, mentioned := 0, 0
				r := rand.New(rand.NewPCG(honestySeed, uint64(1_000_000+10_000*k+100*n+own)))
				for range runs {
					switch measuresFinding(of.Journal(r, n)) {
					case insight.Claim:
						claimed, mentioned = claimed+1, mentioned+1
					case insight.Possible:
						mentioned++
					}
				}
				share := func(n int) float64 { return 100 * float64(n) / float64(runs) }
				t.Logf("%s, %d entries, %d measures: %.1f claimed, %.1f with possibly", cell.name, n, own, share(claimed), share(mentioned))
				fmt.Fprintf(&table, " %.1f, %.1f |", share(claimed), share(mentioned))
				if tooMany(claimed, runs, 0.03) {
					t.Errorf("%s, %d entries, %d measures: %d of %d journals claim something", cell.name, n, own, claimed, runs)
				}
			}
			table.WriteString("\n")
		}
	}
	if soaking() {
		writeTable(t, "measures-silent", table.String())
	}
}

// TestMeasuresOverALife looks after each of 100 entries, and counts how often a false claim begins.
func TestMeasuresOverALife(t *testing.T) {
	skipHonesty(t)
	lives, first := inSoak(100, 1), inSoak(20, 60)
	var table strings.Builder
	fmt.Fprintf(&table, "%d lives of %d entries a line, 12 measures, seed %d.\n\n| what is in the journal | false claims that begin, in 100 lives | lives with any | with \"possibly\" too |\n|---|---|---|---|\n", lives, livedEntries, honestySeed)
	for k, cell := range silentMeasures() {
		of := cell.of
		of.Measures = 12
		r := rand.New(rand.NewPCG(honestySeed, uint64(2_000_000+k)))
		begun, mentioned, any := 0, 0, 0
		for range lives {
			d := of.Journal(r, livedEntries)
			all, before, had := d.Samples, insight.NotEnough, 0
			for n := first; n <= len(all); n++ {
				d.Samples = all[:n]
				f := measuresFinding(d)
				if f == insight.Claim && before != insight.Claim {
					begun++
					had = 1
				}
				if (f == insight.Claim || f == insight.Possible) && before != insight.Claim && before != insight.Possible {
					mentioned++
				}
				before = f
			}
			any += had
		}
		per100 := func(n int) float64 { return 100 * float64(n) / float64(lives) }
		t.Logf("%s: %.1f begin, %.1f lives, %.1f with possibly", cell.name, per100(begun), per100(any), per100(mentioned))
		fmt.Fprintf(&table, "| %s | %.1f | %.1f | %.1f |\n", cell.name, per100(begun), per100(any), per100(mentioned))
		rate, _ := insight.RateOf("measures")
		if told, ok := map[string]float64{"nothing alike": rate.Unlike, "likeness .95": rate.Alike}[cell.name]; ok && soaking() && told < per100(begun) {
			t.Errorf("%s: the explanation says %.1f of 100, and it was %.1f", cell.name, told, per100(begun))
		}
		if tooMany(any, lives, 0.05) {
			t.Errorf("%s: false claims begin in %d of %d lives", cell.name, any, lives)
		}
	}
	if soaking() {
		writeTable(t, "measures-lives", table.String())
	}
}

// TestMeasuresThatExplainPerformanceAreFound plants one among others.
func TestMeasuresThatExplainPerformanceAreFound(t *testing.T) {
	runs := inSoak(500, 16)
	var table strings.Builder
	fmt.Fprintf(&table, "%d journals a cell, one of 12 measures explains performance, seed %d: claimed, and with \"possibly\".\n\n| explained | measured | 40 entries | 100 | 300 |\n|---|---|---|---|---|\n", runs, honestySeed)
	for _, ofDay := range []bool{false, true} {
		for _, share := range []float64{0.1, 0.2, 0.3} {
			fmt.Fprintf(&table, "| %.0f%% | %s |", 100*share, map[bool]string{false: "in each entry", true: "once a day, one entry a day"}[ofDay])
			for _, n := range []int{40, 100, 300} {
				if !soaking() && (n == 40 || share != 0.3 || ofDay) {
					continue
				}
				of := simulated.Measured{Measures: 12, Explains: share, OfDay: ofDay}
				if ofDay {
					of.Life.PerDay = 1
				}
				claimed, mentioned := 0, 0
				r := rand.New(rand.NewPCG(honestySeed, uint64(3_000_000+n)))
				for range runs {
					p, ok := pairOf(insight.MeasurePairs(of.Journal(r, n)), "m0", insight.ResultPerformance, false)
					if ok && p.Claim {
						claimed++
					}
					if ok && (p.Claim || p.Possible) {
						mentioned++
					}
				}
				fmt.Fprintf(&table, " %.0f, %.0f |", 100*float64(claimed)/float64(runs), 100*float64(mentioned)/float64(runs))
				if least := map[int]float64{100: 0.4, 300: 0.95}[n]; share == 0.3 && float64(claimed) < least*float64(runs) {
					t.Errorf("%.0f%% explained in %d entries: found in %d of %d", 100*share, n, claimed, runs)
				}
			}
			table.WriteString("\n")
		}
	}
	if soaking() {
		writeTable(t, "measures-found", table.String())
	}
}

// BenchmarkMeasures looks at 12 measures, and at none.
func BenchmarkMeasures(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		d := simulated.Measured{Life: alike(0.4), Measures: 12}.Journal(rand.New(rand.NewPCG(1, 1)), n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				insight.MeasurePairs(d)
			}
		})
		none := d
		none.Measures = nil
		b.Run(fmt.Sprint(n, " without"), func(b *testing.B) {
			for b.Loop() {
				insight.MeasurePairs(none)
			}
		})
	}
}
