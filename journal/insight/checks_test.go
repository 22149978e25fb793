package insight

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"
)

func TestMannKendallAndTheilSen(t *testing.T) {
	var o struct {
		Cases []struct {
			Name     string
			X, Y     []float64
			Expected struct {
				S, Z, Intercept float64
				VarS            float64   `json:"var_S"`
				P               float64   `json:"p_normal_continuity"`
				Exact           *float64  `json:"p_exact"`
				Tau             float64   `json:"tau_b"`
				Slope           float64   `json:"theil_sen_slope"`
				Median          float64   `json:"intercept_median"`
				CI              []float64 `json:"scipy_theilslopes_80ci"`
			}
		}
	}
	readOracle(t, "mann_kendall_theil_sen.json", &o)
	if len(o.Cases) < 4 {
		t.Fatal("the oracle has lost cases")
	}
	for _, c := range o.Cases {
		t.Run(c.Name, func(t *testing.T) {
			x := c.X
			if x == nil {
				for i := range c.Y {
					x = append(x, float64(i+1))
				}
			}
			m, e := mannKendall(x, c.Y), c.Expected
			nearAll(t, "numbers", []float64{m.S, m.VarS, m.Z, m.Slope, m.Intercept, kendall(x, c.Y).TauB},
				[]float64{e.S, e.VarS, e.Z, e.Slope, e.Median, e.Tau}, 1e-9)
			nearAll(t, "interval", m.Interval, e.CI, 1e-9)
			want := e.P
			if e.Exact != nil {
				want = *e.Exact
			}
			near(t, "p", m.P, want, 1e-9)
		})
	}
}

func TestWeightedMeanHalvesOldValues(t *testing.T) {
	var o struct {
		Cases []struct {
			T        []float64 `json:"t_days"`
			Y        []float64
			HalfLife float64   `json:"halflife_days"`
			Want     []float64 `json:"ewma"`
		}
	}
	readOracle(t, "ewma_halflife.json", &o)
	for _, c := range o.Cases {
		for i, want := range c.Want {
			near(t, fmt.Sprint("after ", i), weightedMean(c.T[:i+1], c.Y[:i+1], c.HalfLife), want, 1e-9)
		}
	}
}

func TestRunsTest(t *testing.T) {
	var o struct {
		Cases []struct {
			Seq      []int
			Expected struct {
				Success int `json:"n_success"`
				Other   int `json:"n_other"`
				Runs    int
				Mean    float64
				Var     float64
				Z       float64 `json:"z_no_continuity"`
				Few     float64 `json:"p_exact_few_runs"`
				Many    float64 `json:"p_exact_many_runs"`
			}
		}
		Even map[int][2]float64 `json:"distribution_5_5"`
	}
	readOracle(t, "runs_test.json", &o)
	for _, c := range o.Cases {
		success := make([]bool, len(c.Seq))
		for i, v := range c.Seq {
			success[i] = v == 1
		}
		r, e := runsTest(success), c.Expected
		nearAll(t, "numbers", []float64{float64(r.Successes), float64(r.Others), float64(r.Runs), r.Mean, r.Variance, r.Z, r.PFew.Or(-1), r.PMany.Or(-1)},
			[]float64{float64(e.Success), float64(e.Other), float64(e.Runs), e.Mean, e.Var, e.Z, e.Few, e.Many}, 1e-9)
	}
	for k, f := range o.Even {
		near(t, fmt.Sprint(k, " runs"), runsProbability(5, 5, k), f[0]/f[1], 1e-9)
	}
	if len(o.Even) != 9 {
		t.Errorf("%d numbers of runs", len(o.Even))
	}
}

func TestBiasAfterSuccessIsTheSameOnEveryRun(t *testing.T) {
	first := afterRuns(40, 1, 0.5)
	for range 20 {
		if again := afterRuns(40, 1, 0.5); again != first {
			t.Fatalf("got %v and %v", first, again)
		}
	}
}

func TestExpectedRateAfterSuccess(t *testing.T) {
	var o struct {
		Cases []struct {
			N, K  int
			Value float64
		}
		DP []struct {
			N, K     int
			P, Value float64
		}
	}
	readOracle(t, "streak_selection_bias.json", &o)
	for _, c := range o.Cases {
		near(t, fmt.Sprint(c.N, " tries after ", c.K), afterRuns(c.N, c.K, 0.5), c.Value, 1e-9)
	}
	for _, c := range o.DP {
		near(t, fmt.Sprint(c.N, " tries after ", c.K), afterRuns(c.N, c.K, c.P), c.Value, 1e-9)
	}
	if !math.IsNaN(afterRuns(1, 1, 0.5)) {
		t.Error("one try follows nothing")
	}
}

func TestRobustLowess(t *testing.T) {
	var o map[string]json.RawMessage
	readOracle(t, "lowess.json", &o)
	looked := 0
	for name, raw := range o {
		var c struct {
			X, Y []float64
			Fits []struct {
				F    float64
				Iter int
				Y    []float64
			}
		}
		if json.Unmarshal(raw, &c) != nil {
			continue // the line that names the source
		}
		for _, f := range c.Fits {
			nearAll(t, fmt.Sprintf("%s, span %.2f, %d rounds", name, f.F, f.Iter), lowess(c.X, c.Y, f.F, f.Iter), f.Y, 1e-9)
			looked++
		}
	}
	if looked < 3 {
		t.Errorf("looked at %d fits", looked)
	}
}

func TestControlCharts(t *testing.T) {
	var o struct {
		EWMA struct {
			X                     []float64
			Target, Lam, L, Sigma float64
			Computed              struct {
				Z        []float64
				UCL, LCL float64
			}
		} `json:"nist_ewma"`
		Ross struct {
			X         []float64
			W0, Alpha float64
			Computed  []float64
		} `json:"ross_ewma"`
		CUSUM struct {
			X            []float64
			Mu, K, H     float64
			Upper, Lower []float64
			First        int `json:"first_signal_index_1based"`
		} `json:"nist_cusum"`
	}
	readOracle(t, "control_charts.json", &o)
	nearAll(t, "average", movingAverage(o.EWMA.X, o.EWMA.Target, o.EWMA.Lam), o.EWMA.Computed.Z[1:], 1e-9)
	reach := movingLimit(o.EWMA.Sigma, o.EWMA.Lam, o.EWMA.L)
	nearAll(t, "limits", []float64{o.EWMA.Target + reach, o.EWMA.Target - reach}, []float64{o.EWMA.Computed.UCL, o.EWMA.Computed.LCL}, 1e-9)
	nearAll(t, "Ross", movingAverage(o.Ross.X, o.Ross.W0, o.Ross.Alpha), o.Ross.Computed, 1e-9)
	upper, lower := cumulativeSums(o.CUSUM.X, o.CUSUM.Mu, o.CUSUM.K)
	nearAll(t, "upper sum", upper, o.CUSUM.Upper, 1e-9)
	nearAll(t, "lower sum", lower, o.CUSUM.Lower, 1e-9)
	first := 0
	for i := range upper {
		if first == 0 && max(upper[i], lower[i]) > o.CUSUM.H {
			first = i + 1
		}
	}
	if first != o.CUSUM.First {
		t.Errorf("the first signal is at %d, want %d", first, o.CUSUM.First)
	}
}

func TestChecksAreEmptyOnlyWithoutEntries(t *testing.T) {
	r := Checks(Data{Samples: readJournal(t, "journals/sample_slump.csv")})
	if r.MannKendall == nil || r.Runs == nil || r.Control == nil || len(r.Smooth) < 5 || !r.AfterSuccess.IsSet() || !r.WeightedMean.IsSet() {
		t.Errorf("something is missing in %+v", r)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
	data, err := json.Marshal(Checks(Data{}))
	if err != nil || string(data) != "{}" {
		t.Errorf("of nothing: %s, %v", data, err)
	}
}
