package describe_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// try is a mastery experience with effort and luck; a negative number is left out.
func try(outcome insight.Outcome, kind insight.Kind, effort, luck float64) insight.Sample {
	s := insight.Sample{ID: "1", Time: time.Date(2024, 3, 5, 18, 0, 0, 0, time.UTC), Source: "mastery", Outcome: outcome, Kind: kind}
	if effort >= 0 {
		s.Effort = optional.Some(effort)
	}
	if luck >= 0 {
		s.Luck = optional.Some(luck)
	}
	return s
}

func with(s insight.Sample, change func(*insight.Sample)) insight.Sample {
	change(&s)
	return s
}

func TestTheFirstRuleThatHoldsGivesTheLabelAndItsReason(t *testing.T) {
	obstacle := func(s *insight.Sample) { s.Obstacles = []insight.Obstacle{{Name: "Rain"}} }
	const easyOne = "Easy: neither a stretch nor an obstacle is noted, with effort 10 of 100 and luck or help 0 of 10."
	for _, c := range []struct {
		name   string
		sample insight.Sample
		label  insight.Evidence
		reason string
	}{
		{"a stretch with effort and little luck", try(insight.Success, insight.Stretch, 70, 1), insight.HardWon, "Hard-won: a stretch, with effort 70 of 100 and luck or help 1 of 10."},
		{"effort exactly at the limit", try(insight.Success, insight.Stretch, 60, 5.9), insight.HardWon, "Hard-won: a stretch, with effort 60 of 100 and luck or help 5.9 of 10."},
		{"practice with an obstacle", with(try(insight.Success, insight.Practice, 80, 0), obstacle), insight.HardWon, "Hard-won: 1 obstacle in the way, with effort 80 of 100 and luck or help 0 of 10."},
		{"a stretch with an obstacle", with(try(insight.Success, insight.Stretch, 80, 0), obstacle), insight.HardWon, "Hard-won: a stretch with 1 obstacle, with effort 80 of 100 and luck or help 0 of 10."},
		{"hard with just too little effort", try(insight.Success, insight.Stretch, 59.96, 1), insight.EasyOnHard, "Came easily on a hard task: a stretch, with effort 59.9 of 100 and luck or help 1 of 10."},
		{"not hard, some effort", try(insight.Success, insight.Practice, 30, 2), insight.Earned, "Earned: neither a stretch nor an obstacle is noted, with effort 30 of 100 and luck or help 2 of 10."},
		{"not hard, much effort", try(insight.Success, insight.Event, 90, 2), insight.Earned, "Earned: neither a stretch nor an obstacle is noted, with effort 90 of 100 and luck or help 2 of 10."},
		{"not hard, little effort", try(insight.Success, insight.Practice, 29, 2), insight.Easy, "Easy: neither a stretch nor an obstacle is noted, with effort 29 of 100 and luck or help 2 of 10."},
		{"luck comes before effort", try(insight.Success, insight.Stretch, 90, 6), insight.Assisted, "Assisted: a success with luck or help 6 of 10."},
		{"luck settles it without effort", try(insight.Success, insight.Stretch, -1, 8), insight.Assisted, "Assisted: a success with luck or help 8 of 10."},
		{"a success without luck told", try(insight.Success, insight.Stretch, 90, -1), insight.NotRated, "Not classified: luck or help is not noted."},
		{"a hard success without effort told", try(insight.Success, insight.Stretch, -1, 2), insight.NotRated, "Not classified: effort is not noted."},
		{"an easy success without effort told", try(insight.Success, insight.Practice, -1, 2), insight.NotRated, "Not classified: effort is not noted."},
		{"a success with nothing told", try(insight.Success, insight.Practice, -1, -1), insight.NotRated, "Not classified: effort is not noted, nor is luck or help."},
		{"a luck that cannot be", try(insight.Success, insight.Stretch, 70, 55), insight.NotRated, "Not classified: luck or help is not noted."},
		{"an effort that cannot be", with(try(insight.Success, insight.Stretch, 70, 1), func(s *insight.Sample) { s.Effort = optional.Some(math.NaN()) }), insight.NotRated, "Not classified: effort is not noted."},
		{"partial, hard and effortful", try(insight.Partial, insight.Stretch, 60, -1), insight.UnderLoad, "Progress under load: a stretch, with effort 60 of 100."},
		{"partial, hard, little effort", try(insight.Partial, insight.Stretch, 40, 9), insight.Partly, "Partial: a stretch, with effort 40 of 100."},
		{"partial and not hard asks for no effort", try(insight.Partial, insight.Practice, -1, -1), insight.Partly, "Partial: neither a stretch nor an obstacle is noted."},
		{"partial and hard asks for effort", try(insight.Partial, insight.Stretch, -1, 2), insight.NotRated, "Not classified: a stretch, and effort is not noted."},
		{"a setback with control and a lesson", with(try(insight.Setback, insight.Stretch, -1, -1), func(s *insight.Sample) { s.Controllable, s.HasLesson = "yes", true }), insight.UsefulSetback,
			"Useful setback: part of it was in your control, and you noted a lesson."},
		{"a failure with control and no lesson", with(try(insight.Failure, insight.Stretch, -1, -1), func(s *insight.Sample) { s.Controllable = "yes" }), insight.PlainSetback,
			"Setback: part of it was in your control, and no lesson is noted yet."},
		{"a failure out of control with a lesson", with(try(insight.Failure, insight.Stretch, -1, -1), func(s *insight.Sample) { s.Controllable, s.HasLesson = "no", true }), insight.PlainSetback,
			"Setback: it was out of your control."},
		{"a setback, unsure", with(try(insight.Setback, insight.Practice, 50, 5), func(s *insight.Sample) { s.Controllable = "unsure" }), insight.PlainSetback,
			"Setback: you are not sure whether part of it was in your control."},
		{"a setback and nothing told", try(insight.Setback, insight.Practice, 50, 5), insight.PlainSetback, "Setback: it is not noted whether part of it was in your control."},
		{"a source that is not told", with(try(insight.Success, insight.Practice, 10, 0), func(s *insight.Sample) { s.Source = "" }), insight.Easy, easyOne},
		{"chosen by hand", with(try(insight.Success, insight.Practice, 10, 0), func(s *insight.Sample) { s.Evidence = insight.HardWon }), insight.HardWon, "Hard-won: you chose this."},
		{"an unknown choice", with(try(insight.Success, insight.Practice, 10, 0), func(s *insight.Sample) { s.Evidence = "heroic" }), insight.Easy, easyOne},
		{"seen with somebody else", with(try(insight.Success, insight.Stretch, 70, 1), func(s *insight.Sample) { s.Source = "vicarious" }), "", ""},
		{"a plan", with(try(insight.Success, insight.Stretch, 70, 1), func(s *insight.Sample) { s.Planned = true }), "", ""},
		{"a check-in", with(try(insight.Success, insight.Stretch, 70, 1), func(s *insight.Sample) { s.CheckIn = true }), "", ""},
		{"no outcome, though chosen by hand", with(try(insight.NoOutcome, insight.Stretch, 70, 1), func(s *insight.Sample) { s.Evidence = insight.HardWon }), "", ""},
	} {
		label, grounds := insight.EvidenceOf(c.sample)
		reason := describe.EvidenceReason(label, grounds)
		if label != c.label || reason != c.reason {
			t.Errorf("%s: got %q, %q\nwant %q, %q", c.name, label, reason, c.label, c.reason)
		}
	}
}

// someTries are n attempts of that kind, one a day.
func someTries(n int, s insight.Sample) []insight.Sample {
	samples := make([]insight.Sample, n)
	for i := range samples {
		samples[i] = s
		samples[i].ID, samples[i].Time = strconv.Itoa(i), s.Time.AddDate(0, 0, i)
	}
	return samples
}

func TestMasteryIsCountedInWords(t *testing.T) {
	hard, easy, earned, assisted := try(insight.Success, insight.Stretch, 70, 1), try(insight.Success, insight.Practice, 10, 1), try(insight.Success, insight.Practice, 40, 1), try(insight.Success, insight.Practice, 40, 9)
	lesson := with(try(insight.Setback, insight.Practice, 40, 1), func(s *insight.Sample) { s.Controllable, s.HasLesson = "yes", true })
	deep := with(try(insight.Failure, insight.Stretch, 40, 1), func(s *insight.Sample) { s.Performance = optional.Some(20.0) })
	for _, c := range []struct {
		name    string
		samples []insight.Sample
		want    string
	}{
		{"nothing", nil, "This needs things that you did yourself, with their outcomes; each then shows what it is evidence of."},
		{"most hard-won", slices.Concat(someTries(6, hard), someTries(1, assisted), someTries(2, earned)), "6 of your 9 successes were hard-won; 1 was assisted."},
		{"one", someTries(1, hard), "Your one success was hard-won."},
		{"earned and easy", slices.Concat(someTries(2, easy), someTries(3, earned)), "3 of your 5 successes were earned; 2 were easy."},
		{"one not classified", someTries(1, try(insight.Success, insight.Stretch, -1, 1)), "Your one success is not classified, because effort or luck is missing."},
		{"useful setbacks", slices.Concat(someTries(4, lesson), someTries(4, try(insight.Setback, insight.Practice, 1, 1))), "You have 8 experiences with an outcome, and no full success yet. From 4 of your 8 setbacks you took a lesson about something in your control."},
		{"under load", slices.Concat(someTries(1, try(insight.Partial, insight.Stretch, 70, 1)), someTries(1, lesson), someTries(4, easy)),
			"You tried 6 times: 4 successes, 1 partial success, 1 setback. All 4 of your successes were easy. 1 partial success was progress under load. From your one setback you took a lesson about something in your control."},
		{"an early major failure", someTries(1, deep), "You have 1 experience with an outcome, and no full success yet. Early setbacks say little; pick a smaller next step."},
		{"a major failure later", slices.Concat(someTries(5, hard), someTries(1, deep)), "You tried 6 times: 5 successes, 1 setback. All 5 of your successes were hard-won."},
	} {
		if got := describe.Mastery(insight.Mastery(insight.Data{Samples: c.samples})); got != c.want {
			t.Errorf("%s: got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// pressed is an experience on that day with stress and performance; a negative number is
// left out.
func pressed(day int, stress, performance float64) insight.Sample {
	s := insight.Sample{ID: fmt.Sprintf("%03d", day), Time: time.Date(2024, 3, 1+day, 18, 0, 0, 0, time.UTC)}
	if stress >= 0 {
		s.Stress = optional.Some(stress)
	}
	if performance >= 0 {
		s.Performance = optional.Some(performance)
	}
	return s
}

// drift is n days, gap apart, on which stress and performance change steadily.
func drift(n, gap int, stress, performance float64) []insight.Sample {
	var samples []insight.Sample
	for i := range n {
		x := float64(i) / float64(n-1)
		wobble := 2 * float64(i%3-1)
		samples = append(samples, pressed(i*gap, 40+stress*x+wobble, 60+performance*x-wobble))
	}
	return samples
}

func TestFatigueIsDescribedInWords(t *testing.T) {
	for _, c := range []struct {
		name    string
		samples []insight.Sample
		want    string
	}{
		{"nothing", nil, "This needs 10 days with both stress and performance within six weeks; you have none yet."},
		{"nine days", drift(9, 4, 30, -30), "This needs 10 days with both stress and performance within six weeks; you have 9 so far."},
		{"both change over six weeks", drift(21, 2, 30, -20), "Over the last six weeks, on the 21 days with both: stress 47 and performance 56 on average in the first half of them, stress 63 and performance 45 in the second. Pressure rose by about 31 points (likely 29 to 32) while performance fell by about 21 (likely 19 to 22). A lighter week may be worth a try."},
		{"both change over ten days", drift(10, 1, 30, -20), "Over the last 10 days, on the 10 days with both: stress 46 and performance 56 on average in the first half of them, stress 63 and performance 44 in the second. Pressure rose by about 30 points (likely 26 to 34) while performance fell by about 20 (likely 16 to 24). A lighter week may be worth a try."},
		{"both change over three weeks", drift(20, 1, 30, -20), "Over the last three weeks, on the 20 days with both: stress 47 and performance 55 on average in the first half of them, stress 63 and performance 45 in the second. Pressure rose by about 30 points (likely 28 to 32) while performance fell by about 20 (likely 18 to 22). A lighter week may be worth a try."},
		{"only stress changes", drift(21, 2, 30, 0), "Over the last six weeks, on the 21 days with both: stress 47 and performance 60 on average in the first half of them, stress 63 and performance 60 in the second. No clear sign that pressure rose while performance fell."},
		{"too small a change", drift(21, 2, 30, -8), "Over the last six weeks, on the 21 days with both: stress 47 and performance 58 on average in the first half of them, stress 63 and performance 54 in the second. No clear sign that pressure rose while performance fell."},
		{"the other way round", drift(21, 2, -30, 20), "Over the last six weeks, on the 21 days with both: stress 33 and performance 65 on average in the first half of them, stress 18 and performance 75 in the second. No clear sign that pressure rose while performance fell."},
		{"all the same", drift(21, 2, 0, 0), "Over the last six weeks, on the 21 days with both: stress 40 and performance 60 on average in the first half of them, stress 40 and performance 60 in the second. No clear sign that pressure rose while performance fell."},
		{"long ago", append(drift(21, 2, 30, -20), pressed(100, 50, -1)), "This needs 10 days with both stress and performance within six weeks; you have none yet."},
	} {
		r := insight.Fatigue(insight.Data{Samples: c.samples})
		if got := describe.Fatigue(r); got != c.want {
			t.Errorf("%s: got %q\nwant %q (P %v, %v)", c.name, got, c.want, r.P, r.PTogether)
		}
	}
}

// blocked is an experience on that day with obstacles; a name with a plus was overcome.
func blocked(day int, names ...string) insight.Sample {
	s := insight.Sample{ID: fmt.Sprintf("%03d", day), Time: time.Date(2024, 3, 1+day, 18, 0, 0, 0, time.UTC)}
	for _, name := range names {
		name, overcome := strings.CutPrefix(name, "+")
		s.Obstacles = append(s.Obstacles, insight.Obstacle{Name: name, Overcome: overcome})
	}
	return s
}

func TestObstaclesAreDescribedInWords(t *testing.T) {
	for _, c := range []struct {
		name    string
		samples []insight.Sample
		want    string
	}{
		{"nothing", nil, "This needs entries that name what stood in the way; it then counts what comes up most, and how often you got past it."},
		{"one, once", []insight.Sample{blocked(1, "Rain")}, "One obstacle has come up so far, “Rain”."},
		{"one, overcome", []insight.Sample{blocked(1, "+Rain")}, "One obstacle has come up so far, “Rain”, and you got past it."},
		{"one, often", []insight.Sample{blocked(1, "+Rain"), blocked(2, "rain")}, "Only one obstacle has come up, “Rain”: 2 times, overcome once."},
		{"none twice", []insight.Sample{blocked(1, "+Rain", "Doubt")}, "2 obstacles came up in 1 entry, and you got past them 1 of 2 times. None came up twice."},
		{"two at the top", []insight.Sample{blocked(1, "+Rain", "Doubt"), blocked(2, "+Rain", "+Doubt"), blocked(3, "Ice")},
			"3 obstacles came up in 3 entries, and you got past them 3 of 5 times. Most often it was “Doubt” or “Rain”, 2 times each."},
		{"four at the top", []insight.Sample{blocked(1, "a", "b", "c", "d"), blocked(2, "a", "b", "c", "d")},
			"4 obstacles came up in 2 entries, and you got past them 0 of 8 times. The 4 most frequent ones came up 2 times each."},
		{"enough for an interval", []insight.Sample{blocked(1, "+a", "b"), blocked(2, "+a"), blocked(3, "+a"), blocked(4, "a"), blocked(5, "+a")},
			"2 obstacles came up in 5 entries, and you got past them 4 of 6 times. Most often it was “a”: 5 times, overcome 4 times (the share is likely between 51% and 94%)."},
	} {
		if got := describe.Obstacles(insight.Obstacles(insight.Data{Samples: c.samples})); got != c.want {
			t.Errorf("%s: got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// believed is an experience on that day with an outcome and belief before and after it; a
// negative number is left out.
func believed(day int, outcome insight.Outcome, before, after float64) insight.Sample {
	s := insight.Sample{ID: fmt.Sprintf("%03d", day), Time: time.Date(2024, 3, 1+day, 18, 0, 0, 0, time.UTC), Outcome: outcome}
	if before >= 0 {
		s.Before, s.BeforeAt = optional.Some(before), s.Time.Add(-time.Hour)
	}
	if after >= 0 {
		s.After = optional.Some(after)
	}
	return s
}

func TestRecoveryIsDescribedInWords(t *testing.T) {
	// cycles are setbacks of which each is over after so many days, or never if negative.
	cycles := func(days ...int) []insight.Sample {
		var samples []insight.Sample
		day := 0
		for i, d := range days {
			// Each falls from a height of its own, so that open ones stay open.
			height := 90 - float64(5*i)
			if d < 0 {
				height = 99 - float64(i)
			}
			samples = append(samples, believed(day, insight.Setback, height, 10))
			if d >= 0 {
				samples = append(samples, believed(day+d, insight.Success, -1, height))
				samples[len(samples)-1].ID += "b"
			}
			day += max(d, 0) + 1
		}
		return samples
	}
	for _, c := range []struct {
		name    string
		samples []insight.Sample
		want    string
	}{
		{"nothing", nil, "This needs setbacks that you rated before and after; it then shows how long it took until your belief was back where it had been."},
		{"one, back", cycles(3), "After the one setback that lowered your belief, it came back. It takes 5 such setbacks to say what is typical."},
		{"one, open", cycles(-1), "After the one setback that lowered your belief, it had not come back by your last entry. It takes 5 such setbacks to say what is typical."},
		{"two, one open", cycles(3, -1), "After 1 of 2 setbacks your belief came back; after 1 it had not by your last entry. It takes 5 such setbacks to say what is typical."},
		{"five, all back", cycles(1, 6, 6, 6, 9), "After all 5 setbacks that lowered your belief, it came back, typically within 1 attempt and 6 days."},
		{"seven, one open", cycles(1, 6, 6, 6, 9, 9, -1), "After 6 of 7 setbacks your belief came back, typically within 1 attempt and 6 days; after 1 it had not by your last entry. For comparison: after 6 entries that were no setback, belief was as high again typically within 1 attempt."},
		{"on the same day", cycles(0, 0, 0, 0, 0), "After all 5 setbacks that lowered your belief, it came back, typically within 1 attempt on the same day."},
		{"all open", cycles(-1, -1, -1, -1, -1), "After 5 setbacks your belief was lower, and by your last entry it had not come back after any of them. That is too few to say what is typical."},
		{"one in hindsight", []insight.Sample{with(believed(0, insight.Failure, 60, 40), func(s *insight.Sample) { s.Retrospective = true })},
			"Of 1 setback, none is counted here: 1 whose rating before was given after the outcome. This needs setbacks that you rated before and after; it then shows how long it took until your belief was back where it had been."},
	} {
		if got := describe.Recovery(insight.Recovery(insight.Data{Samples: c.samples})); got != c.want {
			t.Errorf("%s: got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// dated is an experience at a moment in an offset of so many hours.
func dated(id string, moment string, change func(*insight.Sample)) insight.Sample {
	at, err := time.Parse("2006-01-02 15:04 -07", moment)
	if err != nil {
		panic(err)
	}
	return with(insight.Sample{ID: id, Time: at}, change)
}

func TestTheCalendarIsDescribedInWords(t *testing.T) {
	one := dated("a", "2024-03-01 23:30 -05", func(*insight.Sample) {})
	for _, c := range []struct {
		samples []insight.Sample
		want    string
	}{
		{nil, "This needs entries; each day that has one then appears here."},
		{[]insight.Sample{with(one, func(s *insight.Sample) { s.Planned = true })}, "This needs entries; each day that has one then appears here."},
		{[]insight.Sample{one, dated("b", "2024-03-05 10:00 +00", func(*insight.Sample) {})}, "You have 2 entries on 2 days, from 1 March 2024 to 5 March 2024."},
		{[]insight.Sample{one}, "You have 1 entry on one day, 1 March 2024."},
	} {
		if got := describe.Calendar(insight.Calendar(insight.Data{Samples: c.samples})); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestHoursAreDescribedInWords(t *testing.T) {
	at := func(n int, moment string) []insight.Sample {
		samples := make([]insight.Sample, n)
		for i := range samples {
			samples[i] = dated(fmt.Sprint(moment, i), moment, func(*insight.Sample) {})
		}
		return samples
	}
	const tuesdayEvening, sundayNight, fridayNoon = "2024-03-05 21:59 +00", "2024-03-10 05:59 +00", "2024-03-08 12:00 +00"
	for _, c := range []struct {
		name    string
		samples []insight.Sample
		want    string
	}{
		{"nothing", nil, "This needs experiences; it then shows on which weekdays and at which hours you try things."},
		{"one", at(1, tuesdayEvening), "You have 1 attempt so far; from 10 on, this says when most of them happen."},
		{"few", at(9, tuesdayEvening), "You have 9 attempts so far; from 10 on, this says when most of them happen."},
		{"more than half", slices.Concat(at(7, tuesdayEvening), at(6, sundayNight)), "Most of your attempts are on Tuesday evenings: 7 of 13."},
		{"the most, and less than half", slices.Concat(at(4, tuesdayEvening), at(5, sundayNight), at(3, fridayNoon)),
			"More of your attempts are on Sundays before 6:00 than at any other time of the week: 5 of 12."},
		{"as many at two times", slices.Concat(at(5, tuesdayEvening), at(5, fridayNoon)), "Your 10 attempts are spread over the week, and no single time stands out."},
		{"ahead by a little", slices.Concat(at(3, tuesdayEvening), at(2, fridayNoon), at(2, sundayNight), at(2, "2024-03-04 09:00 +00"), at(2, "2024-03-05 09:00 +00"),
			at(2, "2024-03-06 09:00 +00"), at(2, "2024-03-07 09:00 +00"), at(2, "2024-03-08 09:00 +00")), "10 of your 17 attempts are in the morning, and no single day of the week stands out."},
		{"the same hours on every day", slices.Concat(at(2, "2024-03-04 19:00 +00"), at(2, "2024-03-05 19:00 +00"), at(2, "2024-03-06 19:00 +00"), at(2, "2024-03-07 19:00 +00"),
			at(2, "2024-03-08 20:00 +00"), at(2, "2024-03-09 20:00 +00"), at(1, "2024-03-09 09:00 +00")), "12 of your 13 attempts are in the evening, and no single day of the week stands out."},
		{"all at one time", at(12, fridayNoon), "All 12 of your attempts are on Friday afternoons."},
	} {
		if got := describe.Hours(insight.Hours(insight.Data{Samples: c.samples})); got != c.want {
			t.Errorf("%s: got %q\nwant %q", c.name, got, c.want)
		}
	}
}
