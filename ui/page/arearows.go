package page

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/optional"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/input"
	"enactive/ui/prose"
)

// stepFields are the two halves of an if-then step.
type stepFields struct{ when, then *input.Field }

func (p *AreaEditor) stepRow(a journal.Action) input.RowItem {
	f := &stepFields{when: input.NewField(), then: input.NewField()}
	f.when.SetText(a.If)
	f.then.SetText(a.Then)
	f.when.SetPlaceHolder(wording.Say("if-it-is-tuesday-7-oclock"))
	f.then.SetPlaceHolder(wording.Say("then-i-run"))
	p.listen(f.when)
	p.listen(f.then)
	return input.RowItem{Object: arrange.Grid(330, worded(wording.Say("if-before-a-field"), f.when), worded(wording.Say("then-before-a-field"), f.then)), Fields: []fyne.Focusable{f.when, f.then}, Value: f}
}

// worded is a field with a word before it.
func worded(word string, f fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, arrange.MinWidth(52, arrange.Middle(prose.Short(word))), nil, f)
}

// lineRow is a row of one field.
func (p *AreaEditor) lineRow(text string) input.RowItem {
	f := input.NewField()
	f.SetText(text)
	p.listen(f)
	return input.RowItem{Object: f, Fields: []fyne.Focusable{f}, Value: f}
}

// rungFields are the fields of one step of the ladder, which keeps its rating.
type rungFields struct {
	rung             journal.Rung
	text, difficulty *input.Field
}

func (p *AreaEditor) rungRow(r journal.Rung) input.RowItem {
	f := &rungFields{rung: r, text: input.NewField(), difficulty: input.NewField()}
	f.text.SetText(r.Text)
	f.text.SetPlaceHolder(wording.Say("a-step"))
	f.difficulty.SetPlaceHolder(wording.Say("1-to-10"))
	if d, ok := r.Difficulty.Get(); ok {
		f.difficulty.SetText(wording.Number(float64(d), 1))
	}
	p.listen(f.text)
	p.listen(f.difficulty)
	return input.RowItem{Object: container.NewBorder(nil, nil, nil, arrange.MinWidth(90, f.difficulty), f.text), Fields: []fyne.Focusable{f.text, f.difficulty}, Value: f}
}

func (f *rungFields) read() (journal.Rung, error) {
	r := f.rung
	r.Text, r.Difficulty = strings.TrimSpace(f.text.Text), journal.OptDifficulty{}
	typed := strings.TrimSpace(f.difficulty.Text)
	if typed == "" {
		return r, nil
	}
	d, err := strconv.ParseFloat(strings.Replace(typed, ",", ".", 1), 64)
	if err != nil {
		return r, &journal.FieldError{Field: "difficulty", Value: typed, Want: fault.Text("a-number-from-1-to-10")}
	}
	r.Difficulty = optional.Some(journal.Difficulty(d))
	return r, nil
}
