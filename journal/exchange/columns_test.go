package exchange

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/optional"
)

// spelledObject is an entry as JSON, spelled out as encoding/json writes it, with the fields of
// release 0.3.
type spelledObject struct {
	ID               string                `json:"id,omitempty"`
	Type             journal.Type          `json:"type"`
	Time             string                `json:"time,omitempty"`
	Area             string                `json:"area,omitempty"`
	Source           journal.Source        `json:"source,omitempty"`
	Kind             journal.Kind          `json:"kind,omitempty"`
	Title            string                `json:"title,omitempty"`
	Intention        string                `json:"intention,omitempty"`
	Happened         string                `json:"happened,omitempty"`
	Outcome          journal.Outcome       `json:"outcome,omitempty"`
	Performance      journal.OptRating     `json:"performance,omitzero"`
	Stress           journal.OptRating     `json:"stress,omitzero"`
	StressExpected   journal.OptRating     `json:"stress_expected,omitzero"`
	Appraisal        journal.Appraisal     `json:"appraisal,omitempty"`
	Difficulty       journal.OptDifficulty `json:"difficulty,omitzero"`
	Effort           journal.OptRating     `json:"effort,omitzero"`
	Luck             journal.OptLuck       `json:"luck,omitzero"`
	Controllable     journal.Controllable  `json:"controllable,omitempty"`
	Mastery          string                `json:"mastery,omitempty"`
	EfficacyBefore   journal.OptRating     `json:"efficacy_before,omitzero"`
	EfficacyBeforeAt string                `json:"efficacy_before_at,omitempty"`
	EfficacyAfter    journal.OptRating     `json:"efficacy_after,omitzero"`
	Obstacles        []journal.Obstacle    `json:"obstacles,omitempty"`
	Sacrifices       []string              `json:"sacrifices,omitempty"`
	Lessons          []string              `json:"lessons,omitempty"`
	Strategies       []string              `json:"strategies,omitempty"`
	People           []journal.Person      `json:"people,omitempty"`
	Tags             []string              `json:"tags,omitempty"`
	Note             string                `json:"note,omitempty"`
	Created          string                `json:"created,omitempty"`
	Modified         string                `json:"modified,omitempty"`
}

func spelled(e *journal.Entry, area string) spelledObject {
	return spelledObject{
		ID: string(e.ID), Type: e.Type, Time: momentText(e.Time), Area: area, Source: e.Source, Kind: e.Kind,
		Title: e.Title, Intention: e.Intention, Happened: e.Happened, Outcome: e.Outcome,
		Performance: e.Performance, Stress: e.Stress, StressExpected: e.StressExpected, Appraisal: e.Appraisal,
		Difficulty: e.Difficulty, Effort: e.Effort, Luck: e.Luck, Controllable: e.Controllable, Mastery: string(e.Mastery),
		EfficacyBefore: e.EfficacyBefore, EfficacyBeforeAt: momentText(e.EfficacyBeforeAt), EfficacyAfter: e.EfficacyAfter,
		Obstacles: e.Obstacles, Sacrifices: e.Sacrifices, Lessons: e.Lessons, Strategies: e.Strategies,
		People: e.People, Tags: e.Tags, Note: e.Note, Created: momentText(e.Created), Modified: momentText(e.Modified),
	}
}

// spelledColumns are the columns that spelledObject has.
func spelledColumns() []*column {
	spelled := reflect.TypeFor[spelledObject]()
	return columnsThat(func(c *column) bool {
		for i := range spelled.NumField() {
			if name, _, _ := strings.Cut(spelled.Field(i).Tag.Get("json"), ","); name == c.Name {
				return true
			}
		}
		return false
	})
}

// drawn returns an entry with unchecked values in many fields.
func drawn(t *rapid.T, columns []*column) journal.Entry {
	var e journal.Entry
	text := rapid.OneOf(rapid.String(), rapid.StringMatching("[a-z<>&\\\\\"\x00-\x1f\u2028\u2029]*"), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	for _, c := range columns {
		if rapid.Bool().Draw(t, c.Name+"?") {
			put(t, c, &e, text)
		}
	}
	return e
}

func put(t *rapid.T, c *column, e *journal.Entry, text *rapid.Generator[string]) {
	switch c.Kind {
	case journal.NumberField:
		c.SetNumber(e, numbers().Draw(t, c.Name))
	case journal.MomentField:
		*c.Moment(e) = moments().Draw(t, c.Name)
	case journal.ListField:
		*c.List(e) = rapid.SliceOfN(text, 0, 3).Draw(t, c.Name)
	case journal.ObstaclesField:
		e.Obstacles = []journal.Obstacle{{Text: text.Draw(t, c.Name), Overcome: true}, {Text: text.Draw(t, c.Name)}}
	case journal.AnswersField:
		e.Answers = []journal.Answer{{Question: "Which?", When: journal.AskedBefore, Text: "a" + text.Draw(t, c.Name)}}
	case journal.PeopleField:
		e.People = []journal.Person{{Name: text.Draw(t, c.Name), Role: "peer"}, {Name: text.Draw(t, c.Name)}}
	default:
		c.SetText(e, text.Draw(t, c.Name))
	}
}

func TestEntryObjectMatchesEncodingJSON(t *testing.T) {
	columns := spelledColumns()
	rapid.Check(t, func(t *rapid.T) {
		e, area := drawn(t, columns), rapid.String().Draw(t, "area name")
		for i := range e.Obstacles {
			e.Obstacles[i].Then, e.Obstacles[i].Held = rapid.String().Draw(t, "then"), rapid.SampledFrom([]journal.YesNo{"", journal.Yes, journal.No}).Draw(t, "held")
		}
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(spelled(&e, area)); err != nil {
			t.Fatal(err)
		}
		if got := string(appendEntry(nil, &e, area, nil, nil)); got != strings.TrimSuffix(want.String(), "\n") {
			t.Fatalf("the object is\n%s, want\n%s", got, &want)
		}
		indented, err := json.MarshalIndent(spelled(&e, area), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.MarshalIndent(entryObject{&e, area, nil, nil}, "", "  ")
		if err != nil || string(got) != string(indented) {
			t.Fatalf("indented it is\n%s, want\n%s", got, indented)
		}
	})
}

// TestEachFieldSurvivesFiles sets each field alone and looks for it in a row, an object and
// the fingerprint of both.
func TestEachFieldSurvivesFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(fileFields).Draw(t, "field")
		if c == areaColumn || c == idColumn || c == measuresColumn {
			return // these need a journal
		}
		var e, fromRow, fromObject journal.Entry
		put(t, c, &e, rapid.StringMatching("[a-z]{1,5}"))
		w := rowWriter{columns: []*column{c}}
		w.entry(&e, "")
		cell := unguard(strings.Trim(strings.TrimSuffix(string(w.buf), "\n"), `"`))
		var written writtenTimes
		if bad := (&rowParser{}).put(&fromRow, &written, &binding{column: c, name: c.Name}, cell); bad != nil {
			t.Fatalf("%s in a row: %v", c.Name, bad)
		}
		object := appendEntry(nil, &e, "", nil, nil)
		fields, err := entryFields(object)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := (&objectParser{}).read(fields, &fromObject, &written); err != nil {
			t.Fatalf("%s in an object: %v", c.Name, err)
		}
		var prints [3]fingerprint
		for i, e := range []*journal.Entry{&e, &fromRow, &fromObject} {
			prints[i].entry(e, "")
		}
		if !c.IsEmpty(&e) && len(prints[0].bytes) == 0 || !bytes.Equal(prints[0].bytes, prints[1].bytes) || !bytes.Equal(prints[0].bytes, prints[2].bytes) {
			t.Fatalf("%s is %q in an entry, %q after a row %q, %q after an object %s", c.Name, prints[0].bytes, prints[1].bytes, cell, prints[2].bytes, object)
		}
	})
}

func TestWrittenTimesHasRoomForEveryTimeColumn(t *testing.T) {
	n := 0
	for _, c := range fileFields {
		if c.Kind == journal.MomentField {
			n++
		}
	}
	if n != len(writtenTimes{}) {
		t.Errorf("files have %d times, but there is room for %d", n, len(writtenTimes{}))
	}
}

func TestOwnHeaders(t *testing.T) {
	later := columnNames(laterColumns)
	for _, c := range []struct {
		name   string
		header []string
		own    bool
	}{
		{"the promised columns", Columns(), true},
		{"with a later one", append(Columns(), "mastery"), true},
		{"with all later ones", append(Columns(), later...), true},
		{"with measures", append(Columns(), "mastery", "m:Sleep", "m:a, b", localTime), true},
		{"with a measure before a later one", append(Columns(), "m:Sleep", "mastery"), false},
		{"with one twice", append(Columns(), "mastery", "mastery"), false},
		{"with one of theirs", append(Columns(), "mood"), false},
		{"one too few", Columns()[:29], false},
	} {
		if got := isOwn(c.header); got != c.own {
			t.Errorf("%s: own is %t, want %t", c.name, got, c.own)
		}
	}
	if strings.Join(Columns(), ",") != "id,type,time,area,source,kind,title,intention,happened,outcome,performance,stress,stress_expected,appraisal,difficulty,"+
		"effort,luck,controllable,efficacy_before,efficacy_before_at,efficacy_after,obstacles,sacrifices,lessons,strategies,people,tags,note,created,modified" {
		t.Errorf("the guaranteed columns are %v", Columns())
	}
}

func numbers() *rapid.Generator[optional.Value[float64]] {
	n := rapid.OneOf(rapid.Float64Range(1, 10), rapid.SampledFrom([]float64{1, 1 + 1e-7, 1.0000000000000002, 9.3}))
	return rapid.Map(n, optional.Some[float64])
}

func moments() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		zone := time.FixedZone("", 60*rapid.IntRange(-720, 840).Draw(t, "zone"))
		return time.Unix(rapid.Int64Range(-2e9, 7e9).Draw(t, "time"), 0).In(zone)
	})
}
