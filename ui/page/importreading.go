package page

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
)

// readingChoice asks how a column is to be read, if its cells do not prove it: in which order its
// dates are, or which decimal mark its numbers have.
type readingChoice struct{ orders, decimals *readingSelect }

// readingSelect is a choice among readings.
type readingSelect struct {
	readings []state.Reading
	choice   *choose.Select
	line     *fyne.Container
}

func newReadingChoice(c state.Column) readingChoice {
	return readingChoice{
		newReadingSelect(wording.Say("order-of-its-dates"), c.Orders, orderSentence),
		newReadingSelect(wording.Say("decimal-mark-of-its-numbers"), c.Decimals, decimalSentence),
	}
}

func newReadingSelect(label string, readings []state.Reading, sentence func(state.Reading) string) *readingSelect {
	s := &readingSelect{readings: readings, choice: choose.NewSelect()}
	for _, r := range readings {
		s.choice.Options = append(s.choice.Options, sentence(r))
	}
	s.line = container.NewBorder(nil, nil, prose.Short(label), nil, surface.Framed(s.choice))
	s.line.Hide()
	return s
}

// orderSentence shows what the first open date becomes in an order.
func orderSentence(r state.Reading) string {
	return wording.Say("order-cell-is-day", wording.V{"Order": r.Order, "Cell": strings.Join(strings.Fields(r.Cells[0]), " "), "Day": wording.Day(r.Days[0])})
}

// decimalSentence shows the ends of the column with a decimal mark.
func decimalSentence(r state.Reading) string {
	with := wording.V{"Low": wording.Number(r.Low, 6), "High": wording.Number(r.High, 6)}
	if r.Key == "comma" {
		return wording.Say("a-decimal-comma-from-low-to-high", with)
	}
	return wording.Say("a-decimal-point-from-low-to-high", with)
}

// objects are the questions that the column may need.
func (c *readingChoice) objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, s := range []*readingSelect{c.orders, c.decimals} {
		if len(s.readings) > 0 {
			all = append(all, s.line)
		}
	}
	return all
}

// follow shows the question that the meaning of the column needs.
func (c *readingChoice) follow(isTime, isNumber bool) {
	setVisible(c.orders.line, isTime && len(c.orders.readings) > 0)
	setVisible(c.decimals.line, isNumber && len(c.decimals.readings) > 0)
}

// answer puts what was chosen into the answers, or says what is missing.
func (c *readingChoice) answer(a *state.ColumnAnswers, r *columnRow) *columnProblem {
	for _, one := range []struct {
		choice *readingSelect
		to     *string
	}{{c.orders, &a.Dates}, {c.decimals, &a.Decimal}} {
		if !one.choice.line.Visible() {
			continue
		}
		i := slices.Index(one.choice.choice.Options, one.choice.choice.Selected)
		if i < 0 {
			return &columnProblem{wording.Say("say-how-column-is-to-be-read", wording.V{"Column": r.column.Name}), r.errorLabel, one.choice.choice}
		}
		*one.to = one.choice.readings[i].Key
	}
	return nil
}
