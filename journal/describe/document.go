package describe

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// The captions of a document for paper.
const (
	DocumentJournal   = wording.Text("journal")
	DocumentAllAreas  = wording.Text("all-areas")
	DocumentSample    = wording.Text("sample-journal-the-life-of-somebody-who")
	DocumentEmpty     = wording.Text("there-are-no-entries-in-this-range")
	DocumentEntries   = wording.Text("entries")
	DocumentOwnWords  = wording.Text("in-my-own-words")
	DocumentSampleRun = wording.Text("enactive-sample-journal") // at the foot of each page
)

// DocumentFilter says which entries alone are in the document, from what Filter returns.
func DocumentFilter(which string) string {
	return wording.Say("only-entries-which-the-charts-cover-all", wording.V{"Which": which})
}

// DocumentTooFew names the insights that the entries are too few for.
func DocumentTooFew(titles []string) string {
	return wording.Say("not-enough-entries-yet-for-what", wording.V{"What": strings.Join(titles, "; ")})
}

// DocumentPage numbers a page.
func DocumentPage(n, all int) string {
	return wording.Say("n-of-all-pages", wording.V{"N": n, "All": all})
}

// DocumentLost says that n characters have no picture, and which sign replaces each.
func DocumentLost(n int, sign rune) string {
	return wording.Count(n, "n-characters-for-example-from-other", wording.V{"Sign": string(sign)})
}

// DocumentDay names a day with its weekday.
func DocumentDay(d journal.Date) string { return wording.Weekday(d.In(time.UTC)) }

// DocumentDayContinued is above a page that begins in the midst of a day.
func DocumentDayContinued(d journal.Date) string {
	return wording.Say("day-continued", wording.V{"Day": DocumentDay(d)})
}

// DocumentDays names the days from one to another, each of which may be left open.
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

// DocumentPart says a part of an entry within a line.
func DocumentPart(p Part) string { return detailed(lowered(p.Name), p.Text) }

// lowered begins a name with a small letter within a line; other languages than English have
// capitals for other reasons.
func lowered(name string) string {
	if wording.Language() == "en" {
		return strings.ToLower(name)
	}
	return name
}

// Clock writes the time of day.
func Clock(t time.Time) string { return wording.Clock(t) }

// Filter says what else than area and days chooses the entries of a query, so that they are
// not taken for all entries; it is empty if nothing does.
func Filter(q journal.Query) string {
	var said []string
	add := func(before wording.Text, words ...string) {
		if len(words) > 0 && words[0] != "" {
			said = append(said, before.With(wording.V{"What": wording.List(words...)}))
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
		said = append(said, wording.Say("that-contain-text", wording.V{"Text": q.Text}))
	}
	if q.InBin {
		said = append(said, wording.Say("that-are-in-the-bin"))
	}
	return wording.List(said...)
}

func each[T any](values []T, name func(T) string) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = name(v)
	}
	return names
}
