package exchange

import (
	"iter"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/table"
)

// measurePrefix begins the name of the column of a measure.
const measurePrefix = "m:"

func isMeasureName(name string) bool { return strings.HasPrefix(name, measurePrefix) }

// fileMeasure is a measure that a file names: one of the journal, or one that Apply adds.
type fileMeasure struct {
	journal.Measure
	column *column
	isNew  bool
	// isProved reports that the kind of a new one is known. Until then the cells stay texts.
	isProved bool
	// isCounted reports that the decimals of a new one are those of its values.
	isCounted bool
	// areas are the places in Import.areas of the entries that have a value of a new one.
	areas map[int]bool
	// values are those of the texts of a new one.
	values map[string]float64
	// second is the value that a new choice of one word was given beside it.
	second string
	// here is the measure of the journal that one of a file in JSON is.
	here *journal.Measure
	// keys are the choices of the journal's measure by those of the file; nil if they are the same.
	keys map[int]int
}

// measureText is a cell of a measure whose kind is not known yet.
type measureText struct {
	measure *fileMeasure
	text    string
}

// newFileMeasure makes a new measure of the name of a column. An invalid name is a *FieldError.
func newFileMeasure(name string, ofDays bool) (*fileMeasure, error) {
	checked, err := journal.CheckMeasure(journal.Measure{Name: strings.TrimPrefix(name, measurePrefix), OfDay: ofDays})
	if err != nil {
		return nil, err
	}
	return newColumnOf(&fileMeasure{Measure: checked, isNew: true, isCounted: true}), nil
}

// newColumnOf completes m with its column.
func newColumnOf(m *fileMeasure) *fileMeasure {
	m.column = &column{Field: journal.Field{Name: measurePrefix + m.Name}, measure: m}
	m.column.Kind = journal.MeasuresField
	m.areas, m.values = map[int]bool{}, map[string]float64{}
	return m
}

// fileMeasures are the measures that a file names, in its order.
type fileMeasures struct {
	j      *journal.Journal
	ofDays bool
	all    []*fileMeasure
	byKey  map[string]*fileMeasure
}

func newFileMeasures(j *journal.Journal, ofDays bool) *fileMeasures {
	return &fileMeasures{j: j, ofDays: ofDays, byKey: map[string]*fileMeasure{}}
}

// named returns the measure of a column, which begins with measurePrefix.
func (f *fileMeasures) named(column string) (*fileMeasure, error) {
	name := strings.TrimPrefix(column, measurePrefix)
	key := naming.Key(name)
	if m, ok := f.byKey[key]; ok {
		return m, nil
	}
	if len(f.all) == journal.MaxMeasures {
		return nil, tooManyMeasures(len(f.all) + 1)
	}
	var m *fileMeasure
	if known, ok := f.j.MeasureNamed(name); ok {
		if f.ofDays && !known.OfDay {
			return nil, &journal.FieldError{Field: "name", Value: known.Name, Want: fault.Text("on-an-entry-it-is-no-measure-of-days")}
		}
		m = newColumnOf(&fileMeasure{Measure: known, isProved: true})
	} else {
		var err error
		if m, err = newFileMeasure(column, f.ofDays); err != nil {
			return nil, err
		}
		id, err := f.j.NewEntryID()
		if err != nil {
			return nil, err
		}
		m.ID = journal.MeasureID(id)
	}
	f.add(key, m)
	return m, nil
}

func (f *fileMeasures) add(key string, m *fileMeasure) {
	f.all = append(f.all, m)
	f.byKey[key] = m
}

// drop removes a new measure whose column is left out.
func (f *fileMeasures) drop(m *fileMeasure) {
	f.all = slices.DeleteFunc(f.all, func(o *fileMeasure) bool { return o == m })
	delete(f.byKey, naming.Key(m.Name))
}

func tooManyMeasures(n int) error {
	return &journal.FieldError{Field: "measures", Items: n, Want: fault.Text("a-list-of-at-most-n", fault.V{"N": itoa(journal.MaxMeasures)})}
}

// noMeasure says that a column cannot be a measure.
func noMeasure(file string, line int, column string, err error) RowError {
	bad := fieldError(err, func(string) string { return column })
	bad.File, bad.Line = file, max(line, 1)
	return *bad
}

// parse reads a cell as our files have it. A value outside the range is returned too, with what is
// wrong with it.
func (m *fileMeasure) parse(column, cell string) (v float64, outside, bad *RowError) {
	if m.Kind == journal.ChoiceMeasure && strings.HasPrefix(cell, choiceMark) {
		if v, err := m.Parse(cell[len(choiceMark):]); err == nil {
			return v, nil, nil
		}
	}
	v, err := m.Parse(cell)
	if err == nil {
		return v, nil, nil
	}
	wrong := fieldError(err, func(string) string { return column })
	wrong.Value = cell
	switch {
	case !wrong.is.IsZero():
	case m.Kind == journal.ChoiceMeasure || m.Kind == journal.YesNoMeasure:
		wrong.is = fault.Text("not-one-of-the-known-words-of-a-value")
	case m.Kind != journal.DurationMeasure:
		wrong.is = fault.Text("not-a-number-of-a-value")
	}
	if f, ok := journal.IsFieldError(err); ok && f.Fault == journal.OutOfRange {
		return v, wrong, nil
	}
	return 0, nil, wrong
}

// checkRange says what is wrong with a value that was read otherwise, as parse does.
func (m *fileMeasure) checkRange(column, cell string, v float64) *RowError {
	err := m.CheckValue(v)
	if err == nil {
		return nil
	}
	wrong := fieldError(err, func(string) string { return column })
	wrong.Value = cell
	return wrong
}

// valueCells reads the cells of measures into the values of one row.
type valueCells struct {
	values  []journal.MeasureValue
	texts   []measureText
	outside *RowError // the first value that is outside the range of its measure
}

// put reads one cell. The proof of b is nil in our own files.
func (r *valueCells) put(p *rowParser, b *binding, cell string) *RowError {
	m := b.measure
	text := strings.TrimSpace(cell)
	if text == "" || b.proof != nil && !b.isOurs && table.IsEmptyWord(text) {
		return nil
	}
	if b.proof != nil && b.proof.isMeasure {
		x, ok := p.readNumber(b, text)
		if !ok {
			_, _, bad := m.parse(b.name, text)
			if bad == nil {
				bad = &RowError{Column: b.name, Value: text, is: fault.Text("not-a-number-of-a-value"), Want: fault.Text("a-number-such-as-6-5")}
			}
			return bad
		}
		x *= b.proof.factor
		if bad := m.checkRange(b.name, text, x); bad != nil {
			return bad
		}
		r.values = append(r.values, journal.MeasureValue{Measure: m.ID, Value: x})
		return nil
	}
	return r.putText(b.name, m, cell)
}

// putText reads a cell in the form of our files.
func (r *valueCells) putText(column string, m *fileMeasure, cell string) *RowError {
	if m.isNew && !m.isProved {
		r.texts = append(r.texts, measureText{m, cell})
		return nil
	}
	v, outside, bad := m.parse(column, cell)
	if bad != nil {
		return bad
	}
	if r.outside == nil {
		r.outside = outside
	}
	r.values = append(r.values, journal.MeasureValue{Measure: m.ID, Value: v})
	return nil
}

// settle finds the kinds of new measures that only texts say, in the order in which each yields these.
// It returns the names of columns without a value.
func (f *fileMeasures) settle(each iter.Seq[[]measureText]) (empty []string, err error) {
	distinct := map[*fileMeasure][]string{}
	for texts := range each {
		for _, t := range texts {
			if _, seen := t.measure.values[t.text]; !seen {
				t.measure.values[t.text] = 0
				distinct[t.measure] = append(distinct[t.measure], t.text)
			}
		}
	}
	n := 0
	for _, m := range f.all {
		if !m.isNew {
			continue
		}
		if !m.isProved && len(distinct[m]) == 0 {
			empty = append(empty, m.column.Name)
			continue
		}
		if n++; !m.isProved {
			if err := m.prove(distinct[m]); err != nil {
				return nil, err
			}
		}
	}
	if all := n + len(f.j.Measures()); n > 0 && all > journal.MaxMeasures {
		return nil, rejected(fault.Text("the-column-cannot-be-a-measure-cause", fault.V{"Column": measurePrefix, "Cause": tooManyMeasures(all)}))
	}
	return empty, nil
}

// valued returns values with those of texts.
func valued(values []journal.MeasureValue, texts []measureText) []journal.MeasureValue {
	for _, t := range texts {
		values = append(values, journal.MeasureValue{Measure: t.measure.ID, Value: t.measure.values[t.text]})
	}
	return values
}

// prove finds the kind of a new measure that all its cells prove, in the order of the file: numbers,
// durations, yes and no, or else the names of a choice.
func (m *fileMeasure) prove(texts []string) error {
	for _, kind := range provedKinds {
		try := journal.Measure{Kind: kind}
		if slices.ContainsFunc(texts, func(s string) bool { return !couldBe(&try, s) }) {
			continue
		}
		m.Kind, m.isProved = kind, true
		for _, s := range texts {
			m.values[s], _ = try.Parse(s)
		}
		return nil
	}
	return m.proveChoice(texts)
}

// couldBe reports whether a cell can be a value of another measure.
func couldBe(try *journal.Measure, cell string) bool {
	_, err := try.Parse(cell)
	return err == nil && !strings.HasPrefix(cell, choiceMark)
}

// choiceMark is in front of the names of choices in our files that begin with it, that a spreadsheet
// would run, or that would be taken for another kind of value, such as "7.50".
const choiceMark = "'"

// choiceCell is the name of a choice as our files have it, without quotes.
func choiceCell(name string) string {
	if strings.HasPrefix(name, choiceMark) || isFormula(name) || slices.ContainsFunc(provedKinds, func(k journal.MeasureKind) bool { return couldBe(&journal.Measure{Kind: k}, name) }) {
		return choiceMark + name
	}
	return name
}

// provedKinds are the kinds that cells prove, in the order in which they are tried.
var provedKinds = []journal.MeasureKind{journal.NumberMeasure, journal.DurationMeasure, journal.YesNoMeasure}

func (m *fileMeasure) proveChoice(texts []string) error {
	m.Kind, m.Choices = journal.ChoiceMeasure, nil
	for _, s := range texts {
		name := strings.TrimSpace(strings.TrimPrefix(s, choiceMark))
		if _, known := m.ChoiceNamed(name); known || name == "" {
			continue
		}
		if len(m.Choices) == journal.MaxChoices {
			return rejected(fault.Text("the-column-has-more-words-than-a-measure", fault.V{"Column": m.column.Name, "N": itoa(journal.MaxChoices)}))
		}
		m.Choices = append(m.Choices, journal.Choice{Name: name})
	}
	if len(m.Choices) == 1 { // a choice has at least two values
		other := "other"
		if _, taken := m.ChoiceNamed(other); taken {
			other = "another"
		}
		m.Choices, m.second = append(m.Choices, journal.Choice{Name: other}), other
	}
	checked, err := journal.CheckMeasure(m.Measure)
	if err != nil {
		return &RejectedError{File: m.column.Name, Bad: []RowError{noMeasure("", 1, m.column.Name, err)}}
	}
	m.Measure, m.isProved = checked, true
	for _, s := range texts {
		if m.values[s], err = m.Parse(strings.TrimPrefix(s, choiceMark)); err != nil {
			return rejected(fault.Text("the-column-cannot-be-a-measure-cause", fault.V{"Column": m.column.Name, "Cause": err}))
		}
	}
	return nil
}

// becameNote says what a new measure is.
func (m *fileMeasure) becameNote() fault.Message {
	with := fault.V{"Column": m.column.Name, "Name": m.Name}
	switch m.Kind {
	case journal.DurationMeasure:
		return fault.Text("the-column-is-a-new-measure-of-durations", with)
	case journal.YesNoMeasure:
		return fault.Text("the-column-is-a-new-measure-of-yes-and-no", with)
	case journal.ChoiceMeasure:
		names := ""
		for _, c := range m.Choices {
			names = listed(names, c.Name)
		}
		with["Values"] = names
		return fault.Text("the-column-is-a-new-measure-of-words", with)
	}
	if m.Unit != "" {
		with["Unit"] = m.Unit
		return fault.Text("the-column-is-a-new-measure-in-unit", with)
	}
	return fault.Text("the-column-is-a-new-measure-of-numbers", with)
}

// decimalsOf is how many decimals a number has, up to what a measure shows.
func decimalsOf(x float64) int {
	_, decimals, _ := strings.Cut(journal.FormatNumber(x), ".")
	return min(len(decimals), 6)
}

// has reports whether there is a value of m.
func (r *valueCells) has(m *fileMeasure) bool {
	return slices.ContainsFunc(r.texts, func(t measureText) bool { return t.measure == m }) || journal.ValueOf(r.values, m.ID).IsSet()
}
