package page

import (
	"reflect"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/drafts"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// measureInput is the widget for the value of a measure; one of field, rating and choice is set.
type measureInput struct {
	measure journal.Measure
	field   *input.Field
	rating  *choose.Rating
	choice  *choose.Choice
	beside  *prose.Label      // the unit, or the duration in words
	wrong   *prose.Label      // why what was typed is no value
	widget  fyne.CanvasObject // without its name
	object  fyne.CanvasObject
	loaded  string            // what the value that the entry has looks like
	value   journal.OptNumber // that value, which may be outside the range of today
}

func newMeasureInput(m journal.Measure, hint string, changed func(), reveal func(fyne.CanvasObject)) *measureInput {
	in := &measureInput{measure: m, beside: prose.Short(""), wrong: prose.Caption("")}
	switch m.Kind {
	case journal.ScaleMeasure:
		in.rating = choose.NewRating(choose.Scale{Low: 0, High: 100, Step: 5, LowWord: m.LowWord, HighWord: m.HighWord})
		in.rating.OnChanged, in.rating.OnFocused = changed, reveal
		in.widget = in.rating
	case journal.YesNoMeasure:
		in.choice = choose.NewChoiceOf(choose.Option{Value: "1", Label: wording.Capital(wording.Say("yes")), Key: 'y'}, choose.Option{Value: "0", Label: wording.Capital(wording.Say("no")), Key: 'n'})
	case journal.ChoiceMeasure:
		options := make([]choose.Option, len(m.Choices))
		for i, c := range m.Choices {
			options[i] = choose.Option{Value: strconv.Itoa(c.Key), Label: c.Name}
		}
		in.choice = choose.NewChoiceOf(options...)
	default:
		in.widget = in.makeField(changed, reveal)
	}
	if in.choice != nil {
		in.choice.OnChanged, in.choice.OnFocused = changed, reveal
		in.widget = in.choice
	}
	in.object = input.Labelled(m.Name, hint, in.widget)
	return in
}

// makeField makes the field of a number or a duration, with its unit beside and a sentence under it
// where what was typed is none.
func (in *measureInput) makeField(changed func(), reveal func(fyne.CanvasObject)) fyne.CanvasObject {
	in.field = input.NewField()
	in.field.OnLeft = in.check
	in.field.OnFocused = func(o fyne.CanvasObject) {
		in.field.TypedShortcut(&fyne.ShortcutSelectAll{}) // a number is typed anew more often than changed
		if reveal != nil {
			reveal(o)
		}
	}
	in.field.OnChanged = func(string) {
		in.sayBeside()
		if _, err := in.read(); err == nil {
			in.say("")
		}
		changed()
	}
	if in.measure.Kind == journal.DurationMeasure {
		in.field.SetPlaceHolder("7:20")
	}
	in.wrong.SetInk(fynetheme.ColorNameError)
	in.wrong.Hide()
	in.sayBeside()
	return arrange.Flow(0, arrange.Line(arrange.MinWidth(130, in.field), container.NewCenter(in.beside)), in.wrong)
}

// sayBeside shows the unit, or how a duration was understood.
func (in *measureInput) sayBeside() {
	words := in.measure.Unit
	if in.measure.Kind == journal.DurationMeasure {
		words = ""
		if v, err := in.read(); err == nil && v.IsSet() {
			words = describe.Duration(v.Or(0))
		}
	}
	if in.beside.String() != words {
		in.beside.SetText(words)
	}
}

// check says what is wrong with what was typed.
func (in *measureInput) check() {
	_, err := in.read()
	in.say(problem.Sentence(err))
}

func (in *measureInput) say(words string) {
	if in.wrong.String() == words {
		return
	}
	in.wrong.SetText(words)
	setVisible(in.wrong, words != "")
	in.object.Refresh()
}

// focusable is the part that takes the keyboard.
func (in *measureInput) focusable() fyne.Focusable {
	switch {
	case in.rating != nil:
		return in.rating
	case in.choice != nil:
		return in.choice
	}
	return in.field
}

// text is what the widget holds, as drafts keep it; empty if nothing was said.
func (in *measureInput) text() string {
	switch {
	case in.rating != nil:
		if v, ok := in.rating.Value().Get(); ok {
			return journal.FormatNumber(v)
		}
		return ""
	case in.choice != nil:
		return in.choice.Chosen()
	}
	return in.field.Text
}

// setText fills the widget with what text returned.
func (in *measureInput) setText(text string) {
	switch {
	case in.rating != nil:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			in.rating.SetQuietly(journal.OptNumber{})
			return
		}
		in.rating.SetQuietly(optional.Some(v))
	case in.choice != nil:
		in.choice.SetQuietly(text)
	default:
		tell := in.field.OnChanged
		in.field.OnChanged = nil // the program sets it, not a person
		in.field.SetText(text)
		in.field.OnChanged = tell
		in.sayBeside()
		in.say("")
	}
}

// load shows the value that is stored.
func (in *measureInput) load(v journal.OptNumber) {
	text := ""
	if x, ok := v.Get(); ok {
		text = journal.FormatNumber(x)
		if in.field != nil {
			text = state.MeasureText(&in.measure, x)
		}
	}
	in.setText(text)
	in.loaded, in.value = in.text(), v
}

// read returns the value; unset if there is none. What was loaded and not changed stays as it is.
func (in *measureInput) read() (journal.OptNumber, error) {
	text := in.text()
	switch {
	case text == in.loaded:
		return in.value, nil
	case text == "":
		return journal.OptNumber{}, nil
	case in.field == nil:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return journal.OptNumber{}, err
		}
		return optional.Some(v), nil
	}
	return state.ReadMeasure(&in.measure, text)
}

// measureGroup is the part of a form that asks for the values of measures.
type measureGroup struct {
	box     *fyne.Container
	shown   []*measureInput
	made    map[journal.MeasureID]*measureInput // those not shown keep what was typed
	stored  []journal.MeasureValue
	hint    func(*journal.Measure) string
	changed func()
	reveal  func(fyne.CanvasObject)
}

func newMeasureGroup() *measureGroup {
	return &measureGroup{box: arrange.Grid(250), made: map[journal.MeasureID]*measureInput{}, changed: nothingMore,
		hint: func(m *journal.Measure) string {
			if m.Archived {
				return wording.Say("archived")
			}
			return ""
		}}
}

// forget drops all widgets with what was typed.
func (g *measureGroup) forget() {
	g.made, g.shown, g.box.Objects = map[journal.MeasureID]*measureInput{}, nil, nil
}

// load replaces the values by those that are stored.
func (g *measureGroup) load(values []journal.MeasureValue) {
	g.stored = values
	for id, in := range g.made {
		in.load(journal.ValueOf(values, id))
	}
}

// show shows measures in that order.
func (g *measureGroup) show(measures []journal.Measure) {
	g.shown, g.box.Objects = nil, nil
	for _, m := range measures {
		in := g.input(m)
		g.shown, g.box.Objects = append(g.shown, in), append(g.box.Objects, in.object)
	}
	setVisible(g.box, len(measures) > 0)
	g.box.Refresh()
}

// input is the widget of a measure, made when it is first shown.
func (g *measureGroup) input(m journal.Measure) *measureInput {
	in := g.made[m.ID]
	if in == nil {
		in = newMeasureInput(m, g.hint(&m), func() { g.changed() }, func(o fyne.CanvasObject) {
			if g.reveal != nil {
				g.reveal(o)
			}
		})
		in.load(journal.ValueOf(g.stored, m.ID))
		g.made[m.ID] = in
	}
	return in
}

// isEmpty reports whether nothing is shown.
func (g *measureGroup) isEmpty() bool { return len(g.shown) == 0 }

// held are the stored values together with what was typed, to tell what must stay in sight. Text
// that is no value counts as 0.
func (g *measureGroup) held() []journal.MeasureValue {
	held := g.stored
	for id, in := range g.made {
		if in.text() != "" && !journal.ValueOf(held, id).IsSet() {
			held = journal.WithValue(held, id, optional.Some(0.0))
		}
	}
	return held
}

// read returns the values, and the first error among those shown, which then stand at their fields.
func (g *measureGroup) read() (values []journal.MeasureValue, wrong error) {
	values = slices.Clone(g.stored)
	for _, in := range g.shown {
		v, err := in.read()
		if err != nil {
			if wrong == nil {
				wrong = err
			}
			continue
		}
		values = journal.WithValue(values, in.measure.ID, v)
	}
	if len(values) == 0 {
		values = nil
	}
	return values, wrong
}

// say shows at each field what is wrong with it, and returns the first such field.
func (g *measureGroup) say() (first *measureInput) {
	for _, in := range g.shown {
		if in.field == nil {
			continue
		}
		in.check()
		if in.wrong.Visible() && first == nil {
			first = in
		}
	}
	return first
}

// saved notes that values are stored now. What was typed meanwhile stays.
func (g *measureGroup) saved(values []journal.MeasureValue) {
	g.stored = values
	for id, in := range g.made {
		if v, err := in.read(); err == nil && v == journal.ValueOf(values, id) {
			in.loaded, in.value = in.text(), v
		}
	}
}

// follow takes the values and the measures as they are stored now. What was typed stays; the measures
// that are gone go with what was typed for them.
func (g *measureGroup) follow(values []journal.MeasureValue, all []journal.Measure) {
	g.stored = values
	before := g.made
	g.made = map[journal.MeasureID]*measureInput{}
	for _, m := range all {
		in := before[m.ID]
		if in == nil {
			continue
		}
		typed := in.text()
		isTyped := typed != in.loaded
		if reflect.DeepEqual(in.measure, m) {
			g.made[m.ID] = in
			if stored := journal.ValueOf(values, m.ID); stored != in.value {
				in.load(stored)
			}
		} else {
			in = g.input(m)
		}
		if isTyped {
			in.setText(typed)
		}
	}
}

// hasChanged reports whether something was typed that is not stored.
func (g *measureGroup) hasChanged() bool {
	return slices.ContainsFunc(g.shown, func(in *measureInput) bool { return in.text() != in.loaded })
}

// inDraft precedes the id of a measure in the names of a draft's texts.
const inDraft = "measure "

// draft copies what was typed into a draft.
func (g *measureGroup) draft(d *drafts.Document) {
	for id, in := range g.made {
		if in.text() != "" || in.loaded != "" {
			d.Texts[inDraft+string(id)] = in.text()
		}
	}
}

// restore makes and fills the widgets of a draft. Measures that are gone are left out.
func (g *measureGroup) restore(d drafts.Document, all []journal.Measure) {
	for _, m := range all {
		if text, ok := d.Texts[inDraft+string(m.ID)]; ok {
			g.input(m).setText(text)
		}
	}
}

// section is the group under its own heading.
func (g *measureGroup) section(heading string) fyne.CanvasObject {
	return arrange.Flow(theme.Unit, prose.Subtitle(heading), g.box)
}
