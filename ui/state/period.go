package state

import (
	"strings"
	"time"

	"enactive/journal"
)

// Period is a range of days that can be chosen by name, seen from a day.
type Period struct {
	Name string
	Of   func(day journal.Date) Range
}

// Periods lists the ranges that can be looked at.
func Periods() []Period {
	back := func(days int) func(journal.Date) Range {
		return func(day journal.Date) Range { return Range{day.AddDays(1 - days), day} }
	}
	return []Period{
		{"All time", func(day journal.Date) Range { return Range{To: day} }},
		{"Last year", back(365)},
		{"Last 90 days", back(90)},
		{"Last 30 days", back(30)},
		{"This month", func(day journal.Date) Range { return Range{firstOfMonth(day), day} }},
		{"Last month", func(day journal.Date) Range {
			last := firstOfMonth(day).AddDays(-1)
			return Range{firstOfMonth(last), last}
		}},
	}
}

func firstOfMonth(day journal.Date) journal.Date {
	day.Day = 1
	return day
}

// Look is which days are looked at, as known on a day.
type Look struct {
	Range
	// AsOf is the day whose knowledge counts, zero for today.
	AsOf journal.Date
}

// LookAt reads a choice: a period and the day from which it is seen, as it was typed;
// nothing, today and a day that is yet to come are today.
func LookAt(p Period, typed string, today journal.Date) (Look, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return Look{Range: p.Of(today)}, nil
	}
	day, err := journal.ParseDate(typed)
	if err != nil {
		return Look{}, err
	}
	if !day.Before(today) {
		return Look{Range: p.Of(today)}, nil
	}
	return Look{Range: p.Of(day), AsOf: day}, nil
}

// Words says which days are looked at.
func (l Look) Words() string {
	words := "Everything up to " + longDay(l.To)
	if !l.From.IsZero() {
		words = longDay(l.From) + " to " + longDay(l.To)
	}
	if !l.AsOf.IsZero() {
		words += ", as it was known on " + longDay(l.AsOf)
	}
	return words + "."
}

func longDay(d journal.Date) string { return d.In(time.UTC).Format("2 January 2006") }
