package insight

import "math"

// The chance of success at a level depends on how hard it is, and on how things have gone of late.
// Difficulty is learned from all attempts, form of late from the newest: an offset of the
// log odds, normal around 0 before it is seen, from attempts that count for less the older they are.

const (
	// latelyHalf is after how many further attempts one counts half for the form of late, and latelySD
	// the prior standard deviation of that form, in log odds. Both are chosen by
	// simulation: what was said to succeed 7 times in 10 has to, in a slump as well.
	latelyHalf = 5.0
	latelySD   = 2.5
)

// chances is the chance of success over difficulty, given the form of late.
type chances struct {
	difficulty logistic
	// form is the offset of the log odds, and variance its uncertainty.
	form, variance float64
}

// fitChances fits scores of 0-1, a partial success 1/2, oldest first. It is false where
// they say nothing of difficulty.
func fitChances(difficulty, scores []float64) (chances, bool) {
	f, ok := fitScores(difficulty, scores)
	if !ok {
		return chances{}, false
	}
	c := chances{difficulty: f}
	const steps, tolerance = 50, 1e-10
	fade := math.Exp2(-1 / latelyHalf)
	for range steps {
		weight := 1.0
		slope, curve := -c.form/(latelySD*latelySD), 1/(latelySD*latelySD)
		for i := len(scores) - 1; i >= 0 && weight > 1e-4; i-- {
			p := chanceOf(f.eta(difficulty[i]) + c.form)
			slope += weight * (scores[i] - p)
			curve += weight * p * (1 - p)
			weight *= fade
		}
		c.variance = 1 / curve
		c.form += slope / curve
		if math.Abs(slope/curve) < tolerance {
			return c, finite(c.form)
		}
	}
	return c, false
}

// at is the chance of success at a difficulty with its 80% interval: the mean over what the log odds
// may be (MacKay 1992), because not knowing makes a sure thing less sure.
func (c chances) at(difficulty float64) ChancePoint {
	eta, variance := c.difficulty.eta(difficulty)+c.form, c.difficulty.variance(difficulty)+c.variance
	mean := eta / math.Sqrt(1+math.Pi*variance/8)
	reach := normal80 * math.Sqrt(variance)
	return ChancePoint{difficulty, chanceOf(mean), chanceOf(eta - reach), chanceOf(eta + reach)}
}

// matters reports whether harder attempts clearly succeed less: 9 times in 10 sure.
func (c chances) matters() bool {
	return c.difficulty.b+normal80*math.Sqrt(c.difficulty.vbb) < 0
}

// worse reports whether the newest attempts clearly went worse than the others: 9 times in 10 sure.
func (c chances) worse() bool { return c.form+normal80*math.Sqrt(c.variance) < 0 }

// chanceOf turns log odds into a chance.
func chanceOf(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
