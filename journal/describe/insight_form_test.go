package describe_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// outcomes makes one attempt a day: S, P or F.
func outcomes(letters string) insight.Data {
	var d insight.Data
	for i, l := range letters {
		o := map[rune]insight.Outcome{'S': insight.Success, 'P': insight.Partial, 'F': insight.Setback}[l]
		d.Samples = append(d.Samples, insight.Sample{ID: fmt.Sprintf("%04d", i), Time: time.Date(2024, 1, 1+i, 18, 0, 0, 0, time.UTC), Outcome: o})
	}
	return d
}

// mixed is outcomes without a pattern that lasts; two in five, and two in three, succeed.
var (
	twoInFive  = strings.Repeat("FSFFSFSFSFFSSFSFSFFSFSF", 2)
	twoInThree = "SFSSFSSSFSSFSFSSSSFSFSSFSSFSSSFSFSSFSSSFSSFSFSSSFSSF"
)

func TestFormSaysCountsFirstAndWhatLuckShowsUnderBothViews(t *testing.T) {
	for _, c := range []struct {
		name, outcomes string
		want           []string
	}{
		{"14 of 14", twoInFive + strings.Repeat("S", 14), []string{"Lately 10 successes in 10 attempts; before that 24 successes in 50 attempts.",
			"A hot streak since 16 February 2024: 14 successes in 14 attempts, where your earlier rate of 43% would give about 6.", "1 look in"}},
		{"partial successes", twoInThree + "FPFPFSFPFFPFFFF", []string{"Lately 1 success and 2 partial successes in 10 attempts; before that 35 successes and 2 partial successes in 57 attempts.",
			"Possibly a slump since 21 February 2024: 1 success and 4 partial successes in 16 attempts (3 in all, with a partial success as a half), where your earlier rate of 69% would give about 11."}},
		{"12 of 12 after too little to tell", strings.Repeat("SFFSFFFSFF", 2) + "SFSF" + strings.Repeat("S", 9), []string{"9 successes in 9 attempts", "That stands out, but not enough to tell it from luck.", "1 look in"}},
		{"nothing", twoInThree, []string{"No stretch up to the last outcome stands out from those before it."}},
		{"one", "S", []string{"In all 1 success in 1 attempt.", "can be tested from 12 outcomes on; you have 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := describe.Form(insight.Form(outcomes(c.outcomes)))
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("it says %q, want %q in it", got, want)
				}
			}
			for _, bad := range []string{"vary as", "by chance", "2½ of", "3 of 16", "so far: 1.", "run of successes is 1."} {
				if strings.Contains(got, bad) {
					t.Errorf("it says %q with %q in it", got, bad)
				}
			}
		})
	}
}

func TestFormSpeaksOfADiaryThatEndedInThePast(t *testing.T) {
	for _, letters := range []string{twoInFive + strings.Repeat("S", 14), twoInThree + "FPFPFSFPFFPFFFF", twoInThree, "SSF"} {
		d := outcomes(letters)
		d.Day = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		r := insight.Form(d)
		got := describe.Form(r)
		for _, bad := range []string{"current", " is ", "Lately"} {
			if strings.Contains(got, bad) {
				t.Errorf("of a diary that ended it says %q", got)
			}
		}
		if r.Named() != nil && !strings.Contains(got, "when you stopped writing, in ") && !strings.Contains(got, "When you stopped writing, in ") {
			t.Errorf("it says %q", got)
		}
	}
}

func TestWhatWasDoneAndHowSureOneIsAreTwoFacts(t *testing.T) {
	r := insight.NextStepResult{Rungs: []insight.RungState{
		{Text: "A stage", Difficulty: optional.Some(9.0), Rating: optional.Some(8.0), Done: 1},
		{Text: "A room", Difficulty: optional.Some(4.0), Rating: optional.Some(90.0), Done: 3, Climbed: true, Next: true},
		{Text: "A talk"},
	}}
	got := strings.Join(describe.NextStepLadder(r), "\n")
	const want = "A stage: difficulty 9, 8/100 sure, done once at this difficulty or above\n" +
		"A room: difficulty 4, 90/100 sure, done 3 times at this difficulty or above, next\n" +
		"A talk"
	if got != want {
		t.Errorf("the ladder says\n%s\nwant\n%s", got, want)
	}
}

func TestTheNextStepNamesTheRuleThatLedToIt(t *testing.T) {
	level := optional.Some(5.0)
	for _, c := range []struct {
		r    insight.NextStepResult
		want string
	}{
		{insight.NextStepResult{Level: level, Reason: insight.StepHarder}, "Next: level 5, where one attempt succeeded; one more success there leads up."},
		{insight.NextStepResult{Level: level, Reason: insight.StepUp}, "Next: level 5, because two attempts in a row succeeded."},
		{insight.NextStepResult{Level: level, Reason: insight.StepNear, Inconsistent: true}, "Next: level 5, near the difficulty of your newest attempts. In your entries, difficulty has made no clear difference to success, so no chance is shown."},
		{insight.NextStepResult{Level: level, Reason: insight.StepChance, Chance: optional.Some(0.71), ChanceInterval: []float64{0.5, 0.86}}, "Next: level 5 (about a 7-in-10 chance; likely 50–86%)."},
		{insight.NextStepResult{Level: level, Reason: insight.StepChance, Worse: true}, "Next: level 5. Your newest attempts went worse than those before, so no chance is promised."},
		{insight.NextStepResult{Level: level, Reason: insight.StepUp, Ended: "2013-03-05"}, "You stopped writing in March 2013. If you begin again, level 5 is near where you were."},
	} {
		if got := describe.NextStep(c.r); got != c.want {
			t.Errorf("it says %q, want %q", got, c.want)
		}
	}
}
