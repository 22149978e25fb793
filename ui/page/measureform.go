package page

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
)

// measureForm is the sheet in which a measure is made or changed.
type measureForm struct {
	host journalHost
	form state.MeasureForm
	q    *question

	name, unit, decimals, low, high, lowWord, highWord *input.Field
	choices                                            *input.Rows
	ordered, pinned                                    *choose.Check
	// parts are the questions that not every measure is asked, with when they are.
	parts []measurePart
}

// measurePart is a question that fits some measures.
type measurePart struct {
	object fyne.CanvasObject
	fits   func(*journal.Measure) bool
}

// editMeasure opens the form of a measure; one without an ID is new.
func editMeasure(host journalHost, m journal.Measure) {
	if err := host.Journal().ReadOnly(); err != nil {
		host.Fail(err)
		return
	}
	openMeasureForm(host, state.FormOfMeasure(m), "")
}

// openMeasureForm shows a form as it was filled, and a sentence under it.
func openMeasureForm(host journalHost, form state.MeasureForm, words string) {
	f := &measureForm{host: host, form: form}
	title := wording.Say("change-a-measure")
	if form.Measure.ID == "" {
		title = wording.Say("new-measure")
	}
	f.q = ask(host.Window(), 600, title, wording.Say("save"), func(*question) { f.save(journal.Rewrite{}) }, f.makeParts()...)
	f.update()
	if words != "" {
		f.say(words)
	}
	f.q.canvas.Focus(f.name)
}

// makeParts makes the questions in their order.
func (f *measureForm) makeParts() []fyne.CanvasObject {
	m := &f.form.Measure
	field := func(text string) *input.Field {
		in := input.NewField()
		in.SetText(text)
		return in
	}
	f.name, f.unit, f.decimals, f.low, f.high = field(m.Name), field(m.Unit), field(f.form.Decimals), field(f.form.Low), field(f.form.High)
	f.lowWord, f.highWord = field(m.LowWord), field(m.HighWord)
	f.decimals.SetPlaceHolder(wording.Say("all-that-a-number-has"))
	f.ordered = choose.NewCheck(wording.Say("the-values-have-this-order"), m.Ordered)
	f.pinned = choose.NewCheck(wording.Say("ask-for-it-in-quick-entry"), m.Pinned)
	is := func(kinds ...journal.MeasureKind) func(*journal.Measure) bool {
		return func(m *journal.Measure) bool { return slices.Contains(kinds, m.Kind) }
	}
	number, span := is(journal.NumberMeasure), is(journal.NumberMeasure, journal.DurationMeasure)
	objects := []fyne.CanvasObject{
		input.Labelled(wording.Say("name"), "", f.name),
		input.Labelled(wording.Say("what-kind-of-value-is-it"), "", f.kind()),
	}
	add := func(fits func(*journal.Measure) bool, o fyne.CanvasObject) {
		f.parts = append(f.parts, measurePart{o, fits})
		objects = append(objects, o)
	}
	add(number, arrange.Grid(200, input.Labelled(wording.Say("unit-if-it-has-one"), "", f.unit), input.Labelled(wording.Say("decimals-shown"), "", f.decimals)))
	add(is(journal.DurationMeasure), input.Labelled(wording.Say("a-number-alone-means"), "", f.hours()))
	add(span, arrange.Grid(200, input.Labelled(wording.Say("smallest-value-that-can-be"), "", f.low), input.Labelled(wording.Say("largest-value-that-can-be"), "", f.high)))
	add(is(journal.ScaleMeasure), arrange.Grid(200, input.Labelled(wording.Say("word-at-0"), "", f.lowWord), input.Labelled(wording.Say("word-at-100"), "", f.highWord)))
	add(is(journal.ChoiceMeasure), input.Labelled(wording.Say("the-values-it-can-have"), wording.Say("from-2-to-12-of-them"), f.values()))
	add(is(journal.ChoiceMeasure), f.ordered)
	add(func(m *journal.Measure) bool { return m.Kind != journal.ChoiceMeasure || f.ordered.IsChecked() }, input.Labelled(wording.Say("which-way-is-better"), "", f.better()))
	f.ordered.OnChanged = f.update
	objects = append(objects, input.Labelled(wording.Say("what-it-belongs-to"), "", f.belongs()))
	add(func(m *journal.Measure) bool { return !m.OfDay }, input.Labelled(wording.Say("areas"), "", f.areas()))
	add(func(m *journal.Measure) bool { return !m.OfDay }, f.pinned)
	return objects
}

func (f *measureForm) kind() fyne.CanvasObject {
	var kinds []choice[journal.MeasureKind]
	for _, k := range journal.MeasureKinds() {
		kinds = append(kinds, choice[journal.MeasureKind]{k, wording.Capital(state.MeasureKindWords(k))})
	}
	return oneOf(kinds, f.form.Measure.Kind, func(k journal.MeasureKind) {
		f.form.Measure.Kind = k
		if k == journal.DurationMeasure { // what a number alone means is asked with other words
			f.unit.SetText("")
		}
		f.update()
	})
}

// hours asks what a number without a unit means where a duration is typed.
func (f *measureForm) hours() fyne.CanvasObject {
	now := f.form.Measure.Unit
	if now != journal.HoursUnit && now != journal.MinutesUnit {
		now = journal.MinutesUnit
		if f.form.Measure.OfDay {
			now = journal.HoursUnit
		}
	}
	return oneOf([]choice[string]{{journal.HoursUnit, wording.Say("hours")}, {journal.MinutesUnit, wording.Say("minutes")}}, now, func(unit string) {
		f.unit.SetText(unit)
	})
}

// values are the named values of a choice, which keep their keys when they are renamed or moved.
func (f *measureForm) values() fyne.CanvasObject {
	row := func(c journal.Choice) input.RowItem {
		in := input.NewField()
		in.SetText(c.Name)
		return input.RowItem{Object: in, Fields: []fyne.Focusable{in}, Value: &choiceRow{c.Key, in}}
	}
	f.choices = input.NewRows(wording.Say("add-a-value"), func() input.RowItem { return row(journal.Choice{}) })
	for _, c := range f.form.Measure.Choices {
		f.choices.Add(row(c))
	}
	for range max(0, journal.MinChoices-len(f.form.Measure.Choices)) {
		f.choices.Add(row(journal.Choice{}))
	}
	f.choices.OnChanged = f.update
	return f.choices
}

// choiceRow is the row of a value of a choice.
type choiceRow struct {
	key  int
	name *input.Field
}

func (f *measureForm) better() fyne.CanvasObject {
	return oneOf([]choice[journal.Better]{{"", wording.Say("neither-way")}, {journal.BetterUp, wording.Say("higher-is-better")}, {journal.BetterDown, wording.Say("lower-is-better")}},
		f.form.Measure.Better, func(b journal.Better) { f.form.Measure.Better = b })
}

func (f *measureForm) belongs() fyne.CanvasObject {
	return oneOf([]choice[bool]{{false, wording.Say("entries")}, {true, wording.Say("days")}}, f.form.Measure.OfDay, func(of bool) {
		f.form.Measure.OfDay = of
		f.update()
	})
}

// areas offers the areas whose entries have the measure.
func (f *measureForm) areas() fyne.CanvasObject {
	row := arrange.Wrap()
	for _, a := range f.host.Journal().Areas() {
		has := slices.Contains(f.form.Measure.Areas, a.ID)
		if a.Archived && !has {
			continue
		}
		t := choose.NewToggle(a.Name, a.Color)
		t.SetQuietly(has)
		t.OnChanged = func(on bool) {
			rest := slices.DeleteFunc(slices.Clone(f.form.Measure.Areas), func(id journal.AreaID) bool { return id == a.ID })
			if on {
				rest = append(rest, a.ID)
			}
			f.form.Measure.Areas = rest
		}
		row.Add(t)
	}
	return row
}

// update shows the questions that fit the measure.
func (f *measureForm) update() {
	if f.q == nil {
		return
	}
	for _, p := range f.parts {
		fits := p.fits(&f.form.Measure)
		setVisible(p.object, fits)
		for _, in := range input.Fields(p.object) { // so that Return does not lead to what is not there
			setVisible(in, fits)
		}
	}
	f.q.sheet.Refresh()
}

func (f *measureForm) say(words string) {
	f.q.say(words)
	f.q.sheet.Reveal(f.q.message)
}

// read copies the fields into the form, and returns the measure.
func (f *measureForm) read() (journal.Measure, error) {
	m := &f.form.Measure
	m.Name, m.Unit, m.LowWord, m.HighWord = f.name.Text, strings.TrimSpace(f.unit.Text), f.lowWord.Text, f.highWord.Text
	f.form.Decimals, f.form.Low, f.form.High = f.decimals.Text, f.low.Text, f.high.Text
	m.Ordered, m.Pinned, m.Choices = f.ordered.IsChecked(), f.pinned.IsChecked(), nil
	for _, v := range f.choices.Values() {
		if r := v.(*choiceRow); strings.TrimSpace(r.name.Text) != "" {
			m.Choices = append(m.Choices, journal.Choice{Key: r.key, Name: r.name.Text})
		}
	}
	if m.Kind == journal.ChoiceMeasure && !m.Ordered {
		m.Better = ""
	}
	return f.form.Read()
}

// save saves the measure, or asks what becomes of its values, or says what is wrong.
func (f *measureForm) save(how journal.Rewrite) {
	m, err := f.read()
	if err != nil {
		f.say(problem.Sentence(err))
		return
	}
	if !m.OfDay && len(m.Areas) == 0 {
		f.say(wording.Say("choose-an-area-first"))
		return
	}
	f.store(m, how)
}

func (f *measureForm) store(m journal.Measure, how journal.Rewrite) {
	host, was := f.host, f.form.Was
	var meanwhile journal.Meanwhile
	host.Work(func(ctx context.Context) (err error) {
		_, meanwhile, err = host.Journal().SaveMeasureFrom(ctx, was, m, how)
		return err
	}, func(err error) {
		var asks *journal.MeasureQuestion
		switch {
		case errors.As(err, &asks) && !asks.Impossible:
			f.askValues(m, asks)
		case err != nil && !f.q.sheet.Visible():
			openMeasureForm(host, f.form, problem.Sentence(err))
		case err != nil:
			f.say(problem.Sentence(err))
		default:
			f.q.hide()
			host.Toast(savedWords(meanwhile), true)
		}
	})
}

// askValues asks what becomes of the values that the measure has. Leaving the question leads back
// to the form.
func (f *measureForm) askValues(m journal.Measure, asks *journal.MeasureQuestion) {
	const keep, convert = "keep", "convert"
	how := keep
	factor := input.NewField()
	by := input.Labelled(wording.Say("multiply-each-by"), wording.Say("such-as-from-kg-to-lb"), factor)
	form := []fyne.CanvasObject{prose.Paragraph(describe.Error(asks))}
	var sheet *question
	if asks.Kind || asks.Unit {
		form = append(form, oneOf([]choice[string]{{keep, wording.Say("keep-the-numbers-as-they-are")}, {convert, wording.Say("convert-them-by-a-factor")}}, keep, func(chosen string) {
			how = chosen
			setVisible(by, how == convert)
			if sheet.sheet.Refresh(); how == convert {
				sheet.canvas.Focus(factor)
			}
		}), by)
	}
	by.Hide()
	sheet = ask(f.host.Window(), 520, wording.Say("what-becomes-of-the-values"), wording.Say("save"), func(q *question) {
		if how == keep {
			q.hide()
			f.q = q
			f.store(m, journal.Rewrite{Keep: true})
			return
		}
		times, ok := state.ReadFactor(factor.Text)
		if !ok {
			q.say(wording.Say("type-a-number-such-as-2-2"))
			return
		}
		q.hide()
		f.q = q
		f.store(m, journal.Rewrite{Factor: times})
	}, form...)
	if !asks.Kind && !asks.Unit {
		sheet.yes.SetText(wording.Say("keep-the-numbers-as-they-are"))
	}
	back := func() { sheet.hide(); openMeasureForm(f.host, f.form, "") }
	sheet.setSecondButton(wording.Say("back"), back)
	sheet.sheet.OnCancel = back
}
