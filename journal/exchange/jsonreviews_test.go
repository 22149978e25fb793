package exchange_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// november returns a day of November 2026.
func november(day int) journal.Date {
	return journal.Date{Year: 2026, Month: time.November, Day: day}
}

// withReviews returns a journal of two areas with reviews and a filter.
func withReviews(t *testing.T) *journal.Journal {
	t.Helper()
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	running, _ := j.AreaNamed("Running")
	for _, r := range []journal.Review{
		{From: november(1), To: november(30), Text: "My <November>.\nIt rained."},
		{From: november(1), To: november(30), Area: running.ID, Text: "I ran."},
		{From: november(2), To: november(8), Area: running.ID, Text: "One week."},
	} {
		if _, err := j.SaveReview(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	f := journal.Filter{Name: "Wet runs", Query: journal.Query{Area: running.ID, From: november(1), Outcomes: []journal.Outcome{journal.Setback}, Tags: []string{"race"}, Newest: true}}
	if err := j.SaveFilter(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	return j
}

func TestReviewsAndFiltersAreExported(t *testing.T) {
	j := withReviews(t)
	const written = `,"created":"2026-11-23T18:05:00+01:00","modified":"2026-11-23T18:05:00+01:00"}`
	want := "],\n\"reviews\":[\n" +
		`{"from":"2026-11-02","to":"2026-11-08","area":"Running","text":"One week."` + written + ",\n" +
		`{"from":"2026-11-01","to":"2026-11-30","text":"My <November>.\nIt rained."` + written + ",\n" +
		`{"from":"2026-11-01","to":"2026-11-30","area":"Running","text":"I ran."` + written + "],\n\"filters\":[\n" +
		`{"name":"Wet runs","area":"Running","from":"2026-11-01","outcomes":["setback"],"tags":["race"],"newest":true}` + "],\n\"entries\":["
	file := exportJSON(t, j, journal.Query{})
	if !strings.Contains(file, want) {
		t.Errorf("the export lacks\n%s\nin\n%s", want, file)
	}
	if faults := schemaFaults(t, file); faults != nil {
		t.Error(faults)
	}
	running, _ := j.AreaNamed("Running")
	career, _ := j.AreaNamed("Career")
	for _, c := range []struct {
		name    string
		q       journal.Query
		reviews int
		filters bool
	}{
		{"all", journal.Query{Newest: true}, 3, true},
		{"one area", journal.Query{Area: running.ID}, 2, false},
		{"another area", journal.Query{Area: career.ID}, 0, false},
		{"some days", journal.Query{From: november(2), To: november(29)}, 1, false},
		{"entries chosen by a tag", journal.Query{Tags: []string{"race"}}, 0, false},
		{"entries that were searched for", journal.Query{Text: "rain"}, 0, false},
	} {
		file := exportJSON(t, j, c.q)
		if got := strings.Count(file, `{"from":`); got != c.reviews || strings.Contains(file, `"filters":`) != c.filters || strings.Contains(file, `"reviews":`) != (c.reviews > 0) {
			t.Errorf("%s: %d reviews, want %d, and filters %v, in\n%s", c.name, got, c.reviews, c.filters, file)
		}
	}
}

func TestImportDoesNotChangeExistingReviewsAndFilters(t *testing.T) {
	file := exportJSON(t, withReviews(t), journal.Query{})
	j := newJournal(t)
	imp := importJSON(t, j, file)
	if imp.Reviews != 3 || imp.ReviewsThere != 0 || imp.Filters != 1 || imp.FiltersThere != 0 {
		t.Errorf("first: %+v", imp)
	}
	what, _ := j.CanUndo()
	if _, err := j.Undo(t.Context()); err != nil || describe.Step(what) != "Import journal.json" || len(j.Reviews())+len(j.Filters()) != 0 {
		t.Errorf("undoing %q: %v leaves %+v and %+v", what, err, j.Reviews(), j.Filters())
	}
	importJSON(t, j, file)
	imp = importJSON(t, j, strings.ReplaceAll(strings.ReplaceAll(file, "I ran.", "I swam."), `"tags":["race"],"newest"`, `"newest"`))
	if imp.Reviews != 0 || imp.ReviewsThere != 3 || imp.Filters != 0 || imp.FiltersThere != 1 {
		t.Errorf("again: %+v", imp)
	}
	if got := exportJSON(t, j, journal.Query{}); got != file {
		t.Errorf("got\n%s\nwant\n%s", got, file)
	}
}

func TestImportedReviewsAndFiltersFindTheirArea(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, "time,area\n2026-11-01,Mine\n", exchange.ImportPlan{})
	imp := importJSON(t, j, `{"format":"enactive","version":1,"entries":[],
"reviews":[{"from":"2026-11-01","to":"2026-11-07","area":"mine","text":"a","mood":1},{"from":"2026-11-01","to":"2026-11-07","area":"Yours","text":"b"},{"from":"2026-11-01","to":"2026-11-07","text":"c"}],
"filters":[{"name":"x","area":"Yours","size":3}]}`)
	if !slices.Equal(imp.NewAreas, []string{"Yours"}) || !slices.Equal(imp.LeftOut, []string{"filters.size", "reviews.mood"}) || imp.Reviews != 3 {
		t.Errorf("got %+v", imp)
	}
	mine, _ := j.AreaNamed("Mine")
	yours, _ := j.AreaNamed("Yours")
	for area, want := range map[journal.AreaID]string{mine.ID: "a", yours.ID: "b", "": "c"} {
		if r, ok := j.Review(november(1), november(7), area); !ok || r.Text != want || !r.Created.Equal(now) {
			t.Errorf("the review of %q is %+v (%v), want %q", area, r, ok, want)
		}
	}
	if f := j.Filters(); len(f) != 1 || f[0].Query.Area != yours.ID {
		t.Errorf("filters: %+v", f)
	}
}

func TestInvalidReviewsAndFiltersAreRejected(t *testing.T) {
	const good = `"from":"2026-11-01","to":"2026-11-07"`
	for _, c := range []struct{ name, words, want string }{
		{"reviews that are none", `"reviews":{}`, "line 2: reviews must be a list in [ ]"},
		{"filters that are none", `"filters":"x"`, "line 2: filters must be a list in [ ]"},
		{"a review that is a text", `"reviews":["x"]`, `j.json, line 2, reviews: "\"x\"" is not an object`},
		{"a review without words", `"reviews":[{` + good + `,"text":" "}]`, "line 2, reviews.text is missing"},
		{"a review without a day", "\"reviews\":[\n{\"from\":\"2026-11-01\",\"text\":\"x\"}]", `line 3, reviews.to`},
		{"a day that is none", `"reviews":[{"from":"2026-02-30","to":"2026-11-07","text":"x"}]`, `reviews.from: "2026-02-30" is not a day in the calendar`},
		{"days in the wrong order", `"reviews":[{"from":"2026-11-09","to":"2026-11-07","text":"x"}]`, `reviews.to: "2026-11-07"`},
		{"a text that is a number", `"reviews":[{` + good + `,"text":5}]`, `reviews.text: "number" is the wrong type of value`},
		{"a moment that is none", `"reviews":[{` + good + `,"text":"x","created":"2026-02-31T00:00:00Z"}]`, "is not a date in the calendar"},
		{"a moment long ago", `"reviews":[{` + good + `,"text":"x","created":"0100-01-01T00:00:00Z"}]`, "reviews.created"},
		{"a review twice", `"reviews":[{` + good + `,"text":"x"},{` + good + `,"text":"y"}]`, `"2026-11-01 to 2026-11-07" is duplicated`},
		{"a filter without a name", `"filters":[{"tags":["x"]}]`, "filters.name is missing"},
		{"a filter twice", `"filters":[{"name":"x"},{"name":"X"}]`, `filters.name: "X" is duplicated`},
		{"an outcome of which nobody knows", `"filters":[{"name":"x","outcomes":["great"]}]`, `filters.outcomes: "great"`},
	} {
		_, err := exchange.ReadJSON(t.Context(), strings.NewReader(`{"format":"enactive","version":1,`+"\n"+c.words+"}"), newJournal(t), "j.json")
		if !errors.Is(err, exchange.ErrRejected) || !strings.Contains(describe.Error(err), c.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", c.name, err, c.want)
		}
	}
}

// An export of some entries does not hand on the goals of areas that have none of them.
func TestSelectedEntriesComeWithTheirAreasAlone(t *testing.T) {
	j := withReviews(t)
	running, _ := j.AreaNamed("Running")
	career, _ := j.AreaNamed("Career")
	if _, err := j.Save(t.Context(), journal.Entry{Type: journal.Experience, Area: running.ID, Time: j.Now(), Title: "Shared", Tags: []string{"coach"}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		q     journal.Query
		areas []string
	}{
		{"all", journal.Query{}, []string{"Running", "Career"}},
		{"some days", journal.Query{From: november(29), To: november(30)}, []string{"Running", "Career"}},
		{"a tag", journal.Query{Tags: []string{"coach"}}, []string{"Running"}},
		{"words that no entry has", journal.Query{Text: "zebra"}, nil},
		{"a tag of another area", journal.Query{Tags: []string{"coach"}, Area: career.ID}, nil},
	} {
		var file struct{ Areas []struct{ Name string } }
		if err := json.Unmarshal([]byte(exportJSON(t, j, c.q)), &file); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range file.Areas {
			got = append(got, a.Name)
		}
		if !slices.Equal(got, c.areas) {
			t.Errorf("%s: the areas are %q, want %q", c.name, got, c.areas)
		}
	}
}
