package describe

import (
	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// ExperimentAccount is what may be told of an experiment: while it runs how far it is, and what it
// found once it has ended.
type ExperimentAccount struct {
	journal.Course
	// Decides is what decides it.
	Decides ExperimentMeasure
	// Result is what it found; nil while it runs.
	Result *journal.ExperimentResult
	// Sentence says how far it is, or what it found.
	Sentence string

	own journal.Measure // what decides, if it is a measure of one's own
}

// ExperimentPairRow is a pair of an experiment that has ended, as a row of a table.
type ExperimentPairRow struct {
	// Name is its number in words; With and Without are its ratings, empty where one lacks, and
	// Difference is with minus without, empty for a pair that does not count.
	Name, With, Without, Difference string
	// Note says why it does not count, or that it was done otherwise than the coin gave.
	Note string
}

// ExperimentAccountOf returns what may be told of the experiment x of j. One that is gone is an error.
func ExperimentAccountOf(j *journal.Journal, x journal.Experiment) (ExperimentAccount, error) {
	c, err := j.Course(x.ID)
	if err != nil {
		return ExperimentAccount{}, err
	}
	own, _ := j.Measure(journal.MeasureID(x.Decides))
	a := ExperimentAccount{Course: c, Decides: DecidedBy(x.Decides, own), own: own}
	if c.Experiment.IsRunning() {
		a.Sentence = ExperimentRunning(c, journal.DateOf(j.Now()))
		return a, nil
	}
	r, err := j.ExperimentResult(x.ID)
	if err != nil {
		return ExperimentAccount{}, err
	}
	a.Result, a.Sentence = &r, ExperimentFound(r, a.Decides)
	return a, nil
}

// Finding is how much the sentence claims.
func (a *ExperimentAccount) Finding() insight.Finding {
	if a.Result == nil {
		return insight.NotEnough
	}
	return ExperimentFinding(*a.Result)
}

// Compared says what the experiment compares, and by what.
func (a *ExperimentAccount) Compared() string {
	of := a.Experiment
	without := of.Without
	if without == "" {
		without = wording.Say("without-it")
	}
	return wording.Say("with-what-without-what-decided-by", wording.V{"With": of.With, "Without": without, "Measure": a.Decides.Name})
}

// Dates says on which days the experiment was, and of one that has ended how many of its pairs were done.
func (a *ExperimentAccount) Dates() string {
	x := a.Experiment
	v := wording.V{"From": wording.Day(x.Started), "To": wording.Day(x.Ended)}
	if x.IsRunning() {
		return wording.Say("it-runs-since-day", v)
	}
	var dates string
	switch oneDay := v["From"] == v["To"]; {
	case oneDay && x.EndedEarly:
		dates = wording.Say("it-went-on-one-day-ended-early", wording.V{"Day": v["From"]})
	case oneDay:
		dates = wording.Say("it-went-on-one-day", wording.V{"Day": v["From"]})
	case x.EndedEarly:
		dates = wording.Say("it-went-from-day-to-day-ended-early", v)
	default:
		dates = wording.Say("it-went-from-day-to-day", v)
	}
	return wording.Sentences(dates, wording.Say("n-of-all-pairs-are-done", wording.V{"Done": a.PairsDone, "All": x.Pairs}))
}

// Value words the rating of a try; empty without one.
func (a *ExperimentAccount) Value(p journal.Place) string {
	if !p.Value.IsSet() {
		return ""
	}
	if value, ok := journal.ValueOf(p.Entry.Measures, a.own.ID).Get(); ok && a.own.ID != "" {
		return MeasureValue(&a.own, value)
	}
	return wording.Number(p.Value.Or(0), 0)
}

// PairHeader returns the column heads of the rows of pairs.
func (a *ExperimentAccount) PairHeader() ExperimentPairRow {
	return ExperimentPairRow{Name: wording.Say("pair"), With: wording.Say("with"), Without: wording.Say("without"), Difference: wording.Say("difference")}
}

// PairRows returns the pairs that were begun, in their order; none while the experiment runs, because
// whoever reads them would know the result early.
func (a *ExperimentAccount) PairRows() []ExperimentPairRow {
	if a.Result == nil {
		return nil
	}
	differences := map[int]float64{}
	for _, p := range a.Result.Pairs {
		differences[p.Pair] = p.With - p.Without
	}
	var rows []ExperimentPairRow
	for i := 0; i < len(a.Places); i += 2 {
		row := ExperimentPairRow{Name: wording.Say("pair-n", wording.V{"N": i/2 + 1})}
		d, counts := differences[i/2]
		if counts {
			row.Difference = a.Decides.Signed(d)
		}
		var skipped, otherwise bool
		for _, p := range a.Places[i:min(i+2, len(a.Places))] {
			skipped, otherwise = skipped || p.Skipped, otherwise || p.Done != ""
			if p.Arm == journal.ArmWith {
				row.With = a.Value(p)
			} else {
				row.Without = a.Value(p)
			}
		}
		switch {
		case skipped:
			row.Note = wording.Say("left-out-a-try-was-skipped")
		case !counts:
			row.Note = wording.Say("left-out-a-try-or-a-rating-lacks")
		case otherwise:
			row.Note = wording.Say("not-done-as-the-coin-gave-it")
		}
		rows = append(rows, row)
	}
	return rows
}
