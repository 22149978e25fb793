package exchange

import (
	"slices"
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/naming"
)

// Tables and Markdown name the try that an entry is by the name of its experiment, the pair from 1, and
// the way that was allotted, because they hold no experiments. Where the journal has the experiment, the
// entry becomes that try again: the sealed order says at which place of the pair. No file of these formats
// reveals a place or changes an experiment.

// experimentsOf returns the experiments by their ids if an entry is a try of one; nil if none is.
func experimentsOf(j *journal.Journal, entries []*journal.Entry) map[journal.ExperimentID]journal.Experiment {
	if !slices.ContainsFunc(entries, func(e *journal.Entry) bool { return !e.Experiment.IsZero() }) {
		return nil
	}
	byID := map[journal.ExperimentID]journal.Experiment{}
	for _, x := range j.Experiments() {
		byID[x.ID] = x
	}
	return byID
}

// tryText is the try of an entry: the experiment, the pair from 1, the way allotted, and the way it was
// really done if that is another. It is empty for an entry that is no try of an experiment of its area.
func tryText(experiments map[journal.ExperimentID]journal.Experiment, e *journal.Entry) string {
	t := e.Experiment
	x, ok := experiments[t.Experiment]
	if !ok || x.Area != e.Area {
		return ""
	}
	text := x.Name + "/" + itoa(t.Pair()+1) + "/" + string(t.Arm)
	if t.Done != "" {
		text += "/" + string(t.Done)
	}
	return text
}

// namedTry is a try as tryText names it.
type namedTry struct {
	name      string
	pair      int // from 1; 0 if the text names no try
	arm, done journal.Arm
}

// namedTryOf reads what tryText writes, from its end, for a name may have any character. It is nil for an
// empty text.
func namedTryOf(text string) *namedTry {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	parts := strings.Split(text, "/")
	cut := func() (last string) {
		if len(parts) > 0 {
			last, parts = parts[len(parts)-1], parts[:len(parts)-1]
		}
		return last
	}
	isArm := func(s string) bool { return slices.Contains(journal.Arms(), journal.Arm(s)) }
	arm, done := cut(), ""
	pair := cut()
	if isArm(pair) {
		arm, done, pair = pair, arm, cut()
	}
	n, err := strconv.Atoi(pair)
	if err != nil || n < 1 || len(parts) == 0 || !isArm(arm) || done != "" && !isArm(done) {
		return &namedTry{}
	}
	return &namedTry{strings.Join(parts, "/"), n, journal.Arm(arm), journal.Arm(done)}
}

// placeIn returns the place of a try, if the experiment has asked for it.
func (t *namedTry) placeIn(x *journal.Experiment) (place int, ok bool) {
	if t.pair > x.Pairs {
		return 0, false
	}
	place = 2 * (t.pair - 1)
	first, isDue := x.ArmAt(place)
	if first != t.arm {
		place++
	}
	return place, isDue && place < x.Revealed
}

// whyNoTry is why an entry whose row names a try comes in as an ordinary entry.
type whyNoTry int

const (
	namesTry     whyNoTry = iota
	namesNone             // it is not the name of a try, or that of a check-in
	isElsewhere           // the area has no such experiment, or several
	isNotAskedOf          // the experiment has not revealed that place
	whysNoTry
)

// findTries finds the tries that the rows of a table or of notes name, and notes which of the new entries
// come in as ordinary ones. A column in which no cell names a try is another column of that name.
func (i *Import) findTries(j *journal.Journal) {
	type areaName struct {
		area journal.AreaID
		key  string
	}
	named := map[areaName][]journal.Experiment{}
	for _, x := range j.Experiments() {
		key := areaName{x.Area, naming.Key(x.Name)}
		named[key] = append(named[key], x)
	}
	var rows [whysNoTry][]*incoming
	anyNamed := false
	for _, in := range i.rows {
		if in.try == nil {
			continue
		}
		anyNamed = anyNamed || in.try.pair > 0
		var all []journal.Experiment
		if area, ok := areaIn(j, i.areas[in.area]); ok {
			all = named[areaName{area.ID, naming.Key(in.try.name)}]
		}
		if why := in.findTry(all); in.old == nil {
			rows[why] = append(rows[why], in)
		}
	}
	none := rows[namesNone]
	switch {
	case len(none) > 0 && !anyNamed:
		i.LeftOut = append(i.LeftOut, tryColumn.Name)
	case len(none) > 0:
		i.Notes = append(i.Notes, fault.Count(len(none), "n-cells-of-experiment-name-no-try", fault.V{"Line": itoa(none[0].line)}))
	}
	if away := rows[isElsewhere]; len(away) > 0 {
		i.Notes = append(i.Notes, fault.Count(len(away), "n-tries-of-experiments-that-are-not-here", fault.V{"Names": experimentNames(away)}))
	}
	if early := rows[isNotAskedOf]; len(early) > 0 {
		i.Notes = append(i.Notes, fault.Count(len(early), "n-tries-that-were-not-asked-for", fault.V{"Names": experimentNames(early), "Line": itoa(early[0].line)}))
	}
}

// findTry finds the try of a row in the experiments of its area that have the name.
func (in *incoming) findTry(named []journal.Experiment) whyNoTry {
	t := in.try
	if t.pair == 0 || in.entry.Type == journal.CheckIn {
		return namesNone
	}
	if len(named) > 1 { // of several that ended, it is the one that ran when the entry was written
		named = slices.DeleteFunc(slices.Clone(named), func(x journal.Experiment) bool {
			return in.entry.Created.Before(x.Started) || !x.IsRunning() && !in.wasBefore(x.Ended)
		})
	}
	if len(named) != 1 {
		return isElsewhere
	}
	x := &named[0]
	place, ok := t.placeIn(x)
	if !ok {
		return isNotAskedOf
	}
	in.entry.Experiment = journal.Try{Experiment: x.ID, Place: place, Arm: t.arm, Done: t.done}
	if t.done == t.arm {
		in.entry.Experiment.Done = ""
	}
	return namesTry
}

// experimentNames lists the first experiments that rows name, each once.
func experimentNames(rows []*incoming) string {
	var all []string
	for _, in := range rows {
		if !slices.Contains(all, in.try.name) {
			if all = append(all, in.try.name); len(all) > 5 {
				break
			}
		}
	}
	return someNames(all)["Names"].(string)
}
