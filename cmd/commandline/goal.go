package commandline

import (
	"slices"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
)

// fillAims gives goals of a their numbers.
func (f *areaFlags) fillAims(s *session, j *journal.Journal, a *journal.Area) error {
	for _, text := range f.Aim {
		name, number, ok := cutArrow(text)
		if !ok || name == "" {
			return misuse("--aim is %q; it must be GOAL=>NUMBER, as in \"Under two hours=>Half marathon time<2:00 by 2027-04-12\"", text)
		}
		aim, err := s.aim(j, number)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(a.Goals, func(g journal.Goal) bool { return journal.Fold(g.Text) == journal.Fold(name) })
		switch {
		case i >= 0:
			a.Goals[i].Aim = aim
		default:
			return misuse("--aim names the goal %q, which the area does not have; add it with --goal %q", name, name)
		}
	}
	return nil
}

// aim reads the number of a goal: a test, and after "by" a day.
func (s *session) aim(j *journal.Journal, text string) (journal.Aim, error) {
	if text == "" {
		return journal.Aim{}, nil
	}
	test, day := text, ""
	if i := strings.LastIndex(text, " by "); i >= 0 {
		test, day = text[:i], text[i+len(" by "):]
	}
	t, err := j.ParseTest(test)
	if err != nil {
		if f, ok := journal.IsFieldError(err); ok {
			named := *f
			if f.Field == "where" {
				named.Field = "the number of the goal"
			}
			return journal.Aim{}, misuse("--aim %q: %s", text, describe.Error(&named))
		}
		return journal.Aim{}, err
	}
	m, ok := j.Measure(journal.MeasureID(t.Of))
	switch {
	case ok && (m.Kind == journal.ChoiceMeasure || m.Kind == journal.YesNoMeasure):
		return journal.Aim{}, misuse("--aim %q: %s is no number; a goal can have a number, a scale or a duration", text, line(m.Name))
	case t.Sign == journal.Equal || t.Sign == journal.Differs:
		return journal.Aim{}, misuse("--aim %q: a goal is reached from one side; write NAME<VALUE or NAME>VALUE", text)
	}
	by, err := s.aheadDay("the day of --aim", day)
	return journal.Aim{Of: t.Of, Below: t.Sign == journal.Less || t.Sign == journal.AtMost, Value: t.Value, By: by}, err
}

// aheadDay reads a day that is yet to come. An empty text is the zero date.
func (s *session) aheadDay(flag, text string) (journal.Date, error) {
	if strings.TrimSpace(text) == "" {
		return journal.Date{}, nil
	}
	r := s.timeReader(s.env.now().Location(), true)
	got, err := r.Read(text)
	if err != nil {
		return journal.Date{}, timeError(flag, text, err, "a day", firstOf(r.Examples()))
	}
	at, err := s.understood(flag, text, got)
	return journal.DateOf(at), err
}

// fillQuestions replaces the questions of a.
func (f *areaFlags) fillQuestions(a *journal.Area) error {
	if f.Question == nil {
		return nil
	}
	a.Questions = nil
	for _, text := range f.Question {
		if strings.TrimSpace(text) == "" {
			continue
		}
		when, question, ok := strings.Cut(text, ":")
		asked := journal.Asked(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(when)), "-", "_"))
		if !ok || strings.TrimSpace(question) == "" || !slices.Contains(journal.AskedTimes(), asked) {
			return misuse("--question is %q; it must begin with before:, after-success: or after-setback:, as in \"before: What would a good day look like?\"", text)
		}
		a.Questions = append(a.Questions, journal.Question{Text: question, When: asked})
	}
	return nil
}

// fillOpen replaces the fields of a that stand open, which are typed like flags or like columns.
func (f *areaFlags) fillOpen(a *journal.Area) {
	if f.Open == nil {
		return
	}
	a.Open = nil
	for _, name := range f.Open {
		if name = strings.TrimSpace(name); name != "" {
			a.Open = append(a.Open, strings.ReplaceAll(strings.ToLower(name), "-", "_"))
		}
	}
}

// questionTexts are the questions of an area as --question takes them.
func questionTexts(a journal.Area) []string {
	var texts []string
	for _, q := range a.Questions {
		texts = append(texts, strings.ReplaceAll(string(q.When), "_", "-")+": "+q.Text)
	}
	return texts
}

// goalNumber is what a goal is measured by.
type goalNumber struct {
	name string
	word func(v float64) string
	// values are those so far, in order of time.
	values []goalValue
}

type goalValue struct {
	at    time.Time
	value float64
}

// numberOf returns the number of a goal with its values so far: of the area's entries, or of days.
func numberOf(j *journal.Journal, area journal.AreaID, aim journal.Aim) goalNumber {
	n := goalNumber{name: strings.ReplaceAll(aim.Of, "_", " "), word: oneDecimal[float64]}
	of := func(*journal.Entry) journal.OptNumber { return journal.OptNumber{} }
	if m, ok := j.Measure(journal.MeasureID(aim.Of)); ok {
		n.name, n.word = m.Name, func(v float64) string { return describe.MeasureValue(&m, v) }
		of = func(e *journal.Entry) journal.OptNumber { return journal.ValueOf(e.Measures, m.ID) }
		for _, d := range j.Days(journal.Date{}, journal.Date{}) {
			if v, ok := journal.ValueOf(d.Values, m.ID).Get(); ok {
				n.values = append(n.values, goalValue{d.Date.In(time.UTC), v})
			}
		}
	} else if i := slices.IndexFunc(journal.Fields(), func(f *journal.Field) bool { return f.Kind == journal.NumberField && f.Name == aim.Of }); i >= 0 {
		of = journal.Fields()[i].Number
	}
	for _, e := range j.Entries(journal.Query{Area: area}) {
		if v, ok := of(e).Get(); ok && e.Type != journal.Plan {
			n.values = append(n.values, goalValue{e.Time, v})
		}
	}
	slices.SortStableFunc(n.values, func(a, b goalValue) int { return a.at.Compare(b.at) })
	return n
}

// best is the value nearest to the aim, or past it furthest. There is at least one.
func (n *goalNumber) best(below bool) float64 {
	best := n.values[0].value
	for _, v := range n.values {
		if below && v.value < best || !below && v.value > best {
			best = v.value
		}
	}
	return best
}

// wayTexts say what number a goal has, and the way there so far. They say nothing of what is to come.
func wayTexts(j *journal.Journal, area journal.AreaID, g journal.Goal) []string {
	if g.Aim.Of == "" {
		return nil
	}
	n := numberOf(j, area, g.Aim)
	target := n.name + ": at least " + n.word(g.Aim.Value)
	if g.Aim.Below {
		target = n.name + ": at most " + n.word(g.Aim.Value)
	}
	if !g.Aim.By.IsZero() {
		target += " by " + longDay(g.Aim.By)
	}
	if len(n.values) == 0 {
		return []string{target, "no value yet"}
	}
	latest := n.values[len(n.values)-1]
	so := "latest " + n.word(latest.value) + ", on " + longDay(journal.DateOf(latest.at)) + "; best " + n.word(n.best(g.Aim.Below)) + ", of " + count(len(n.values), "value", "values")
	return []string{target, so}
}

// aimProgress is the way to the number of a goal as JSON.
type aimProgress struct {
	Goal   string            `json:"goal"`
	Of     string            `json:"of"`
	Values int               `json:"values"`
	Latest journal.OptNumber `json:"latest,omitzero"`
	Best   journal.OptNumber `json:"best,omitzero"`
}

// progressOf returns the way to each number that a goal of the area has.
func progressOf(j *journal.Journal, a journal.Area) []aimProgress {
	var all []aimProgress
	for _, g := range a.Goals {
		if g.Aim.Of == "" {
			continue
		}
		n := numberOf(j, a.ID, g.Aim)
		p := aimProgress{Goal: g.Text, Of: n.name, Values: len(n.values)}
		if len(n.values) > 0 {
			p.Latest, p.Best = optional.Some(n.values[len(n.values)-1].value), optional.Some(n.best(g.Aim.Below))
		}
		all = append(all, p)
	}
	return all
}
