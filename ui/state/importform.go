package state

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

// ImportForm is what a person has said about a table so far. Plan makes a plan of it once Open
// finds nothing that is missing.
type ImportForm struct {
	Sheet *Sheet
	// Columns are the answers about the columns, in the order of the sheet.
	Columns []ColumnAnswer
	// When is the way to make a time of several columns, by their names in that order; otherwise the
	// columns that are mapped to it in the order of the file.
	When []string
	// Area is that of all rows if no column has it.
	Area string
	// Written is what was said about how the file is written; the zero value is nothing.
	Written                         ImportWriting
	Dates, Decimal, Durations, Zone string
	Again, Sums                     string
	SkipBadRows                     bool
	Each                            []string
	EachTo                          string
	Group                           []string
	GroupNumbers                    map[string]string
	Key                             []string
	// Days reads each row as the values of a day, and Several says which of several values of a day
	// counts; empty refuses several rows of a day.
	Days    bool
	Several string
	// rest is what a plan of a file says beyond what the form shows.
	rest ImportPlan
}

// ColumnAnswer is what a person said of a column.
type ColumnAnswer struct {
	// Ours is the field of ours; empty if the column is left out.
	Ours string
	// Low and High are the ends of its scale, as typed.
	Low, High string
	// Words are our words or numbers by theirs. A word that is in it and has nothing stays empty.
	Words map[string]string
	// Split is what separates the items of a list; empty if nothing does.
	Split string
}

// QuestionKind is what is asked about a table.
type QuestionKind int

// The questions.
const (
	AskWhen      QuestionKind = iota // which columns say when it was
	AskArea                          // the area of all rows
	AskTwice                         // two columns for one field
	AskOrder                         // the order of the dates
	AskDecimal                       // the decimal mark
	AskDurations                     // what 7:02 is
	AskScale                         // the ends of a scale
	AskWords                         // our words for theirs
	AskSums                          // what happens to a last row of sums
)

// ImportQuestion is something that the file leaves open.
type ImportQuestion struct {
	Kind   QuestionKind
	Column int // -1 if it is about none
	Words  string
}

// NewImportForm begins a form with what the sheet proves. area is the only area of the journal, or
// empty.
func NewImportForm(s *Sheet, area string) *ImportForm {
	f := &ImportForm{Sheet: s, Columns: make([]ColumnAnswer, len(s.Columns)), Area: area}
	for i, c := range s.Columns {
		f.Columns[i].Ours = c.Ours
	}
	f.takeColumns(&s.Preset)
	f.proveWhen()
	for i := range f.Columns {
		f.Suggest(i)
	}
	return f
}

// proveWhen finds the columns that say when it was, if there is one way only.
func (f *ImportForm) proveWhen() {
	ways := f.Sheet.When
	if len(ways) == 0 || len(f.When) > 0 {
		return
	}
	for i := range f.Columns {
		if f.Columns[i].Ours == "time" && slices.ContainsFunc(ways, func(w []string) bool { return len(w) == 1 && w[0] == f.Sheet.Columns[i].Name }) {
			return // it has our name, and is a time
		}
	}
	if len(ways) == 1 {
		f.SetWhen(ways[0])
		return
	}
	f.SetWhen(nil)
}

// SetWhen says which columns together say when it was; none takes the answer back.
func (f *ImportForm) SetWhen(names []string) {
	f.When = names
	for i := range f.Columns {
		switch is := slices.Contains(names, f.Sheet.Columns[i].Name); {
		case is:
			f.Columns[i].Ours = "time"
		case f.Columns[i].Ours == "time":
			f.Columns[i].Ours = ""
		}
	}
}

// Times are the columns that say when it was, in their order.
func (f *ImportForm) Times() []string {
	var all []string
	for i, c := range f.Columns {
		if c.Ours == "time" {
			all = append(all, f.Sheet.Columns[i].Name)
		}
	}
	if len(f.When) == len(all) && !slices.ContainsFunc(all, func(name string) bool { return !slices.Contains(f.When, name) }) {
		return slices.Clone(f.When)
	}
	return all
}

// Choose says what a column is, and fills in what its cells prove then.
func (f *ImportForm) Choose(column int, ours string) {
	f.Columns[column] = ColumnAnswer{Ours: ours}
	f.Suggest(column)
}

// Suggest fills in what is proved: the scale of a column with our name and values on our scale,
// and our own words.
func (f *ImportForm) Suggest(i int) {
	a, c := &f.Columns[i], f.Sheet.Columns[i]
	field := fieldNamed(a.Ours)
	if field == nil {
		return
	}
	if field.Kind == journal.NumberField && a.Low == "" && a.High == "" && a.Ours == c.Ours && c.isWithin(field.Low, field.High) {
		a.Low, a.High = wording.Number(field.Low, 0), wording.Number(field.High, 0)
	}
	if field.Kind == journal.WordField && a.Words == nil {
		for _, w := range c.Words {
			if ours, ok := ownWord(field, w.Word); ok {
				a.put(w.Word, ours)
			}
		}
	}
}

// isWithin reports whether there are numbers in a column, and all are from low to high.
func (c *Column) isWithin(low, high float64) bool {
	if c.IsNumbers {
		return c.Low >= low && c.High <= high
	}
	n := 0
	for _, w := range c.Words {
		if x, ok := typedNumber(w.Word); ok {
			if n++; x < low || x > high {
				return false
			}
		}
	}
	return n > 0
}

// SetWord says what a word of a column becomes.
func (f *ImportForm) SetWord(column int, theirs, ours string) { f.Columns[column].put(theirs, ours) }

func (a *ColumnAnswer) put(theirs, ours string) {
	if a.Words == nil {
		a.Words = map[string]string{}
	}
	a.Words[theirs] = ours
}

// HasArea reports whether a column has the area.
func (f *ImportForm) HasArea() bool {
	return slices.ContainsFunc(f.Columns, func(c ColumnAnswer) bool { return c.Ours == "area" })
}

// AsksZone reports whether times are read that have no time zone.
func (f *ImportForm) AsksZone() bool {
	for i, c := range f.Columns {
		if c.Ours == "time" && !f.Sheet.Columns[i].IsZoned {
			return true
		}
	}
	return false
}

// Needs reports what has to be said of a column that is what was chosen, whether or not it was said.
func (f *ImportForm) Needs(i int) []QuestionKind {
	a, c := f.Columns[i], f.Sheet.Columns[i]
	if f.Days {
		return f.needsOfDays(i)
	}
	field := fieldNamed(a.Ours)
	if field == nil {
		return nil
	}
	var all []QuestionKind
	switch field.Kind {
	case journal.MomentField:
		if len(c.Orders) > 0 {
			all = append(all, AskOrder)
		}
	case journal.NumberField:
		if len(c.Decimals) > 0 {
			all = append(all, AskDecimal)
		}
		if len(c.Durations) > 0 {
			all = append(all, AskDurations)
		}
		words := f.AskedWords(i)
		if len(words) > 0 {
			all = append(all, AskWords)
		}
		if len(words) == 0 || len(words) < len(c.Words) {
			all = append(all, AskScale)
		}
	case journal.WordField:
		if len(f.AskedWords(i)) > 0 {
			all = append(all, AskWords)
		}
	}
	return all
}

// AskedWords are the words of a column that have to become words or numbers of ours.
func (f *ImportForm) AskedWords(i int) []WordCount {
	c := f.Sheet.Columns[i]
	field := fieldNamed(f.Columns[i].Ours)
	if field == nil || field.Kind == journal.NumberField && (c.IsNumbers || c.IsDurations || len(c.Decimals) > 0) {
		return nil
	}
	switch field.Kind {
	case journal.WordField:
		return c.Words
	case journal.NumberField:
		return slices.DeleteFunc(slices.Clone(c.Words), func(w WordCount) bool { _, ok := typedNumber(w.Word); return ok })
	}
	return nil
}

// Scale reads the ends of the scale of a column.
func (a *ColumnAnswer) Scale() (low, high float64, ok bool) {
	low, isLow := typedNumber(a.Low)
	high, isHigh := typedNumber(a.High)
	return low, high, isLow && isHigh && low != high
}

func typedNumber(s string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// Open lists what is to be answered before the table can be imported, in the order of the page.
func (f *ImportForm) Open() []ImportQuestion {
	var all []ImportQuestion
	ask := func(kind QuestionKind, column int, words string) {
		all = append(all, ImportQuestion{kind, column, words})
	}
	switch {
	case f.Days && !f.hasDay():
		ask(AskWhen, -1, wording.Say("choose-the-column-of-the-day"))
	case !f.Days && len(f.Times()) == 0 && !f.rest.fills("time"):
		ask(AskWhen, -1, wording.Say("choose-the-column-that-says-when-it-was"))
	}
	if !f.Days && !f.HasArea() && strings.TrimSpace(f.Area) == "" && !f.rest.fills("area") {
		ask(AskArea, -1, wording.Say("give-the-area-a-name-or-choose"))
	}
	if f.Sheet.Sums.Line > 0 && f.Sums == "" {
		ask(AskSums, -1, wording.Say("say-what-happens-to-the-row-of-sums"))
	}
	first := map[string]string{}
	for i, a := range f.Columns {
		name := f.Sheet.Columns[i].Name
		if a.Ours == "" {
			continue
		}
		if other, both := first[a.Ours]; both && a.Ours != "time" {
			ask(AskTwice, i, wording.Say("first-and-second-cannot-both-be-used", wording.V{"First": other, "Second": name}))
		}
		first[a.Ours] = name
		for _, kind := range f.Needs(i) {
			if !f.answered(i, kind) {
				ask(kind, i, questionSentence(kind, name))
			}
		}
	}
	return all
}

func (f *ImportForm) answered(i int, kind QuestionKind) bool {
	a := f.Columns[i]
	switch kind {
	case AskOrder:
		return f.Dates != ""
	case AskDecimal:
		return f.Decimal != ""
	case AskDurations:
		return f.Durations != ""
	case AskScale:
		_, _, ok := a.Scale()
		return ok
	}
	field := fieldNamed(a.Ours)
	if f.SkipBadRows && field.Kind == journal.NumberField {
		return true // rows with other words are left out
	}
	for _, w := range f.AskedWords(i) {
		ours, said := a.Words[w.Word]
		if _, isNumber := typedNumber(ours); !said || field.Kind == journal.NumberField && ours != "" && !isNumber {
			return false
		}
	}
	return true
}

func questionSentence(kind QuestionKind, column string) string {
	with := wording.V{"Column": column}
	switch kind {
	case AskScale:
		return wording.Say("enter-the-lowest-and-the-highest-number", with)
	case AskWords:
		return wording.Say("say-what-the-words-of-column-become", with)
	}
	return wording.Say("say-how-column-is-to-be-read", with)
}

// importFields are the fields of entries.
var importFields = sync.OnceValue(journal.Fields)

// fieldNamed returns the field of that name, or nil.
func fieldNamed(name string) *journal.Field {
	if name == "" {
		return nil
	}
	for _, f := range importFields() {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// ImportField returns the field of ours with that name; ok is false if there is none.
func ImportField(name string) (field journal.Field, ok bool) {
	if f := fieldNamed(name); f != nil {
		return *f, true
	}
	return journal.Field{}, false
}

// OurWord is a value of a field of words, and its name.
type OurWord struct{ Value, Name string }

// OurWords are the values of a field of words.
func OurWords(field *journal.Field) []OurWord {
	var all []OurWord
	for _, value := range field.Words() {
		all = append(all, OurWord{value, wordOf(field.Name, value)})
	}
	return all
}

func wordOf(field, value string) string {
	switch field {
	case "outcome":
		return describe.OutcomeWord(journal.Outcome(value))
	case "kind":
		return describe.KindWord(journal.Kind(value))
	case "source":
		return describe.SourceWord(journal.Source(value))
	case "type":
		return describe.TypeWord(journal.Type(value))
	case "appraisal":
		return describe.AppraisalWord(journal.Appraisal(value))
	case "controllable":
		return describe.ControllableWord(journal.Controllable(value))
	case "privacy":
		return describe.PrivacyWord(journal.Privacy(value))
	}
	return value
}

// ownWord returns our value that a word is, in English or in the language of the window.
func ownWord(field *journal.Field, word string) (value string, ok bool) {
	word = strings.TrimSpace(word)
	for _, w := range OurWords(field) {
		if strings.EqualFold(word, w.Value) || strings.EqualFold(word, w.Name) {
			return w.Value, true
		}
	}
	return "", false
}
