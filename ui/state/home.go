// Package state owns what pages show, computed from the journal and its insights and
// testable without a window.
package state

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// AreaCard is an area as the home page shows it.
type AreaCard struct {
	Area journal.Area
	// Entries is the number of entries in the area, without plans.
	Entries int
	// Sentence is the most important one today; empty until it is computed.
	Sentence string
	// Levels is the estimated level of belief, evenly spaced in time, 0-100; empty if there
	// are too few entries for a line.
	Levels []float64
	// Next describes the next plan, or without one how far an experiment is that runs; empty if there is neither.
	Next string
}

// Cards creates a card for each area that is not archived. It computes nothing slow: sentence
// and levels are filled in only if they are cached.
func Cards(j *journal.Journal, insights *Insights) []AreaCard {
	entries := map[journal.AreaID]int{}
	for _, e := range j.Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}}) {
		entries[e.Area]++
	}
	var cards []AreaCard
	for _, a := range j.Areas() {
		if a.Archived {
			continue
		}
		card := AreaCard{Area: a, Entries: entries[a.ID], Next: nextPlan(j, a.ID)}
		if panels, ok := insights.Cached(a.ID, upToToday(j)); ok {
			card.describe(panels)
		}
		cards = append(cards, card)
	}
	return cards
}

// DescribeCards computes the missing sentences and levels of cards. It may take a second for each
// area of a large journal, and ends early with the error of ctx.
func DescribeCards(ctx context.Context, j *journal.Journal, insights *Insights, cards []AreaCard) error {
	for i := range cards {
		if cards[i].Sentence != "" {
			continue
		}
		panels, err := insights.Panels(ctx, cards[i].Area.ID, upToToday(j))
		if err != nil {
			return err
		}
		cards[i].describe(panels)
	}
	return nil
}

func upToToday(j *journal.Journal) Range { return Range{To: journal.DateOf(j.Now())} }

func (c *AreaCard) describe(panels Panels) {
	c.Sentence = matters(panels)
	if r, ok := panels.Of("trend").Result.(insight.TrendResult); ok && !r.Early() { // a line would say what the words do not
		c.Levels = levels(r.Curve, 32)
	}
}

// matters returns the most important sentence about an area: a streak or slump, a change of
// belief, any other claim, a possible streak or slump, or else the sentence of the trend. If it is too
// early for a trend, it falls back to the run of successes.
func matters(panels Panels) string {
	form, _ := panels.Of("form").Result.(insight.FormResult)
	if form.Claimed() != nil {
		return ofForm(form, panels)
	}
	trend := panels.Of("trend")
	if trend.Finding != insight.Claim && len(panels.Shown) > 0 && panels.Shown[0].Finding == insight.Claim {
		return panels.Shown[0].Text
	}
	if trend.Finding != insight.Claim && form.Named() != nil {
		return ofForm(form, panels)
	}
	if r, ok := trend.Result.(insight.TrendResult); ok && r.Early() && form.LongestRun > 1 {
		return describe.FormRuns(form)
	}
	return lead(trend)
}

// lead returns the sentence of an insight for a place among others: that of belief is shorter there.
func lead(p Panel) string {
	if r, ok := p.Result.(insight.TrendResult); ok {
		return describe.TrendLead(r)
	}
	return p.Text
}

// ofForm returns the sentence that names a streak or slump, and after a slump the step to take.
func ofForm(form insight.FormResult, panels Panels) string {
	return wording.Sentences(describe.FormLead(form), afterSlump(form, panels.Of("next_step")))
}

// afterSlump returns the sentence about the next step that follows one about a slump; none if
// the diary ended.
func afterSlump(form insight.FormResult, next Panel) string {
	step, ok := next.Result.(insight.NextStepResult)
	if !ok || form.Named() != form.Slump || form.Ended != "" || next.Finding == insight.NotEnough {
		return ""
	}
	if step.Smaller {
		return next.Text
	}
	return wording.Sentences(wording.Say("a-step-not-a-leap"), describe.NextStepLead(step))
}

// Lately returns the newest entries up to today, without plans.
func Lately(j *journal.Journal, most int) []*journal.Entry {
	return j.Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, To: journal.DateOf(j.Now()), Newest: true, Limit: most})
}

// levels samples a curve at n evenly spaced times.
func levels(curve []insight.LevelPoint, n int) []float64 {
	if len(curve) < 2 {
		return nil
	}
	first, last := curve[0].Day, curve[len(curve)-1].Day
	out := make([]float64, n)
	for i := range out {
		day := first + (last-first)*float64(i)/float64(n-1)
		k, _ := slices.BinarySearchFunc(curve, day, func(p insight.LevelPoint, d float64) int { return cmp.Compare(p.Day, d) })
		k = min(max(k, 1), len(curve)-1)
		a, b := curve[k-1], curve[k]
		part := 1.0
		if b.Day > a.Day {
			part = (day - a.Day) / (b.Day - a.Day)
		}
		out[i] = a.Level + part*(b.Level-a.Level)
	}
	return out
}

func nextPlan(j *journal.Journal, area journal.AreaID) string {
	today := journal.DateOf(j.Now())
	plans := j.Entries(journal.Query{Area: area, Types: []journal.Type{journal.Plan}, From: today, Limit: 1})
	if len(plans) == 0 {
		return experimentOnHome(j, area)
	}
	return fmt.Sprintf("%s: %s", DayWords(plans[0].Day(), today), describe.Heading(plans[0]))
}
