package exchange

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/jsonparts"
	"enactive/journal/naming"
)

// The reviews and saved filters in JSON exports.

// reviewObject is a review in an export.
type reviewObject struct {
	From     string    `json:"from"`
	To       string    `json:"to"`
	Area     string    `json:"area,omitempty"` // its name; empty means all areas
	Text     string    `json:"text"`
	Created  time.Time `json:"created,omitzero"`
	Modified time.Time `json:"modified,omitzero"`
}

// filterObject is a saved filter in an export.
type filterObject struct {
	Name       string            `json:"name"`
	Area       string            `json:"area,omitempty"`
	From       string            `json:"from,omitempty"`
	To         string            `json:"to,omitempty"`
	Types      []journal.Type    `json:"types,omitempty"`
	Kinds      []journal.Kind    `json:"kinds,omitempty"`
	Outcomes   []journal.Outcome `json:"outcomes,omitempty"`
	Sources    []journal.Source  `json:"sources,omitempty"`
	Tags       []string          `json:"tags,omitempty"`
	People     []string          `json:"people,omitempty"`
	Strategies []string          `json:"strategies,omitempty"`
	Tests      []testObject      `json:"tests,omitempty"`
	Text       string            `json:"text,omitempty"`
	InBin      bool              `json:"in_bin,omitempty"`
	Newest     bool              `json:"newest,omitempty"`
	Limit      int               `json:"limit,omitempty"`
}

// choosesAll reports whether q selects entries only by area and days.
func choosesAll(q journal.Query) bool {
	lists := len(q.Types) + len(q.Kinds) + len(q.Outcomes) + len(q.Sources) + len(q.Tags) + len(q.People) + len(q.Strategies) + len(q.IDs) + len(q.Tests)
	return lists == 0 && q.Text == "" && q.Limit == 0
}

// reviewsFor returns the reviews of an export: those within q's days of q's area, or of all
// areas. A query that selects entries by anything else has none.
func reviewsFor(j *journal.Journal, q journal.Query, names map[journal.AreaID]string) []reviewObject {
	if !choosesAll(q) {
		return nil
	}
	var all []reviewObject
	for _, r := range j.Reviews() {
		early := !q.From.IsZero() && r.From.Before(q.From)
		late := !q.To.IsZero() && q.To.Before(r.To)
		if early || late || q.Area != "" && r.Area != q.Area {
			continue
		}
		all = append(all, reviewObject{r.From.String(), r.To.String(), names[r.Area], r.Text, r.Created, r.Modified})
	}
	return all
}

// filtersFor returns the filters of an export: all for a whole journal, and else none.
func filtersFor(j *journal.Journal, q journal.Query, names map[journal.AreaID]string, measures map[journal.MeasureID]*journal.Measure) []filterObject {
	if !choosesAll(q) || q.Area != "" || !q.From.IsZero() || !q.To.IsZero() {
		return nil
	}
	var all []filterObject
	for _, f := range j.Filters() {
		q := f.Query
		all = append(all, filterObject{
			Name: f.Name, Area: names[q.Area], From: q.From.String(), To: q.To.String(),
			Types: q.Types, Kinds: q.Kinds, Outcomes: q.Outcomes, Sources: q.Sources,
			Tags: q.Tags, People: q.People, Strategies: q.Strategies, Tests: testObjects(q.Tests, measures),
			Text: q.Text, InBin: q.InBin, Newest: q.Newest, Limit: q.Limit,
		})
	}
	return all
}

// writeList writes a list under its own key, or nothing if it is empty.
func writeList[T any](o *jsonWriter, key string, list []T) error {
	if len(list) == 0 {
		return nil
	}
	o.w.WriteString("],\n\"" + key + "\":[")
	for i := range list {
		if err := o.add(i, list[i]); err != nil {
			return err
		}
	}
	return nil
}

// allAreas is the area index of a review or filter without an area.
const allAreas = -1

// pendingReview and pendingFilter are not assigned to an area yet; area is its index in Import.areas.
type pendingReview struct {
	journal.Review
	area int
}

type pendingFilter struct {
	journal.Filter
	area int
}

// list reads the list under a key, one object at a time.
func (in *jsonImport) list(key string, list jsonparts.Part, known shape, take func(raw []byte) *RowError) {
	if list.Raw == nil {
		return
	}
	for e := range jsonparts.Of(list.Raw) {
		in.count++
		bad := &RowError{Column: key, Value: string(e.Raw), is: noObject(), Want: fault.Text("a-list-of-objects-as-in-an-export")}
		if e.Raw[0] == '{' {
			in.noteUnknown(key, e.Raw, known)
			if bad = take(e.Raw); bad == nil && !utf8.Valid(e.Raw) {
				in.intake.imp.Replaced++
			}
		}
		if bad != nil {
			in.intake.refuse(bad, in.lines.at(list.At+e.At))
		}
	}
}

func reviewShape() shape {
	return shape{"from": nil, "to": nil, "area": nil, "text": nil, "created": nil, "modified": nil}
}

func filterShape() shape {
	return shape{"name": nil, "area": nil, "from": nil, "to": nil, "types": nil, "kinds": nil, "outcomes": nil, "sources": nil,
		"tags": nil, "people": nil, "strategies": nil, "tests": {"of": nil, "sign": nil, "value": nil}, "text": nil, "in_bin": nil, "newest": nil, "limit": nil}
}

func (in *jsonImport) review(raw []byte) *RowError {
	var o reviewObject
	if err := json.Unmarshal(raw, &o); err != nil {
		return objectError("reviews", err)
	}
	r := pendingReview{Review: journal.Review{Text: o.Text, Created: o.Created, Modified: o.Modified}}
	bad := firstRowError(readDay("reviews.from", o.From, &r.From), readDay("reviews.to", o.To, &r.To), in.areaOf("reviews", o.Area, &r.area))
	if bad != nil {
		return bad
	}
	var err error
	if r.Review, err = journal.CheckReview(r.Review); err != nil {
		return fieldError(err, func(field string) string { return "reviews." + field })
	}
	if r.Text == "" {
		return &RowError{Column: "reviews.text", Want: fault.Text("the-text-of-the-review")}
	}
	if in.repeated(o.From, o.To, itoa(r.area)) {
		return &RowError{Column: "reviews", Value: o.From + " to " + o.To, is: thereTwice(), Want: fault.Text("a-single-review-for-the-same-days")}
	}
	in.intake.imp.reviews = append(in.intake.imp.reviews, r)
	return nil
}

func (in *jsonImport) filter(raw []byte) *RowError {
	var o filterObject
	if err := json.Unmarshal(raw, &o); err != nil {
		return objectError("filters", err)
	}
	f := pendingFilter{Filter: journal.Filter{Name: o.Name, Query: journal.Query{
		Types: o.Types, Kinds: o.Kinds, Outcomes: o.Outcomes, Sources: o.Sources, Tags: o.Tags, People: o.People, Strategies: o.Strategies,
		Text: o.Text, InBin: o.InBin, Newest: o.Newest, Limit: o.Limit,
	}}}
	var bad *RowError
	if f.Query.Tests, bad = in.tests(o.Tests); bad != nil {
		return bad
	}
	if o.From != "" {
		bad = readDay("filters.from", o.From, &f.Query.From)
	}
	if o.To != "" {
		bad = firstRowError(bad, readDay("filters.to", o.To, &f.Query.To))
	}
	if bad = firstRowError(bad, in.areaOf("filters", o.Area, &f.area)); bad != nil {
		return bad
	}
	var err error
	if f.Filter, err = journal.CheckFilter(f.Filter); err != nil {
		return fieldError(err, func(field string) string { return "filters." + field })
	}
	if in.repeated(naming.Key(f.Name)) {
		return &RowError{Column: "filters.name", Value: f.Name, is: thereTwice(), Want: fault.Text("a-name-that-no-other-filter-has")}
	}
	in.intake.imp.filters = append(in.intake.imp.filters, f)
	return nil
}

// repeated reports whether it was called with the same values before.
func (in *jsonImport) repeated(what ...string) bool {
	key := strings.Join(what, "\n")
	before := in.seen[key]
	in.seen[key] = true
	return before
}

func firstRowError(errs ...*RowError) *RowError { return cmp.Or(errs...) }

func readDay(column, text string, into *journal.Date) *RowError {
	var err error
	if *into, err = journal.ParseDate(text); err != nil {
		return &RowError{Column: column, Value: text, is: fault.Text("not-a-day-in-the-calendar-of-a-value"), Want: fault.Text("like-example", fault.V{"Example": "2026-11-23"})}
	}
	return nil
}

// areaOf stores the index of the area with that name; an empty name means allAreas.
func (in *jsonImport) areaOf(key, name string, place *int) *RowError {
	*place = allAreas
	if name == "" {
		return nil
	}
	name, err := cleanArea(name)
	if err != nil {
		return fieldError(err, func(string) string { return key + ".area" })
	}
	*place = in.intake.imp.areaNamed(name)
	return nil
}

// missingIn returns the reviews and filters of i that j lacks. ids are those of the areas of i;
// an area without one is to be created.
func (i *Import) missingIn(j *journal.Journal, ids []journal.AreaID) (reviews []pendingReview, filters []pendingFilter) {
	seen := map[journal.Review]bool{}
	for _, r := range i.reviews {
		if r.area != allAreas {
			r.Area = ids[r.area]
		}
		_, there := j.Review(r.From, r.To, r.Area)
		there = there && (r.area == allAreas || r.Area != "")
		name := journal.Review{From: r.From, To: r.To, Area: r.Area}
		if there || r.Area != "" && seen[name] {
			continue
		}
		seen[name] = true
		reviews = append(reviews, r)
	}
	names := map[string]bool{}
	for _, f := range j.Filters() {
		names[naming.Key(f.Name)] = true
	}
	for _, f := range i.filters {
		if f.area != allAreas {
			f.Query.Area = ids[f.area]
		}
		if !names[naming.Key(f.Name)] {
			filters = append(filters, f)
		}
	}
	return reviews, filters
}
