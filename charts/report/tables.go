package report

import (
	"slices"

	"enactive/charts"
	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// How many rows tables have at most.
const (
	mostNamed  = 15
	mostPlans  = 20
	mostEarned = 2 // of each kind, on the first page
	mostTried  = 4 // on the first page
)

// tally is the entries that name something.
type tally struct {
	name    string
	entries []*journal.Entry
}

// tallies gathers entries by what they name, the most frequent first. The newest spelling counts.
func (b *book) tallies(entries []*journal.Entry, of func(*journal.Entry) []string) []*tally {
	at := map[string]*tally{}
	var all []*tally
	for _, raw := range entries {
		e := b.entry(raw)
		seen := map[string]bool{}
		for _, name := range of(e) {
			key := journal.Fold(name)
			if key == "" || seen[key] {
				continue
			}
			seen[key] = true
			t := at[key]
			if t == nil {
				t = &tally{}
				at[key] = t
				all = append(all, t)
			}
			t.name, t.entries = name, append(t.entries, e)
		}
	}
	slices.SortStableFunc(all, func(x, y *tally) int { return len(y.entries) - len(x.entries) })
	return all
}

// experiences are those among entries.
func experiences(entries []*journal.Entry) []*journal.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e *journal.Entry) bool { return e.Type != journal.Experience })
}

// settled are the experiences that are no tries of an experiment that runs: by strategy, those would tell
// its result early.
func (b *book) settled(c *chapter) []*journal.Entry {
	return slices.DeleteFunc(experiences(c.entries), func(e *journal.Entry) bool { return b.trying[e.Experiment.Experiment] })
}

func strategiesOf(e *journal.Entry) []string { return e.Strategies }

// meanOf is the mean of a rating over entries, empty without one.
func meanOf(entries []*journal.Entry, of func(*journal.Entry) journal.OptRating) string {
	sum, n := 0.0, 0
	for _, e := range entries {
		if v, ok := of(e).Get(); ok {
			sum, n = sum+float64(v), n+1
		}
	}
	if n == 0 {
		return ""
	}
	return describe.Whole(sum / float64(n))
}

func performanceOf(e *journal.Entry) journal.OptRating { return e.Performance }
func stressOf(e *journal.Entry) journal.OptRating      { return e.Stress }

// tables are what was met and tried in an area.
func (b *book) tables(c *chapter, level int) []compose.Block {
	if !b.has(journal.TablesSection) {
		return nil
	}
	var blocks []compose.Block
	for _, t := range []compose.Table{
		b.obstacles(c), b.named(describe.StrategiesTitle.String(), describe.HandoutStrategy.String(), b.tallies(b.settled(c), strategiesOf)),
		b.people(c), b.ifThens(c), b.plans(c),
	} {
		if len(t.Rows) > 0 {
			blocks = append(blocks, t)
		}
	}
	for i := range c.experiments {
		blocks = append(blocks, b.experiment(c, &c.experiments[i])...)
	}
	if len(blocks) == 0 {
		return nil
	}
	return append([]compose.Block{compose.Heading{Level: level, Text: describe.HandoutTried.String(), Running: b.runningOf(c)}}, blocks...)
}

// obstacles is what stood in the way, and how often it was overcome.
func (b *book) obstacles(c *chapter) compose.Table {
	all := b.tallies(experiences(c.entries), func(e *journal.Entry) []string {
		var names []string
		for _, x := range e.Obstacles {
			if x.CameUp() {
				names = append(names, x.Text)
			}
		}
		return names
	})
	t := compose.Table{Title: describe.ObstaclesTitle.String(), Columns: []compose.Column{
		{Name: describe.HandoutObstacle.String(), Share: 4, Head: true}, {Name: describe.HandoutTimes.String(), Right: true}, {Name: describe.HandoutOvercome.String(), Right: true},
	}}
	for _, x := range all[:min(len(all), mostNamed)] {
		overcome := 0
		for _, e := range x.entries {
			if slices.ContainsFunc(e.Obstacles, func(o journal.Obstacle) bool { return o.Overcome && journal.Fold(o.Text) == journal.Fold(x.name) }) {
				overcome++
			}
		}
		t.Rows = append(t.Rows, []string{x.name, describe.Thousands(len(x.entries)), describe.Thousands(overcome)})
	}
	if len(t.Rows) < len(all) {
		t.Note = describe.HandoutFrequent(len(t.Rows), len(all))
	}
	return t
}

// named is a table of strategies or people with what came of the entries that name them.
func (b *book) named(title, what string, all []*tally) compose.Table {
	t := compose.Table{Title: title, Columns: []compose.Column{
		{Name: what, Share: 3, Head: true}, {Name: describe.HandoutTimes.String(), Right: true}, {Name: describe.HandoutCame.String(), Share: 4},
		{Name: describe.HandoutPerform.String(), Right: true}, {Name: describe.HandoutStress.String(), Right: true},
	}}
	for _, x := range all[:min(len(all), mostNamed)] {
		t.Rows = append(t.Rows, []string{x.name, describe.Thousands(len(x.entries)), describe.Outcomes(x.entries), meanOf(x.entries, performanceOf), meanOf(x.entries, stressOf)})
	}
	if len(t.Rows) < len(all) {
		t.Note = describe.HandoutFrequent(len(t.Rows), len(all))
	}
	return t
}

func (b *book) people(c *chapter) compose.Table {
	all := b.tallies(b.settled(c), func(e *journal.Entry) []string {
		var names []string
		for _, p := range e.People {
			names = append(names, p.Name)
		}
		return names
	})
	return b.named(describe.PeopleTitle.String(), describe.HandoutPerson.String(), all)
}

// ifThens is what was planned for obstacles.
func (b *book) ifThens(c *chapter) compose.Table {
	t := compose.Table{Title: describe.HandoutIfThens.String(), Columns: []compose.Column{
		{Name: describe.HandoutDate.String()}, {Name: describe.HandoutPlan.String(), Share: 3, Head: true}, {Name: describe.HandoutCame.String(), Share: 2},
	}}
	all := 0
	for _, raw := range slices.Backward(c.entries) {
		e := b.entry(raw)
		for i := range e.Obstacles {
			x := &e.Obstacles[i]
			if x.Then == "" {
				continue
			}
			if all++; all <= mostPlans {
				t.Rows = append(t.Rows, []string{describe.HandoutDay(e.Time), describe.HandoutStep(journal.Action{If: x.Text, Then: x.Then}), describe.ObstacleCame(x)})
			}
		}
	}
	if all > len(t.Rows) {
		t.Note = describe.HandoutNewest(len(t.Rows), all)
	}
	return t
}

// isPlanned reports whether an entry was planned: it still is, or it was said beforehand what was intended.
func isPlanned(e *journal.Entry) bool {
	return e.Type == journal.Plan || e.IsSealed() && e.Intention != ""
}

// plans are those of an area with how they went, newest first.
func (b *book) plans(c *chapter) compose.Table {
	t := compose.Table{Title: describe.HandoutPlans.String(), Columns: []compose.Column{
		{Name: describe.HandoutDate.String()}, {Name: describe.HandoutPlan.String(), Share: 4, Head: true}, {Name: describe.HandoutBefore.String(), Right: true},
		{Name: describe.HandoutOutcome.String(), Share: 1.5}, {Name: describe.HandoutPerform.String(), Right: true},
	}}
	all := 0
	for _, raw := range slices.Backward(c.entries) {
		if !isPlanned(raw) {
			continue
		}
		if all++; all > mostPlans {
			continue
		}
		e := b.entry(raw)
		outcome := describe.HandoutOpen.String()
		if e.Type != journal.Plan {
			outcome = describe.OutcomeWord(e.Outcome)
		}
		t.Rows = append(t.Rows, []string{describe.HandoutDay(e.Time), describe.Heading(e), describe.Rated(e.EfficacyBefore), outcome, describe.Rated(e.Performance)})
	}
	if all > len(t.Rows) {
		t.Note = describe.HandoutNewest(len(t.Rows), all)
	}
	return t
}

// The height of the chart of an experiment around its rows, and that of a row, in points.
const experimentRim, experimentRow, highestExperiment = 72, 23, 312

// experiment tells of an experiment. Of one that runs it has no pair and no chart: whoever reads them
// knows the result early.
func (b *book) experiment(c *chapter, x *describe.ExperimentAccount) []compose.Block {
	title := describe.DocumentExperiment(x.Experiment.Name)
	about := x.Compared() + " " + x.Dates()
	chart := charts.Experiment(x, "")
	_, rows := chart.Table()
	if x.Result == nil || len(rows) == 0 || !b.has(journal.ChartsSection) {
		blocks := []compose.Block{compose.Paragraph{Label: title, Text: about, Look: compose.Quiet}, compose.Paragraph{Text: x.Sentence}}
		return append(blocks, pairsOf(x)...)
	}
	fig := drawn(chart, c.theme, min(experimentRim+experimentRow*float64(len(rows)), highestExperiment))
	fig.Title, fig.Sentence, fig.Note = title, x.Sentence, about
	pairs := pairsOf(x)
	for i := range pairs { // they may stand on the page after the chart
		if t, ok := pairs[i].(compose.Table); ok {
			t.Title = title
			pairs[i] = t
		}
	}
	return append([]compose.Block{fig}, pairs...)
}

// pairsOf is the table of the pairs of an experiment that has ended.
func pairsOf(x *describe.ExperimentAccount) []compose.Block {
	pairs := x.PairRows()
	if len(pairs) == 0 {
		return nil
	}
	head := x.PairHeader()
	t := compose.Table{Columns: []compose.Column{
		{Name: head.Name, Head: true}, {Name: head.With, Right: true}, {Name: head.Without, Right: true}, {Name: head.Difference, Right: true},
	}, Lines: true}
	hasNote := false
	for _, p := range pairs {
		t.Rows = append(t.Rows, []string{p.Name, p.With, p.Without, p.Difference, p.Note})
		hasNote = hasNote || p.Note != ""
	}
	if hasNote {
		t.Columns = append(t.Columns, compose.Column{Name: head.Note, Share: 1})
	}
	return []compose.Block{t}
}

// earned is the small table of the first page: what was tried, and what came of it.
func (b *book) earned() compose.Table {
	t := compose.Table{Title: describe.HandoutTried.String(), Columns: []compose.Column{
		{Name: describe.HandoutWhat.String(), Share: 3, Head: true}, {Name: describe.HandoutTimes.String(), Right: true}, {Name: describe.HandoutCame.String(), Share: 5},
	}}
	add := func(name string, n int, came string) {
		if n > 0 {
			t.Rows = append(t.Rows, []string{name, describe.Thousands(n), came})
		}
	}
	var settled, all []*journal.Entry
	for _, c := range b.chapters {
		settled, all = append(settled, b.settled(c)...), append(all, c.entries...)
	}
	b.earnedByLabel(experiences(all), add)
	shown := 0
	for _, c := range b.chapters {
		for i := range c.experiments {
			x := &c.experiments[i]
			if shown++; shown <= mostEarned {
				t.Rows = append(t.Rows, []string{describe.DocumentExperiment(x.Experiment.Name), describe.Thousands(x.PairsDone), describe.ExperimentShort(x)})
			}
		}
	}
	for _, x := range firstOf(b.tallies(settled, strategiesOf), mostEarned) {
		add(describe.QuotedName(x.name), len(x.entries), describe.Outcomes(x.entries))
	}
	var done []*journal.Entry
	var ifThens insight.IfThens
	for _, e := range all {
		if e.Type == journal.Experience && isPlanned(e) {
			done = append(done, e)
		}
		if e.Type == journal.Experience {
			describe.CountIfThens(e, &ifThens)
		}
	}
	add(describe.HandoutPlans.String(), len(done), describe.Outcomes(done))
	add(describe.HandoutIfThens.String(), ifThens.Planned, describe.IfThens(ifThens))
	t.Rows = firstOf(t.Rows, mostTried)
	return t
}

// earnedByLabel counts what was earned, with the newest title of each where titles are told.
func (b *book) earnedByLabel(entries []*journal.Entry, add func(name string, n int, came string)) {
	counts, newest := map[insight.Evidence]int{}, map[insight.Evidence]*journal.Entry{}
	for _, e := range entries {
		label, _ := e.Evidence()
		counts[label]++
		if at := newest[label]; at == nil || at.Time.Before(e.Time) {
			newest[label] = e
		}
	}
	shown := 0
	for _, label := range []insight.Evidence{insight.HardWon, insight.UnderLoad, insight.UsefulSetback, insight.EasyOnHard, insight.Earned} {
		if counts[label] == 0 || shown == mostEarned {
			continue
		}
		shown++
		came := ""
		if e := b.entry(newest[label]); b.has(journal.EntriesSection) || b.has(journal.WordsSection) {
			came = describe.HandoutSource(e.Time, describe.Heading(e))
		}
		add(describe.EvidenceLabel(label), counts[label], came)
	}
}

func firstOf[T any](all []T, most int) []T { return all[:min(len(all), most)] }

// isSet reports whether one of some ratings is there.
func isSet(values ...optional.Value[journal.Rating]) bool {
	return slices.ContainsFunc(values, func(v optional.Value[journal.Rating]) bool { return v.IsSet() })
}
