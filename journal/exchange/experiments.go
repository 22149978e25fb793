package exchange

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/fault"
)

// The experiments in JSON exports. Of one that runs, an export tells no more than the journal does: the
// commitments of all pairs, and the order of those that are due. Tries are numbered from 1.

// experimentObject is an experiment in an export.
type experimentObject struct {
	ID         string       `json:"id"`
	Area       string       `json:"area"` // its name
	Name       string       `json:"name"`
	With       string       `json:"with"`
	Without    string       `json:"without,omitempty"`
	Decides    string       `json:"decides"` // a field of entries, or the name of a measure
	Pairs      int          `json:"pairs"`
	By         string       `json:"by,omitempty"`
	Started    time.Time    `json:"started"`
	Ended      time.Time    `json:"ended,omitzero"`
	EndedEarly bool         `json:"ended_early,omitempty"`
	Revealed   int          `json:"revealed,omitempty"`
	Skipped    []int        `json:"skipped,omitempty"`
	Seals      []sealObject `json:"seals"`
	Created    time.Time    `json:"created,omitzero"`
	Modified   time.Time    `json:"modified,omitzero"`
}

type sealObject struct {
	Commitment string      `json:"commitment"`
	Salt       string      `json:"salt,omitempty"`
	First      journal.Arm `json:"first,omitempty"`
}

func experimentShape() shape {
	s := shape{"seals": {"commitment": nil, "salt": nil, "first": nil}}
	for _, name := range []string{"id", "area", "name", "with", "without", "decides", "pairs", "by", "started", "ended", "ended_early", "revealed",
		"skipped", "created", "modified"} {
		s[name] = nil
	}
	return s
}

// experimentsFor returns the experiments of a JSON export, in the order in which they were made: those
// of which it has entries, and of whole areas the others too.
func experimentsFor(j *journal.Journal, q journal.Query, names map[journal.AreaID]string, entries []*journal.Entry) []journal.Experiment {
	used := map[journal.ExperimentID]bool{}
	for _, e := range entries {
		used[e.Experiment.Experiment] = true
	}
	isWhole := choosesAll(q) && q.From.IsZero() && q.To.IsZero()
	all := slices.DeleteFunc(j.Experiments(), func(x journal.Experiment) bool {
		return names[x.Area] == "" || !used[x.ID] && !isWhole
	})
	slices.SortFunc(all, func(a, b journal.Experiment) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return all
}

func experimentObjects(experiments []journal.Experiment, names map[journal.AreaID]string, measures map[journal.MeasureID]*journal.Measure) []experimentObject {
	objects := make([]experimentObject, len(experiments))
	for i, x := range experiments {
		o := experimentObject{string(x.ID), names[x.Area], x.Name, x.With, x.Without, x.Decides, x.Pairs, x.By.String(), x.Started, x.Ended, x.EndedEarly,
			x.Revealed, nil, nil, x.Created, x.Modified}
		if m := measures[journal.MeasureID(x.Decides)]; m != nil {
			o.Decides = m.Name
		}
		for _, place := range x.Skipped {
			o.Skipped = append(o.Skipped, place+1)
		}
		for _, s := range x.Seals {
			o.Seals = append(o.Seals, sealObject(s))
		}
		objects[i] = o
	}
	return objects
}

// triedIn are experiments by their ids.
func triedIn(experiments []journal.Experiment) map[journal.ExperimentID]*journal.Experiment {
	byID := make(map[journal.ExperimentID]*journal.Experiment, len(experiments))
	for i := range experiments {
		byID[experiments[i].ID] = &experiments[i]
	}
	return byID
}

// tryKey is the key of the try of an experiment that an entry is.
const tryKey = "experiment"

// tryObject is which try of an experiment an entry is.
type tryObject struct {
	ID   string      `json:"id"`
	Name string      `json:"name,omitempty"` // for who reads the file; not read
	Try  int         `json:"try"`
	Arm  journal.Arm `json:"arm"`
	Done journal.Arm `json:"done,omitempty"`
}

// appendTryObject appends a try as a JSON object.
func appendTryObject(dst []byte, t journal.Try, name string) []byte {
	dst = appendQuoted(append(dst, `{"id":`...), string(t.Experiment))
	dst = appendQuoted(appendKey(dst, "name"), name)
	dst = strconv.AppendInt(appendKey(dst, "try"), int64(t.Place)+1, 10)
	dst = appendQuoted(appendKey(dst, "arm"), string(t.Arm))
	if t.Done != "" {
		dst = appendQuoted(appendKey(dst, "done"), string(t.Done))
	}
	return append(dst, '}')
}

// readTry reads what appendTryObject writes; null is none.
func readTry(raw []byte) (journal.Try, error) {
	if string(raw) == "null" {
		return journal.Try{}, nil
	}
	var o tryObject
	if err := strict(raw, &o); err != nil || o.ID == "" {
		return journal.Try{}, &journal.FieldError{Field: tryKey, Value: string(raw),
			Want: fault.Text("an-object-like-example", fault.V{"Example": `{"id":"01KJQQW3M0EKMFG2FV97EE5028","try":3,"arm":"with"}`})}
	}
	return journal.Try{Experiment: journal.ExperimentID(o.ID), Place: o.Try - 1, Arm: o.Arm, Done: o.Done}, nil
}

// pendingExperiment is an experiment of the file whose area is not assigned yet.
type pendingExperiment struct {
	journal.Experiment
	area int
}

// experiment reads an experiment of the file.
func (in *jsonImport) experiment(raw []byte) (bad *RowError) {
	const list = "experiments"
	column := func(field string) string { return list + "." + field }
	var o experimentObject
	defer func() {
		if bad != nil {
			in.badExperiments[journal.ExperimentID(o.ID)] = true
		}
	}()
	if err := json.Unmarshal(raw, &o); err != nil {
		return objectError(list, err)
	}
	p := pendingExperiment{Experiment: journal.Experiment{ID: journal.ExperimentID(o.ID), Name: o.Name, With: o.With, Without: o.Without, Decides: o.Decides,
		Pairs: o.Pairs, Started: o.Started, Ended: o.Ended, EndedEarly: o.EndedEarly, Revealed: o.Revealed, Created: o.Created, Modified: o.Modified}}
	for _, try := range o.Skipped {
		p.Skipped = append(p.Skipped, try-1)
	}
	for _, s := range o.Seals {
		p.Seals = append(p.Seals, journal.Seal(s))
	}
	if o.By != "" {
		if bad := readDay(column("by"), o.By, &p.By); bad != nil {
			return bad
		}
	}
	if o.Area == "" {
		return &RowError{Column: column("area"), Want: fault.Text("the-name-of-an-area-such-as-running")}
	}
	if bad := in.areaOf(list, o.Area, &p.area); bad != nil {
		return bad
	}
	var err error
	if p.Experiment, err = journal.CheckExperiment(p.Experiment); err != nil {
		return fieldError(err, column)
	}
	if !slices.Contains(journal.Deciding(), p.Decides) {
		m, ok := in.named(p.Decides)
		if !ok {
			return &RowError{Column: column("decides"), Value: o.Decides, Want: fault.Text("the-name-of-a-measure-or-a-number")}
		}
		p.Decides = string(m.id())
	}
	edited := &RowError{is: fault.Text("the-experiment-name-was-edited-cause", fault.V{"Name": o.Name, "Cause": journal.ErrExperimentEdited})}
	if p.CheckSeals() != nil || journal.DateOf(in.now).AddDays(1).Before(journal.DateOf(p.Started)) {
		return edited
	}
	if here, ok := in.measures.j.Experiment(p.ID); ok && !here.HasSealsOf(&p.Experiment) {
		return edited
	}
	if in.repeated("experiment", string(p.ID)) {
		return &RowError{Column: column("id"), Value: o.ID, is: thereTwice(), Want: fault.Text("used-only-once")}
	}
	in.intake.imp.experiments = append(in.intake.imp.experiments, p)
	return nil
}

// tries refuses the entries that are a try which the experiments of the file do not have, and of
// experiments that are neither in the file nor in the journal.
func (in *jsonImport) tries() {
	imp := in.intake.imp
	ofFile := imp.experimentsByID()
	lines := map[journal.Try]int{}
	for _, row := range imp.rows {
		t := row.entry.Experiment
		if t.IsZero() || in.badExperiments[t.Experiment] {
			continue // what is wrong with the experiment is said once, not with each of its tries
		}
		place := journal.Try{Experiment: t.Experiment, Place: t.Place}
		var want fault.Message
		x, ok := ofFile[t.Experiment]
		switch arm, isDue := armOf(x, t.Place); {
		case !ok:
			if _, isHere := in.measures.j.Experiment(t.Experiment); !isHere {
				want = fault.Text("of-an-experiment-of-its-area")
			}
		case x.area != row.area:
			want = fault.Text("of-an-experiment-of-its-area")
		case !isDue:
			want = fault.Text("a-place-that-was-revealed")
		case arm != t.Arm:
			want = fault.Text("arm-as-allotted", fault.V{"Arm": string(arm)})
		case lines[place] != 0:
			want = fault.Text("a-place-that-no-other-entry-has")
		}
		lines[place] = row.line
		if !want.IsZero() {
			name := string(t.Experiment)
			if ok {
				name = x.Name
			}
			in.intake.refuse(&RowError{Column: tryKey, Value: name + " " + itoa(t.Place+1) + " " + string(t.Arm), Want: want}, row.line)
		}
	}
}

// armOf returns the arm of a place that an entry can have; x may be nil.
func armOf(x *pendingExperiment, place int) (arm journal.Arm, ok bool) {
	if x == nil || place >= x.Revealed || x.IsSkipped(place) {
		return "", false
	}
	return x.ArmAt(place)
}

func (i *Import) experimentsByID() map[journal.ExperimentID]*pendingExperiment {
	byID := make(map[journal.ExperimentID]*pendingExperiment, len(i.experiments))
	for at := range i.experiments {
		byID[i.experiments[at].ID] = &i.experiments[at]
	}
	return byID
}
