package journal

import (
	"encoding/json"
	"slices"
	"time"

	"enactive/journal/optional"
)

// Area is a part of life in which performing well matters.
type Area struct {
	ID   AreaID `json:"id"`
	Name string `json:"name"`
	// Purpose says why the area matters.
	Purpose string `json:"purpose,omitempty"`
	Goals   []Goal `json:"goals,omitempty"`
	// Obstacles are the expected ones.
	Obstacles []string `json:"obstacles,omitempty"`
	// Ladder holds graded steps from easy to hard.
	Ladder []Rung `json:"ladder,omitempty"`
	// Questions are asked of its entries, at most MaxQuestions.
	Questions []Question `json:"questions,omitempty"`
	// Open names the fields of an entry that stand open in the form, beside those that always do.
	Open []string `json:"open,omitempty"`
	// Color is the hue of the area, 1-359 degrees; 0 means unset, and a new area is then
	// assigned one.
	Color    int       `json:"color,omitempty"`
	Order    int       `json:"order,omitempty"`
	Archived bool      `json:"archived,omitempty"`
	Created  time.Time `json:"created"`
	Modified time.Time `json:"modified"`
}

// Goal is something to reach in an area, with the steps towards it.
type Goal struct {
	Text    string   `json:"text"`
	Done    bool     `json:"done,omitempty"`
	Actions []Action `json:"actions,omitempty"`
	// Aim is its number, if it has one.
	Aim Aim `json:"aim,omitzero"`
}

// Aim is the number of a goal: a measure, or a number that every entry has, reaches a value by a day.
// The zero Aim is none.
type Aim struct {
	// Of is the id of a measure or the name of a field, such as "performance".
	Of string
	// Below means that the value is to be reached from above, such as a time.
	Below bool
	Value float64
	// By is the day, if one was set.
	By Date
}

// aimJSON is an Aim in files.
type aimJSON struct {
	Of    string  `json:"of"`
	Below bool    `json:"below,omitempty"`
	Value float64 `json:"value"`
	By    string  `json:"by,omitempty"`
}

// MarshalJSON writes the aim with its day as 2006-01-02.
func (a Aim) MarshalJSON() ([]byte, error) {
	return json.Marshal(aimJSON{a.Of, a.Below, a.Value, a.By.String()})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Aim) UnmarshalJSON(text []byte) error {
	var d aimJSON
	if err := json.Unmarshal(text, &d); err != nil {
		return err
	}
	*a = Aim{Of: d.Of, Below: d.Below, Value: d.Value}
	if d.By == "" {
		return nil
	}
	by, err := ParseDate(d.By)
	a.By = by
	return err
}

// Question is one of a person's own questions about entries of an area.
type Question struct {
	Text string `json:"text"`
	When Asked  `json:"when"`
}

// Asked is when a question of one's own is asked.
type Asked string

// The times of a question.
const (
	AskedBefore       Asked = "before"
	AskedAfterSuccess Asked = "after_success"
	AskedAfterSetback Asked = "after_setback"
)

// AskedTimes lists when a question can be asked, in display order. After a success includes a
// partial success, after a setback a failure.
func AskedTimes() []Asked { return []Asked{AskedBefore, AskedAfterSuccess, AskedAfterSetback} }

// MaxQuestions is the maximum number of questions of an area.
const MaxQuestions = 8

// Asks returns the questions of the area that e is to be asked, in their order.
func (a *Area) Asks(e *Entry) []Question {
	var asked []Question
	for _, q := range a.Questions {
		if q.isDue(e) {
			asked = append(asked, q)
		}
	}
	return asked
}

func (q Question) isDue(e *Entry) bool {
	switch q.When {
	case AskedBefore:
		return e.Type == Plan
	case AskedAfterSuccess:
		return e.Outcome == Success || e.Outcome == Partial
	}
	return e.Outcome == Setback || e.Outcome == Failure
}

// Action is an if-then step towards a goal.
type Action struct {
	If   string `json:"if"`
	Then string `json:"then"`
}

// Rung is one step of a ladder.
type Rung struct {
	Text       string        `json:"text"`
	Difficulty OptDifficulty `json:"difficulty,omitzero"`
	// Ratings are the efficacy ratings of this rung, oldest first.
	Ratings []RungRating `json:"ratings,omitempty"`
}

// RungRating is a person's confidence in a rung at a point in time, 0-100.
type RungRating struct {
	At    time.Time `json:"at"`
	Value Rating    `json:"value"`
}

// Efficacy returns the newest rating of the rung.
func (r Rung) Efficacy() OptRating {
	if len(r.Ratings) == 0 {
		return OptRating{}
	}
	return optional.Some(r.Ratings[len(r.Ratings)-1].Value)
}

// Clone returns a copy that shares nothing with a.
func (a *Area) Clone() Area {
	c := *a
	c.Goals = slices.Clone(a.Goals)
	for i, g := range c.Goals {
		c.Goals[i].Actions = slices.Clone(g.Actions)
	}
	c.Obstacles = slices.Clone(a.Obstacles)
	c.Ladder = slices.Clone(a.Ladder)
	for i, r := range c.Ladder {
		c.Ladder[i].Ratings = slices.Clone(r.Ratings)
	}
	c.Questions, c.Open = slices.Clone(a.Questions), slices.Clone(a.Open)
	return c
}
