package insight

import (
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"
)

const (
	// weekendFrom and weekdaysFrom are how many values it takes to fit the weekend, and each weekday.
	weekendFrom, weekdaysFrom = 14, 28
	// weekdaysLeast is how many values a weekday needs to be fitted by itself.
	weekdaysLeast = 3
	// seasonFrom is how many days it takes to fit a wave of one year.
	seasonFrom = 300
	// weekSure is the level at which values follow the weekdays, so that these have to be looked beside.
	weekSure = 0.01
)

// calendarColumns are the weekdays, where there are enough days of each, and a wave of one year where there is one.
func calendarColumns(days []time.Time) [][]float64 {
	n := len(days)
	columns := weekColumns(days)
	if n > 0 && daysBetween(days[0], days[n-1]) >= seasonFrom {
		sine, cosine := make([]float64, n), make([]float64, n)
		for i, d := range days {
			sine[i], cosine[i] = math.Sincos(2 * math.Pi * float64(daysBetween(days[0], d)) / 365.25)
		}
		columns = append(columns, deviations(sine), deviations(cosine))
	}
	return columns
}

// weekColumns are the weekdays with enough values, or the weekend, against all other days. Who never writes on the other days
// has the last one against the rest, as the columns would else add up to a constant.
func weekColumns(days []time.Time) [][]float64 {
	n := len(days)
	var columns [][]float64
	fitted := 0
	add := func(which func(time.Weekday) bool) {
		c, count := make([]float64, n), 0
		for i, d := range days {
			if which(d.Weekday()) {
				c[i] = 1
				count++
			}
		}
		if min(count, n-count) >= weekdaysLeast && fitted+count < n {
			columns = append(columns, deviations(c))
			fitted += count
		}
	}
	switch {
	case n >= weekdaysFrom:
		for day := time.Monday; day <= time.Saturday; day++ {
			add(func(d time.Weekday) bool { return d == day })
		}
	case n >= weekendFrom:
		add(func(d time.Weekday) bool { return d == time.Saturday || d == time.Sunday })
	}
	return columns
}

// followsWeek reports whether the values differ by weekday more than luck shows: the plain analysis of variance.
func followsWeek(values []float64, days []time.Time) bool {
	var sum, count [7]float64
	for i, v := range values {
		sum[days[i].Weekday()] += v
		count[days[i].Weekday()]++
	}
	mean, groups, between, within := average64(values), 0, 0.0, 0.0
	for day := range count {
		if count[day] > 0 {
			groups++
			off := sum[day]/count[day] - mean
			between += count[day] * off * off
		}
	}
	for i, v := range values {
		off := v - sum[days[i].Weekday()]/count[days[i].Weekday()]
		within += off * off
	}
	free := len(values) - groups
	if groups < 2 || free < weekdaysLeast || within == 0 {
		return false
	}
	f := between / float64(groups-1) / (within / float64(free))
	return distuv.F{D1: float64(groups - 1), D2: float64(free)}.Survival(f) < weekSure
}
