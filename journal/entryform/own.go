package entryform

import (
	"strings"

	"enactive/journal"
	"enactive/journal/optional"
)

// What is a person's own in an entry: the values of measures as a list of NAME = VALUE, answers as a
// list of questions with the answer in the lines below, and if-then plans in the last lines of an
// obstacle:
//
//	measures:
//	  - Laps = 20
//	answers:
//	  - What would a good day look like?
//	    Sun.
//	obstacles:
//	  - [ ] the room goes quiet
//	    then: I ask a question
//	    came: yes

// isOwn reports whether a field has what is a person's own.
func isOwn(f *journal.Field) bool {
	return f.Kind == journal.MeasuresField || f.Kind == journal.AnswersField
}

// isTyped reports whether a form can have a field.
func isTyped(f *journal.Field) bool {
	return isOwn(f) || f.Phase != journal.Automatic && !f.Internal
}

// writeOwn writes a field of what is a person's own, with an empty value for each measure and
// question of the area; nothing if there is none.
func (o Options) writeOwn(b *strings.Builder, f *journal.Field, e *journal.Entry) {
	items, comment := o.answerItems(e), "Your questions about this area; the answer goes into the lines below, which begin with four blanks."
	if f.Kind == journal.MeasuresField {
		items, comment = o.measureItems(e), "Your measures, NAME = VALUE."
	}
	if len(items) == 0 {
		return
	}
	b.WriteByte('\n')
	for _, l := range wrapped(comment) {
		b.WriteString("# " + l + "\n")
	}
	b.WriteString(f.Name + ":")
	writeList(b, f, items)
}

func (o Options) measureItems(e *journal.Entry) []string {
	var items []string
	for i := range o.Measures {
		m := &o.Measures[i]
		v, ok := journal.ValueOf(e.Measures, m.ID).Get()
		switch {
		case ok:
			items = append(items, m.Name+" = "+m.Format(v))
		case m.IsOf(e.Area):
			items = append(items, m.Name+" =")
		}
	}
	return items
}

// putMeasures reads the values of measures. A value that is written as before stays as it was.
func (o Options) putMeasures(e *journal.Entry, g given) error {
	items, err := g.items()
	if err != nil {
		return err
	}
	before := e.Measures
	e.Measures = nil
	for _, v := range before {
		if o.isHidden(v.Measure) {
			e.Measures = journal.WithValue(e.Measures, v.Measure, optional.Some(v.Value))
		}
	}
	for _, item := range items {
		name, value, ok := strings.Cut(item, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok {
			return wrong(g.line, "%s is no value of a measure; it must be NAME = VALUE", quoted(item))
		}
		m, found := journal.Measure{}, false
		if o.MeasureNamed != nil {
			m, found = o.MeasureNamed(name)
		}
		switch {
		case !found:
			return wrong(g.line, "there is no measure %s", quoted(name))
		case value == "":
			continue
		case m.OfDay:
			return wrong(g.line, "%s is measured once a day, and is no measure of entries", quoted(name))
		}
		if old, had := journal.ValueOf(before, m.ID).Get(); had && m.Format(old) == value {
			e.Measures = journal.WithValue(e.Measures, m.ID, optional.Some(old))
			continue
		}
		v, err := m.Parse(value)
		if err != nil {
			return &Error{Line: g.line, Err: err}
		}
		e.Measures = journal.WithValue(e.Measures, m.ID, optional.Some(v))
	}
	return nil
}

// isHidden reports whether the form never shows a measure, whose value then stays.
func (o Options) isHidden(id journal.MeasureID) bool {
	for i := range o.Measures {
		if o.Measures[i].ID == id {
			return false
		}
	}
	return true
}

func (o Options) answerItems(e *journal.Entry) []string {
	var items []string
	for _, a := range e.Answers {
		items = append(items, a.Question+"\n"+a.Text)
	}
	for _, q := range o.asked(e) {
		if !isAnswered(e, q) {
			items = append(items, q.Text)
		}
	}
	return items
}

func isAnswered(e *journal.Entry, q journal.Question) bool {
	for _, a := range e.Answers {
		if a.Question == q.Text && a.When == q.When {
			return true
		}
	}
	return false
}

// asked returns the questions that are due for e in its area.
func (o Options) asked(e *journal.Entry) []journal.Question {
	for i := range o.Areas {
		if o.Areas[i].ID == e.Area {
			return o.Areas[i].Asks(e)
		}
	}
	return nil
}

// putAnswers reads answers. Each has the time of the answer or question of the same text.
func (o Options) putAnswers(e *journal.Entry, g given) error {
	items, err := g.items()
	if err != nil {
		return err
	}
	known := e.Answers
	e.Answers = nil
	used := make([]bool, len(known))
	for _, item := range items {
		question, text, _ := strings.Cut(item, "\n")
		if question, text = strings.TrimSpace(question), strings.TrimSpace(text); text == "" {
			continue
		}
		when, ok := journal.Asked(""), false
		for i, a := range known {
			if !ok && !used[i] && a.Question == question {
				when, ok, used[i] = a.When, true, true
			}
		}
		for _, a := range o.Areas {
			for _, q := range a.Questions {
				if !ok && a.ID == e.Area && q.Text == question {
					when, ok = q.When, true
				}
			}
		}
		if !ok {
			return wrong(g.line, "%s is no question of the area; its answer belongs into lines that begin with four blanks", quoted(question))
		}
		e.Answers = append(e.Answers, journal.Answer{Question: question, When: when, Text: text})
	}
	return nil
}

// saidLine is a line below an obstacle.
type saidLine struct {
	key  string
	text *string
}

// said are the lines below an obstacle, in their order.
func said(o *journal.Obstacle) []saidLine {
	return []saidLine{{"then:", &o.Then}, {"came:", (*string)(&o.Came)}, {"held:", (*string)(&o.Held)}, {"helped:", (*string)(&o.Helped)}}
}

// ifThenLines are the lines of what was planned for an obstacle. Where there are any the first is
// always that of the plan, and so it is below a text of which the last line looks like one of them.
func ifThenLines(o *journal.Obstacle) string {
	text, last := "", o.Text[strings.LastIndexByte(o.Text, '\n')+1:]
	needed := false
	for _, line := range said(o) {
		needed = needed || *line.text != "" || strings.HasPrefix(last, line.key)
		if *line.text != "" || line.key == "then:" {
			text += "\n" + strings.TrimSpace(line.key+" "+flat(*line.text))
		}
	}
	if !needed {
		return ""
	}
	return text
}

// flat is a text on one line.
func flat(text string) string { return strings.ReplaceAll(text, "\n", " ") }

// withIfThen reads an obstacle with the lines below it. A plan that is written as one of before stays
// as it was, with its lines.
func withIfThen(text string, overcome bool, before []journal.Obstacle) journal.Obstacle {
	o := journal.Obstacle{Overcome: overcome}
	lines := strings.Split(text, "\n")
	keys := said(&o)
	for k := len(keys) - 1; k >= 0; k-- {
		last := len(lines) - 1
		value, ok := strings.CutPrefix(lines[last], keys[k].key)
		value = strings.TrimSpace(value)
		if !ok || last == 0 || k > 0 && value != string(journal.Yes) && value != string(journal.No) {
			continue
		}
		*keys[k].text, lines = value, lines[:last]
	}
	o.Text = strings.Join(lines, "\n")
	for _, b := range before {
		if b.Text == o.Text && flat(b.Then) == o.Then {
			o.Then = b.Then
		}
	}
	return o
}
