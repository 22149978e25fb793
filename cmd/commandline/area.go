package commandline

import (
	"errors"
	"io"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/naming"
)

// areaCmd groups the commands for areas.
type areaCmd struct {
	Add     areaAddCmd     `cmd:"" help:"Add an area."`
	List    areaListCmd    `cmd:"" help:"List the areas."`
	Show    areaShowCmd    `cmd:"" help:"Show one area in full."`
	Edit    areaEditCmd    `cmd:"" help:"Change an area."`
	Archive areaArchiveCmd `cmd:"" help:"Put an area aside; its entries stay."`
	Merge   areaMergeCmd   `cmd:"" help:"Move all that is in one area into another."`
	Remove  areaRemoveCmd  `cmd:"" help:"Remove an area and all that is in it for good."`
}

// areaFlags fill an area.
type areaFlags struct {
	Purpose  *string  `placeholder:"TEXT" help:"Why it matters to you."`
	Goal     []string `sep:"none" placeholder:"TEXT" help:"A goal; \"[x] TEXT\" if it is reached. In \"area edit\" the goals given replace all, and those of the same words keep their numbers. May be repeated."`
	Aim      []string `sep:"none" placeholder:"GOAL=>NUMBER" help:"Give a goal, one that is there or given with --goal, a number to reach, at least behind > and at most behind <, as in \"Under two hours=>Half marathon time<2:00 by 2027-04-12\"; nothing behind => takes it away. May be repeated."`
	Obstacle []string `sep:"none" placeholder:"TEXT" help:"An obstacle to expect. May be repeated."`
	Question []string `sep:"none" placeholder:"WHEN: TEXT" help:"A question of your own about its entries; WHEN is before, after-success or after-setback. May be repeated, up to 8 times."`
	Open     []string `sep:"none" placeholder:"FIELD" help:"A field, such as luck, that stands open in the window's form. May be repeated."`
}

func (f *areaFlags) isGiven() bool {
	return f.Purpose != nil || f.Goal != nil || f.Aim != nil || f.Obstacle != nil || f.Question != nil || f.Open != nil
}

func (f *areaFlags) fill(s *session, j *journal.Journal, a *journal.Area) error {
	setText(&a.Purpose, f.Purpose)
	setList(&a.Obstacles, f.Obstacle)
	f.fillGoals(a)
	f.fillOpen(a)
	return firstError(f.fillAims(s, j, a), f.fillQuestions(a))
}

func (f *areaFlags) fillGoals(a *journal.Area) {
	if f.Goal == nil {
		return
	}
	before := a.Goals
	a.Goals = nil
	for _, text := range f.Goal {
		o := parseObstacle(text)
		goal := journal.Goal{Text: o.Text, Done: o.Overcome}
		for _, g := range before { // retained goals keep their actions and numbers
			if g.Text == goal.Text {
				goal.Actions, goal.Aim = g.Actions, g.Aim
			}
		}
		a.Goals = append(a.Goals, goal)
	}
}

// areaError turns a wrong value of an area into wrong usage.
func areaError(err error) error {
	if f, ok := journal.IsFieldError(err); ok {
		return misuse("%s", describe.Error(f))
	}
	return err
}

type areaAddCmd struct {
	Name string `arg:"" help:"The area's name, such as \"Half marathon\"."`
	areaFlags
}

func (c *areaAddCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		a := journal.Area{Name: c.Name}
		if err := c.fill(s, j, &a); err != nil {
			return err
		}
		a, err := j.SaveArea(s.ctx, a)
		if err != nil {
			return areaError(err)
		}
		s.print("added ", line(a.Name), "\n")
		return nil
	})
}

// areaJSON is an area as JSON, with how many entries it has.
type areaJSON struct {
	journal.Area
	Entries int `json:"entries"`
	// Aims is the way to the numbers of its goals, with durations in minutes.
	Aims []aimProgress `json:"aims,omitempty"`
}

func areaAsJSON(j *journal.Journal, a journal.Area) areaJSON {
	return areaJSON{a, j.Count(journal.Query{Area: a.ID}), progressOf(j, a)}
}

type areaListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

func (c *areaListCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		areas := j.Areas()
		s.warnOfDuplicateAreas(j)
		if c.JSON {
			objects := make([]areaJSON, len(areas))
			for i, a := range areas {
				objects[i] = areaAsJSON(j, a)
			}
			return printJSONList(s, objects)
		}
		if len(areas) == 0 {
			s.note(`The journal has no area yet; "enact area add NAME" adds one.`)
			return nil
		}
		t := table{header: []string{"ENTRIES", "LAST", "STATE", "AREA"}, right: []bool{true, false, false, false}}
		for _, a := range areas {
			q := journal.Query{Area: a.ID, Newest: true}
			last, state := "-", "in use"
			happened := journal.Query{Area: a.ID, Newest: true, Types: []journal.Type{journal.Experience, journal.CheckIn}}
			if entries := j.Entries(withLimit(happened, 1)); len(entries) > 0 {
				last = entries[0].Day().String()
			}
			if a.Archived {
				state = "archived"
			}
			t.rows = append(t.rows, []string{itoa(j.Count(q)), last, state, line(a.Name)})
		}
		t.write(s, s.env.columns)
		return nil
	})
}

func withLimit(q journal.Query, n int) journal.Query {
	q.Limit = n
	return q
}

type areaShowCmd struct {
	Name string `arg:"" help:"The area's name."`
	JSON bool   `name:"json" help:"Print a JSON object."`
}

func (c *areaShowCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		a, err := s.area(j, c.Name)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(areaAsJSON(j, a))
		}
		p := newPage(s)
		p.title(a.Name)
		state := count(j.Count(journal.Query{Area: a.ID}), "entry", "entries")
		if a.Archived {
			state += ", archived"
		}
		p.subtitle(state)
		p.text("Why it matters", a.Purpose)
		var goals []string
		for _, g := range a.Goals {
			goals = append(goals, tick(g.Done)+g.Text)
			for _, text := range wayTexts(j, a.ID, g) {
				goals = append(goals, "      "+text)
			}
			for _, act := range g.Actions {
				goals = append(goals, "      if "+act.If+", then "+act.Then)
			}
		}
		p.list("Goals", goals)
		p.list("Questions of your own", questionTexts(a))
		p.list("Fields that stand open", a.Open)
		p.list("Obstacles to expect", a.Obstacles)
		var rungs []string
		for _, r := range a.Ladder {
			text := r.Text
			if d, ok := r.Difficulty.Get(); ok {
				text += ", difficulty " + oneDecimal(d)
			}
			if v, ok := r.Efficacy().Get(); ok {
				text += ", sure " + oneDecimal(v)
			}
			rungs = append(rungs, text)
		}
		p.list("Ladder, from easy to hard", rungs)
		return nil
	})
}

func tick(done bool) string {
	if done {
		return "[x] "
	}
	return "[ ] "
}

type areaEditCmd struct {
	Name    string  `arg:"" help:"The area's name."`
	NewName *string `name:"name" placeholder:"NAME" help:"Its new name."`
	areaFlags
}

func (c *areaEditCmd) Run(s *session) error {
	if c.NewName == nil && !c.isGiven() {
		return misuse(`no change was given; "enact help area edit" lists what can be`)
	}
	return s.changeArea(c.Name, "changed", func(j *journal.Journal, a *journal.Area) error {
		setText(&a.Name, c.NewName)
		return c.fill(s, j, a)
	})
}

type areaArchiveCmd struct {
	Name string `arg:"" help:"The area's name."`
	Undo bool   `help:"Restore it."`
}

func (c *areaArchiveCmd) Run(s *session) error {
	done := "archived"
	if c.Undo {
		done = "restored"
	}
	return s.changeArea(c.Name, done, func(_ *journal.Journal, a *journal.Area) error {
		a.Archived = !c.Undo
		return nil
	})
}

func (s *session) changeArea(name, done string, change func(j *journal.Journal, a *journal.Area) error) error {
	return s.with(func(j *journal.Journal) error {
		found, err := s.area(j, name)
		if err != nil {
			return err
		}
		a := found.Clone()
		if err := change(j, &a); err != nil {
			return err
		}
		a, meanwhile, err := j.SaveAreaFrom(s.ctx, found, a)
		if err != nil {
			return areaError(err)
		}
		s.noteMeanwhile(meanwhile)
		s.print(done, " ", line(a.Name), "\n")
		return nil
	})
}

type areaRemoveCmd struct {
	Name string `arg:"" help:"The area's name."`
	Yes  bool   `help:"Do not ask."`
}

func (c *areaRemoveCmd) Help() string {
	return `This also deletes the area's entries, including those in the bin, its reviews, its experiments, the saved filters that name it, and the measures that no other area has and that have no value elsewhere. "enact undo" restores them as long as nothing else was changed and no more than 50,000 entries were deleted. To stop using an area and keep what is in it, archive it.`
}

func (c *areaRemoveCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		a, err := s.area(j, c.Name)
		if err != nil {
			return err
		}
		if err := c.confirm(s, j, a); err != nil {
			return err
		}
		along := alongWith(j, a.ID)
		if _, err := j.RemoveArea(s.ctx, a.ID); err != nil {
			return err
		}
		s.print("removed ", line(a.Name), " and ", along, "\n")
		return nil
	})
}

// alongWith says what goes along with an area that is removed.
func alongWith(j *journal.Journal, id journal.AreaID) string {
	along := j.WhatGoesAlong(id)
	parts := []string{count(along.Entries+along.Plans+along.Binned, "entry", "entries")}
	for _, more := range []struct {
		n         int
		one, many string
	}{{along.Reviews, "review", "reviews"}, {along.Filters, "saved filter", "saved filters"}, {along.Measures, "measure", "measures"}, {along.Experiments, "experiment", "experiments"}} {
		if more.n > 0 {
			parts = append(parts, count(more.n, more.one, more.many))
		}
	}
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

func (c *areaRemoveCmd) confirm(s *session, j *journal.Journal, a journal.Area) error {
	if c.Yes {
		return nil
	}
	if s.env.terminal == nil {
		return misuse("this removes %s and its %s for good; add --yes to confirm", line(a.Name), alongWith(j, a.ID))
	}
	answer, err := s.env.terminal.line(s.ctx, plain("Remove "+line(a.Name)+" and its "+alongWith(j, a.ID)+" for good? Type the name of the area: "))
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if naming.Key(answer) != naming.Key(a.Name) {
		return failed(nil, "nothing was removed, because that is not the name of the area")
	}
	return nil
}
