package journal

import (
	"time"

	"enactive/journal/optional"
	"enactive/journal/wording"
)

// Field is one line of the table of an entry's fields. Everything that processes the fields
// one by one reads this table: checks, documents, search, exports, the flags of the command
// line, the pages and the editor.
type Field struct {
	// Name is the name in files, flags and errors. It never changes.
	Name string
	// Phase is when the field can be filled in.
	Phase Phase
	// NotOfCheckIn marks a field that a check-in does not have, although its Phase is not After.
	NotOfCheckIn bool
	// Result marks a field with the result of an event: plans and future events have none.
	Result bool
	// Sealed marks a field filled in before an event that cannot be changed once the outcome is
	// known.
	Sealed bool
	// Internal marks a field that no file has.
	Internal bool
	// Label is the name of the field on pages, if it has one there.
	Label wording.Text
	// Question is the editor's prompt among the rarely used fields, and Hint explains it. A
	// field with its own place in the editor has none.
	Question, Hint wording.Text
	// LowWord, MiddleWord and HighWord label the ends and the middle of a scale.
	LowWord, MiddleWord, HighWord wording.Text
	// Heading is the heading of its text or list in the description of an entry.
	Heading wording.Text
	// PlanHeading is that heading in a plan, which is still to come; empty where it is the same.
	PlanHeading wording.Text
	// Fact words its {Number} among the numbers of an entry, and WordFacts words each of its
	// values there.
	Fact      wording.Text
	WordFacts map[string]wording.Text
	// Help explains the flag that fills it, in English; a field without it has no flag. Flag is
	// the name of the flag if it differs from Name.
	Flag, Help string
	// Meaning explains it in the schema of exports, in English; empty if its name is enough.
	Meaning string
	// key is its key in documents. It is never reused for another field.
	key int
	// since is the first document schema that has the field; 0 means the first schema.
	since byte
	// always marks a field that documents contain even if it is empty.
	always bool
	access
}

// Phase is when a field can be filled in.
type Phase int

// The phases.
const (
	// Identity fields, such as type, area and title, can always be filled in.
	Identity Phase = iota
	// Before fields can be filled in before an event.
	Before
	// After fields can be filled in only for an experience.
	After
	// Automatic fields are filled in by the journal.
	Automatic
)

// FieldKind is the type of a field's value.
type FieldKind int

// The kinds of fields.
const (
	IDField        FieldKind = iota // the id of the entry or of its area
	WordField                       // one of a set of words
	LineField                       // a text of one line
	TextField                       // a text
	NumberField                     // a number from Low to High
	MomentField                     // a time, to the second
	ListField                       // a list of texts
	ObstaclesField                  // the obstacles
	PeopleField                     // the people
	OriginField                     // the Origin, which is no text
	MeasuresField                   // the values of measures
	AnswersField                    // the answers to questions of one's own
	TryField                        // the Try
)

// access reads and writes a field. The kind determines which functions are set; obstacles,
// people, measures and answers have none, as there is only one field of each.
type access struct {
	Kind FieldKind
	// Low and High are the ends of the scale of a number.
	Low, High float64
	// words are the values that a word field accepts besides "".
	words []string

	text      func(*Entry) string
	setText   func(*Entry, string)
	number    func(*Entry) optional.Value[float64]
	setNumber func(*Entry, optional.Value[float64])
	moment    func(*Entry) *time.Time
	list      func(*Entry) *[]string
}

func textIn[T ~string](kind FieldKind, at func(*Entry) *T) access {
	return access{Kind: kind,
		text:    func(e *Entry) string { return string(*at(e)) },
		setText: func(e *Entry, s string) { *at(e) = T(s) },
	}
}

func wordIn[T ~string](words []T, at func(*Entry) *T) access {
	a := textIn(WordField, at)
	a.words = asStrings(words)
	return a
}

func numberIn[T ~float64](low, high float64, at func(*Entry) *optional.Value[T]) access {
	return access{Kind: NumberField, Low: low, High: high,
		number:    func(e *Entry) optional.Value[float64] { return convert[float64](*at(e)) },
		setNumber: func(e *Entry, v optional.Value[float64]) { *at(e) = convert[T](v) },
	}
}

func ratingIn(at func(*Entry) *OptRating) access { return numberIn(0, 100, at) }

func momentIn(at func(*Entry) *time.Time) access { return access{Kind: MomentField, moment: at} }

func listIn(at func(*Entry) *[]string) access { return access{Kind: ListField, list: at} }

func convert[To, From ~float64](v optional.Value[From]) optional.Value[To] {
	x, ok := v.Get()
	if !ok {
		return optional.Value[To]{}
	}
	return optional.Some(To(x))
}

// Key returns the number of the field in documents, from 1 to 127. It never changes.
func (f *Field) Key() byte { return byte(f.key) }

// IsLater reports whether the field is newer than the first release, so that files have it
// only if an entry does.
func (f *Field) IsLater() bool { return f.since > docSchema }

// Words lists the values that a word field accepts besides "".
func (f *Field) Words() []string { return f.words }

// Text returns the value of a word, line, text or id.
func (f *Field) Text(e *Entry) string { return f.text(e) }

// SetText changes the value of a word, line, text or id.
func (f *Field) SetText(e *Entry, s string) { f.setText(e, s) }

// Number returns the value of a number.
func (f *Field) Number(e *Entry) optional.Value[float64] { return f.number(e) }

// SetNumber changes the value of a number.
func (f *Field) SetNumber(e *Entry, v optional.Value[float64]) { f.setNumber(e, v) }

// Moment returns a pointer to the time in e.
func (f *Field) Moment(e *Entry) *time.Time { return f.moment(e) }

// List returns a pointer to the list of texts in e.
func (f *Field) List(e *Entry) *[]string { return f.list(e) }

// IsEmpty reports whether e has no value in the field.
func (f *Field) IsEmpty(e *Entry) bool {
	switch f.Kind {
	case NumberField:
		return !f.number(e).IsSet()
	case MomentField:
		return f.moment(e).IsZero()
	case ListField:
		return len(*f.list(e)) == 0
	case ObstaclesField:
		return len(e.Obstacles) == 0
	case PeopleField:
		return len(e.People) == 0
	case MeasuresField:
		return len(e.Measures) == 0
	case AnswersField:
		return len(e.Answers) == 0
	case TryField:
		return e.Experiment.IsZero()
	}
	return f.text(e) == ""
}

// valueText formats the value of a word or number.
func (f *Field) valueText(e *Entry) string {
	if f.Kind == NumberField {
		return numberText(f.number(e))
	}
	return f.text(e)
}

// equal reports whether two entries have the same text or number in the field.
func (f *Field) equal(a, b *Entry) bool {
	if f.Kind == NumberField {
		return f.number(a) == f.number(b)
	}
	return f.text(a) == f.text(b)
}
