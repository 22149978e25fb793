package state

import (
	"fmt"
	"strings"

	"enactive/journal"
)

// Part is one named text of an entry.
type Part struct{ Name, Text string }

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
	add("What you take from it", bullets(e.Lessons))
	add("What you did about nerves", bullets(e.Strategies))
	add("What it cost", bullets(e.Sacrifices))
	add("In numbers", otherNumbers(e))
	add("People", peopleWords(e.People))
	add("Tags", strings.Join(e.Tags, ", "))
	add("Note", e.Note)
	return parts
}

func beforeWords(e *journal.Entry) string {
	var parts []string
	if x, ok := e.EfficacyBefore.Get(); ok && e.Type == journal.Experience {
		words := fmt.Sprintf("%s sure that you can", journal.FormatNumber(x))
		if e.IsRetrospective() {
			words += ", said afterwards"
		}
		parts = append(parts, words)
	}
	if x, ok := e.StressExpected.Get(); ok && e.Type == journal.Experience {
		parts = append(parts, "stress expected "+journal.FormatNumber(x))
	}
	return strings.Join(parts, " · ")
}

func otherNumbers(e *journal.Entry) string {
	var parts []string
	add := func(name string, text string, ok bool) {
		if ok {
			parts = append(parts, name+" "+text)
		}
	}
	d, ok := e.Difficulty.Get()
	add("difficulty", journal.FormatNumber(d)+" of 10", ok)
	f, ok := e.Effort.Get()
	add("effort", journal.FormatNumber(f), ok)
	l, ok := e.Luck.Get()
	add("luck or help", journal.FormatNumber(l)+" of 10", ok)
	add("it felt like", string(e.Appraisal), e.Appraisal != "")
	add("in your control:", string(e.Controllable), e.Controllable != "")
	return strings.Join(parts, " · ")
}

func bullets(items []string) string { return strings.Join(items, "\n") }

func obstacleWords(obstacles []journal.Obstacle) string {
	var lines []string
	for _, o := range obstacles {
		if o.Overcome {
			lines = append(lines, o.Text+" (overcome)")
			continue
		}
		lines = append(lines, o.Text)
	}
	return strings.Join(lines, "\n")
}

func peopleWords(people []journal.Person) string {
	var names []string
	for _, p := range people {
		names = append(names, p.String())
	}
	return strings.Join(names, ", ")
}
