package page

import (
	"fyne.io/fyne/v2"

	"enactive/journal/optional"
	"enactive/ui/arrange"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// conditionalField is a question with its field below it. The question depends on the entry; if
// none applies, the field is hidden too.
type conditionalField struct {
	question, hint *prose.Label
	box            *fyne.Container
}

func newConditionalField(field fyne.CanvasObject) *conditionalField {
	a := &conditionalField{question: prose.Strong(""), hint: prose.Caption("")}
	a.box = arrange.Flow(0, arrange.Flow(-theme.Unit/2, a.question, a.hint), field)
	return a
}

// setQuestion sets the question. Without one the field is hidden, unless it is filled in: then the
// last question remains.
func (a *conditionalField) setQuestion(question, hint string, filled bool) {
	if question == "" && filled {
		question = a.question.String()
	}
	if question == "" {
		a.box.Hide()
		return
	}
	a.question.SetText(question)
	a.hint.SetText(hint)
	a.box.Show()
}

func as[T ~float64](v optional.Value[float64]) optional.Value[T] {
	x, ok := v.Get()
	if !ok {
		return optional.Value[T]{}
	}
	return optional.Some(T(x))
}
