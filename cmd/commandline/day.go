package commandline

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
)

// dayCmd shows or sets what a day has.
type dayCmd struct {
	Date  string   `arg:"" optional:"" name:"day" placeholder:"DAY" help:"The day: 2026-11-23, yesterday, last monday, 3 days ago. Without it: today."`
	Set   []string `sep:"none" placeholder:"NAME=VALUE" help:"Set the value of a measure of days, as in \"Sleep=7:20\". May be repeated."`
	Unset []string `sep:"none" placeholder:"NAME" help:"Remove the value of a measure. May be repeated."`
	Note  *string  `placeholder:"TEXT" help:"A note about the day; empty to remove it."`
	JSON  bool     `name:"json" help:"Print a JSON object."`
}

func (c *dayCmd) Help() string {
	return `Without a flag it shows the values and the note of the day, and how many entries it has. "enact measure add NAME --day" adds a measure of days.

  enact day --set "Sleep=7:20" --set "Cups=2"
  enact day yesterday --unset Cups --note "On the train all day"`
}

func (c *dayCmd) Run(s *session) error {
	date := journal.DateOf(s.env.now())
	if strings.TrimSpace(c.Date) != "" {
		var err error
		if date, err = s.day("the day", c.Date); err != nil {
			return err
		}
	}
	return s.with(func(j *journal.Journal) error {
		d, _ := j.Day(date)
		d.Date = date
		if len(c.Set) > 0 || len(c.Unset) > 0 || c.Note != nil {
			base := d
			if err := c.fill(s, j, &d); err != nil {
				return err
			}
			stored, meanwhile, err := j.SaveDayFrom(s.ctx, base, d)
			if err != nil {
				return dayError(err)
			}
			s.noteMeanwhile(meanwhile)
			d = stored
		}
		if c.JSON {
			return s.printJSON(dayAsJSON(j, d))
		}
		s.printDay(j, d)
		return nil
	})
}

// fill sets the values and the note of d.
func (c *dayCmd) fill(s *session, j *journal.Journal, d *journal.Day) error {
	set := map[journal.MeasureID]bool{}
	for _, text := range c.Set {
		m, v, err := s.setting(j, text)
		switch {
		case err != nil:
			return err
		case !m.OfDay:
			return misuse("%s is a measure of entries, not of days; set it with an entry, as in enact add TEXT --set %q", line(m.Name), text)
		case set[m.ID]:
			return misuse("--set names %s twice; name it once", line(m.Name))
		}
		set[m.ID] = true
		d.Values = journal.WithValue(d.Values, m.ID, v)
	}
	for _, name := range c.Unset {
		m, err := s.measure(j, name)
		if err != nil {
			return err
		}
		if set[m.ID] {
			return misuse("%s is named by --set and by --unset; leave one out", line(m.Name))
		}
		d.Values = journal.WithValue(d.Values, m.ID, journal.OptNumber{})
	}
	setText(&d.Note, c.Note)
	return nil
}

// setting reads NAME=VALUE. An empty value is no value.
func (s *session) setting(j *journal.Journal, text string) (journal.Measure, journal.OptNumber, error) {
	name, value, ok := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !ok || name == "" {
		return journal.Measure{}, journal.OptNumber{}, misuse("--set is %q; it must be NAME=VALUE, as in \"Sleep=7:20\"", text)
	}
	m, err := s.measure(j, name)
	if err != nil || strings.TrimSpace(value) == "" {
		return m, journal.OptNumber{}, err
	}
	v, err := m.Parse(value)
	if err != nil {
		return m, journal.OptNumber{}, valueError(err)
	}
	return m, optional.Some(v), nil
}

// dayError turns a wrong value of a day into wrong usage.
func dayError(err error) error {
	if f, ok := journal.IsFieldError(err); ok {
		named := *f
		if f.Field == "note" {
			named.Field = "--note"
		}
		return misuse("%s", describe.Error(&named))
	}
	return err
}

// dayJSON is a day as JSON.
type dayJSON struct {
	Day      string         `json:"day"`
	Measures map[string]any `json:"measures,omitempty"`
	Note     string         `json:"note,omitempty"`
	Entries  int            `json:"entries"`
	Plans    int            `json:"plans,omitempty"`
}

func dayAsJSON(j *journal.Journal, d journal.Day) dayJSON {
	o := dayJSON{Day: d.Date.String(), Note: d.Note, Measures: map[string]any{}}
	for _, v := range d.Values {
		if m, ok := j.Measure(v.Measure); ok {
			o.Measures[m.Name] = valueAsJSON(&m, v.Value)
		}
	}
	o.Entries, o.Plans = entriesOn(j, d.Date)
	return o
}

// valueAsJSON returns a value as "enact export json" has it: a number, or a text as in files.
func valueAsJSON(m *journal.Measure, v float64) any {
	if m.Kind == journal.NumberMeasure || m.Kind == journal.ScaleMeasure {
		return v
	}
	return m.Format(v)
}

// entriesOn counts what happened on a day, and what is planned for it.
func entriesOn(j *journal.Journal, date journal.Date) (entries, plans int) {
	q := journal.Query{From: date, To: date}
	all := j.Count(q)
	q.Types = []journal.Type{journal.Plan}
	plans = j.Count(q)
	return all - plans, plans
}

func (s *session) printDay(j *journal.Journal, d journal.Day) {
	p := newPage(s)
	p.title(d.Date.In(time.UTC).Format("Monday 2 January 2006"))
	entries, plans := entriesOn(j, d.Date)
	has := count(entries, "entry", "entries")
	if plans > 0 {
		has += ", " + count(plans, "plan", "plans")
	}
	p.subtitle(has)
	p.gap()
	p.values(d.Values, j.Measures())
	if len(d.Values) == 0 {
		hint := `"enact measure add NAME --day" adds a measure of days`
		if measures := j.DayMeasures(); len(measures) > 0 {
			hint = `"enact day --set ` + "'" + line(measures[0].Name) + `=VALUE'" sets one`
		}
		p.subtitle("No values; " + hint + ".")
	}
	p.text("Note", d.Note)
	p.list("Photos and files", attachmentNames(j, journal.Holder{Day: d.Date}))
}

// values prints the values of measures.
func (p *page) values(values []journal.MeasureValue, all []journal.Measure) {
	for i := range all {
		if v, ok := journal.ValueOf(values, all[i].ID).Get(); ok {
			p.fact(line(all[i].Name), describe.MeasureValue(&all[i], v))
		}
	}
}
