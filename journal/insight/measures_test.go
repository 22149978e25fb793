package insight_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
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

// TestAMeasureThatIsTheWeekendIsLookedAt has a measure that is yes at each weekend and never else: nothing of it is left beside
// the weekdays, which is another answer than that there are too few entries.
func TestAMeasureThatIsTheWeekendIsLookedAt(t *testing.T) {
	noise := draws(7, 120)
	weekend := func(i int) float64 { return float64((8 - i%7) / 7) } // the first day is a Saturday
	for _, points := range []float64{0, 25} {
		d := dailyMeasure(120, weekend, func(i int) float64 { return 40 + points*weekend(i) + 6*noise[i] })
		d.Measures[0].Kind = insight.YesNoMeasure
		r := insight.MeasurePairs(d)
		p, ok := pairOf(r, "s", insight.ResultPerformance, false)
		if !ok || p.N != 120 || p.Claim || p.Possible || p.SameWeek != (points > 0) {
			t.Errorf("with %v points the pair of the weekend is shown: %v, with the weekdays said: %v, %+v", points, ok, p.SameWeek, p)
		}
		if r.Looked != len(r.Shown) {
			t.Errorf("%d of %d comparisons are counted", r.Looked, len(r.Shown))
		}
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

// TestWhoWritesOnSomeWeekdaysOnlyIsToldWhatGoesWithWhat has entries on working days only, or a measure: the weekdays then add up to
// a constant, or to where the measure is missing.
func TestWhoWritesOnSomeWeekdaysOnlyIsToldWhatGoesWithWhat(t *testing.T) {
	sleep, noise := draws(5, 120), draws(6, 120)
	all := dailyMeasure(120, func(i int) float64 { return sleep[i] }, func(i int) float64 { return 50 + 12*sleep[i] + 6*noise[i] })
	weekend := func(day time.Time) bool { return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday }
	working, measured := all, all
	working.Samples = slices.DeleteFunc(slices.Clone(all.Samples), func(s insight.Sample) bool { return weekend(s.Time) })
	measured.Days = slices.DeleteFunc(slices.Clone(all.Days), func(d insight.MeasuredDay) bool { return weekend(d.Day) })
	for name, d := range map[string]insight.Data{"entries on working days": working, "a measure of working days": measured} {
		if p, ok := pairOf(insight.MeasurePairs(d), "s", insight.ResultPerformance, false); !ok || !p.Claim || p.Shift < 15 || p.Shift > 35 {
			t.Errorf("%s: shown %v, %.0f points, claimed %v", name, ok, p.Shift, p.Claim)
		}
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
