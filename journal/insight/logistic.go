package insight

import "math"

// logistic is a chance of success over difficulty: logit(p) = a + b z, with z the
// difficulty less mean over scale.
type logistic struct {
	mean, scale float64
	a, b        float64
	// vaa, vab and vbb are the covariances of a and b.
	vaa, vab, vbb float64
}

// logisticPriorSD is the standard deviation of the priors of a and b: normal around 0, on
// difficulties scaled as Gelman et al. (2008) do.
const logisticPriorSD = 2.5

// fitLogistic finds the most likely a and b given difficulties and successes, with Newton's
// method from 0. It is false where all difficulties are the same, or it finds no end.
func fitLogistic(difficulty []float64, success []bool) (logistic, bool) {
	scores := make([]float64, len(success))
	for i, s := range success {
		if s {
			scores[i] = 1
		}
	}
	return fitScores(difficulty, scores)
}

// fitScores is fitLogistic for scores of 0-1: a partial success is a half of each.
func fitScores(difficulty, scores []float64) (logistic, bool) {
	_, mean, sd := scaled(difficulty)
	f := logistic{mean: mean, scale: 2 * sd}
	prior := 1 / (logisticPriorSD * logisticPriorSD)
	const steps, tolerance = 50, 1e-12
	for range steps {
		ga, gb := -prior*f.a, -prior*f.b
		haa, hab, hbb := prior, 0.0, prior
		for i, d := range difficulty {
			z := (d - mean) / f.scale
			p := 1 / (1 + math.Exp(-f.a-f.b*z))
			miss := scores[i] - p
			w := p * (1 - p)
			ga, gb = ga+miss, gb+miss*z
			haa, hab, hbb = haa+w, hab+w*z, hbb+w*z*z
		}
		det := haa*hbb - hab*hab
		f.vaa, f.vab, f.vbb = hbb/det, -hab/det, haa/det
		da, db := f.vaa*ga+f.vab*gb, f.vab*ga+f.vbb*gb
		f.a, f.b = f.a+da, f.b+db
		if math.Abs(da)+math.Abs(db) < tolerance {
			return f, finite(f.a) && finite(f.b)
		}
	}
	return f, false
}

// eta is the log odds of success at a difficulty.
func (f logistic) eta(difficulty float64) float64 {
	return f.a + f.b*(difficulty-f.mean)/f.scale
}

// variance is the one of eta.
func (f logistic) variance(difficulty float64) float64 {
	z := (difficulty - f.mean) / f.scale
	return max(0, f.vaa+2*z*f.vab+z*z*f.vbb)
}

// at is the chance of success at a difficulty with its 80% interval.
func (f logistic) at(difficulty float64) ChancePoint {
	eta, se := f.eta(difficulty), math.Sqrt(f.variance(difficulty))
	return ChancePoint{difficulty, chanceOf(eta), chanceOf(eta - normal80*se), chanceOf(eta + normal80*se)}
}
