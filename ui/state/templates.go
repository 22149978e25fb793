package state

import (
	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/wording"
)

// Template is an area to begin with, as a suggestion: everything in it can be changed or
// taken out before it is saved.
type Template struct {
	// Name is the kind of area, Words describe it.
	Name, Words string
	Area        journal.Area
}

// Templates lists the suggestions in the current language.
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
		of(wording.Text("career"), wording.Text("presentations-interviews-negotiations"),
			wording.Text("to-do-work-that-i-stand-behind"), wording.Text("give-the-next-presentation-without"),
			wording.Text("it-is-the-evening-before"), wording.Text("i-say-the-first-three-sentences-aloud"),
			[2]wording.Text{wording.Text("too-little-time-to-prepare"), wording.Text("my-mind-goes-blank")},
			[4]wording.Text{wording.Text("say-one-thing-in-a-meeting"), wording.Text("explain-my-work-to-a-colleague"), wording.Text("present-to-my-team"), wording.Text("present-to-people-i-do-not-know")}),
		of(wording.Text("fitness"), wording.Text("running-swimming-climbing-strength"),
			wording.Text("to-be-someone-who-goes-as-far-as-my"), wording.Text("train-three-times-in-a-week"),
			wording.Text("it-is-tuesday-7-oclock"), wording.Text("i-put-on-my-shoes-and-go"),
			[2]wording.Text{wording.Text("tired-after-work"), wording.Text("rain")},
			[4]wording.Text{wording.Text("ten-easy-minutes"), wording.Text("half-an-hour-without-a-break"), wording.Text("an-hour-at-my-own-pace"), wording.Text("an-event-with-a-race-number")}),
		of(wording.Text("study"), wording.Text("exams-papers-a-language"),
			wording.Text("to-know-it-well-enough-to-use-it"), wording.Text("pass-the-next-exam-with-a-clear-head"),
			wording.Text("i-sit-down-to-study"), wording.Text("i-begin-with-one-question-from-an-old"),
			[2]wording.Text{wording.Text("i-put-it-off"), wording.Text("exam-nerves")},
			[4]wording.Text{wording.Text("twenty-minutes-on-one-topic"), wording.Text("explain-a-topic-to-somebody"), wording.Text("an-old-exam-at-home"), wording.Text("an-old-exam-against-the-clock")}),
		of(wording.Text("creative-work"), wording.Text("music-writing-drawing-stage"),
			wording.Text("to-make-things-that-are-mine-and-let"), wording.Text("finish-one-piece-and-show-it"),
			wording.Text("i-have-made-my-coffee"), wording.Text("i-work-on-it-for-half-an-hour-before"),
			[2]wording.Text{wording.Text("it-is-never-good-enough"), wording.Text("other-things-come-first")},
			[4]wording.Text{wording.Text("a-sketch-for-nobody"), wording.Text("a-piece-for-one-friend"), wording.Text("a-piece-for-a-small-group"), wording.Text("in-public")}),
		of(wording.Text("relationships"), wording.Text("difficult-conversations-asking-saying"),
			wording.Text("to-be-honest-and-kind-at-the-same-time"), wording.Text("say-what-i-need-before-i-am-angry"),
			wording.Text("i-notice-that-i-am-holding-something"), wording.Text("i-ask-for-ten-minutes-to-talk-the-same"),
			[2]wording.Text{wording.Text("i-do-not-want-to-hurt-anybody"), wording.Text("i-wait-for-the-right-moment")},
			[4]wording.Text{wording.Text("ask-for-something-small"), wording.Text("say-no-to-something-small"), wording.Text("say-what-bothers-me"), wording.Text("talk-about-something-that-has-been")}),
		of(wording.Text("money"), wording.Text("saving-selling-asking-for-a-raise"),
			wording.Text("to-decide-about-money-instead"), wording.Text("put-something-aside-every-month"),
			wording.Text("it-is-the-first-of-the-month"), wording.Text("i-look-at-my-account-for-ten-minutes"),
			[2]wording.Text{wording.Text("unexpected-bills"), wording.Text("i-would-rather-not-look")},
			[4]wording.Text{wording.Text("write-down-what-i-spend-for-a-day"), wording.Text("make-a-plan-for-the-month"), wording.Text("keep-to-the-plan-for-a-month"), wording.Text("ask-for-what-my-work-is-worth")}),
		of(wording.Text("a-habit"), wording.Text("something-small-again-and-again"),
			wording.Text("to-keep-a-promise-to-myself"), wording.Text("do-it-on-most-days-of-a-month"),
			wording.Text("i-have-brushed-my-teeth"), wording.Text("i-do-it-for-two-minutes"),
			[2]wording.Text{wording.Text("i-forget"), wording.Text("days-that-do-not-go-as-usual")},
			[4]wording.Text{wording.Text("once"), wording.Text("three-days-in-a-week"), wording.Text("a-whole-week"), wording.Text("again-after-a-break")}),
	}
}
