package state

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// DayWords names a day relative to today, such as "yesterday".
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

// ShortDay names a day briefly for a row of a list, with its year unless that is this year.
func ShortDay(d, today journal.Date) string {
	switch {
	case d == today || d == today.AddDays(-1) || d == today.AddDays(1):
		return DayWords(d, today)
	case d.Year == today.Year:
		return wording.ShortWeekday(d.In(time.UTC))
	}
	return wording.ShortDay(d.In(time.UTC))
}

// InAWord returns one word for an entry: its evidence or outcome, or else its type.
func InAWord(e *journal.Entry) string {
	switch {
	case e.Outcome != "":
		// The evidence is more informative than the outcome, which the mark already shows.
		if label, _ := describe.Evidence(e); label != "" && label != describe.EvidenceLabel(insight.PlainSetback) {
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

// Lines parses a list with one item per line.
func Lines(text string) []string {
	var items []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			items = append(items, l)
		}
	}
	return items
}

// Commas parses a list separated by commas or line breaks.
func Commas(text string) []string { return Lines(strings.ReplaceAll(text, ",", "\n")) }
