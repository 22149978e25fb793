package journal

import (
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal/fault"
	"enactive/journal/insight"
)

// ExperimentID is the permanent id of an experiment, a ULID.
type ExperimentID string

// Arm is one of the two ways to try in an experiment.
type Arm string

// The arms.
const (
	ArmWith    Arm = "with"
	ArmWithout Arm = "without"
)

// Arms lists the arms.
func Arms() []Arm { return []Arm{ArmWith, ArmWithout} }

// Other returns the other arm.
func (a Arm) Other() Arm {
	if a == ArmWith {
		return ArmWithout
	}
	return ArmWith
}

// Experiment compares trying with something against trying without it, in randomised pairs: each
// pair has one try of either, in an order that a fair coin gave when the experiment started. The
// order is sealed in the journal. No value of this type tells more of it than is due.
//
// The tries are numbered by place, from 0: the places 2i and 2i+1 are those of pair i.
type Experiment struct {
	ID   ExperimentID
	Area AreaID
	Name string
	// With says what exactly is done, and Without what is done in its place; Without may be empty.
	With, Without string
	// Decides is the measure that decides: performance, stress, efficacy_after, or the id of a
	// measure of one's own.
	Decides string
	// Pairs is the number of pairs, insight.FewestPairs to insight.MostPairs.
	Pairs int
	// By is the day by which it is to be done; zero if none was given. It stops nothing.
	By Date
	// Started is when the order was drawn. Ended is when it was ended, zero while it runs.
	Started, Ended time.Time
	// EndedEarly is set if it was ended while a place was neither tried nor skipped.
	EndedEarly bool
	// Revealed is the number of places whose arm was revealed, the first ones. It never falls.
	Revealed int
	// Skipped are the places that were skipped, ascending.
	Skipped []int
	// Seals has one seal for each pair.
	Seals    []Seal
	Created  time.Time
	Modified time.Time
}

// Seal proves that the order of a pair was not changed after the start: Commitment is the SHA-256
// of the salt, the id of the experiment, a byte with the number of the pair from 0, and a byte that
// is 0 for with first and 1 for without first. An earlier copy of the commitments proves the order
// to whoever kept it.
type Seal struct {
	// Commitment and Salt are 32 bytes as hexadecimal digits. Salt is empty until the pair is due:
	// once its first place was revealed, or the experiment was ended.
	Commitment, Salt string
	// First is the arm of the pair's first place; empty until the pair is due.
	First Arm
}

// The fields of an entry, by their names, that can decide an experiment beside measures of one's own.
const (
	DecidesPerformance   = "performance"
	DecidesStress        = "stress"
	DecidesEfficacyAfter = "efficacy_after"
)

// Deciding lists the fields of an entry that can decide an experiment.
func Deciding() []string {
	return []string{DecidesPerformance, DecidesStress, DecidesEfficacyAfter}
}

// Places is the number of its tries.
func (x *Experiment) Places() int { return 2 * x.Pairs }

// IsRunning reports whether it has not been ended.
func (x *Experiment) IsRunning() bool { return x.Ended.IsZero() }

// IsOverdue reports whether the day by which it was to be done is over on that day and it was not
// ended.
func (x *Experiment) IsOverdue(today Date) bool {
	return x.IsRunning() && !x.By.IsZero() && x.By.Before(today)
}

// IsSkipped reports whether a place was skipped.
func (x *Experiment) IsSkipped(place int) bool { return slices.Contains(x.Skipped, place) }

// IsDue reports whether the order of a pair may be known.
func (x *Experiment) IsDue(pair int) bool { return x.Revealed > 2*pair || !x.IsRunning() }

// ArmAt returns the arm of a place whose pair is due; ok is false for any other.
func (x *Experiment) ArmAt(place int) (arm Arm, ok bool) {
	if place < 0 || place/2 >= len(x.Seals) || x.Seals[place/2].First == "" {
		return "", false
	}
	first := x.Seals[place/2].First
	if place%2 == 1 {
		return first.Other(), true
	}
	return first, true
}

// Clone returns a copy that shares nothing with x.
func (x *Experiment) Clone() Experiment {
	c := *x
	c.Skipped, c.Seals = slices.Clone(x.Skipped), slices.Clone(x.Seals)
	return c
}

// CheckSeals returns ErrExperimentEdited unless its course is possible, there is a seal for each pair,
// those of the pairs that are due are open, those of the others are not, and each open one fits its
// commitment. It finds what was edited in a file, but not a file made up as a whole.
func (x *Experiment) CheckSeals() error {
	if err := x.checkCourse(); err != nil {
		return err
	}
	_, err := x.allotted()
	return err
}

// allotted returns what the seals of x tell of its order.
func (x *Experiment) allotted() (*allotment, error) {
	if len(x.Seals) != x.Pairs {
		return nil, ErrExperimentEdited
	}
	a := &allotment{pairs: make([]sealedPair, x.Pairs)}
	for i, s := range x.Seals {
		p := &a.pairs[i]
		if !unhex(p.commitment[:], s.Commitment) {
			return nil, ErrExperimentEdited
		}
		if s.Salt == "" && s.First == "" && x.Revealed <= 2*i {
			continue // of another journal, if it was ended
		}
		salt := make([]byte, saltSize)
		if !x.IsDue(i) || !unhex(salt, s.Salt) || !slices.Contains(Arms(), s.First) {
			return nil, ErrExperimentEdited
		}
		p.salt, p.withoutFirst = salt, s.First == ArmWithout
		if p.commitment != p.commit(x.ID, i) {
			return nil, ErrExperimentEdited
		}
	}
	return a, nil
}

// HasSealsOf reports whether both have the same commitments, as each state of one experiment has.
func (x *Experiment) HasSealsOf(o *Experiment) bool {
	return slices.EqualFunc(x.Seals, o.Seals, func(a, b Seal) bool { return a.Commitment == b.Commitment })
}

// unhex reads exactly len(into) bytes of lower-case hexadecimal digits.
func unhex(into []byte, s string) bool {
	if len(s) != 2*len(into) {
		return false
	}
	b, err := hex.DecodeString(s)
	copy(into, b)
	return err == nil && hex.EncodeToString(b) == s
}

// CheckExperiment returns x as it will be stored, without comparing it with areas, measures and
// entries. An invalid value is a *FieldError.
func CheckExperiment(x Experiment) (Experiment, error) {
	x = x.Clone()
	for _, l := range []struct {
		field string
		text  *string
		want  bool
	}{{"name", &x.Name, true}, {"with", &x.With, true}, {"without", &x.Without, false}, {"decides", &x.Decides, true}} {
		switch *l.text = oneLine(*l.text); {
		case *l.text == "" && l.want:
			return Experiment{}, &FieldError{Field: l.field, Want: fault.Text("a-few-words-such-as-slow-breathing")}
		case len(*l.text) > MaxLine:
			return Experiment{}, tooLong(l.field, *l.text, MaxLine)
		}
	}
	if x.Pairs < insight.FewestPairs || x.Pairs > insight.MostPairs {
		return Experiment{}, &FieldError{Field: "pairs", Value: fmt.Sprint(x.Pairs), Fault: OutOfRange,
			Want: fault.Text("a-number-from-low-to-high", fault.V{"Low": fmt.Sprint(insight.FewestPairs), "High": fmt.Sprint(insight.MostPairs)})}
	}
	if y := x.By.Year; !x.By.IsZero() && (y < FirstYear || y > LastYear) {
		return Experiment{}, &FieldError{Field: "by", Value: x.By.String(),
			Want: fault.Text("a-date-in-the-years-first-to-last", fault.V{"First": fmt.Sprint(FirstYear), "Last": fmt.Sprint(LastYear)})}
	}
	for _, m := range []struct {
		field string
		at    *time.Time
	}{{"started", &x.Started}, {"ended", &x.Ended}, {"created", &x.Created}, {"modified", &x.Modified}} {
		if err := checkTime(m.field, m.at); err != nil {
			return Experiment{}, err
		}
	}
	x.Skipped = nilIfEmpty(x.Skipped)
	return x, nil
}

// checkCourse rejects a course that no experiment can have taken.
func (x *Experiment) checkCourse() error {
	ascends := slices.IsSorted(x.Skipped) && len(slices.Compact(slices.Clone(x.Skipped))) == len(x.Skipped)
	switch {
	case x.Started.IsZero(), x.Revealed < 0, x.Revealed > x.Places(),
		!ascends, len(x.Skipped) > 0 && (x.Skipped[0] < 0 || x.Skipped[len(x.Skipped)-1] >= x.Revealed),
		x.EndedEarly && x.IsRunning(), !x.IsRunning() && x.Revealed < x.Places() && !x.EndedEarly:
		return ErrExperimentEdited
	}
	if id, err := ulid.ParseStrict(string(x.ID)); err != nil || id.String() != string(x.ID) {
		return ErrExperimentEdited
	}
	return nil
}
