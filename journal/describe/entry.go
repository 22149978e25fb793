// Package describe words what the packages below the window and the command line return:
// entries, errors, the notes of reports, the names of steps, and the results of the statistics
// (insight_*.go: a sentence and an explanation each). Start with Error and Message. An entry is
// described in the order in which people recount it, without empty parts. The captions of the
// charts are here too, one file per chart (chart_*.go), those of the
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

// separator separates the facts of a line in all languages.
const separator = " · "

// Heading returns the title of an entry: its first line; for an experience without words, as imports
// have them, how it turned out or its ratings; or the name of its type.
func Heading(e *journal.Entry) string {
	if line := e.FirstLine(); line != "" {
		return line
	}
	if e.Type == journal.Experience {
		for _, words := range []string{OutcomeWord(e.Outcome), Numbers(e)} {
			if words != "" {
				return wording.Capital(words)
			}
		}
	}
	return TypeTitle(e.Type)
}

// Numbers lists the most important values of an entry on one line, such as
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
	return strings.Join(facts, separator)
}

// whole formats a number without decimals, which a change of scale may have caused and which
// mean nothing to people.
func whole[T ~float64](x T) string { return wording.Number(math.Round(float64(x)), 0) }

// Kicker returns the type, kind, outcome and source of an entry, such as "Practice · Success".
func Kicker(e *journal.Entry) string {
	var words []string
	for _, word := range []string{typeWord(e.Type), wording.Capital(KindWord(e.Kind)), wording.Capital(OutcomeWord(e.Outcome)), sourceWord(e.Source)} {
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, separator)
}

// Parts lists the nonempty parts of an entry in the order in which people recount it.
func Parts(e *journal.Entry) []Part {
	var parts []Part
	for _, name := range partOrder() {
		parts = append(parts, partsOf(name, e)...)
	}
	return parts
}

// partsOf lists the nonempty parts of an entry at one place of its order.
func partsOf(name string, e *journal.Entry) []Part {
	var parts []Part
	add := func(name, text string) {
		if strings.TrimSpace(text) != "" {
			parts = append(parts, Part{name, text})
		}
	}
	switch f := fields[name]; {
	case f != nil:
		add(headingOf(f, e), fieldText(f, e))
	case name == partBefore:
		add(beforeHeading(e), beforeFacts(e))
	case name == partOthers:
		for _, f := range otherTexts {
			add(headingOf(f, e), fieldText(f, e))
		}
	case name == partAnswers:
		parts = answerParts(e.Answers)
	case name == partNumbers:
		add(wording.Say("in-numbers"), otherFacts(e))
	}
	return parts
}

// headingOf is what a field of an entry is called over its text; a plan has not come yet.
func headingOf(f *journal.Field, e *journal.Entry) string {
	if e.Type == journal.Plan && f.PlanHeading != "" {
		return f.PlanHeading.String()
	}
	return f.Heading.String()
}

// The parts of an entry that are not one field: the ratings before, the texts without a fixed
// position, the answers to questions of one's own, and the numbers.
const (
	partBefore  = "before"
	partOthers  = "others"
	partAnswers = "own answers"
	partNumbers = "numbers"
)

// partOrder lists the parts of an entry, fields by their names.
func partOrder() []string {
	return []string{"intention", partBefore, "happened", "obstacles", "lessons", "strategies", "sacrifices",
		partOthers, partAnswers, partNumbers, "people", "tags", "note"}
}

// fields are the fields of an entry by name; allFields those in table order, and otherTexts
// those with a heading that partOrder lacks.
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

// fieldText returns the value of a field with a heading as lines.
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
	return strings.Join(append(facts, numberFacts(e, true)...), separator)
}

// otherFacts lists the numbers that have a Fact, and then the words.
func otherFacts(e *journal.Entry) string {
	facts := numberFacts(e, false)
	for _, f := range allFields {
		if f.Kind != journal.WordField {
			continue
		}
		if fact, ok := f.WordFacts[f.Text(e)]; ok {
			facts = append(facts, fact.String())
		}
	}
	return strings.Join(facts, separator)
}

// numberFacts lists the numbers that have a Fact: those that are sealed before an event, or the
// others.
func numberFacts(e *journal.Entry, sealed bool) []string {
	var facts []string
	for _, f := range allFields {
		if f.Kind != journal.NumberField || f.Fact == "" || f.Sealed != sealed {
			continue
		}
		if x, ok := f.Number(e).Get(); ok {
			facts = append(facts, f.Fact.With(wording.V{"Number": whole(x)}))
		}
	}
	return facts
}

// Evidence returns the evidence label of an entry and its reason, such as "Hard-won" and
// "Hard-won: a stretch, with effort 70 of 100 and luck or help 1 of 10.". Both are empty for
// an entry that is not rated, such as one without effort or luck.
func Evidence(e *journal.Entry) (label, reason string) {
	l, grounds := e.Evidence()
	if l == "" || l == insight.NotRated {
		return "", ""
	}
	return EvidenceLabel(l), EvidenceReason(l, grounds)
}

func lines(items []string) string { return strings.Join(items, "\n") }

func obstacleLines(obstacles []journal.Obstacle) string {
	var texts []string
	for i := range obstacles {
		texts = append(texts, obstacleLine(&obstacles[i]))
	}
	return lines(texts)
}

func peopleList(people []journal.Person) string {
	var names []string
	for _, p := range people {
		name := p.Name
		if p.Role != "" {
			name = wording.Say("name-role", wording.V{"Name": p.Name, "Role": RoleWord(p.Role)})
		}
		names = append(names, name)
	}
	return wording.List(names...)
}
