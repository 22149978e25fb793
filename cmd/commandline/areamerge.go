package commandline

import (
	"enactive/journal"
)

// areaMergeCmd merges two areas.
type areaMergeCmd struct {
	From string `arg:"" help:"The name of the area whose entries move. It is then deleted."`
	Into string `arg:"" help:"The name of the area that gets them."`
}

func (c *areaMergeCmd) Help() string {
	return `All entries of the first area move into the second, including those in the bin. Goals, obstacles, steps and reviews that the second lacks are added to its own, and the first area is deleted. "enact undo" undoes it as long as nothing else was changed and no more than 50,000 entries moved.

Older journals may hold two areas of the same name, which "enact area list" points out: name it twice, as in enact area merge Café Café, and the two become one.`
}

func (c *areaMergeCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		into, err := s.area(j, c.Into)
		if err != nil {
			return err
		}
		from, err := s.area(j, c.From)
		if err != nil {
			return err
		}
		if from.ID == into.ID {
			var twin bool
			if from, twin = areaNamedLike(j, into); !twin {
				return misuse("%s cannot be merged with itself; name another area to merge it into", line(into.Name))
			}
		}
		n, err := j.MergeAreas(s.ctx, from.ID, into.ID)
		if err != nil {
			return err
		}
		s.print("merged ", line(from.Name), " into ", line(into.Name), ", ", count(n, "entry", "entries"), " moved\n")
		return nil
	})
}

// areaNamedLike returns another area with the same name as a.
func areaNamedLike(j *journal.Journal, a journal.Area) (journal.Area, bool) {
	for _, set := range j.AlikeAreas() {
		for i, one := range set {
			if one.ID == a.ID {
				return set[(i+1)%len(set)], true
			}
		}
	}
	return journal.Area{}, false
}

// warnOfDuplicateAreas warns of areas with the same name, and says how to merge them.
func (s *session) warnOfDuplicateAreas(j *journal.Journal) {
	for _, set := range j.AlikeAreas() {
		name := line(set[0].Name)
		s.warn(`There are %d areas called %s; "enact area merge" with this name given twice merges them.`, len(set), name)
	}
}
