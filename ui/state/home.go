// Package state owns what pages show, computed from the journal and its insights and
// testable without a window.
package state

import (
	"cmp"
	"fmt"
	"slices"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/insight"
)

// AreaCard is what home shows of one area.
type AreaCard struct {
	Area journal.Area
	// Entries is how many entries the area holds, plans aside.
	Entries int
	// Sentence is what the trend allows to say.
	Sentence string
	// Levels is the estimated level of belief, evenly spaced in time, 0-100; empty where
	// the entries do not allow a line.
	Levels []float64
	// Next is the next plan in words, or nothing.
	Next string
}

// Home computes one card for each area that is not archived.
func Home(j *journal.Journal) []AreaCard {
	var cards []AreaCard
	for _, a := range j.Areas() {
		if a.Archived {
			continue
		}
		trend := insight.Trend(j.Samples(a.ID, journal.Date{}, journal.DateOf(j.Now())))
		cards = append(cards, AreaCard{
			Area:     a,
			Entries:  j.Count(journal.Query{Area: a.ID, Types: []journal.Type{journal.Experience, journal.CheckIn}}),
			Sentence: trend.Text, Levels: levels(trend.Curve, 32), Next: nextPlan(j, a.ID),
		})
	}
	return cards
}

// Lately returns the newest entries up to today that are no plans.
func Lately(j *journal.Journal, most int) []*journal.Entry {
	return j.Entries(journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, To: journal.DateOf(j.Now()), Newest: true, Limit: most})
}

// Due returns the plans whose day has come, the oldest first.
func Due(j *journal.Journal, most int) []*journal.Entry {
	return j.Entries(journal.Query{Types: []journal.Type{journal.Plan}, To: journal.DateOf(j.Now()), Limit: most})
}

// levels reads a curve at n evenly spaced times.
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
		return ""
	}
	return fmt.Sprintf("%s: %s", DayWords(plans[0].Day(), today), plans[0].Heading())
}

// Panel is one insight of an area as the page shows it.
type Panel struct {
	Title string
	charts.Figure
}

// Panels computes every insight that has a chart, over the days from one to another; a
// zero day is open.
func Panels(j *journal.Journal, area journal.AreaID, from, to journal.Date) []Panel {
	data := j.Data(area, from, to)
	var panels []Panel
	for _, item := range charts.Catalogue() {
		panels = append(panels, Panel{item.Title, item.Compute(data, "")})
	}
	return panels
}

// Titles names the insights in the order of Panels.
func Titles() []string {
	var titles []string
	for _, item := range charts.Catalogue() {
		titles = append(titles, item.Title)
	}
	return titles
}
