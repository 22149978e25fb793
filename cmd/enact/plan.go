package main

import (
	"enactive/journal"
)

// planCmd says what one sets out to do.
type planCmd struct {
	beforeFlags
}

func (c *planCmd) Help() string {
	return `What you say here is dated, and sealed once you say how it went: it cannot be changed after the fact.

  enact plan --area "Half marathon" --title "First race" --time "2026-11-29 10:00" \
    --kind event --efficacy-before 55 --stress-expected 70 --strategy breathing
  enact complete last --outcome success --performance 80 --stress 60`
}

func (c *planCmd) Run(s *session) error {
	e := journal.Entry{Type: journal.Plan, Time: s.env.now()}
	if !c.any() {
		return misuse(`nothing is said about the plan; give at least --title TEXT ("enact help plan" lists what can be said)`)
	}
	if err := c.fill(s, &e); err != nil {
		return err
	}
	if _, err := journal.Check(e); err != nil {
		return flagError(err)
	}
	return s.with(func(j *journal.Journal) error {
		name := ""
		if c.Area != nil {
			name = *c.Area
		}
		a, err := s.area(j, name)
		if err != nil {
			return err
		}
		e.Area = a.ID
		return s.save(j, e)
	})
}

// completeCmd turns a plan into an experience.
type completeCmd struct {
	ID       string   `arg:"" name:"id" help:"The plan's ID or the end of it, or \"last\"."`
	Time     *string  `placeholder:"WHEN" help:"When it happened. Without it: when it was planned, or now if that is yet to come."`
	Obstacle []string `sep:"none" placeholder:"TEXT" help:"What stood in the way; \"[x] TEXT\" if you got past it. May be repeated."`
	afterFlags
}

func (c *completeCmd) Run(s *session) error {
	if c.Outcome == nil || *c.Outcome == "" {
		return misuse("the outcome is missing; give --outcome success, partial, setback or failure")
	}
	return s.with(func(j *journal.Journal) error {
		plan, err := s.entry(j, c.ID)
		if err != nil {
			return err
		}
		if err := inJournal(plan); err != nil {
			return err
		}
		if plan.Type != journal.Plan {
			return misuse("the entry %s is no plan; \"enact edit %s\" changes it", plan.ID, plan.ID)
		}
		e := plan.Clone()
		e.Type = journal.Experience
		if now := s.env.now(); e.Time.After(now) {
			e.Time = now
		}
		flags := beforeFlags{Time: c.Time, Obstacle: c.Obstacle}
		if err := firstError(flags.fill(s, &e), c.fill(s, &e)); err != nil {
			return err
		}
		return s.save(j, e)
	})
}
