package page

import (
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// questionFields are the fields of a question of one's own.
type questionFields struct {
	text *input.Field
	when journal.Asked
}

func (p *AreaEditor) questionRow(q journal.Question) input.RowItem {
	f := &questionFields{text: input.NewField(), when: q.When}
	f.text.SetText(q.Text)
	f.text.SetPlaceHolder(wording.Say("a-question-to-yourself"))
	p.listen(f.text)
	var times []choice[journal.Asked]
	for _, t := range journal.AskedTimes() {
		times = append(times, choice[journal.Asked]{t, askedWord(t)})
	}
	when := exactlyOne(times, q.When, func(t journal.Asked) { f.when = t; p.changed() })
	return input.RowItem{Object: arrange.Flow(theme.Unit/2, f.text, when), Fields: []fyne.Focusable{f.text}, Value: f}
}

// askedWord says when a question is asked.
func askedWord(t journal.Asked) string {
	switch t {
	case journal.AskedAfterSuccess:
		return wording.Say("asked-after-a-success")
	case journal.AskedAfterSetback:
		return wording.Say("asked-after-a-setback")
	}
	return wording.Say("asked-before")
}

// readQuestions returns the questions that have words.
func readQuestions(rows *input.Rows) []journal.Question {
	var all []journal.Question
	for _, v := range rows.Values() {
		f := v.(*questionFields)
		if text := strings.TrimSpace(f.text.Text); text != "" {
			all = append(all, journal.Question{Text: text, When: f.when})
		}
	}
	return all
}

// openFields are the parts of the form of an entry, ticked where an area has them open.
type openFields struct {
	open    []string
	checks  map[string]*choose.Check
	object  fyne.CanvasObject
	changed func()
}

func newOpenFields(changed func()) *openFields {
	o := &openFields{checks: map[string]*choose.Check{}, changed: changed}
	box := arrange.Grid(220)
	for _, name := range state.OpenableFields() {
		c := choose.NewCheck(openableWord(name), false)
		c.OnChanged = func() {
			o.open = state.SetOpen(o.open, name, c.IsChecked())
			o.changed()
		}
		o.checks[name] = c
		box.Add(c)
	}
	o.object = box
	return o
}

// set shows which parts are open.
func (o *openFields) set(open []string) {
	o.open = open
	for name, c := range o.checks {
		c.SetQuietly(state.IsOpen(open, name))
	}
}

// openableWord names the part of the form that a field opens.
func openableWord(field string) string {
	switch field {
	case "obstacles":
		return wording.Say("obstacles")
	case "strategies":
		return wording.Say("handling-nerves")
	case "lessons":
		return wording.Say("lessons")
	case "sacrifices":
		return wording.Say("what-it-cost")
	case "people":
		return wording.Say("people")
	case "effort":
		return wording.Say("effort-luck-and-how-the-stress-felt")
	case "mastery":
		return wording.Say("what-it-is-evidence-of")
	case "tags":
		return wording.Say("tags-and-note")
	}
	return wording.Say("before")
}
