package insight

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"enactive/journal/optional"
)

const (
	// TrendMinDays is the minimum number of rated days before the trend reports a change.
	TrendMinDays = 5
	// trendMinLine is the minimum number of rated days before a line and band are drawn.
	trendMinLine = 3
	// trendWindowDays and trendWindowRatings choose the day that the change is measured
	// from: the youngest that is both at least 30 days and at least 8 ratings back.
	trendWindowDays    = 30
	trendWindowRatings = 8
	// trendSure and trendPoints are what a claim needs: probability and size in points.
	trendSure   = 0.90
	trendPoints = 5.0
	// curvePoints is about how many points the drawn curve has.
	curvePoints = 400
)

// Trend estimates the level of belief over time (docs/science.md, section B) from the
// efficacy before each experience and plan and from check-ins. Ratings of one calendar
// day count as their mean, because a diary written several times a day would otherwise
// follow the mood of the hour. With fewer than three such ratings it uses those after.
func Trend(d Data) TrendResult {
	samples := d.Samples
	dots := beforeDots(samples)
	r := TrendResult{Verdict: TrendTooEarly}
	after := afterDots(samples)
	used := dots
	if len(dots) < trendMinLine && len(after) > len(dots) {
		used, r.FromAfter = after, true
	}
	for _, d := range used {
		if d.Retrospective {
			r.Retrospective++
		}
	}
	if len(used) > 0 {
		r.Start = dayOf(earliest(used))
	}
	r.Dots = withDays(append(dots, after...), r.Start)
	r.Days = meanOfDays(used, r.Start)
	r.N = len(r.Days)
	if r.N >= trendMinLine {
		fillTrend(&r)
	}
	return r
}

// fillTrend estimates the level and its change from the days of r.
func fillTrend(r *TrendResult) {
	t, y := make([]float64, r.N), make([]float64, r.N)
	for i, d := range r.Days {
		t[i], y[i] = float64(d.Day), d.Mean
	}
	est := estimateTrend(t, y, curveTimes(t))
	for i := range r.Days {
		r.Days[i].Level, r.Days[i].SD = optional.Some(est.mean[i]), optional.Some(est.sd[i])
	}
	r.Curve = est.curve
	r.LevelNow, r.SDNow = optional.Some(est.mean[r.N-1]), optional.Some(est.sd[r.N-1])
	r.RefDate = r.Start.AddDate(0, 0, r.Days[est.ref].Day).Format(time.DateOnly)
	r.ChangeMean, r.ChangeSD = optional.Some(est.change), optional.Some(est.changeSD)
	r.PUp = optional.Some(est.up)
	r.Verdict = est.verdict
	r.Longer = longerView(t, y, r.Start)
}

// estimate is the trend of a series at its times.
type estimate struct {
	averaged
	ref     int
	verdict TrendVerdict
}

// estimateTrend is the trend without calendar days: t in days, ascending, at least one.
func estimateTrend(t, y, at []float64) estimate {
	ref := referenceIndex(t)
	e := estimate{averaged: average(t, y, posteriorGrid(t, y), ref, at), ref: ref}
	e.verdict = trendVerdict(len(t), e.up, e.change)
	if e.verdict == TrendRising && !beyondRandomWalk(t, y, ref, 1) || e.verdict == TrendFalling && !beyondRandomWalk(t, y, ref, -1) {
		e.verdict = TrendNoClearChange
	}
	return e
}

func trendVerdict(n int, up, change float64) TrendVerdict {
	switch {
	case n < TrendMinDays:
		return TrendTooEarly
	case up >= trendSure && change >= trendPoints:
		return TrendRising
	case up <= 1-trendSure && change <= -trendPoints:
		return TrendFalling
	}
	return TrendNoClearChange
}

func referenceIndex(t []float64) int {
	last := len(t) - 1
	r := max(0, len(t)-trendWindowRatings)
	for r > 0 && t[last]-t[r] < trendWindowDays {
		r--
	}
	return r
}

// curveTimes are the times at which the drawn curve is wanted: the rated days, thinned
// where they are many, and times between them where they lie far apart.
func curveTimes(t []float64) []float64 {
	last := len(t) - 1
	step := (t[last] - t[0]) / curvePoints
	if step == 0 {
		return t[:1]
	}
	at := []float64{t[0]}
	for _, d := range t[1:] {
		for gap := d - at[len(at)-1]; gap > 1.5*step; gap = d - at[len(at)-1] {
			at = append(at, at[len(at)-1]+gap/math.Ceil(gap/step))
		}
		if d-at[len(at)-1] >= step/2 {
			at = append(at, d)
		}
	}
	if at[len(at)-1] != t[last] {
		at = append(at, t[last])
	}
	return at
}

func beforeDots(samples []Sample) []TrendDot {
	var dots []TrendDot
	for _, s := range samples {
		if v, ok := s.Before.Get(); ok && usable(v) {
			dots = append(dots, TrendDot{ID: s.ID, Time: s.ratedAt(), Value: v, Retrospective: s.Retrospective})
		}
	}
	sortDots(dots)
	return dots
}

func afterDots(samples []Sample) []TrendDot {
	var dots []TrendDot
	for _, s := range samples {
		if v, ok := s.After.Get(); ok && usable(v) && !s.Planned {
			dots = append(dots, TrendDot{ID: s.ID, Time: s.Time, Value: v, After: true})
		}
	}
	sortDots(dots)
	return dots
}

// usable refuses what no rating can be, so that a bad value can spoil nothing.
func usable(v float64) bool { return v >= 0 && v <= 100 }

// ratedAt is when the efficacy before was given: beforehand where that is known, else
// with the entry.
func (s Sample) ratedAt() time.Time {
	if !s.BeforeAt.IsZero() && !s.Retrospective {
		return s.BeforeAt
	}
	return s.Time
}

// sortDots puts ratings in order of their calendar days, then of time and id.
func sortDots(dots []TrendDot) {
	type key struct{ day, place int }
	keys := make([]key, len(dots))
	for i, d := range dots { // a day is dear to compute, and a dot dear to move
		keys[i] = key{int(dayOf(d.Time).Unix() / secondsOfDay), i}
	}
	slices.SortFunc(keys, func(a, b key) int {
		x, y := &dots[a.place], &dots[b.place]
		return cmp.Or(a.day-b.day, x.Time.Compare(y.Time), strings.Compare(x.ID, y.ID))
	})
	sorted := make([]TrendDot, len(dots))
	for i, k := range keys {
		sorted[i] = dots[k.place]
	}
	copy(dots, sorted)
}

const secondsOfDay = 24 * 60 * 60

// dayOf is the calendar day of t in its own offset, as midnight UTC.
func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func daysBetween(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

func earliest(dots []TrendDot) time.Time { return dots[0].Time } // they are in order of their days

func withDays(dots []TrendDot, start time.Time) []TrendDot {
	sortDots(dots)
	for i, d := range dots {
		clock := float64(d.Time.Hour())/24 + float64(d.Time.Minute())/1440
		dots[i].Day = float64(daysBetween(start, dayOf(d.Time))) + clock
	}
	return dots
}

func meanOfDays(dots []TrendDot, start time.Time) []TrendDay {
	var days []TrendDay
	for _, d := range dots {
		day := daysBetween(start, dayOf(d.Time))
		if n := len(days); n == 0 || days[n-1].Day != day {
			days = append(days, TrendDay{Day: day})
		}
		last := &days[len(days)-1]
		last.Mean += d.Value
		last.Count++
	}
	for i := range days {
		days[i].Mean /= float64(days[i].Count)
	}
	return days
}

// band80 is how many standard deviations either side hold 80% of a normal distribution.
const band80 = 1.2816

// LikelyLevel is where the level is now 8 times in 10.
func (r TrendResult) LikelyLevel() (low, high float64) {
	m, sd := r.LevelNow.Or(0), r.SDNow.Or(0)
	return m - band80*sd, m + band80*sd
}

// Early reports whether there are too few ratings for the trend to say anything.
func (r TrendResult) Early() bool { return r.N < TrendMinDays }

// Finding is how much the trend says.
func (r TrendResult) Finding() Finding {
	switch {
	case len(r.Dots) == 0:
		return NotEnough
	case r.Early():
		return Facts
	case r.Verdict == TrendNoClearChange && r.Longer == nil:
		return Nothing
	}
	return Claim
}
