package describe

import (
	"math"
	"strings"

	"enactive/journal"
	"enactive/journal/wording"
)

// MeasureValue formats the value of a measure for people: a number with its unit, such as "61.5 kg",
// a duration as "1 h 20", a choice by its name, and yes or no in their language. A number has the
// decimals that it has, or at most as many as the measure says. What Measure.Format writes is for
// files.
func MeasureValue(m *journal.Measure, v float64) string {
	switch m.Kind {
	case journal.YesNoMeasure:
		if v == 0 {
			return wording.Say("no")
		}
		return wording.Say("yes")
	case journal.DurationMeasure:
		return Duration(v)
	case journal.ChoiceMeasure:
		if c, ok := m.Choice(v); ok {
			return c.Name
		}
	case journal.NumberMeasure:
		number := wording.Minus(v, decimalsShown(m, v))
		switch m.Unit {
		case "":
			return number
		case "%":
			return wording.Percent(v/100, decimalsShown(m, v))
		}
		return number + " " + m.Unit
	}
	return wording.Number(v, decimalsShown(m, v))
}

// decimalsShown is how many decimals of v are shown: what the measure says, unless v would then be
// 0 and is not. Without it they are all that v has, up to six; a longer one, such as a mean, has
// three digits and at least one decimal.
func decimalsShown(m *journal.Measure, v float64) int {
	const most, digits = 6, 3
	size := math.Abs(v)
	if m.Decimals > 0 && (size == 0 || size >= 0.5*math.Pow10(-m.Decimals)) {
		return m.Decimals
	}
	for n := range most + 1 {
		if scaled := size * math.Pow10(n); math.Abs(scaled-math.Round(scaled)) <= 1e-12*max(1000, scaled) && (math.Round(scaled) > 0 || size == 0) {
			return n
		}
	}
	return max(1, digits-1-int(math.Floor(math.Log10(size))))
}

// Duration formats minutes, such as "45 min" and "1 h 20"; seconds are named if there are any.
func Duration(minutes float64) string {
	total := int64(math.Round(minutes * 60))
	h, m, s := total/3600, total/60%60, total%60
	with := wording.V{"Hours": whole(float64(h)), "Minutes": whole(float64(m)), "Seconds": whole(float64(s))}
	switch {
	case h > 0 && s > 0:
		return wording.Say("h-hours-min-s", with)
	case h > 0 && m > 0:
		if m < 10 {
			with["Minutes"] = "0" + whole(float64(m))
		}
		return wording.Say("h-hours-min", with)
	case h > 0:
		return wording.Say("h-hours", with)
	case s == 0:
		return wording.Say("min-minutes", with)
	case m == 0:
		return wording.Say("s-seconds", with)
	}
	return wording.Say("min-minutes-s", with)
}

// Values lists values with the names of their measures, in the order of all, such as
// "Sleep 7 h 20 · Weight 61.5 kg"; those of no measure in all are left out.
func Values(values []journal.MeasureValue, all []journal.Measure) string {
	var facts []string
	for i := range all {
		if v, ok := journal.ValueOf(values, all[i].ID).Get(); ok {
			facts = append(facts, wording.Say("measure-value", wording.V{"Measure": all[i].Name, "Value": MeasureValue(&all[i], v)}))
		}
	}
	return strings.Join(facts, separator)
}

// MeasuresPart is the part of an entry with what Measures returns.
func MeasuresPart(values string) Part { return Part{wording.Say("your-measures"), values} }

// obstacleLine describes an obstacle, and what was planned for it with what became of that.
func obstacleLine(o *journal.Obstacle) string {
	text := o.Text
	if o.Overcome {
		text = wording.Say("obstacle-overcome", wording.V{"Obstacle": text})
	}
	if o.Then != "" {
		text = wording.Say("obstacle-if-so", wording.V{"Obstacle": text, "Then": o.Then})
	}
	return strings.Join(append([]string{text}, obstacleAnswers(o)...), separator)
}

// obstacleAnswers is what was said afterwards of an obstacle that was expected.
func obstacleAnswers(o *journal.Obstacle) []string {
	var facts []string
	for _, a := range []struct {
		is      journal.YesNo
		yes, no wording.Text
	}{
		{o.Came, wording.Text("it-came-up"), wording.Text("it-did-not-come-up")},
		{o.Held, wording.Text("you-did-what-you-planned"), wording.Text("you-did-not-do-what-you-planned")},
		{o.Helped, wording.Text("it-helped"), wording.Text("it-did-not-help")},
	} {
		switch a.is {
		case journal.Yes:
			facts = append(facts, a.yes.String())
		case journal.No:
			facts = append(facts, a.no.String())
		}
	}
	return facts
}

// answerParts are the answers to questions of one's own, each below its question.
func answerParts(answers []journal.Answer) []Part {
	parts := make([]Part, len(answers))
	for i, a := range answers {
		parts[i] = Part{a.Question, a.Text}
	}
	return parts
}
