package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// Filter is a query saved under a name.
type Filter struct {
	Name  string
	Query Query
}

// MaxFilters is the maximum number of filters in a journal.
const MaxFilters = 200

// ErrNoFilter is returned if no saved filter has the name.
const ErrNoFilter fault.Kind = "there-is-no-such-filter"

// SaveFilter saves a query under a name as one undo step, replacing the filter with that
// name. Names are case-insensitive.
func (j *Journal) SaveFilter(ctx context.Context, f Filter) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	f, err := CheckFilter(f)
	if err != nil {
		return err
	}
	if _, ok := j.areaItem(f.Query.Area); !ok && f.Query.Area != "" {
		return fmt.Errorf("saving a filter: %w", ErrNoArea)
	}
	if old, exists := j.filterItem(f.Name); exists {
		return j.do(ctx, step{StepName: StepName{Kind: stepSaveFilter}, edits: []edit{{rec: old.rec, before: &old.Filter, after: &f}}})
	}
	if n := len(j.Filters()); n >= MaxFilters {
		return tooMany("filters", n+1)
	}
	rec, err := j.vault.NewID()
	if err != nil {
		return fmt.Errorf("saving a filter: %w", err)
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepSaveFilter}, edits: []edit{{rec: rec, after: &f}}})
}

// RemoveFilter deletes the filter with that name as one undo step.
func (j *Journal) RemoveFilter(ctx context.Context, name string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	old, exists := j.filterItem(name)
	if !exists {
		return fmt.Errorf("removing a filter: %w", ErrNoFilter)
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepRemoveFilter}, edits: []edit{{rec: old.rec, before: &old.Filter}}})
}

// Filters returns the saved filters sorted by name. Their queries are shared and must not be
// changed.
func (j *Journal) Filters() []Filter {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]Filter, 0, len(j.filters))
	for _, f := range j.filters {
		all = append(all, f.Filter)
	}
	slices.SortFunc(all, func(a, b Filter) int { return strings.Compare(Fold(a.Name), Fold(b.Name)) })
	return all
}

// CheckFilter returns f as it will be stored; the result shares nothing with f. An invalid
// value is a *FieldError.
func CheckFilter(f Filter) (Filter, error) {
	if f.Name = oneLine(f.Name); f.Name == "" {
		return Filter{}, &FieldError{Field: "name", Want: fault.Text("a-few-words-such-as-hard-days")}
	}
	if len(f.Name) > MaxLine {
		return Filter{}, tooLong("name", f.Name, MaxLine)
	}
	q := &f.Query
	q.Types, q.Kinds, q.Outcomes, q.Sources = ownList(q.Types), ownList(q.Kinds), ownList(q.Outcomes), ownList(q.Sources)
	q.Text, q.Limit = oneLine(q.Text), max(0, q.Limit)
	if len(q.Text) > MaxLine {
		return Filter{}, tooLong("text", q.Text, MaxLine)
	}
	err := errors.Join(allOf("types", q.Types, Types()), allOf("kinds", q.Kinds, Kinds()), allOf("outcomes", q.Outcomes, Outcomes()), allOf("sources", q.Sources, Sources()))
	for _, l := range []struct {
		field string
		items *[]string
	}{{"tags", &q.Tags}, {"people", &q.People}, {"strategies", &q.Strategies}} {
		*l.items = cleanItems(slices.Clone(*l.items))
		err = errors.Join(err, checkItems(l.field, *l.items))
	}
	q.Tests = ownList(q.Tests)
	return f, errors.Join(err, checkTests(q.Tests))
}

func ownList[T any](s []T) []T { return nilIfEmpty(slices.Clone(s)) }

func allOf[T ~string](field string, chosen, words []T) error {
	if len(chosen) > len(words) {
		return tooMany(field, len(chosen))
	}
	for _, v := range chosen {
		if !slices.Contains(words, v) {
			return &FieldError{Field: field, Value: string(v), Want: oneOfWords(words), Fault: UnknownWord}
		}
	}
	return nil
}

// newFilters returns the edits that add the filters of b.
func (j *Journal) newFilters(b Batch, with batchContext) ([]edit, error) {
	edits := make([]edit, 0, len(b.Filters))
	seen := map[string]bool{}
	for _, f := range b.Filters {
		f, err := CheckFilter(f)
		if err != nil {
			return nil, err
		}
		if _, ok := j.areaItem(f.Query.Area); !ok && f.Query.Area != "" && !with.made[f.Query.Area] {
			return nil, fmt.Errorf("saving filters: %w", ErrNoArea)
		}
		if _, exists := j.filterItem(f.Name); exists || seen[naming.Key(f.Name)] {
			return nil, fmt.Errorf("saving filters: the name %q is taken", f.Name)
		}
		seen[naming.Key(f.Name)] = true
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, fmt.Errorf("saving filters: %w", err)
		}
		edits = append(edits, edit{rec: rec, after: &f})
	}
	return edits, nil
}

func (j *Journal) filterItem(name string) (*filterItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	f, ok := j.filters[naming.Key(name)]
	return f, ok
}

// filtersOf returns the filters that select one area, sorted by name.
func (j *Journal) filtersOf(id AreaID) []*filterItem {
	return j.filtersThat(func(f *Filter) bool { return f.Query.Area == id && id != "" })
}

// filtersThat returns the filters for which has is true, sorted by name.
func (j *Journal) filtersThat(has func(*Filter) bool) []*filterItem {
	j.mu.RLock()
	defer j.mu.RUnlock()
	var all []*filterItem
	for _, f := range j.filters {
		if has(&f.Filter) {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b *filterItem) int { return strings.Compare(Fold(a.Name), Fold(b.Name)) })
	return all
}

type filterDoc struct {
	Name       string    `cbor:"1,keyasint"`
	Area       string    `cbor:"2,keyasint,omitempty"`
	From       string    `cbor:"3,keyasint,omitempty"`
	To         string    `cbor:"4,keyasint,omitempty"`
	Types      []Type    `cbor:"5,keyasint,omitempty"`
	Kinds      []Kind    `cbor:"6,keyasint,omitempty"`
	Outcomes   []Outcome `cbor:"7,keyasint,omitempty"`
	Sources    []Source  `cbor:"8,keyasint,omitempty"`
	Tags       []string  `cbor:"9,keyasint,omitempty"`
	People     []string  `cbor:"10,keyasint,omitempty"`
	Strategies []string  `cbor:"11,keyasint,omitempty"`
	Text       string    `cbor:"12,keyasint,omitempty"`
	InBin      bool      `cbor:"13,keyasint,omitempty"`
	Newest     bool      `cbor:"14,keyasint,omitempty"`
	Limit      int       `cbor:"15,keyasint,omitempty"`
	Tests      []testDoc `cbor:"16,keyasint,omitempty"`
}

type testDoc struct {
	Of    string  `cbor:"1,keyasint"`
	Sign  string  `cbor:"2,keyasint"`
	Value float64 `cbor:"3,keyasint"`
}

func (f *Filter) encoded(c *codec) ([]byte, error) {
	q := f.Query
	d := filterDoc{
		Name: f.Name, Area: string(q.Area), From: q.From.String(), To: q.To.String(),
		Types: q.Types, Kinds: q.Kinds, Outcomes: q.Outcomes, Sources: q.Sources,
		Tags: q.Tags, People: q.People, Strategies: q.Strategies, Text: q.Text, InBin: q.InBin, Newest: q.Newest, Limit: q.Limit,
	}
	for _, t := range q.Tests {
		d.Tests = append(d.Tests, testDoc{t.Of, string(t.Sign), t.Value})
	}
	return c.encode(docFilter, d)
}

func (c *codec) decodeFilter(body []byte) (*Filter, error) {
	var d filterDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	f := &Filter{Name: d.Name, Query: Query{
		Area: AreaID(d.Area), Types: d.Types, Kinds: d.Kinds, Outcomes: d.Outcomes, Sources: d.Sources,
		Tags: d.Tags, People: d.People, Strategies: d.Strategies, Text: d.Text, InBin: d.InBin, Newest: d.Newest, Limit: d.Limit,
	}}
	for _, t := range d.Tests {
		f.Query.Tests = append(f.Query.Tests, Test{t.Of, Sign(t.Sign), t.Value})
	}
	if err := readDays(d.From, &f.Query.From, d.To, &f.Query.To); err != nil {
		return nil, err
	}
	return f, nil
}

// readDays reads the first and the last day of a document; an empty text is no day.
func readDays(from string, first *Date, to string, last *Date) error {
	for _, day := range []struct {
		text string
		into *Date
	}{{from, first}, {to, last}} {
		if day.text == "" {
			continue
		}
		var err error
		if *day.into, err = ParseDate(day.text); err != nil {
			return fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
		}
	}
	return nil
}

// filter adds a filter, under another name if this copy has a different filter of that name.
func (u *union) filter(rec vault.RecordID, other *Filter) error {
	return u.named(rec, other.Name, func(name string) (document, document) {
		f := *other
		f.Name = name
		if here, exists := u.j.filterItem(name); exists {
			f.Name = here.Name
			return &f, &here.Filter
		}
		return &f, nil
	})
}
