package insight

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// readOracle reads reference numbers; each file in testdata names its own source.
func readOracle(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// near compares to a relative tolerance, absolute below 1.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tolerance*max(1, math.Abs(want)) {
		t.Errorf("%s: got %.15g, want %.15g", what, got, want)
	}
}

func nearAll(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i := range want {
		near(t, fmt.Sprintf("%s[%d]", what, i), got[i], want[i], tolerance)
	}
}

func TestTheLocalLevelOfTheNile(t *testing.T) {
	var o struct {
		Cases []struct {
			Label        string     `json:"label"`
			T            []float64  `json:"t"`
			Y            []*float64 `json:"y"`
			Tau2         float64    `json:"tau2"`
			Sigma2       float64    `json:"sigma2"`
			Loglik       float64    `json:"loglik_first_obs_dropped"`
			FilteredMean []float64  `json:"filtered_mean"`
			FilteredVar  []float64  `json:"filtered_var"`
			SmoothedMean []float64  `json:"smoothed_mean"`
			SmoothedVar  []float64  `json:"smoothed_var"`
		} `json:"cases"`
	}
	readOracle(t, "local_level_nile.json", &o)
	for _, c := range o.Cases {
		t.Run(c.Label, func(t *testing.T) {
			y := make([]float64, len(c.Y))
			for i, v := range c.Y {
				y[i] = math.NaN()
				if v != nil {
					y[i] = *v
				}
			}
			l := newLevel(len(c.T))
			near(t, "log-likelihood", l.filter(c.T, y, c.Sigma2, c.Tau2), c.Loglik, 1e-9)
			if c.FilteredMean != nil {
				nearAll(t, "filtered mean", l.mean, c.FilteredMean, 1e-9)
				nearAll(t, "filtered variance", l.variance, c.FilteredVar, 1e-9)
			}
			l.smooth()
			nearAll(t, "smoothed mean", l.mean, c.SmoothedMean, 1e-9)
			nearAll(t, "smoothed variance", l.variance, c.SmoothedVar, 1e-9)
		})
	}
	if len(o.Cases) < 2 {
		t.Fatal("the oracle holds no case with gaps")
	}
}

func TestTheTrendAtIrregularTimes(t *testing.T) {
	var o struct {
		Cases []struct {
			Label    string    `json:"label"`
			T        []float64 `json:"t_days"`
			Y        []float64 `json:"y"`
			Expected struct {
				Pass1 struct {
					MeanNoise float64 `json:"mean_ln_sigma"`
					SDNoise   float64 `json:"sd_ln_sigma"`
					MeanDrift float64 `json:"mean_ln_tau"`
					SDDrift   float64 `json:"sd_ln_tau"`
				} `json:"pass1"`
				At      []float64 `json:"at"`
				Mean    []float64 `json:"mean"`
				SD      []float64 `json:"sd"`
				Ref     int       `json:"ref_index"`
				Change  float64   `json:"change_mean"`
				SDOf    float64   `json:"change_sd"`
				Up      float64   `json:"p_up"`
				Verdict string    `json:"verdict"`
			} `json:"expected"`
			Fixed struct {
				Loglik float64   `json:"loglik_first_obs_dropped"`
				Mean   []float64 `json:"smoothed_mean"`
				Var    []float64 `json:"smoothed_var"`
			} `json:"fixed_params_tau2_1_sigma2_100"`
			Between *struct {
				At   []float64 `json:"at"`
				Mean []float64 `json:"mean"`
				Var  []float64 `json:"var"`
			} `json:"fixed_params_between"`
		} `json:"cases"`
	}
	readOracle(t, "local_level_irregular.json", &o)
	for _, c := range o.Cases {
		t.Run(c.Label, func(t *testing.T) {
			l := newLevel(len(c.T))
			near(t, "log-likelihood", l.filter(c.T, c.Y, 100, 1), c.Fixed.Loglik, 1e-9)
			l.smooth()
			nearAll(t, "smoothed mean", l.mean, c.Fixed.Mean, 1e-9)
			nearAll(t, "smoothed variance", l.variance, c.Fixed.Var, 1e-9)
			if c.Between != nil {
				a := average(c.T, c.Y, []node{{100, 1, 1}}, 0, c.Between.At)
				for i, p := range a.curve {
					near(t, "between: mean", p.Level, c.Between.Mean[i], 1e-9)
					near(t, "between: variance", p.SD*p.SD, c.Between.Var[i], 1e-9)
				}
			}
			s := spreadOf(weighGrid(c.T, c.Y, priorSpread(), newLevel(len(c.T))))
			near(t, "mean of ln sigma", s.noise, c.Expected.Pass1.MeanNoise, 1e-9)
			near(t, "sd of ln sigma", s.noiseSD, c.Expected.Pass1.SDNoise, 1e-9)
			near(t, "mean of ln tau", s.drift, c.Expected.Pass1.MeanDrift, 1e-9)
			near(t, "sd of ln tau", s.driftSD, c.Expected.Pass1.SDDrift, 1e-9)
			e := estimateTrend(c.T, c.Y, c.Expected.At)
			for i, p := range e.curve {
				near(t, fmt.Sprintf("level at %g", p.Day), p.Level, c.Expected.Mean[i], 1e-9)
				near(t, fmt.Sprintf("sd at %g", p.Day), p.SD, c.Expected.SD[i], 1e-9)
			}
			if e.ref != c.Expected.Ref {
				t.Errorf("reference: got %d, want %d", e.ref, c.Expected.Ref)
			}
			near(t, "change", e.change, c.Expected.Change, 1e-9)
			near(t, "sd of the change", e.changeSD, c.Expected.SDOf, 1e-9)
			near(t, "probability of a rise", e.up, c.Expected.Up, 1e-6)
			if string(e.verdict) != c.Expected.Verdict {
				t.Errorf("verdict: got %s, want %s", e.verdict, c.Expected.Verdict)
			}
		})
	}
}

func TestRatingsAreInOrderOfTheirOwnCalendarDays(t *testing.T) {
	east, west := time.FixedZone("", 14*3600), time.FixedZone("", -11*3600)
	// The first is later in time than the second, and a calendar day earlier for its writer.
	dots := []TrendDot{
		{ID: "b", Time: time.Date(2026, 3, 2, 1, 0, 0, 0, east)},
		{ID: "a", Time: time.Date(2026, 3, 1, 20, 0, 0, 0, west)},
	}
	sortDots(dots)
	if dots[0].ID != "a" {
		t.Errorf("in order are %s, %s", dots[0].ID, dots[1].ID)
	}
}
