package describe

import (
	"slices"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// GoalWay is the way to the number of a goal: what was reached so far. It says nothing of what is
// to come.
type GoalWay struct {
	Goal journal.Goal
	// Of names the number, such as "Half marathon time".
	Of string
	// Values are in order of time.
	Values []GoalValue
	// measure is nil for a number that every entry can have.
	measure *journal.Measure
}

// GoalValue is one value on the way to a goal.
type GoalValue struct {
	Time  time.Time
	Value float64
	// Entry is the entry that has it; empty for a value of a day.
	Entry journal.EntryID
}

// WayTo returns the way to the number of a goal of an area on the days from from to to, which may be
// zero; without values if the goal has no number or none was reached.
func WayTo(j *journal.Journal, area journal.AreaID, g journal.Goal, from, to journal.Date) GoalWay {
	w := GoalWay{Goal: g}
	var of func(*journal.Entry) journal.OptNumber
	if m, ok := j.Measure(journal.MeasureID(g.Aim.Of)); ok {
		w.measure, w.Of = &m, m.Name
		of = func(e *journal.Entry) journal.OptNumber { return journal.ValueOf(e.Measures, m.ID) }
		for _, d := range j.Days(from, to) {
			if v, ok := journal.ValueOf(d.Values, m.ID).Get(); ok {
				w.Values = append(w.Values, GoalValue{Time: d.Date.In(time.UTC), Value: v})
			}
		}
	} else if i := slices.IndexFunc(journal.Fields(), func(f *journal.Field) bool {
		return f.Kind == journal.NumberField && f.Name == g.Aim.Of
	}); i >= 0 {
		f := journal.Fields()[i]
		w.Of, of = strings.ReplaceAll(f.Name, "_", " "), f.Number
		if f.Label != "" {
			w.Of = f.Label.String()
		}
	} else {
		return w
	}
	for _, e := range j.Entries(journal.Query{Area: area, From: from, To: to}) {
		if v, ok := of(e).Get(); ok && e.Type != journal.Plan {
			w.Values = append(w.Values, GoalValue{e.Time, v, e.ID})
		}
	}
	slices.SortStableFunc(w.Values, func(a, b GoalValue) int { return a.Time.Compare(b.Time) })
	return w
}

// WaysOf returns the ways to the goals of an area that have a number and a value on some days.
func WaysOf(j *journal.Journal, a journal.Area, from, to journal.Date) []GoalWay {
	var ways []GoalWay
	for _, g := range a.Goals {
		if w := WayTo(j, a.ID, g, from, to); len(w.Values) > 0 {
			ways = append(ways, w)
		}
	}
	return ways
}

// IsDuration reports whether the number is a duration, in minutes.
func (w *GoalWay) IsDuration() bool {
	return w.measure != nil && w.measure.Kind == journal.DurationMeasure
}

// Best returns the value nearest to the goal, or past it furthest; ok is false without a value.
func (w *GoalWay) Best() (best float64, ok bool) {
	for _, v := range w.Values {
		if !ok || (v.Value < best) == w.Goal.Aim.Below && v.Value != best {
			best, ok = v.Value, true
		}
	}
	return best, ok
}

// Reached reports whether a value has reached the goal.
func (w *GoalWay) Reached() bool {
	best, ok := w.Best()
	return ok && (best == w.Goal.Aim.Value || (best < w.Goal.Aim.Value) == w.Goal.Aim.Below)
}

// Format formats a value of the goal for people.
func (w *GoalWay) Format(v float64) string {
	if w.measure != nil {
		return MeasureValue(w.measure, v)
	}
	return wording.Number(v, 0)
}

// Target words the goal's number, such as "under 2 h by 12 April 2027".
func (w *GoalWay) Target() string { return w.target(w.Goal.Aim.By) }

// Targets are labels for the goal's number, longest first.
func (w *GoalWay) Targets() []string {
	return []string{w.Target(), w.target(journal.Date{}), w.aim()}
}

// aim is the number of the goal, with all decimals: it was typed, and a rounded one is another goal.
func (w *GoalWay) aim() string {
	if w.measure == nil {
		return w.Format(w.Goal.Aim.Value)
	}
	exact := *w.measure
	exact.Decimals = 0
	return MeasureValue(&exact, w.Goal.Aim.Value)
}

func (w *GoalWay) target(by journal.Date) string {
	with := wording.V{"Value": w.aim()}
	if !by.IsZero() {
		with["Day"] = wording.Day(by.In(time.UTC))
	}
	switch {
	case w.Goal.Aim.Below && by.IsZero():
		return wording.Say("at-most-value", with)
	case w.Goal.Aim.Below:
		return wording.Say("at-most-value-by-day", with)
	case by.IsZero():
		return wording.Say("at-least-value", with)
	}
	return wording.Say("at-least-value-by-day", with)
}

// Name names the goal, or its number where the goal has no words.
func (w *GoalWay) Name() string {
	if name := strings.TrimSpace(w.Goal.Text); name != "" {
		return name
	}
	return w.Of
}

// Sentence states the newest and the best value, and the goal. It needs a value.
func (w *GoalWay) Sentence() string {
	newest := w.Values[len(w.Values)-1]
	best, _ := w.Best()
	with := wording.V{"Goal": w.Name(), "Newest": w.Format(newest.Value), "Day": wording.Day(newest.Time), "Best": w.Format(best), "Target": w.Target()}
	if w.Reached() {
		return wording.Say("goal-newest-on-day-best-reached-target", with)
	}
	return wording.Say("goal-newest-on-day-best-target", with)
}
