package journal

import (
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// addMeasures fills d with the measures that the entries of an area can have and those of days,
// with their values from one day to another. An empty area means all.
func (j *Journal) addMeasures(d *insight.Data, area AreaID, from, to Date) {
	places := map[MeasureID]int{}
	for _, m := range j.Measures() {
		if !m.OfDay && area != "" && !m.IsOf(area) {
			continue
		}
		places[m.ID] = len(d.Measures)
		d.Measures = append(d.Measures, m.seen())
	}
	if len(places) == 0 {
		return
	}
	for i := range d.Samples {
		s := &d.Samples[i]
		if s.Planned {
			continue
		}
		if it, ok := j.item(EntryID(s.ID)); ok {
			s.Measures = placed(it.Measures, places)
		}
	}
	for _, day := range j.Days(from, to) {
		if values := placed(day.Values, places); values != nil {
			at := time.Date(day.Date.Year, day.Date.Month, day.Date.Day, 0, 0, 0, 0, time.UTC)
			d.Days = append(d.Days, insight.MeasuredDay{Day: at, Measures: values})
		}
	}
}

// placed returns values by the place of their measure, up to the last that is given.
func placed(values []MeasureValue, places map[MeasureID]int) []insight.Number {
	last := -1
	for _, v := range values {
		if at, ok := places[v.Measure]; ok {
			last = max(last, at)
		}
	}
	if last < 0 {
		return nil
	}
	numbers := make([]insight.Number, last+1)
	for _, v := range values {
		if at, ok := places[v.Measure]; ok {
			numbers[at] = optional.Some(v.Value)
		}
	}
	return numbers
}

// seen is the measure as the statistics see it.
func (m *Measure) seen() insight.Measure {
	s := insight.Measure{ID: string(m.ID), Name: m.Name, Kind: insight.MeasureKind(m.Kind), Ordered: m.Ordered,
		Unit: m.Unit, Decimals: m.Decimals, OfDay: m.OfDay}
	for _, c := range m.Choices {
		s.Choices = append(s.Choices, insight.MeasureChoice(c))
	}
	switch m.Better {
	case BetterUp:
		s.Better = 1
	case BetterDown:
		s.Better = -1
	}
	return s
}
