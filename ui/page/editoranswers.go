package page

import (
	"slices"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/arrange"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// ownAnswers are the fields for the answers to the questions of one's own of an area.
type ownAnswers struct {
	// before has the questions about the time before an event, after the others.
	before, after *fyne.Container
	rows          []*answerRow
	changed       func()
	// shown says what the boxes show.
	shown string
}

type answerRow struct {
	question journal.Question
	text     *input.TextArea
}

func newOwnAnswers() *ownAnswers {
	o := &ownAnswers{before: arrange.Flow(2 * theme.Unit), after: arrange.Flow(2 * theme.Unit), changed: func() {}}
	o.before.Hide()
	o.after.Hide()
	return o
}

// showIfFilled hides a box without objects, so that it takes no room.
func showIfFilled(box *fyne.Container) {
	if len(box.Objects) == 0 {
		box.Hide()
		return
	}
	box.Show()
}

// load takes answers.
func (o *ownAnswers) load(answers []journal.Answer) {
	o.rows, o.shown = nil, ""
	for _, a := range answers {
		o.row(journal.Question{Text: a.Question, When: a.When}).text.SetQuietly(a.Text)
	}
}

// row returns the row of a question, and makes it if there is none.
func (o *ownAnswers) row(q journal.Question) *answerRow {
	if i := slices.IndexFunc(o.rows, func(r *answerRow) bool { return r.question == q }); i >= 0 {
		return o.rows[i]
	}
	r := &answerRow{q, input.NewTextArea(2)}
	r.text.OnChanged = func() { o.changed() }
	o.rows = append(o.rows, r)
	return r
}

// answers returns what is answered. Answers are kept where their question is asked no more.
func (o *ownAnswers) answers() []journal.Answer {
	var all []journal.Answer
	for _, r := range o.rows {
		if text := r.text.Text(); text != "" {
			all = append(all, journal.Answer{Question: r.question.Text, When: r.question.When, Text: text})
		}
	}
	return all
}

// show shows the questions that are asked of e in its area, and those that it answers. It reports
// whether they are others than before. What is sealed is not among them.
func (o *ownAnswers) show(e *journal.Entry, area *journal.Area, sealed bool) (moved bool) {
	due := area.Asks(e)
	for _, r := range o.rows {
		if r.text.Text() != "" && !slices.Contains(due, r.question) {
			due = append(due, r.question)
		}
	}
	key := ""
	for _, q := range due {
		key += string(q.When) + q.Text + "\x00"
	}
	if key == o.shown {
		return false
	}
	o.shown = key
	o.before.RemoveAll()
	o.after.RemoveAll()
	for _, q := range due {
		box := o.after
		if q.When == journal.AskedBefore {
			box = o.before
			if sealed {
				continue
			}
		}
		box.Add(arrange.Flow(0, prose.Strong(q.Text), o.row(q).text))
	}
	showIfFilled(o.before)
	showIfFilled(o.after)
	return true
}
