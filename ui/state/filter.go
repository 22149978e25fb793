package state

import (
	"slices"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

// Chip is one part of a filter in words, with the filter that remains without it.
type Chip struct {
	Words   string
	Without journal.Query
}

// Chips lists the parts of a filter without its search text. area returns an area's name, and test
// the words of a comparison.
func Chips(q journal.Query, area func(journal.AreaID) string, test func(journal.Test) string) []Chip {
	var chips []Chip
	add := func(words string, without func(*journal.Query)) {
		rest := q
		without(&rest)
		chips = append(chips, Chip{words, rest})
	}
	if q.Area != "" {
		add(area(q.Area), func(r *journal.Query) { r.Area = "" })
	}
	if words := dayWords(q.From, q.To); words != "" {
		add(words, func(r *journal.Query) { r.From, r.To = journal.Date{}, journal.Date{} })
	}
	each(q.Types, describe.TypeWord, func(r *journal.Query, rest []journal.Type) { r.Types = rest }, add)
	each(q.Outcomes, describe.OutcomeWord, func(r *journal.Query, rest []journal.Outcome) { r.Outcomes = rest }, add)
	each(q.Kinds, describe.KindWord, func(r *journal.Query, rest []journal.Kind) { r.Kinds = rest }, add)
	each(q.Sources, describe.SourceWord, func(r *journal.Query, rest []journal.Source) { r.Sources = rest }, add)
	plain := func(s string) string { return s }
	each(q.People, plain, func(r *journal.Query, rest []string) { r.People = rest }, add)
	each(q.Strategies, plain, func(r *journal.Query, rest []string) { r.Strategies = rest }, add)
	each(q.Tags, func(s string) string { return "#" + s }, func(r *journal.Query, rest []string) { r.Tags = rest }, add)
	each(q.Tests, test, func(r *journal.Query, rest []journal.Test) { r.Tests = rest }, add)
	return chips
}

// each adds one chip per value.
func each[T comparable](values []T, word func(T) string, set func(*journal.Query, []T), add func(string, func(*journal.Query))) {
	for i, v := range values {
		rest := slices.Delete(slices.Clone(values), i, i+1)
		if len(rest) == 0 {
			rest = nil
		}
		add(word(v), func(r *journal.Query) { set(r, rest) })
	}
}

// dayWords describes the days of a filter.
func dayWords(from, to journal.Date) string {
	v := wording.V{}
	if !from.IsZero() {
		v["From"] = wording.ShortDay(from.In(time.UTC))
	}
	if !to.IsZero() {
		v["To"] = wording.ShortDay(to.In(time.UTC))
	}
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from == to:
		return wording.ShortDay(from.In(time.UTC))
	case from.IsZero():
		return wording.Say("up-to-to", v)
	case to.IsZero():
		return wording.Say("since-from", v)
	}
	return wording.Say("from-to-to-days", v)
}

// IsFiltered reports whether a query restricts the entries.
func IsFiltered(q journal.Query) bool {
	return strings.TrimSpace(q.Text) != "" || len(Chips(q, func(journal.AreaID) string { return "" }, func(journal.Test) string { return "" })) > 0
}

// Vocabularies are the words that a filter offers, the most frequent first.
type Vocabularies struct{ People, Strategies, Tags []string }

// VocabulariesOf collects the words of a journal. With 100,000 entries that takes long enough
// that it must not run on the interface's thread.
func VocabulariesOf(j *journal.Journal) Vocabularies {
	return Vocabularies{
		People: j.Vocabulary(func(e *journal.Entry) []string {
			names := make([]string, len(e.People))
			for i, p := range e.People {
				names[i] = p.Name
			}
			return names
		}),
		Strategies: j.Vocabulary(func(e *journal.Entry) []string { return e.Strategies }),
		Tags:       j.Vocabulary(func(e *journal.Entry) []string { return e.Tags }),
	}
}
