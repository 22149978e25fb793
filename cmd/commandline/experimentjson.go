package commandline

import (
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// experimentJSON is an experiment as JSON. Of one that runs it has no result, and of the order only what
// is due.
type experimentJSON struct {
	ID         string                `json:"id"`
	Area       string                `json:"area"`
	Name       string                `json:"name"`
	With       string                `json:"with"`
	Without    string                `json:"without,omitempty"`
	Decides    string                `json:"decides"`
	Pairs      int                   `json:"pairs"`
	By         string                `json:"by,omitempty"`
	Started    time.Time             `json:"started"`
	Ended      *time.Time            `json:"ended,omitempty"`
	EndedEarly bool                  `json:"ended_early,omitempty"`
	PairsDone  int                   `json:"pairs_done"`
	Tries      []tryJSON             `json:"tries,omitempty"`
	Seals      []sealJSON            `json:"seals"`
	Text       string                `json:"text"`
	Result     *experimentResultJSON `json:"result,omitempty"`
}

// tryJSON is a try that was revealed. Done is what was done, if not the arm.
type tryJSON struct {
	Experiment string      `json:"experiment,omitempty"`
	Try        int         `json:"try"`
	Of         int         `json:"of,omitempty"`
	Arm        journal.Arm `json:"arm"`
	Done       journal.Arm `json:"done,omitempty"`
	Skipped    bool        `json:"skipped,omitempty"`
	Entry      string      `json:"entry,omitempty"`
	Value      *float64    `json:"value,omitempty"`
}

type sealJSON struct {
	Commitment string      `json:"commitment"`
	Salt       string      `json:"salt,omitempty"`
	First      journal.Arm `json:"first,omitempty"`
}

type experimentResultJSON struct {
	Allotted pairsJSON  `json:"as_allotted"`
	AsDone   *pairsJSON `json:"as_done,omitempty"`
	Skipped  int        `json:"pairs_skipped,omitempty"`
	Unrated  int        `json:"pairs_unrated,omitempty"`
	Unbegun  int        `json:"pairs_unbegun,omitempty"`
	Changed  int        `json:"entries_changed_after_end,omitempty"`
}

type pairsJSON struct {
	Pairs      int       `json:"pairs"`
	Mean       *float64  `json:"mean,omitempty"`
	P          *float64  `json:"p,omitempty"`
	Interval80 []float64 `json:"interval80,omitempty"`
	Interval95 []float64 `json:"interval95,omitempty"`
	Verdict    string    `json:"verdict,omitempty"`
}

func pairsAsJSON(r insight.PairsResult) pairsJSON {
	p := pairsJSON{Pairs: r.Pairs, Verdict: string(r.Verdict())}
	if r.Pairs > 0 {
		p.Mean, p.P = &r.Mean, &r.P
	}
	ends := func(i insight.PairsInterval) []float64 {
		if !i.Known {
			return nil
		}
		return []float64{i.Low, i.High}
	}
	p.Interval80, p.Interval95 = ends(r.Likely), ends(r.Sure)
	return p
}

func (s *session) printExperimentJSON(j *journal.Journal, x journal.Experiment) error {
	object, err := s.experimentAsJSON(j, x)
	if err != nil {
		return err
	}
	return s.printJSON(object)
}

func (s *session) experimentAsJSON(j *journal.Journal, x journal.Experiment) (experimentJSON, error) {
	course, err := j.Course(x.ID)
	if err != nil {
		return experimentJSON{}, err
	}
	a, _ := j.Area(x.Area)
	own := ownMeasure(j, x)
	o := experimentJSON{ID: string(x.ID), Area: a.Name, Name: x.Name, With: x.With, Without: x.Without, Decides: x.Decides, Pairs: x.Pairs, By: x.By.String(),
		Started: x.Started, EndedEarly: x.EndedEarly, PairsDone: course.PairsDone, Text: describe.ExperimentRunning(course, journal.DateOf(s.env.now()))}
	if own.ID != "" {
		o.Decides = own.Name
	}
	for _, p := range course.Places {
		t := tryJSON{Try: p.Place + 1, Arm: p.Arm, Done: p.Done, Skipped: p.Skipped}
		if p.Entry != nil {
			t.Entry = string(p.Entry.ID)
		}
		if v, ok := p.Value.Get(); ok {
			t.Value = &v
		}
		o.Tries = append(o.Tries, t)
	}
	for _, seal := range x.Seals {
		o.Seals = append(o.Seals, sealJSON(seal))
	}
	if x.IsRunning() {
		return o, nil
	}
	r, err := j.ExperimentResult(x.ID)
	if err != nil {
		return experimentJSON{}, err
	}
	o.Ended, o.Text = &x.Ended, describe.ExperimentFound(r, describe.DecidedBy(x.Decides, own))
	o.Result = &experimentResultJSON{Allotted: pairsAsJSON(r.Allotted), Skipped: r.Skipped, Unrated: r.Unrated, Unbegun: r.Unbegun, Changed: r.Changed}
	if r.Differs {
		done := pairsAsJSON(r.AsDone)
		o.Result.AsDone = &done
	}
	return o, nil
}
