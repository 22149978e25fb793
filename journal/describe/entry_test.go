package describe_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
	"enactive/journal/wording/wordingtest"
)

func full() *journal.Entry {
	at := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	return &journal.Entry{
		Type: journal.Experience, Time: at, Source: journal.SourceMastery, Kind: journal.KindStretch, Outcome: journal.Partial,
		Title: "A pitch", Intention: "Say the price", Happened: "I said it",
		Performance: optional.Some[journal.Rating](59.6666), Stress: optional.Some[journal.Rating](0),
		StressExpected: optional.Some[journal.Rating](70), Appraisal: journal.AppraisalChallenge,
		Difficulty: optional.Some[journal.Difficulty](7), Luck: optional.Some[journal.Luck](0),
		EfficacyBefore: optional.Some[journal.Rating](48), EfficacyBeforeAt: at.Add(-time.Hour),
		Obstacles: []journal.Obstacle{{Text: "Silence", Overcome: true}, {Text: "Noise"}},
		Lessons:   []string{"Ask", "Wait"}, People: []journal.Person{{Name: "Jonas", Role: journal.Peer}}, Tags: []string{"a", "b"},
	}
}

// TestAPlanIsStillToCome fails if a plan says what stood in the way of what has not happened yet.
func TestAPlanIsStillToCome(t *testing.T) {
	plan := &journal.Entry{Type: journal.Plan, Strategies: []string{"slow breathing"}, Obstacles: []journal.Obstacle{{Text: "rain"}}}
	for i, want := range []string{"What could get in the way", "What you will do about nerves"} {
		if got := describe.Parts(plan)[i].Name; got != want {
			t.Errorf("a part of a plan is called %q, want %q", got, want)
		}
	}
}

func TestPartsAreInOrderWithoutEmptyOnes(t *testing.T) {
	want := []describe.Part{
		{"What you set out to do", "Say the price"},
		{"Before (sealed)", "48/100 sure that you can · stress expected 70"},
		{"What happened", "I said it"},
		{"What stood in the way", "Silence (overcome)\nNoise"},
		{"What you take from it", "Ask\nWait"},
		{"In numbers", "difficulty 7 of 10 · luck or help 0 of 10 · it felt like a challenge"},
		{"People", "Jonas (peer)"},
		{"Tags", "a, b"},
	}
	if got := describe.Parts(full()); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	if got := describe.Parts(&journal.Entry{Type: journal.Plan}); len(got) != 0 {
		t.Errorf("an empty plan has the parts %q", got)
	}
}

func TestRatingInHindsightIsMarked(t *testing.T) {
	e := full()
	e.EfficacyBeforeAt = e.Time.Add(time.Hour)
	e.Created = e.EfficacyBeforeAt
	if got := describe.Parts(e)[1]; got != (describe.Part{Name: "Before", Text: "48/100 sure that you can, rated afterwards · stress expected 70"}) {
		t.Errorf("got %q", got)
	}
}

func TestNumbersIncludeZeroAndOmitUnset(t *testing.T) {
	for _, c := range []struct {
		what string
		e    journal.Entry
		want string
	}{
		{"an experience", *full(), "performance 60 · stress 0"},
		{"a check-in", journal.Entry{Type: journal.CheckIn, EfficacyBefore: optional.Some[journal.Rating](70)}, "efficacy 70"},
		{"a plan", journal.Entry{Type: journal.Plan, StressExpected: optional.Some[journal.Rating](55)}, "expected stress 55"},
		{"nothing", journal.Entry{Type: journal.Experience}, ""},
	} {
		if got := describe.Numbers(&c.e); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}

func TestKicker(t *testing.T) {
	for want, e := range map[string]journal.Entry{
		"Stretch · Partial":      *full(),
		"Plan · Event":           {Type: journal.Plan, Kind: journal.KindEvent, Source: journal.SourceMastery},
		"Check-in":               {Type: journal.CheckIn},
		"Someone said you can":   {Type: journal.Experience, Source: journal.SourcePersuasion},
		"Saw someone do it":      {Type: journal.Experience, Source: journal.SourceVicarious},
		"How body and mood felt": {Type: journal.Experience, Source: journal.SourceState},
	} {
		if got := describe.Kicker(&e); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestEveryEntryIsTranslated describes entries of all kinds with numbers in place of a person's
// texts, and finds text that does not come from a translatable message.
func TestEveryEntryIsTranslated(t *testing.T) {
	wordingtest.SpeakMarked(t)
	for _, e := range everyEntry() {
		label, reason := describe.Evidence(&e)
		texts := []string{describe.Numbers(&e), describe.Kicker(&e), label, reason}
		for _, p := range describe.Parts(&e) {
			texts = append(texts, p.Name, p.Text)
		}
		for _, text := range texts {
			if leak := strings.Trim(wordingtest.Leak(text), "·0123456789"); leak != "" {
				t.Errorf("%q contains %q, which is not translated", text, leak)
			}
		}
	}
}

// everyEntry makes entries that hold each word of the journal at least once.
func everyEntry() []journal.Entry {
	var all []journal.Entry
	for i := range 24 {
		e := *full()
		e.Title, e.Intention, e.Happened, e.Note = "1", "2", "3", "4"
		e.Type, e.Source, e.Kind = journal.Types()[i%3], journal.Sources()[i/3%4], journal.Kinds()[i%3]
		e.Outcome, e.Appraisal, e.Controllable = journal.Outcomes()[i%4], journal.Appraisals()[i%3], journal.Controllables()[i%3]
		e.Effort, e.EfficacyAfter = optional.Some[journal.Rating](70), optional.Some[journal.Rating](80)
		e.Obstacles = []journal.Obstacle{{Text: "5", Overcome: true}, {Text: "6"}}
		e.Lessons, e.Strategies, e.Sacrifices, e.Tags = []string{"7"}, []string{"8", "9"}, []string{"10"}, []string{"11", "12"}
		e.People = []journal.Person{{Name: "13", Role: journal.Roles()[i%4]}, {Name: "14"}}
		if i%2 == 0 {
			e.EfficacyBeforeAt = e.Time.Add(time.Hour)
		}
		all = append(all, e)
	}
	return all
}
