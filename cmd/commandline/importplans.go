package commandline

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// importPlansCmd groups the commands for remembered plans.
type importPlansCmd struct {
	List   plansListCmd   `cmd:"" help:"List the plans."`
	Show   plansShowCmd   `cmd:"" help:"Print a plan as JSON, which --plan reads from a file."`
	Forget plansForgetCmd `cmd:"" help:"Forget a plan. \"enact undo\" brings it back."`
}

func (c *importPlansCmd) Help() string {
	return `When a table is imported with flags that say what its columns are, this is remembered under a name, sealed in the journal, for files of the same format with the same columns in the same order. The next such file needs no flags: it is read by the plan, and the report says so and lists what was taken from it. --plan none reads it without, other flags replace parts of it and are remembered in their place, and undoing an import forgets what it remembered. --skip-bad-rows and --again are not remembered.

What a plan says about the order of dates, the decimal mark and durations holds where the new file leaves that open; where its columns prove something else, they are read as they prove. A plan is not used by itself if the file is written in another way than the plan says (--separator, --encoding, --header, --no-header, --sheet), and a file is not imported if its plan puts the entries into an area that is gone. Files without names of columns are not remembered. The journal has at most 200 plans; of more, the least recently used one is forgotten.`
}

type plansListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

// planJSON is a plan as JSON.
type planJSON struct {
	Name   string          `json:"name"`
	Format string          `json:"format"`
	Used   string          `json:"used"`
	Plan   json.RawMessage `json:"plan,omitempty"`
}

func (c *plansListCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		plans := j.FilePlans()
		if c.JSON {
			objects := make([]planJSON, len(plans))
			for i, p := range plans {
				objects[i] = planJSON{Name: p.Name, Format: p.Format, Used: p.Used.Format(time.RFC3339)}
				if json.Valid(p.Plan) {
					objects[i].Plan = p.Plan
				}
			}
			return printJSONList(s, objects)
		}
		if len(plans) == 0 {
			s.note("No plan is remembered yet; importing a table with flags such as --map remembers one.")
			return nil
		}
		t := table{header: []string{"USED", "FORMAT", "PLAN"}, right: []bool{false, false, false}}
		for _, p := range plans {
			t.rows = append(t.rows, []string{p.Used.Format(time.DateOnly), line(p.Format), line(p.Name)})
		}
		t.write(s, s.env.columns)
		return nil
	})
}

type plansShowCmd struct {
	Plan string `arg:"" help:"The name of the plan."`
}

func (c *plansShowCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		p, ok := j.FilePlanNamed(c.Plan)
		if !ok {
			return noSuchPlan(c.Plan)
		}
		plan, err := exchange.ReadPlan(p.Plan)
		if err != nil {
			return err
		}
		text, err := plan.MarshalJSON()
		if err != nil {
			return err
		}
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, text, "", "  "); err != nil {
			return err
		}
		s.print(pretty.String(), "\n")
		return nil
	})
}

type plansForgetCmd struct {
	Plan string `arg:"" help:"The name of the plan."`
}

func (c *plansForgetCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		p, ok := j.FilePlanNamed(c.Plan)
		if !ok {
			return noSuchPlan(c.Plan)
		}
		if _, err := j.ForgetFilePlan(s.ctx, p.Name); err != nil {
			return err
		}
		s.print("forgot the plan ", line(p.Name), "\n")
		return nil
	})
}

func noSuchPlan(name string) error {
	return misuse(`there is no plan %q; "enact import plans list" lists them`, line(name))
}

// planChoice is what --plan says.
type planChoice struct {
	name    string // of a remembered plan
	off     bool   // no remembered plan is used
	recalls map[*exchange.Import]*exchange.Recall
}

// planFlag is the key of the flag for plans.
const planFlag = "plan"

// choosePlan takes the name of a remembered plan out of the flags: a value that is no file.
func (c *importFormatCmd) choosePlan(s *session, chosen exchange.Chosen) error {
	given := chosen[planFlag]
	switch {
	case len(given) > 1:
		return misuse("--plan can be given once")
	case len(given) == 0:
		return nil
	case given[0] == exchange.NoPlan:
		c.planChoice.off = true
		delete(chosen, planFlag)
		return nil
	}
	if _, err := s.stat(given[0]); err == nil || looksLikeFile(given[0]) {
		c.planChoice.off = true
		return nil
	}
	c.planChoice.name = given[0]
	delete(chosen, planFlag)
	return nil
}

// looksLikeFile reports whether a value that names no file was meant to.
func looksLikeFile(value string) bool {
	return value == "" || value == "-" || strings.ContainsRune(value, filepath.Separator) || strings.EqualFold(filepath.Ext(value), ".json")
}

// recalling reads by a remembered plan, unless the flags say otherwise.
func (c *importFlags) recalling(s *session, read func(j *journal.Journal, file string) (*exchange.Import, error)) func(j *journal.Journal, file string) (*exchange.Import, error) {
	if c.planChoice.off {
		return read
	}
	c.planChoice.recalls = map[*exchange.Import]*exchange.Recall{}
	return func(j *journal.Journal, file string) (*exchange.Import, error) {
		ctx := s.ctx
		defer func() { s.ctx = ctx }()
		recall := &exchange.Recall{Name: c.planChoice.name}
		s.ctx = exchange.WithRecall(ctx, recall)
		imp, err := read(j, file)
		c.planChoice.recalls[imp] = recall
		if err != nil && recall.Used != nil && recall.Used.Unasked && !c.JSON {
			s.print(plain(usedPlan(recall.Used)), "\n")
		}
		return imp, err
	}
}

// usedPlan says by which plan a file was read.
func usedPlan(u *exchange.UsedPlan) string {
	text := `Read by the plan "` + u.Name + `" of ` + u.At.Format(time.DateOnly)
	if len(u.Taken) > 0 {
		text += ": " + strings.Join(u.Taken, " ")
	}
	if u.Unasked {
		text += `; "--plan none" reads it without`
	}
	return text
}

// printRecall says by which plan a file was read, or why not by the one for its columns.
func (s *session) printRecall(r *exchange.Recall) {
	switch {
	case r == nil:
	case r.Used != nil:
		s.print(plain(usedPlan(r.Used)), "\n")
	case r.Cause != nil:
		s.print(plain(`The plan "`+r.Passed+`" for these columns was not used: `+describe.Error(r.Cause)), "\n")
	case r.Passed != "":
		s.print(plain(`The plan "`+r.Passed+`" for these columns was not used, because the file is written in another way than the plan says; "--plan `+r.Passed+`" uses it`), "\n")
	}
}

// readBy adds the plan by which a file was read to a dry run; imp is nil if it was rejected.
func (c *importFlags) readBy(imp *exchange.Import, d dryRun) dryRun {
	if r := c.planChoice.recalls[imp]; r != nil && r.Used != nil {
		d.ReadBy = r.Used.Name
	}
	return d
}
