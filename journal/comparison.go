package journal

import (
	"slices"
	"strings"

	"enactive/journal/fault"
)

// Test compares a number of an entry with a value. An entry without that number does not pass it.
type Test struct {
	// Of is the id of a measure, or the name of a number that every entry can have, such as "stress".
	// A measure of days is that of the entry's calendar day.
	Of   string
	Sign Sign
	// Value is as MeasureKind says; a choice with an order is compared by its place.
	Value float64
}

// Sign is how a Test compares.
type Sign string

// The signs.
const (
	Less    Sign = "<"
	AtMost  Sign = "<="
	Equal   Sign = "="
	Differs Sign = "!="
	AtLeast Sign = ">="
	Greater Sign = ">"
)

// Signs lists the signs, those of two characters first.
func Signs() []Sign { return []Sign{AtMost, AtLeast, Differs, Less, Greater, Equal} }

func (s Sign) holds(a, b float64) bool {
	switch s {
	case Less:
		return a < b
	case AtMost:
		return a <= b
	case Equal:
		return a == b
	case Differs:
		return a != b
	case AtLeast:
		return a >= b
	}
	return a > b
}

// ParseTest reads a test such as "sleep<6:30", "stress >= 50" or "weather=rain". It is a
// *FieldError if there is no such number, or no such value of it.
func (j *Journal) ParseTest(text string) (Test, error) {
	for i := range text {
		for _, sign := range Signs() {
			rest, ok := strings.CutPrefix(text[i:], string(sign))
			if !ok {
				continue
			}
			return j.namedTest(oneLine(text[:i]), sign, oneLine(rest))
		}
	}
	return Test{}, &FieldError{Field: "where", Value: text, Want: fault.Text("a-comparison-such-as", fault.V{"Example": "stress<50"})}
}

func (j *Journal) namedTest(name string, sign Sign, value string) (Test, error) {
	if f := numberField(strings.ReplaceAll(strings.ToLower(name), " ", "_")); f != nil {
		v, ok := parseDecimal(value)
		if !ok || v < f.Low || v > f.High {
			return Test{}, &FieldError{Field: f.Name, Value: value, Fault: OutOfRange, Want: fault.Text("a-number-from-low-to-high",
				fault.V{"Low": FormatNumber(f.Low), "High": FormatNumber(f.High)})}
		}
		return Test{f.Name, sign, v}, nil
	}
	m, ok := j.MeasureNamed(name)
	if !ok {
		return Test{}, &FieldError{Field: "where", Value: name, Want: fault.Text("the-name-of-a-measure-or-a-number")}
	}
	v, ok := m.parse(value)
	if !ok || m.checkKind(v) != nil {
		want := m.want()
		if m.Kind == ScaleMeasure { // nothing is compared with an empty value
			want = fault.Text("a-number-from-low-to-high", fault.V{"Low": "0", "High": "100"})
		}
		return Test{}, m.wrong(value, want, OtherFault)
	}
	if !m.IsRanked() && sign != Equal && sign != Differs {
		return Test{}, m.wrong(value, fault.Text("equal-or-different-the-values-have-no-order"), OtherFault)
	}
	return Test{string(m.ID), sign, v}, nil
}

// FormatTest writes a test as ParseTest reads it; "" if its measure is not in the journal.
func (j *Journal) FormatTest(t Test) string {
	if f := numberField(t.Of); f != nil {
		return f.Name + string(t.Sign) + FormatNumber(t.Value)
	}
	m, ok := j.Measure(MeasureID(t.Of))
	if !ok {
		return ""
	}
	return m.Name + string(t.Sign) + m.Format(t.Value)
}

// checkTests checks the form of tests, but not whether their measures exist.
func checkTests(tests []Test) error {
	if len(tests) > MaxItems {
		return tooMany("tests", len(tests))
	}
	for _, t := range tests {
		if err := oneOf("sign", t.Sign, Signs()); err != nil {
			return err
		}
		if t.Of == "" || t.Sign == "" || len(t.Of) > MaxLine {
			return &FieldError{Field: "tests", Value: t.Of, Want: fault.Text("a-comparison-such-as", fault.V{"Example": "stress<50"})}
		}
	}
	return nil
}

// testOf is a Test with what it looks at.
type testOf struct {
	Test
	field   *Field
	measure *Measure // nil with field, and if there is no such measure: then nothing passes
	days    map[Date]float64
}

// testsOf prepares the tests of a query. j.mu is not held.
func (j *Journal) testsOf(tests []Test) []testOf {
	var all []testOf
	for _, t := range tests {
		p := testOf{Test: t, field: numberField(t.Of)}
		if m, ok := j.Measure(MeasureID(t.Of)); ok && p.field == nil {
			p.measure, p.Value = &m, m.Rank(t.Value)
			if m.OfDay {
				p.days = map[Date]float64{}
				for _, d := range j.Days(Date{}, Date{}) {
					if v, ok := ValueOf(d.Values, m.ID).Get(); ok {
						p.days[d.Date] = v
					}
				}
			}
		}
		all = append(all, p)
	}
	return all
}

func (t *testOf) passes(e *Entry) bool {
	if t.field != nil {
		v, ok := t.field.number(e).Get()
		return ok && t.Sign.holds(v, t.Value)
	}
	if t.measure == nil {
		return false
	}
	v, ok := ValueOf(e.Measures, t.measure.ID).Get()
	if t.days != nil && !ok {
		v, ok = t.days[e.Day()]
	}
	return ok && t.Sign.holds(t.measure.Rank(v), t.Value)
}

// asks reports whether a query has a test of a measure.
func (q *Query) asks(id MeasureID) bool {
	return slices.ContainsFunc(q.Tests, func(t Test) bool { return t.Of == string(id) })
}

// filtersAsking returns the filters that have a test of a measure, sorted by name.
func (j *Journal) filtersAsking(id MeasureID) []*filterItem {
	return j.filtersThat(func(f *Filter) bool { return f.Query.asks(id) })
}
