package main

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
	return s.with(func(j *journal.Journal) error {
		e, err := s.entry(j, c.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.printJSON(exchange.EntryJSON(j, e))
		}
		a, _ := j.Area(e.Area)
		newPage(s).entry(e, a.Name)
		return nil
	})
}

const longTime = "Monday 2 January 2006, 15:04"

func (p *page) entry(e *journal.Entry, area string) {
	p.title(describe.Heading(e))
	p.subtitle(strings.Join(present(area, typeWord(e), string(e.Kind), e.Time.Format(longTime)), " · "))
	if !e.Deleted.IsZero() {
		p.subtitle("In the bin since " + e.Deleted.Format(longTime) + ", until " + e.LeavesBin().Format("Monday 2 January 2006"))
	}
	p.gap()
	p.fact("Outcome", string(e.Outcome))
	p.fact("Efficacy", efficacyWords(e))
	p.fact("Performance", valueWords(e.Performance))
	p.fact("Stress", stressWords(e))
	p.fact("Appraisal", string(e.Appraisal))
	p.fact("Difficulty", scaleWords(e.Difficulty, "of 10"))
	p.fact("Effort", valueWords(e.Effort))
	p.fact("Luck", scaleWords(e.Luck, "of 10"))
	p.fact("Controllable", string(e.Controllable))
	p.fact("Source", string(e.Source))
	if _, reason := e.Evidence(); reason != "" {
		p.fact("Evidence", reason)
	}
	var people []string
	for _, person := range e.People {
		people = append(people, person.String())
	}
	p.fact("People", strings.Join(people, ", "))
	p.fact("Tags", strings.Join(e.Tags, ", "))
	p.text("Intention", e.Intention)
	p.text("What happened", e.Happened)
	var obstacles []string
	for _, o := range e.Obstacles {
		obstacles = append(obstacles, tick(o.Overcome)+o.Text)
	}
	p.list("Obstacles", obstacles)
	p.list("Sacrifices", e.Sacrifices)
	p.list("Lessons", e.Lessons)
	p.list("Strategies", e.Strategies)
	p.text("Note", e.Note)
	p.gap()
	p.fact("ID", string(e.ID))
	p.fact("Written", e.Created.Format(longTime))
	if !e.Modified.Equal(e.Created) {
		p.fact("Changed", e.Modified.Format(longTime))
	}
}

func typeWord(e *journal.Entry) string {
	switch e.Type {
	case journal.Plan:
		return "plan"
	case journal.CheckIn:
		return "check-in"
	}
	return ""
}

func efficacyWords(e *journal.Entry) string {
	before := valueWords(e.EfficacyBefore)
	switch {
	case before == "":
	case e.Type == journal.CheckIn:
		return before
	case e.IsRetrospective():
		before += " before, said in hindsight"
	case e.IsSealed():
		before += " before, said " + e.EfficacyBeforeAt.Format(longTime) + ", sealed"
	default:
		before += " before"
	}
	after := valueWords(e.EfficacyAfter)
	if after != "" {
		after += " after"
	}
	return strings.Join(present(before, after), "; ")
}

func stressWords(e *journal.Entry) string {
	expected := valueWords(e.StressExpected)
	if expected != "" {
		expected = "expected " + expected
	}
	return strings.Join(present(valueWords(e.Stress), expected), "; ")
}

func valueWords[T ~float64](v optional.Value[T]) string { return scaleWords(v, "") }

func scaleWords[T ~float64](v optional.Value[T], unit string) string {
	x, ok := v.Get()
	if !ok {
		return ""
	}
	return strings.TrimSpace(tenth(x) + " " + unit)
}

// present returns the texts that are not empty.
func present(texts ...string) []string {
	var kept []string
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return kept
}

// longDay writes a day for people.
func longDay(d journal.Date) string { return d.In(time.UTC).Format("2 January 2006") }
