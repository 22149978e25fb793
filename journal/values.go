package journal

import (
	"slices"
	"strconv"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// AreaID is the permanent id of an area, a ULID.
type AreaID string

// EntryID is the permanent id of an entry, a ULID.
type EntryID string

// Rating is a value on the 0-100 scale: efficacy, performance, stress or effort.
type Rating float64

// Difficulty is a value on the 1-10 scale.
type Difficulty float64

// Luck is a value on the 0-10 scale; it includes unearned help.
type Luck float64

// Optional values of an entry; unset is not 0.
type (
	OptRating     = optional.Value[Rating]
	OptDifficulty = optional.Value[Difficulty]
	OptLuck       = optional.Value[Luck]
)

// Type is whether an entry happened, is planned, or only rates a belief.
type Type string

// The types of entries.
const (
	Experience Type = "experience"
	Plan       Type = "plan"
	CheckIn    Type = "checkin"
)

// Source is one of Bandura's four sources of efficacy; empty means not given.
type Source string

// The four sources.
const (
	SourceMastery    Source = "mastery"
	SourceVicarious  Source = "vicarious"
	SourcePersuasion Source = "persuasion"
	SourceState      Source = "state"
)

// Kind is the kind of a mastery experience; empty means not given.
type Kind string

// The three kinds.
const (
	KindPractice Kind = "practice"
	KindStretch  Kind = "stretch"
	KindEvent    Kind = "event"
)

// Outcome is the result of an attempt; empty means not given.
type Outcome = insight.Outcome

// The outcomes. A setback is a minor failure.
const (
	Success = insight.Success
	Partial = insight.Partial
	Setback = insight.Setback
	Failure = insight.Failure
)

// Appraisal is how the stress felt; empty means not given.
type Appraisal string

// The appraisals.
const (
	AppraisalChallenge Appraisal = "challenge"
	AppraisalMixed     Appraisal = "mixed"
	AppraisalThreat    Appraisal = "threat"
)

// Controllable is whether the cause was in the person's own control; empty means not given.
type Controllable string

// The answers to "was the cause in your control?".
const (
	ControlYes    Controllable = "yes"
	ControlNo     Controllable = "no"
	ControlUnsure Controllable = "unsure"
)

// YesNo is an answer to a plain question; empty means not given.
type YesNo string

// The answers.
const (
	Yes YesNo = "yes"
	No  YesNo = "no"
)

// Privacy is whether an entry is left out of what is handed on; empty means that it is not.
type Privacy string

// Private marks an entry that exports, documents and charts to hand on leave out unless asked.
const Private Privacy = "private"

// Role is a person's relation to the writer; empty means not given.
type Role string

// The roles.
const (
	Mentor    Role = "mentor"
	Peer      Role = "peer"
	Coach     Role = "coach"
	Supporter Role = "supporter"
)

// Types, Sources, Kinds, Outcomes, Appraisals, Controllables, YesNos and Roles list the values of each
// type in display order.
func Types() []Type { return []Type{Experience, Plan, CheckIn} }
func Sources() []Source {
	return []Source{SourceMastery, SourceVicarious, SourcePersuasion, SourceState}
}
func Kinds() []Kind       { return []Kind{KindPractice, KindStretch, KindEvent} }
func Outcomes() []Outcome { return insight.Outcomes() }
func Appraisals() []Appraisal {
	return []Appraisal{AppraisalChallenge, AppraisalMixed, AppraisalThreat}
}
func Controllables() []Controllable { return []Controllable{ControlYes, ControlNo, ControlUnsure} }

// Privacies lists the marks of an entry that is kept to oneself: there is one.
func Privacies() []Privacy { return []Privacy{Private} }

// Evidences lists the labels that can be chosen by hand for a mastery experience.
func Evidences() []insight.Evidence {
	return slices.DeleteFunc(insight.AllEvidence(), func(e insight.Evidence) bool { return e == insight.NotRated })
}
func YesNos() []YesNo { return []YesNo{Yes, No} }
func Roles() []Role   { return []Role{Mentor, Peer, Coach, Supporter} }

// FormatNumber formats a value without trailing zeros or an exponent.
func FormatNumber[N ~float64](v N) string { return strconv.FormatFloat(float64(v), 'f', -1, 64) }
