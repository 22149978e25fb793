package exchange

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/jsonparts"
	"enactive/journal/naming"
)

// The measures and days in JSON exports.

// measureObject is a measure in an export.
type measureObject struct {
	ID       string              `json:"id"`
	Name     string              `json:"name"`
	Kind     journal.MeasureKind `json:"kind"`
	OfDay    bool                `json:"of_day,omitempty"`
	Areas    []string            `json:"areas,omitempty"` // their names
	Unit     string              `json:"unit,omitempty"`
	Decimals int                 `json:"decimals,omitempty"`
	Low      journal.OptNumber   `json:"low,omitzero"`
	High     journal.OptNumber   `json:"high,omitzero"`
	Better   journal.Better      `json:"better,omitempty"`
	LowWord  string              `json:"low_word,omitempty"`
	HighWord string              `json:"high_word,omitempty"`
	Choices  []choiceObject      `json:"choices,omitempty"`
	Ordered  bool                `json:"ordered,omitempty"`
	Pinned   bool                `json:"pinned,omitempty"`
	Order    int                 `json:"order,omitempty"`
	Archived bool                `json:"archived,omitempty"`
	Created  time.Time           `json:"created,omitzero"`
	Modified time.Time           `json:"modified,omitzero"`
}

type choiceObject struct {
	Key  int    `json:"key"`
	Name string `json:"name"`
}

// dayObject is a day in an export.
type dayObject struct {
	Day      string          `json:"day"`
	Measures json.RawMessage `json:"measures,omitempty"`
	Note     string          `json:"note,omitempty"`
	Created  time.Time       `json:"created,omitzero"`
	Modified time.Time       `json:"modified,omitzero"`
}

func measureShape() shape {
	s := shape{"choices": {"key": nil, "name": nil}}
	for _, name := range []string{"id", "name", "kind", "of_day", "areas", "unit", "decimals", "low", "high", "better", "low_word", "high_word",
		"ordered", "pinned", "order", "archived", "created", "modified"} {
		s[name] = nil
	}
	return s
}

func dayShape() shape {
	return shape{"day": nil, "measures": nil, "note": nil, "created": nil, "modified": nil}
}

// objectsOf returns measures as JSON has them; names are those of the areas of the export.
func objectsOf(measures []journal.Measure, names map[journal.AreaID]string) []measureObject {
	objects := make([]measureObject, len(measures))
	for i, m := range measures {
		o := measureObject{string(m.ID), m.Name, m.Kind, m.OfDay, nil, m.Unit, m.Decimals, m.Low, m.High, m.Better, m.LowWord, m.HighWord, nil,
			m.Ordered, m.Pinned, m.Order, m.Archived, m.Created, m.Modified}
		for _, id := range m.Areas {
			if name := names[id]; name != "" {
				o.Areas = append(o.Areas, name)
			}
		}
		for _, c := range m.Choices {
			o.Choices = append(o.Choices, choiceObject(c))
		}
		objects[i] = o
	}
	return objects
}

func dayObjects(days []journal.Day, measures map[journal.MeasureID]*journal.Measure) []dayObject {
	objects := make([]dayObject, len(days))
	for i, d := range days {
		objects[i] = dayObject{Day: d.Date.String(), Note: d.Note, Created: d.Created, Modified: d.Modified}
		if len(d.Values) > 0 {
			objects[i].Measures = appendValues(nil, d.Values, measures)
		}
	}
	return objects
}

// withAims returns an area whose goals name their measures.
func withAims(a journal.Area, measures map[journal.MeasureID]*journal.Measure) journal.Area {
	a = a.Clone()
	for i := range a.Goals {
		if m := measures[journal.MeasureID(a.Goals[i].Aim.Of)]; m != nil {
			a.Goals[i].Aim.Of = m.Name
		}
	}
	return a
}

// measure reads a measure of the file.
func (in *jsonImport) measure(raw []byte) *RowError {
	const list = "measures"
	var o measureObject
	if err := json.Unmarshal(raw, &o); err != nil {
		return objectError(list, err)
	}
	m := journal.Measure{Name: o.Name, Kind: o.Kind, OfDay: o.OfDay, Unit: o.Unit, Decimals: o.Decimals, Low: o.Low, High: o.High, Better: o.Better,
		LowWord: o.LowWord, HighWord: o.HighWord, Ordered: o.Ordered, Pinned: o.Pinned, Order: o.Order, Archived: o.Archived, Created: o.Created, Modified: o.Modified}
	for _, c := range o.Choices {
		m.Choices = append(m.Choices, journal.Choice(c))
	}
	err := journal.CheckFits(m)
	if err == nil {
		m, err = journal.CheckMeasure(m)
	}
	if err != nil {
		return fieldError(err, func(field string) string { return list + "." + field })
	}
	if o.Kind == "" {
		return &RowError{Column: list + ".kind", Want: fault.Text("one-of-words", fault.V{"Words": journal.Words(journal.MeasureKinds())})}
	}
	if m.OfDay && len(o.Areas) > 0 {
		return &RowError{Column: list + ".areas", Value: strings.Join(o.Areas, ", "), Want: fault.Text("empty-a-measure-of-days-has-no-areas")}
	}
	if len(in.measures.all) == journal.MaxMeasures {
		return fieldError(tooManyMeasures(len(in.measures.all)+1), func(string) string { return list })
	}
	u, err := ulid.ParseStrict(o.ID)
	if m.ID = journal.MeasureID(u.String()); err != nil || in.repeated("measure id", string(m.ID)) {
		id, err := in.measures.j.NewEntryID()
		if err != nil {
			return &RowError{Column: list, Value: o.Name, is: fault.Text("the-row-cannot-be-saved-cause-it-must", fault.V{"Cause": err})}
		}
		m.ID = journal.MeasureID(id)
	}
	key := naming.Key(m.Name)
	if _, twice := in.measures.byKey[key]; twice {
		return &RowError{Column: list + ".name", Value: m.Name, is: thereTwice(), Want: fault.Text("a-name-that-no-other-measure-has")}
	}
	f := newColumnOf(&fileMeasure{Measure: m, isNew: true, isProved: true})
	for _, name := range o.Areas {
		var at int
		if bad := in.areaOf(list, name, &at); bad != nil {
			return bad
		}
		if at != allAreas {
			f.areas[at] = true
		}
	}
	if bad := in.meet(f); bad != nil {
		return bad
	}
	in.measures.add(key, f)
	in.byName[f.Name] = f
	return nil
}

// meet makes a measure of the file the one that the journal has, by its id or else by its name.
func (in *jsonImport) meet(f *fileMeasure) *RowError {
	here, ok := in.measures.j.Measure(f.ID)
	if !ok {
		here, ok = in.measures.j.MeasureNamed(f.Name)
	}
	if !ok {
		return nil
	}
	other := func(what, there, here string) *RowError {
		return &RowError{Column: "measures." + what, Value: there, Want: fault.Text("as-the-measure-has-it-here", fault.V{"Value": here, "Name": f.Name})}
	}
	switch {
	case here.Kind != f.Kind:
		return other("kind", string(f.Kind), string(here.Kind))
	case here.OfDay != f.OfDay:
		return other("of_day", trueOrFalse(f.OfDay), trueOrFalse(here.OfDay))
	case f.Kind == journal.NumberMeasure && here.Unit != "" && f.Unit != "" && !strings.EqualFold(here.Unit, f.Unit):
		return other("unit", f.Unit, here.Unit)
	}
	if f.Kind == journal.ChoiceMeasure {
		f.keys = map[int]int{}
		for _, c := range f.Choices {
			if same, ok := here.ChoiceNamed(c.Name); ok {
				f.keys[c.Key] = same.Key
			} else if same, ok := here.Choice(float64(c.Key)); ok && here.ID == f.ID {
				f.keys[c.Key] = same.Key // it was renamed
			}
		}
	}
	f.here, f.isNew = &here, false
	return nil
}

func trueOrFalse(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// readValues reads an object of values by the names of their measures. The first that is outside the
// range of its measure is read too, with what is wrong with it.
func readValues(raw []byte, measureNamed func(name string) (*fileMeasure, bool)) (values []journal.MeasureValue, outside, err error) {
	if string(raw) == "null" || len(raw) == 0 {
		return nil, nil, nil
	}
	const field = "measures"
	if raw[0] != '{' {
		return nil, nil, &journal.FieldError{Field: field, Value: string(raw), Want: fault.Text("an-object-like-example", fault.V{"Example": `{"Sleep":"7:20"}`})}
	}
	values = make([]journal.MeasureValue, 0, 12)
	for f := range jsonparts.Of(raw) {
		m, ok := measureNamed(f.Name)
		if !ok {
			return nil, nil, &journal.FieldError{Field: field, Value: f.Name, Want: fault.Text("a-measure-of-this-journal")}
		}
		v, ok, err := m.readJSON(f.Raw)
		if e, isField := journal.IsFieldError(err); isField && e.Fault == journal.OutOfRange && ok {
			if outside == nil {
				outside = err
			}
			err = nil
		}
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			continue
		}
		id := m.id()
		if journal.ValueOf(values, id).IsSet() {
			return nil, nil, &journal.FieldError{Field: f.Name, Value: string(f.Raw), Want: fault.Text("used-only-once")}
		}
		values = append(values, journal.MeasureValue{Measure: id, Value: v})
	}
	if len(values) == 0 {
		return nil, outside, nil
	}
	slices.SortFunc(values, func(a, b journal.MeasureValue) int { return strings.Compare(string(a.Measure), string(b.Measure)) })
	return values, outside, nil
}

// id is that of the measure in the journal.
func (m *fileMeasure) id() journal.MeasureID {
	if m.here != nil {
		return m.here.ID
	}
	return m.ID
}

// readJSON reads a value of the measure; ok is false for null. The value of an error of range is
// returned too.
func (m *fileMeasure) readJSON(raw []byte) (v float64, ok bool, err error) {
	text := ""
	switch {
	case string(raw) == "null":
		return 0, false, nil
	case raw[0] == '"':
		text = jsonparts.String(raw)
		if v, err = m.Parse(text); err != nil {
			e, isField := journal.IsFieldError(err)
			return v, isField && e.Fault == journal.OutOfRange, err
		}
	case raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9':
		x, isNumber := parseNumber(string(raw))
		if !isNumber || m.Kind == journal.ChoiceMeasure {
			_, err = m.Parse("\x00")
			return 0, false, valueError(err, string(raw))
		}
		if err = m.CheckValue(x); err != nil {
			e, isField := journal.IsFieldError(err)
			return x, isField && e.Fault == journal.OutOfRange, err
		}
		v, text = x, string(raw)
	case m.Kind == journal.YesNoMeasure && (string(raw) == "true" || string(raw) == "false"):
		v, err = m.Parse(string(raw))
	default:
		_, err = m.Parse("\x00")
		return 0, false, valueError(err, string(raw))
	}
	if m.here == nil || err != nil {
		return v, err == nil, err
	}
	if m.keys != nil {
		key, known := m.keys[int(v)]
		if !known {
			_, err := m.here.Parse("\x00")
			return 0, false, valueError(err, text)
		}
		v = float64(key)
	}
	return v, true, m.here.CheckValue(v)
}

// valueError is a *FieldError with another value.
func valueError(err error, value string) error {
	f, ok := journal.IsFieldError(err)
	if !ok {
		return err
	}
	with := *f
	with.Value = value
	return &with
}

// named returns a measure that the file describes, or else one of the journal.
func (in *jsonImport) named(name string) (*fileMeasure, bool) {
	if m, ok := in.byName[name]; ok { // as exports write it, and without the time that naming.Key takes
		return m, true
	}
	if m, ok := in.measures.byKey[naming.Key(name)]; ok {
		return m, true
	}
	m, ok := in.known[naming.Key(name)]
	return m, ok
}

// day reads a day of the file.
func (in *jsonImport) day(raw []byte) *RowError {
	var o dayObject
	if err := json.Unmarshal(raw, &o); err != nil {
		return objectError("days", err)
	}
	d := &pendingDay{Day: journal.Day{Note: o.Note, Created: o.Created, Modified: o.Modified}}
	if bad := readDay("days.day", o.Day, &d.Date); bad != nil {
		return bad
	}
	column := func(field string) string { return "days." + field }
	var err error
	if d.Day, err = journal.CheckDay(d.Day); err != nil {
		return fieldError(err, column)
	}
	var outside error
	if d.Values, outside, err = readValues(o.Measures, in.named); err == nil && d.Created.IsZero() {
		err = outside
	}
	if err != nil {
		return fieldError(err, column)
	}
	if d.Created.IsZero() && len(o.Measures) > 0 { // one that was stored may have values of a measure that is no longer one of days
		for f := range jsonparts.Of(o.Measures) {
			if m, _ := in.named(f.Name); !m.OfDay {
				return &RowError{Column: "days.measures", Value: f.Name, Want: fault.Text("on-an-entry-it-is-no-measure-of-days")}
			}
		}
	}
	switch {
	case journal.DateOf(in.now).AddDays(1).Before(d.Date):
		return &RowError{Column: "days.day", Value: o.Day, Want: fault.Text("a-day-that-has-come")}
	case in.repeated("day", o.Day):
		return &RowError{Column: "days.day", Value: o.Day, is: thereTwice(), Want: fault.Text("used-only-once")}
	case len(d.Values) == 0 && d.Note == "":
		return &RowError{Column: "days", Value: o.Day, Want: fault.Text("as-in-an-export")}
	}
	in.intake.imp.days = append(in.intake.imp.days, d)
	return nil
}

// aimed replaces the names of measures in the goals of the areas by their ids.
func (in *jsonImport) aimed() {
	imp := in.intake.imp
	for at := range imp.areas {
		a := &imp.areas[at]
		for g := range a.Goals {
			of := a.Goals[g].Aim.Of
			if _, _, isNumber := IsNumber(of); of == "" || isNumber {
				continue
			}
			m, ok := in.named(of)
			if !ok {
				in.intake.refuse(&RowError{Column: "areas.goals.aim.of", Value: of, Want: fault.Text("the-name-of-a-measure-or-a-number")}, 1)
				continue
			}
			a.Goals[g].Aim.Of = string(m.id())
		}
	}
}

// testObject is a comparison of a filter in an export.
type testObject struct {
	Of    string          `json:"of"`
	Sign  journal.Sign    `json:"sign"`
	Value json.RawMessage `json:"value"`
}

// testObjects are the tests of a filter, whose measures have names.
func testObjects(tests []journal.Test, measures map[journal.MeasureID]*journal.Measure) []testObject {
	var all []testObject
	for _, t := range tests {
		if m := measures[journal.MeasureID(t.Of)]; m != nil {
			all = append(all, testObject{m.Name, t.Sign, appendJSONValue(nil, m, t.Value)})
		} else {
			all = append(all, testObject{t.Of, t.Sign, appendNumeral(nil, t.Value)})
		}
	}
	return all
}

// tests reads what testObjects returns.
func (in *jsonImport) tests(objects []testObject) ([]journal.Test, *RowError) {
	var all []journal.Test
	for _, o := range objects {
		t := journal.Test{Of: o.Of, Sign: o.Sign}
		if _, _, isNumber := IsNumber(o.Of); isNumber {
			x, ok := parseNumber(string(o.Value))
			if !ok {
				return nil, &RowError{Column: "filters.tests.value", Value: string(o.Value), Want: fault.Text("a-number-such-as-6-5")}
			}
			t.Value = x
		} else {
			m, ok := in.named(o.Of)
			if !ok {
				return nil, &RowError{Column: "filters.tests.of", Value: o.Of, Want: fault.Text("the-name-of-a-measure-or-a-number")}
			}
			v, ok, err := m.readJSON(o.Value)
			if !ok {
				if err == nil {
					_, err = m.Parse("\x00")
				}
				return nil, fieldError(err, func(string) string { return "filters.tests.value" })
			}
			t.Of, t.Value = string(m.id()), v
		}
		all = append(all, t)
	}
	return all, nil
}

// knownMeasures are the measures of a journal by naming.Key.
func knownMeasures(j *journal.Journal) map[string]*fileMeasure {
	known := map[string]*fileMeasure{}
	for _, m := range j.Measures() {
		known[naming.Key(m.Name)] = newColumnOf(&fileMeasure{Measure: m, isProved: true})
	}
	return known
}
