// Package describe owns how an entry is told in words to people: in the order in which a
// person tells it, with what is empty left out. The captions of the charts are here too, one
// file a chart (chart_*.go), those of the documents for paper (document.go), and how both
// write numbers and days (figures.go).
package describe

import (
	"math"
	"strings"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Part is one named text of an entry; its lines are separated by line feeds.
type Part struct{ Name, Text string }

// between stands between the facts of a line. It is no word of any language.
const between = " · "

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
	before := wording.Say("before")
	if e.IsSealed() {
		before = wording.Say("before-sealed")
	}
	add(wording.Say("what-you-set-out-to-do"), e.Intention)
	add(before, beforeFacts(e))
	add(wording.Say("what-happened"), e.Happened)
	add(wording.Say("what-stood-in-the-way"), obstacleLines(e.Obstacles))
	add(wording.Say("what-you-take-from-it"), lines(e.Lessons))
	add(wording.Say("what-you-did-about-nerves"), lines(e.Strategies))
	add(wording.Say("what-it-cost"), lines(e.Sacrifices))
	add(wording.Say("in-numbers"), otherFacts(e))
	add(wording.Say("people"), peopleList(e.People))
	add(wording.Say("tags"), wording.List(e.Tags...))
	add(wording.Say("note"), e.Note)
	return parts
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

func otherFacts(e *journal.Entry) string {
	var facts []string
	if x, ok := e.Difficulty.Get(); ok {
		facts = append(facts, wording.Say("difficulty-number-of-10", wording.V{"Number": whole(x)}))
	}
	if x, ok := e.Effort.Get(); ok {
		facts = append(facts, wording.Say("effort-number", wording.V{"Number": whole(x)}))
	}
	if x, ok := e.Luck.Get(); ok {
		facts = append(facts, wording.Say("luck-or-help-number-of-10", wording.V{"Number": whole(x)}))
	}
	for _, fact := range []string{appraisalFact(e.Appraisal), controlFact(e.Controllable)} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	return strings.Join(facts, between)
}

// Evidence says what an entry is evidence of, in a word or two, and why, such as
// "Hard-won" and "Hard-won: a stretch, with effort 70 of 100 and luck or help 1 of 10.".
// Both are empty where that cannot be said, as without effort or luck.
func Evidence(e *journal.Entry) (label, reason string) {
	l, reason := e.Evidence()
	if l == "" || l == insight.NotRated {
		return "", ""
	}
	return l.Words(), reason
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
