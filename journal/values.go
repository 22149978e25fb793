package journal

import (
	"slices"
	"strconv"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// AreaID names an area for ever; it is a ULID.
type AreaID string

// EntryID names an entry for ever; it is a ULID.
type EntryID string

// Rating is a value on the 0-100 scale: efficacy, performance, stress or effort.
type Rating float64

// Difficulty is a value on the 1-10 scale.
type Difficulty float64

// Luck is a value on the 0-10 scale; it includes help that was not earned.
type Luck float64

// The optional forms in which an entry holds its values; empty is never 0.
type (
	OptRating     = optional.Value[Rating]
	OptDifficulty = optional.Value[Difficulty]
	OptLuck       = optional.Value[Luck]
)

// Type says whether an entry happened, is planned, or only rates a belief.
type Type string

// The types of entries.
const (
	Experience Type = "experience"
	Plan       Type = "plan"
	CheckIn    Type = "checkin"
)

// Source is one of Bandura's four sources of efficacy; empty is "not told".
type Source string

// The four sources.
const (
	Mastery    Source = "mastery"
	Vicarious  Source = "vicarious"
	Persuasion Source = "persuasion"
	State      Source = "state"
)

// Kind is the kind of a mastery experience; empty is "not told".
type Kind string

// The three kinds.
const (
	Practice Kind = "practice"
	Stretch  Kind = "stretch"
	Event    Kind = "event"
)

// Outcome is how a try ended; empty is "not told".
type Outcome = insight.Outcome

// The outcomes. A setback is a minor failure.
const (
	Success = insight.Success
	Partial = insight.Partial
	Setback = insight.Setback
	Failure = insight.Failure
)

// Appraisal is how the stress felt; empty is "not told".
type Appraisal string

// The appraisals.
const (
	Challenge Appraisal = "challenge"
	Mixed     Appraisal = "mixed"
	Threat    Appraisal = "threat"
)

// Controllable says whether the cause lay in one's own control; empty is "not told".
type Controllable string

// The answers to "was the cause in your control?".
const (
	Yes    Controllable = "yes"
	No     Controllable = "no"
	Unsure Controllable = "unsure"
)

// Role is what a person is to the writer; empty is "not told".
type Role string

// The roles.
const (
	Mentor    Role = "mentor"
	Peer      Role = "peer"
	Coach     Role = "coach"
	Supporter Role = "supporter"
)

// Types, Sources, Kinds, Outcomes, Appraisals, Controllables and Roles list the
// values of each word in the order in which people meet them.
func Types() []Type       { return []Type{Experience, Plan, CheckIn} }
func Sources() []Source   { return []Source{Mastery, Vicarious, Persuasion, State} }
func Kinds() []Kind       { return []Kind{Practice, Stretch, Event} }
func Outcomes() []Outcome { return insight.Outcomes() }
func Appraisals() []Appraisal {
	return []Appraisal{Challenge, Mixed, Threat}
}
func Controllables() []Controllable { return []Controllable{Yes, No, Unsure} }

// Evidences lists the labels that can be chosen by hand for a mastery experience.
func Evidences() []insight.Evidence {
	return slices.DeleteFunc(insight.AllEvidence(), func(e insight.Evidence) bool { return e == insight.NotRated })
}
func Roles() []Role { return []Role{Mentor, Peer, Coach, Supporter} }

// FormatNumber writes a value as people and files read it: no trailing zeros, no exponent.
func FormatNumber[N ~float64](v N) string { return strconv.FormatFloat(float64(v), 'f', -1, 64) }
