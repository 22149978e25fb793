package commandline

import (
	"cmp"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/naming"
)

// selectionFlags select entries, for lists and exports alike.
type selectionFlags struct {
	Area     string   `short:"a" placeholder:"AREA" help:"Only this area."`
	From     string   `placeholder:"DAY" help:"From this day on: 2026-11-23, yesterday, last monday, 3 days ago."`
	To       string   `placeholder:"DAY" help:"Up to this day."`
	Type     string   `placeholder:"WORD" help:"Only experience, plan or checkin."`
	Kind     string   `short:"k" placeholder:"WORD" help:"Only practice, stretch or event."`
	Outcome  string   `short:"r" placeholder:"WORD" help:"Only success, partial, setback or failure."`
	Source   string   `placeholder:"WORD" help:"Only mastery, vicarious, persuasion or state."`
	Tag      []string `short:"g" placeholder:"TAG" help:"Only with this tag; of several, any."`
	Person   []string `sep:"none" placeholder:"NAME" help:"Only with this person; of several, any."`
	Strategy []string `sep:"none" placeholder:"TEXT" help:"Only with this strategy; of several, any."`
	Where    []string `sep:"none" placeholder:"TEST" help:"Only where a measure or a number passes a test: \"sleep<6:30\", \"stress>=50\", \"weather=rain\"; the signs are < <= = != >= >. Of several, all."`
	Filter   string   `placeholder:"NAME" help:"Only what this filter shows, which was saved in the window; other flags replace its parts."`
	Limit    *int     `short:"n" placeholder:"N" help:"At most the newest N."`
}

// query returns the flags as a query, without the area and the filter, which need the journal.
func (f *selectionFlags) query(s *session, words []string) (journal.Query, error) {
	q := journal.Query{Tags: f.Tag, Strategies: f.Strategy, Text: strings.Join(words, " ")}
	for _, p := range f.Person {
		q.People = append(q.People, journal.ParsePerson(p, "").Name)
	}
	if f.Limit != nil {
		if q.Limit = *f.Limit; q.Limit < 1 {
			return q, misuse("--limit is %d; it must be 1 or more", q.Limit)
		}
	}
	var err error
	if q.From, q.To, err = s.days("--from", f.From, "--to", f.To); err != nil {
		return q, err
	}
	if q.Types, err = wordFlag("--type", f.Type, journal.Types()); err != nil {
		return q, err
	}
	if q.Kinds, err = wordFlag("--kind", f.Kind, journal.Kinds()); err != nil {
		return q, err
	}
	if q.Outcomes, err = wordFlag("--outcome", f.Outcome, journal.Outcomes()); err != nil {
		return q, err
	}
	q.Sources, err = wordFlag("--source", f.Source, journal.Sources())
	return q, err
}

// complete adds the area and the saved filter to a query.
func (f *selectionFlags) complete(s *session, j *journal.Journal, q journal.Query) (journal.Query, error) {
	if f.Area != "" {
		a, err := s.area(j, f.Area)
		if err != nil {
			return q, err
		}
		q.Area = a.ID
	}
	for _, text := range f.Where {
		test, err := j.ParseTest(text)
		if err != nil {
			return q, whereError(text, err)
		}
		q.Tests = append(q.Tests, test)
	}
	if f.Filter == "" {
		return q, nil
	}
	var names []string
	for _, saved := range j.Filters() {
		if naming.Key(saved.Name) == naming.Key(f.Filter) {
			return onto(saved.Query, q), nil
		}
		names = append(names, line(saved.Name))
	}
	if len(names) == 0 {
		return q, failed(journal.ErrNoFilter, "there is no filter %q; none is saved yet, and the entries page of the window saves one", f.Filter)
	}
	return q, failed(journal.ErrNoFilter, "there is no filter %q; there %s %s", f.Filter, isOrAre(len(names)), joinNames(names))
}

// whereError turns a wrong test into wrong usage.
func whereError(text string, err error) error {
	f, ok := journal.IsFieldError(err)
	if !ok {
		return err
	}
	if f.Field == "where" {
		named := *f
		named.Field = "--where"
		return misuse("%s", describe.Error(&named))
	}
	return misuse("--where %q: %s", text, describe.Error(f))
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// onto returns a saved query with the parts replaced that q sets.
func onto(saved, q journal.Query) journal.Query {
	either := func(a, b []string) []string {
		if len(a) > 0 {
			return a
		}
		return b
	}
	q.Area, q.Text, q.Limit = cmp.Or(q.Area, saved.Area), cmp.Or(q.Text, saved.Text), cmp.Or(q.Limit, saved.Limit)
	q.From, q.To = cmp.Or(q.From, saved.From), cmp.Or(q.To, saved.To)
	q.Tags, q.People, q.Strategies = either(q.Tags, saved.Tags), either(q.People, saved.People), either(q.Strategies, saved.Strategies)
	if len(q.Types) == 0 {
		q.Types = saved.Types
	}
	if len(q.Kinds) == 0 {
		q.Kinds = saved.Kinds
	}
	if len(q.Outcomes) == 0 {
		q.Outcomes = saved.Outcomes
	}
	if len(q.Sources) == 0 {
		q.Sources = saved.Sources
	}
	if len(q.Tests) == 0 {
		q.Tests = saved.Tests
	}
	return q
}
