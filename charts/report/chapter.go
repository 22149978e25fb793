package report

import (
	"cmp"
	"slices"
	"strings"

	"enactive/charts"
	"enactive/charts/render"
	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// The heights of charts beside each other, over the whole width, and of the way to a goal, in points.
const (
	pairHeight = 158
	wideHeight = 110
	wayHeight  = 120
)

// figureOf is the chart of a finding, with its sentence and how it was found.
func (b *book) figureOf(f *finding, height float64) compose.Figure {
	title := f.item.Title
	if !b.isOfOne() && len(b.chapters) > 1 {
		title = describe.ChartTitle(title, f.area)
	}
	fig := drawn(f.figure.Chart, f.theme, height)
	fig.Title, fig.Sentence = title, f.figure.Text
	fig.Note = describe.HandoutBasis(f.n, f.figure.Finding, describe.InsightMethod(f.item.Key))
	return fig
}

// The height of a chart of rows around them, that of a row, and the most that it takes, in points.
const rowsRim, rowHeight, highestRows = 76, 27, 330

// heightOf is how high a chart of the details is: all rows of one of rows are drawn, as far as a page allows.
func heightOf(f *finding) float64 {
	switch f.item.Key {
	case "calendar":
		return wideHeight
	}
	if isOfRows(f.item.Key) {
		_, rows := f.figure.Chart.Table()
		return max(pairHeight, min(rowsRim+rowHeight*float64(len(rows)), highestRows))
	}
	return pairHeight
}

// isOfRows reports whether a chart is of rows, which leave room empty that is more than they need.
func isOfRows(key string) bool {
	switch key {
	case "belief_change", "sources", "strategies", "people", "obstacles", "recovery":
		return true
	}
	return false
}

// drawn is a chart without words beside it.
func drawn(c charts.Chart, theme charts.Theme, height float64) compose.Figure {
	return compose.Figure{Alt: charts.AltText(c), Height: height, Draw: func(width, height float64) (render.Drawing, error) {
		return c.Drawing(charts.Size{Width: width, Height: height}, theme)
	}}
}

// chapter tells what there is of an area.
func (b *book) chapter(o *out, c *chapter) {
	level := 2
	first := func() {
		o.put(compose.Heading{Level: 1, Text: c.area.Name, Dot: charts.AreaColor(c.area.Color, false), Note: c.area.Purpose, Running: b.running(c.area.Name), NewPage: true})
	}
	if b.isOfOne() {
		level, first = 1, func() {}
	}
	blocks := slices.Concat(b.goals(c, level), b.shown(c, level), b.tables(c, level))
	if len(blocks) == 0 {
		return
	}
	first()
	o.put(blocks...)
}

// goals are what is to be reached in an area, and the ways there.
func (b *book) goals(c *chapter, level int) []compose.Block {
	var items []compose.Point
	var figures []compose.Figure
	for _, g := range c.area.Goals {
		at := slices.IndexFunc(c.ways, func(w describe.GoalWay) bool { return w.Goal.Text == g.Text && w.Goal.Aim == g.Aim })
		if at >= 0 && b.has(journal.ChartsSection) {
			w := &c.ways[at]
			chart := charts.Goal(w, "")
			fig := drawn(chart, c.theme, wayHeight)
			fig.Title, fig.Sentence = w.Name(), withoutName(chart.Text(), w.Name())
			figures = append(figures, fig)
			continue
		}
		text := describe.HandoutGoal(g, "")
		if at >= 0 {
			text = c.ways[at].Sentence()
		}
		if text != "" {
			items = append(items, compose.Point{Text: text})
		}
		for _, a := range g.Actions {
			if !g.Done {
				items = append(items, compose.Point{Text: describe.HandoutStep(a)})
			}
		}
	}
	if len(items)+len(figures) == 0 {
		return nil
	}
	blocks := []compose.Block{compose.Heading{Level: level, Text: describe.DocumentGoals.String(), Running: b.runningOf(c)}}
	if len(items) > 0 {
		blocks = append(blocks, compose.Points{Items: items})
	}
	return append(blocks, inPairs(figures)...)
}

// withoutName is a sentence without the name that it begins with, which stands above it.
func withoutName(sentence, name string) string {
	if rest, ok := strings.CutPrefix(sentence, name); ok {
		return strings.TrimLeft(rest, ":： \u00a0\u202f")
	}
	return sentence
}

// runningOf is the head of the pages of an area.
func (b *book) runningOf(c *chapter) string { return b.running(c.area.Name) }

// inPairs sets charts two in a row.
func inPairs(figures []compose.Figure) []compose.Block {
	if len(figures) == 0 {
		return nil
	}
	if len(figures) == 1 {
		return []compose.Block{figures[0]}
	}
	return []compose.Block{compose.Figures{Across: 2, Items: figures}}
}

// shown are the charts of an area that say something, those that say most first.
func (b *book) shown(c *chapter, level int) []compose.Block {
	if !b.has(journal.ChartsSection) || len(c.told)+len(c.unclear) == 0 {
		return nil
	}
	blocks := []compose.Block{compose.Heading{Level: level, Text: describe.HandoutShows.String(), Running: b.runningOf(c)}}
	var pairs []compose.Figure
	var wide []compose.Block
	told := slices.Clone(c.told)
	slices.SortStableFunc(told, func(x, y finding) int { return cmp.Compare(min(x.rank(), 2), min(y.rank(), 2)) })
	for i := range told {
		f := &told[i]
		fig := b.figureOf(f, heightOf(f))
		fig.Title = f.item.Title // the heading names the area
		fig.Fixed = isOfRows(f.item.Key)
		if f.item.Key == "calendar" {
			fig.Fixed = true // its squares grow no further
			wide = append(wide, fig)
			continue
		}
		pairs = append(pairs, fig)
	}
	blocks = append(append(blocks, inPairs(pairs)...), wide...)
	if t, ok := linksOf(c); ok {
		blocks = append(blocks, t)
	}
	quiet := func(text string) { blocks = append(blocks, compose.Paragraph{Text: text, Look: compose.Quiet}) }
	if len(c.unclear) > 0 {
		quiet(describe.HandoutUnclear(c.unclear))
	}
	if len(c.tooFew) > 0 {
		var titles []string
		for _, m := range c.tooFew {
			titles = append(titles, m.title)
		}
		quiet(describe.HandoutTooFew(titles))
	}
	return blocks
}

// mostLinks is how many links between measures the table has.
const mostLinks = 12

// linksOf is the table of what goes with what, where the sentence tells only the surest and refers to it.
func linksOf(c *chapter) (compose.Table, bool) {
	i := slices.IndexFunc(c.told, func(f finding) bool { return f.item.Key == "measures" })
	if i < 0 {
		return compose.Table{}, false
	}
	said := 0
	for _, p := range c.told[i].figure.Result.(insight.MeasuresResult).Shown {
		if f := p.Finding(); f == insight.Claim || f == insight.Possible {
			said++
		}
	}
	header, rows := c.told[i].figure.Chart.Table()
	if said <= describe.MeasuresSaid || len(rows) == 0 {
		return compose.Table{}, false
	}
	t := compose.Table{Title: c.told[i].item.Title}
	for k, name := range header {
		col := compose.Column{Name: name, Right: k > 1}
		if k < 2 {
			col.Share, col.Head = 1, k == 0
		}
		t.Columns = append(t.Columns, col)
	}
	all := len(rows)
	t.Rows = rows[:min(all, max(said, mostLinks))]
	if len(t.Rows) < all {
		t.Note = describe.ShownOfAll(len(t.Rows), all)
	}
	return t, true
}
