package journal

import (
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
	return c
}
