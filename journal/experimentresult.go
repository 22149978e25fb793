package journal

import "enactive/journal/insight"

// ExperimentResult is what an experiment found, at its end.
type ExperimentResult struct {
	Experiment Experiment
	// Pairs are those that count, in their order.
	Pairs []insight.RatedPair
	// Allotted compares the tries by the arm that was allotted, whatever was done.
	Allotted insight.PairsResult
	// Differs is set if a try was done otherwise than allotted. AsDone then compares by what was done;
	// a pair both of whose tries were done in the same way is left out of it.
	Differs bool
	AsDone  insight.PairsResult
	// Skipped is the number of pairs with a skipped place, Unrated that of other begun pairs which lack
	// a try or a rating, and Unbegun that of pairs of which no place was revealed. None of them count.
	Skipped, Unrated, Unbegun int
	// Changed is the number of tries whose entries were changed after the end, in whatever field: what
	// they were at the end is not known any more.
	Changed int
}

// ExperimentResult returns the result of an experiment that was ended. Of one that runs it is
// ErrExperimentRuns: looking early is how people fool themselves.
func (j *Journal) ExperimentResult(id ExperimentID) (ExperimentResult, error) {
	c, err := j.Course(id)
	if err != nil {
		return ExperimentResult{}, err
	}
	if c.Experiment.IsRunning() {
		return ExperimentResult{}, ErrExperimentRuns
	}
	return c.result(), nil
}

func (c *Course) result() ExperimentResult {
	r := ExperimentResult{Experiment: c.Experiment, Unbegun: c.Experiment.Pairs - (len(c.Places)+1)/2}
	var allotted, done []float64
	for i := range c.Places {
		if p := &c.Places[i]; p.IsDone() && !c.Experiment.IsRunning() && p.Entry.Modified.After(c.Experiment.Ended) {
			r.Changed++
		}
	}
	for first := 0; first < len(c.Places); first += 2 {
		pair := c.Places[first:min(first+2, len(c.Places))]
		p, rated := tried(pair)
		if !rated {
			if pair[0].Skipped || len(pair) == 2 && pair[1].Skipped {
				r.Skipped++
			} else {
				r.Unrated++
			}
			continue
		}
		r.Pairs = append(r.Pairs, p)
		d := p.With - p.Without
		allotted = append(allotted, d)
		a, b := pair[0].Try, pair[1].Try
		r.Differs = r.Differs || a.Done != "" || b.Done != ""
		switch {
		case a.Really() == b.Really():
		case a.Done != "":
			done = append(done, -d)
		default:
			done = append(done, d)
		}
	}
	r.Allotted = insight.Pairs(allotted)
	if r.Differs {
		r.AsDone = insight.Pairs(done)
	}
	return r
}

// tried returns the ratings of the places of a pair; ok is false if one lacks.
func tried(pair []Place) (p insight.RatedPair, ok bool) {
	if len(pair) < 2 {
		return p, false
	}
	p.Pair = pair[0].Pair()
	for i := range pair {
		v, rated := pair[i].Value.Get()
		if !rated {
			return p, false
		}
		if pair[i].Arm == ArmWith {
			p.With, p.WithID = v, string(pair[i].Entry.ID)
		} else {
			p.Without, p.WithoutID = v, string(pair[i].Entry.ID)
		}
	}
	return p, true
}
