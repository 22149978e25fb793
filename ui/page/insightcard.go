package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/insight"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// chartHeight is the least height of a chart, in pixels at text size 1; a higher window
// gives it more.
const chartHeight = 330

// insightCard is one insight: its sentence, its chart or the same as a table, and how it
// is computed.
type insightCard struct {
	object  fyne.CanvasObject
	words   *own.Words
	view    *own.ChartView
	shown   *fyne.Container // the chart, or the table
	how     *fyne.Container
	asTable *own.Words
	measure *widget.Select // of the calendar

	panel state.Panel
	hue   int
	table bool
}

func newInsightCard(d *Desk, panel state.Panel) *insightCard {
	c := &insightCard{words: own.Paragraph(""), view: own.NewChartView(chartHeight), how: explanation(panel.Explanation)}
	c.view.Open = func(id string) { d.OpenEntry(journal.EntryID(id)) }
	c.shown = container.NewStack(c.view)
	c.how.Hide()
	c.asTable = own.Short("As a table")
	tools := []fyne.CanvasObject{own.NewLink(own.Short("How is this computed?"), c.toggleHow), own.Short("·"), own.NewLink(c.asTable, c.toggleTable)}
	if panel.Key == "calendar" {
		var names []string
		for _, m := range charts.CalendarMeasures() {
			names = append(names, m.Words())
		}
		c.measure = widget.NewSelect(names, nil)
		c.measure.SetSelectedIndex(0)
		c.measure.OnChanged = func(string) { c.draw() }
		tools = append(tools, own.Framed(own.AtLeast(170, c.measure)))
	}
	c.object = own.NewCard(own.Filling(theme.Unit/2, own.Subtitle(panel.Title), c.words, own.Line(tools...), c.how, c.shown), nil)
	return c
}

// set shows what was found now.
func (c *insightCard) set(panel state.Panel, hue int) {
	c.panel, c.hue = panel, hue
	own.SetText(c.words, panel.Text)
	c.draw()
}

func (c *insightCard) draw() {
	if c.table {
		header, rows := c.panel.Chart.Table()
		c.shown.Objects = []fyne.CanvasObject{own.NewTextTable(header, rows, chartHeight)}
		c.shown.Refresh()
		return
	}
	chart := c.panel.Chart
	if result, ok := c.panel.Result.(insight.CalendarResult); ok && c.measure.SelectedIndex() > 0 {
		chart = charts.NewCalendar(result, charts.CalendarMeasures()[c.measure.SelectedIndex()], "")
	}
	c.shown.Objects = []fyne.CanvasObject{c.view}
	c.view.SetChart(chart, c.hue)
	c.shown.Refresh()
}

func (c *insightCard) toggleTable() {
	c.table = !c.table
	own.SetText(c.asTable, map[bool]string{true: "As a chart", false: "As a table"}[c.table])
	c.draw()
}

func (c *insightCard) toggleHow() {
	if c.how.Visible() {
		c.how.Hide()
	} else {
		c.how.Show()
	}
	c.object.Refresh()
}

// explanation is what stands under "How is this computed?".
func explanation(e insight.Explanation) *fyne.Container {
	return own.Flow(theme.Unit/2, own.Quiet(e.How), own.Quiet("What it cannot know: "+e.Limits), own.Quiet("Source: "+e.Source+"."))
}
