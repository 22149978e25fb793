package insight

import "math"

// scan looks for a stretch up to now that differs from the rest: a one-dimensional scan statistic
// (Kulldorff 1997) over the windows that end now, with its exact distribution over all
// orders of the same outcomes (docs/science.md, section C).
type scan struct {
	points    []int // half points, oldest first
	successes int
	partials  int
	mean, sd  float64 // of one outcome, in half points
	longest   int
}

// newScan is false if there are too few outcomes, or all are the same.
func newScan(points []int) (*scan, bool) {
	n := len(points)
	s := &scan{points: points, longest: min(formLongest, n/2)}
	if n < FormMin {
		return nil, false
	}
	sum, squares := 0, 0
	for _, p := range points {
		sum += p
		squares += p * p
		switch p {
		case 2:
			s.successes++
		case 1:
			s.partials++
		}
	}
	s.mean = float64(sum) / float64(n)
	variance := float64(squares)/float64(n) - s.mean*s.mean
	if sum*sum == squares*n {
		return nil, false
	}
	s.sd = math.Sqrt(variance)
	return s, true
}

// z is how far the newest k outcomes with that sum of doubled scores lie from what any k of
// them would have, in standard deviations.
func (s *scan) z(k, sum int) float64 {
	n, m := float64(len(s.points)), float64(k)
	return (float64(sum) - m*s.mean) / (s.sd * math.Sqrt(m*(n-m)/(n-1)))
}

// extreme finds the stretch that differs the most in a direction: 1 above, -1 below.
func (s *scan) extreme(direction float64) FormScan {
	const same = 1e-12
	f := FormScan{Stat: math.Inf(-1)}
	n, sum, stretch := len(s.points), 0, 0
	for k := 1; k <= s.longest; k++ {
		sum += s.points[n-k]
		if k < formShortest {
			continue
		}
		if z := direction * s.z(k, sum); z > f.Stat+same {
			f.Stat, f.K, stretch = z, k, sum
		}
	}
	before := n - f.K
	all := 2*s.successes + s.partials
	f.StartIndex = before
	f.Points = float64(stretch) / 2
	f.RateStretch = f.Points / float64(f.K)
	f.RateBefore = float64(all-stretch) / 2 / float64(before)
	f.Expected = f.RateBefore * float64(f.K)
	f.P = s.tail(f.Stat, direction)
	return f
}

// tail is the exact probability that, over all orders of these outcomes, some stretch
// differs by at least stat. It walks from the newest outcome back, drawing without
// replacement; what has passed is counted and walks no further.
func (s *scan) tail(stat, direction float64) float64 {
	const tolerance = 1e-9
	n := len(s.points)
	side := s.longest + 1
	now, next := make([]float64, side*side), make([]float64, side*side)
	now[0] = 1
	passed := 0.0
	for k := 1; k <= s.longest; k++ {
		clear(next)
		left := float64(n - k + 1)
		for a := 0; a < k && a <= s.successes; a++ {
			for b := 0; a+b < k && b <= s.partials; b++ {
				p := now[a*side+b]
				if p == 0 {
					continue
				}
				others := n - s.successes - s.partials - (k - 1 - a - b)
				next[(a+1)*side+b] += p * float64(s.successes-a) / left
				next[a*side+b+1] += p * float64(s.partials-b) / left
				next[a*side+b] += p * float64(max(0, others)) / left
			}
		}
		now, next = next, now
		if k < formShortest {
			continue
		}
		for a := 0; a <= min(k, s.successes); a++ {
			for b := 0; a+b <= k && b <= s.partials; b++ {
				if at := a*side + b; now[at] > 0 && direction*s.z(k, 2*a+b) >= stat-tolerance {
					passed += now[at]
					now[at] = 0
				}
			}
		}
	}
	return min(passed, 1)
}
