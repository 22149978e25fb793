package state

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// DayWords words a day as people say it, seen from today.
func DayWords(d, today journal.Date) string {
	switch d {
	case today:
		return wording.Say("today")
	case today.AddDays(-1):
		return wording.Say("yesterday")
	case today.AddDays(1):
		return wording.Say("tomorrow")
	}
	if d.Year == today.Year {
		return wording.WeekdayThisYear(d.In(time.UTC))
	}
	return wording.Weekday(d.In(time.UTC))
}

// ShortDay words a day for a row of a list, with its year where that is not today's.
func ShortDay(d, today journal.Date) string {
	switch {
	case d == today || d == today.AddDays(-1) || d == today.AddDays(1):
		return DayWords(d, today)
	case d.Year == today.Year:
		return wording.ShortWeekday(d.In(time.UTC))
	}
	return wording.ShortDay(d.In(time.UTC))
}

// InAWord says what an entry came to: its outcome, or else what it is.
func InAWord(e *journal.Entry) string {
	switch {
	case e.Outcome != "":
		// What it is evidence of says more than the outcome, of which the mark has the shape.
		if label, _ := describe.Evidence(e); label != "" && label != insight.PlainSetback.Words() {
			return wording.Small(label)
		}
		return describe.OutcomeWord(e.Outcome)
	case e.Type == journal.Plan:
		return wording.Say("plan-noun-inline")
	case e.Type == journal.CheckIn:
		return wording.Say("check-in-inline")
	}
	return ""
}

// Lines reads a list that was typed one item a line.
func Lines(text string) []string {
	var items []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			items = append(items, l)
		}
	}
	return items
}

// Commas reads a list that was typed with commas or one item a line.
func Commas(text string) []string { return Lines(strings.ReplaceAll(text, ",", "\n")) }
