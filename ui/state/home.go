// Package state owns what pages show, computed from the journal and its insights and
// testable without a window.
package state

import (
	"cmp"
	"context"
	"slices"

	"enactive/charts"
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
	// Claim is what of it is read first, and Then what follows on it; Finding is how much it claims.
	Claim, Then string
	Finding     insight.Finding
	// Coming are the insights that are nearest to having enough, the nearest first.
	Coming []Panel
	// Trend is the picture of belief over time; nil until it is computed.
	Trend charts.Chart
	// Level is where belief is now, and NextDays what its next days will likely be, in words; empty if it is too
	// early to say, and without NextDays if the diary ended.
	Level, NextDays string
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

// DescribeCards computes the missing sentences and levels of cards, those of the first before all
// others; told is called when they are known. It may take a second for each area of a large journal,
// and ends early with the error of ctx.
func DescribeCards(ctx context.Context, j *journal.Journal, insights *Insights, cards []AreaCard, first int, told func()) error {
	describe := func(i int) error {
		if cards[i].Sentence != "" {
			return nil
		}
		panels, err := insights.Panels(ctx, cards[i].Area.ID, upToToday(j))
		if err == nil {
			cards[i].describe(panels)
		}
		return err
	}
	if first >= 0 {
		if err := describe(first); err != nil {
			return err
		}
		told()
	}
	for i := range cards {
		if err := describe(i); err != nil {
			return err
		}
	}
	return nil
}

func upToToday(j *journal.Journal) Range { return Range{To: journal.DateOf(j.Now())} }

func (c *AreaCard) describe(panels Panels) {
	said := mattering(panels)
	c.Claim, c.Then, c.Finding = said.claim, said.then, said.finding
	c.Sentence = wording.Sentences(c.Claim, c.Then)
	c.Coming = coming(panels.Missing)
	trend := panels.Of("trend")
	c.Trend = trend.Chart
	if r, ok := trend.Result.(insight.TrendResult); ok && !r.Early() { // a line would say what the words do not
		c.Levels = levels(r.Curve, 64)
		c.Level, c.NextDays = describe.TrendNow(r)
	}
}

// mostComing is how many insights on their way are shown.
const mostComing = 3

// coming are those that have begun and lack least.
func coming(missing []Panel) []Panel {
	counting := slices.DeleteFunc(slices.Clone(missing), func(p Panel) bool { return p.Progress().Of == "" || !p.Progress().Short() || p.Progress().Have == 0 })
	slices.SortStableFunc(counting, func(a, b Panel) int {
		return cmp.Compare(a.Progress().Need-a.Progress().Have, b.Progress().Need-b.Progress().Have)
	})
	return counting[:min(mostComing, len(counting))]
}

// Foremost is the card that home is about today: that of a plan which waits for an answer or is for
// today, or else of the most that is claimed, the area written about last before others. It is -1
// without cards.
func Foremost(cards []AreaCard, waiting []*journal.Entry, lately []*journal.Entry) int {
	of := func(id journal.AreaID) int {
		return slices.IndexFunc(cards, func(c AreaCard) bool { return c.Area.ID == id })
	}
	for _, e := range waiting {
		if at := of(e.Area); at >= 0 {
			return at
		}
	}
	order := make([]int, 0, 2*len(cards))
	for _, e := range lately {
		if at := of(e.Area); at >= 0 {
			order = append(order, at)
		}
	}
	for at := range cards {
		order = append(order, at)
	}
	best := -1
	for _, at := range order {
		if best < 0 || weight(cards[at]) > weight(cards[best]) {
			best = at
		}
	}
	return best
}

// weight is how much a card has to tell.
func weight(c AreaCard) int {
	switch c.Finding {
	case insight.Claim:
		return 4
	case insight.Possible:
		return 3
	case insight.NotEnough:
		return min(1, c.Entries)
	}
	return 2
}

// lead returns the sentence of an insight for a place among others: that of belief is shorter there.
func lead(p Panel) string {
	if r, ok := p.Result.(insight.TrendResult); ok {
		return describe.TrendLead(r)
	}
	return p.Text
}

// saying is a sentence for a place among others.
type saying struct {
	claim, then string // what is read first, and what follows on it
	finding     insight.Finding
}

// matters returns the most important sentence about an area: see mattering.
func matters(panels Panels) string {
	said := mattering(panels)
	return wording.Sentences(said.claim, said.then)
}

// mattering returns the most important sentence about an area: a streak or slump, a change of
// belief, any other claim, a possible streak or slump, or else the sentence of the trend. If it is too
// early for a trend, it falls back to the run of successes.
func mattering(panels Panels) saying {
	form, _ := panels.Of("form").Result.(insight.FormResult)
	if form.Claimed() != nil {
		return saying{describe.FormLead(form), afterSlump(form, panels.Of("next_step")), insight.Claim}
	}
	trend := panels.Of("trend")
	if trend.Finding != insight.Claim && len(panels.Shown) > 0 && panels.Shown[0].Finding == insight.Claim {
		first := panels.Shown[0]
		parts := describe.InsightParts(first.Key, first.Result, first.Text)
		return saying{parts.Claim, parts.Conditions, insight.Claim}
	}
	if trend.Finding != insight.Claim && form.Named() != nil {
		return saying{describe.FormLead(form), afterSlump(form, panels.Of("next_step")), insight.Possible}
	}
	r, ok := trend.Result.(insight.TrendResult)
	switch {
	case ok && r.Early() && form.LongestRun > 1:
		return saying{describe.FormRuns(form), "", insight.Facts}
	case ok && !r.Early():
		return ofTrend(r, trend)
	}
	return saying{trend.Text, "", trend.Finding}
}

// ofTrend says the change of belief, or that there is none and how the newest days compare.
func ofTrend(r insight.TrendResult, trend Panel) saying {
	parts := describe.InsightParts(trend.Key, r, trend.Text)
	if trend.Finding == insight.Claim {
		return saying{parts.Claim, "", trend.Finding}
	}
	return saying{parts.Claim, parts.Facts, trend.Finding}
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
	return wording.Say("day-plan", wording.V{"Day": DayWords(plans[0].Day(), today), "Plan": describe.Heading(plans[0])})
}
