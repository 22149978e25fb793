package commandline

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// planCmd adds a plan.
type planCmd struct {
	Text []string `arg:"" optional:"" name:"text" placeholder:"TEXT" help:"What you set out to do: the first sentence is the title, the rest the note, and words like @river are tags. A date may stand in front: \"saturday 9am: ...\"."`
	entryFlags
	plannedFlags
	Experiment string `placeholder:"NAME" help:"Plan the next try of this experiment, and say which way it is to be done."`
	ICS        string `name:"ics" placeholder:"FILE" help:"Write the time and the title of the plan to FILE as well, for a calendar to import. The file is not encrypted, and others may see what is in a calendar."`
	Alarm      string `default:"1h" placeholder:"TIME" help:"With --ics: how long before the plan the calendar sounds an alarm, such as 30m; or none."`
	Neutral    bool   `help:"With --ics: write \"Time for what you planned\" in place of the title."`
	inboxFlag
}

func (c *planCmd) Help() string {
	return `What you say here is dated, and sealed once you say how it went: it cannot be changed after the fact. A day of the week is the next one here, and so are a day without a year and a time alone.

  enact plan "saturday 10:00: First race. Start slowly. @race"
  enact plan --area "Half marathon" --title "First race" --time "2026-11-29 10:00" \
    --kind event --efficacy-before 55 --stress-expected 70 --strategy breathing
  enact complete last --outcome success --performance 80 --stress 60

What you expect to stand in the way, and what you will do then:

  enact plan "saturday: First race" --if-then "the start is too fast=>I count to ten"
  enact complete last --outcome success --came "the start" --held "the start" --helped "the start=>no"`
}

func (c *planCmd) Run(s *session) error {
	e := journal.Entry{Type: journal.Plan, Time: s.env.now()}
	text := strings.TrimSpace(strings.Join(c.Text, " "))
	if text == "" && !c.any() && !c.isGiven() {
		return misuse(`nothing is said about the plan; say what you set out to do, as in enact plan "First race", or give at least --title TEXT ("enact help plan" lists what can be said)`)
	}
	alarm, err := readAlarm(c.Alarm)
	if err != nil {
		return err
	}
	if c.ICS != "" {
		if err := s.outside(c.ICS); err != nil {
			return err // before the plan is saved
		}
	}
	if err := firstError(c.fill(s, &e), c.fillText(s, &e, text)); err != nil {
		return err
	}
	if _, err := journal.Check(e, s.env.now()); err != nil {
		return flagError(err)
	}
	inbox, err := c.usesInbox(s)
	switch {
	case err != nil:
		return err
	case inbox && c.needsJournal():
		return misuse("--experiment, --set, --if-then and --answer need the journal open, and the inbox is for one that is locked or in use; leave them out and add them later with \"enact edit\"")
	case inbox:
		return c.toInbox(s, e, alarm)
	}
	err = s.with(func(j *journal.Journal) error {
		x, err := c.place(s, j, &e)
		if err != nil {
			return err
		}
		saved, err := j.Save(s.ctx, e)
		if err != nil {
			return flagError(err)
		}
		if err := s.printSaved(saved); err != nil {
			return err
		}
		if c.Experiment != "" {
			s.printTry(x, saved)
		}
		if err := c.writeICS(s, saved, alarm); err != nil {
			return err
		}
		if !saved.StressExpected.IsSet() {
			s.note(`How stressed do you expect to be, 0 to 100? "enact edit %s --stress-expected 70" says it; what is said before can be compared with what comes.`, saved.ID)
		}
		return nil
	})
	if errors.Is(err, vault.ErrInUse) && c.text("area") != nil && !c.needsJournal() {
		return c.toInbox(s, e, alarm)
	}
	return err
}

// needsJournal reports whether what was given can only be understood with the journal open.
func (c *planCmd) needsJournal() bool { return c.Experiment != "" || c.isGiven() }

func (c *planCmd) toInbox(s *session, e journal.Entry, alarm optional.Value[time.Duration]) error {
	area := ""
	if given := c.text("area"); given != nil {
		area = *given
	}
	var err error
	if e.ID, err = s.intoInbox(area, e); err != nil {
		return err
	}
	return c.writeICS(s, &e, alarm)
}

// place finds the area of the plan, or makes it the next try of an experiment, which it returns, and fills
// in what needs the area.
func (c *planCmd) place(s *session, j *journal.Journal, e *journal.Entry) (journal.Experiment, error) {
	if c.Experiment != "" {
		return s.ofExperiment(j, e, c.text("area"), c.Experiment, true, c.fillOwn)
	}
	name := ""
	if area := c.text("area"); area != nil {
		name = *area
	}
	a, err := s.area(j, name)
	if err != nil {
		return journal.Experiment{}, err
	}
	e.Area = a.ID
	return journal.Experiment{}, c.fillOwn(s, j, e)
}

func (c *planCmd) writeICS(s *session, plan *journal.Entry, alarm optional.Value[time.Duration]) error {
	if c.ICS == "" {
		return nil
	}
	o := exchange.ICSOptions{Now: s.env.now(), Untitled: describe.TypeTitle(journal.Plan), Alarm: alarm}
	if c.Neutral {
		o.Neutral = "Time for what you planned"
	}
	err := s.writeFile(c.ICS, func(w io.Writer) error {
		return exchange.WritePlanICS(w, []*journal.Entry{plan}, o)
	})
	if err != nil {
		return fmt.Errorf("the plan %s is saved, but the file for a calendar is not written: %w", plan.ID, err)
	}
	return nil
}

// completeCmd turns a plan into an experience.
type completeCmd struct {
	ID       string   `arg:"" name:"id" help:"The plan's ID or the end of it, or \"last\", the open plan that was written last."`
	Time     *string  `short:"w" placeholder:"WHEN" help:"When it happened. Without it: when it was planned, or now if that is yet to come."`
	Obstacle []string `sep:"none" placeholder:"TEXT" help:"What stood in the way; \"[x] TEXT\" if you got past it. May be repeated."`
	entryFlags
	doneFlag
	ownFlags
}

func (c *completeCmd) Run(s *session) error {
	if outcome := c.text("outcome"); outcome == nil || *outcome == "" {
		return misuse("the outcome is missing; give --outcome success, partial, setback or failure")
	}
	return s.with(func(j *journal.Journal) error {
		plan, err := s.openPlan(j, c.ID)
		if err != nil {
			return err
		}
		if err := inJournal(plan); err != nil {
			return err
		}
		if plan.Type != journal.Plan {
			return misuse("the entry %s is not a plan; \"enact edit %s\" changes it", plan.ID, plan.ID)
		}
		e := plan.Clone()
		e.Type = journal.Experience
		if now := s.env.now(); e.Time.After(now) {
			e.Time = now
		}
		own := []fieldFlag{flagFor("time", &c.Time, nil), flagFor("obstacles", nil, &c.Obstacle)}
		if err := firstError(fillFields(s, &e, own), c.entryFlags.fill(s, &e), c.fillOwn(s, j, &e), c.doneFlag.fill(&e)); err != nil {
			return err
		}
		return s.saveFrom(j, plan, e)
	})
}
