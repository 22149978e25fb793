package commandline

import (
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/naming"
)

// doneFlag says what was really done in a try.
type doneFlag struct {
	Done string `placeholder:"WORD" help:"What you really did in a try of an experiment, if not as the coin said: with or without."`
}

// check rejects a word that is no arm.
func (f *doneFlag) check() error {
	if f.Done == "" || slices.Contains(journal.Arms(), f.arm()) {
		return nil
	}
	return misuse("--done is %q; it must be with or without", f.Done)
}

func (f *doneFlag) arm() journal.Arm { return journal.Arm(strings.ToLower(f.Done)) }

func (f *doneFlag) fill(e *journal.Entry) error {
	if f.Done == "" {
		return nil
	}
	if e.Experiment.IsZero() {
		return misuse("--done is for the try of an experiment, and the entry is none")
	}
	e.Experiment.Done = f.arm()
	return f.check()
}

// ofExperiment makes e the open try of the experiment with that name, in its area, and calls fill for what
// of the flags needs the area. ahead is set for a plan, which reveals the next try if none is open; an
// experience needs one that was revealed before.
func (s *session) ofExperiment(j *journal.Journal, e *journal.Entry, area *string, name string, ahead bool, fill func(*session, *journal.Journal, *journal.Entry) error) (journal.Experiment, error) {
	in := ""
	if area != nil {
		in = *area
	}
	x, err := s.experiment(j, in, name)
	if err != nil {
		return x, err
	}
	// All of it is checked before anything is revealed.
	e.Area = x.Area
	if err := fill(s, j, e); err != nil {
		return x, err
	}
	if _, err := journal.Check(*e, s.env.now()); err != nil {
		return x, flagError(err)
	}
	course, err := j.Course(x.ID)
	if err != nil {
		return x, err
	}
	open, isOpen := course.Open()
	switch {
	case isOpen && open.Entry != nil:
		return x, misuse("the plan %s stands for the next try of %s; \"enact complete %s\" says how it went", open.Entry.ID, line(x.Name), open.Entry.ID)
	case !isOpen && !ahead && x.IsRunning():
		return x, misuse("no try of %s was asked for; \"enact experiment next %s\" says before you try which way it is to be done", line(x.Name), quoted(x.Name))
	}
	e.Experiment, err = j.NextTry(s.ctx, x.ID)
	return x, err
}

// quoted is a name as it is typed.
func quoted(name string) string {
	name = line(name)
	if strings.ContainsAny(name, " \"'$`\\!*?&|;<>()[]{}~#") || naming.Key(name) == "" {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

// printTry prints which try of an experiment a saved entry is.
func (s *session) printTry(x journal.Experiment, e *journal.Entry) {
	s.print(plain(describe.ExperimentTry(x, e.Experiment)), "\n")
}
