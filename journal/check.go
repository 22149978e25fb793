package journal

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/optional"
)

// Limits of an entry or area.
const (
	// MaxText is the maximum size of one text in bytes.
	MaxText = 1 << 20
	// MaxLine is the maximum size in bytes of a one-line text such as a title or a name.
	MaxLine = 1000
	// MaxItems is the maximum number of items of one list.
	MaxItems = 200
	// FirstYear and LastYear bound every date.
	FirstYear, LastYear = 1900, 2200
)

// Check returns e as it will be stored: texts with "\n" line ends and without control
// characters, lists without empty items, times to the second. An invalid value is a
// *FieldError, and so is a result of an event that is in the future at now. Other entries
// and the areas are not checked.
func Check(e Entry, now time.Time) (Entry, error) {
	c, err := checkedForm(e)
	if err != nil {
		return Entry{}, err
	}
	if err := checkPast(&c, now); err != nil {
		return Entry{}, err
	}
	return c, nil
}

// checkedForm is Check without comparing the entry with the clock.
func checkedForm(e Entry) (Entry, error) {
	e = e.Clone()
	for _, check := range []func(*Entry) error{checkWords, checkNumbers, checkTexts, checkTimes, checkShape, checkTry} {
		if err := check(&e); err != nil {
			return Entry{}, err
		}
	}
	return e, nil
}

func checkWords(e *Entry) error {
	if e.Type == "" {
		e.Type = Experience
	}
	for _, f := range wordFields {
		if err := oneOf(f.Name, f.text(e), f.words); err != nil {
			return err
		}
	}
	for _, p := range e.People {
		if err := oneOf("people", p.Role, Roles()); err != nil {
			return err
		}
	}
	for _, o := range e.Obstacles {
		for _, w := range []YesNo{o.Came, o.Held, o.Helped} {
			if err := oneOf("obstacles", w, YesNos()); err != nil {
				return err
			}
		}
	}
	for _, a := range e.Answers {
		if err := oneOf("answers", a.When, AskedTimes()); err != nil {
			return err
		}
	}
	return nil
}

// oneOf accepts the empty word: it means "not given".
func oneOf[T ~string](field string, v T, words []T) error {
	if v == "" || slices.Contains(words, v) {
		return nil
	}
	return &FieldError{Field: field, Value: string(v), Want: oneOfWords(words), Fault: UnknownWord}
}

// oneOfWords describes the valid words of a set.
func oneOfWords[T ~string](words []T) fault.Message {
	return fault.Text("one-of-words", fault.V{"Words": Words(words)})
}

// Words lists at least two words as a sentence does: "a, b or c".
func Words[T ~string](words []T) fault.Message {
	all := asStrings(words)
	last := len(all) - 1
	return fault.Text("words-or-last", fault.V{"Words": strings.Join(all[:last], ", "), "Last": all[last]})
}

func asStrings[T ~string](words []T) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return all
}

func checkNumbers(e *Entry) error {
	for _, f := range numberFields {
		v := f.number(e)
		if !v.IsSet() {
			continue
		}
		if err := between(f.Name, &v, f.Low, f.High); err != nil {
			return err
		}
		f.setNumber(e, v)
	}
	return nil
}

func between[T ~float64](field string, v *optional.Value[T], low, high T) error {
	x, ok := v.Get()
	if !ok {
		return nil
	}
	if math.IsNaN(float64(x)) || x < low || x > high {
		return &FieldError{Field: field, Value: FormatNumber(x),
			Want: fault.Text("a-number-from-low-to-high-or-left-empty", fault.V{"Low": FormatNumber(low), "High": FormatNumber(high)}), Fault: OutOfRange}
	}
	if x == 0 {
		*v = optional.Some(T(0)) // minus zero is zero
	}
	return nil
}

func checkTexts(e *Entry) error {
	for _, f := range proseFields {
		clean, limit := cleanText, MaxText
		if f.Kind == LineField {
			clean, limit = oneLine, MaxLine
		}
		s := clean(f.text(e))
		if len(s) > limit {
			return tooLong(f.Name, s, limit)
		}
		f.setText(e, s)
	}
	for _, f := range listFields {
		items := f.list(e)
		*items = cleanItems(*items)
		if err := checkItems(f.Name, *items); err != nil {
			return err
		}
	}
	obstacles := e.Obstacles[:0]
	for _, o := range e.Obstacles {
		o.Text, o.Then = strings.TrimSpace(cleanText(o.Text)), strings.TrimSpace(cleanText(o.Then))
		if len(o.Then) > MaxText {
			return tooLong("obstacles", o.Then, MaxText)
		}
		if o.Text != "" {
			obstacles = append(obstacles, o)
		}
	}
	e.Obstacles = nilIfEmpty(obstacles)
	if len(e.Obstacles) > MaxItems {
		return tooMany("obstacles", len(e.Obstacles))
	}
	if len(e.Measures) > MaxMeasures {
		return tooMany("measures", len(e.Measures))
	}
	if err := checkAnswers(e); err != nil {
		return err
	}
	people := e.People[:0]
	for _, p := range e.People {
		p = ParsePerson(oneLine(p.Name), p.Role)
		if p.Name != "" {
			people = append(people, p)
		}
	}
	e.People = nilIfEmpty(people)
	if len(e.People) > MaxItems {
		return tooMany("people", len(e.People))
	}
	return nil
}

func checkAnswers(e *Entry) error {
	answers := e.Answers[:0]
	for _, a := range e.Answers {
		a.Question, a.Text = oneLine(a.Question), strings.TrimSpace(cleanText(a.Text))
		switch {
		case a.Text == "":
			continue
		case a.Question == "" || len(a.Question) > MaxLine:
			return tooLong("answers", a.Question, MaxLine)
		case len(a.Text) > MaxText:
			return tooLong("answers", a.Text, MaxText)
		}
		if a.When == "" {
			a.When = AskedBefore
		}
		answers = append(answers, a)
	}
	if e.Answers = nilIfEmpty(answers); len(e.Answers) > MaxItems {
		return tooMany("answers", len(e.Answers))
	}
	return nil
}

// ParsePerson parses a name that may end in a role, as in "Ana (mentor)". If role is not
// empty, it is used and the text is the name.
func ParsePerson(text string, role Role) Person {
	text = strings.TrimSpace(text)
	if !strings.HasSuffix(text, ")") {
		return Person{Name: text, Role: role}
	}
	for _, r := range Roles() {
		if name, ok := strings.CutSuffix(text, " ("+string(r)+")"); ok && role == "" && strings.TrimSpace(name) != "" {
			return Person{Name: strings.TrimSpace(name), Role: r}
		}
	}
	return Person{Name: text, Role: role}
}

// String writes the person as files and pages show it: "Ana (mentor)".
func (p Person) String() string {
	if p.Role == "" {
		return p.Name
	}
	return p.Name + " (" + string(p.Role) + ")"
}

func checkItems(field string, items []string) error {
	if len(items) > MaxItems {
		return tooMany(field, len(items))
	}
	for _, s := range items {
		if len(s) > MaxText {
			return tooLong(field, s, MaxText)
		}
	}
	return nil
}

func tooLong(field, s string, limit int) error {
	return &FieldError{Field: field, Value: s, Want: fault.Text("at-most-n-bytes-long", fault.V{"N": strconv.Itoa(limit)})}
}

func tooMany(field string, n int) error {
	return &FieldError{Field: field, Items: n, Want: fault.Text("a-list-of-at-most-n", fault.V{"N": strconv.Itoa(MaxItems)})}
}

func checkTimes(e *Entry) error {
	if e.Time.IsZero() {
		return &FieldError{Field: "time", Want: fault.Text("a-date-and-time-like-example", fault.V{"Example": "2026-11-23T18:05:00+01:00"})}
	}
	for _, f := range momentFields {
		if err := checkTime(f.Name, f.moment(e)); err != nil {
			return err
		}
	}
	return nil
}

// checkTime normalises and checks a time; the zero time is "not given".
func checkTime(field string, t *time.Time) error {
	if t.IsZero() {
		return nil
	}
	*t = wholeSeconds(*t)
	if y := t.Year(); y < FirstYear || y > LastYear {
		return &FieldError{Field: field, Value: t.Format(time.RFC3339),
			Want: fault.Text("a-date-in-the-years-first-to-last", fault.V{"First": strconv.Itoa(FirstYear), "Last": strconv.Itoa(LastYear)})}
	}
	return nil
}

// wholeSeconds drops what files cannot store: fractions of a second, zone names, and
// the seconds of offsets.
func wholeSeconds(t time.Time) time.Time {
	_, offset := t.Zone()
	offset -= offset % 60
	loc := time.UTC
	if offset != 0 {
		loc = time.FixedZone("", offset)
	}
	return time.Unix(t.Unix(), 0).In(loc)
}

func checkShape(e *Entry) error {
	if !e.EfficacyBefore.IsSet() {
		e.EfficacyBeforeAt = time.Time{}
	}
	switch e.Type {
	case Plan:
		for _, f := range resultFields {
			if !f.IsEmpty(e) {
				return &FieldError{Field: f.Name, Value: f.valueText(e), Want: fault.Text("empty-because-a-plan-has-not-happened")}
			}
		}
	case CheckIn:
		if !e.EfficacyBefore.IsSet() {
			return &FieldError{Field: "efficacy_before", Want: fault.Text("a-number-from-0-to-100-a-check")}
		}
		if e.Outcome != "" {
			return &FieldError{Field: "outcome", Value: string(e.Outcome), Want: fault.Text("empty-a-check-in-holds-only-a-rating")}
		}
	}
	return nil
}

func numberText[T ~float64](v optional.Value[T]) string {
	x, ok := v.Get()
	if !ok {
		return ""
	}
	return FormatNumber(x)
}
