package report

import (
	"fmt"

	"enactive/charts"
	"enactive/charts/render"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/insight"
)

const (
	// chartHeight is the height of a chart on the page, in millimetres.
	chartHeight = 64
	// wayHeight is the height of the chart of the way to a goal.
	wayHeight = 52
)

// area sets what there is of an area: its charts if it has entries in the document, the ways to its
// goals, and its experiments.
func (b *book) area(a journal.Area, entries []*journal.Entry) error {
	has := hasArea(entries, a.ID)
	if b.query.Area != "" && b.query.Area != a.ID || !has && !b.isWhole() {
		return nil
	}
	theme := charts.Light().WithAccent(charts.AreaColor(a.Color, false))
	if has {
		if err := b.insights(a, theme); err != nil {
			return err
		}
	}
	if err := b.ways(a, theme); err != nil {
		return err
	}
	return b.experiments(a, theme)
}

// isWhole reports whether the document has all entries of its days and areas.
func (b *book) isWhole() bool {
	q := b.query
	q.Area = ""
	return exchange.HasDays(q)
}

// insights sets the charts of an area.
func (b *book) insights(a journal.Area, theme charts.Theme) error {
	data := b.journal.DataOf(journal.Query{Area: a.ID, From: b.query.From, To: b.query.To, WithoutPrivate: b.query.WithoutPrivate})
	var missing []string
	catalogue := charts.Catalogue()
	figures, err := charts.Compute(catalogue, data, "", func() error { return nil })
	if err != nil {
		return err
	}
	for i, item := range catalogue {
		figure := figures[i]
		if figure.Finding == insight.NotEnough {
			missing = append(missing, item.Title)
			continue
		}
		if err := b.figure(a, item.Title, figure.Chart, theme, chartHeight); err != nil {
			return err
		}
	}
	if len(missing) > 0 {
		b.part(a, 16)
		b.space(5)
		b.text(quiet, b.left, b.width, describe.DocumentTooFew(missing))
	}
	return nil
}

// ways sets the ways to the goals of an area that have a number.
func (b *book) ways(a journal.Area, theme charts.Theme) error {
	ways := describe.WaysOf(b.journal, a, b.query.From, b.query.To)
	title := describe.DocumentGoals.String()
	for i := range ways {
		if err := b.figure(a, title, charts.Goal(&ways[i], ""), theme, wayHeight); err != nil {
			return err
		}
		title = ""
	}
	return nil
}

// figure sets a chart below its title, which may be empty, and its sentence.
func (b *book) figure(a journal.Area, title string, c charts.Chart, theme charts.Theme, height float64) error {
	sentence := b.lines(body, b.width, c.Text())
	b.part(a, 10+float64(len(sentence))*body.leading()+height+8)
	b.space(5)
	if title != "" {
		b.text(chartStyle, b.left, b.width, title)
		b.space(0.5)
	}
	b.setLines(body, b.left, sentence)
	b.space(2)
	return b.chart(c, theme, height)
}

// chart draws a chart as wide as the text, and as high as is said.
func (b *book) chart(c charts.Chart, theme charts.Theme, height float64) error {
	unit := render.PageUnit(b.doc)
	drawing, err := c.Drawing(charts.Size{Width: b.width / unit, Height: height / unit}, theme)
	if err != nil {
		return err
	}
	lost, err := render.OnPage(b.doc, drawing, b.left, b.y)
	if err != nil {
		return fmt.Errorf("drawing %q: %w", c.Title(), err)
	}
	b.missing += lost
	b.y += height
	return nil
}

func hasArea(entries []*journal.Entry, id journal.AreaID) bool {
	for _, e := range entries {
		if e.Area == id {
			return true
		}
	}
	return false
}

// part begins a part of an area, on a page with room for need millimetres. The first one has the name
// of the area and its purpose above it, unless the title of the document is that.
func (b *book) part(a journal.Area, need float64) {
	if b.headed == a.ID {
		b.keep(need)
		return
	}
	b.headed = a.ID
	b.keep(need + 30)
	if b.query.Area != "" {
		return
	}
	b.space(9)
	b.dot(a, 7.2)
	b.text(headStyle, b.left+dotWidth, b.width-dotWidth, a.Name)
	if a.Purpose != "" {
		b.text(quiet, b.left+dotWidth, b.width-dotWidth, a.Purpose)
	}
}
