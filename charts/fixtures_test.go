package charts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// The results here are made by hand, so that a picture changes only when the drawing
// does. The numbers are invented, and the same on every machine.

func some(v float64) insight.Number { return optional.Some(v) }

// dice is a source of numbers that never changes.
func dice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// ratingsOf makes n ratings that drift slowly upwards, with a summer without entries.
// perDay is how many fall on a rated day.
func ratingsOf(n, perDay int) insight.TrendResult {
	r := dice(uint64(n))
	start := time.Date(2024, 9, 16, 0, 0, 0, 0, time.UTC)
	result := insight.TrendResult{Verdict: insight.TrendTooEarly, Start: start}
	day, level := 0, 48.0
	for len(result.Dots) < n {
		level += 0.9 * r.NormFloat64()
		level = math.Min(math.Max(level, 25), 80)
		var sum float64
		count := min(perDay, n-len(result.Dots))
		for i := range count {
			value := math.Round((level+13*r.NormFloat64())/5) * 5
			value = clip(value)
			hour := 8 + 12*float64(i)/float64(perDay)
			result.Dots = append(result.Dots, insight.TrendDot{
				ID:   fmt.Sprintf("r%d", len(result.Dots)),
				Time: start.AddDate(0, 0, day).Add(time.Duration(hour * float64(time.Hour))),
				Day:  float64(day) + hour/24, Value: value,
				Retrospective: len(result.Dots)%17 == 5,
			})
			if len(result.Dots)%17 == 6 {
				result.Retrospective++
			}
			sum += value
		}
		result.Days = append(result.Days, insight.TrendDay{Day: day, Mean: sum / float64(count), Count: count})
		day += 1 + r.IntN(3)
		if len(result.Days) == 120 {
			day += 75 // nobody rates a thing in the summer
		}
	}
	result.N = len(result.Days)
	smooth(&result)
	return result
}

// newTrend makes the chart of a trend made by hand, with a sentence made by hand as well.
func newTrend(r insight.TrendResult, area string) *TrendChart { return NewTrend(r, trendText(r), area) }

func trendText(r insight.TrendResult) string {
	n := len(r.Days)
	switch {
	case r.Start.IsZero():
		return ""
	case n < 3:
		return "Not enough ratings yet: a line needs 3 rated days."
	case n < leastForLine:
		return fmt.Sprintf("Too early to say: rated on %d days, a trend needs 5.", n)
	}
	change := fmt.Sprintf("No clear change over your %d rated days.", n)
	if c := r.Change; c != nil {
		change = fmt.Sprintf("About %.0f points higher from around %s on than before.", c.Change, c.Since)
	}
	return fmt.Sprintf("%s You are now around %.0f; your next seven rated days will likely average %.0f–%.0f.",
		change, r.LevelNow.Or(0), clip(r.NextLow.Or(0)), clip(r.NextHigh.Or(0)))
}

// withAfter adds a light after-rating to every third rating.
func withAfter(result insight.TrendResult) insight.TrendResult {
	var dots []insight.TrendDot
	for i, d := range result.Dots {
		dots = append(dots, d)
		if i%3 == 0 {
			dots = append(dots, insight.TrendDot{
				ID: d.ID + "a", Time: d.Time.Add(2 * time.Hour), Day: d.Day + 1.0/12, Value: clip(d.Value + 10), After: true,
			})
		}
	}
	result.Dots = dots
	return result
}

// smooth fills the level with a random walk of fixed variances: enough for a picture.
func smooth(result *insight.TrendResult) {
	n := len(result.Days)
	if n < 3 {
		return
	}
	const noise, drift = 90.0, 0.7
	a, p, ahead := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, d := range result.Days {
		if i == 0 {
			a[0], p[0] = d.Mean, noise
			continue
		}
		ahead[i] = p[i-1] + drift*float64(d.Day-result.Days[i-1].Day)
		gain := ahead[i] / (ahead[i] + noise)
		a[i] = a[i-1] + gain*(d.Mean-a[i-1])
		p[i] = ahead[i] * (1 - gain)
	}
	m, v := make([]float64, n), make([]float64, n)
	m[n-1], v[n-1] = a[n-1], p[n-1]
	for i := n - 2; i >= 0; i-- {
		c := p[i] / ahead[i+1]
		m[i] = a[i] + c*(m[i+1]-a[i])
		v[i] = p[i] + c*c*(v[i+1]-ahead[i+1])
	}
	for i := range result.Days {
		d := &result.Days[i]
		d.Level, d.SD = some(m[i]), some(math.Sqrt(v[i]))
		result.Curve = append(result.Curve, insight.LevelPoint{Day: float64(d.Day), Level: m[i], SD: math.Sqrt(v[i])})
		if i+1 == n {
			break
		}
		// Between rated days the uncertainty bulges, as a random walk's does.
		next := result.Days[i+1].Day
		for day := d.Day + 1; day < next; day++ {
			share := float64(day-d.Day) / float64(next-d.Day)
			variance := v[i]*(1-share)*(1-share) + v[i+1]*share*share + drift*float64(next-d.Day)*share*(1-share)
			result.Curve = append(result.Curve, insight.LevelPoint{
				Day: float64(day), Level: m[i] + (m[i+1]-m[i])*share, SD: math.Sqrt(variance),
			})
		}
	}
	result.LevelNow, result.SDNow = some(m[n-1]), some(math.Sqrt(v[n-1]))
	result.NextLow, result.NextHigh = some(m[n-1]-9), some(m[n-1]+9)
	if n >= leastForLine {
		result.Verdict = insight.TrendNoClearChange
	}
}

// pairsOf makes n pairs around an inverted U with its peak at 45.
func pairsOf(n int) insight.StressResult {
	r := dice(uint64(n) + 100)
	result := insight.StressResult{N: n, Verdict: insight.StressNotEnough}
	for i := range n {
		stress := clip(math.Round((47+22*r.NormFloat64())/5) * 5)
		performance := clip(math.Round((74-0.016*(stress-45)*(stress-45)+11*r.NormFloat64())/5) * 5)
		d := insight.StressDot{
			ID: fmt.Sprintf("p%d", i), Stress: stress, Performance: performance, Order: i,
			Retrospective: i%19 == 4,
		}
		switch luck := performance + 12*r.NormFloat64(); {
		case i%23 == 7: // some entries tell no outcome
		case luck > 62:
			d.Outcome = insight.Success
		case luck > 50:
			d.Outcome = insight.Partial
		case luck > 36:
			d.Outcome = insight.Setback
		default:
			d.Outcome = insight.Failure
		}
		if d.Retrospective {
			result.Retrospective++
		}
		result.Dots = append(result.Dots, d)
	}
	switch {
	case n < 12:
		return result
	case n < 100:
		result.Verdict = insight.StressHint
		result.Zone, result.ZoneFrom, result.ZoneTo = []float64{30, 60}, true, true
	default:
		result.Verdict = insight.StressInvertedU
		result.Zone, result.ZoneFrom, result.ZoneTo = []float64{35, 55}, true, true
	}
	result.P10, result.P90, result.PeakX = some(20), some(75), some(45)
	for x := 20.0; x <= 75; x++ {
		se := (1.2 + 0.0025*(x-45)*(x-45)) * 10 / math.Sqrt(float64(n))
		result.Curve = append(result.Curve, insight.CurvePoint{X: x, Fit: 73 - 0.016*(x-45)*(x-45), SE: se})
	}
	return result
}

// newStress makes the chart of a stress result made by hand, with a sentence made by hand as well.
func newStress(r insight.StressResult, area string) *StressChart {
	return NewStress(r, stressText(r), area)
}

func stressText(r insight.StressResult) string {
	switch r.Verdict {
	case insight.StressNotEnough:
		return fmt.Sprintf("Needs 12 entries spread over calm and pressure; you have %d.", r.N)
	case insight.StressHint:
		return "Possibly a best range around 30–60; one of two checks agrees. More entries at high pressure would settle it."
	case insight.StressInvertedU:
		return "Your best range is about 35–55, peak near 45. Performance drops on both sides (two independent checks agree)."
	case insight.StressDown:
		return "In the range you have recorded, more pressure goes with lower performance. No sign that more would help."
	case insight.StressNoPattern:
		return "No clear link."
	}
	return ""
}

// latticeOf makes n pairs of a diary whose scales have seven steps: 49 places for all of them.
func latticeOf(n int) insight.StressResult {
	r := dice(uint64(n) + 200)
	result := insight.StressResult{
		N: n, Verdict: insight.StressDown,
	}
	step := func(v float64) float64 { return math.Min(math.Max(math.Round(v), 0), 6) }
	for i := range n {
		stress := step(1.2 + 1.3*math.Abs(r.NormFloat64()))
		performance := step(4.2 - 0.5*stress + 1.1*r.NormFloat64())
		result.Dots = append(result.Dots, insight.StressDot{
			ID: fmt.Sprintf("l%d", i), Stress: stress * 100 / 6, Performance: performance * 100 / 6, Order: i,
		})
	}
	return result
}

// scatterOf makes n pairs that hardly ever share a place.
func scatterOf(n int) insight.StressResult {
	r := dice(uint64(n) + 300)
	result := insight.StressResult{N: n, Verdict: insight.StressNoPattern}
	for i := range n {
		result.Dots = append(result.Dots, insight.StressDot{
			ID:     fmt.Sprintf("s%d", i),
			Stress: clip(50 + 20*r.NormFloat64()), Performance: clip(55 + 18*r.NormFloat64()),
			Outcome: outcomeAt(1 + r.IntN(4)), Order: i,
		})
	}
	return result
}

// outcomeAt is the outcome of a rank.
func outcomeAt(rank int) insight.Outcome {
	return []insight.Outcome{insight.NoOutcome, insight.Failure, insight.Setback, insight.Partial, insight.Success}[rank]
}
