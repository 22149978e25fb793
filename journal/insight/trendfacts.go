package insight

import (
	"math"

	"enactive/journal/optional"
)

const (
	// meansMost is the maximum number of newest rated days that are set against those before.
	meansMost = 10
	// meansLeast is the minimum.
	meansLeast = 5
	// yearWeeks is how many days before and after the day a year ago count as the same weeks.
	yearWeeks = 21
)

// meansOf sets the newest rated days against all before them and against the first ones.
func meansOf(days []TrendDay) *TrendMeans {
	n := len(days)
	k := min(meansMost, n/2)
	if k < meansLeast {
		return nil
	}
	m := &TrendMeans{Days: k, Lately: meanOfRated(days[n-k:]), Earlier: meanOfRated(days[:n-k])}
	if n >= 3*k {
		m.First = optional.Some(meanOfRated(days[:k]))
	}
	middle := days[n-1-k/2].Day - int(math.Round(yearDays))
	var same []TrendDay
	for _, d := range days {
		if d.Day >= middle-yearWeeks && d.Day <= middle+yearWeeks {
			same = append(same, d)
		}
	}
	if len(same) >= meansLeast {
		m.YearBefore = optional.Some(meanOfRated(same))
	}
	return m
}

func meanOfRated(days []TrendDay) float64 {
	sum := 0.0
	for _, d := range days {
		sum += d.Mean
	}
	return sum / float64(len(days))
}

// nextDays is how many rated days what comes next is the mean of.
const nextDays = 7

// nextSD is the standard deviation of the mean of the next rated days, as far apart as of late, around the
// level now, whose own is sd: the level wanders on, and each day has its noise.
func nextSD(t []float64, nodes []node, sd float64) float64 {
	last := len(t) - 1
	from := max(0, last-2*nextDays)
	gap := (t[last] - t[from]) / float64(last-from)
	const wandering = float64((nextDays+1)*(2*nextDays+1)) / (6 * nextDays) // mean of the smaller of two days ahead
	noise, drift := 0.0, 0.0
	for _, n := range nodes {
		noise += n.weight * n.noise
		drift += n.weight * n.drift
	}
	return math.Sqrt(sd*sd + noise/nextDays + drift*gap*wandering)
}
