// Package describe turns what the packages below the window and the command line return into
// words for people: entries, errors, the notes of reports, the names of steps, and what the
// statistics found (insight_*.go: a sentence and an explanation each). Begin with Error and Message. An entry is described in the order in which people recount it, without what is
// empty. The captions of the charts are here too, one file a chart (chart_*.go), those of the
// documents for paper (document.go), and how both write numbers and days (figures.go).
package describe

import (
	"math"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Part is one named text of an entry; its lines are separated by line feeds.
type Part struct{ Name, Text string }

// between stands between the facts of a line. It is no word of any language.
const between = " · "

// Heading is the line under which an entry is shown: its first line, or the name of its type.
func Heading(e *journal.Entry) string {
	if line := e.FirstLine(); line != "" {
		return line
	}
	return TypeTitle(e.Type)
}

// Numbers lists the values that matter most of an entry as one quiet line, such as
// "performance 60 · stress 36".
func Numbers(e *journal.Entry) string {
	var facts []string
	add := func(v journal.OptRating, say func(wording.V) string) {
		if x, ok := v.Get(); ok {
			facts = append(facts, say(wording.V{"Number": whole(x)}))
		}
	}
	switch e.Type {
	case journal.CheckIn:
		add(e.EfficacyBefore, func(v wording.V) string { return wording.Say("efficacy-number", v) })
	case journal.Plan:
		add(e.EfficacyBefore, func(v wording.V) string { return wording.Say("sure-number", v) })
		add(e.StressExpected, func(v wording.V) string { return wording.Say("expected-stress-number", v) })
	default:
		add(e.Performance, func(v wording.V) string { return wording.Say("performance-number", v) })
		add(e.Stress, func(v wording.V) string { return wording.Say("stress-number", v) })
		add(e.EfficacyAfter, func(v wording.V) string { return wording.Say("efficacy-after-number", v) })
	}
	return strings.Join(facts, between)
}

// whole writes a number without the decimals that a change of scale may have left; they
// say nothing to people, and stay in the journal and its exports.
func whole[T ~float64](x T) string { return wording.Number(math.Round(float64(x)), 0) }

// Kicker says what an entry is: its type, kind, outcome and source, such as
// "Practice · Success".
func Kicker(e *journal.Entry) string {
	var words []string
	for _, word := range []string{typeWord(e.Type), wording.Capital(KindWord(e.Kind)), wording.Capital(OutcomeWord(e.Outcome)), sourceWord(e.Source)} {
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, between)
}

// Parts lists what an entry tells, in the order in which a person tells it; what is
// empty is left out.
func Parts(e *journal.Entry) []Part {
	var parts []Part
	add := func(name, text string) {
		if strings.TrimSpace(text) != "" {
			parts = append(parts, Part{name, text})
		}
	}
	for _, name := range partOrder() {
		switch f := fields[name]; {
		case f != nil:
			add(f.Heading.String(), fieldText(f, e))
		case name == partBefore:
			add(beforeHeading(e), beforeFacts(e))
		case name == partOthers:
			for _, f := range otherTexts {
				add(f.Heading.String(), fieldText(f, e))
			}
		case name == partNumbers:
			add(wording.Say("in-numbers"), otherFacts(e))
		}
	}
	return parts
}

// The parts of an entry that are no field of it: what was rated before, the texts that have no
// place of their own, and the numbers.
const (
	partBefore  = "before"
	partOthers  = "others"
	partNumbers = "numbers"
)

// partOrder lists the parts of an entry, fields by their names.
func partOrder() []string {
	return []string{"intention", partBefore, "happened", "obstacles", "lessons", "strategies", "sacrifices",
		partOthers, partNumbers, "people", "tags", "note"}
}

// fields are those of an entry by name; allFields in the order of their table, and otherTexts
// those that have a heading and no place in partOrder.
var (
	allFields  = journal.Fields()
	fields     = fieldsByName()
	otherTexts = textsWithoutPlace()
)

func fieldsByName() map[string]*journal.Field {
	named := make(map[string]*journal.Field, len(allFields))
	for _, f := range allFields {
		named[f.Name] = f
	}
	return named
}

func textsWithoutPlace() []*journal.Field {
	return slices.DeleteFunc(slices.Clone(allFields), func(f *journal.Field) bool {
		return f.Heading == "" || slices.Contains(partOrder(), f.Name)
	})
}

// fieldText is what a field with a heading holds, in lines.
func fieldText(f *journal.Field, e *journal.Entry) string {
	switch f.Kind {
	case journal.ObstaclesField:
		return obstacleLines(e.Obstacles)
	case journal.PeopleField:
		return peopleList(e.People)
	case journal.ListField:
		if f.Name == "tags" {
			return wording.List(e.Tags...)
		}
		return lines(*f.List(e))
	}
	return f.Text(e)
}

func beforeHeading(e *journal.Entry) string {
	if e.IsSealed() {
		return wording.Say("before-sealed")
	}
	return wording.Say("before")
}

func beforeFacts(e *journal.Entry) string {
	if e.Type != journal.Experience {
		return ""
	}
	var facts []string
	if x, ok := e.EfficacyBefore.Get(); ok {
		fact := wording.Say("number-100-sure-that-you-can", wording.V{"Number": whole(x)})
		if e.IsRetrospective() {
			fact = wording.Say("number-100-sure-that-you-can-rated", wording.V{"Number": whole(x)})
		}
		facts = append(facts, fact)
	}
	if x, ok := e.StressExpected.Get(); ok {
		facts = append(facts, wording.Say("stress-expected-number", wording.V{"Number": whole(x)}))
	}
	return strings.Join(facts, between)
}

// otherFacts are the numbers that have a sentence for that, and then the words.
func otherFacts(e *journal.Entry) string {
	var facts, words []string
	for _, f := range allFields {
		switch f.Kind {
		case journal.NumberField:
			if x, ok := f.Number(e).Get(); ok && f.Fact != "" {
				facts = append(facts, f.Fact.With(wording.V{"Number": whole(x)}))
			}
		case journal.WordField:
			if fact, ok := f.WordFacts[f.Text(e)]; ok {
				words = append(words, fact.String())
			}
		}
	}
	return strings.Join(append(facts, words...), between)
}

// Evidence says what an entry is evidence of, in a word or two, and why, such as
// "Hard-won" and "Hard-won: a stretch, with effort 70 of 100 and luck or help 1 of 10.".
// Both are empty where that cannot be said, as without effort or luck.
func Evidence(e *journal.Entry) (label, reason string) {
	l, grounds := e.Evidence()
	if l == "" || l == insight.NotRated {
		return "", ""
	}
	return EvidenceLabel(l), EvidenceReason(l, grounds)
}

func lines(items []string) string { return strings.Join(items, "\n") }

func obstacleLines(obstacles []journal.Obstacle) string {
	var told []string
	for _, o := range obstacles {
		if o.Overcome {
			o.Text = wording.Say("obstacle-overcome", wording.V{"Obstacle": o.Text})
		}
		told = append(told, o.Text)
	}
	return lines(told)
}

func peopleList(people []journal.Person) string {
	var told []string
	for _, p := range people {
		name := p.Name
		if p.Role != "" {
			name = wording.Say("name-role", wording.V{"Name": p.Name, "Role": RoleWord(p.Role)})
		}
		told = append(told, name)
	}
	return wording.List(told...)
}
