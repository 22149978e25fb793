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
	"enactive/journal/optional"
)

func TestAnEmptyJournalExportsEmptyLists(t *testing.T) {
	want := "{\"format\":\"enactive\",\"version\":1,\"exported\":\"2026-11-23T18:05:00+01:00\",\n\"areas\":[],\n\"people\":[],\n\"entries\":[]}\n"
	if got := exportJSON(t, newJournal(t), journal.Query{}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJSONHasTheNamesOfTheCSVAndOmitsEmptyValues(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	file := exportJSON(t, j, journal.Query{Newest: true})
	for _, want := range []string{
		`{"name":"Ana","role":"mentor","entries":1}`, `{"name":"Ben","entries":1}`,
		`{"id":"01KA0000000000000000000001","type":"experience","time":"2026-11-01T09:00:00+01:00","area":"Running","source":"mastery","kind":"stretch","title":"5 km",` +
			`"intention":"under 30 minutes, calm","happened":"I ran \"flat out\"","outcome":"success","performance":70.5,"stress":40,"stress_expected":60,"appraisal":"challenge",` +
			`"difficulty":6,"effort":80,"luck":2,"controllable":"yes","efficacy_before":55,"efficacy_before_at":"2026-11-01T08:00:00+01:00","efficacy_after":75,` +
			`"obstacles":[{"text":"rain","overcome":true},{"text":"knees"}],"sacrifices":["sleep"],"lessons":["start slower","breathe; then go"],"strategies":["breathing"],` +
			`"people":[{"name":"Ana","role":"mentor"},{"name":"Ben"}],"tags":["race"],"note":"=great","created":"2026-10-31T20:00:00+01:00","modified":"2026-11-01T12:00:00+01:00"}`,
		`{"id":"01KA0000000000000000000003","type":"checkin","time":"2026-12-02T09:00:00-03:30","area":"Career","efficacy_before":0,"efficacy_before_at":"2026-12-02T09:00:00-03:30",` +
			`"created":"2026-12-02T09:00:00-03:30","modified":"2026-12-02T09:00:00-03:30"}]}`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("the export lacks\n%s\nin\n%s", want, file)
		}
	}
	career, _ := j.AreaNamed("Career")
	if one := exportJSON(t, j, journal.Query{Area: career.ID}); strings.Contains(one, "Running") || !strings.Contains(one, `"name":"Career"`) {
		t.Errorf("the export of one area: %s", one)
	}
}

func TestAreasRoundTrip(t *testing.T) {
	first, second := newJournal(t), newJournal(t)
	area := journal.Area{
		ID: "01KA00000000000000000000AA", Name: "Running", Purpose: "to breathe", Obstacles: []string{"rain"}, Color: 210, Order: 3, Archived: true,
		Goals: []journal.Goal{{Text: "10 km", Done: true, Actions: []journal.Action{{If: "it is Tuesday", Then: "I run"}}}},
		Ladder: []journal.Rung{{Text: "5 km", Difficulty: optional.Some(journal.Difficulty(4)),
			Ratings: []journal.RungRating{{At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Value: 0}}}},
		Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Modified: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC),
	}
	if err := first.SaveBatch(t.Context(), journal.Batch{Areas: []journal.Area{area}}); err != nil {
		t.Fatal(err)
	}
	file := exportJSON(t, first, journal.Query{})
	if imp := importJSON(t, second, file); !slices.Equal(imp.NewAreas, []string{"Running"}) {
		t.Errorf("new areas %q, want Running, which has no entries", imp.NewAreas)
	}
	if got := exportJSON(t, second, journal.Query{}); got != file {
		t.Errorf("got\n%s\nwant\n%s", got, file)
	}
	imp := importJSON(t, second, strings.ReplaceAll(file, "to breathe", "to win"))
	if a, _ := second.AreaNamed("running"); len(imp.NewAreas) != 0 || a.Purpose != "to breathe" {
		t.Errorf("an existing area: made %q, its purpose is now %q; want it as it was", imp.NewAreas, a.Purpose)
	}
	a, _ := second.AreaNamed("Running")
	a.Name = "Trails"
	if _, err := second.SaveArea(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if imp := importJSON(t, second, file); len(imp.NewAreas) != 0 || len(second.Areas()) != 1 {
		t.Errorf("an area that was renamed meanwhile: made %q", imp.NewAreas)
	}
}

func TestImportedAreasFollowExistingOnes(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, "time,area\n2026-11-01,Mine\n2026-11-01,Also mine\n", exchange.ImportPlan{})
	importJSON(t, j, `{"format":"enactive","version":1,"areas":[{"name":"B"},{"name":"A","order":1}],"entries":[{"time":"2026-11-01","area":"C"}]}`)
	var names []string
	for _, a := range j.Areas() {
		names = append(names, a.Name)
	}
	if want := []string{"Mine", "Also mine", "B", "A", "C"}; !slices.Equal(names, want) {
		t.Errorf("the areas are %q, want %q", names, want)
	}
}

func TestForeignJSONIsImported(t *testing.T) {
	j := newJournal(t)
	file := `{"format":"enactive","version":1,"mood":1,
"areas":[{"name":"A","hue":1,"goals":[{"text":"g","by":"x"}]}],
"entries":[
 {"time":"2026-11-01 09:00","area":"a","obstacles":["[x] rain","0"],"people":["Ana (peer)",{"name":"Ben"}],"efficacy_before":60,"weather":"wet","title":null,"tags":null},
 {"id":"","time":"2026-11-02","area":"A"}
]}`
	imp := importJSON(t, j, file)
	if want := []string{"areas.goals.by", "areas.hue", "entries.weather", "mood"}; !slices.Equal(imp.LeftOut, want) {
		t.Errorf("left out %q, want %q", imp.LeftOut, want)
	}
	e := j.Entries(journal.Query{})[0]
	if !slices.Equal(e.Obstacles, []journal.Obstacle{{Text: "rain", Overcome: true}, {Text: "0"}}) ||
		!slices.Equal(e.People, []journal.Person{{Name: "Ana", Role: journal.Peer}, {Name: "Ben"}}) {
		t.Errorf("got %+v", e)
	}
	if !e.EfficacyBeforeAt.Equal(e.Time) {
		t.Errorf("the rating was given at %v, want %v", e.EfficacyBeforeAt, e.Time)
	}
	if imp := importJSON(t, j, file); imp.Added != 0 || imp.AlreadyThere != 2 {
		t.Errorf("again: added %d, there %d; want 0, 2", imp.Added, imp.AlreadyThere)
	}
	// The same row in a table is the same entry.
	if imp := readCSV(t, j, "time,area\n2026-11-02,A\n", exchange.ImportPlan{}); imp.Added != 0 {
		t.Error("an equal row of a table would be added")
	}
}

func TestInvalidJSONIsRejected(t *testing.T) {
	const head = `{"format":"enactive","version":1,` + "\n"
	for _, c := range []struct{ name, file, want string }{
		{"nothing", " \n", "j.json is empty"},
		{"a table", "time,area\n", `j.json is not JSON; an export of a journal begins with {"format":"enactive", and a table is imported as CSV`},
		{"cut off", head + `"entries":[{"time":`, "j.json, line 2: this is not JSON: it ends too early"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00", "j.json is not JSON"},
		{"a list", `[]`, `j.json is not an export of a journal: it does not say "format":"enactive"`},
		{"another program's", `{"metadata":{"version":"1.0"},"entries":[]}`, `it does not say "format":"enactive"`},
		{"no version", `{"format":"enactive"}`, "does not say which version"},
		{"a newer version", `{"format":"enactive","version":2}`, "was written by a newer version of Enactive; import it with that version"},
		{"entries that are none", head + `"entries":{}}`, "j.json, line 2: entries must be a list in [ ]"},
		{"an entry that is none", head + `"entries":[5]}`, `j.json, line 2, entries: "5" is not an object`},
		{"a bad number", head + "\"entries\":[\n{\"time\":\"2026-11-01\",\"area\":\"A\"},\n{\"time\":\"2026-11-01\",\"area\":\"A\",\"stress\":140}]}", `j.json, line 4, stress: "140" is out of range; it must be a number from 0 to 100`},
		{"a number in quotes", head + `"entries":[{"time":"2026-11-01","area":"A","stress":"40"}]}`, `stress: "\"40\"" is not valid; it must be a number from 0 to 100 without quotes`},
		{"a bad time", head + `"entries":[{"time":"2026-02-31","area":"A"}]}`, `line 2, time: "2026-02-31"`},
		{"no area", head + `"entries":[{"time":"2026-11-01"}]}`, "line 2, area is missing"},
		{"a list that is a text", head + `"entries":[{"time":"2026-11-01","area":"A","tags":"a; b"}]}`, `must be a list of texts in quotes in [ ]`},
		{"an id twice", head + `"entries":[{"id":"01KA0000000000000000000001","time":"2026-11-01","area":"A"},{"id":"01KA0000000000000000000001","time":"2026-11-01","area":"A"}]}`, "is also the id of the entry in line 2"},
		{"an area without name", head + `"areas":[{"purpose":"x"}]}`, "line 2, areas.name is missing"},
		{"an area twice", head + `"areas":[{"name":"A"},{"name":"a"}]}`, `areas.name: "a" is duplicated`},
		{"a color of 400", head + `"areas":[{"name":"A","color":400}]}`, `areas.color: "400" is out of range`},
		{"a color in quotes", head + `"areas":[{"name":"A","color":"red"}]}`, `areas.color: "string" is the wrong type of value`},
		{"a rung of 11", head + `"areas":[{"name":"A","ladder":[{"text":"x","difficulty":11}]}]}`, `areas.ladder.difficulty: "11" is out of range`},
		{"a day that is none", head + `"areas":[{"name":"A","created":"2026-02-31T00:00:00Z"}]}`, `is not a date in the calendar`},
		{"a well of brackets", strings.Repeat("[", 33), "is nested more than 32 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			imp, err := exchange.ReadJSON(t.Context(), strings.NewReader(c.file), j, "j.json")
			if !errors.Is(err, exchange.ErrRejected) {
				t.Fatalf("got %+v and %v, want a rejection", imp, err)
			}
			if got := describe.Error(err); !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func parse(t tester, j *journal.Journal, object string, base journal.Entry) journal.Entry {
	t.Helper()
	e, err := exchange.ParseEntryJSON([]byte(object), j, base)
	if err != nil {
		t.Fatalf("reading %s: %v", object, err)
	}
	return e
}

func TestEntryJSONRoundTrips(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	for _, e := range j.Entries(journal.Query{}) {
		object, err := json.Marshal(exchange.EntryJSON(j, e))
		if err != nil {
			t.Fatal(err)
		}
		got := parse(t, j, string(object), journal.Entry{ID: e.ID})
		again, err := json.Marshal(exchange.EntryJSON(j, &got))
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(object) {
			t.Errorf("got\n%s\nwant\n%s", again, object)
		}
	}
}

func TestParseEntryJSONChangesOnlyNamedFields(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	base, _ := j.Entry("01KA0000000000000000000001")
	got := parse(t, j, `{"id":"01KA0000000000000000000001","title":"6 km","stress":null,"note":"","tags":[],"area":"career","time":"2026-11-02T07:00"}`, *base)
	career, _ := j.AreaNamed("Career")
	if got.Title != "6 km" || got.Stress.IsSet() || got.Note != "" || got.Tags != nil || got.Area != career.ID || got.Time.Format(time.RFC3339) != "2026-11-02T07:00:00+01:00" {
		t.Errorf("got %+v", got)
	}
	if got.Performance != base.Performance || !slices.Equal(got.Lessons, base.Lessons) || got.Outcome != base.Outcome {
		t.Errorf("a field that the object does not name changed: %+v", got)
	}
	if len(base.Tags) == 0 || base.Title != "5 km" {
		t.Errorf("the base itself was changed: %+v", base)
	}
}

func TestParseEntryJSONRejectsInvalidObjects(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	for _, c := range []struct{ name, object, want string }{
		{"nothing", ``, "the entry is no JSON object: it ends too early"},
		{"a list", `[]`, "the entry is no JSON object"},
		{"null", `null`, "the entry is no JSON object"},
		{"two objects", `{"area":"Running"}{}`, "the entry is no JSON object"},
		{"an unknown field", `{"area":"Running","mood":5}`, `entries have no field "mood"; leave it out`},
		{"another case", `{"Area":"Running"}`, `entries have no field "Area"; leave it out`},
		{"a field twice", `{"area":"Running","area":"Career"}`, `area is "\"Career\""; it must be used only once`},
		{"an unknown area", `{"area":"Piano"}`, `area is "Piano"; it must be the name of an area of the journal: Running, Career`},
		{"no area", `{"title":"x"}`, "area is missing; it must be the name of an area of the journal"},
		{"a number in quotes", `{"area":"Running","stress":"40"}`, `stress is "\"40\""; it must be a number from 0 to 100 without quotes`},
		{"a text that is a number", `{"area":"Running","title":5}`, `title is "5"; it must be text in quotes`},
		{"31 February", `{"area":"Running","time":"2026-02-31"}`, `time is "2026-02-31"; it must be a day that exists`},
		{"a list of numbers", `{"area":"Running","tags":[1]}`, `tags is "[1]"; it must be a list of texts in quotes`},
		{"an obstacle with more", `{"area":"Running","obstacles":[{"text":"x","size":3}]}`, `obstacles is`},
		{"a person that is null", `{"area":"Running","people":[null]}`, `people is "[null]"; it must be a list of objects like`},
		{"an id of its own", `{"area":"Running","id":"01KA0000000000000000000009"}`, `id is "01KA0000000000000000000009"; it must be left out`},
		{"a well of brackets", strings.Repeat(`{"a":`, 40), "nested more than 32 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := exchange.ParseEntryJSON([]byte(c.object), j, journal.Entry{})
			if err == nil || !strings.Contains(describe.Error(err), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestFutureResultsAreRejectedUnlessExported(t *testing.T) {
	const foreign = `{"format":"enactive","version":1,"areas":[],"entries":[{"time":"2027-01-05T10:00:00+01:00","area":"A","performance":70}]}`
	_, err := exchange.ReadJSON(t.Context(), strings.NewReader(foreign), newJournal(t), "")
	if err == nil || !strings.Contains(describe.Error(err), "time") || !strings.Contains(describe.Error(err), "now or in the past") {
		t.Errorf("of a foreign file: %v", err)
	}
	const ours = `{"format":"enactive","version":1,"areas":[],"entries":[{"id":"01KA0000000000000000000001","type":"experience","time":"2027-01-05T10:00:00+01:00","area":"A","performance":70,"created":"2026-11-20T10:00:00+01:00","modified":"2026-11-20T10:00:00+01:00"}]}`
	j := newJournal(t)
	importJSON(t, j, ours)
	if _, there := j.Entry("01KA0000000000000000000001"); !there {
		t.Error("an entry of an older journal was not imported from its export")
	}
}

func TestAreasWithEquivalentNamesRoundTrip(t *testing.T) {
	first, second := newJournal(t), newJournal(t)
	areas := []journal.Area{{ID: "01KA0000000000000000000001", Name: "Caf\u00e9", Purpose: "to rest"}, {ID: "01KA0000000000000000000002", Name: "Cafe\u0301", Purpose: "to talk"}}
	var entries []journal.Entry
	for _, a := range areas {
		entries = append(entries, journal.Entry{Area: a.ID, Time: now, Title: a.Purpose})
	}
	if err := first.SaveBatch(t.Context(), journal.Batch{Areas: areas, Entries: entries}); err != nil {
		t.Fatal(err)
	}
	file := exportJSON(t, first, journal.Query{})
	importJSON(t, second, file)
	if again := exportJSON(t, second, journal.Query{}); again != file {
		t.Errorf("exported first:\n%s\nafter an import elsewhere:\n%s", file, again)
	}
}
