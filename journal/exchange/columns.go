package exchange

import (
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// column is one field of an entry as files name it, and how a cell gets into an entry.
// Exactly one of the functions is set; id and area, which need the journal, have none.
type column struct {
	name string
	// low and high are the ends of our scale, for numbers.
	low, high float64

	word   func(e *journal.Entry, s string)
	text   func(e *journal.Entry, s string)
	number func(e *journal.Entry, v optional.Value[float64])
	list   func(e *journal.Entry, items []string)
	moment func(e *journal.Entry, told *toldTimes) (at, as *time.Time)
}

// The columns of the journal's own CSV by place; the order is a promise.
const (
	colID = iota
	colType
	colTime
	colArea
	numColumns = 31
	// promised is how many columns every CSV has; a further one is there only where an
	// entry has a value for it.
	promised = 30
)

var columns = [numColumns]*column{
	colID:   {name: "id"},
	colType: {name: "type", word: func(e *journal.Entry, s string) { e.Type = journal.Type(s) }},
	colTime: {name: "time", moment: func(e *journal.Entry, told *toldTimes) (at, as *time.Time) { return &e.Time, &told.time }},
	colArea: {name: "area"},
	{name: "source", word: func(e *journal.Entry, s string) { e.Source = journal.Source(s) }},
	{name: "kind", word: func(e *journal.Entry, s string) { e.Kind = journal.Kind(s) }},
	{name: "title", text: func(e *journal.Entry, s string) { e.Title = s }},
	{name: "intention", text: func(e *journal.Entry, s string) { e.Intention = s }},
	{name: "happened", text: func(e *journal.Entry, s string) { e.Happened = s }},
	{name: "outcome", word: func(e *journal.Entry, s string) { e.Outcome = journal.Outcome(s) }},
	rating("performance", func(e *journal.Entry) *journal.OptRating { return &e.Performance }),
	rating("stress", func(e *journal.Entry) *journal.OptRating { return &e.Stress }),
	rating("stress_expected", func(e *journal.Entry) *journal.OptRating { return &e.StressExpected }),
	{name: "appraisal", word: func(e *journal.Entry, s string) { e.Appraisal = journal.Appraisal(s) }},
	{name: "difficulty", low: 1, high: 10, number: func(e *journal.Entry, v optional.Value[float64]) {
		e.Difficulty = as[journal.Difficulty](v)
	}},
	rating("effort", func(e *journal.Entry) *journal.OptRating { return &e.Effort }),
	{name: "luck", low: 0, high: 10, number: func(e *journal.Entry, v optional.Value[float64]) {
		e.Luck = as[journal.Luck](v)
	}},
	{name: "controllable", word: func(e *journal.Entry, s string) { e.Controllable = journal.Controllable(s) }},
	rating("efficacy_before", func(e *journal.Entry) *journal.OptRating { return &e.EfficacyBefore }),
	{name: "efficacy_before_at", moment: func(e *journal.Entry, told *toldTimes) (at, as *time.Time) {
		return &e.EfficacyBeforeAt, &told.beforeAt
	}},
	rating("efficacy_after", func(e *journal.Entry) *journal.OptRating { return &e.EfficacyAfter }),
	{name: "obstacles", list: func(e *journal.Entry, items []string) { e.Obstacles = parseObstacles(items) }},
	{name: "sacrifices", list: func(e *journal.Entry, items []string) { e.Sacrifices = items }},
	{name: "lessons", list: func(e *journal.Entry, items []string) { e.Lessons = items }},
	{name: "strategies", list: func(e *journal.Entry, items []string) { e.Strategies = items }},
	{name: "people", list: func(e *journal.Entry, items []string) { e.People = parsePeople(items) }},
	{name: "tags", list: func(e *journal.Entry, items []string) { e.Tags = items }},
	{name: "note", text: func(e *journal.Entry, s string) { e.Note = s }},
	{name: "created", moment: func(e *journal.Entry, told *toldTimes) (at, as *time.Time) { return &e.Created, &told.created }},
	{name: "modified", moment: func(e *journal.Entry, told *toldTimes) (at, as *time.Time) { return &e.Modified, &told.modified }},
	{name: "mastery", word: func(e *journal.Entry, s string) { e.Mastery = insight.Evidence(s) }},
}

func rating(name string, field func(*journal.Entry) *journal.OptRating) *column {
	return &column{name: name, low: 0, high: 100, number: func(e *journal.Entry, v optional.Value[float64]) {
		*field(e) = as[journal.Rating](v)
	}}
}

func as[T ~float64](v optional.Value[float64]) optional.Value[T] {
	x, ok := v.Get()
	if !ok {
		return optional.Value[T]{}
	}
	return optional.Some(T(x))
}

// columnNamed returns our column of exactly that name, or nil.
func columnNamed(name string) *column {
	for _, c := range columns {
		if c.name == name {
			return c
		}
	}
	return nil
}

// Columns returns the names of the columns that every CSV of the journal's own has, in
// their order. The column mastery follows where an entry has a label chosen by hand.
func Columns() []string {
	names := make([]string, promised)
	for i := range names {
		names[i] = columns[i].name
	}
	return names
}
