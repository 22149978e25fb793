package insight

import (
	"math"
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

// Logging compares the newest 30 days of the diary with all days before.
func (d Data) Logging() Logging {
	first, last, any := loggedSpan(d.Samples)
	if !any || daysBetween(first, last) < 2*loggingDays {
		return Logging{}
	}
	return d.LoggingSince(last.AddDate(0, 0, 1-loggingDays))
}

// LoggingSince compares the days from since, midnight UTC, with all days before; it is empty where either
// has none.
func (d Data) LoggingSince(since time.Time) Logging {
	first, last, any := loggedSpan(d.Samples)
	if !any || !since.After(first) || since.After(last) {
		return Logging{}
	}
	l := Logging{Since: since.Format(time.DateOnly), SpanLately: daysBetween(since, last) + 1, SpanBefore: daysBetween(first, since)}
	seen := map[time.Time]bool{}
	var latest time.Time
	for i := range d.Samples {
		s := &d.Samples[i]
		day := dayOf(s.Time)
		if s.Planned || day.Equal(latest) || seen[day] { // mostly it is the day of the one before
			continue
		}
		latest, seen[day] = day, true
		if day.Before(since) {
			l.Before++
		} else {
			l.Lately++
		}
	}
	return l
}

func loggedSpan(samples []Sample) (first, last time.Time, any bool) {
	for i := range samples {
		s := &samples[i]
		if s.Planned {
			continue
		}
		day := dayOf(s.Time)
		if !any || day.Before(first) {
			first = day
		}
		if !any || day.After(last) {
			last = day
		}
		any = true
	}
	return first, last, any
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
