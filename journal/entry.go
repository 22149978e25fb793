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
	// Title is one line about what was done.
	Title string
	// Intention is what the person set out to do and the outcome they wanted.
	Intention string
	Happened  string
	Outcome   Outcome

	Performance    OptRating // 0-100, by the person's own standard
	Stress         OptRating // 0-100, at its peak
	StressExpected OptRating // 0-100, rated before
	Appraisal      Appraisal
	Difficulty     OptDifficulty // 1-10
	Effort         OptRating     // 0-100
	Luck           OptLuck       // 0-10
	Controllable   Controllable
	// Mastery is the evidence label if it was chosen by hand; if empty, the rules decide. See
	// Evidence.
	Mastery insight.Evidence
	// Privacy keeps the entry out of exports and documents unless they are asked for it.
	Privacy Privacy

	// EfficacyBefore is 0-100; it also holds a check-in's rating.
	EfficacyBefore OptRating
	// EfficacyBeforeAt is when EfficacyBefore was given; later than Time means hindsight.
	// It is set if EfficacyBefore is.
	EfficacyBeforeAt time.Time
	EfficacyAfter    OptRating

	Obstacles  []Obstacle
	Sacrifices []string
	Lessons    []string
	Strategies []string
	People     []Person
	Tags       []string
	Note       string

	// Measures are the values of measures of one's own, by the id of the measure.
	Measures []MeasureValue
	// Answers are those to questions of one's own, with the question as it was then.
	Answers []Answer
	// Experiment is which try of an experiment it is, if it is one.
	Experiment Try

	Created  time.Time
	Modified time.Time
	// Deleted is when the entry was moved to the bin; zero if it is not in the bin.
	Deleted time.Time
	// Origin is what an imported entry was in its file.
	Origin Origin
}

// Obstacle is something that made the experience harder, and whether it was overcome.
type Obstacle struct {
	Text     string `json:"text"`
	Overcome bool   `json:"overcome,omitempty"`
	// Then is what the person wants to do if it comes up.
	Then string `json:"then,omitempty"`
	// Came is whether it came up, Held whether the person then did that, and Helped whether it
	// helped, as said afterwards.
	Came   YesNo `json:"came,omitempty"`
	Held   YesNo `json:"held,omitempty"`
	Helped YesNo `json:"helped,omitempty"`
}

// CameUp reports whether it stood in the way: one that was expected may not have come up.
func (o Obstacle) CameUp() bool { return o.Came != No }

// Count adds the if-then plan of o to counts, if it has one.
func (o Obstacle) Count(counts *insight.IfThens) {
	if o.Then == "" {
		return
	}
	counts.Planned++
	if o.Came != Yes {
		return
	}
	counts.Came++
	if o.Held == Yes {
		counts.Held++
		if o.Helped == Yes {
			counts.Helped++
		}
	}
}

// Answer is the answer to a question of one's own.
type Answer struct {
	Question string `json:"question"`
	When     Asked  `json:"when"`
	Text     string `json:"text"`
}

// Person is a person who took part in an entry.
type Person struct {
	Name string `json:"name"`
	Role Role   `json:"role,omitempty"`
}

// Evidence returns the label of a mastery experience, chosen by hand or by the rules, with its
// grounds; both are empty if there is none.
func (e *Entry) Evidence() (insight.Evidence, insight.Grounds) {
	return insight.EvidenceOf(e.sample())
}

// Day returns the calendar day of the entry in its own offset.
func (e *Entry) Day() Date { return DateOf(e.Time) }

// IsRetrospective reports whether EfficacyBefore was rated after the event.
func (e *Entry) IsRetrospective() bool {
	return e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.After(e.Time)
}

// IsExpectedInTime reports whether StressExpected was given before the event. It has no time of its own: it counts
// as given with the rating before, or else when the entry was written. Both are sealed with it, so that
// none can be added to a plan once it is said how it went.
func (e *Entry) IsExpectedInTime() bool {
	switch {
	case !e.StressExpected.IsSet():
		return false
	case e.EfficacyBefore.IsSet():
		return !e.IsRetrospective()
	}
	return e.Created.Before(e.Time)
}

// IsSealed reports whether the fields filled in before the event can no longer be changed:
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
	c.Measures = slices.Clone(e.Measures)
	c.Answers = slices.Clone(e.Answers)
	return c
}

// FirstLine returns the title of the entry, or the first line of its first text, or "".
// describe.Heading returns the line that people see.
func (e *Entry) FirstLine() string {
	if e.Title != "" { // most have one, and lists ask for a hundred thousand
		return e.Title
	}
	for _, text := range []string{e.Happened, e.Intention, e.Note} {
		if line := firstLine(text); line != "" {
			return line
		}
	}
	return ""
}
