package describe

import (
	"cmp"
	"slices"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// What the chart of days by a measure says where no day has a value.
const (
	MeasureCalendarEmpty     = wording.Text("no-values-yet")
	MeasureCalendarEmptyMore = wording.Text("each-day-with-a-value-becomes-a-square")
)

// MeasureShades is how many values of numbers have a colour of their own; more are grouped by rank.
const MeasureShades = 5

// SeenValue formats a value of a measure as the statistics see it, for people.
func SeenValue(m insight.Measure, v float64) string {
	own := journal.Measure{Kind: journal.MeasureKind(m.Kind), Unit: m.Unit, Decimals: m.Decimals}
	for _, c := range m.Choices {
		own.Choices = append(own.Choices, journal.Choice(c))
	}
	return MeasureValue(&own, v)
}

// MeasureCalendar says what the days have of a measure: it counts and shows, and infers nothing.
func MeasureCalendar(r insight.MeasureCalendarResult) string {
	m := r.Measure
	with := wording.V{"Measure": m.Name}
	if r.Days == 0 {
		return wording.Say("this-needs-values-of-measure", with)
	}
	with["First"], with["Last"] = wording.Day(r.Cells[0].Day), wording.Day(r.Cells[r.Days-1].Day)
	text := wording.Count(r.Days, "measure-has-values-on-n-days", with)
	if m.Kind == insight.ChoiceMeasure || m.Kind == insight.YesNoMeasure {
		text = wording.Sentences(text, howOften(r))
		if r.Several {
			text = wording.Sentences(text, wording.Say("a-day-with-several-shows-the-last"))
		}
		return text
	}
	low, high := r.Ends()
	with["Low"], with["High"] = SeenValue(m, low.Or(0)), SeenValue(m, high.Or(0))
	if r.Days > 1 && with["Low"] != with["High"] {
		text = wording.Sentences(text, wording.Say("they-go-from-low-to-high", with))
		if r.Different() > MeasureShades {
			text = wording.Sentences(text, wording.Say("each-colour-has-about-as-many-days"))
		}
	}
	if r.Several {
		text = wording.Sentences(text, wording.Say("a-day-with-several-shows-their-mean"))
	}
	return text
}

// howOften counts the days of each value, the most frequent first.
func howOften(r insight.MeasureCalendarResult) string {
	days := map[float64]int{}
	for _, c := range r.Cells {
		days[c.Value]++
	}
	var values []float64
	for v := range days {
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b float64) int {
		return cmp.Or(cmp.Compare(days[b], days[a]), cmp.Compare(r.Measure.Place(a), r.Measure.Place(b)))
	})
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = wording.Count(days[v], "value-on-n-days", wording.V{"Value": SeenValue(r.Measure, v)})
	}
	return wording.Say("its-values", wording.V{"Values": wording.List(parts...)})
}

// MeasureCalendarHeader returns the column heads of the table of days by a measure.
func MeasureCalendarHeader(m insight.Measure) []string {
	return []string{wording.Say("day"), m.Name, wording.Say("entries")}
}

// MeasureCalendarMark returns the label of a day.
func MeasureCalendarMark(m insight.Measure, d insight.MeasureCell) string {
	label := detailed(ShortDay(d.Day), wording.Say("measure-value", wording.V{"Measure": m.Name, "Value": SeenValue(m, d.Value)}))
	if len(d.IDs) > 0 {
		label = listed(label, Entries(len(d.IDs)))
	}
	return label
}
