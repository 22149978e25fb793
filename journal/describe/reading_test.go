package describe_test

import (
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
)

func TestAPageTellsEveryPartOnce(t *testing.T) {
	e := full()
	words, margin := describe.Told(e)
	told := append(words, margin...)
	for _, p := range describe.Parts(e) {
		n := 0
		for _, q := range told {
			if p == q {
				n++
			}
		}
		if want := map[bool]int{true: 0, false: 1}[p.Name == "Before" || p.Name == "Before (sealed)"]; n != want {
			t.Errorf("%q is told %d times, want %d", p.Name, n, want)
		}
	}
	if len(words) < 3 || words[0].Text != "Say the price" {
		t.Errorf("the words begin with %v", words)
	}
}

func TestRatingsSayWhetherTheyAreSealed(t *testing.T) {
	e := full()
	ratings := describe.Ratings(e)
	if len(ratings) == 0 || ratings[0].Name != "How sure, before (sealed)" || ratings[0].Text() != "48" {
		t.Errorf("the ratings are %v", ratings)
	}
	e.EfficacyBeforeAt = e.Time.AddDate(0, 0, 1)
	if got := describe.Ratings(e)[0].Name; got != "How sure, before (rated afterwards)" {
		t.Errorf("a rating in hindsight is called %q", got)
	}
}

func TestAnExperienceWithoutWordsIsCalledByWhatIsKnown(t *testing.T) {
	for want, e := range map[string]journal.Entry{
		"Success":        {Type: journal.Experience, Outcome: journal.Success, Performance: optional.Some[journal.Rating](60)},
		"Performance 60": {Type: journal.Experience, Performance: optional.Some[journal.Rating](60)},
		"Experience":     {Type: journal.Experience},
		"Rain":           {Type: journal.Experience, Outcome: journal.Success, Happened: "Rain"},
	} {
		if got := describe.Heading(&e); got != want {
			t.Errorf("it is called %q, want %q", got, want)
		}
	}
}
