package state

import (
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// Period is a named range of days relative to a day.
type Period struct {
	Name wording.Text
	Of   func(day journal.Date) Range
}

// Periods lists the ranges that a person can choose.
func Periods() []Period {
	back := func(days int) func(journal.Date) Range {
		return func(day journal.Date) Range { return Range{day.AddDays(1 - days), day} }
	}
	return []Period{
		{wording.Text("all-time"), func(day journal.Date) Range { return Range{To: day} }},
		{wording.Text("last-year"), back(365)},
		{wording.Text("last-90-days"), back(90)},
		{wording.Text("last-30-days"), back(30)},
		{wording.Text("this-month"), func(day journal.Date) Range { return Range{firstOfMonth(day), day} }},
		{wording.Text("last-month"), func(day journal.Date) Range {
			last := firstOfMonth(day).AddDays(-1)
			return Range{firstOfMonth(last), last}
		}},
	}
}

func firstOfMonth(day journal.Date) journal.Date {
	day.Day = 1
	return day
}

// Look is a choice of days, and of the day whose knowledge counts.
type Look struct {
	Range
	// AsOf is the day whose knowledge counts, zero for today.
	AsOf journal.Date
}

// LookAt applies a period to a day. A zero day, today and a future day all mean today.
func LookAt(p Period, asOf, today journal.Date) Look {
	if asOf.IsZero() || !asOf.Before(today) {
		return Look{Range: p.Of(today)}
	}
	return Look{Range: p.Of(asOf), AsOf: asOf}
}

// LookBetween returns a range between two chosen days; a zero day leaves that end open.
// Reversed days are swapped.
func LookBetween(from, to, today journal.Date) Look {
	if to.IsZero() || today.Before(to) {
		to = today
	}
	if !from.IsZero() && to.Before(from) {
		from, to = to, from
	}
	return Look{Range: Range{from, to}}
}

// Words describes the chosen days.
func (l Look) Words() string {
	v := wording.V{"To": longDay(l.To)}
	if !l.From.IsZero() {
		v["From"] = longDay(l.From)
	}
	if !l.AsOf.IsZero() {
		v["AsOf"] = longDay(l.AsOf)
	}
	switch {
	case l.From.IsZero() && l.AsOf.IsZero():
		return wording.Say("everything-up-to-to", v)
	case l.From.IsZero():
		return wording.Say("everything-up-to-to-as-it-was-known", v)
	case l.AsOf.IsZero():
		return wording.Say("from-to-to", v)
	}
	return wording.Say("from-to-to-as-it-was-known-on-asof", v)
}

func longDay(d journal.Date) string { return wording.Day(d.In(time.UTC)) }
