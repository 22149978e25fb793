package insight

import (
	"math"
	"slices"
)

// Belief after something says little by itself: who was surer before is surer after, and a
// rating that was high by chance is followed by a lower one (regression to the mean). So the rating
// after is compared given the rating before, beside a smooth of time and moods. That alone is
// misled where surer days go better: a rating is a rough measure of a day, and the outcome tells
// the rest of it (Lord 1967). How far belief moved is not misled by that, but by
// regression to the mean. What both show in the same direction is neither.

const (
	// beliefLeast is the least difference that is worth a sentence, in points.
	beliefLeast = 2.0
	// movedShare weighs the second question, how far belief moved: it has to be shown less clearly.
	movedShare = 0.05
	// curvedFrom is from how many entries on after may be curved over before, as it is near the ends of
	// the scale, and smoothFrom from how many on time is a cubic and no line.
	curvedFrom = 20
	smoothFrom = 30
)

// givenFit compares groups of entries with all others.
type givenFit struct {
	// members counts the entries of each group, of n.
	members []int
	n       int
	fits    moodFits
	// given and moved are the columns beside the group, and what is fitted.
	given, moved []int
}

// newGivenFit looks at the entries, in order of time, and says of each whether it is in a group.
func newGivenFit(rated []change, in []func(change) bool) *givenFit {
	f := &givenFit{members: make([]int, len(in)), n: len(rated)}
	if f.n < 2*GroupMin {
		return f
	}
	days, before, after, moved := make([]float64, f.n), make([]float64, f.n), make([]float64, f.n), make([]float64, f.n)
	order := make([]float64, f.n)
	groups := make([][]float64, len(in))
	for k := range in {
		groups[k] = make([]float64, f.n)
	}
	for i, c := range rated {
		days[i], before[i], after[i], moved[i], order[i] = inDays(c.Sample), c.Before.Or(0), c.After.Or(0), c.moved, float64(i)
		for k, belongs := range in {
			if belongs(c) {
				groups[k][i] = 1
				f.members[k]++
			}
		}
	}
	columns := groups
	add := func(list [][]float64, to ...*[]int) {
		for _, column := range list {
			for _, picked := range to {
				*picked = append(*picked, len(columns))
			}
			columns = append(columns, column)
		}
	}
	add(smooth(order, f.n >= smoothFrom), &f.given, &f.moved)
	add(levelled(before, f.n >= curvedFrom), &f.given)
	add([][]float64{after}, &f.given)
	add([][]float64{moved}, &f.moved)
	f.fits = fitMood(days, columns, lookBack+1)
	return f
}

// smooth are the columns of a level and a line over x, or a cubic.
func smooth(x []float64, cubic bool) [][]float64 {
	u, _, _ := scaled(x)
	if cubic {
		return powers(u, 3)
	}
	return powers(u, 1)
}

// levelled are the columns of a line over x without its level, or a parabola, as far as x
// has different values.
func levelled(x []float64, curved bool) [][]float64 {
	u, _, _ := scaled(x)
	degree := min(distinct(ascending(x))-1, 1)
	if curved {
		degree = min(distinct(ascending(x))-1, 2)
	}
	return powers(u, degree)[1:]
}

// enough reports whether there are enough entries inside and outside the group.
func (f *givenFit) enough(group int) bool {
	return min(f.members[group], f.n-f.members[group]) >= GroupMin
}

// test estimates the difference given the same belief before, without the newest l entries, and how
// often luck alone shows as much in both questions; 1 where they disagree.
func (f *givenFit) test(group, l int) (given moodEstimate, luck float64, ok bool) {
	if !f.enough(group) {
		return moodEstimate{}, 1, false
	}
	first := []int{group}
	given, ok = f.fits.look(l, slices.Concat(first, f.given), math.NaN())
	if !ok {
		return moodEstimate{}, 1, false
	}
	moved, ok := f.fits.look(l, slices.Concat(first, f.moved), math.NaN())
	if !ok || moved.at*given.at <= 0 || math.Abs(given.at) < beliefLeast {
		return given, 1, true
	}
	n := float64(f.n - l)
	few := math.Min(1, n*n/(plainFrom*plainFrom))
	return given, math.Min(1, math.Max(given.p(), movedShare*moved.p())/few), true
}

// again is the same at earlier looks, where it was in the same direction.
func (f *givenFit) again(group int, direction, share float64) func(entries int) float64 {
	return func(entries int) float64 {
		given, luck, ok := f.test(group, entries)
		if !ok || given.at*direction <= 0 {
			return 1
		}
		return min(1, luck*share)
	}
}
