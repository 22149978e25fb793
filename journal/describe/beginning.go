package describe

import (
	"cmp"
	"slices"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// BeginningEntries is the number of entries up to which a beginning is shown: from it on, the first
// insights look for more than they count.
const BeginningEntries = insight.FormMin

// Beginning is what an area holds while there is too little to infer from: what was written and rated, one by
// one, and nothing computed.
type Beginning struct {
	// Entries counts experiences and check-ins.
	Entries int
	// Words are the person's own, the newest first.
	Words []Quote
	// Sure are the ratings of belief, in order of time.
	Sure []RatedOnce
	// Feared are the attempts with stress expected in time and felt, in order of time.
	Feared []FearedOnce
	// Rungs are those of the ladder, from easy to hard.
	Rungs []journal.Rung
	// Next is the next question worth asking.
	Next Question
}

// IsEmpty reports whether nothing was written or rated.
func (b *Beginning) IsEmpty() bool { return b.Entries == 0 && len(b.Sure) == 0 }

// Quote is what somebody wrote in an entry: a lesson, or else what happened.
type Quote struct {
	Entry *journal.Entry
	Text  string
}

// RatedOnce is one rating of belief before, 0-100.
type RatedOnce struct {
	Entry *journal.Entry
	Value journal.Rating
}

// FearedOnce is the stress that was expected of an attempt and the highest that came, 0-100.
type FearedOnce struct {
	Entry       *journal.Entry
	Feared, Was journal.Rating
}

// Asked is what a question is about, by which its form is found.
type Asked string

// What is asked.
const (
	// AskLesson, AskExpected and AskChange are about the entry of the question, AskRungs and AskLadder about the area.
	AskTried    Asked = "tried"
	AskChange   Asked = "change"
	AskSure     Asked = "sure"
	AskWhen     Asked = "when"
	AskExpected Asked = "expected"
	AskLadder   Asked = "ladder"
	AskRungs    Asked = "rungs"
	AskLesson   Asked = "lesson"
)

// Question is one that is worth asking now.
type Question struct {
	Asked Asked
	// Entry is what it is about; nil for a question about the area.
	Entry *journal.Entry
}

// BeginningOf gathers what an area has. entries are its experiences, check-ins and plans, in order of time.
func BeginningOf(area journal.Area, entries []*journal.Entry, now time.Time) Beginning {
	b := Beginning{Rungs: area.Ladder}
	for _, e := range entries {
		if sure, ok := e.EfficacyBefore.Get(); ok {
			b.Sure = append(b.Sure, RatedOnce{e, sure})
		}
		if e.Type == journal.Plan {
			continue
		}
		b.Entries++
		if text := ownWords(e); text != "" {
			b.Words = append(b.Words, Quote{e, text})
		}
		feared, expected := e.StressExpected.Get()
		was, felt := e.Stress.Get()
		if expected && felt && e.IsExpectedInTime() {
			b.Feared = append(b.Feared, FearedOnce{e, feared, was})
		}
	}
	slices.Reverse(b.Words)
	b.Next = nextQuestion(area, entries, now)
	return b
}

// ownWords are the first lesson of an entry, or else what happened.
func ownWords(e *journal.Entry) string {
	lesson := ""
	if len(e.Lessons) > 0 {
		lesson = e.Lessons[0]
	}
	return cmp.Or(lesson, e.Happened)
}

// nextQuestion is the first of these that applies.
func nextQuestion(area journal.Area, entries []*journal.Entry, now time.Time) Question {
	var newest, plan *journal.Entry
	sure := false
	for _, e := range entries {
		switch {
		case e.Type == journal.Experience:
			newest = e
		case e.Type == journal.Plan && plan == nil && !e.Time.Before(now):
			plan = e
		}
		sure = sure || e.EfficacyBefore.IsSet() && !e.IsRetrospective()
	}
	unrated := slices.ContainsFunc(area.Ladder, func(r journal.Rung) bool { return !r.Efficacy().IsSet() })
	switch {
	case newest != nil && wentBadly(newest) && len(newest.Lessons) == 0:
		return Question{AskChange, newest}
	case !sure && !saidAfterwards(newest, now):
		return Question{AskSure, nil}
	case newest == nil:
		return Question{AskTried, nil}
	case plan == nil:
		return Question{AskWhen, nil}
	case !plan.StressExpected.IsSet():
		return Question{AskExpected, plan}
	case len(area.Ladder) == 0:
		return Question{AskLadder, nil}
	case unrated:
		return Question{AskRungs, nil}
	case len(newest.Lessons) == 0:
		return Question{AskLesson, newest}
	}
	return Question{AskTried, nil}
}

// saidAfterwards reports whether a person said within the last day, after an attempt, how sure they are: to ask it
// again at once would be to have not listened.
func saidAfterwards(newest *journal.Entry, now time.Time) bool {
	return newest != nil && newest.EfficacyAfter.IsSet() && now.Sub(newest.Time) < 24*time.Hour
}

func wentBadly(e *journal.Entry) bool {
	return e.Outcome == journal.Setback || e.Outcome == journal.Failure
}

// Ask puts the question into words.
func (q Question) Ask(area journal.Area) string {
	with := wording.V{"Area": area.Name}
	if q.Entry != nil {
		with["Entry"] = Heading(q.Entry)
	}
	switch q.Asked {
	case AskChange:
		return wording.Say("entry-what-will-you-try-differently", with)
	case AskSure:
		return wording.Say("how-sure-are-you-now-of-area", with)
	case AskWhen:
		return wording.Say("when-is-the-next-time-of-area", with)
	case AskExpected:
		return wording.Say("entry-how-much-stress-do-you-expect", with)
	case AskLadder:
		return wording.Say("what-would-be-an-easier-and-a-harder-step", with)
	case AskRungs:
		return wording.Say("how-sure-are-you-of-each-step-of-area", with)
	case AskLesson:
		return wording.Say("entry-what-do-you-take-from-it", with)
	}
	return wording.Say("what-have-you-tried-since-in-area", with)
}

// Answer is what the button under the question says.
func (q Question) Answer() string {
	switch q.Asked {
	case AskSure:
		return wording.Say("check-in")
	case AskWhen:
		return wording.Say("plan-verb")
	case AskLadder, AskRungs:
		return wording.Say("edit-area")
	case AskTried:
		return wording.Say("write-down-what-you-did")
	}
	return wording.Say("open-the-entry-to-answer")
}

// ExpectedAndWas says what was expected and what came, such as "expected 70, was 40".
func (f FearedOnce) ExpectedAndWas() string {
	return wording.Say("expected-feared-was-was", wording.V{"Feared": whole(f.Feared), "Was": whole(f.Was)})
}

// SureInOrder lists the ratings in order of time, such as "40, 55, 60".
func SureInOrder(ratings []RatedOnce) string {
	var values []string
	for _, r := range ratings {
		values = append(values, whole(r.Value))
	}
	return wording.Say("in-order-of-time-values", wording.V{"Values": wording.List(values...)})
}

// RungNow is how sure one is of a rung, by its newest rating.
func RungNow(r journal.Rung) string {
	v, rated := r.Efficacy().Get()
	if !rated {
		return wording.Say("rung-not-rated-yet")
	}
	return wording.Say("value-of-100-sure", wording.V{"Value": whole(v)})
}
