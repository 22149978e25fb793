package charts

import (
	"cmp"
	"slices"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// NewBeliefChange makes the chart of belief after outcomes.
// text is the sentence of the result; area names what it is about and may be empty.
func NewBeliefChange(result insight.BeliefChangeResult, text, area string) Chart {
	c := &rowsChart{said: captions{title: describe.ChartTitle(describe.BeliefTitle.String(), area), text: text}, empty: describe.BeliefEmpty.String(), emptyMore: describe.BeliefEmptyMore.String(), axis: describe.BeliefAxis()}
	c.said.header = describe.BeliefHeader(describe.BeliefOutcome)
	name := func(name string) string { return describe.OutcomeInline(insight.Outcome(name)) }
	c.groups(result.Groups, name)
	if len(result.Groups) > 0 && len(result.Interval) == 2 {
		low, high := optional.Some(result.Interval[0]), optional.Some(result.Interval[1])
		c.compared(name(string(insight.Success)), result.NCompared, result.Shift, low, high, result.Finding())
	}
	return picture{c.claimsFirst(len(result.Groups))}
}

// NewSources makes the chart of the four sources.
// text is the sentence of the result; area names what it is about and may be empty.
func NewSources(result insight.SourcesResult, text, area string) Chart {
	c := &rowsChart{said: captions{title: describe.ChartTitle(describe.SourcesTitle.String(), area), text: text}, empty: describe.SourcesEmpty.String(), emptyMore: describe.BeliefEmptyMore.String(), axis: describe.BeliefAxis()}
	c.said.header = describe.BeliefHeader(describe.SourcesSource)
	c.groups(result.Groups, describe.SourcesName)
	for _, g := range result.Groups {
		c.compared(describe.SourcesName(g.Name), g.NCompared, g.Given, g.GivenLow, g.GivenHigh, findingOf(g.Claim, g.Possible))
	}
	return picture{c.claimsFirst(len(result.Groups))}
}

// claimsFirst puts what is claimed or possible before the facts, and other comparisons after them, in
// the picture and in the table. facts is how many rows are no comparisons, at most.
func (c *rowsChart) claimsFirst(facts int) *rowsChart {
	c.zero = describe.RowsNoChange(len(c.rows) > facts)
	order := make([]int, len(c.rows))
	for i := range order {
		order[i] = i
	}
	rank := func(i int) int {
		switch c.rows[i].finding {
		case insight.Claim:
			return 0
		case insight.Possible:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank(a) - rank(b) })
	rows, said := make([]chartRow, len(order)), make([][]string, len(order))
	for i, k := range order {
		rows[i], said[i] = c.rows[k], c.said.rows[k]
	}
	c.rows, c.said.rows = rows, said
	return c
}

// findingOf is the finding of a row.
func findingOf(claim, possible bool) insight.Finding {
	switch {
	case claim:
		return insight.Claim
	case possible:
		return insight.Possible
	}
	return insight.Nothing
}

// compared makes a row of what a sentence speaks of: by how much more belief changed than after
// other entries with the same belief before.
func (c *rowsChart) compared(name string, n int, shift, low, high insight.Number, f insight.Finding) {
	v, ok := shift.Get()
	if !ok || !finite(v) {
		return
	}
	r := chartRow{name: describe.BeliefCompared(name), notes: describe.BeliefComparedNotes(n), at: v, finding: f}
	r.low, r.high = interval(low, high)
	c.add(r, n)
}

// groups makes a row of each group of changes. They are facts: what is claimed is in the rows
// that compare.
func (c *rowsChart) groups(groups []insight.ChangeGroup, name func(string) string) {
	for _, g := range groups {
		if !finite(g.Mean) {
			continue
		}
		r := chartRow{name: name(g.Name), notes: describe.BeliefNotes(g.N), at: g.Mean, finding: insight.Nothing, singles: equalChanges(g.Changes, g.IDs)}
		r.low, r.high = interval(g.Low, g.High)
		c.add(r, g.N)
	}
}

// add adds a row of n entries to the picture and to the table.
func (c *rowsChart) add(r chartRow, n int) {
	c.rows = append(c.rows, r)
	c.said.rows = append(c.said.rows, []string{r.name, describe.Thousands(n), describe.Signed(r.at), describe.SignedIfAny(r.low), describe.SignedIfAny(r.high)})
}

// interval is both ends of an interval, or none if one of them cannot be drawn.
func interval(low, high insight.Number) (insight.Number, insight.Number) {
	a, hasLow := low.Get()
	b, hasHigh := high.Get()
	if !hasLow || !hasHigh || !finite(a, b) {
		return insight.Number{}, insight.Number{}
	}
	return low, high
}

// equalChanges gathers the entries whose change is written the same, the lowest first.
// ids are in order of time.
func equalChanges(changes []float64, ids []string) []single {
	place := map[string]int{}
	var singles []single
	for i := len(changes) - 1; i >= 0; i-- { // the newest first
		if !finite(changes[i]) {
			continue
		}
		word := describe.Signed(changes[i])
		k, known := place[word]
		if !known {
			k = len(singles)
			place[word] = k
			singles = append(singles, single{at: changes[i]})
		}
		singles[k].ids = append(singles[k].ids, ids[i])
	}
	slices.SortFunc(singles, func(a, b single) int { return cmp.Compare(a.at, b.at) })
	return singles
}

// NewCompare makes the chart of strategies or people.
// text is the sentence of the result; area names what it is about and may be empty.
func NewCompare(result insight.CompareResult, title, text, area string) Chart {
	c := &rowsChart{said: captions{title: describe.ChartTitle(title, area), text: text}, empty: describe.CompareEmpty.String(), emptyMore: describe.CompareEmptyMore.String(), axis: describe.CompareAxis(), zero: describe.RowsNoDifference(), blocks: true}
	c.said.header = describe.CompareHeader()
	for _, d := range byName(result.Shown) {
		if !finite(d.Shift) {
			continue
		}
		r := chartRow{name: d.Name, notes: describe.CompareNotes(d), at: d.Shift, finding: findingOf(d.Claim, d.Possible), ids: d.IDs, label: describe.CompareMark(d)}
		if len(d.Interval) == 2 {
			r.low, r.high = interval(optional.Some(d.Interval[0]), optional.Some(d.Interval[1]))
		}
		c.rows = append(c.rows, r)
		c.said.rows = append(c.said.rows, []string{
			d.Name, d.Measure, describe.Thousands(d.With), describe.Thousands(d.Without),
			describe.Tenth(d.MeanWith), describe.Tenth(d.MeanWithout), describe.Signed(d.Shift), describe.SignedIfAny(r.low), describe.SignedIfAny(r.high),
		})
	}
	return picture{c}
}

// byName puts the measures of a name side by side; names with a claim come first, the
// others stay in the order of the result.
func byName(shown []insight.Comparison) []insight.Comparison {
	first, claims := map[string]int{}, map[string]int{}
	for i, d := range shown {
		if _, known := first[d.Name]; !known {
			first[d.Name] = i
		}
		if d.Claim {
			claims[d.Name] = 1
		}
	}
	ordered := slices.Clone(shown)
	slices.SortStableFunc(ordered, func(a, b insight.Comparison) int {
		return cmp.Or(claims[b.Name]-claims[a.Name], first[a.Name]-first[b.Name])
	})
	return ordered
}
