package insight

import (
	"math/rand/v2"
	"testing"
)

func TestStepSumsAgreeWithDirectFit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{4, 9, 30} {
		y := make([]float64, n)
		for i := range y {
			y[i] = 10 * r.NormFloat64()
		}
		for _, phi := range []float64{0, 0.35, 0.95} {
			totals := newStepSums(y, phi)
			for k := 1; k < n; k++ {
				rows := make([][2]float64, n)
				for i := range rows {
					rows[i] = [2]float64{0, 1}
					if i >= n-k {
						rows[i][0] = 1
					}
				}
				a, b := totals.of(k), sumsOf(y, rows, phi)
				nearAll(t, "sums", []float64{a.aa, a.ab, a.bb, a.ay, a.by, a.yy}, []float64{b.aa, b.ab, b.bb, b.ay, b.by, b.yy}, 1e-12)
			}
		}
	}
}

func TestMeanOfRandomWalkIsLessCertain(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var free, bound []float64
	last := 0.0
	for range 60 {
		e := r.NormFloat64()
		last = 0.9*last + 0.44*e
		free, bound = append(free, 0.4+e), append(bound, 0.4+last)
	}
	a, b := meanOf(free), meanOf(bound)
	if a.up < 0.95 || b.up > 0.9 || b.sd < 2*a.sd {
		t.Errorf("independent: %+v; wandering: %+v", a, b)
	}
}
