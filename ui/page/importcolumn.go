package page

import (
	"cmp"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// columnRow is one of the columns.
type columnRow struct {
	part      *columnsPart
	at        int
	column    state.Column
	offered   []string // our columns as the choice lists them, after the first
	choice    *choose.Select
	questions *fyne.Container
	first     fyne.Focusable // of what is asked
	asks      string         // what the questions are for
	object    fyne.CanvasObject
}

func newColumnRow(part *columnsPart, at int) *columnRow {
	r := &columnRow{part: part, at: at, column: part.form.Sheet.Columns[at], choice: choose.NewSelect(wording.Say("leave-it-out")), questions: arrange.Flow(theme.Unit / 2), asks: "\x00"}
	if r.column.IsFact {
		r.choice.Options[0] = wording.Say("each-cell-becomes-a-tag")
	}
	for _, m := range part.meanings(at) {
		r.offered = append(r.offered, m.ours)
		r.choice.Options = append(r.choice.Options, m.words)
	}
	if ours := part.form.Columns[at].Ours; ours != "" && !slices.Contains(r.offered, ours) {
		r.offered = append(r.offered, ours)
		r.choice.Options = append(r.choice.Options, dayMeaning(ours))
	}
	r.follow()
	r.choice.OnChanged = func(string) { r.choose() }
	facts := arrange.Flow(-theme.Unit/2, prose.Strong(r.column.Name).InLine(), prose.Caption(factsOf(r.column, part.isClock(r.column.Name))))
	var before fyne.CanvasObject = arrange.Gap(0)
	if len(r.column.Bins) > 0 {
		before = container.New(arrange.Margins(0, 0, 0, 1.5*theme.Unit), container.NewCenter(glyph.NewBars(r.column.Bins)))
	}
	head := container.New(arrange.HorizontalBorder{}, before, container.New(arrange.Margins(0, 0, theme.Unit, 0), container.NewCenter(arrange.MinWidth(206, surface.Framed(r.choice)))), facts)
	line := canvas.NewRectangle(color.Transparent)
	line.FillColor = theme.Current().Line
	line.SetMinSize(fyne.NewSize(1, 1))
	r.object = arrange.Flow(theme.Unit, line, head, r.questions)
	return r
}

// asked is where the keyboard answers what is asked.
func (r *columnRow) asked() fyne.Focusable {
	if r.first != nil {
		return r.first
	}
	return r.choice
}

func (r *columnRow) answer() *state.ColumnAnswer { return &r.part.form.Columns[r.at] }

func (r *columnRow) choose() {
	ours := ""
	if i := r.choice.SelectedIndex(); i > 0 {
		ours = r.offered[i-1]
	}
	if r.part.following || ours == r.answer().Ours {
		return
	}
	r.part.form.Choose(r.at, ours)
	r.part.follow()
	r.part.page.changed()
}

// follow shows what the form says of the column, and what it asks.
func (r *columnRow) follow() {
	ours := r.answer().Ours
	if at := slices.Index(r.offered, ours) + 1; r.choice.SelectedIndex() != at {
		r.choice.SetSelectedIndex(at)
	}
	if r.asks != ours {
		r.asks = ours
		r.ask()
	}
}

// ask makes the questions that the meaning of the column needs.
func (r *columnRow) ask() {
	r.questions.Objects, r.first = nil, nil
	for _, kind := range r.part.form.Needs(r.at) {
		switch kind {
		case state.AskOrder:
			r.askReading(wording.Say("order-of-its-dates"), r.column.Orders, orderSentence, &r.part.form.Dates)
		case state.AskDecimal:
			r.askReading(wording.Say("decimal-mark-of-its-numbers"), r.column.Decimals, decimalSentence, &r.part.form.Decimal)
		case state.AskDurations:
			r.askReading(wording.Say("what-its-durations-are"), r.column.Durations, durationSentence, &r.part.form.Durations)
		case state.AskScale:
			r.askScale()
		case state.AskWords:
			r.askWords(wordsAtOnce)
		}
	}
	sheet := r.part.form.Sheet
	isTable := sheet.IsText || len(sheet.Sheets) > 0 // the items of another journal are known
	if field, ok := state.ImportField(r.answer().Ours); ok && isTable && len(r.column.Lists) > 0 &&
		(field.Kind == journal.ListField || field.Kind == journal.PeopleField || field.Kind == journal.ObstaclesField) {
		r.askSplit()
	}
	setVisible(r.questions, len(r.questions.Objects) > 0)
	r.questions.Refresh()
	if r.object != nil {
		r.object.Refresh()
	}
}

func (r *columnRow) add(o fyne.CanvasObject, first fyne.Focusable) {
	r.questions.Add(o)
	if r.first == nil {
		r.first = first
	}
}

// askReading asks how the column is to be read, and shows what its cells become.
func (r *columnRow) askReading(label string, readings []state.ColumnReading, sentence func(state.ColumnReading) string, to *string) {
	choice := choose.NewSelect()
	choice.PlaceHolder = wording.Say("choose-one")
	for _, reading := range readings {
		choice.Options = append(choice.Options, sentence(reading))
	}
	if at := slices.IndexFunc(readings, func(o state.ColumnReading) bool { return o.Key == *to }); at >= 0 {
		choice.SetSelectedIndex(at)
	}
	choice.OnChanged = func(string) {
		if i := choice.SelectedIndex(); i >= 0 {
			*to = readings[i].Key
			r.part.page.changed()
		}
	}
	r.add(input.Labelled(label, "", surface.Framed(choice)), choice)
}

// orderSentence shows what the first open date becomes in an order.
func orderSentence(r state.ColumnReading) string {
	return wording.Say("order-cell-is-day", wording.V{"Order": r.Order, "Cell": strings.Join(strings.Fields(r.Cells[0]), " "), "Day": wording.Day(r.Days[0])})
}

// decimalSentence shows the ends of the column with a decimal mark.
func decimalSentence(r state.ColumnReading) string {
	with := wording.V{"Low": wording.Number(r.Low, 6), "High": wording.Number(r.High, 6)}
	if r.Key == "comma" {
		return wording.Say("a-decimal-comma-from-low-to-high", with)
	}
	return wording.Say("a-decimal-point-from-low-to-high", with)
}

// durationSentence shows what the longest duration becomes.
func durationSentence(r state.ColumnReading) string {
	with := wording.V{"Cell": r.Cells[1], "N": wording.Number(r.High, 1)}
	if r.Key == "h:m" {
		return wording.Say("hours-and-minutes-cell-is-n-minutes", with)
	}
	return wording.Say("minutes-and-seconds-cell-is-n-minutes", with)
}

// askScale asks for the ends of their scale, and says what these become.
func (r *columnRow) askScale() {
	low, high, becomes := input.NewField(), input.NewField(), prose.Caption("")
	low.SetText(r.answer().Low)
	high.SetText(r.answer().High)
	low.SetPlaceHolder(wording.Say("lowest"))
	high.SetPlaceHolder(wording.Say("highest"))
	field, _ := state.ImportField(r.answer().Ours)
	say := func() {
		words := ""
		if from, to, ok := r.answer().Scale(); ok {
			words = wording.Say("low-becomes-ours-and-high-becomes-ours", wording.V{"Low": wording.Number(from, 6), "High": wording.Number(to, 6),
				"OurLow": wording.Number(field.Low, 6), "OurHigh": wording.Number(field.High, 6)})
		}
		becomes.SetText(words)
		r.questions.Refresh()
	}
	say()
	typed := func(string) {
		r.answer().Low, r.answer().High = low.Text, high.Text
		say()
		r.part.page.changed()
	}
	low.OnChanged, high.OnChanged = typed, typed
	low.OnSubmitted = func(string) { r.part.page.host.Window().Canvas().Focus(high) }
	high.OnSubmitted = func(string) { r.part.page.goOn() }
	hint := ""
	if r.column.IsNumbers || r.column.IsDurations && len(r.column.Durations) == 0 {
		hint = wording.Say("low-to-high-in-the-file", wording.V{"Low": wording.Number(r.column.Low, 6), "High": wording.Number(r.column.High, 6)})
	}
	r.add(arrange.Flow(0, input.Labelled(wording.Capital(wording.Say("their-scale-from-lowest-to-highest")), hint, container.NewGridWithColumns(2, low, high)), becomes), low)
}

// askWords asks what each word of theirs becomes: one of our words, or a number.
func (r *columnRow) askWords(most int) {
	words := r.part.form.AskedWords(r.at)
	field, _ := state.ImportField(r.answer().Ours)
	rows := arrange.Flow(theme.Unit / 2)
	for i, w := range words {
		if i == most {
			rest := len(words) - i
			var more *control.Button
			more = control.NewButton(control.Plain, wording.Count(rest, "n-more-words"), nil, func() {
				rows.Remove(more)
				for _, w := range words[i:] {
					rows.Add(r.wordRow(w, &field, nil))
				}
				r.object.Refresh()
			})
			rows.Add(container.NewHBox(more))
			break
		}
		var first func(fyne.Focusable)
		if i == 0 {
			first = func(o fyne.Focusable) { r.first = cmp.Or(r.first, o) }
		}
		rows.Add(r.wordRow(w, &field, first))
	}
	label := wording.Say("what-its-words-become")
	hint := ""
	if field.Kind == journal.NumberField {
		hint = wording.Say("a-number-from-low-to-high-or-a-dash", wording.V{"Low": wording.Number(field.Low, 0), "High": wording.Number(field.High, 0)})
	}
	r.questions.Add(input.Labelled(label, hint, rows))
}

// emptyMark stands for a word that becomes nothing, in a field for a number.
const emptyMark = "-"

func (r *columnRow) wordRow(w state.WordCount, field *journal.Field, isFirst func(fyne.Focusable)) fyne.CanvasObject {
	var answer fyne.CanvasObject
	var keyboard fyne.Focusable
	said, isSaid := r.answer().Words[w.Word]
	if field.Kind == journal.NumberField {
		number := input.NewField()
		if number.SetText(said); isSaid && said == "" {
			number.SetText(emptyMark)
		}
		number.OnChanged = func(text string) {
			switch text = strings.TrimSpace(text); text {
			case "":
				delete(r.answer().Words, w.Word)
			case emptyMark:
				r.part.form.SetWord(r.at, w.Word, "")
			default:
				r.part.form.SetWord(r.at, w.Word, text)
			}
			r.part.page.changed()
		}
		number.OnSubmitted = func(string) { r.part.page.host.Window().Canvas().FocusNext() }
		answer, keyboard = number, number
	} else {
		choice := choose.NewSelect()
		choice.PlaceHolder = wording.Say("choose-one")
		ours := state.OurWords(field)
		for _, o := range ours {
			choice.Options = append(choice.Options, wording.Capital(o.Name))
		}
		choice.Options = append(choice.Options, wording.Say("leave-it-empty"))
		switch at := slices.IndexFunc(ours, func(o state.OurWord) bool { return o.Value == said }); {
		case at >= 0:
			choice.SetSelectedIndex(at)
		case isSaid && said == "":
			choice.SetSelectedIndex(len(ours))
		}
		choice.OnChanged = func(string) {
			value := ""
			if i := choice.SelectedIndex(); i < len(ours) {
				value = ours[i].Value
			}
			r.part.form.SetWord(r.at, w.Word, value)
			r.part.page.changed()
		}
		answer, keyboard = surface.Framed(choice), choice
	}
	if isFirst != nil {
		isFirst(keyboard)
	}
	name := wording.Say("word-n-times", wording.V{"Word": oneLine(w.Word), "N": w.Count})
	return container.NewGridWithColumns(2, container.NewVBox(layout.NewSpacer(), prose.Quiet(name).InLine(), layout.NewSpacer()), answer)
}

// askSplit offers the separators of items that some cells have.
func (r *columnRow) askSplit() {
	choice := choose.NewSelect(wording.Say("each-cell-is-one-item"))
	at := 0
	for i, l := range r.column.Lists {
		choice.Options = append(choice.Options, wording.Count(l.Items, "n-items-with-separator-between", wording.V{"Separator": separatorName(l.Separator)}))
		if l.Separator == r.answer().Split {
			at = i + 1
		}
	}
	choice.SetSelectedIndex(at)
	choice.OnChanged = func(string) {
		r.answer().Split = ""
		if i := choice.SelectedIndex(); i > 0 {
			r.answer().Split = r.column.Lists[i-1].Separator
		}
		r.part.page.changed()
	}
	r.questions.Add(input.Labelled(wording.Say("items-of-its-cells"), "", surface.Framed(choice)))
}

// separatorName names what stands between cells or items.
func separatorName(s string) string {
	switch s {
	case "\n":
		return wording.Say("a-new-line")
	case "\t":
		return wording.Say("a-tab")
	}
	return "\u201c" + s + "\u201d"
}

// factsOf is what the cells of a column prove, in one line.
func factsOf(c state.Column, isClock bool) string {
	var all []string
	switch {
	case c.Filled == 0:
		return wording.Say("empty-in-every-row")
	case !c.First.IsZero():
		all = append(all, fromTo(wording.Day(c.First), wording.Day(c.Last)))
	case c.IsNumbers:
		all = append(all, fromTo(wording.Number(c.Low, 6), wording.Number(c.High, 6)))
	case c.IsDurations && len(c.Durations) == 0 && isClock:
		all = append(all, fromTo(clock(c.Low), clock(c.High)))
	case c.IsDurations && len(c.Durations) == 0:
		all = append(all, wording.Say("low-to-high-minutes", wording.V{"Low": wording.Number(c.Low, 1), "High": wording.Number(c.High, 1)}))
	case len(c.Words) > 0 && c.Words[0].Count > 1 && len(c.Orders) == 0:
		for i, w := range c.Words {
			if i == mostWordsShown {
				all[0] += ", …"
				break
			}
			said := wording.Say("word-n-times", wording.V{"Word": short(w.Word), "N": w.Count})
			if i == 0 {
				all = append(all, said)
				continue
			}
			all[0] += ", " + said
		}
	default:
		all = append(all, wording.Say("such-as-example", wording.V{"Example": short(c.Example)}))
	}
	if c.Empty > 0 {
		all = append(all, wording.Say("n-of-total-filled", wording.V{"N": c.Filled, "Total": c.Filled + c.Empty}))
	}
	return strings.Join(all, " · ")
}

// fromTo names two ends, or the only value.
func fromTo(low, high string) string {
	if low == high {
		return low
	}
	return wording.Say("low-to-high", wording.V{"Low": low, "High": high})
}

// short is the beginning of a text, on one line.
func short(text string) string {
	const most = 40
	letters := []rune(oneLine(text))
	if len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return string(letters)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
