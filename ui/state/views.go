package state

import (
	"enactive/charts"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// View is one way in which an insight can be drawn.
type View struct {
	Name  string
	Chart charts.Chart
}

// Views lists the ways in which an insight can be drawn, the usual one first. Only the
// calendar has more than that one.
func Views(f charts.Figure) []View {
	days, ok := f.Result.(insight.CalendarResult)
	if !ok {
		return []View{{Chart: f.Chart}}
	}
	var views []View
	for _, m := range charts.CalendarMeasures() {
		views = append(views, View{Name: m.Words(), Chart: charts.NewCalendar(days, m, "")})
	}
	views[0].Chart = f.Chart // which is the same, and drawn already
	return views
}

// Table is a chart in words and numbers.
type Table struct {
	Header []string
	Rows   [][]string
	// More says how many rows were left off, or nothing.
	More string
}

// tableMost is how many rows of a chart are shown as a table.
const tableMost = 200

// TableOf is a chart as a table of at most 200 rows. It takes a while where the chart has
// many marks.
func TableOf(c charts.Chart) Table {
	header, rows := c.Table()
	if len(rows) <= tableMost {
		return Table{Header: header, Rows: rows}
	}
	return Table{Header: header, Rows: rows[:tableMost:tableMost], More: wording.Count(len(rows)-tableMost, "and-n-more")}
}
