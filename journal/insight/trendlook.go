package insight

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// trendAllowance is in odds: 0.2 means that the days are 5 times as likely if belief changed
// as if it only wandered. That has to hold at the newest three looks. In simulated lives with a look
// after each entry it makes the share of false claims that docs/science.md, section B, gives.
func trendAllowance() allowance { return allowance{claim: 0.18, possible: 0.28, keep: 0.5} }

const (
	// heldLooks is at how many looks in a row the evidence has to be there.
	heldLooks = 3
	// briefDays is the maximum number of rated days at which earlier looks are asked: beyond it, they hardly differ.
	briefDays = 2000
	// changeWiden widens the interval of a change where days are few: what is claimed of them is what
	// luck made look large. Chosen by simulation.
	changeWiden = 15.0
)

// trendLook is what one look sees.
type trendLook struct {
	// odds is how likely the days are if belief only wandered, over that if it changed: 0 to 1.
	odds       float64
	days       int // since the step; 0 is a line through all days
	change, sd float64
}

// lookForChange weighs all changes together, and describes that of the most likely kind.
func lookForChange(models []changeModel) trendLook {
	if models == nil {
		return trendLook{odds: 1}
	}
	line := models[len(models)-1]
	line.evidence += math.Log(lineShare)
	var steps []changeModel
	for _, m := range models {
		if m.days >= changeMinDays {
			steps = append(steps, m)
		}
	}
	logs := make([]float64, len(steps))
	best, sum := 0, 0.0
	for i, m := range steps { // before the days are seen, as likely from 5 to 10 days ago as from 50 to 100
		next := m.days + 1
		if i+1 < len(steps) {
			next = steps[i+1].days
		}
		share := float64(next-m.days) / float64(m.days)
		sum += share
		logs[i] = m.evidence + math.Log(share)
		if logs[i] > logs[best] {
			best = i
		}
	}
	all := logSum(logs) + math.Log((1-lineShare)/sum)
	look := trendLook{odds: min(1, math.Exp(-logSum([]float64{all, line.evidence}))), change: line.mean, sd: line.sd}
	if all > line.evidence {
		look.days, look.change, look.sd = steps[best].days, steps[best].mean, steps[best].sd
	}
	if math.Abs(look.change) < trendPoints {
		look.odds = 1
	}
	return look
}

// trendSeries gives the rated days as they were some entries ago.
type trendSeries struct {
	dots  []TrendDot
	start time.Time
	// newer[i] is how many entries are newer than that of dot i; what is older than all looks has their number.
	newer []int
}

// newTrendSeries orders the entries of the dots.
func newTrendSeries(samples []Sample, dots []TrendDot, start time.Time) *trendSeries {
	s := &trendSeries{dots: dots, start: start, newer: make([]int, len(dots))}
	newest := newestEntries(samples, lookBack+heldLooks)
	for i, d := range dots {
		s.newer[i] = len(newest)
		if k := slices.Index(newest, d.sample); k >= 0 {
			s.newer[i] = k
		}
	}
	return s
}

// newestEntries are the places of the newest entries without plans, the newest first.
func newestEntries(samples []Sample, most int) []int {
	newer := func(a, b int) int {
		x, y := &samples[a], &samples[b]
		return cmp.Or(y.Time.Compare(x.Time), cmp.Compare(y.ID, x.ID))
	}
	var kept []int
	for i := range samples {
		if samples[i].Planned || len(kept) == most && newer(i, kept[most-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(kept, i, newer)
		kept = slices.Insert(kept, at, i)
		kept = kept[:min(len(kept), most)]
	}
	return kept
}

// at is the look so many entries ago.
func (s *trendSeries) at(entries int) trendLook {
	kept := make([]TrendDot, 0, len(s.dots))
	for i, d := range s.dots {
		if s.newer[i] >= entries {
			kept = append(kept, d)
		}
	}
	return lookForChange(changeModels(daySeries(meanOfDays(kept, s.start))))
}

func daySeries(days []TrendDay) (t, y []float64) {
	t, y = make([]float64, len(days)), make([]float64, len(days))
	for i, d := range days {
		t[i], y[i] = float64(d.Day), d.Mean
	}
	return t, y
}

// judgeChange decides what may be said of the change that the newest look sees.
func judgeChange(now trendLook, s *trendSeries, days, areas int) (Finding, float64) {
	looks := map[int]trendLook{0: now}
	at := func(entries int) trendLook {
		look, known := looks[entries]
		if !known {
			look = s.at(entries)
			looks[entries] = look
		}
		return look
	}
	held := func(entries int) float64 {
		odds := 0.0
		for k := entries; k < entries+heldLooks; k++ {
			look := at(k)
			if look.change*now.change < 0 {
				return 1
			}
			if odds = max(odds, look.odds); odds > trendAllowance().keep {
				return odds
			}
		}
		return odds
	}
	if days > briefDays {
		return trendAllowance().shared(areas).allows(now.odds, nil), now.odds // the newest entries hardly change it
	}
	odds := held(0)
	return trendAllowance().shared(areas).allows(odds, held), odds
}

// changeOf describes what a look saw.
func changeOf(look trendLook, days []TrendDay, start time.Time, odds float64) *TrendChange {
	n := len(days)
	since := 0
	if look.days > 0 {
		since = n - look.days
	}
	likely := band80 * look.sd * (1 + changeWiden/float64(n))
	return &TrendChange{
		Since: start.AddDate(0, 0, days[since].Day).Format(time.DateOnly), DaysBefore: since, DaysSince: n - since, Gradual: look.days == 0,
		Change: look.change, Low: look.change - likely, High: look.change + likely, Odds: odds,
	}
}
