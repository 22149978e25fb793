package insight

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"enactive/journal/optional"
)

type linesOracle struct {
	Break      float64 `json:"xc"`
	B1, B2     float64
	Z1, Z2     float64
	P1         float64 `json:"p1_t"`
	P2         float64 `json:"p2_t"`
	Computable *bool   `json:"computable_under_guard"`
}

func TestTheStressCurveAndItsHonestTest(t *testing.T) {
	var o struct {
		Cases []struct {
			Name  string
			X, Y  []float64
			UTest struct {
				Lower, Upper float64
				TLower       float64 `json:"t_lower"`
				TUpper       float64 `json:"t_upper"`
				P            float64 `json:"p_inverted_u"`
			} `json:"u_test_10_90"`
			AtMedian linesOracle `json:"two_lines_at_median"`
			Loess    struct {
				Grid, Fit, SE []float64
				Sigma         float64
				FitAtData     []float64 `json:"fit_at_data"`
				SEAtData      []float64 `json:"se_at_data"`
				Peak          float64   `json:"peak_x"`
				Low           float64   `json:"flat_top_lo"`
				High          float64   `json:"flat_top_hi"`
			} `json:"loess_span75_deg2"`
			RobinHood linesOracle `json:"two_lines_loess_robin_hood"`
			Kendall   struct {
				TauB float64 `json:"tau_b"`
			}
			Verdict string `json:"recommended_verdict"`
		}
	}
	readOracle(t, "stress_curve.json", &o)
	for _, c := range o.Cases {
		t.Run(c.Name, func(t *testing.T) {
			sorted := ascending(c.X)
			p10, p90 := quantile(sorted, .1), quantile(sorted, .9)
			near(t, "P10", p10, c.UTest.Lower, 1e-12)
			near(t, "P90", p90, c.UTest.Upper, 1e-12)
			l := newLoess(c.X, c.Y)
			near(t, "sigma", l.sigma, c.Loess.Sigma, 1e-9)
			for i, x := range c.Loess.Grid {
				fit, se := l.at(x)
				near(t, fmt.Sprintf("fit at %g", x), fit, c.Loess.Fit[i], 1e-9)
				near(t, fmt.Sprintf("se at %g", x), se, c.Loess.SE[i], 1e-9)
			}
			for i, want := range c.Loess.FitAtData {
				fit, se := l.at(c.X[i])
				near(t, fmt.Sprintf("fit at point %d", i), fit, want, 1e-9)
				near(t, fmt.Sprintf("se at point %d", i), se, c.Loess.SEAtData[i], 1e-9)
			}
			s := shapeOf(c.X, c.Y, p10, p90)
			near(t, "peak", s.peak.Or(-1), c.Loess.Peak, 0)
			nearAll(t, "zone", s.zone, []float64{c.Loess.Low, c.Loess.High}, 0)
			near(t, "U-test, lower t", s.uTest.TLower, c.UTest.TLower, 1e-9)
			near(t, "U-test, upper t", s.uTest.TUpper, c.UTest.TUpper, 1e-9)
			near(t, "U-test, p", s.uTest.P, c.UTest.P, 1e-6)
			median, _ := linesAt(c.X, c.Y, c.AtMedian.Break)
			compareLines(t, "at the median", median.TwoLines, c.AtMedian)
			if *c.RobinHood.Computable {
				compareLines(t, "by Robin Hood", *s.twoLines, c.RobinHood)
			} else if s.linesPassed {
				t.Error("two lines passed where the guard forbids it")
			}
			near(t, "tau-b", s.kendall.TauB, c.Kendall.TauB, 1e-9)
			if got := string(publishedVerdict(s)); got != c.Verdict {
				t.Errorf("verdict: got %s, want %s", got, c.Verdict)
			}
		})
	}
}

// publishedStress is what the published checks make of a journal; the journals of reference hold that.
func publishedStress(samples []Sample) any {
	r := Stress(Data{Samples: samples})
	x, y := make([]float64, r.N), make([]float64, r.N)
	for i, d := range r.Dots {
		x[i], y[i] = d.Stress, d.Performance
	}
	s := shapeOf(x, y, r.P10.Or(0), r.P90.Or(0))
	return map[string]any{"verdict": publishedVerdict(s), "n": r.N, "peak_x": s.peak, "zone": s.zone, "two_lines": r.TwoLines, "u_test_10_90": r.UTest, "kendall": r.Kendall}
}

// publishedVerdict is the verdict of the checks as they were published, each at 5%. What is said since rests on
// besideTime, which looks beside time and mood (docs/science.md, section D).
func publishedVerdict(s shape) StressVerdict {
	switch {
	case s.linesPassed && s.uPassed:
		return StressInvertedU
	case s.linesPassed || s.uPassed:
		return StressHint
	case s.kendall == nil || s.kendall.P >= significant:
		return StressNoPattern
	case s.kendall.TauB > 0:
		return StressUp
	}
	return StressDown
}

func compareLines(t *testing.T, what string, got TwoLines, want linesOracle) {
	t.Helper()
	near(t, what+": break", got.Break, want.Break, 1e-9)
	near(t, what+": b1", got.B1, want.B1, 1e-9)
	near(t, what+": b2", got.B2, want.B2, 1e-9)
	near(t, what+": z1", got.Z1, want.Z1, 1e-9)
	near(t, what+": z2", got.Z2, want.Z2, 1e-9)
	near(t, what+": p1", got.P1, want.P1, 1e-6)
	near(t, what+": p2", got.P2, want.P2, 1e-6)
}

func TestPolynomialsReachTheCertifiedDigits(t *testing.T) {
	var o struct {
		Cases []struct {
			Name   string
			Degree int
			X, Y   []float64
			Exact  struct {
				B []float64
			} `json:"exact_rational"`
		}
	}
	readOracle(t, "ols_nist.json", &o)
	for _, c := range o.Cases {
		u, mean, sd := scaled(c.X)
		f, ok := regress(powers(u, c.Degree), c.Y)
		if !ok {
			t.Errorf("%s: refused", c.Name)
			continue
		}
		b := unscale(f.b, mean, sd)
		for i, want := range c.Exact.B {
			near(t, fmt.Sprintf("%s: b%d", c.Name, i), b[i], want, 1e-6)
		}
	}
	x := make([]float64, 30)
	for i := range x {
		x[i] = 3
	}
	if _, ok := regress(powers(x, 1), x); ok {
		t.Error("a design without rank was not refused")
	}
}

// unscale turns coefficients of (x-mean)/sd into those of x.
func unscale(b []float64, mean, sd float64) []float64 {
	out := make([]float64, len(b))
	term := []float64{1} // ((x-mean)/sd) to the power so far
	for _, c := range b {
		for i, v := range term {
			out[i] += c * v
		}
		next := make([]float64, len(term)+1)
		for i, v := range term {
			next[i+1] += v / sd
			next[i] -= v * mean / sd
		}
		term = next
	}
	return out
}

func TestKendallAgreesWithCountingEveryPair(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 200 {
		n := 2 + r.IntN(20)
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i], y[i] = float64(r.IntN(6)), float64(r.IntN(6))
		}
		s, tx, ty := 0.0, 0.0, 0.0
		for i := range x {
			for j := range i {
				a, b := math.Copysign(1, x[i]-x[j]), math.Copysign(1, y[i]-y[j])
				if x[i] == x[j] {
					a, tx = 0, tx+1
				}
				if y[i] == y[j] {
					b, ty = 0, ty+1
				}
				s += a * b
			}
		}
		all := float64(n*(n-1)) / 2
		want := s / math.Sqrt((all-tx)*(all-ty))
		got := kendall(x, y)
		if got == nil {
			if finite(want) && n > 2 {
				t.Errorf("n %d: refused, want %g", n, want)
			}
			continue
		}
		near(t, "tau-b", got.TauB, want, 1e-12)
	}
}

// readRows reads all rows of a CSV file, the header first.
func readRows(t *testing.T, name string) [][]string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// readJournal reads one of the simulated journals as samples.
func readJournal(t *testing.T, name string) []Sample {
	t.Helper()
	rows := readRows(t, filepath.Join("testdata", name))
	var samples []Sample
	for _, row := range rows[1:] {
		cell := func(name string) string { return row[slices.Index(rows[0], name)] }
		number := func(name string) Number {
			v, err := strconv.ParseFloat(cell(name), 64)
			if err != nil {
				return Number{}
			}
			return optional.Some(v)
		}
		when, err := time.Parse("2006-01-02T15:04Z07:00", cell("time"))
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, Sample{ID: fmt.Sprintf("%05s", cell("id")), Time: when, Before: number("efficacy_before"), BeforeAt: when,
			After: number("efficacy_after"), Stress: number("stress"), Performance: number("performance"),
			Outcome: map[string]Outcome{"success": Success, "partial": Partial, "setback": Setback, "failure": Failure}[cell("outcome")]})
	}
	return samples
}

// contains compares every number and word that want has with the same in got.
func contains(t *testing.T, where string, got, want any) {
	t.Helper()
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s: got %v, want an object", where, got)
			return
		}
		for k, v := range w {
			contains(t, where+"."+k, g[k], v)
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			t.Errorf("%s: got %v, want %v", where, got, want)
			return
		}
		for i := range w {
			contains(t, fmt.Sprintf("%s[%d]", where, i), g[i], w[i])
		}
	case float64:
		g, ok := got.(float64)
		if !ok {
			t.Errorf("%s: got %v, want %v", where, got, want)
			return
		}
		near(t, where, g, w, 1e-6)
	default:
		if got != want {
			t.Errorf("%s: got %v, want %v", where, got, want)
		}
	}
}

func TestTheSimulatedJournalsEndToEnd(t *testing.T) {
	var o struct {
		Cases []struct {
			File     string
			Expected map[string]map[string]any
		}
	}
	readOracle(t, "journals_expected.json", &o)
	for _, c := range o.Cases {
		samples := readJournal(t, c.File)
		d := Data{Samples: samples}
		for key, result := range map[string]any{"trend": Trend(Data{Samples: samples}), "stress": publishedStress(samples), "form": Form(d), "calibration": Calibration(d)} {
			want := c.Expected[key]
			// The place among days, names and fractions are no part of the results.
			delete(want, "ref_index")
			delete(want, "name")
			// The error of the bias allows for moods now; without them it is that of the oracle
			// (TestCalibrationIsDecomposedExactly).
			delete(want, "bias_se")
			delete(want, "bias_ci80")
			for _, side := range []string{"slump", "hot"} {
				if scan, ok := want[side].(map[string]any); ok {
					delete(scan, "p_fraction")
				}
			}
			data, err := json.Marshal(result)
			if err != nil {
				t.Fatal(err)
			}
			var got any
			if err := json.Unmarshal(data, &got); err != nil {
				t.Fatal(err)
			}
			contains(t, c.File+" "+key, got, any(want))
		}
	}
}

// pairSamples makes one entry a day.
func pairSamples(x, y []float64) []Sample {
	samples := make([]Sample, len(x))
	for i := range x {
		when := time.Date(2024, 1, 1+i, 18, 0, 0, 0, time.UTC)
		samples[i] = Sample{ID: fmt.Sprintf("%04d", i), Time: when, Stress: optional.Some(x[i]), Performance: optional.Some(y[i])}
	}
	return samples
}

func TestTooFewOrDegenerateEntriesClaimNothing(t *testing.T) {
	var o struct {
		Cases []struct {
			Topic  string
			Input  json.RawMessage
			Expect string
		}
	}
	readOracle(t, "edge_cases.json", &o)
	looked := 0
	for _, c := range o.Cases {
		switch c.Topic {
		case "stress":
			var in struct{ X, Y []float64 }
			if err := json.Unmarshal(c.Input, &in); err != nil {
				t.Fatal(err)
			}
			r := Stress(Data{Samples: pairSamples(in.X, in.Y)})
			want := StressNotEnough
			if strings.Contains(c.Expect, "no_clear_pattern") {
				want = StressNoPattern
			}
			if r.Verdict != want || r.Zone != nil || r.Curve != nil {
				t.Errorf("%s: got %s, zone %v", c.Expect, r.Verdict, r.Zone)
			}
			looked++
		case "form":
			var letters []string
			if err := json.Unmarshal(c.Input, &letters); err != nil {
				t.Fatal(err)
			}
			r := Form(Data{Samples: outcomeSamples(letters)})
			if r.Claimed() != nil || r.Slump != nil || r.Hot != nil {
				t.Errorf("%s: got %+v and %+v", c.Expect, r.Slump, r.Hot)
			}
			looked++
		case "calibration":
			var in struct{ Confidence, Outcome []float64 }
			if err := json.Unmarshal(c.Input, &in); err != nil {
				t.Fatal(err)
			}
			r := Calibration(Data{Samples: confidenceSamples(in.Confidence, in.Outcome)})
			if r.Finding() == Claim || r.BiasCI != nil || !r.MeanOutcome.IsSet() {
				t.Errorf("%s: got %+v", c.Expect, r)
			}
			looked++
		case "stretch":
			var in struct {
				Difficulty []float64
				Outcome    []string
			}
			if err := json.Unmarshal(c.Input, &in); err != nil {
				t.Fatal(err)
			}
			samples := outcomeSamples(in.Outcome)
			for i := range samples {
				samples[i].Difficulty = optional.Some(in.Difficulty[i])
			}
			if r := NextStep(Data{Samples: samples}); r.Curve != nil || r.Chance.IsSet() || !r.Level.IsSet() {
				t.Errorf("%s: got %+v", c.Expect, r)
			}
			looked++
		case "trend":
			var in struct {
				T []float64 `json:"t_days"`
				Y []float64
			}
			if err := json.Unmarshal(c.Input, &in); err != nil {
				t.Fatal(err)
			}
			looked++
			if len(in.T) < trendMinLine {
				continue // no line is estimated at all; see the next test
			}
			e := estimateTrend(in.T, in.Y, in.T)
			if !finite(e.change) || !finite(e.up) || !finite(e.changeSD) {
				t.Errorf("%s: change %g, up %g", c.Expect, e.change, e.up)
			}
			if want := strings.Contains(c.Expect, "too_early"); want != (e.verdict == TrendTooEarly) {
				t.Errorf("%s: got %s", c.Expect, e.verdict)
			}
			if e.verdict == TrendRising || e.verdict == TrendFalling {
				t.Errorf("%s: claims %s", c.Expect, e.verdict)
			}
		}
	}
	if looked < 9 {
		t.Errorf("looked at %d cases only", looked)
	}
}

func TestOneOrTwoRatedDaysAreOnlyDots(t *testing.T) {
	for n := range 3 {
		samples := trendSamples(make([]float64, n), 1)
		r := Trend(Data{Samples: samples})
		if r.N != n || len(r.Curve) != 0 || r.LevelNow.IsSet() || r.Verdict != TrendTooEarly {
			t.Errorf("%d days: n %d, %d points of a curve, verdict %s", n, r.N, len(r.Curve), r.Verdict)
		}
	}
}

// trendSamples rates a belief perDay times a day.
func trendSamples(y []float64, perDay int) []Sample {
	samples := make([]Sample, len(y))
	for i, v := range y {
		when := time.Date(2024, 1, 1+i/perDay, 8+i%perDay, 0, 0, 0, time.UTC)
		samples[i] = Sample{ID: fmt.Sprintf("%06d", i), Time: when, BeforeAt: when, Before: optional.Some(v)}
	}
	return samples
}

func TestResultsDoNotDependOnStorageOrder(t *testing.T) {
	samples := readJournal(t, "journals/sample_slump.csv")
	for i := range samples {
		if i%3 == 1 {
			samples[i].Time = samples[i-1].Time
			samples[i].BeforeAt = samples[i-1].BeforeAt
		}
	}
	want, _ := json.Marshal([]any{Trend(Data{Samples: samples}), Stress(Data{Samples: samples})})
	r := rand.New(rand.NewPCG(1, 1))
	for range 5 {
		r.Shuffle(len(samples), func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
		if got, _ := json.Marshal([]any{Trend(Data{Samples: samples}), Stress(Data{Samples: samples})}); string(got) != string(want) {
			t.Fatalf("shuffled: got %s, want %s", got, want)
		}
	}
}
