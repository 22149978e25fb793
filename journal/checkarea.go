package journal

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"enactive/journal/fault"
	"enactive/journal/optional"
)

// checkArea returns a as it will be stored.
func checkArea(a Area) (Area, error) {
	a = a.Clone()
	a.Name = oneLine(a.Name)
	if a.Name == "" {
		return Area{}, &FieldError{Field: "area", Want: fault.Text("a-name-such-as-running")}
	}
	if len(a.Name) > MaxLine {
		return Area{}, tooLong("area", a.Name, MaxLine)
	}
	a.Purpose = cleanText(a.Purpose)
	a.Obstacles = cleanItems(a.Obstacles)
	goals := a.Goals[:0]
	for _, g := range a.Goals {
		g.Text = oneLine(g.Text)
		actions := g.Actions[:0]
		for _, c := range g.Actions {
			c.If, c.Then = oneLine(c.If), oneLine(c.Then)
			if c.If != "" || c.Then != "" {
				actions = append(actions, c)
			}
		}
		g.Actions = nilIfEmpty(actions)
		if err := checkAim(&g.Aim); err != nil {
			return Area{}, err
		}
		if g.Text != "" || len(g.Actions) > 0 {
			goals = append(goals, g)
		}
	}
	a.Goals = nilIfEmpty(goals)
	rungs := a.Ladder[:0]
	for _, r := range a.Ladder {
		r.Text = oneLine(r.Text)
		if r.Text == "" {
			continue
		}
		if err := between("difficulty", &r.Difficulty, 1, 10); err != nil {
			return Area{}, err
		}
		for i := range r.Ratings {
			v := optional.Some(r.Ratings[i].Value)
			if err := between("efficacy", &v, 0, 100); err != nil {
				return Area{}, err
			}
			r.Ratings[i].At = wholeSeconds(r.Ratings[i].At)
		}
		rungs = append(rungs, r)
	}
	a.Ladder = nilIfEmpty(rungs)
	if err := checkQuestions(&a); err != nil {
		return Area{}, err
	}
	if a.Color < 0 || a.Color > 359 {
		return Area{}, &FieldError{Field: "color", Value: fmt.Sprint(a.Color), Want: fault.Text("a-hue-from-0-to-359")}
	}
	return a, nil
}

// checkAim checks the number of a goal, but not whether its measure exists.
func checkAim(a *Aim) error {
	if a.Of == "" {
		*a = Aim{}
		return nil
	}
	if f := numberField(a.Of); f != nil {
		v := optional.Some(a.Value)
		if err := between(f.Name, &v, f.Low, f.High); err != nil {
			return err
		}
	}
	if math.IsNaN(a.Value) || math.Abs(a.Value) > maxValue {
		return &FieldError{Field: "aim", Value: FormatNumber(a.Value), Want: fault.Text("a-number-such-as-6-5")}
	}
	if a.By.IsZero() {
		return nil
	}
	return checkDate("aim", a.By)
}

// numberField returns the number of an entry with that name, or nil.
func numberField(name string) *Field {
	i := slices.IndexFunc(numberFields, func(f *Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return numberFields[i]
}

// canStandOpen reports whether an area can have the field open in the form of its entries.
func (f *Field) canStandOpen() bool {
	return f.Phase != Automatic && !f.Internal && f.Name != "type" && f.Kind != IDField && f.Kind != MomentField && f.Kind != MeasuresField && f.Kind != AnswersField
}

// checkQuestions checks the questions of an area and the fields that it opens.
func checkQuestions(a *Area) error {
	kept := a.Questions[:0]
	for _, q := range a.Questions {
		if q.Text = oneLine(q.Text); q.Text == "" {
			continue
		}
		if len(q.Text) > MaxLine {
			return tooLong("questions", q.Text, MaxLine)
		}
		if q.When == "" {
			q.When = AskedBefore
		}
		if err := oneOf("questions", q.When, AskedTimes()); err != nil {
			return err
		}
		if !slices.Contains(kept, q) {
			kept = append(kept, q)
		}
	}
	if a.Questions = nilIfEmpty(kept); len(a.Questions) > MaxQuestions {
		return &FieldError{Field: "questions", Items: len(a.Questions), Want: fault.Text("a-list-of-at-most-n", fault.V{"N": strconv.Itoa(MaxQuestions)})}
	}
	open := a.Open[:0]
	for _, name := range a.Open {
		if !slices.ContainsFunc(entryFields, func(f *Field) bool { return f.Name == name && f.canStandOpen() }) {
			return &FieldError{Field: "open", Value: name, Want: fault.Text("the-name-of-a-field-that-can-be-opened"), Fault: UnknownWord}
		}
		if !slices.Contains(open, name) {
			open = append(open, name)
		}
	}
	a.Open = nilIfEmpty(open)
	return nil
}
