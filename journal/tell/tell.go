// Package tell owns how an entry is told in words to people: in the order in which a
// person tells it, with what is empty left out.
package tell

import (
	"math"
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/insight"
)

// Part is one named text of an entry; its lines are separated by line feeds.
type Part struct{ Name, Text string }

// Numbers lists the values that matter most of an entry as one quiet line, such as
// "performance 60 · stress 36".
func Numbers(e *journal.Entry) string {
	var parts []string
	add := func(name string, v journal.OptRating) {
		if x, ok := v.Get(); ok {
			parts = append(parts, name+" "+whole(x))
		}
	}
	switch e.Type {
	case journal.CheckIn:
		add("efficacy", e.EfficacyBefore)
	case journal.Plan:
		add("sure", e.EfficacyBefore)
		add("expected stress", e.StressExpected)
	default:
		add("performance", e.Performance)
		add("stress", e.Stress)
		add("efficacy after", e.EfficacyAfter)
	}
	return strings.Join(parts, " · ")
}

// whole writes a number without the decimals that a change of scale may have left; they
// say nothing to people, and stay in the journal and its exports.
func whole[T ~float64](x T) string { return strconv.FormatFloat(math.Round(float64(x)), 'f', 0, 64) }

// Kicker says what an entry is: its type, kind, outcome and source, such as
// "Practice · Success".
func Kicker(e *journal.Entry) string {
	var parts []string
	switch e.Type {
	case journal.Plan:
		parts = append(parts, "Plan")
	case journal.CheckIn:
		parts = append(parts, "Check-in")
	}
	for _, w := range []string{string(e.Kind), string(e.Outcome)} {
		if w != "" {
			parts = append(parts, strings.ToUpper(w[:1])+w[1:])
		}
	}
	switch e.Source {
	case journal.Vicarious:
		parts = append(parts, "Saw someone do it")
	case journal.Persuasion:
		parts = append(parts, "Was told so")
	case journal.State:
		parts = append(parts, "How body and mood felt")
	}
	return strings.Join(parts, " · ")
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
	before := "Before"
	if e.IsSealed() {
		before = "Before (sealed)"
	}
	add("What you set out to do", e.Intention)
	add(before, beforeWords(e))
	add("What happened", e.Happened)
	add("What stood in the way", obstacleWords(e.Obstacles))
	add("What you take from it", lines(e.Lessons))
	add("What you did about nerves", lines(e.Strategies))
	add("What it cost", lines(e.Sacrifices))
	add("In numbers", otherNumbers(e))
	add("People", peopleWords(e.People))
	add("Tags", strings.Join(e.Tags, ", "))
	add("Note", e.Note)
	return parts
}

func beforeWords(e *journal.Entry) string {
	var parts []string
	if x, ok := e.EfficacyBefore.Get(); ok && e.Type == journal.Experience {
		words := whole(x) + " sure that you can"
		if e.IsRetrospective() {
			words += ", said afterwards"
		}
		parts = append(parts, words)
	}
	if x, ok := e.StressExpected.Get(); ok && e.Type == journal.Experience {
		parts = append(parts, "stress expected "+whole(x))
	}
	return strings.Join(parts, " · ")
}

var appraisalWords = map[journal.Appraisal]string{
	journal.Challenge: "like a challenge",
	journal.Mixed:     "mixed",
	journal.Threat:    "like a threat",
}

func otherNumbers(e *journal.Entry) string {
	var parts []string
	add := func(name string, text string, ok bool) {
		if ok {
			parts = append(parts, name+" "+text)
		}
	}
	d, ok := e.Difficulty.Get()
	add("difficulty", whole(d)+" of 10", ok)
	f, ok := e.Effort.Get()
	add("effort", whole(f), ok)
	l, ok := e.Luck.Get()
	add("luck or help", whole(l)+" of 10", ok)
	add("it felt", appraisalWords[e.Appraisal], e.Appraisal != "")
	add("in your control:", string(e.Controllable), e.Controllable != "")
	return strings.Join(parts, " · ")
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

func obstacleWords(obstacles []journal.Obstacle) string {
	var told []string
	for _, o := range obstacles {
		if o.Overcome {
			o.Text += " (overcome)"
		}
		told = append(told, o.Text)
	}
	return lines(told)
}

func peopleWords(people []journal.Person) string {
	var names []string
	for _, p := range people {
		names = append(names, p.String())
	}
	return strings.Join(names, ", ")
}
