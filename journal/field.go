package journal

import (
	"time"

	"enactive/journal/optional"
	"enactive/journal/wording"
)

// Field is one line of the table of an entry's fields. Everything that treats the fields one
// after the other reads this table: the checks, the documents of the vault, search, the files
// of exports, the flags of the command line, the pages and the editor.
type Field struct {
	// Name is what files, flags and errors call it. It never changes.
	Name string
	// Phase says when it can be filled in.
	Phase Phase
	// NotOfCheckIn marks what a check-in does not ask for, although it is no matter of After.
	NotOfCheckIn bool
	// Result marks what says how something went: a plan has none, nor has what is yet to come.
	Result bool
	// Sealed marks what was said before an event and cannot be changed once its outcome is known.
	Sealed bool
	// Internal marks what only the journal itself knows; no file has it.
	Internal bool
	// Label is the name of the field on pages, if it has one there.
	Label wording.Text
	// Question asks for it in the editor, among what few people tell, and Hint explains the
	// question. A field with a place of its own in the editor has none.
	Question, Hint wording.Text
	// LowWord, MiddleWord and HighWord are what a scale says at its ends and in its middle.
	LowWord, MiddleWord, HighWord wording.Text
	// Heading is over its text or list in the description of an entry.
	Heading wording.Text
	// Fact says its {Number} among the numbers of an entry, and WordFacts what a word says there.
	Fact      wording.Text
	WordFacts map[string]wording.Text
	// Help explains the flag that fills it, in English; a field without it has no flag. Flag is
	// the name of the flag, if it is not that of the field.
	Flag, Help string
	// Meaning explains it in the schema of exports, in English; empty if its name says all.
	Meaning string
	// key is its number in documents. It is never used again for another field.
	key int
	// since is the number of the schema of documents that has it first; 0 is the first of all.
	since byte
	// always marks what every document has, even if it is empty.
	always bool
	access
}

// Phase says when a field can be filled in.
type Phase int

// The phases.
const (
	// Identity is what an entry is: its type, area, title and the like.
	Identity Phase = iota
	// Before is what can be said before an event.
	Before
	// After is what can be said only of an experience.
	After
	// Automatic is what the journal fills in itself.
	Automatic
)

// FieldKind is what type of value a field holds.
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
)

// access is how a field is read and written. Which of its functions are set follows from the
// kind; obstacles and people have none, as there is only one field of each.
type access struct {
	Kind FieldKind
	// Low and High are the ends of the scale of a number.
	Low, High float64
	// words are those that a word field accepts beside the empty one.
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

// IsLater reports whether the first release did not have the field, so that files have it only
// if an entry does.
func (f *Field) IsLater() bool { return f.since > docSchema }

// Words lists the words that a word field accepts beside the empty one.
func (f *Field) Words() []string { return f.words }

// Text returns the value of a word, line, text or id.
func (f *Field) Text(e *Entry) string { return f.text(e) }

// SetText changes the value of a word, line, text or id.
func (f *Field) SetText(e *Entry, s string) { f.setText(e, s) }

// Number returns the value of a number.
func (f *Field) Number(e *Entry) optional.Value[float64] { return f.number(e) }

// SetNumber changes the value of a number.
func (f *Field) SetNumber(e *Entry, v optional.Value[float64]) { f.setNumber(e, v) }

// Moment returns where e holds a time.
func (f *Field) Moment(e *Entry) *time.Time { return f.moment(e) }

// List returns where e holds a list of texts.
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
	}
	return f.text(e) == ""
}

// valueText is the value of a word or number as text.
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
