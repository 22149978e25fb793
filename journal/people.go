package journal

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Companion is a person who took part in entries.
type Companion struct {
	// Person has the latest spelling of the name and the most frequent role.
	Person
	// Entries is the number of entries with the person, and Last the time of the latest.
	Entries int
	Last    time.Time
}

// People returns the people in the entries of an area, or of all areas if it is empty, most
// frequent first. Names that differ only in case or diacritics are one person.
func (j *Journal) People(area AreaID) []Companion {
	order := j.wholeOrder()
	c := census{spelled: map[string]*acquaintance{}, folded: map[string]*acquaintance{}}
	for _, it := range order {
		if it.Deleted.IsZero() && (area == "" || it.Area == area) {
			c.add(it)
		}
	}
	return c.result()
}

// census counts people in entries, which must be added by time.
type census struct {
	spelled map[string]*acquaintance // so that a name is folded only once
	folded  map[string]*acquaintance
}

type acquaintance struct {
	Companion
	roles map[Role]int
	in    *item // the last entry with them
}

func (c *census) add(it *item) {
	for _, p := range it.People {
		a, known := c.spelled[p.Name]
		if !known {
			a = c.met(p.Name)
		}
		if a.in != it {
			a.Entries++
		}
		a.Name, a.Last, a.in = p.Name, it.Time, it
		if p.Role != "" {
			a.roles[p.Role]++
		}
	}
}

func (c *census) met(name string) *acquaintance {
	a, known := c.folded[Fold(name)]
	if !known {
		a = &acquaintance{roles: map[Role]int{}}
		c.folded[Fold(name)] = a
	}
	c.spelled[name] = a
	return a
}

func (c *census) result() []Companion {
	people := make([]Companion, 0, len(c.folded))
	for _, a := range c.folded {
		for _, r := range Roles() {
			if n := a.roles[r]; n > 0 && n > a.roles[a.Role] {
				a.Role = r
			}
		}
		people = append(people, a.Companion)
	}
	slices.SortFunc(people, func(a, b Companion) int {
		return cmp.Or(b.Entries-a.Entries, strings.Compare(Fold(a.Name), Fold(b.Name)))
	})
	return people
}
