package insight

import (
	"math"
	"slices"
	"time"
)

// Logging is how often entries were written lately and before. Plans do not count.
type Logging struct {
	// Since is the first day of what counts as lately, as 2006-01-02.
	Since string `json:"since"`
	// Lately and Before are days with entries; SpanLately and SpanBefore all days of the calendar.
	Lately     int `json:"days_lately"`
	SpanLately int `json:"of_days_lately"`
	Before     int `json:"days_before"`
	SpanBefore int `json:"of_days_before"`
}

const (
	// loggingDays is how many days of the calendar are lately, if nothing else says when it began.
	loggingDays = 30
	// loggingTimes is by how much days with entries have to be rarer or oftener to be told.
	loggingTimes = 1.5
	// loggingSure is how many standard deviations it has to be from what chance does.
	loggingSure = 3
)

// Logging compares the newest 30 days of the diary with all days before; it is empty below 60 days.
func (d Data) Logging() Logging {
	days := loggedDays(d.Samples)
	if len(days) == 0 || days[len(days)-1]-days[0] < 2*loggingDays {
		return Logging{}
	}
	return loggingOf(days, days[len(days)-1]+1-loggingDays)
}

// LoggingSince compares the days from since, midnight UTC, with all days before; it is empty where either
// has none.
func (d Data) LoggingSince(since time.Time) Logging {
	return loggingOf(loggedDays(d.Samples), int(since.Unix()/secondsOfDay))
}

func loggingOf(days []int, since int) Logging {
	if len(days) == 0 || since <= days[0] || since > days[len(days)-1] {
		return Logging{}
	}
	before, _ := slices.BinarySearch(days, since)
	return Logging{
		Since:  time.Unix(int64(since)*secondsOfDay, 0).UTC().Format(time.DateOnly),
		Lately: len(days) - before, SpanLately: days[len(days)-1] - since + 1,
		Before: before, SpanBefore: since - days[0],
	}
}

// loggedDays are the days with entries, counted from 1970, in order and each once.
func loggedDays(samples []Sample) []int {
	var days []int
	for i := range samples {
		if samples[i].Planned {
			continue
		}
		day := int(dayOf(samples[i].Time).Unix() / secondsOfDay)
		if len(days) == 0 || day != days[len(days)-1] {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// Ratio is the share of days with entries lately over that before; 1 if either is unknown.
func (l Logging) Ratio() float64 {
	if l.Before == 0 || l.Lately == 0 {
		return 1
	}
	return float64(l.Lately) / float64(l.SpanLately) / (float64(l.Before) / float64(l.SpanBefore))
}

// Changed reports whether entries became rarer or more frequent by half at least, and by more than chance does.
func (l Logging) Changed() bool {
	r := l.Ratio()
	return (r >= loggingTimes || r <= 1/loggingTimes) && math.Abs(l.z()) >= loggingSure
}

// z is by how many standard deviations the shares differ (two proportions, pooled).
func (l Logging) z() float64 {
	if l.Before == 0 || l.SpanLately == 0 {
		return 0
	}
	a, b := float64(l.SpanLately), float64(l.SpanBefore)
	pooled := float64(l.Lately+l.Before) / (a + b)
	if pooled <= 0 || pooled >= 1 {
		return 0
	}
	return (float64(l.Lately)/a - float64(l.Before)/b) / math.Sqrt(pooled*(1-pooled)*(1/a+1/b))
}

// LeftOut is by how many standard deviations of a single day the mean of the days could have moved only because
// those that were left out were the worst, or the best, of all: 0 where entries did not become rarer by more than
// chance does (the mean of a normal distribution cut off at its quantile).
func (l Logging) LeftOut() float64 {
	kept := l.Ratio()
	if kept >= 1 || l.z() > -2 {
		return 0
	}
	cut := math.Sqrt2 * math.Erfinv(1-2*kept)
	return math.Exp(-cut*cut/2) / math.Sqrt(2*math.Pi) / kept
}
