package commandline

import (
	"strings"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/naming"
)

// experimentCmd groups the commands for experiments.
type experimentCmd struct {
	Start experimentStartCmd `cmd:"" help:"Start an experiment, which tells whether it goes better with something than without it."`
	Next  experimentNextCmd  `cmd:"" help:"Say which way the next try is to be done."`
	Skip  experimentSkipCmd  `cmd:"" help:"Skip the try that was asked for last; it is remembered."`
	List  experimentListCmd  `cmd:"" help:"List the experiments."`
	Show  experimentShowCmd  `cmd:"" help:"Show how far an experiment is, or what it found."`
	End   experimentEndCmd   `cmd:"" help:"End an experiment for good and say what it found."`
}

func (c *experimentCmd) Help() string {
	return `An experiment compares trying with something against trying without it, in pairs: a coin says which of the two comes first in each pair. The order is drawn at the start and sealed; "enact experiment next" reveals one try at a time. What it found is said once it is ended.

  enact experiment start Breathing --area Pitches --with "four minutes of slow breathing" --decides stress
  enact experiment next Breathing
  enact add "Pitch to the board." --experiment Breathing --stress 60
  enact experiment end Breathing`
}

// experimentArg names an experiment.
type experimentArg struct {
	Name string `arg:"" help:"The experiment's name."`
	Area string `short:"a" placeholder:"AREA" help:"The area's name, if several have an experiment of that name."`
}

// find returns the experiment of that name: one that runs before one that was ended.
func (c *experimentArg) find(s *session, j *journal.Journal) (journal.Experiment, error) {
	return s.experiment(j, c.Area, c.Name)
}

func (s *session) experiment(j *journal.Journal, area, name string) (journal.Experiment, error) {
	id := journal.AreaID("")
	if area != "" {
		a, err := s.area(j, area)
		if err != nil {
			return journal.Experiment{}, err
		}
		id = a.ID
	}
	if x, ok := j.ExperimentNamed(id, name); ok {
		return x, nil
	}
	return journal.Experiment{}, failed(journal.ErrNoExperiment, "there is no experiment %q; \"enact experiment list\" lists them", name)
}

type experimentStartCmd struct {
	Name    string `arg:"" help:"The experiment's name, such as Breathing."`
	Area    string `short:"a" placeholder:"AREA" help:"The area's name. It may be left out where there is only one."`
	With    string `placeholder:"TEXT" help:"What exactly you do in the tries with it."`
	Without string `placeholder:"TEXT" help:"What you do in its place in the tries without it."`
	Decides string `default:"performance" placeholder:"MEASURE" help:"What decides: performance, stress, efficacy_after, or the name of a measure of the area; performance if not said."`
	Pairs   int    `default:"10" placeholder:"N" help:"How many pairs of tries, 6 to 20; 10 if not said."`
	By      string `placeholder:"DAY" help:"The day by which you want it done."`
	JSON    bool   `name:"json" help:"Print a JSON object."`
}

func (c *experimentStartCmd) Run(s *session) error {
	by, err := s.day("--by", c.By)
	if err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		a, err := s.area(j, c.Area)
		if err != nil {
			return err
		}
		decides := strings.ToLower(c.Decides)
		if m, ok := j.MeasureNamed(c.Decides); ok {
			decides = string(m.ID)
		}
		x, err := j.StartExperiment(s.ctx, journal.Experiment{Area: a.ID, Name: c.Name, With: c.With, Without: c.Without, Decides: decides, Pairs: c.Pairs, By: by})
		if err != nil {
			return experimentError(err)
		}
		if c.JSON {
			return s.printExperimentJSON(j, x)
		}
		s.print("started ", line(x.Name), "\n")
		newPage(s).lines("", plain(describe.ExperimentCanFind(x.Pairs)))
		return nil
	})
}

// experimentError turns a wrong value of an experiment into wrong usage.
func experimentError(err error) error {
	f, ok := journal.IsFieldError(err)
	if !ok {
		return err
	}
	named := *f
	if f.Field != "name" {
		named.Field = "--" + f.Field
	}
	return misuse("%s", describe.Error(&named))
}

type experimentNextCmd struct {
	experimentArg
	JSON bool `name:"json" help:"Print a JSON object."`
}

func (c *experimentNextCmd) Help() string {
	return `The order of a pair is revealed when its first try is asked for, and never more than one try ahead: asking again says the same until that try is written down or skipped. What was revealed cannot be undone, so ask only when you are about to try, or to plan it.`
}

func (c *experimentNextCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		x, err := c.find(s, j)
		if err != nil {
			return err
		}
		try, err := j.NextTry(s.ctx, x.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(tryJSON{Experiment: x.Name, Try: try.Place + 1, Of: x.Places(), Arm: try.Arm})
		}
		s.print(plain(describe.ExperimentTry(x, try)), "\n")
		return nil
	})
}

type experimentSkipCmd struct{ experimentArg }

func (c *experimentSkipCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		x, err := c.find(s, j)
		if err != nil {
			return err
		}
		try, err := j.SkipTry(s.ctx, x.ID)
		if err != nil {
			return experimentError(err)
		}
		s.print("skipped try ", itoa(try.Place+1), " of ", itoa(x.Places()), "\n")
		return nil
	})
}

type experimentListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

func (c *experimentListCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		all := j.Experiments()
		if c.JSON {
			objects := make([]experimentJSON, len(all))
			for i, x := range all {
				var err error
				if objects[i], err = s.experimentAsJSON(j, x); err != nil {
					return err
				}
			}
			return printJSONList(s, objects)
		}
		if len(all) == 0 {
			s.note(`The journal has no experiment yet; "enact experiment start NAME" starts one.`)
			return nil
		}
		t := table{header: []string{"PAIRS", "STARTED", "STATE", "AREA", "EXPERIMENT"}, right: []bool{true, false, false, false, false}}
		for _, x := range all {
			course, err := j.Course(x.ID)
			if err != nil {
				return err
			}
			a, _ := j.Area(x.Area)
			t.rows = append(t.rows, []string{itoa(course.PairsDone) + "/" + itoa(x.Pairs), journal.DateOf(x.Started).String(), s.experimentState(x), line(a.Name), line(x.Name)})
		}
		t.write(s, s.env.columns)
		return nil
	})
}

func (s *session) experimentState(x journal.Experiment) string {
	switch {
	case x.EndedEarly:
		return "ended early"
	case !x.IsRunning():
		return "ended"
	case x.IsOverdue(journal.DateOf(s.env.now())):
		return "overdue"
	}
	return "running"
}

type experimentShowCmd struct {
	experimentArg
	JSON bool `name:"json" help:"Print a JSON object."`
}

func (c *experimentShowCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		x, err := c.find(s, j)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printExperimentJSON(j, x)
		}
		return s.showExperiment(j, x)
	})
}

func (s *session) showExperiment(j *journal.Journal, x journal.Experiment) error {
	chart, err := experimentChart(j, x)
	if err != nil {
		return err
	}
	a, _ := j.Area(x.Area)
	p := newPage(s)
	p.title(x.Name)
	p.subtitle(a.Name + ", " + s.experimentState(x))
	p.gap()
	p.fact("With", x.With)
	p.fact("Without", x.Without)
	p.fact("Decides", describe.DecidedBy(x.Decides, ownMeasure(j, x)).Name)
	p.fact("By", x.By.String())
	p.gap()
	p.lines("", plain(chart.Text()))
	if header, rows := chart.Table(); len(rows) > 0 {
		p.gap()
		p.table(header, rows)
	}
	return nil
}

// ownMeasure returns the measure of one's own that decides an experiment, if it is one.
func ownMeasure(j *journal.Journal, x journal.Experiment) journal.Measure {
	m, _ := j.Measure(journal.MeasureID(x.Decides))
	return m
}

// experimentChart returns the chart of an experiment with its sentence: of one that runs only the pairs.
func experimentChart(j *journal.Journal, x journal.Experiment) (charts.Chart, error) {
	account, err := describe.ExperimentAccountOf(j, x)
	if err != nil {
		return nil, err
	}
	a, _ := j.Area(x.Area)
	return charts.Experiment(&account, a.Name), nil
}

type experimentEndCmd struct {
	experimentArg
	Yes  bool `help:"Do not ask."`
	JSON bool `name:"json" help:"Print a JSON object."`
}

func (c *experimentEndCmd) Help() string {
	return `Ending shows the result, and so cannot be undone: looking and then going on is how people fool themselves. An experiment ended before all its tries were done or skipped says so for ever.`
}

func (c *experimentEndCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		x, err := c.find(s, j)
		if err != nil {
			return err
		}
		if err := c.confirm(s, j, x); err != nil {
			return err
		}
		if x, err = j.EndExperiment(s.ctx, x.ID); err != nil {
			return err
		}
		if c.JSON {
			return s.printExperimentJSON(j, x)
		}
		return s.showExperiment(j, x)
	})
}

// confirm asks before an experiment is ended early.
func (c *experimentEndCmd) confirm(s *session, j *journal.Journal, x journal.Experiment) error {
	course, err := j.Course(x.ID)
	if err != nil {
		return err
	}
	if _, isOpen := course.Open(); c.Yes || !x.IsRunning() || !isOpen && x.Revealed == x.Places() {
		return nil
	}
	if s.env.terminal == nil {
		return misuse("%s of %d pairs are done, and ending cannot be undone; add --yes to end %s early", itoa(course.PairsDone), x.Pairs, line(x.Name))
	}
	answer, err := s.env.terminal.line(s.ctx, plain("End "+line(x.Name)+" early, with "+itoa(course.PairsDone)+" of "+itoa(x.Pairs)+" pairs done? Type its name: "))
	if err != nil {
		return err
	}
	if naming.Key(answer) != naming.Key(x.Name) {
		return failed(nil, "nothing was ended, as that is not the name of the experiment")
	}
	return nil
}
