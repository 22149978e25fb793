package state

import (
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/optional"
)

// tryNext makes the next try of an experiment with a performance, better with than without.
func tryNext(t *testing.T, j *journal.Journal, x journal.Experiment, n int) {
	t.Helper()
	try, err := j.NextTry(t.Context(), x.ID)
	if err != nil {
		t.Fatal(err)
	}
	e := PlanOfTry(x, try, journal.Experience, j.Now())
	e.Title, e.Performance = "A talk", optional.Some(journal.Rating(50+n))
	if try.Arm == journal.ArmWith {
		e.Performance = optional.Some(journal.Rating(65 + n))
	}
	if _, err := j.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

func TestAnExperimentShowsNothingOfItsResultWhileItRuns(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Talks"})
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: area.ID, Name: "Slow breathing", With: "Four minutes", Decides: journal.DecidesPerformance, Pairs: 6})
	if err != nil {
		t.Fatal(err)
	}
	if v := ExperimentsOf(j, area)[0]; len(v.Pairs) != 0 || strings.Contains(v.Sentence, "likely") {
		t.Errorf("before the first try it shows %+v, %q", v.Pairs, v.Sentence)
	}
	for n := range 11 {
		tryNext(t, j, x, n)
	}
	v := ExperimentsOf(j, area)[0]
	if _, rows := v.Chart.Table(); len(rows) != 11 || len(v.Pairs) != 6 || len(v.Pairs[5].Tries) != 1 || strings.Contains(v.Sentence, "likely") {
		t.Errorf("while it runs it shows %d rows, %d pairs and %q", len(rows), len(v.Pairs), v.Sentence)
	}
	if got := nextPlan(j, area.ID); got != "Slow breathing: 5 of 6 pairs are done." {
		t.Errorf("home says %q", got)
	}
	tryNext(t, j, x, 11)
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	if got := nextPlan(j, area.ID); got != "" {
		t.Errorf("home says %q of one that has ended", got)
	}
	v = ExperimentsOf(j, area)[0]
	if _, rows := v.Chart.Table(); len(rows) != 7 || !strings.Contains(v.Sentence, "higher with “Slow breathing”") {
		t.Errorf("at its end it shows %d rows and %q", len(rows), v.Sentence)
	}
	for _, try := range v.Pairs[0].Tries {
		if try.Entry == "" || !strings.Contains(try.Words, "A talk") {
			t.Errorf("a try of the first pair is %+v", try)
		}
	}
	today := journal.DateOf(j.Now())
	if lines := experimentLines(j, Range{today, today}, area.ID); len(lines) != 1 || !strings.Contains(lines[0].Text, v.Sentence) {
		t.Errorf("the review of the day says %+v", lines)
	}
	if lines := experimentLines(j, Range{today.AddDays(-9), today.AddDays(-1)}, ""); len(lines) != 0 {
		t.Errorf("the review of the days before says %+v", lines)
	}
}
