package commandline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// insightsCmd prints the insights of an area, or of all.
type insightsCmd struct {
	Area    string `arg:"" optional:"" help:"The area's name. Without it: every area that is not archived."`
	From    string `placeholder:"DAY" help:"Use the entries from this day on: 2026-11-23, yesterday, last monday, 3 days ago."`
	Until   string `placeholder:"DAY" help:"Say what was known on that day: use the entries up to it."`
	JSON    bool   `name:"json" help:"Print JSON, with every number behind the sentences: an object for AREA, or an array with an object for every area."`
	Explain bool   `help:"Say under each sentence how it is computed, what it cannot know, and where the method was published."`
	Tables  bool   `help:"Print under each sentence its chart as a table of at most 20 rows, the newest first."`

	Checks bool `help:"With --json: add older methods by which others can check the numbers, under checks."`
}

func (c *insightsCmd) Help() string {
	return `Each sentence claims no more than the entries show, and says so where they are too few. All entries of the area within the days that you name count: what is found in entries that were chosen, as by --where, may only be how they were chosen. Without AREA, --json always prints an array, also for a single area. In the JSON, numbers that do not exist are absent, never 0. An insight on its way has have, need and counted: how many there are, how many it needs, and of what; they are absent once it has enough.`
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
		areas := areasInUse(j)
		if strings.TrimSpace(c.Area) != "" {
			a, err := s.area(j, c.Area)
			if err != nil {
				return err
			}
			areas = []journal.Area{a}
		}
		asOf := until
		if asOf.IsZero() {
			asOf = journal.DateOf(s.env.now())
		}
		if len(areas) == 0 {
			s.note(`No area is in use; "enact area add NAME" adds one, and "enact insights AREA" reads one that is archived.`)
		}
		objects := make([]*orderedObject, len(areas))
		for i, a := range areas {
			found := s.compute(j, a, from, until)
			if c.JSON {
				objects[i] = c.object(found, asOf)
				continue
			}
			if i > 0 {
				s.print("\n\n")
			}
			c.print(newPage(s), found, asOf)
		}
		switch {
		case !c.JSON:
			return nil
		case strings.TrimSpace(c.Area) != "":
			return s.printJSON(objects[0])
		}
		return s.printJSON(objects)
	})
}

// beginningOf is what an area holds while the journal is young; nil of the sample, and from
// describe.BeginningEntries entries on.
func beginningOf(j *journal.Journal, a journal.Area) *describe.Beginning {
	written := journal.Query{Types: []journal.Type{journal.Experience, journal.CheckIn}, Limit: describe.BeginningEntries}
	if j.Meta().Sample || len(j.Entries(written)) >= describe.BeginningEntries {
		return nil
	}
	b := describe.BeginningOf(a, j.Entries(journal.Query{Area: a.ID}), j.Now())
	return &b
}

// beginning prints what a young area holds, one by one, and the next question worth asking.
func (p *page) beginning(a journal.Area, b *describe.Beginning) {
	p.text("A question worth asking now", b.Next.Ask(a))
	var words, feared, rungs []string
	for _, q := range b.Words[:min(len(b.Words), 3)] {
		words = append(words, q.Text+" ("+q.Entry.Time.Format("2 January 2006")+")")
	}
	p.list("What you wrote", words)
	if len(b.Sure) > 0 {
		p.text("How sure you were", describe.SureInOrder(b.Sure))
	}
	for _, f := range b.Feared {
		feared = append(feared, describe.Heading(f.Entry)+": "+f.ExpectedAndWas())
	}
	p.list("Stress feared, and what came", feared)
	for _, r := range slices.Backward(b.Rungs) {
		rungs = append(rungs, r.Text+": "+describe.RungNow(r))
	}
	p.list("Your ladder", rungs)
}

// areaInsights are the insights of one area.
type areaInsights struct {
	area    string
	of      journal.Area
	young   *describe.Beginning // nil once there is more to look at
	entries int
	data    insight.Data
	figures []charts.Figure // in the order of the catalogue
}

// compute computes the insights of an area, which takes long in a large one.
func (s *session) compute(j *journal.Journal, a journal.Area, from, until journal.Date) areaInsights {
	defer s.working()()
	found := areaInsights{
		area:    a.Name,
		of:      a,
		young:   beginningOf(j, a),
		entries: j.Count(journal.Query{Area: a.ID, From: from, To: until, Types: []journal.Type{journal.Experience}}),
		data:    j.Data(a.ID, from, until),
	}
	found.figures, _ = charts.Compute(charts.Catalogue(), found.data, "", func() error { return nil }) // nothing stops it
	return found
}

// object is the JSON of one area.
func (c *insightsCmd) object(found areaInsights, asOf journal.Date) *orderedObject {
	object := &orderedObject{}
	object.add("area", found.area)
	object.add("as_of", asOf.String())
	object.add("entries", found.entries)
	c.fill(object, found)
	return object
}

// print prints each insight as a sentence, and at the end those that need more entries.
func (c *insightsCmd) print(p *page, found areaInsights, asOf journal.Date) {
	p.title(found.area)
	p.subtitle("as of " + longDay(asOf) + ", from " + count(found.entries, "experience", "experiences"))
	if found.young != nil {
		p.beginning(found.of, found.young)
	}
	var missing []string
	for i, item := range charts.Catalogue() {
		figure := found.figures[i]
		if figure.Finding == insight.NotEnough {
			missing = append(missing, missingLine(item.Title, figure))
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
			p.lines("  ", "How often it is wrong: "+item.Explanation.Wrong)
			p.lines("  ", "Source: "+item.Explanation.Source+".")
		}
		if c.Tables {
			p.table(figure.Chart.Table())
		}
	}
	p.list("Not enough yet", missing)
}

// missingLine is an insight with too few entries, what it needs, and how far it is.
func missingLine(title string, f charts.Figure) string {
	line := title + ". " + f.Text
	if p := f.Progress(); p.Of != "" && p.Short() {
		line += " (" + describe.Progress(p) + ")"
	}
	return line
}

// fill adds every insight with all of its numbers.
func (c *insightsCmd) fill(object *orderedObject, found areaInsights) {
	var explanations orderedObject
	for i, item := range charts.Catalogue() {
		object.addFigure(item.Key, found.figures[i])
		explanations.add(item.Key, item.Explanation)
	}
	if c.Explain {
		object.add("explanations", &explanations)
	}
	if c.Checks {
		object.add("checks", insight.Checks(found.data))
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
