package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// insightsCmd prints the insights of an area, or of all.
type insightsCmd struct {
	Area    string `arg:"" optional:"" help:"The area's name. Without it: all areas together."`
	From    string `placeholder:"DAY" help:"Use the entries from this day on: 2026-11-23, yesterday, last monday, 3 days ago."`
	Until   string `placeholder:"DAY" help:"Say what was known on that day: use the entries up to it."`
	JSON    bool   `name:"json" help:"Print a JSON object, with every number behind the sentences."`
	Explain bool   `help:"Say under each sentence how it is computed, what it cannot know, and where the method was published."`
	Tables  bool   `help:"Print under each sentence its chart as a table of at most 20 rows, the newest first."`

	Checks bool `help:"With --json: add older methods by which others can check the numbers, under checks."`
}

func (c *insightsCmd) Help() string {
	return `Without AREA the entries of all areas are taken together, archived areas too; the JSON then has no "area".

Each sentence claims no more than the entries show, and says so where they are too few. In the JSON, numbers that do not exist are absent, never 0.`
}

func (c *insightsCmd) Run(s *session) error {
	if c.JSON && c.Tables {
		return misuse("--tables is for people; the JSON has the numbers already")
	}
	if c.Checks && !c.JSON {
		return misuse("--checks adds numbers to the JSON; it needs --json")
	}
	from, until, err := s.days("--from", c.From, "--until", c.Until)
	if err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		a, err := s.area(j, c.Area)
		if c.Area == "" && len(j.Areas()) > 1 {
			a, err = journal.Area{}, nil // all of them
		}
		if err != nil {
			return err
		}
		asOf := until
		if asOf.IsZero() {
			asOf = journal.DateOf(s.env.now())
		}
		entries := j.Count(journal.Query{Area: a.ID, From: from, To: until, Types: []journal.Type{journal.Experience}})
		data := j.Data(a.ID, from, until)
		if !c.JSON {
			p := newPage(s)
			p.title(cmp.Or(a.Name, "All areas"))
			p.subtitle("as of " + longDay(asOf) + ", from " + count(entries, "experience", "experiences"))
			c.print(p, data)
			return nil
		}
		var object orderedObject
		if a.Name != "" {
			object.add("area", a.Name)
		}
		object.add("as_of", asOf.String())
		object.add("entries", entries)
		c.fill(&object, data)
		return s.printJSON(&object)
	})
}

// print prints each insight as a sentence, and at the end those that need more entries.
func (c *insightsCmd) print(p *page, data insight.Data) {
	var missing []string
	for _, item := range charts.Catalogue() {
		figure := item.Compute(data, "")
		if figure.Finding == insight.NotEnough {
			missing = append(missing, item.Title+". "+figure.Text)
			continue
		}
		p.text(item.Title, figure.Text)
		if step, ok := figure.Result.(insight.NextStepResult); ok {
			for _, rung := range describe.NextStepLadder(step) {
				p.bullet(rung)
			}
		}
		if c.Explain {
			p.lines("  ", item.Explanation.How)
			p.lines("  ", "What it cannot know: "+item.Explanation.Limits)
			p.lines("  ", "Source: "+item.Explanation.Source+".")
		}
		if c.Tables {
			p.table(figure.Chart.Table())
		}
	}
	p.list("Not enough yet", missing)
}

// fill adds every insight with all of its numbers.
func (c *insightsCmd) fill(object *orderedObject, data insight.Data) {
	var explanations orderedObject
	for _, item := range charts.Catalogue() {
		object.addFigure(item.Key, item.Compute(data, ""))
		explanations.add(item.Key, item.Explanation)
	}
	if c.Explain {
		object.add("explanations", &explanations)
	}
	if c.Checks {
		object.add("checks", insight.Checks(data))
	}
}

// orderedObject is a JSON object whose keys keep the order in which they were added.
type orderedObject struct {
	body bytes.Buffer
	err  error
}

func (o *orderedObject) add(key string, value any) {
	data, err := json.Marshal(value)
	if err != nil && o.err == nil {
		o.err = fmt.Errorf("writing %s: %w", key, err)
	}
	if o.body.Len() > 0 {
		o.body.WriteByte(',')
	}
	fmt.Fprintf(&o.body, "%q:%s", key, data)
}

// MarshalJSON writes the object.
func (o *orderedObject) MarshalJSON() ([]byte, error) {
	return []byte("{" + o.body.String() + "}"), o.err
}
