package describe

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// The captions of a printed document.
const (
	DocumentContents  = wording.Text("contents-of-a-document")
	DocumentJournal   = wording.Text("journal")
	DocumentAllAreas  = wording.Text("all-areas")
	DocumentSample    = wording.Text("sample-journal-the-life-of-somebody-who")
	DocumentEmpty     = wording.Text("there-are-no-entries-in-this-range")
	DocumentEntries   = wording.Text("entries")
	DocumentGoals     = wording.Text("goals")
	DocumentOwnWords  = wording.Text("in-my-own-words")
	DocumentSampleRun = wording.Text("enactive-sample-journal") // at the foot of each page
)

// DocumentFilter returns the note that the document contains only the entries that Filter
// describes.
func DocumentFilter(which string) string {
	return wording.Say("only-entries-which-the-charts-cover-all", wording.V{"Which": which})
}

// DocumentExperiment is the heading of an experiment.
func DocumentExperiment(name string) string {
	return wording.Say("experiment-name", wording.V{"Name": name})
}

// DocumentPage numbers a page.
func DocumentPage(n, all int) string {
	return wording.Say("n-of-all-pages", wording.V{"N": n, "All": all})
}

// DocumentLost returns the note that n characters are missing in the fonts and replaced by sign.
func DocumentLost(n int, sign rune) string {
	return wording.Count(n, "n-characters-for-example-from-other", wording.V{"Sign": string(sign)})
}

// DocumentDay formats a day with its weekday.
func DocumentDay(d journal.Date) string { return wording.Weekday(d.In(time.UTC)) }

// DocumentDays formats a range of days, either end of which may be open.
func DocumentDays(from, to journal.Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from.IsZero():
		return wording.Say("up-to-to", wording.V{"To": longDay(to)})
	case to.IsZero():
		return wording.Say("from-from-onwards", wording.V{"From": longDay(from)})
	case from == to:
		return DocumentDay(from)
	}
	return wording.Say("from-to-to-days", wording.V{"From": longDay(from), "To": longDay(to)})
}

func longDay(d journal.Date) string { return wording.Day(d.In(time.UTC)) }

// DocumentPart formats a part of an entry within a line.
func DocumentPart(p Part) string { return detailed(lowered(p.Name), p.Text) }

// lowered returns a name in lower case for use within a line, in English only: other languages
// use capitals for other reasons.
func lowered(name string) string {
	if wording.Language() == "en" {
		return strings.ToLower(name)
	}
	return name
}

// Clock formats the time of day.
func Clock(t time.Time) string { return wording.Clock(t) }

// Filter describes the restrictions of a query other than area and days, so that a selection is
// not mistaken for all entries; it is empty if there are none.
func Filter(q journal.Query) string {
	var restrictions []string
	add := func(before wording.Text, words ...string) {
		if len(words) > 0 && words[0] != "" {
			restrictions = append(restrictions, before.With(wording.V{"What": wording.List(words...)}))
		}
	}
	add(wording.Text("of-the-type-what"), each(q.Types, TypeWord)...)
	add(wording.Text("of-the-kind-what"), each(q.Kinds, KindWord)...)
	add(wording.Text("with-the-outcome-what"), each(q.Outcomes, OutcomeWord)...)
	add(wording.Text("of-the-source-what"), each(q.Sources, SourceWord)...)
	add(wording.Text("tagged-what"), q.Tags...)
	add(wording.Text("with-what"), q.People...)
	add(wording.Text("with-the-strategy-what"), q.Strategies...)
	if q.Text != "" {
		restrictions = append(restrictions, wording.Say("that-contain-text", wording.V{"Text": q.Text}))
	}
	if q.InBin {
		restrictions = append(restrictions, wording.Say("that-are-in-the-bin"))
	}
	return wording.List(restrictions...)
}

func each[T any](values []T, name func(T) string) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = name(v)
	}
	return names
}
