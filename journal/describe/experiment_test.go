package describe

import (
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
)

// resultOf makes the result of an ended experiment of so many pairs from the differences that count.
func resultOf(pairs int, differences ...float64) journal.ExperimentResult {
	return journal.ExperimentResult{Experiment: journal.Experiment{Name: "breathing", Pairs: pairs}, Allotted: insight.Pairs(differences)}
}

func TestSentencesOfExperiments(t *testing.T) {
	performance, stress := DecidedBy(journal.DecidesPerformance, journal.Measure{}), DecidedBy(journal.DecidesStress, journal.Measure{})
	weight := DecidedBy("01KJQQW3M0EKMFG2FV97EE5028", journal.Measure{Name: "Weight", Kind: journal.NumberMeasure, Unit: "kg", Decimals: 1})
	up, down := []float64{5, 10, 15, 5, 10, 5, 0, 10}, []float64{-5, -10, -15, -5, -10, -5, 0, -10}
	early := resultOf(10, up...)
	early.Experiment.EndedEarly = true
	lacking := resultOf(10, up...)
	lacking.Skipped, lacking.Unrated, lacking.Changed = 1, 2, 3
	never := resultOf(8, up...)
	never.Differs = true
	otherwise := resultOf(8, up...)
	otherwise.Differs, otherwise.AsDone = true, insight.Pairs([]float64{5, 10, 15, -5, 10, 5})
	for _, c := range []struct {
		name string
		r    journal.ExperimentResult
		m    ExperimentMeasure
		want []string
		not  string
	}{
		{"found", resultOf(8, up...), performance, []string{
			"Performance: 8 points higher with “breathing” than without (likely 5 to 10), in your experiment of 8 pairs.", "By this measure it helped.",
			"Chance alone makes a difference this large in 2 of 100 such experiments.", "You knew which was which, so expecting it to work is part of this."}, "after its end"},
		{"made worse", resultOf(8, down...), performance, []string{"8 points lower with “breathing”", "By this measure it made things worse."}, "helped"},
		{"less stress is better", resultOf(8, down...), stress, []string{"Stress: 8 points lower with “breathing” than without (likely 5 to 10)", "By this measure it helped."}, "worse"},
		{"more stress is worse", resultOf(8, up...), stress, []string{"8 points higher", "By this measure it made things worse."}, "helped"},
		{"a measure without a better direction", resultOf(8, up...), weight, []string{"Weight: 7.5 kg higher with “breathing”"}, "By this measure"},
		{"nothing clear", resultOf(8, 5, -5, 10, -10, 0, 5, -5, 10), performance, []string{
			"Performance: no clear difference with “breathing”, in your experiment of 8 pairs; it is likely between −2 and +5.", "A difference of more than 8 points either way can be ruled out."}, "Chance alone"},
		{"too few", resultOf(10, 5, 5, 5), performance, []string{"3 pairs are too few to tell anything from chance."}, "likely"},
		{"none", resultOf(10), performance, []string{"No pair has both ratings, so there is nothing to compare."}, "likely"},
		{"ended early", early, performance, []string{"8 points higher", "It was ended early, with 8 of 10 pairs to count"}, ""},
		{"lacking", lacking, performance, []string{"1 pair has a skipped try and does not count.", "2 pairs lack a try or a rating and are left out.", "3 entries of its tries were changed after its end."}, "early"},
		{"done otherwise", otherwise, performance, []string{"Counted by what you really did, in place of what the coin gave: +7 (likely", "from 6 pairs.", "By that alone there is no clear difference."}, "early"},
		{"never done", never, performance, []string{"8 points higher", "No pair had a try of either way by what you really did, so this tells nothing about “breathing” itself."}, "it helped"},
		{"all alike", resultOf(8, 3, 3, 3, 3, 3, 3, 3, 3), performance, []string{"3 points higher", "(likely unknown)"}, "3 to 3"},
	} {
		got := ExperimentFound(c.r, c.m)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in\n%s", c.name, want, got)
			}
		}
		if c.not != "" && strings.Contains(got, c.not) {
			t.Errorf("%s: %q is in\n%s", c.name, c.not, got)
		}
		claims := ExperimentFinding(c.r) == insight.Claim
		if claims != (c.r.Allotted.P <= 0.05) {
			t.Errorf("%s: claims %t at p = %v", c.name, claims, c.r.Allotted.P)
		}
	}
}

// A sentence about an experiment that runs tells how far it is, and no number of what its tries show.
func TestRunningExperimentTellsNothing(t *testing.T) {
	today := journal.Date{Year: 2026, Month: 11, Day: 28}
	c := journal.Course{Experiment: journal.Experiment{Name: "breathing", Pairs: 10, Revealed: 4, By: today.AddDays(-1)}, PairsDone: 2, Places: make([]journal.Place, 4)}
	got := ExperimentRunning(c, today)
	for _, want := range []string{"2 of 10 pairs are done.", "What it found is said at its end", "It was to be done by 27 November 2026."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	for i := range 2 {
		c.Places[i].Entry = &journal.Entry{Type: journal.Experience}
	}
	if got := ExperimentRunning(c, today); !strings.Contains(got, "1 of them lacks a rating and does not count.") {
		t.Errorf("a pair without ratings is not said: %s", got)
	}
	if got := ExperimentRunning(c, c.Experiment.By); strings.Contains(got, "to be done by") {
		t.Errorf("it is overdue on its last day: %s", got)
	}
}

func TestAnExperimentOfOneDayIsOnThatDay(t *testing.T) {
	at := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		hours int
		early bool
		want  string
	}{
		{3, false, "On 28 November 2026."}, {3, true, "On 28 November 2026, ended early."},
		{30, false, "From 28 November 2026 to 29 November 2026."}, {30, true, "From 28 November 2026 to 29 November 2026, ended early."},
	} {
		a := ExperimentAccount{Course: journal.Course{Experiment: journal.Experiment{Started: at, Ended: at.Add(time.Duration(c.hours) * time.Hour), EndedEarly: c.early, Pairs: 10}}}
		if got := a.Dates(); !strings.HasPrefix(got, c.want) {
			t.Errorf("the days are told as %q, want %q", got, c.want)
		}
	}
}

func TestWhatPairsCanFindIsSaid(t *testing.T) {
	if got := ExperimentCanFind(10); !strings.HasPrefix(got, "If there really is a difference") || !strings.Contains(got, "14 of 100 experiments of 10 pairs find it") || !strings.Contains(got, "1.5 times the spread, 81") {
		t.Errorf("said %q", got)
	}
	if got := ExperimentCanFind(5); got != "" {
		t.Errorf("of 5 pairs is said %q", got)
	}
}

func TestStrategiesPointToTheirExperiments(t *testing.T) {
	with := Strategies(insight.CompareResult{Experiments: []string{"breathing"}})
	without := Strategies(insight.CompareResult{})
	if pointer, ok := strings.CutSuffix(with, without); !ok || !strings.HasPrefix(pointer, "“breathing” has an experiment of its own") {
		t.Errorf("with an experiment: %q, without: %q", with, without)
	}
}
