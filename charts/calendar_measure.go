package charts

import (
	"slices"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// NewMeasureCalendar makes the chart of the days by a measure of one's own: a square for each day,
// coloured by the rank of its value, or by the place of its choice; choices without an order have hues.
// text is the sentence of the result; area names what it is about and may be empty.
func NewMeasureCalendar(result insight.MeasureCalendarResult, text, area string) Chart {
	m := result.Measure
	word := func(v float64) string { return describe.SeenValue(m, v) }
	c := &calendar{
		label: func(i int) string { return describe.MeasureCalendarMark(m, result.Cells[i]) },
		caption: func() captions {
			w := captions{title: describe.ChartTitle(describe.CalendarTitle.String(), area), text: text, header: describe.MeasureCalendarHeader(m)}
			for _, d := range slices.Backward(result.Cells) {
				w.rows = append(w.rows, []string{describe.ShortDay(d.Day), word(d.Value), describe.Thousands(len(d.IDs))})
			}
			return w
		},
		empty: describe.MeasureCalendarEmpty.String(), emptyMore: describe.MeasureCalendarEmptyMore.String(),
	}
	for _, cell := range result.Cells {
		c.days = append(c.days, daySquare{cell.Day, cell.IDs, optional.Some(cell.Value)})
	}
	switch m.Kind {
	case insight.ChoiceMeasure:
		names := make([]string, len(m.Choices))
		for i, choice := range m.Choices {
			names[i] = choice.Name
		}
		c.scale = namedScale(m.Name, names, m.Place)
		c.scale.unordered = !m.Ordered
	case insight.YesNoMeasure:
		c.scale = namedScale(m.Name, []string{word(0), word(1)}, m.Place)
	default:
		c.scale = rankScale(m.Name, result, word)
	}
	return c.chart()
}
