package insight

import (
	"math/rand/v2"
	"testing"
)

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
