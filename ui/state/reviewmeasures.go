package state

import (
	"math"
	"slices"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

// measuredPart states the values of the measures of some days: of their entries, and of the days
// themselves.
func measuredPart(j *journal.Journal, r Range, area journal.AreaID, entries []*journal.Entry) ReviewPart {
	p := ReviewPart{Title: wording.Say("what-you-measured")}
	values := map[journal.MeasureID][]float64{}
	note := func(all []journal.MeasureValue) {
		for _, v := range all {
			values[v.Measure] = append(values[v.Measure], v.Value)
		}
	}
	for _, e := range entries {
		if e.Type != journal.Plan {
			note(e.Measures)
		}
	}
	for _, d := range j.Days(r.From, r.To) {
		note(d.Values)
	}
	for _, m := range j.Measures() {
		if len(values[m.ID]) > 0 {
			p.Lines = append(p.Lines, facts(measuredLine(&m, values[m.ID]))...)
		}
	}
	for _, a := range j.Areas() {
		if area != "" && a.ID != area {
			continue
		}
		for _, way := range describe.WaysOf(j, a, r.From, r.To) {
			p.Lines = append(p.Lines, ReviewLine{Text: way.Sentence(), Area: a.ID})
		}
	}
	p.Lines = append(p.Lines, experimentLines(j, r, area)...)
	return p
}

// measuredLine sums up the values of a measure, which are not empty.
func measuredLine(m *journal.Measure, values []float64) string {
	n := len(values)
	with := wording.V{"Measure": m.Name}
	switch m.Kind {
	case journal.YesNoMeasure:
		yes := 0
		for _, v := range values {
			yes += int(v)
		}
		with["Values"] = wording.Say("yes-n", wording.V{"N": yes})
		return measuredIn(m, n, with)
	case journal.ChoiceMeasure:
		var named []string
		for _, c := range m.Choices {
			if times := len(slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return v != float64(c.Key) })); times > 0 {
				named = append(named, wording.Say("name-n", wording.V{"Name": c.Name, "N": times}))
			}
		}
		with["Values"] = wording.List(named...)
		return measuredIn(m, n, with)
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	with["Values"] = describe.MeasureValue(m, values[0])
	if n == 1 {
		return measuredIn(m, n, with)
	}
	mean := sum / float64(n)
	if m.Kind == journal.DurationMeasure && mean >= 60 {
		mean = math.Round(mean) // seconds of a night's sleep are not known
	}
	with["Mean"] = describe.MeasureValue(m, mean)
	with["Low"], with["High"] = describe.MeasureValue(m, slices.Min(values)), describe.MeasureValue(m, slices.Max(values))
	if m.OfDay {
		return wording.Count(n, "measure-mean-from-low-to-high-on-n-days", with)
	}
	return wording.Count(n, "measure-mean-from-low-to-high-in-n-entries", with)
}

// measuredIn states Values of a measure in n entries or on n days.
func measuredIn(m *journal.Measure, n int, with wording.V) string {
	if m.OfDay {
		return wording.Count(n, "measure-values-on-n-days", with)
	}
	return wording.Count(n, "measure-values-in-n-entries", with)
}
