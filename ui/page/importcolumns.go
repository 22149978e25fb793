package page

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// meaning is a possible meaning of a column in another program's table.
type meaning struct {
	ours  string // the name of our column
	words wording.Text
}

// meanings are the fields of an entry that have a name on pages, those that most tables have
// first.
func meanings() []meaning {
	order := strings.Fields(`time area title happened intention outcome performance stress efficacy_before efficacy_after difficulty effort
		obstacles lessons strategies people tags note kind source type`)
	var all []meaning
	for _, f := range journal.Fields() {
		if f.Label != "" {
			all = append(all, meaning{f.Name, f.Label})
		}
	}
	place := func(m meaning) int {
		if i := slices.Index(order, m.ours); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(all, func(a, b meaning) int { return cmp.Compare(place(a), place(b)) })
	return all
}

// columnsHost is what the questions about columns ask of the window.
type columnsHost interface {
	journalHost
	scales
}

// columnsForm asks for the meaning of a table's columns.
type columnsForm struct {
	host     columnsHost
	rows     []*columnRow
	area     *choose.Select
	name     *input.Field
	belongs  fyne.CanvasObject // the area of all rows
	missing  *prose.Label      // says that no column tells the time
	nameless *prose.Label      // says that the area has no name
	question *question
}

// columnRow is one of the columns.
type columnRow struct {
	column     state.Column
	scales     scales
	offered    []string // our columns as the choice lists them, after the first
	choice     *choose.Select
	low, high  *input.Field
	scale      fyne.CanvasObject
	reading    readingChoice
	errorLabel *prose.Label
}

// askColumns asks for the meaning of a table's columns, and calls read with the answers.
func askColumns(host columnsHost, file string, columns []state.Column, read func(state.ColumnAnswers)) {
	f := &columnsForm{host: host, area: choose.NewSelect(), name: input.NewField(), missing: prose.Paragraph(""), nameless: prose.Paragraph("")}
	form := []fyne.CanvasObject{prose.Paragraph(wording.Say("file-has-its-own-columns-say-what-each", wording.V{"File": file})), f.missing}
	for _, c := range columns {
		f.rows = append(f.rows, f.row(c))
		form = append(form, f.rows[len(f.rows)-1].object())
	}
	for _, a := range host.Journal().Areas() {
		f.area.Options = append(f.area.Options, a.Name)
	}
	f.area.Options = append(f.area.Options, wording.Say("a-new-area"))
	f.area.SetSelectedIndex(0)
	f.name.SetPlaceHolder(wording.Say("a-name-such-as-running"))
	f.belongs = input.Labelled(wording.Say("area-for-all-rows"), "", arrange.Flow(theme.Unit/2, surface.Framed(f.area), f.name, f.nameless))
	form = append(form, f.belongs)
	f.linkReturnKey()
	f.question = ask(host.Window(), 760, wording.Say("what-is-in-the-columns"), wording.Say("check-file"), func(q *question) {
		answers, wrong := f.answers()
		if f.showProblem(wrong); wrong != nil {
			return
		}
		q.hide()
		read(answers)
	}, form...)
	f.area.OnChanged = func(string) { f.updateFields() }
	for _, r := range f.rows {
		r.choice.OnChanged = func(string) { r.suggest(); f.updateFields() }
	}
	f.updateFields()
	if len(f.rows) > 0 {
		f.question.canvas.Focus(f.rows[0].choice)
	}
}

// linkReturnKey makes Return move to the next visible field: the scale of a column, then the next
// column.
func (f *columnsForm) linkReturnKey() {
	for i, r := range f.rows {
		r.low.OnSubmitted = func(string) { f.question.canvas.Focus(r.high) }
		r.high.OnSubmitted = func(string) {
			switch {
			case i+1 < len(f.rows):
				f.question.canvas.Focus(f.rows[i+1].choice)
			case f.belongs.Visible():
				f.question.canvas.Focus(f.area)
			default:
				f.question.canvas.Focus(f.question.yes)
			}
		}
	}
}

func (f *columnsForm) row(c state.Column) *columnRow {
	r := &columnRow{column: c, scales: f.host, choice: choose.NewSelect(wording.Say("leave-it-out")), low: input.NewField(), high: input.NewField(), errorLabel: prose.Paragraph(""), reading: newReadingChoice(c)}
	for _, m := range meanings() {
		r.offered = append(r.offered, m.ours)
		r.choice.Options = append(r.choice.Options, m.words.String())
	}
	if c.Ours != "" && !slices.Contains(r.offered, c.Ours) {
		r.offered = append(r.offered, c.Ours)
		r.choice.Options = append(r.choice.Options, c.Ours)
	}
	r.choice.SetSelectedIndex(slices.Index(r.offered, c.Ours) + 1)
	r.suggest()
	return r
}

func (r *columnRow) object() fyne.CanvasObject {
	holds := wording.Say("empty-in-every-row")
	switch {
	case r.column.IsNumbers:
		holds = wording.Say("low-to-high-in-the-file", wording.V{"Low": wording.Number(r.column.Low, 6), "High": wording.Number(r.column.High, 6)})
	case r.column.Example != "":
		holds = wording.Say("such-as-example", wording.V{"Example": strings.Join(strings.Fields(r.column.Example), " ")})
	}
	r.scale = container.NewBorder(nil, nil, prose.Short(wording.Say("their-scale-from-lowest-to-highest")), nil,
		container.NewGridWithColumns(2, r.low, r.high))
	parts := []fyne.CanvasObject{container.NewBorder(nil, nil, nil, container.NewCenter(arrange.MinWidth(340, surface.Framed(r.choice))),
		arrange.Flow(-theme.Unit/2, prose.Strong(r.column.Name).InLine(), prose.Caption(holds).InLine())), r.scale}
	return arrange.Flow(theme.Unit/2, append(append(parts, r.reading.objects()...), r.errorLabel)...)
}

// ours returns the chosen column of ours, or an empty name.
func (r *columnRow) ours() string {
	if i := r.choice.SelectedIndex(); i > 0 {
		return r.offered[i-1]
	}
	return ""
}

// suggest fills in the scale if the file proves it: a column with our name has our scale, and one
// with values above ten has a scale of a hundred.
func (r *columnRow) suggest() {
	r.low.SetText("")
	r.high.SetText("")
	low, high, ok := r.scales.NumberRange(r.ours())
	fits := r.column.IsNumbers && r.column.Low >= low && r.column.High <= high
	if ok && fits && (r.ours() == r.column.Ours || high == 100 && r.column.High > 10) {
		r.low.SetText(wording.Number(low, 0))
		r.high.SetText(wording.Number(high, 0))
	}
}

// updateFields shows the fields for the scale of number columns, and for the area of all rows if
// no column contains it.
func (f *columnsForm) updateFields() {
	hasArea := false
	for _, r := range f.rows {
		_, _, number := r.scales.NumberRange(r.ours())
		setVisible(r.scale, number)
		r.reading.follow(r.ours() == "time", number)
		hasArea = hasArea || r.ours() == "area"
	}
	setVisible(f.belongs, !hasArea)
	setVisible(f.name, f.isNewArea())
	f.showProblem(nil)
}

// columnProblem is a missing or wrong answer, the label for its message, and the field to correct.
type columnProblem struct {
	words string
	at    *prose.Label
	field fyne.Focusable
}

// showProblem shows a problem at its field and focuses that, which scrolls to it; nil clears the
// message.
func (f *columnsForm) showProblem(p *columnProblem) {
	places := []*prose.Label{f.missing, f.nameless}
	for _, r := range f.rows {
		places = append(places, r.errorLabel)
	}
	for _, at := range places {
		words := ""
		if p != nil && p.at == at {
			words = p.words
		}
		at.SetText(words)
	}
	f.question.say("") // makes room
	if p != nil {
		f.question.canvas.Focus(p.field)
	}
}

func (f *columnsForm) isNewArea() bool { return f.area.SelectedIndex() == len(f.area.Options)-1 }

// answers returns the answers, or the first problem.
func (f *columnsForm) answers() (a state.ColumnAnswers, wrong *columnProblem) {
	chosen := map[string]string{} // their columns by ours
	for _, r := range f.rows {
		ours := r.ours()
		if wrong := r.reading.answer(&a, r); wrong != nil {
			return a, wrong
		}
		switch ours {
		case "":
			a.Leave = append(a.Leave, r.column.Name)
			continue
		case "time":
			a.Times = append(a.Times, r.column.Name)
			continue
		}
		if first, both := chosen[ours]; both {
			return a, &columnProblem{wording.Say("first-and-second-cannot-both-be-used", wording.V{"First": first, "Second": r.column.Name}), r.errorLabel, r.choice}
		}
		chosen[ours] = r.column.Name
		m := state.ColumnMap{From: r.column.Name, To: ours}
		if _, _, number := f.host.NumberRange(ours); number {
			if m.Low, m.High, m.Scaled = f.host.ParseScale(r.low.Text, r.high.Text); !m.Scaled {
				return a, &columnProblem{wording.Say("enter-the-lowest-and-the-highest-number", wording.V{"Column": r.column.Name}), r.errorLabel, r.firstEmpty()}
			}
		}
		a.Map = append(a.Map, m)
	}
	if len(a.Times) == 0 {
		return a, &columnProblem{wording.Say("choose-the-column-that-says-when-it-was"), f.missing, f.rows[0].choice}
	}
	if _, hasArea := chosen["area"]; !hasArea {
		name := f.area.Selected
		if f.isNewArea() {
			name = strings.TrimSpace(f.name.Text)
		}
		if name == "" {
			return a, &columnProblem{wording.Say("give-the-area-a-name-or-choose"), f.nameless, f.name}
		}
		a.Area = name
	}
	return a, nil
}

// firstEmpty is the end of the scale that is to be typed first.
func (r *columnRow) firstEmpty() fyne.Focusable {
	if strings.TrimSpace(r.low.Text) != "" {
		return r.high
	}
	return r.low
}
