package insight

import "math"

// People look at their journal after every entry, not once. A claim that luck shows in one look
// of a hundred is then made falsely again and again, and one near its limit comes and goes.
// Two things keep the number of false claims over a life small: the levels are set for all
// looks together (docs/science.md, section A), and what has been claimed stays until the
// entries no longer support it, so that one finding is told once.

// allowance is how seldom luck alone may show, in one look, what an insight says.
type allowance struct {
	// claim and possible are the levels of saying it plainly, and with "possibly".
	claim, possible float64
	// keep is the level up to which what was claimed at one of the last looks stays claimed.
	keep float64
}

// lookBack is how many earlier looks are asked whether they claimed it.
const lookBack = 8

// shared is the allowance of one area of several: luck has more chances among more areas, but
// people write no more entries because of them.
func (a allowance) shared(areas int) allowance {
	by := math.Sqrt(float64(max(1, areas)))
	return allowance{a.claim / by, a.possible / by, a.keep / by}
}

// allows says how much may be said at p, the probability that luck alone shows as much. again is the
// same probability at the look so many entries ago; it is asked only where that decides.
func (a allowance) allows(p float64, again func(entries int) float64) Finding {
	if p <= a.claim {
		return Claim
	}
	if p <= a.keep && again != nil {
		for k := 1; k <= lookBack; k++ {
			if again(k) <= a.claim {
				return Claim
			}
		}
	}
	if p <= a.possible {
		return Possible
	}
	return Nothing
}
