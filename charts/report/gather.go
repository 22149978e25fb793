package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// chapter is what there is of an area.
type chapter struct {
	area    journal.Area
	entries []*journal.Entry // as they are in the journal
	theme   charts.Theme
	// told are the insights that say something, in the order of the catalogue.
	told []finding
	// unclear names what was looked at without a result, and tooFew what needs more entries.
	unclear     []string
	tooFew      []missing
	ways        []describe.GoalWay
	experiments []describe.ExperimentAccount
}

// finding is an insight that says something.
type finding struct {
	item   charts.Item
	figure charts.Figure
	theme  charts.Theme
	// n is of how many it is.
	n    int
	area string
	// entries counts those of its area.
	entries int
}

// missing is an insight that needs more entries.
type missing struct {
	title    string
	progress insight.Progress
}

// gather computes what the document tells.
func (b *book) gather(ctx context.Context) error {
	all := b.raw()
	b.count = len(all)
	if len(all) > 0 {
		b.first, b.last = all[0].Day(), all[len(all)-1].Day()
	}
	of := map[journal.AreaID][]*journal.Entry{}
	for _, e := range all {
		of[e.Area] = append(of[e.Area], e)
	}
	for _, a := range b.areas {
		c := &chapter{area: a, entries: of[a.ID], theme: charts.Paper().WithAccent(charts.AreaColor(a.Color, false))}
		if len(c.entries) == 0 && !b.isWhole() {
			continue
		}
		if err := b.compute(ctx, c); err != nil {
			return err
		}
		if len(c.entries)+len(c.ways)+len(c.experiments) > 0 {
			b.chapters = append(b.chapters, c)
		}
	}
	b.own = b.ownReviews()
	return nil
}

func (b *book) compute(ctx context.Context, c *chapter) error {
	var err error
	if c.experiments, err = b.experiments(c.area.ID); err != nil {
		return fmt.Errorf("reading an experiment: %w", err)
	}
	c.ways = b.ways(c.area)
	if len(c.entries) == 0 {
		return ctx.Err()
	}
	catalogue := charts.Catalogue()
	if b.told.Handout.Names == journal.NoNames {
		catalogue = slices.DeleteFunc(catalogue, func(i charts.Item) bool { return i.Key == "people" })
	}
	figures, err := charts.Compute(catalogue, b.data(c.area.ID), "", ctx.Err)
	if err != nil {
		return fmt.Errorf("computing the charts: %w", err)
	}
	for i, item := range catalogue {
		f := finding{item: item, figure: figures[i], theme: c.theme, n: countOf(figures[i].Result), area: c.area.Name, entries: len(c.entries)}
		switch {
		case f.saysSomething():
			c.told = append(c.told, f)
		case f.figure.Finding == insight.Nothing:
			c.unclear = append(c.unclear, item.Title)
		case f.figure.Finding == insight.NotEnough || f.figure.Progress().Short():
			c.tooFew = append(c.tooFew, missing{item.Title, f.figure.Progress()})
		}
	}
	return nil
}

// From how many on what is only counted is worth a chart.
const (
	fewestLabelled = 3
	fewestDays     = 14
	fewestAtHours  = 20
)

// saysSomething reports whether the insight is worth its chart: what is claimed or possible, where belief
// is, and what was counted often enough.
func (f *finding) saysSomething() bool {
	switch f.figure.Finding {
	case insight.NotEnough:
		return false
	case insight.Claim, insight.Possible:
		return true
	case insight.Nothing:
		return f.item.Key == "trend"
	}
	if f.figure.Progress().Short() {
		return false // its text says what is missing, and its chart would seem to say more
	}
	switch r := f.figure.Result.(type) {
	case insight.MasteryResult:
		return r.N-r.Counts[insight.NotRated] >= fewestLabelled
	case insight.CalendarResult:
		return r.Days >= fewestDays
	case insight.HoursResult:
		return r.N >= fewestAtHours
	case insight.RecoveryResult:
		return r.N >= insight.RecoveryMin
	case insight.ObstaclesResult:
		return len(r.Shown) > 0 && r.Shown[0].Times > 1
	case insight.SourcesResult:
		return len(r.Groups) > 1
	}
	return true
}

// countOf is of how many entries or days a result is.
func countOf(result any) int {
	switch r := result.(type) {
	case insight.TrendResult:
		return r.N
	case insight.FormResult:
		return r.N
	case insight.NextStepResult:
		return r.N
	case insight.StressResult:
		return r.N
	case insight.FearedResult:
		return r.N
	case insight.CalibrationResult:
		return r.N
	case insight.MasteryResult:
		return r.N
	case insight.BeliefChangeResult:
		return r.NSuccess + r.NOther
	case insight.SourcesResult:
		return r.N
	case insight.CompareResult:
		return r.N
	case insight.MeasuresResult:
		return r.N
	case insight.ObstaclesResult:
		return r.Entries
	case insight.RecoveryResult:
		return r.N
	case insight.FatigueResult:
		return r.N
	case insight.CalendarResult:
		return r.Entries
	case insight.HoursResult:
		return r.N
	}
	return 0
}

// factsFirst is the order in which what is only counted is told.
func factsFirst() []string {
	return []string{"trend", "mastery", "next_step", "recovery", "obstacles", "sources", "feared", "calibration"}
}

// rank orders findings by how much they say: what is claimed, then what is possible, then what is counted.
func (f *finding) rank() int {
	switch f.figure.Finding {
	case insight.Claim:
		return 0
	case insight.Possible:
		return 1
	}
	if i := slices.Index(factsFirst(), f.item.Key); i >= 0 {
		return 2 + i
	}
	return 2 + len(factsFirst())
}

// strongest lists the findings of all areas, those that say most first.
func (b *book) strongest() []finding {
	var all []finding
	for _, c := range b.chapters {
		all = append(all, c.told...)
	}
	slices.SortStableFunc(all, func(x, y finding) int { return cmp.Or(x.rank()-y.rank(), y.entries-x.entries) })
	return all
}

// lead is the sentence of a finding that matters most, with the area where there are several.
func (b *book) lead(f *finding) string {
	text := describe.InsightLead(f.item.Key, f.figure.Result, f.figure.Text)
	if b.hasOneArea() {
		return text
	}
	return describe.HandoutIn(f.area, text)
}
