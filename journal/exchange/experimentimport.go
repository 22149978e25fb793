package exchange

import (
	"time"

	"enactive/journal"
	"enactive/journal/fault"
)

// countExperiments counts the experiments, and the tries that come in as ordinary entries.
func (i *Import) countExperiments(j *journal.Journal) {
	further := 0
	for n := range i.experiments {
		x := &i.experiments[n].Experiment
		if !isNews(j, x) {
			i.ExperimentsThere++
			continue
		}
		i.Experiments++
		if here, isHere := j.Experiment(x.ID); isHere {
			further++
			if here.IsRunning() {
				i.GoOn++
			}
		}
	}
	if further > 0 {
		i.Notes = append(i.Notes, fault.Count(further, "n-experiments-go-on-no-undo"))
	}
	free, late := 0, 0
	for _, in := range i.rows {
		if in.old == nil && !in.entry.Experiment.IsZero() {
			free++
		}
	}
	tries := i.tries(j)
	if free -= len(tries); free > 0 {
		i.Notes = append(i.Notes, fault.Count(free, "n-tries-come-in-as-ordinary-entries"))
	}
	for in := range tries {
		if here, ok := j.Experiment(in.entry.Experiment.Experiment); ok && !here.IsRunning() {
			late++
		}
	}
	if late > 0 {
		i.Notes = append(i.Notes, fault.Count(late, "n-entries-become-tries-of-ended-experiments"))
	}
}

// isNews reports whether the journal lacks an experiment, or has an earlier state of it.
func isNews(j *journal.Journal, x *journal.Experiment) bool {
	here, ok := j.Experiment(x.ID)
	return !ok || x.IsFurtherThan(&here)
}

// placeExperiments adds to batch the experiments that the journal lacks or that are further in the
// file. ids are those of the areas of i.
func (i *Import) placeExperiments(j *journal.Journal, ids []journal.AreaID, batch *journal.Batch) {
	for n := range i.experiments {
		if p := &i.experiments[n]; isNews(j, &p.Experiment) {
			x := p.Clone()
			x.Area = ids[p.area]
			batch.Experiments = append(batch.Experiments, x)
		}
	}
}

// tries returns the rows that come in as tries. A row comes in as an ordinary entry if the experiment
// is in the journal already and has no room for it: another entry is that try, it was skipped, or the
// experiment had ended when the entry was written.
func (i *Import) tries(j *journal.Journal) map[*incoming]bool {
	ofFile := i.experimentsByID()
	tries := map[*incoming]bool{}
	var filled map[journal.Try]bool
	for _, in := range i.rows {
		t := in.entry.Experiment
		if t.IsZero() || in.isThere(j) {
			continue
		}
		if filled == nil {
			filled = placesOf(j)
		}
		place := journal.Try{Experiment: t.Experiment, Place: t.Place}
		if !filled[place] && i.hasRoom(j, ofFile[t.Experiment], in) {
			filled[place], tries[in] = true, true
		}
	}
	return tries
}

// hasRoom reports whether a row can be the try that it says. x is the experiment as the file has it,
// and nil if it does not.
func (i *Import) hasRoom(j *journal.Journal, x *pendingExperiment, in *incoming) bool {
	t := in.entry.Experiment
	here, isHere := j.Experiment(t.Experiment)
	if !isHere {
		return x != nil
	}
	area, ok := areaIn(j, i.areas[in.area])
	if !ok || area.ID != here.Area || here.IsSkipped(t.Place) {
		return false
	}
	if x != nil && x.IsFurtherThan(&here) {
		return true
	}
	arm, isDue := here.ArmAt(t.Place)
	return isDue && arm == t.Arm && t.Place < here.Revealed && (here.IsRunning() || in.wasBefore(here.Ended))
}

// wasBefore reports whether the file says that the entry was written before the end of an experiment.
func (in *incoming) wasBefore(end time.Time) bool {
	return !in.entry.Created.IsZero() && !in.entry.Created.After(end)
}

// placesOf are the places of experiments that entries outside the bin have.
func placesOf(j *journal.Journal) map[journal.Try]bool {
	filled := map[journal.Try]bool{}
	for _, e := range j.Entries(journal.Query{}) {
		if !e.Experiment.IsZero() {
			filled[journal.Try{Experiment: e.Experiment.Experiment, Place: e.Experiment.Place}] = true
		}
	}
	return filled
}
