package journal

import (
	"slices"
	"time"

	"enactive/journal/insight"
)

// Entry is one row of the journal: an experience, a plan, or a check-in.
type Entry struct {
	ID   EntryID
	Type Type
	// Time is when it happened or is planned, to the second, in the offset in which it was written.
	Time time.Time
	Area AreaID

	Source Source
	Kind   Kind
	// Title says in one line what I did.
	Title string
	// Intention is what I set out to do and what outcome I wanted.
	Intention string
	Happened  string
	Outcome   Outcome

	Performance    OptRating // 0-100, against my own standard
	Stress         OptRating // 0-100, at its peak
	StressExpected OptRating // 0-100, said before
	Appraisal      Appraisal
	Difficulty     OptDifficulty // 1-10
	Effort         OptRating     // 0-100
	Luck           OptLuck       // 0-10
	Controllable   Controllable
	// Mastery is what the experience is evidence of, where that was chosen by hand; empty
	// leaves it to the rules. See Evidence.
	Mastery insight.Evidence

	// EfficacyBefore is 0-100; a check-in's rating stands here too.
	EfficacyBefore OptRating
	// EfficacyBeforeAt is when EfficacyBefore was given; later than Time means hindsight.
	// It is set wherever EfficacyBefore is.
	EfficacyBeforeAt time.Time
	EfficacyAfter    OptRating

	Obstacles  []Obstacle
	Sacrifices []string
	Lessons    []string
	Strategies []string
	People     []Person
	Tags       []string
	Note       string

	Created  time.Time
	Modified time.Time
	// Deleted is when the entry went into the bin; zero while it is in the journal.
	Deleted time.Time
}

// Obstacle is something that stood in the way, and whether it was overcome.
type Obstacle struct {
	Text     string `json:"text"`
	Overcome bool   `json:"overcome,omitempty"`
}

// Person is somebody who had a part in an entry.
type Person struct {
	Name string `json:"name"`
	Role Role   `json:"role,omitempty"`
}

// Evidence is the label of a mastery experience, chosen by hand or by the rules, with its
// grounds; both are empty if there is none.
func (e *Entry) Evidence() (insight.Evidence, insight.Grounds) {
	return insight.EvidenceOf(e.sample())
}

// Day is the calendar day of the entry, in the offset in which it was written.
func (e *Entry) Day() Date { return DateOf(e.Time) }

// IsRetrospective reports whether the efficacy before was given only after the event.
func (e *Entry) IsRetrospective() bool {
	return e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.After(e.Time)
}

// IsSealed reports whether what was said before the event can no longer be changed:
// the outcome is recorded, and the entry or its first rating was written beforehand.
func (e *Entry) IsSealed() bool {
	if e.Type != Experience || e.Outcome == "" {
		return false
	}
	rated := e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.Before(e.Time)
	return rated || e.Created.Before(e.Time)
}

// Clone returns a copy that shares nothing with e.
func (e *Entry) Clone() Entry {
	c := *e
	c.Obstacles = slices.Clone(e.Obstacles)
	c.People = slices.Clone(e.People)
	c.Sacrifices = slices.Clone(e.Sacrifices)
	c.Lessons = slices.Clone(e.Lessons)
	c.Strategies = slices.Clone(e.Strategies)
	c.Tags = slices.Clone(e.Tags)
	return c
}

// FirstLine is the title of the entry, or the first line of the first text it has, or nothing.
// The line under which people find it is describe.Heading.
func (e *Entry) FirstLine() string {
	for _, s := range []string{e.Title, firstLine(e.Happened), firstLine(e.Intention), firstLine(e.Note)} {
		if s != "" {
			return s
		}
	}
	return ""
}
