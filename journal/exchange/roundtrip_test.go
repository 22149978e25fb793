package exchange_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/optional"
)

// hostile are texts that have broken importers and spreadsheets.
var hostile = []string{
	"", " ", "=1+1", "+1", "-1", "@SUM(A1)", "'", "''=x", "＝1", "－", "\t", "\r", "\n", "\r\n", "\x00", "\x1b[31m", "\u0085",
	`"`, `""`, `",`, ",", ";", "; ", `\`, `\;`, `\\`, "[x] ", "[ ] ", "[x]", " (mentor)", " (peer) (coach)", "(mentor)",
	"\uFEFF", "\u200b", "\u202e", "\u2028", "مرحبا", "日本", "👩‍👩‍👧‍👦", "é", "e\u0301", "\xff\xfe", "\xc3", "0", "140", "NaN", "2026-02-31",
	"null", "<b>&amp;</b>", "%s", "Ana", "rain", "a", "İ", "\\.", "#", "sep=;", strings.Repeat("long ", 3000),
}

func hostileText() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(hostile), rapid.SampledFrom(hostileMarkdown), rapid.String())
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces"), "")
	})
}

// hostileLine is short enough for a title or a name.
func hostileLine() *rapid.Generator[string] {
	return hostileText().Filter(func(s string) bool { return len(s)*3 < journal.MaxLine })
}

func hostileList() *rapid.Generator[[]string] { return rapid.SliceOfN(hostileText(), 0, 3) }

func anyTime() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		zone := time.FixedZone("", 60*rapid.OneOf(rapid.Just(0), rapid.Just(60), rapid.IntRange(-12*60, 14*60)).Draw(t, "offset"))
		first := time.Date(journal.FirstYear, 1, 2, 0, 0, 0, 0, time.UTC).Unix()
		last := time.Date(journal.LastYear, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
		return time.Unix(rapid.Int64Range(first, last).Draw(t, "seconds"), 0).In(zone)
	})
}

func maybe[T ~float64](t *rapid.T, name string, low, high float64) optional.Value[T] {
	if !rapid.Bool().Draw(t, name+" is given") {
		return optional.Value[T]{}
	}
	return optional.Some(T(rapid.OneOf(rapid.Float64Range(low, high), rapid.Just(low), rapid.Just(high)).Draw(t, name)))
}

func anyEntry(areas []journal.Area) *rapid.Generator[journal.Entry] {
	return rapid.Custom(func(t *rapid.T) journal.Entry {
		e := journal.Entry{
			Type: rapid.SampledFrom(journal.Types()).Draw(t, "type"), Time: anyTime().Draw(t, "time"),
			Area:   rapid.SampledFrom(areas).Draw(t, "area").ID,
			Source: rapid.SampledFrom(append(journal.Sources(), "")).Draw(t, "source"),
			Kind:   rapid.SampledFrom(append(journal.Kinds(), "")).Draw(t, "kind"),
			Title:  hostileLine().Draw(t, "title"), Intention: hostileText().Draw(t, "intention"), Happened: hostileText().Draw(t, "happened"),
			StressExpected: maybe[journal.Rating](t, "stress expected", 0, 100),
			Appraisal:      rapid.SampledFrom(append(journal.Appraisals(), "")).Draw(t, "appraisal"),
			Difficulty:     maybe[journal.Difficulty](t, "difficulty", 1, 10), Effort: maybe[journal.Rating](t, "effort", 0, 100),
			Luck: maybe[journal.Luck](t, "luck", 0, 10), Controllable: rapid.SampledFrom(append(journal.Controllables(), "")).Draw(t, "controllable"),
			Mastery:        rapid.SampledFrom(append(journal.Evidences(), "")).Draw(t, "mastery"),
			Privacy:        rapid.SampledFrom(append(journal.Privacies(), "")).Draw(t, "privacy"),
			EfficacyBefore: maybe[journal.Rating](t, "before", 0, 100),
			Sacrifices:     hostileList().Draw(t, "sacrifices"), Lessons: hostileList().Draw(t, "lessons"),
			Strategies: hostileList().Draw(t, "strategies"), Tags: hostileList().Draw(t, "tags"), Note: hostileText().Draw(t, "note"),
		}
		for _, s := range hostileList().Draw(t, "obstacles") {
			o := journal.Obstacle{Text: s, Overcome: rapid.Bool().Draw(t, "overcome")}
			if rapid.Bool().Draw(t, "has a plan") {
				said := rapid.SampledFrom(append(journal.YesNos(), ""))
				o.Then, o.Came, o.Held, o.Helped = hostileText().Draw(t, "then"), said.Draw(t, "came"), said.Draw(t, "held"), said.Draw(t, "helped")
			}
			e.Obstacles = append(e.Obstacles, o)
		}
		for _, s := range rapid.SliceOfN(hostileLine(), 0, 3).Draw(t, "people") {
			e.People = append(e.People, journal.Person{Name: s, Role: rapid.SampledFrom(append(journal.Roles(), "")).Draw(t, "role")})
		}
		for range rapid.IntRange(0, 2).Draw(t, "answers") {
			e.Answers = append(e.Answers, journal.Answer{Question: "q" + hostileLine().Draw(t, "question"),
				When: rapid.SampledFrom(journal.AskedTimes()).Draw(t, "asked"), Text: hostileText().Draw(t, "answer")})
		}
		if e.Type != journal.Plan {
			e.Performance, e.Stress = maybe[journal.Rating](t, "performance", 0, 100), maybe[journal.Rating](t, "stress", 0, 100)
			e.EfficacyAfter = maybe[journal.Rating](t, "after", 0, 100)
		}
		if e.Type == journal.Experience {
			e.Outcome = rapid.SampledFrom(append(journal.Outcomes(), "")).Draw(t, "outcome")
		}
		if e.Type == journal.CheckIn {
			e.EfficacyBefore = optional.Some(journal.Rating(rapid.Float64Range(0, 100).Draw(t, "rating")))
		}
		if rapid.Bool().Draw(t, "rated at a time of its own") {
			e.EfficacyBeforeAt = anyTime().Draw(t, "rated at")
		}
		if rapid.Bool().Draw(t, "written before") {
			e.Created, e.Modified = anyTime().Draw(t, "created"), anyTime().Draw(t, "modified")
		}
		return e
	})
}

func anyAreas(t *rapid.T) []journal.Area {
	var areas []journal.Area
	for i := range rapid.IntRange(1, 3).Draw(t, "areas") {
		a := journal.Area{
			ID:      journal.AreaID("0000000000000000000000000" + string(rune('1'+i))),
			Name:    rapid.SampledFrom(hostile[:len(hostile)-1]).Draw(t, "area") + string(rune('a'+i)),
			Purpose: hostileText().Draw(t, "purpose"), Obstacles: hostileList().Draw(t, "expected obstacles"),
			Color: rapid.IntRange(0, 359).Draw(t, "color"), Order: i, Archived: rapid.Bool().Draw(t, "archived"),
			Created: anyTime().Draw(t, "area created"), Modified: anyTime().Draw(t, "area modified"),
		}
		if rapid.Bool().Draw(t, "has plans") {
			a.Goals = []journal.Goal{{Text: hostileText().Draw(t, "goal"), Done: true, Actions: []journal.Action{{If: "it rains", Then: hostileText().Draw(t, "then")}}}}
			a.Ladder = []journal.Rung{{Text: hostileText().Draw(t, "rung"), Difficulty: maybe[journal.Difficulty](t, "rung difficulty", 1, 10),
				Ratings: []journal.RungRating{{At: anyTime().Draw(t, "rung rated"), Value: journal.Rating(rapid.Float64Range(0, 100).Draw(t, "rung rating"))}}}}
		}
		areas = append(areas, a)
	}
	return areas
}

// anyReviews draws reviews and filters of some of the areas or of all.
func anyReviews(t *rapid.T, areas []journal.Area) (reviews []journal.Review, filters []journal.Filter) {
	areaID := rapid.SampledFrom(append([]journal.Area{{}}, areas...))
	anyDay := rapid.Custom(func(t *rapid.T) journal.Date { return journal.DateOf(anyTime().Draw(t, "day")) })
	for i := range rapid.IntRange(0, 3).Draw(t, "reviews") {
		r := journal.Review{From: anyDay.Draw(t, "first"), Area: areaID.Draw(t, "area of review").ID, Text: "x" + hostileText().Draw(t, "words")}
		r.To = r.From.AddDays(i) // no two are of the same days
		r.Created, r.Modified = anyTime().Draw(t, "written"), anyTime().Draw(t, "rewritten")
		if r.To.Year <= journal.LastYear {
			reviews = append(reviews, r)
		}
	}
	some := func(all []string) []string { return all[:rapid.IntRange(0, len(all)).Draw(t, "many")] }
	for i := range rapid.IntRange(0, 2).Draw(t, "filters") {
		q := journal.Query{Area: areaID.Draw(t, "area of filter").ID, Tags: some([]string{"=a", "b;"}), People: hostileList().Draw(t, "with"),
			Strategies: hostileList().Draw(t, "by"), Text: hostileLine().Draw(t, "text"), InBin: rapid.Bool().Draw(t, "bin"),
			Newest: rapid.Bool().Draw(t, "newest"), Limit: rapid.IntRange(0, 2).Draw(t, "limit"),
			Types:    rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Types()), 0, 2, rapid.ID[journal.Type]).Draw(t, "types"),
			Outcomes: rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Outcomes()), 0, 2, rapid.ID[journal.Outcome]).Draw(t, "outcomes"),
			Kinds:    rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Kinds()), 0, 2, rapid.ID[journal.Kind]).Draw(t, "kinds"),
			Sources:  rapid.SliceOfNDistinct(rapid.SampledFrom(journal.Sources()), 0, 2, rapid.ID[journal.Source]).Draw(t, "sources")}
		if rapid.Bool().Draw(t, "has days") {
			q.From, q.To = anyDay.Draw(t, "from"), anyDay.Draw(t, "to")
		}
		filters = append(filters, journal.Filter{Name: hostileLine().Draw(t, "name") + string(rune('a'+i)), Query: q})
	}
	return reviews, filters
}

// asStored gives entries the ids and creation times of stored ones, which may have future
// results.
func asStored(t *rapid.T, j *journal.Journal, entries []journal.Entry) {
	t.Helper()
	for i := range entries {
		id, err := j.NewEntryID()
		if err != nil {
			t.Fatal(err)
		}
		entries[i].ID = id
		if entries[i].Created.IsZero() {
			entries[i].Created = now
		}
	}
}

func TestExportsRoundTripByteForByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, viaCSV, viaJSON := newJournal(t), newJournal(t), newJournal(t)
		areas := anyAreas(t)
		entries := rapid.SliceOfN(anyEntry(areas), 0, 6).Draw(t, "entries")
		asStored(t, first, entries)
		reviews, filters := anyReviews(t, areas)
		if err := first.SaveBatch(t.Context(), journal.Batch{Areas: areas, Entries: entries, Reviews: reviews, Filters: filters}); err != nil {
			t.Fatal(err)
		}
		table, file := exportCSV(t, first, journal.Query{}), exportJSON(t, first, journal.Query{})
		importCSV(t, viaCSV, table, exchange.ImportPlan{})
		if again := exportCSV(t, viaCSV, journal.Query{}); again != table {
			t.Fatalf("exported first:\n%q\nafter an import elsewhere:\n%q", table, again)
		}
		if imp := importJSON(t, viaJSON, file); len(imp.LeftOut) > 0 {
			t.Fatalf("left out of our own export: %q", imp.LeftOut)
		}
		if again := exportJSON(t, viaJSON, journal.Query{}); again != file {
			t.Fatalf("exported first:\n%s\nafter an import elsewhere:\n%s", file, again)
		}
		if again := exportCSV(t, viaJSON, journal.Query{}); again != table {
			t.Fatalf("as CSV at first:\n%q\nafter an import of the JSON elsewhere:\n%q", table, again)
		}
		if imp := readJSON(t, viaJSON, file); imp.Reviews+imp.Filters+imp.Different != 0 || imp.ReviewsThere != len(reviews) || imp.FiltersThere != len(filters) {
			t.Fatalf("importing it again would add %d reviews and %d filters and find %d and %d", imp.Reviews, imp.Filters, imp.ReviewsThere, imp.FiltersThere)
		}
		for _, j := range []*journal.Journal{first, viaCSV, viaJSON} {
			imp := readCSV(t, j, table, exchange.ImportPlan{})
			if imp.Added != 0 || imp.AlreadyThere != len(entries) || imp.Different != 0 || len(imp.NewAreas) != 0 {
				t.Fatalf("importing it again would add %d, find %d and make %q; want none of %d", imp.Added, imp.AlreadyThere, imp.NewAreas, len(entries))
			}
		}
	})
}
