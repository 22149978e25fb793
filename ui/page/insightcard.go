package page

import (
	"context"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/insight"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// chartHeight is the height of a chart, in pixels at text size 1.
const chartHeight = 320

// insightCard is one insight: its sentence, its chart or the same as a table, and how it
// is computed.
type insightCard struct {
	*own.FoldCard
	page    *Insights
	words   *own.Words
	ladder  *own.Words // the rungs of the area, under its next step
	view    *own.ChartView
	shown   *fyne.Container // the chart, or the table
	asTable *own.QuietLink
	explain *own.QuietLink
	measure *own.Choice // of what can be drawn in several ways

	panel state.Panel
	views []state.View
	hue   int
	table bool
	rows  state.Table // as shown
	turn  int         // the newest table that was asked for
}

func newInsightCard(p *Insights, panel state.Panel) *insightCard {
	c := &insightCard{page: p, panel: panel, words: own.Paragraph(""), ladder: own.Caption(""), view: own.NewChartView(chartHeight)}
	c.view.Open = func(id string) { p.desk.OpenEntry(journal.EntryID(id)) }
	c.view.Work = p.desk.Draw
	c.shown = container.NewStack(c.view)
	c.explain = own.NewQuietLink(explainWords, c.toggleHow)
	c.asTable = own.NewQuietLink(tableWords, c.toggleTable)
	c.explain.Focused, c.asTable.Focused = p.reveal, p.reveal
	head := own.Flow(theme.Unit/2, own.Subtitle(panel.Title), c.words, c.ladder)
	if c.views = state.Views(panel.Figure); len(c.views) > 1 {
		var names []string
		for _, v := range c.views {
			names = append(names, v.Name)
		}
		c.measure = own.NewOneOf(names...)
		c.measure.Changed = c.draw
		head.Add(c.measure)
	}
	c.FoldCard = own.NewFoldCard(head, c.shown, own.Wrap(c.explain, own.Gap(theme.Unit), c.asTable), func() fyne.CanvasObject {
		return explanation(panel.Explanation)
	})
	return c
}

// What the links say while they would open something, and close it.
const (
	explainWords, explainedWords = "How is this computed?", "Close the explanation"
	tableWords, chartWords       = "As a table", "As a chart"
)

// set shows what was found now.
func (c *insightCard) set(panel state.Panel, hue int) {
	if panel.Chart != c.panel.Chart {
		c.views = state.Views(panel.Figure)
	}
	c.panel, c.hue = panel, hue
	own.SetText(c.words, panel.Text)
	if step, ok := panel.Result.(insight.NextStepResult); ok {
		own.SetText(c.ladder, strings.Join(step.Ladder(), "\n"))
	}
	c.draw()
}

// draw brings chart and table up to what was found.
func (c *insightCard) draw() {
	c.turn++
	chart := c.chart()
	c.view.SetChart(chart, c.hue)
	if !c.table {
		c.rows = state.Table{}
		c.shown.Objects = []fyne.CanvasObject{c.view}
		c.shown.Refresh()
		return
	}
	turn := c.turn
	var table state.Table
	c.page.desk.Work(func(context.Context) error {
		table = state.TableOf(chart)
		return nil
	}, func(error) {
		if turn == c.turn {
			c.showTable(table)
		}
	})
}

// chart is the chart as it is to be drawn now.
func (c *insightCard) chart() charts.Chart {
	for _, v := range c.views {
		if c.measure != nil && v.Name == c.measure.Chosen() {
			return v.Chart
		}
	}
	return c.panel.Chart
}

// showTable puts a table into the place of the chart. One that says the same stays as far
// down as somebody has read.
func (c *insightCard) showTable(table state.Table) {
	if reflect.DeepEqual(table, c.rows) {
		return
	}
	c.rows = table
	t := own.NewTextTable(table.Header, table.Rows, c.page.scroll)
	t.Focused = c.page.reveal
	c.shown.Objects = []fyne.CanvasObject{own.AtLeastHigh(c.view.MinSize, container.NewBorder(nil, own.Caption(table.More), nil, nil, t))}
	c.shown.Refresh()
}

func (c *insightCard) toggleTable() {
	c.table = !c.table
	c.asTable.SetWords(tableWords)
	if c.table {
		c.asTable.SetWords(chartWords)
	}
	c.draw()
}

func (c *insightCard) toggleHow() {
	open := !c.IsOpen()
	c.explain.SetWords(explainWords)
	if open {
		c.explain.SetWords(explainedWords)
	}
	c.Open(open)
	c.page.body.Refresh()
}

// explanation is what stands under "How is this computed?".
func explanation(e insight.Explanation) fyne.CanvasObject {
	return own.Inset(own.Flow(theme.Unit, own.Quiet(e.How),
		own.Flow(0, own.Part("What it cannot know"), own.Quiet(e.Limits)),
		own.Flow(0, own.Part("Where it is from"), own.Quiet(e.Source))))
}
