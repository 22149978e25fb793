package insight

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"enactive/journal/optional"
)

func outcomeOf(letter string) Outcome {
	return map[string]Outcome{"S": Success, "P": Partial, "F": Failure}[letter]
}

func outcomeSamples(letters []string) []Sample {
	samples := make([]Sample, len(letters))
	for i, l := range letters {
		samples[i] = Sample{ID: fmt.Sprintf("%04d", i), Time: time.Date(2024, 1, 1+i, 20, 0, 0, 0, time.UTC), Outcome: outcomeOf(l)}
	}
	return samples
}

type scanOracle struct {
	Stat   float64
	K      int
	Start  int     `json:"start_index_in_series"`
	Points float64 `json:"points_in_stretch"`
	Rate   float64 `json:"rate_in_stretch"`
	Before float64 `json:"rate_before"`
	Want   float64 `json:"expected_points"`
	P      float64 `json:"p_exact"`
	Label  string
}

func (o scanOracle) check(t *testing.T, what string, f FormScan) {
	t.Helper()
	near(t, what+" stat", f.Stat, o.Stat, 1e-9)
	near(t, what+" points", f.Points, o.Points, 0)
	near(t, what+" rate", f.RateStretch, o.Rate, 1e-9)
	near(t, what+" rate before", f.RateBefore, o.Before, 1e-9)
	near(t, what+" expected", f.Expected, o.Want, 1e-9)
	if math.Abs(f.P-o.P) > 1e-9*o.P {
		t.Errorf("%s p: got %.15g, want %.15g", what, f.P, o.P)
	}
	if f.K != o.K || f.StartIndex != o.Start {
		t.Errorf("%s: %d tries from %d, want %d from %d", what, f.K, f.StartIndex, o.K, o.Start)
	}
}

// scienceLabel is the label by the levels of the science notes alone, which the reference
// has: of one direction, and without asking whether outcomes depend on each other.
func scienceLabel(f FormScan, sure, maybe string) string {
	switch {
	case f.P <= 0.01:
		return sure
	case f.P <= 0.05:
		return maybe
	}
	return "none"
}

func TestTheScanOfOutcomesIsExact(t *testing.T) {
	var o struct {
		Cases []struct {
			Name     string
			Outcomes []string
			NUsed    int `json:"n_used"`
			Slump    scanOracle
			Hot      scanOracle
		}
	}
	readOracle(t, "form_scan.json", &o)
	if len(o.Cases) < 4 {
		t.Fatal("the oracle has lost cases")
	}
	for _, c := range o.Cases {
		t.Run(c.Name, func(t *testing.T) {
			r := Form(Data{Samples: outcomeSamples(c.Outcomes)})
			if r.NUsed != c.NUsed {
				t.Errorf("used %d, want %d", r.NUsed, c.NUsed)
			}
			c.Slump.check(t, "slump", *r.Slump)
			c.Hot.check(t, "hot", *r.Hot)
			if got := scienceLabel(*r.Slump, "slump", "possible_slump"); got != c.Slump.Label {
				t.Errorf("slump: %s, want %s", got, c.Slump.Label)
			}
			if got := scienceLabel(*r.Hot, "hot_streak", "possible_hot"); got != c.Hot.Label {
				t.Errorf("hot: %s, want %s", got, c.Hot.Label)
			}
		})
	}
}

func TestTheLongestRunIsExact(t *testing.T) {
	var o struct {
		Schilling map[string]float64 `json:"schilling_A_n_3"`
		Cases     []struct {
			N        int
			P        string
			CDF      []float64
			Q10, Q90 int
			Mean     float64
			Median   int
			Q95      int
		}
	}
	readOracle(t, "longest_run.json", &o)
	for n, want := range o.Schilling {
		k, err := strconv.Atoi(n)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "sequences of "+n+" tosses", longestWithin(k, 0.5, 3)*math.Pow(2, float64(k)), want, 1e-12)
	}
	for _, c := range o.Cases {
		over, under, _ := strings.Cut(c.P, "/")
		a, _ := strconv.ParseFloat(over, 64)
		b, _ := strconv.ParseFloat(under, 64)
		for m, want := range c.CDF {
			got := longestWithin(c.N, a/b, m)
			if math.Abs(got-want) > 1e-9*want {
				t.Errorf("n %d, at most %d: got %.15g, want %.15g", c.N, m, got, want)
			}
		}
		// The ordinary range is read from as many successes as that rate gives.
		points := make([]int, c.N)
		for i := range int(math.Round(a / b * float64(c.N))) {
			points[i] = 2
		}
		got := ordinaryLongest(points)
		if len(got) != 2 || got[0] != c.Q10 || got[1] != c.Q90 {
			t.Errorf("n %d: ordinary is %v, want %d to %d", c.N, got, c.Q10, c.Q90)
		}
	}
}

func TestCalibrationIsDecomposedExactly(t *testing.T) {
	var o struct {
		Cases []struct {
			Name       string
			Confidence []float64
			Outcome    []float64
			Expected   struct {
				N              int
				Brier          float64
				MeanConfidence float64   `json:"mean_confidence"`
				MeanOutcome    float64   `json:"mean_outcome"`
				Bias           float64   `json:"bias_over_positive"`
				SE             float64   `json:"bias_se"`
				CI             []float64 `json:"bias_ci80"`
				Murphy         Murphy    `json:"murphy_distinct"`
				CORP           CORP
				Recalibrated   []float64
				Z              *float64 `json:"spiegelhalter_z"`
			}
		}
	}
	readOracle(t, "calibration.json", &o)
	for _, c := range o.Cases {
		t.Run(c.Name, func(t *testing.T) {
			r := Calibration(Data{Samples: confidenceSamples(c.Confidence, c.Outcome)})
			e := c.Expected
			if r.N != e.N {
				t.Errorf("n is %d, want %d", r.N, e.N)
			}
			near(t, "Brier", r.Brier.Or(-1), e.Brier, 1e-9)
			near(t, "mean confidence", r.MeanConfidence.Or(-1), e.MeanConfidence, 1e-9)
			near(t, "mean outcome", r.MeanOutcome.Or(-1), e.MeanOutcome, 1e-9)
			near(t, "bias", r.Bias.Or(-1), e.Bias, 1e-9)
			// The result allows for moods. Where there are none, its model is the plain error of a mean.
			se, ci := plainBias(r, confidenceSamples(c.Confidence, c.Outcome))
			near(t, "its error without moods", se, e.SE, 1e-9)
			nearAll(t, "its interval without moods", ci, e.CI, 1e-6)
			nearAll(t, "Murphy", []float64{r.Murphy.REL, r.Murphy.RES, r.Murphy.UNC}, []float64{e.Murphy.REL, e.Murphy.RES, e.Murphy.UNC}, 1e-9)
			nearAll(t, "CORP", []float64{r.CORP.MCB, r.CORP.DSC, r.CORP.UNC}, []float64{e.CORP.MCB, e.CORP.DSC, e.CORP.UNC}, 1e-9)
			pooled := map[float64]float64{}
			for i, v := range pool(r.Points) {
				pooled[r.Points[i].Confidence] = v
			}
			for i, want := range e.Recalibrated {
				near(t, fmt.Sprint("recalibrated ", i), pooled[c.Confidence[i]], want, 1e-9)
			}
			if z, ok := r.SpiegelhalterZ.Get(); ok != (e.Z != nil) || ok && math.Abs(z-*e.Z) > 1e-9 {
				t.Errorf("z is %v, %v", z, ok)
			}
		})
	}
}

// plainBias is the standard error of the bias and its 80% interval by the model without moods.
func plainBias(r CalibrationResult, samples []Sample) (se float64, ci []float64) {
	g := newGapSeries(inOrder(samples, func(*Sample) bool { return true }))
	se = math.Sqrt(g.all.looks[0][0].solve([]int{0, 1}).variance)
	reach := quantileT(0.9, r.N-1) * se
	return se, []float64{r.Bias.Or(0) - reach, r.Bias.Or(0) + reach}
}

func confidenceSamples(confidence, outcome []float64) []Sample {
	samples := make([]Sample, len(confidence))
	for i := range samples {
		when := time.Date(2024, 1, 1+i, 20, 0, 0, 0, time.UTC)
		o := map[float64]Outcome{1: Success, 0.5: Partial, 0: Failure}[outcome[i]]
		samples[i] = Sample{ID: fmt.Sprintf("%04d", i), Time: when, BeforeAt: when.Add(-time.Hour), Before: optional.Some(confidence[i]), Outcome: o}
	}
	return samples
}

func TestTheStaircaseIsReplayed(t *testing.T) {
	var o struct {
		Cases []struct {
			Start     float64
			Outcomes  []string
			LevelUsed []float64 `json:"level_used"`
			Next      float64   `json:"next_level"`
		}
	}
	readOracle(t, "staircase.json", &o)
	for _, c := range o.Cases {
		samples := outcomeSamples(c.Outcomes)
		for i := range samples {
			samples[i].Difficulty = optional.Some(c.LevelUsed[i])
		}
		r := NextStep(Data{Samples: samples})
		near(t, "next level", r.Level.Or(0), c.Next, 0)
		for i, want := range c.LevelUsed {
			near(t, fmt.Sprint("level of try ", i), r.Tries[i].Level, want, 0)
		}
		// Only the first try says how hard it was; the rule does the rest.
		samples = outcomeSamples(c.Outcomes)
		samples[0].Difficulty = optional.Some(c.Start)
		near(t, "next level from the start alone", NextStep(Data{Samples: samples}).Level.Or(0), c.Next, 0)
	}
}

func TestTheChanceOverDifficulty(t *testing.T) {
	var o struct {
		Cases []struct {
			Name       string
			Difficulty []float64
			Success    []int
			Map        struct {
				Mean, Scale, A, B float64
				Vcov              [][]float64
				Predicted         map[string]struct{ P, Lo80, Hi80 float64 }
			} `json:"map_normal_prior_sd2.5_on_standardised"`
		}
	}
	readOracle(t, "logistic_difficulty.json", &o)
	if len(o.Cases) == 0 {
		t.Fatal("the oracle has lost its cases")
	}
	for _, c := range o.Cases {
		t.Run(c.Name, func(t *testing.T) {
			success := make([]bool, len(c.Success))
			for i, s := range c.Success {
				success[i] = s == 1
			}
			f, ok := fitLogistic(c.Difficulty, success)
			if !ok {
				t.Fatal("no fit")
			}
			nearAll(t, "fit", []float64{f.mean, f.scale, f.a, f.b}, []float64{c.Map.Mean, c.Map.Scale, c.Map.A, c.Map.B}, 1e-9)
			nearAll(t, "covariance", []float64{f.vaa, f.vab, f.vbb}, []float64{c.Map.Vcov[0][0], c.Map.Vcov[0][1], c.Map.Vcov[1][1]}, 1e-9)
			for at, want := range c.Map.Predicted {
				d, err := strconv.ParseFloat(at, 64)
				if err != nil {
					t.Fatal(err)
				}
				p := f.at(d)
				nearAll(t, "at "+at, []float64{p.Chance, p.Low, p.High}, []float64{want.P, want.Lo80, want.Hi80}, 1e-9)
			}
		})
	}
}

func TestTheShiftOfTwoGroups(t *testing.T) {
	var o struct {
		Cases []struct {
			A    []float64 `json:"success_change"`
			B    []float64 `json:"nonsuccess_change"`
			W    float64
			P    float64   `json:"p_exact"`
			HL   float64   `json:"hodges_lehmann"`
			CI80 []float64 `json:"ci80"`
		}
	}
	readOracle(t, "change_by_outcome.json", &o)
	for i, c := range o.Cases {
		s := shiftOf(c.A, c.B, 1)
		near(t, fmt.Sprint("W of ", i), rankSumOf(tallied(c.A), tallied(c.B)).u, c.W, 0)
		nearAll(t, fmt.Sprint("case ", i), []float64{s.p, s.shift, s.low, s.high}, []float64{c.P, c.HL, c.CI80[0], c.CI80[1]}, 1e-9)
	}
}
