package state

import (
	"enactive/charts"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// View is one way of drawing an insight.
type View struct {
	Name  string
	Chart charts.Chart
}

// mostPairs is how many pairs of what goes with what can be chosen: the surest.
const mostPairs = 8

// Views lists the ways of drawing an insight, the usual one first. Only the calendar and what goes with what
// have more than one.
func Views(f charts.Figure) []View {
	if pairs, ok := f.Result.(insight.MeasuresResult); ok && len(pairs.Shown) > 0 {
		var views []View
		for i := range pairs.Shown[:min(mostPairs, len(pairs.Shown))] {
			views = append(views, View{Name: describe.MeasuresPair(&pairs.Shown[i]), Chart: charts.NewMeasures(pairs, i, f.Text, "")})
		}
		views[0].Chart = f.Chart // the same chart, already drawn
		return views
	}
	days, ok := f.Result.(insight.CalendarResult)
	if !ok {
		return []View{{Chart: f.Chart}}
	}
	var views []View
	for _, m := range charts.CalendarMeasures() {
		views = append(views, View{Name: m.Words(), Chart: charts.NewCalendar(days, m, f.Text, "")})
	}
	views[0].Chart = f.Chart // the same chart, already drawn
	return views
}

// Table is a chart in words and numbers.
type Table struct {
	Header []string
	Rows   [][]string
	// More reports how many rows are missing; empty if none is.
	More string
}

// maxTableRows is the maximum number of rows in a chart's table.
const maxTableRows = 200

// TableOf returns a chart as a table of at most 200 rows. It is slow for charts with many
// marks.
func TableOf(c charts.Chart) Table {
	header, rows := c.Table()
	if len(rows) <= maxTableRows {
		return Table{Header: header, Rows: rows}
	}
	return Table{Header: header, Rows: rows[:maxTableRows:maxTableRows], More: wording.Count(len(rows)-maxTableRows, "and-n-more")}
}
