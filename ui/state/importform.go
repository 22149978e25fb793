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

// Plan is the plan that the form makes.
func (f *ImportForm) Plan() ImportPlan {
	p := f.rest
	p.Days, p.Several = f.Days, f.Several
	p.Written, p.Zone, p.Again, p.SkipBadRows, p.Sums = f.Written, f.Zone, f.Again, f.SkipBadRows, f.Sums
	p.Each, p.EachTo, p.Group, p.GroupNumbers, p.Key = f.Each, f.EachTo, f.Group, f.GroupNumbers, f.Key
	p.Map, p.Join, p.Set = slices.Clone(p.Map), slices.Clone(p.Join), slices.Clone(p.Set)
	p.Dates, p.Decimal, p.Durations = f.Dates, f.Decimal, f.Durations
	if f.Days {
		f.addDays(&p)
		return p
	}
	var names []string
	for i, a := range f.Columns {
		c := f.Sheet.Columns[i]
		names = append(names, c.Name)
		switch {
		case a.Ours == "time":
		case a.Ours == "":
			if f.wouldBeTaken(i) {
				p.Leave = append(p.Leave, c.Name)
			}
		default:
			f.addColumn(&p, i)
		}
	}
	switch times := f.Times(); len(times) {
	case 0:
	case 1:
		if !f.isDefault(times[0], "time") {
			p.Map = append(p.Map, ColumnMap{From: times[0], To: "time"})
		}
	default:
		to := "time"
		for slices.Contains(names, to) {
			to += "+"
		}
		p.Join = append(p.Join, ColumnJoin{From: times, To: to})
		if to != "time" {
			p.Map = append(p.Map, ColumnMap{From: to, To: "time"})
		}
	}
	if !f.HasArea() && !f.rest.fills("area") {
		p.Set = append(p.Set, ColumnSet{To: "area", Value: strings.TrimSpace(f.Area)})
	}
	return p
}

// wouldBeTaken reports whether a column that is left out would be read otherwise.
func (f *ImportForm) wouldBeTaken(i int) bool {
	c := f.Sheet.Columns[i]
	same := func(name string) bool { return name == c.Name }
	return c.Ours != "" && !f.rest.reads(c.Name) || slices.ContainsFunc(f.Sheet.Preset.Map, func(m ColumnMap) bool { return same(m.From) })
}

// isDefault reports whether a column is a field of ours without being mapped to it. Where the facts of
// another journal become tags, a map of the tags would leave them out.
func (f *ImportForm) isDefault(name, ours string) bool {
	return slices.ContainsFunc(f.Sheet.Columns, func(c Column) bool { return c.Name == name && c.Ours == ours }) ||
		slices.ContainsFunc(f.Sheet.Preset.Map, func(m ColumnMap) bool { return m.From == name && m.To == ours && !m.Scaled })
}

func (f *ImportForm) addColumn(p *ImportPlan, i int) {
	a, c := f.Columns[i], f.Sheet.Columns[i]
	m := ColumnMap{From: c.Name, To: a.Ours}
	needs := f.Needs(i)
	if slices.Contains(needs, AskScale) {
		m.Low, m.High, m.Scaled = a.Scale()
	}
	if m.Scaled || !f.isDefault(c.Name, a.Ours) {
		p.Map = append(p.Map, m)
	}
	if slices.Contains(needs, AskWords) {
		w := ColumnWords{From: c.Name, Ours: map[string]string{}}
		for _, asked := range f.AskedWords(i) {
			if ours, said := a.Words[asked.Word]; said {
				w.Ours[asked.Word] = strings.Replace(ours, ",", ".", 1)
			}
		}
		p.Words = append(p.Words, w)
	}
	if a.Split != "" {
		p.Split = append(p.Split, ColumnSplit{From: c.Name, Separator: a.Split})
	}
}

// Take fills the form with a plan, as far as the sheet has its columns.
func (f *ImportForm) Take(p ImportPlan) {
	f.When, f.rest = nil, ImportPlan{}
	f.Several = p.Several
	f.setDays(p.Days)
	if f.Days && slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return isMeasure(m.To) }) { // it names all of them
		for i := range f.Columns {
			if isMeasure(f.Columns[i].Ours) {
				f.Columns[i] = ColumnAnswer{}
			}
		}
	}
	f.Written, f.Zone, f.Again, f.SkipBadRows, f.Sums = p.Written, p.Zone, p.Again, p.SkipBadRows, p.Sums
	f.Each, f.EachTo, f.Group, f.GroupNumbers, f.Key = p.Each, p.EachTo, p.Group, p.GroupNumbers, p.Key
	f.takeColumns(&p)
	for i := range f.Columns {
		f.Suggest(i)
	}
}

// Recall fills the form with the remembered plan. What it answered about the reading of columns holds
// only where this file leaves it open.
func (f *ImportForm) Recall() {
	f.Take(*f.Sheet.Remembered)
	asked := map[QuestionKind]bool{}
	for i := range f.Columns {
		for _, kind := range f.Needs(i) {
			asked[kind] = true
		}
	}
	for kind, answer := range map[QuestionKind]*string{AskOrder: &f.Dates, AskDecimal: &f.Decimal, AskDurations: &f.Durations} {
		if !asked[kind] {
			*answer = ""
		}
	}
}

// takeColumns fills in what a plan says of the columns. What the form cannot show goes into rest.
func (f *ImportForm) takeColumns(p *ImportPlan) {
	f.Dates, f.Decimal, f.Durations = p.Dates, p.Decimal, p.Durations
	for _, name := range p.Leave {
		if a := f.answer(name); a != nil {
			*a = ColumnAnswer{}
		}
	}
	filled := map[*ColumnAnswer]bool{}
	for _, m := range p.Map {
		if slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return j.To == m.From }) {
			if m.To != "time" {
				f.rest.Map = append(f.rest.Map, m)
			}
			continue
		}
		a := f.answer(m.From)
		if a == nil || filled[a] {
			f.rest.Map = append(f.rest.Map, m)
			continue
		}
		f.clear(m.To)
		filled[a] = true
		*a = ColumnAnswer{Ours: m.To}
		if m.Scaled {
			a.Low, a.High = wording.Number(m.Low, 10), wording.Number(m.High, 10)
		}
	}
	for _, j := range p.Join {
		isTime := j.To == "time" || slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.From == j.To && m.To == "time" })
		if !isTime {
			f.rest.Join = append(f.rest.Join, j)
			continue
		}
		f.SetWhen(j.From)
	}
	for _, s := range p.Set {
		if s.To == "area" {
			f.clear("area")
			f.Area = s.Value
			continue
		}
		f.rest.Set = append(f.rest.Set, s)
	}
	for _, w := range p.Words {
		if a := f.answer(w.From); a != nil && a.Ours != "" {
			for theirs, ours := range w.Ours {
				a.put(theirs, ours)
			}
			continue
		}
		f.rest.Words = append(f.rest.Words, w)
	}
	for _, s := range p.Split {
		if a := f.answer(s.From); a != nil {
			a.Split = s.Separator
		}
	}
}

// clear takes a field of ours from the columns that have it.
func (f *ImportForm) clear(ours string) {
	for i := range f.Columns {
		if f.Columns[i].Ours == ours {
			f.Columns[i] = ColumnAnswer{}
		}
	}
}

func (f *ImportForm) answer(name string) *ColumnAnswer {
	for i, c := range f.Sheet.Columns {
		if c.Name == name {
			return &f.Columns[i]
		}
	}
	return nil
}

// Keep takes the answers of an earlier form for the columns that both have.
func (f *ImportForm) Keep(old *ImportForm) {
	if old == nil {
		return
	}
	f.Written, f.Zone, f.Again, f.SkipBadRows, f.Area = old.Written, old.Zone, old.Again, old.SkipBadRows, old.Area
	f.Each, f.EachTo, f.Group, f.GroupNumbers, f.Key = old.Each, old.EachTo, old.Group, old.GroupNumbers, old.Key
	f.rest, f.Several = old.rest, old.Several
	if old.Days {
		f.setDays(true)
	}
	for i, c := range old.Sheet.Columns {
		if a := f.answer(c.Name); a != nil && (old.Days || old.Columns[i].Ours != "") {
			*a = old.Columns[i]
		}
	}
	if !slices.ContainsFunc(old.When, func(name string) bool { return f.answer(name) == nil }) {
		f.When = old.When
	}
}

func (p *ImportPlan) fills(ours string) bool {
	return slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.To == ours }) ||
		slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return j.To == ours }) ||
		slices.ContainsFunc(p.Set, func(s ColumnSet) bool { return s.To == ours })
}

func (p *ImportPlan) reads(name string) bool {
	return slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.From == name }) ||
		slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return slices.Contains(j.From, name) })
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

// HasShape reports whether something is said of which rows and columns there are, beyond what the file
// shows.
func (f *ImportForm) HasShape() bool {
	return f.Written != ImportWriting{} || len(f.Each) > 0 || len(f.Group) > 0
}

// Shape is the part of the plan that says which rows and columns there are.
func (f *ImportForm) Shape() ImportPlan {
	return ImportPlan{Written: f.Written, Each: f.Each, EachTo: f.EachTo, Group: f.Group, GroupNumbers: f.GroupNumbers}
}
