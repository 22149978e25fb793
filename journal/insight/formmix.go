package insight

import (
	"math"

	"enactive/journal/optional"
)

const (
	// mixPoints and mixSure say which change of the mix counts: 25 points, and Fisher's p.
	mixPoints = 0.25
	mixSure   = 0.10
	// mixPerformances is how many performances a mean needs on either side.
	mixPerformances = 3
)

// MixChange is how the share of stretch challenges differs between a stretch of outcomes and
// those before it.
type MixChange string

// The changes of the mix; nothing is none.
const (
	MoreStretch  MixChange = "more_stretch"
	FewerStretch MixChange = "fewer_stretch"
)

// setBeside sets what else differs between the stretch from start on and the attempts before it.
func (r *FormResult) setBeside(attempts []*Sample, start int) {
	start = max(start, 0)
	inside, before := attempts[start:], attempts[max(0, len(attempts)-formWindow):start]
	r.Mix = mixChange(stretches(inside), stretches(before))
	now, earlier := performances(inside), performances(before)
	if len(now) >= mixPerformances && len(earlier) >= mixPerformances {
		r.PerformanceNow, r.PerformanceBefore = optional.Some(average64(now)), optional.Some(average64(earlier))
	}
}

func mixChange(inside, before mix) MixChange {
	if inside.n == 0 || before.n == 0 {
		return ""
	}
	gap := float64(inside.stretch)/float64(inside.n) - float64(before.stretch)/float64(before.n)
	switch {
	case math.Abs(gap) < mixPoints || fisher(inside.stretch, inside.n, before.stretch, before.n) >= mixSure:
		return ""
	case gap > 0:
		return MoreStretch
	}
	return FewerStretch
}

// mix counts the stretch challenges among the attempts whose kind is known.
type mix struct{ stretch, n int }

func stretches(attempts []*Sample) mix {
	var m mix
	for _, s := range attempts {
		if s.Kind == NoKind {
			continue
		}
		m.n++
		if s.Kind == Stretch {
			m.stretch++
		}
	}
	return m
}

// fisher is the two-sided p-value of Fisher's exact test for a of m against b of n: the
// probability of all tables that are no likelier than this one.
func fisher(a, m, b, n int) float64 {
	all := a + b
	table := func(k int) float64 {
		return math.Exp(logChoose(m, k) + logChoose(n, all-k) - logChoose(m+n, all))
	}
	own, p := table(a), 0.0
	for k := max(0, all-n); k <= min(m, all); k++ {
		if t := table(k); t <= own*(1+1e-7) {
			p += t
		}
	}
	return min(p, 1)
}

func performances(attempts []*Sample) []float64 {
	var list []float64
	for _, s := range attempts {
		if v, ok := s.Performance.Get(); ok && usable(v) {
			list = append(list, v)
		}
	}
	return list
}
