package state

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/fault"
	"enactive/journal/optional"
	"enactive/journal/wording"
)

// MeasuresAsked are the measures that the form of an entry of an area shows: those of the area, and
// others of which values holds a value, so that nothing that an entry has is out of sight.
func MeasuresAsked(j *journal.Journal, area journal.AreaID, values []journal.MeasureValue) []journal.Measure {
	return slices.DeleteFunc(j.Measures(), func(m journal.Measure) bool {
		return (m.Archived || !m.IsOf(area)) && !journal.ValueOf(values, m.ID).IsSet()
	})
}

// MeasuresPinned are the measures of an area that quick entry shows, and those of which values
// holds a value.
func MeasuresPinned(j *journal.Journal, area journal.AreaID, values []journal.MeasureValue) []journal.Measure {
	return slices.DeleteFunc(MeasuresAsked(j, area, values), func(m journal.Measure) bool {
		return !m.Pinned && !journal.ValueOf(values, m.ID).IsSet()
	})
}

// MeasuresOfDay are the measures that the form of a day shows: those of days, and others of which
// values holds a value.
func MeasuresOfDay(j *journal.Journal, values []journal.MeasureValue) []journal.Measure {
	return slices.DeleteFunc(j.Measures(), func(m journal.Measure) bool {
		return (m.Archived || !m.OfDay) && !journal.ValueOf(values, m.ID).IsSet()
	})
}

// MeasureText is a number or a duration as a field shows it, in which Parse finds the same value.
func MeasureText(m *journal.Measure, v float64) string {
	if m.Kind == journal.DurationMeasure {
		return m.Format(v)
	}
	return wording.Number(v, maxShownDecimals)
}

// maxShownDecimals is more than anyone types.
const maxShownDecimals = 12

// ReadMeasure reads what was typed for a measure; nothing is no value, and not 0.
func ReadMeasure(m *journal.Measure, text string) (journal.OptNumber, error) {
	if strings.TrimSpace(text) == "" {
		return journal.OptNumber{}, nil
	}
	v, err := m.Parse(text)
	if err != nil {
		return journal.OptNumber{}, err
	}
	return optional.Some(v), nil
}

// MeasureKindWords names a kind of measure.
func MeasureKindWords(k journal.MeasureKind) string {
	switch k {
	case journal.ScaleMeasure:
		return wording.Say("kind-a-scale-from-0-to-100")
	case journal.ChoiceMeasure:
		return wording.Say("kind-one-of-several-values")
	case journal.YesNoMeasure:
		return wording.Say("kind-yes-or-no")
	case journal.DurationMeasure:
		return wording.Say("kind-a-duration")
	}
	return wording.Say("kind-a-number")
}

// MeasureSummary says in a line what a measure is, and what it belongs to.
func MeasureSummary(m *journal.Measure, area func(journal.AreaID) string) string {
	parts := []string{MeasureKindWords(m.Kind)}
	if m.Kind == journal.NumberMeasure && m.Unit != "" && !m.Low.IsSet() && !m.High.IsSet() { // whose words have it
		parts = append(parts, m.Unit)
	}
	if m.Kind == journal.ChoiceMeasure {
		names := make([]string, len(m.Choices))
		for i, c := range m.Choices {
			names[i] = c.Name
		}
		parts[0] = strings.Join(names, ", ")
	}
	if words := rangeWords(m); words != "" {
		parts = append(parts, words)
	}
	if m.LowWord != "" || m.HighWord != "" {
		parts = append(parts, strings.TrimSpace(m.LowWord+" … "+m.HighWord))
	}
	switch {
	case m.OfDay: // a heading says so
	case area != nil && len(m.Areas) == 0:
		parts = append(parts, wording.Say("of-no-area"))
	case area != nil:
		var names []string
		for _, id := range m.Areas {
			names = append(names, area(id))
		}
		parts = append(parts, strings.Join(names, ", "))
	}
	if m.Pinned && !m.OfDay {
		parts = append(parts, wording.Say("in-quick-entry"))
	}
	return strings.Join(parts, " · ")
}

func rangeWords(m *journal.Measure) string {
	low, hasLow := m.Low.Get()
	high, hasHigh := m.High.Get()
	v := wording.V{}
	if hasLow {
		v["From"], v["Low"] = describe.MeasureValue(m, low), describe.MeasureValue(m, low)
	}
	if hasHigh {
		v["To"], v["High"] = describe.MeasureValue(m, high), describe.MeasureValue(m, high)
	}
	switch {
	case hasLow && hasHigh:
		if m.Kind == journal.NumberMeasure && m.Unit != "" && m.Unit != "%" { // the unit once
			bare := *m
			bare.Unit = ""
			v["From"] = describe.MeasureValue(&bare, low)
		}
		return wording.Say("from-to-inline", v)
	case hasLow:
		return wording.Say("a-value-of-at-least-low", v)
	case hasHigh:
		return wording.Say("a-value-of-at-most-high", v)
	}
	return ""
}

// MeasureForm is the form of a measure: the measure, and its numbers as they are typed.
type MeasureForm struct {
	Measure journal.Measure
	// Was is the measure when the form was opened.
	Was                 journal.Measure
	Decimals, Low, High string
}

// FormOfMeasure is the form that a measure fills.
func FormOfMeasure(m journal.Measure) MeasureForm {
	f := MeasureForm{Measure: m.Clone(), Was: m.Clone()}
	if m.Decimals > 0 {
		f.Decimals = strconv.Itoa(m.Decimals)
	}
	if v, ok := m.Low.Get(); ok {
		f.Low = MeasureText(&m, v)
	}
	if v, ok := m.High.Get(); ok {
		f.High = MeasureText(&m, v)
	}
	return f
}

// Read returns the measure of the form. An error is a *journal.FieldError.
func (f MeasureForm) Read() (journal.Measure, error) {
	m := f.Measure.Clone()
	m.Low, m.High, m.Decimals = journal.OptNumber{}, journal.OptNumber{}, 0
	if m.OfDay {
		m.Areas, m.Pinned = nil, false
	}
	if m.Kind == journal.NumberMeasure || m.Kind == journal.DurationMeasure {
		plain := m.Clone()
		for _, end := range []struct {
			field, text string
			into        *journal.OptNumber
		}{{"low", f.Low, &m.Low}, {"high", f.High, &m.High}} {
			v, err := ReadMeasure(&plain, end.text)
			var field *journal.FieldError
			if errors.As(err, &field) {
				field.Field = end.field
			}
			if err != nil {
				return journal.Measure{}, err
			}
			*end.into = v
		}
	}
	if text := strings.TrimSpace(f.Decimals); text != "" && m.Kind == journal.NumberMeasure {
		n, err := strconv.Atoi(text)
		if err != nil {
			return journal.Measure{}, &journal.FieldError{Field: "decimals", Value: text, Want: fault.Text("a-number-from-low-to-high-or-left-empty", fault.V{"Low": "0", "High": "6"})}
		}
		m.Decimals = n
	}
	return journal.CheckMeasure(m)
}

// ReadFactor reads by what values are multiplied; ok is false for none and for 0.
func ReadFactor(text string) (factor float64, ok bool) {
	number := journal.Measure{Name: "factor", Kind: journal.NumberMeasure}
	v, err := ReadMeasure(&number, text)
	factor = v.Or(0)
	return factor, err == nil && factor != 0
}

// MovedMeasure is the order of all measures after one was moved by a place among those that are
// shown.
func MovedMeasure(j *journal.Journal, shown []journal.MeasureID, id journal.MeasureID, by int) []journal.MeasureID {
	at := slices.Index(shown, id)
	to := at + by
	var all []journal.MeasureID
	for _, m := range j.Measures() {
		all = append(all, m.ID)
	}
	if at < 0 || to < 0 || to >= len(shown) {
		return all
	}
	from, other := slices.Index(all, id), slices.Index(all, shown[to])
	all = slices.Delete(all, from, from+1)
	return slices.Insert(all, other, id)
}
