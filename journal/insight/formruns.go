package insight

import "sort"

const (
	// RunsWindow and runsMost keep the distribution of the longest run cheap.
	RunsWindow = 1000
	runsMost   = 200
)

// longestWithin is the probability that the longest run of successes among n independent
// attempts, each of which succeeds with probability p, is at most m (Schilling 1990). f[j] is
// the probability that no run was longer so far and that it ends with j successes.
func longestWithin(n int, p float64, m int) float64 {
	f := make([]float64, m+1)
	f[0] = 1
	sum := 1.0
	for range n {
		first := (1 - p) * sum
		sum = first
		for j := m; j > 0; j-- {
			f[j] = p * f[j-1]
			sum += f[j]
		}
		f[0] = first
	}
	return sum
}

// ordinaryLongest is the range of the longest run 8 times in 10 at one's own rate of
// success, over the newest attempts; empty if that rate is 0 or 1.
func ordinaryLongest(points []int) []int {
	points = points[max(0, len(points)-RunsWindow):]
	n, successes := len(points), 0
	for _, p := range points {
		if p == 2 {
			successes++
		}
	}
	if successes == 0 || successes == n {
		return nil
	}
	rate := float64(successes) / float64(n)
	quantile := func(q float64) int {
		return sort.Search(min(n, runsMost), func(m int) bool { return longestWithin(n, rate, m) >= q-1e-12 })
	}
	return []int{quantile(0.1), quantile(0.9)}
}
