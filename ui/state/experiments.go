package state

import (
	"time"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

// ExperimentView is an experiment as its area shows it: while it runs what may be seen of it, and
// what it found once it has ended.
type ExperimentView struct {
	describe.ExperimentAccount
	// Chart has a dot for each pair and, at the end, the mean with its interval.
	Chart charts.Chart
	// Pairs are the pairs of which a place was revealed.
	Pairs []ExperimentPair
}

// ExperimentPair is a pair of tries in words.
type ExperimentPair struct {
	// Name is its number in words.
	Name string
	// Tries are those of its places that were revealed.
	Tries []ExperimentTry
}

// ExperimentTry is a try in words.
type ExperimentTry struct {
	Words string
	// Entry is the entry that it opens; empty if there is none.
	Entry journal.EntryID
}

// ExperimentsOf returns the experiments of an area, the running ones first.
func ExperimentsOf(j *journal.Journal, area journal.Area) []ExperimentView {
	var all []ExperimentView
	for _, x := range j.Experiments() {
		if x.Area != area.ID {
			continue
		}
		if v, ok := experimentView(j, x, area.Name); ok {
			all = append(all, v)
		}
	}
	return all
}

func experimentView(j *journal.Journal, x journal.Experiment, area string) (ExperimentView, bool) {
	a, err := describe.ExperimentAccountOf(j, x)
	if err != nil {
		return ExperimentView{}, false // removed meanwhile
	}
	v := ExperimentView{ExperimentAccount: a, Chart: charts.Experiment(&a, area)}
	for i := 0; i < len(a.Places); i += 2 {
		pair := ExperimentPair{Name: wording.Say("pair-n", wording.V{"N": i/2 + 1})}
		for _, place := range a.Places[i:min(i+2, len(a.Places))] {
			pair.Tries = append(pair.Tries, tryWords(place, a.Value(place)))
		}
		v.Pairs = append(v.Pairs, pair)
	}
	return v, true
}

func tryWords(p journal.Place, value string) ExperimentTry {
	arm := wording.Capital(describe.ArmWord(p.Arm))
	v := wording.V{"Arm": arm, "Value": value}
	t := ExperimentTry{}
	if p.Entry != nil {
		t.Entry = p.Entry.ID
		v["Day"], v["Title"] = wording.Day(p.Entry.Time), describe.Heading(p.Entry)
	}
	switch {
	case p.Skipped:
		t.Words = wording.Say("arm-skipped", v)
	case p.Entry == nil:
		t.Words = wording.Say("arm-not-written-down-yet", v)
	case !p.IsDone():
		t.Words = wording.Say("arm-planned-for-day-title", v)
	case p.Done != "":
		v["Done"] = describe.ArmWord(p.Done)
		if t.Words = wording.Say("arm-done-otherwise-day-title-value", v); value == "" {
			t.Words = wording.Say("arm-done-otherwise-day-title-unrated", v)
		}
	case value == "":
		t.Words = wording.Say("arm-day-title-unrated", v)
	default:
		t.Words = wording.Say("arm-day-title-value", v)
	}
	return t
}

// PlanOfTry returns a new plan for a try, or the account of one that begins now. What was done about
// nerves is not filled in: only the person knows.
func PlanOfTry(x journal.Experiment, t journal.Try, kind journal.Type, now time.Time) journal.Entry {
	return journal.Entry{Type: kind, Area: x.Area, Time: now, Source: journal.SourceMastery, Experiment: t}
}

// TryWords says which try of which experiment an entry is, and what is to be done; empty if it is none.
func TryWords(j *journal.Journal, t journal.Try) string {
	x, ok := j.Experiment(t.Experiment)
	if !ok || t.IsZero() {
		return ""
	}
	return wording.Say("name-try", wording.V{"Name": x.Name, "Try": describe.ExperimentTry(x, t)})
}

// experimentOnHome says how far the newest experiment of an area is that runs; empty without one.
func experimentOnHome(j *journal.Journal, area journal.AreaID) string {
	for _, x := range j.Experiments() {
		if x.Area != area || !x.IsRunning() {
			continue
		}
		if c, err := j.Course(x.ID); err == nil {
			done := wording.Say("n-of-all-pairs-are-done", wording.V{"Done": c.PairsDone, "All": x.Pairs})
			return wording.Say("area-sentence", wording.V{"Area": x.Name, "Sentence": done})
		}
	}
	return ""
}

// experimentLines says what the experiments of an area, or of all, found that ended on some days, and
// how far those are that run.
func experimentLines(j *journal.Journal, r Range, area journal.AreaID) []ReviewLine {
	var lines []ReviewLine
	for _, x := range j.Experiments() {
		started, ended := journal.DateOf(x.Started), journal.DateOf(x.Ended)
		switch {
		case area != "" && x.Area != area, !r.To.IsZero() && r.To.Before(started):
			continue
		case x.IsRunning() && !r.To.IsZero() && r.To.Before(journal.DateOf(j.Now())):
			continue // how far it was then is not kept
		case !x.IsRunning() && (ended.Before(r.From) || !r.To.IsZero() && r.To.Before(ended)):
			continue
		}
		if v, ok := experimentView(j, x, ""); ok {
			lines = append(lines, ReviewLine{Text: wording.Say("experiment-name-sentence", wording.V{"Name": x.Name, "Sentence": v.Sentence}), Area: x.Area})
		}
	}
	return lines
}
