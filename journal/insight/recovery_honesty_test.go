package insight_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// TestRecoveryOnNoiseIsToldBesideOtherEntries: "after 11 of 12 setbacks your belief came back within 1
// attempt" was said of ratings that follow no setback at all.
func TestRecoveryOnNoiseIsToldBesideOtherEntries(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 1))
	these, others, told := 0.0, 0.0, 0
	for range 60 {
		v := insight.Recovery(simulated.Life{}.Journal(r, 120))
		if tries, ok := v.OthersTries.Get(); ok {
			these, others, told = these+v.Tries.Or(0), others+tries, told+1
			if text := describe.Recovery(v); !strings.Contains(text, "that were no setback, belief was as high again typically within") {
				t.Fatalf("it is not told: %s", text)
			}
		}
	}
	if told < 50 || math.Abs(these-others) > 0.35*float64(told) {
		t.Errorf("after setbacks it takes %.2f attempts, after other entries %.2f, in %d journals", these/float64(told), others/float64(told), told)
	}
}

func TestAllSetbacksAreCounted(t *testing.T) {
	r := rand.New(rand.NewPCG(52, 1))
	for range 20 {
		d := simulated.Life{Change: func(m *simulated.Moment, s *insight.Sample) {
			if m.R.IntN(3) == 0 {
				s.After = insight.Number{}
			}
			s.Retrospective = m.R.IntN(4) == 0
		}}.Journal(r, 60)
		v := insight.Recovery(d)
		if v.N+v.Unrated+v.NotLower+v.LeftOut != v.All {
			t.Fatalf("%d setbacks: %d counted, %d unrated, %d not lower, %d in hindsight", v.All, v.N, v.Unrated, v.NotLower, v.LeftOut)
		}
	}
}
