package insight

import (
	"math"
	"slices"

	"enactive/journal/optional"
)

// ChecksResult holds older and simpler methods, by which others can check the numbers of
// an area. They are not shown to people beside the insights, whose verdicts they would
// only compete with: each of them ignores something that matters in a diary, such as gaps,
// entries that resemble each other, or how many looks were taken.
type ChecksResult struct {
	// MannKendall and WeightedMean are of the daily means of efficacy.
	MannKendall  *MannKendall `json:"mann_kendall,omitempty"`
	WeightedMean Number       `json:"weighted_mean_30_days,omitzero"`
	// Runs is of successes against other outcomes.
	Runs *RunsTest `json:"runs_test,omitempty"`
	// AfterSuccess is the rate of success right after a success, over the newest 100 attempts,
	// and AfterSuccessByLuck what is expected of it at even odds: less than a half, because
	// attempts after a success are a biased choice (Miller & Sanjurjo 2018).
	AfterSuccess       Number `json:"after_success,omitzero"`
	AfterSuccessByLuck Number `json:"after_success_by_luck,omitzero"`
	// Smooth is performance over stress by robust LOWESS, at the ascending stresses of the entries.
	Smooth []SmoothPoint `json:"lowess,omitempty"`
	// Control is of performance, against the first 20 entries.
	Control *ControlChart `json:"control_chart,omitempty"`
}

// SmoothPoint is a smoothed performance at a stress.
type SmoothPoint struct {
	Stress float64 `json:"stress"`
	Fit    float64 `json:"fit"`
}

const (
	// weightedHalfLife is the age in days at which a rating counts half.
	weightedHalfLife = 30
	// controlBase is the number of first entries that set a control chart.
	controlBase = 20
	// checkWindow keeps methods whose cost grows with the square of n cheap.
	checkWindow = 2000
)

// Checks computes the simpler methods.
func Checks(d Data) ChecksResult {
	var r ChecksResult
	var t, y []float64
	for _, day := range Trend(d).Days {
		t, y = append(t, float64(day.Day)), append(y, day.Mean)
	}
	if len(y) > 0 {
		r.WeightedMean = optional.Some(weightedMean(t, y, weightedHalfLife))
		r.MannKendall = mannKendall(t[max(0, len(t)-checkWindow):], y[max(0, len(y)-checkWindow):])
	}
	var success []bool
	for _, s := range withOutcome(d.Samples) {
		success = append(success, s.Outcome == Success)
	}
	r.Runs = runsTest(success)
	r.afterSuccess(success[max(0, len(success)-formWindow):])
	dots, _ := stressDots(d.Samples)
	r.performance(dots)
	return r
}

func (r *ChecksResult) afterSuccess(success []bool) {
	attempts, wins := 0, 0
	for i := 1; i < len(success); i++ {
		if success[i-1] {
			attempts++
			if success[i] {
				wins++
			}
		}
	}
	if attempts > 0 {
		r.AfterSuccess = optional.Some(float64(wins) / float64(attempts))
		r.AfterSuccessByLuck = optional.Some(afterRuns(len(success), 1, 0.5))
	}
}

func (r *ChecksResult) performance(dots []StressDot) {
	dots = slices.Clone(dots[max(0, len(dots)-checkWindow):])
	if len(dots) > controlBase {
		values := make([]float64, len(dots))
		for i, d := range dots {
			values[i] = d.Performance
		}
		base := values[:controlBase]
		if sigma := norm(deviations(base)) / math.Sqrt(controlBase-1); sigma > 0 {
			r.Control = controlChart(values, average64(base), sigma)
		}
	}
	if len(dots) < StressMinPairs {
		return
	}
	slices.SortStableFunc(dots, func(a, b StressDot) int {
		switch {
		case a.Stress < b.Stress:
			return -1
		case a.Stress > b.Stress:
			return 1
		}
		return 0
	})
	x, y := make([]float64, len(dots)), make([]float64, len(dots))
	for i, d := range dots {
		x[i], y[i] = d.Stress, d.Performance
	}
	for i, fit := range lowess(x, y, 2.0/3, 3) {
		if i == 0 || x[i] != x[i-1] {
			r.Smooth = append(r.Smooth, SmoothPoint{x[i], fit})
		}
	}
}

// weightedMean is the mean at the last time; the weight of a value halves with each
// half-life before it.
func weightedMean(t, y []float64, halfLife float64) float64 {
	sum, weights := 0.0, 0.0
	for i, v := range y {
		w := math.Exp2((t[i] - t[len(t)-1]) / halfLife)
		sum += w * v
		weights += w
	}
	return sum / weights
}

// MannKendall is the test of a rise or fall of Mann (1945) and Kendall (1975) with the
// slope of Theil (1950) and Sen (1968).
type MannKendall struct {
	S    float64 `json:"s"`
	VarS float64 `json:"var_s"`
	// Z and P have the continuity correction; up to ten values without ties P is exact.
	Z float64 `json:"z"`
	P float64 `json:"p"`
	// Slope is in points a day, with its 80% interval; Intercept is at day 0.
	Slope     float64   `json:"theil_sen_slope"`
	Interval  []float64 `json:"slope_ci80,omitempty"`
	Intercept float64   `json:"intercept"`
}

// mannKendall is nil if all times are the same.
func mannKendall(t, y []float64) *MannKendall {
	var slopes []float64
	s := 0.0
	for i := range t {
		for j := range i {
			if dt := t[i] - t[j]; dt != 0 {
				slopes = append(slopes, (y[i]-y[j])/dt)
				s += sign(dt) * sign(y[i]-y[j])
			}
		}
	}
	if len(slopes) == 0 {
		return nil
	}
	slices.Sort(slopes)
	m := &MannKendall{S: s, VarS: varianceWithTies(len(t), tiesAmong(t), tiesAmong(y)), Slope: quantile(slopes, 0.5), P: 1}
	level := make([]float64, len(y))
	for i, v := range y {
		level[i] = v - m.Slope*t[i]
	}
	m.Intercept = quantile(ascending(level), 0.5)
	if m.VarS == 0 {
		return m
	}
	m.Z = (s - sign(s)) / math.Sqrt(m.VarS)
	m.P = math.Erfc(math.Abs(m.Z) / math.Sqrt2)
	if n := len(y); n <= 10 && distinct(ascending(t)) == n && distinct(ascending(y)) == n {
		m.P = exactKendall(n, s)
	}
	n := float64(len(slopes))
	reach := normal80 * math.Sqrt(m.VarS)
	low := max(0, int(math.RoundToEven((n-reach)/2))-1)
	high := min(len(slopes)-1, int(math.RoundToEven((n+reach)/2)))
	m.Interval = []float64{slopes[low], slopes[high]}
	return m
}

// tiesAmong sums over groups of equal values.
func tiesAmong(values []float64) ties {
	sorted := ascending(values)
	return tiesOf(len(sorted), func(i int) bool { return sorted[i] == sorted[i-1] })
}

func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// exactKendall is the two-sided probability of a sum of signs at least that far from 0
// among n values in any order, from the number of orders with each number of inversions.
func exactKendall(n int, s float64) float64 {
	orders := []float64{1}
	for k := 2; k <= n; k++ {
		next := make([]float64, len(orders)+k-1)
		for i, c := range orders {
			for j := range k {
				next[i+j] += c
			}
		}
		orders = next
	}
	all, far, pairs := 0.0, 0.0, float64(n*(n-1)/2)
	for inversions, c := range orders {
		all += c
		if math.Abs(pairs-2*float64(inversions)) >= math.Abs(s) {
			far += c
		}
	}
	return far / all
}

// RunsTest is the test of Wald and Wolfowitz (1940): how often success and other outcomes
// take turns. It cannot distinguish a streak from a slump.
type RunsTest struct {
	Successes int     `json:"n_success"`
	Others    int     `json:"n_other"`
	Runs      int     `json:"runs"`
	Mean      float64 `json:"mean"`
	Variance  float64 `json:"variance"`
	Z         float64 `json:"z"`
	// PFew and PMany are exact up to 200 outcomes, and absent beyond.
	PFew  Number `json:"p_few,omitzero"`
	PMany Number `json:"p_many,omitzero"`
}

// runsTest is nil if all outcomes are of one kind.
func runsTest(success []bool) *RunsTest {
	r := &RunsTest{}
	for i, s := range success {
		if s {
			r.Successes++
		} else {
			r.Others++
		}
		if i == 0 || s != success[i-1] {
			r.Runs++
		}
	}
	if r.Successes == 0 || r.Others == 0 {
		return nil
	}
	a, b := float64(r.Successes), float64(r.Others)
	n := a + b
	r.Mean = 2*a*b/n + 1
	r.Variance = 2 * a * b * (2*a*b - n) / (n * n * (n - 1))
	if r.Variance > 0 {
		r.Z = (float64(r.Runs) - r.Mean) / math.Sqrt(r.Variance)
	}
	if len(success) <= 200 {
		few, many := 0.0, 0.0
		for k := 2; k <= len(success); k++ {
			p := runsProbability(r.Successes, r.Others, k)
			if k <= r.Runs {
				few += p
			}
			if k >= r.Runs {
				many += p
			}
		}
		r.PFew, r.PMany = optional.Some(min(1, few)), optional.Some(min(1, many))
	}
	return r
}

// runsProbability is how likely a of one kind and b of another, in any order, form k runs.
func runsProbability(a, b, k int) float64 {
	half := k / 2
	all := logChoose(a+b, a)
	ways := func(i, j int) float64 { return math.Exp(logChoose(a-1, i) + logChoose(b-1, j) - all) }
	if k%2 == 0 {
		return 2 * ways(half-1, half-1)
	}
	return ways(half-1, half) + ways(half, half-1)
}

// logChoose is the logarithm of the number of ways to choose k of n; minus infinity if
// there is none.
func logChoose(n, k int) float64 {
	if k < 0 || k > n {
		return math.Inf(-1)
	}
	x, _ := math.Lgamma(float64(n + 1))
	y, _ := math.Lgamma(float64(k + 1))
	z, _ := math.Lgamma(float64(n - k + 1))
	return x - y - z
}

// afterRuns is the expected share of successes among the attempts that follow k successes
// in a row, over series of n attempts of that rate with at least one such attempt (Miller &
// Sanjurjo 2018). It sums over all states in a fixed order, so that every run gives the same
// digits: successes in a row up to k, attempts that followed, and successes among them.
func afterRuns(n, k int, rate float64) float64 {
	size := n + 1
	at := func(row, attempts, wins int) int { return (row*size+attempts)*size + wins }
	now := make([]float64, (k+1)*size*size)
	next := make([]float64, len(now))
	now[0] = 1
	for range n {
		clear(next)
		for i, p := range now {
			if p == 0 {
				continue
			}
			row, attempts, wins := i/(size*size), i/size%size, i%size
			followed, won := 0, 0
			if row == k {
				followed, won = 1, 1
			}
			next[at(min(row+1, k), attempts+followed, wins+won)] += p * rate
			next[at(0, attempts+followed, wins)] += p * (1 - rate)
		}
		now, next = next, now
	}
	share, sum := 0.0, 0.0
	for i, p := range now {
		if attempts, wins := i/size%size, i%size; attempts > 0 {
			share += p * float64(wins) / float64(attempts)
			sum += p
		}
	}
	if sum == 0 {
		return math.NaN()
	}
	return share / sum
}
