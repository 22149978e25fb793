package describe_test

import (
	"testing"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// fearful is an attempt on that day with the stress that was expected in time and the stress that came.
func fearful(day int, expected, came float64, o insight.Outcome) insight.Sample {
	s := pressed(day, came, -1)
	s.StressExpected, s.ExpectedInTime, s.Outcome = optional.Some(expected), true, o
	return s
}

// fears are n days on which so much more was expected than came.
func fears(n int, by float64) []insight.Sample {
	var samples []insight.Sample
	for day := range n {
		samples = append(samples, fearful(day, 60+float64(day*day%7)*3, 60-by+float64(day%5)*4, insight.Outcomes()[day%4]))
	}
	return samples
}

func TestFearedIsDescribedInWords(t *testing.T) {
	late := fearful(50, 80, 20, insight.Success)
	late.ExpectedInTime = false
	for _, c := range []struct {
		name    string
		samples []insight.Sample
		want    string
	}{
		{"nothing", nil, "This needs attempts for which you said beforehand how stressed you expected to be, and afterwards how stressed you were; from 8 of them on, it looks for a difference."},
		{"only afterwards", []insight.Sample{late}, "This needs attempts for which you said beforehand how stressed you expected to be, and afterwards how stressed you were; from 8 of them on, it looks for a difference. 1 attempt was left out: nothing shows that you said beforehand what stress you expected."},
		{"one", []insight.Sample{fearful(1, 80, 60, insight.Partial)}, "In 1 attempt you expected a stress of 80, and at its peak it was 60. From 8 such attempts on, it looks for a difference. 1 attempt was feared most (an expected stress of 70 or more); 1 of 1 ended in success or partial success."},
		{"too few", fears(3, 10), "In 3 attempts you expected a stress of 65 on average, and at its peak it was 54. From 8 such attempts on, it looks for a difference. 1 attempt was feared most (an expected stress of 70 or more); 0 of 1 ended in success or partial success. Of the others, 2 of 2 did."},
		{"calmer", fears(40, 20), "In 40 attempts you expected a stress of 66 on average, and at its peak it was 48. It was about 18 points calmer than you feared (likely 16 to 19). It was worse than you feared in 0 of 40. 11 attempts were feared most (an expected stress of 70 or more); 6 of 11 ended in success or partial success. Of the others, 14 of 29 did."},
		{"worse, and one afterwards", append(fears(40, -20), late), "In 40 attempts you expected a stress of 66 on average, and at its peak it was 88. It was about 22 points worse than you feared (likely 21 to 24). It was worse than you feared in 40 of 40. 11 attempts were feared most (an expected stress of 70 or more); 6 of 11 ended in success or partial success. Of the others, 14 of 29 did. 1 attempt was left out: nothing shows that you said beforehand what stress you expected."},
		{"possibly calmer", fears(20, 12), "In 20 attempts you expected a stress of 66 on average, and at its peak it was 56. Possibly, it was about 10 points calmer than you feared (likely 8 to 13). It was worse than you feared in 1 of 20. 6 attempts were feared most (an expected stress of 70 or more); 4 of 6 ended in success or partial success. Of the others, 6 of 14 did."},
		{"possibly worse", fears(20, -10), "In 20 attempts you expected a stress of 66 on average, and at its peak it was 78. Possibly, it was about 12 points worse than you feared (likely 9 to 14). It was worse than you feared in 19 of 20. 6 attempts were feared most (an expected stress of 70 or more); 4 of 6 ended in success or partial success. Of the others, 6 of 14 did."},
		{"not clear yet", fears(9, 20), "In 9 attempts you expected a stress of 65 on average, and at its peak it was 47. Not clear yet: so far it was 18 points calmer than you feared (likely 13 to 23), which is little, or rests on few days. It was worse than you feared in 0 of 9. 2 attempts were feared most (an expected stress of 70 or more); 1 of 2 ended in success or partial success. Of the others, 4 of 7 did."},
		{"clear, and little", fears(60, -1), "In 60 attempts you expected a stress of 66 on average, and at its peak it was 69. Not clear yet: so far it was 3 points worse than you feared (likely 2 to 4), which is little, or rests on few days. It was worse than you feared in 40 of 60. 17 attempts were feared most (an expected stress of 70 or more); 8 of 17 ended in success or partial success. Of the others, 22 of 43 did."},
		{"no difference", fears(12, -2), "In 12 attempts you expected a stress of 66 on average, and at its peak it was 69. No clear difference between what you feared and what came: on average, likely from 7 worse to 0 calmer, in points. It was worse than you feared in 8 of 12. 3 attempts were feared most (an expected stress of 70 or more); 2 of 3 ended in success or partial success. Of the others, 4 of 9 did."},
		{"the same each day", []insight.Sample{fearful(1, 50, 40, ""), fearful(2, 50, 40, ""), fearful(3, 50, 40, ""), fearful(4, 50, 40, ""), fearful(5, 50, 40, ""), fearful(6, 50, 40, ""), fearful(7, 50, 40, ""), fearful(8, 50, 40, "")}, "In 8 attempts you expected a stress of 50 on average, and at its peak it was 40. That they lie on one day, or differ by the same each day, does not show how much is luck. It was worse than you feared in 0 of 8."},
		{"challenge and threat", feelings(80, 15), "This needs attempts for which you said beforehand how stressed you expected to be, and afterwards how stressed you were; from 8 of them on, it looks for a difference. At like stress, in 40 pairs of attempts, your performance was 83 on average where it felt like a challenge and 68 where it felt like a threat. Beside time, that is about 15 points more with a challenge (likely 14 to 16)."},
		{"threat went better", feelings(80, -15), "This needs attempts for which you said beforehand how stressed you expected to be, and afterwards how stressed you were; from 8 of them on, it looks for a difference. At like stress, in 40 pairs of attempts, your performance was 53 on average where it felt like a challenge and 68 where it felt like a threat. Beside time, that is about 15 points less with a challenge (likely 14 to 16)."},
		{"possibly", feelings(20, 14), "This needs attempts for which you said beforehand how stressed you expected to be, and afterwards how stressed you were; from 8 of them on, it looks for a difference. At like stress, in 10 pairs of attempts, your performance was 82 on average where it felt like a challenge and 69 where it felt like a threat. Possibly, beside time, that is about 14 points more with a challenge (likely 12 to 17)."},
		{"possibly the other way round", feelings(20, -14), "This needs attempts for which you said beforehand how stressed you expected to be, and afterwards how stressed you were; from 8 of them on, it looks for a difference. At like stress, in 10 pairs of attempts, your performance was 54 on average where it felt like a challenge and 69 where it felt like a threat. Possibly, beside time, that is about 14 points less with a challenge (likely 11 to 16)."},
		{"challenge and threat alike", feelings(20, 0), "This needs attempts for which you said beforehand how stressed you expected to be, and afterwards how stressed you were; from 8 of them on, it looks for a difference. At like stress, in 10 pairs of attempts, your performance was 68 on average where it felt like a challenge and 69 where it felt like a threat. Beside time, that is no clear difference."},
	} {
		r := insight.Feared(insight.Data{Samples: c.samples})
		if got := describe.Feared(r); got != c.want {
			t.Errorf("%s: got %q\nwant %q (%+v)", c.name, got, c.want, r.P)
		}
	}
}

// feelings are n attempts, a challenge and a threat by turns, of which the challenges go so much better.
func feelings(n int, better float64) []insight.Sample {
	var samples []insight.Sample
	for day := range n {
		performance, feels := 60+float64(day*day%11)*2, insight.Threat
		if day%2 == 0 {
			performance, feels = performance+better, insight.Challenge
		}
		s := pressed(day, 50+float64(day%3), performance)
		s.Appraisal = feels
		samples = append(samples, s)
	}
	return samples
}
