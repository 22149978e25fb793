package commandline

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/optional"
)

// showCmd shows one entry in full.
type showCmd struct {
	ID   string `arg:"" name:"id" help:"The entry's ID or the end of it, or \"last\" for the one written last."`
	JSON bool   `name:"json" help:"Print a JSON object."`
}

func (c *showCmd) Run(s *session) error {
	return s.withFew(func(j *journal.Journal) error {
		e, err := s.entry(j, c.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(exchange.EntryJSON(j, e))
		}
		a, _ := j.Area(e.Area)
		p := newPage(s)
		p.entry(j, e, a.Name)
		if x, ok := j.Experiment(e.Experiment.Experiment); ok {
			p.fact("Experiment", line(x.Name)+", try "+itoa(e.Experiment.Place+1)+" of "+itoa(x.Places())+": "+tryText(e.Experiment))
		}
		return nil
	})
}

const longTimeLayout = "Monday 2 January 2006, 15:04"

func (p *page) entry(j *journal.Journal, e *journal.Entry, area string) {
	p.title(describe.Heading(e))
	p.subtitle(strings.Join(present(area, typeText(e), string(e.Kind), e.Time.Format(longTimeLayout)), " · "))
	if !e.Deleted.IsZero() {
		p.subtitle("In the bin since " + e.Deleted.Format(longTimeLayout) + ", until " + e.LeavesBin().Format("Monday 2 January 2006"))
	}
	p.gap()
	p.factIn(outcomeInk(e.Outcome), "Outcome", string(e.Outcome))
	p.fact("Efficacy", efficacyText(e))
	p.facts(e)
	p.values(e.Measures, j.Measures())
	p.dayOf(j, e)
	p.fact("Source", string(e.Source))
	if reason := describe.EvidenceReason(e.Evidence()); reason != "" {
		p.fact("Evidence", reason)
	}
	var people []string
	for _, person := range e.People {
		people = append(people, person.String())
	}
	p.fact("People", strings.Join(people, ", "))
	p.fact("Tags", strings.Join(e.Tags, ", "))
	p.texts(e)
	p.list("Photos and files", attachmentNames(j, journal.Holder{Entry: e.ID}))
	p.gap()
	p.fact("ID", string(e.ID))
	p.fact("Written", e.Created.Format(longTimeLayout))
	if !e.Modified.Equal(e.Created) {
		p.fact("Changed", e.Modified.Format(longTimeLayout))
	}
}

// isShownApart reports whether page.entry shows the named field separately.
func isShownApart(field string) bool {
	switch field {
	case "type", "source", "kind", "title", "outcome", "stress_expected", "mastery", "efficacy_before", "efficacy_after", "tags":
		return true
	}
	return false
}

// facts prints the numbers and words.
func (p *page) facts(e *journal.Entry) {
	for _, f := range journal.Fields() {
		switch {
		case isShownApart(f.Name):
		case f.Name == "stress":
			p.fact(caption(f), stressText(e))
		case f.Kind == journal.WordField:
			p.fact(caption(f), f.Text(e))
		case f.Kind == journal.NumberField && f.High == 10:
			p.fact(caption(f), scaleText(f.Number(e), "of 10"))
		case f.Kind == journal.NumberField:
			p.fact(caption(f), valueText(f.Number(e)))
		}
	}
}

// texts prints the texts and lists.
func (p *page) texts(e *journal.Entry) {
	for _, f := range journal.Fields() {
		switch {
		case isShownApart(f.Name):
		case f.Kind == journal.LineField, f.Kind == journal.TextField:
			p.text(caption(f), f.Text(e))
		case f.Kind == journal.ListField:
			p.list(caption(f), *f.List(e))
		case f.Kind == journal.ObstaclesField:
			var obstacles []string
			for _, o := range e.Obstacles {
				obstacles = append(obstacles, tick(o.Overcome)+o.Text)
				if then := ifThenText(o); then != "" {
					obstacles = append(obstacles, "      "+then)
				}
			}
			p.list(caption(f), obstacles)
		}
	}
	for _, a := range e.Answers {
		p.text(line(a.Question), a.Text)
	}
}

// dayOf prints the values of the day of an entry. A check-in has them as well, a plan has none yet.
func (p *page) dayOf(j *journal.Journal, e *journal.Entry) {
	if d, ok := j.Day(e.Day()); ok && e.Type != journal.Plan {
		p.fact("That day", describe.Values(d.Values, j.Measures()))
	}
}

// ifThenText says what was planned for an obstacle, and what became of that.
func ifThenText(o journal.Obstacle) string {
	var parts []string
	if o.Then != "" {
		parts = append(parts, "then "+o.Then)
	}
	for _, said := range []struct {
		is      journal.YesNo
		yes, no string
	}{{o.Came, "it came up", "it did not come up"}, {o.Held, "you did that", "you did not do that"}, {o.Helped, "it helped", "it did not help"}} {
		switch said.is {
		case journal.Yes:
			parts = append(parts, said.yes)
		case journal.No:
			parts = append(parts, said.no)
		}
	}
	return strings.Join(parts, "; ")
}

// caption returns the name printed before the value of a field.
func caption(f *journal.Field) string {
	if f.Name == "happened" {
		return "What happened"
	}
	words := strings.ReplaceAll(f.Name, "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

func typeText(e *journal.Entry) string {
	switch e.Type {
	case journal.Plan:
		return "plan"
	case journal.CheckIn:
		return "check-in"
	}
	return ""
}

func efficacyText(e *journal.Entry) string {
	before := valueText(e.EfficacyBefore)
	switch {
	case before == "":
	case e.Type == journal.CheckIn:
		return before
	case e.IsRetrospective():
		before += " before, said in hindsight"
	case e.IsSealed():
		before += " before, said " + e.EfficacyBeforeAt.Format(longTimeLayout) + ", sealed"
	default:
		before += " before"
	}
	after := valueText(e.EfficacyAfter)
	if after != "" {
		after += " after"
	}
	return strings.Join(present(before, after), "; ")
}

func stressText(e *journal.Entry) string {
	expected := valueText(e.StressExpected)
	if expected != "" {
		expected = "expected " + expected
	}
	return strings.Join(present(valueText(e.Stress), expected), "; ")
}

func valueText[T ~float64](v optional.Value[T]) string { return scaleText(v, "") }

func scaleText[T ~float64](v optional.Value[T], unit string) string {
	x, ok := v.Get()
	if !ok {
		return ""
	}
	return strings.TrimSpace(oneDecimal(x) + " " + unit)
}

// present returns the texts that are not empty.
func present(texts ...string) []string {
	var nonEmpty []string
	for _, t := range texts {
		if t != "" {
			nonEmpty = append(nonEmpty, t)
		}
	}
	return nonEmpty
}

// longDay formats a day, as "23 November 2026".
func longDay(d journal.Date) string { return d.In(time.UTC).Format("2 January 2006") }

// tryText says which way a try was to be done, and what was done if that differs.
func tryText(t journal.Try) string {
	if t.Done != "" {
		return string(t.Arm) + ", but done " + string(t.Done)
	}
	return string(t.Arm)
}
