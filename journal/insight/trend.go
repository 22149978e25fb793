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
	// TrendMinDays is the minimum number of rated days before the trend says where belief is.
	TrendMinDays = 5
	// trendMinLine is the minimum number of rated days before a line and band are drawn.
	trendMinLine = 3
	// trendWindowDays and trendWindowRatings choose the day that the model's change is measured
	// from: the youngest that is both at least 30 days and at least 8 ratings back.
	trendWindowDays    = 30
	trendWindowRatings = 8
	// trendSure and trendPoints are what the model alone needs: probability and size in points. No
	// change that is smaller is told.
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
	dots := beforeDots(d.Samples)
	r := TrendResult{Verdict: TrendTooEarly}
	after := afterDots(d.Samples)
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
	r.Days = meanOfDays(used, r.Start)
	r.N = len(r.Days)
	models := changeModels(daySeries(r.Days))
	if r.N >= trendMinLine {
		fillTrend(&r, models)
	}
	r.Ended = d.endedOn()
	r.Means = meansOf(r.Days)
	r.findChange(d, used, lookForChange(models))
	r.Dots = withDays(append(dots, after...), r.Start)
	return r
}

// fillTrend estimates the level, and what comes next, from the days of r.
func fillTrend(r *TrendResult, models []changeModel) {
	t, y := daySeries(r.Days)
	ref, at := referenceIndex(t), curveTimes(t)
	nodes := posteriorGrid(t, y)
	est := average(t, y, nodes, ref, at)
	est, nodes = withJump(t, y, at, ref, est, nodes, models)
	for i := range r.Days {
		r.Days[i].Level, r.Days[i].SD = optional.Some(est.mean[i]), optional.Some(est.sd[i])
	}
	r.Curve = est.curve
	level, sd := est.mean[r.N-1], est.sd[r.N-1]
	r.LevelNow, r.SDNow = optional.Some(level), optional.Some(sd)
	next := band80 * nextSD(t, nodes, sd)
	r.NextLow, r.NextHigh = optional.Some(level-next), optional.Some(level+next)
	r.RefDate = r.Start.AddDate(0, 0, r.Days[ref].Day).Format(time.DateOnly)
	r.ChangeMean, r.ChangeSD = optional.Some(est.change), optional.Some(est.changeSD)
	r.PUp = optional.Some(est.up)
}

// findChange looks for a change and decides what may be said of it.
func (r *TrendResult) findChange(d Data, used []TrendDot, now trendLook) {
	if r.N < TrendMinChange {
		return
	}
	r.Verdict = TrendNoClearChange
	finding, odds := judgeChange(now, newTrendSeries(d.Samples, used, r.Start), r.N, d.Areas)
	if finding == Nothing {
		r.tellLogging(d.Logging())
		return
	}
	r.Change = changeOf(now, r.Days, r.Start, odds)
	r.LeftOut = r.couldBeLeftOut(d)
	if r.LeftOut {
		finding = Possible
	} else {
		r.tellLogging(d.Logging())
	}
	r.Verdict = verdictOf(finding, r.Change.Change)
}

func verdictOf(f Finding, change float64) TrendVerdict {
	switch {
	case f == Claim && change > 0:
		return TrendRising
	case f == Claim:
		return TrendFalling
	case change > 0:
		return TrendMaybeRising
	}
	return TrendMaybeFalling
}

func (r *TrendResult) tellLogging(l Logging) {
	if l.Changed() {
		r.Logging = &l
	}
}

// couldBeLeftOut reports whether entries became rarer since the change, and the days without could be all
// there is to it; it keeps that fact.
func (r *TrendResult) couldBeLeftOut(d Data) bool {
	since := r.Start.AddDate(0, 0, r.Days[r.Change.DaysBefore].Day)
	size := math.Min(math.Abs(r.Change.Low), math.Abs(r.Change.High))
	if r.Change.Gradual {
		since, size = r.Start.AddDate(0, 0, r.Days[r.N/2].Day), size/2
	}
	l := d.LoggingSince(since)
	moved := l.LeftOut()
	if moved == 0 || size > moved*r.spreadSince() {
		return false
	}
	r.Logging = &l
	return true
}

// spreadSince is the standard deviation of the days around their means before and since the change, in points.
func (r *TrendResult) spreadSince() float64 {
	at := r.Change.DaysBefore
	if r.Change.Gradual {
		at = r.N / 2
	}
	_, y := daySeries(r.Days)
	square := 0.0
	for _, part := range [][]float64{y[:at], y[at:]} {
		e := deviations(part)
		square += dot(e, e)
	}
	return math.Sqrt(square / float64(len(y)-2))
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
	for i := range samples {
		s := &samples[i]
		if v, ok := s.Before.Get(); ok && usable(v) {
			dots = append(dots, TrendDot{ID: s.ID, Time: s.ratedAt(), Value: v, Retrospective: s.Retrospective, sample: i})
		}
	}
	sortDots(dots)
	return dots
}

func afterDots(samples []Sample) []TrendDot {
	var dots []TrendDot
	for i := range samples {
		s := &samples[i]
		if v, ok := s.After.Get(); ok && usable(v) && !s.Planned {
			dots = append(dots, TrendDot{ID: s.ID, Time: s.Time, Value: v, After: true, sample: i})
		}
	}
	sortDots(dots)
	return dots
}

// usable refuses what no rating can be, so that a bad value can spoil nothing.
func usable(v float64) bool { return v >= 0 && v <= 100 }

// ratedAt is when the efficacy before was given: beforehand where that is known, else
// with the entry.
func (s *Sample) ratedAt() time.Time {
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
	case r.N < TrendMinChange:
		return Facts
	case r.Change == nil:
		return Nothing
	case r.Verdict == TrendRising || r.Verdict == TrendFalling:
		return Claim
	}
	return Possible
}
