package insight

import "math"

// A level that wanders slowly cannot follow a drop within days. So the level is estimated a second time with one
// jump, at the day at which a step explains the days best, and the two estimates are averaged by how well
// each explains the days.

const (
	// jumpMinDays is the number of rated days since a jump.
	jumpMinDays = 2
	// jumpPoints is the standard deviation of a jump before the days are seen.
	jumpPoints = 20.0
	// jumpShare is how likely there was a jump at that day, before the days are seen.
	jumpShare = 0.05
	// jumpLeast is the smallest share of the second estimate at which it changes anything.
	jumpLeast = 0.05
	// jumpLeastLogs is how many times better than wandering a step has to explain the days, as a logarithm.
	jumpLeastLogs = 2.0
)

// withJump is the estimate averaged with that of a level that also jumped once, and the nodes that what comes next
// is computed from.
func withJump(t, y, at []float64, ref int, plain averaged, nodes []node, models []changeModel) (averaged, []node) {
	days := likeliestStep(models)
	if days == 0 {
		return plain, nodes
	}
	scratch := newLevel(len(t))
	_, without := weighGridSum(t, y, priorSpread(), scratch)
	scratch.jumpAt, scratch.jumpVariance = len(t)-days, jumpPoints*jumpPoints
	first, with := weighGridSum(t, y, priorSpread(), scratch)
	share := 1 / (1 + (1-jumpShare)/jumpShare*math.Exp(without-with))
	if share < jumpLeast {
		return plain, nodes
	}
	jumped := narrowed(t, y, first, scratch)
	other := averageWith(scratch, t, y, jumped, ref, at)
	return plain.mixed(other, share), mixNodes(nodes, jumped, share)
}

// likeliestStep is how many days ago a step explains the days best; 0 if wandering or a line explains them about as well.
func likeliestStep(models []changeModel) int {
	best, days := jumpLeastLogs, 0
	for _, m := range models {
		if m.evidence > best {
			best, days = m.evidence, m.days // those of the line are 0
		}
	}
	return days
}

// mixNodes are the nodes of both estimates, of which the second has that share.
func mixNodes(a, b []node, share float64) []node {
	out := make([]node, 0, len(a)+len(b))
	for _, n := range a {
		n.weight *= 1 - share
		out = append(out, n)
	}
	for _, n := range b {
		n.weight *= share
		out = append(out, n)
	}
	return out
}

// mixed is the average of two estimates, of which the other has that share.
func (a averaged) mixed(other averaged, share float64) averaged {
	mix := func(mean, sd, otherMean, otherSD float64) (float64, float64) {
		var m mixture
		m.add(1-share, mean, sd*sd, mean)
		m.add(share, otherMean, otherSD*otherSD, mean)
		return m.moments(mean)
	}
	out := averaged{mean: make([]float64, len(a.mean)), sd: make([]float64, len(a.sd)), curve: make([]LevelPoint, len(a.curve)),
		change: a.change, changeSD: a.changeSD, up: a.up}
	for i := range a.mean {
		out.mean[i], out.sd[i] = mix(a.mean[i], a.sd[i], other.mean[i], other.sd[i])
	}
	for i, p := range a.curve {
		level, sd := mix(p.Level, p.SD, other.curve[i].Level, other.curve[i].SD)
		out.curve[i] = LevelPoint{Day: p.Day, Level: level, SD: sd}
	}
	return out
}
