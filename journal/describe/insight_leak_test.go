package describe_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
	"enactive/journal/wording/wordingtest"
)

// TestEveryResultIsPutIntoWords describes thousands of results, so that each sentence comes up
// many times, and finds text that is not from a translatable sentence.
func TestEveryResultIsPutIntoWords(t *testing.T) {
	wordingtest.SpeakMarked(t)
	r := rand.New(rand.NewPCG(3, 5))
	name := func() string { return fmt.Sprint("№ ", r.IntN(1000)) }
	for range 3000 {
		texts := append(sayings(r, name), describe.NextStepLadder(anyNextStep(r, name))...)
		label, grounds := insight.EvidenceOf(anySample(r))
		for _, text := range append(texts, describe.EvidenceLabel(label), describe.EvidenceReason(label, grounds)) {
			failOnLeak(t, text)
		}
	}
}

// TestEveryJournalIsPutIntoWords does the same for what journals show.
func TestEveryJournalIsPutIntoWords(t *testing.T) {
	wordingtest.SpeakMarked(t)
	r := rand.New(rand.NewPCG(8, 13))
	for i := range 60 {
		d := fullJournal(r, []int{0, 1, 2, 6, 30, 400}[i%6])
		for _, text := range textsOf(d) {
			failOnLeak(t, text)
		}
	}
}

func TestEveryExplanationIsPutIntoWords(t *testing.T) {
	wordingtest.SpeakMarked(t)
	for _, explain := range []func() describe.Explanation{
		describe.ExplainTrend, describe.ExplainStress, describe.ExplainFeared, describe.ExplainForm, describe.ExplainNextStep, describe.ExplainCalibration, describe.ExplainMastery, describe.ExplainBeliefChange, describe.ExplainSources,
		describe.ExplainStrategies, describe.ExplainPeople, describe.ExplainMeasurePairs, describe.ExplainObstacles, describe.ExplainRecovery, describe.ExplainFatigue, describe.ExplainCalendar, describe.ExplainHours,
	} {
		e := explain()
		for _, text := range []string{e.How, e.Limits, e.Source} {
			failOnLeak(t, text)
		}
	}
}

// failOnLeak fails for a text that is empty or has parts that were not put into words. A
// rung without any details is only its name, which has no letter here.
func failOnLeak(t *testing.T, text string) {
	t.Helper()
	if text == "" {
		t.Error("a text is empty")
	}
	if leak := wordingtest.Leak(text); leak != "" && !isName(text) {
		t.Errorf("%q says %q, which was not put into words", text, leak)
	}
}

func isName(text string) bool {
	var n int
	_, err := fmt.Sscanf(text, "№ %d", &n)
	return err == nil && text == fmt.Sprint("№ ", n)
}

func textsOf(d insight.Data) []string {
	next := insight.NextStep(d)
	return append(describe.NextStepLadder(next), describe.NextStep(next), describe.Trend(insight.Trend(d)), describe.Stress(insight.Stress(d)), describe.Feared(insight.Feared(d)), describe.Form(insight.Form(d)),
		describe.Calibration(insight.Calibration(d)), describe.Mastery(insight.Mastery(d)), describe.BeliefChange(insight.BeliefChange(d)), describe.Sources(insight.Sources(d)),
		describe.Strategies(insight.Strategies(d)), describe.People(insight.People(d)), describe.MeasurePairs(insight.MeasurePairs(d)), describe.Obstacles(insight.Obstacles(d)), describe.Recovery(insight.Recovery(d)),
		describe.Fatigue(insight.Fatigue(d)), describe.Calendar(insight.Calendar(d)), describe.Hours(insight.Hours(d)))
}

// fullJournal has n entries in order of time, with nearly every field set and numbers for names.
func fullJournal(r *rand.Rand, n int) insight.Data {
	names := func() []string { return []string{fmt.Sprint("№ ", 1+r.IntN(4))} }
	at := time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)
	d := insight.Data{Measures: []insight.Measure{{ID: "1", Name: "№ 5", Kind: insight.DurationMeasure}, {ID: "2", Name: "№ 6", Kind: insight.YesNoMeasure},
		{ID: "3", Name: "№ 7", Kind: insight.ChoiceMeasure, Choices: []insight.MeasureChoice{{Key: 0, Name: "№ 8"}, {Key: 1, Name: "№ 9"}}}}, Ladder: []insight.Rung{{Text: "№ 1"}, {Text: "№ 2", Difficulty: optional.Some(5.0), Rating: optional.Some(60.0)}}}
	for i := range n {
		at = at.Add(time.Duration(3+r.IntN(40)) * time.Hour)
		s := anySample(r)
		s.ID, s.Time, s.BeforeAt = fmt.Sprintf("%06d", i), at, at.Add(-time.Hour)
		s.Source = []string{"mastery", "mastery", "vicarious", "persuasion", "state", ""}[r.IntN(6)]
		s.Before, s.After, s.Retrospective = maybe(r, 20+60*r.Float64()), maybe(r, 30+60*r.Float64()), r.IntN(9) == 0
		s.Stress, s.Performance, s.Difficulty = maybe(r, 100*r.Float64()), maybe(r, 100*r.Float64()), maybe(r, float64(1+r.IntN(10)))
		s.StressExpected, s.ExpectedInTime = maybe(r, 100*r.Float64()), r.IntN(5) > 0
		s.Appraisal = []insight.Appraisal{insight.NoAppraisal, insight.Challenge, insight.Threat}[r.IntN(3)]
		s.Strategies, s.People = names(), names()
		s.Measures = []insight.Number{maybe(r, float64(r.IntN(600))), maybe(r, float64(r.IntN(2))), maybe(r, float64(r.IntN(2)))}
		s.Planned, s.CheckIn = r.IntN(30) == 0, r.IntN(30) == 0
		d.Samples = append(d.Samples, s)
	}
	return d
}
