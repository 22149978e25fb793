package state

import (
	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/wording"
)

// Template is an area to begin with, as a suggestion: everything in it can be changed or
// taken out before it is saved.
type Template struct {
	// Name says what it is about, Words what that could be.
	Name, Words string
	Area        journal.Area
}

// Templates lists the suggestions in the language of now.
func Templates() []Template {
	say := wording.Text.String
	of := func(name, words, purpose, goal, when, then wording.Text, obstacles [2]wording.Text, ladder [4]wording.Text) Template {
		t := Template{Name: say(name), Words: say(words), Area: journal.Area{Name: say(name), Purpose: say(purpose),
			Goals:     []journal.Goal{{Text: say(goal), Actions: []journal.Action{{If: say(when), Then: say(then)}}}},
			Obstacles: []string{say(obstacles[0]), say(obstacles[1])}}}
		for i, step := range ladder {
			t.Area.Ladder = append(t.Area.Ladder, journal.Rung{Text: say(step), Difficulty: optional.Some(journal.Difficulty(2 + 2*i + i/3))})
		}
		return t
	}
	return []Template{
		of(wording.Text("Career"), wording.Text("presentations, interviews, negotiations"),
			wording.Text("To do work that I stand for, and to show it."), wording.Text("Give the next presentation without reading it off"),
			wording.Text("it is the evening before"), wording.Text("I say the first three sentences aloud"),
			[2]wording.Text{wording.Text("Too little time to prepare"), wording.Text("My mind goes blank")},
			[4]wording.Text{wording.Text("Say one thing in a meeting"), wording.Text("Explain my work to a colleague"), wording.Text("Present to my team"), wording.Text("Present to people I do not know")}),
		of(wording.Text("Fitness"), wording.Text("running, swimming, climbing, strength"),
			wording.Text("To be somebody who finishes what the body can do."), wording.Text("Train three times in a week"),
			wording.Text("it is Tuesday, 7 o’clock"), wording.Text("I put on my shoes and go"),
			[2]wording.Text{wording.Text("Tired after work"), wording.Text("Rain")},
			[4]wording.Text{wording.Text("Ten easy minutes"), wording.Text("Half an hour without a break"), wording.Text("An hour at my own pace"), wording.Text("An event with a start number")}),
		of(wording.Text("Study"), wording.Text("exams, papers, a language"),
			wording.Text("To know it well enough to use it."), wording.Text("Pass the next exam with a clear head"),
			wording.Text("I sit down to study"), wording.Text("I begin with one question from an old exam"),
			[2]wording.Text{wording.Text("I put it off"), wording.Text("Exam nerves")},
			[4]wording.Text{wording.Text("Twenty minutes on one topic"), wording.Text("Explain a topic to somebody"), wording.Text("An old exam at home"), wording.Text("An old exam against the clock")}),
		of(wording.Text("Creative work"), wording.Text("music, writing, drawing, stage"),
			wording.Text("To make things that are mine, and let others see them."), wording.Text("Finish one piece and show it"),
			wording.Text("I have made my coffee"), wording.Text("I work on it for half an hour before anything else"),
			[2]wording.Text{wording.Text("It is never good enough"), wording.Text("Other things come first")},
			[4]wording.Text{wording.Text("A sketch for nobody"), wording.Text("A piece for one friend"), wording.Text("A piece for a small group"), wording.Text("In public")}),
		of(wording.Text("Relationships"), wording.Text("hard talks, asking, saying no"),
			wording.Text("To be honest and kind at the same time."), wording.Text("Say what I need before I am angry"),
			wording.Text("I notice that I hold something back"), wording.Text("I ask for ten minutes to talk the same day"),
			[2]wording.Text{wording.Text("I do not want to hurt anybody"), wording.Text("I wait for the right moment")},
			[4]wording.Text{wording.Text("Ask for something small"), wording.Text("Say no to something small"), wording.Text("Say what bothers me"), wording.Text("Talk about something that has been open for long")}),
		of(wording.Text("Money"), wording.Text("saving, selling, asking for a raise"),
			wording.Text("To decide about money instead of worrying about it."), wording.Text("Put something aside every month"),
			wording.Text("it is the first of the month"), wording.Text("I look at my account for ten minutes"),
			[2]wording.Text{wording.Text("Unexpected bills"), wording.Text("I would rather not look")},
			[4]wording.Text{wording.Text("Write down what I spend for a day"), wording.Text("Make a plan for the month"), wording.Text("Keep to the plan for a month"), wording.Text("Ask for what my work is worth")}),
		of(wording.Text("A habit"), wording.Text("something small, again and again"),
			wording.Text("To keep a promise to myself."), wording.Text("Do it on most days of a month"),
			wording.Text("I have brushed my teeth"), wording.Text("I do it for two minutes"),
			[2]wording.Text{wording.Text("I forget"), wording.Text("Days that go differently")},
			[4]wording.Text{wording.Text("Once"), wording.Text("Three days in a week"), wording.Text("A whole week"), wording.Text("After a break, again")}),
	}
}
