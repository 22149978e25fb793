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
	c := &rowsChart{said: captions{title: describe.ChartTitle(describe.BeliefTitle.String(), area), text: text}, empty: describe.BeliefEmpty.String(), emptyMore: describe.BeliefEmptyMore.String(), axis: describe.BeliefAxis(), zero: describe.RowsNoChange()}
	c.groups(describe.BeliefHeader(describe.BeliefOutcome), result.Groups, func(name string) string { return describe.OutcomeInline(insight.Outcome(name)) })
	for i := range c.rows {
		if f := result.Finding(); (f == insight.Claim || f == insight.Possible) && c.rows[i].name == describe.OutcomeInline(insight.Success) {
			c.rows[i].finding = f
		}
	}
	return picture{c}
}

// NewSources makes the chart of the four sources.
// text is the sentence of the result; area names what it is about and may be empty.
func NewSources(result insight.SourcesResult, text, area string) Chart {
	c := &rowsChart{said: captions{title: describe.ChartTitle(describe.SourcesTitle.String(), area), text: text}, empty: describe.SourcesEmpty.String(), emptyMore: describe.BeliefEmptyMore.String(), axis: describe.BeliefAxis(), zero: describe.RowsNoChange()}
	c.groups(describe.BeliefHeader(describe.SourcesSource), result.Groups, describe.SourcesName)
	return picture{c}
}

// claimed is the finding of a row of which something is claimed, or nothing.
func claimed(claim bool) insight.Finding {
	if claim {
		return insight.Claim
	}
	return insight.Nothing
}

// groups makes a row of each group of changes. header heads the columns of the table.
func (c *rowsChart) groups(header []string, groups []insight.ChangeGroup, name func(string) string) {
	c.said.header = header
	for _, g := range groups {
		if !finite(g.Mean) {
			continue
		}
		r := chartRow{
			name: name(g.Name), notes: describe.BeliefNotes(g.N),
			at: g.Mean, finding: claimed(g.Claim), singles: equalChanges(g.Changes, g.IDs),
		}
		r.low, r.high = interval(g.Low, g.High)
		c.rows = append(c.rows, r)
		c.said.rows = append(c.said.rows, []string{r.name, describe.Thousands(g.N), describe.Signed(g.Mean), describe.SignedIfAny(r.low), describe.SignedIfAny(r.high)})
	}
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
		r := chartRow{name: d.Name, notes: describe.CompareNotes(d), at: d.Shift, finding: claimed(d.Claim), ids: d.IDs, label: describe.CompareMark(d)}
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
