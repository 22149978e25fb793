package insight

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"enactive/journal/optional"
)

const (
	// effortHard is from what effort on, of 100, a success on something hard is hard-won;
	// below effortEasy a success on something not hard is easy.
	effortHard = 60.0
	effortEasy = 30.0
	// luckMuch is from how much luck or help on, of 10, a success is assisted.
	luckMuch = 6.0
	luckMost = 10.0
)

// EvidenceOf says what a mastery experience is evidence of, and on which grounds
// (docs/science.md, section E). A label that was chosen by hand wins. Plans, check-ins, the
// other sources and experiences without an outcome have neither label nor grounds.
//
// The first rule that holds gives the label, and a rule whose values are missing can
// neither hold nor be passed over. So a success always needs luck, and effort too unless
// luck settles it. A partial success needs effort only where the thing was hard, and never
// luck. Hard means a stretch, or an obstacle that is noted; a setback needs no number.
func EvidenceOf(s Sample) (Evidence, Grounds) {
	label, chosen := evidence(&s)
	if label == "" {
		return "", Grounds{}
	}
	g := Grounds{Chosen: chosen, Outcome: s.Outcome, Stretch: s.Kind == Stretch, Obstacles: len(s.Obstacles), Controllable: s.Controllable}
	if v, ok := rating(s.Effort); ok {
		g.Effort = optional.Some(v)
	}
	if v, ok := luckOf(&s); ok {
		g.Luck = optional.Some(v)
	}
	return label, g
}

// Grounds are the values of an experience from which its label follows.
type Grounds struct {
	// Chosen is true if the person chose the label; nothing else counts then.
	Chosen  bool
	Outcome Outcome
	// Stretch is true for a step outside the comfort zone.
	Stretch bool
	// Obstacles counts those that are noted.
	Obstacles int
	// Effort is 0-100 and Luck, or help, 0-10; each is absent if it is not noted.
	Effort, Luck Number
	// Controllable is "yes", "no", "unsure" or nothing.
	Controllable string
}

// evidence is the label alone, and whether it was chosen by hand.
func evidence(s *Sample) (label Evidence, chosen bool) {
	if s.Outcome == NoOutcome || !s.isExperience() || s.Source != "" && s.Source != "mastery" {
		return "", false
	}
	if s.Evidence != "" && slices.Contains(AllEvidence(), s.Evidence) {
		return s.Evidence, true
	}
	switch s.Outcome {
	case Success:
		return evidenceOfSuccess(s), false
	case Partial:
		return evidenceOfPartial(s), false
	}
	if s.Controllable == "yes" && s.HasLesson {
		return UsefulSetback, false
	}
	return PlainSetback, false
}

func evidenceOfSuccess(s *Sample) Evidence {
	luck, luckTold := luckOf(s)
	effort, effortTold := rating(s.Effort)
	switch {
	case !luckTold:
		return NotRated
	case luck >= luckMuch:
		return Assisted
	case !effortTold:
		return NotRated
	case s.isHard() && effort >= effortHard:
		return HardWon
	case s.isHard():
		return EasyOnHard
	case effort < effortEasy:
		return Easy
	}
	return Earned
}

func evidenceOfPartial(s *Sample) Evidence {
	effort, told := rating(s.Effort)
	switch {
	case !s.isHard():
		return Partly
	case !told:
		return NotRated
	case effort >= effortHard:
		return UnderLoad
	}
	return Partly
}

// isHard reports whether it was a step outside the comfort zone, or something stood in the way.
func (s *Sample) isHard() bool { return s.Kind == Stretch || len(s.Obstacles) > 0 }

// luckOf is luck or help, 0-10, if it is recorded and in range.
func luckOf(s *Sample) (float64, bool) {
	v, told := s.Luck.Get()
	return v, told && v >= 0 && v <= luckMost
}

// Mastery counts what experiences are evidence of, all together and by calendar month. It
// is no score, and no label is worth more than another.
func Mastery(d Data) MasteryResult {
	r := MasteryResult{Counts: map[Evidence]int{}, Successes: map[Evidence]int{}, Outcomes: map[Outcome]int{}}
	attempts := inOrder(d.Samples, func(s *Sample) bool { label, _ := evidence(s); return label != "" })
	slices.Reverse(attempts) // the newest first, as their months list them
	months := map[time.Time]*MasteryMonth{}
	for _, s := range attempts {
		label, chosen := evidence(s)
		r.N++
		r.Counts[label]++
		r.Outcomes[s.Outcome]++
		if chosen {
			r.Overridden++
		}
		if s.Outcome == Success {
			r.Successes[label]++
		}
		at := monthOf(s.Time)
		m := months[at]
		if m == nil {
			m = &MasteryMonth{Month: at, Counts: map[Evidence]int{}, IDs: map[Evidence][]string{}}
			months[at] = m
		}
		m.Counts[label]++
		m.IDs[label] = append(m.IDs[label], s.ID)
	}
	r.Months = everyMonth(months)
	r.EarlyFailure = earlyFailure(withOutcome(few(d.Samples)))
	return r
}

// few are the samples if they can be as few as the first attempts of an area, else none: who
// has many has no early failure.
func few(samples []Sample) []Sample {
	attempts := 0
	for i := range samples {
		if s := &samples[i]; s.Outcome != NoOutcome && s.isExperience() {
			attempts++
		}
	}
	if attempts >= earlyAttempts {
		return nil
	}
	return samples
}

// monthOf is the first day of the calendar month of t in its own offset, midnight UTC.
func monthOf(t time.Time) time.Time {
	y, m, _ := t.Date()
	return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
}

// everyMonth puts the months in order, and those between them that have none.
func everyMonth(months map[time.Time]*MasteryMonth) []MasteryMonth {
	if len(months) == 0 {
		return nil
	}
	known := slices.SortedFunc(maps.Keys(months), time.Time.Compare)
	first, last := known[0], known[len(known)-1]
	var all []MasteryMonth
	for at := first; !at.After(last); at = at.AddDate(0, 1, 0) {
		if m := months[at]; m != nil {
			all = append(all, *m)
			continue
		}
		all = append(all, MasteryMonth{Month: at})
	}
	return all
}

// Finding is how much the labels say: they count, and infer nothing.
func (r MasteryResult) Finding() Finding {
	if r.N == 0 {
		return NotEnough
	}
	return Facts
}

// MarshalJSON writes one object: the labels that have a count, by name, with "n", and with
// "overridden" if there are any.
func (r MasteryResult) MarshalJSON() ([]byte, error) {
	object := map[string]any{"n": r.N}
	if r.Overridden > 0 {
		object["overridden"] = r.Overridden
	}
	for label, n := range r.Counts {
		if n > 0 {
			object[string(label)] = n
		}
	}
	return json.Marshal(object)
}

// MasteryResult counts what experiences are evidence of. It is no score.
type MasteryResult struct {
	// N counts the mastery experiences with an outcome.
	N int
	// Counts are by label.
	Counts map[Evidence]int
	// Successes are by label, those of full successes alone.
	Successes map[Evidence]int
	// Outcomes are by outcome, whatever the label.
	Outcomes map[Outcome]int
	// Overridden counts labels that were chosen by hand.
	Overridden int
	// EarlyFailure is true if a major failure is among the first attempts.
	EarlyFailure bool
	Months       []MasteryMonth
}

// MasteryMonth is one calendar month; months without any are there, with no counts.
type MasteryMonth struct {
	// Month is its first day, midnight UTC.
	Month  time.Time
	Counts map[Evidence]int
	// IDs are the entries of each label, newest first.
	IDs map[Evidence][]string
}
