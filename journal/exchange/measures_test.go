package exchange_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/naming"
	"enactive/journal/optional"
)

// hostileNames are of measures and their choices.
var hostileNames = []string{"Sleep", "a, b", "Ä: b", "+1", "'quoted'", "m:twice", "日本", "7:20", "yes", "no", "7.50", "-5", "#x", "[x] y", "on", "null", "Weight (kg)",
	"50%", "1h 20", "@a", "- a", "; b\\", "ends:", "？", "true", "1", "0", "{a}", "*b", "&c", "!d", "%e", "|f", "`g"}

func anyMeasureName(t *rapid.T, label string, taken map[string]bool) string {
	for {
		name := rapid.SampledFrom(hostileNames).Draw(t, label)
		if rapid.Bool().Draw(t, label+" is longer") {
			name += " " + rapid.StringMatching("[a-z,;:'\\-]{1,4}").Draw(t, label+" rest") + "x"
		}
		if key := naming.Key(name); !taken[key] {
			taken[key] = true
			return name
		}
	}
}

// anyMeasures draws measures of entries and of days.
func anyMeasures(t *rapid.T, areas []journal.Area) []journal.Measure {
	var all []journal.Measure
	taken := map[string]bool{}
	for i := range rapid.IntRange(0, 5).Draw(t, "measures") {
		m := journal.Measure{ID: journal.MeasureID("0000000000000000000000010" + string(rune('1'+i))), Name: anyMeasureName(t, "measure", taken),
			Kind: rapid.SampledFrom(journal.MeasureKinds()).Draw(t, "kind"), OfDay: rapid.Bool().Draw(t, "of day"), Order: i, Pinned: rapid.Bool().Draw(t, "pinned"),
			Better: rapid.SampledFrom(append(journal.Betters(), "")).Draw(t, "better"), Unit: rapid.SampledFrom([]string{"", "kg", "%"}).Draw(t, "unit"),
			Decimals: rapid.IntRange(0, 6).Draw(t, "decimals"), LowWord: hostileLine().Draw(t, "low word"), Ordered: rapid.Bool().Draw(t, "ordered"),
			Archived: rapid.IntRange(0, 4).Draw(t, "archived") == 0, Created: anyTime().Draw(t, "made"), Modified: anyTime().Draw(t, "remade")}
		if !m.OfDay {
			m.Areas = []journal.AreaID{rapid.SampledFrom(areas).Draw(t, "of area").ID}
		}
		if m.Kind == journal.ChoiceMeasure {
			names := map[string]bool{}
			for range rapid.IntRange(2, 12).Draw(t, "choices") {
				m.Choices = append(m.Choices, journal.Choice{Name: anyMeasureName(t, "choice", names)})
			}
		}
		if (m.Kind == journal.NumberMeasure || m.Kind == journal.DurationMeasure) && rapid.Bool().Draw(t, "has a range") {
			m.Low, m.High = optional.Some(1.0), optional.Some(100.5) // and values that are outside
		}
		all = append(all, m)
	}
	return all
}

// anyValues draws values of those measures that which accepts; of a choice by its key.
func anyValues(t *rapid.T, measures []journal.Measure, which func(*journal.Measure) bool) []journal.MeasureValue {
	var values []journal.MeasureValue
	for i := range measures {
		m := &measures[i]
		if !which(m) || !rapid.Bool().Draw(t, "has a value") {
			continue
		}
		v := 0.0
		switch m.Kind {
		case journal.NumberMeasure:
			v = rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.SampledFrom([]float64{0, -5, 61.5, 1e-7, 0.1 + 0.2})).Draw(t, "number")
		case journal.ScaleMeasure:
			v = rapid.Float64Range(0, 100).Draw(t, "place")
		case journal.ChoiceMeasure:
			v = float64(rapid.IntRange(1, len(m.Choices)).Draw(t, "choice"))
		case journal.YesNoMeasure:
			v = float64(rapid.IntRange(0, 1).Draw(t, "yes"))
		case journal.DurationMeasure:
			v = float64(rapid.IntRange(0, 400_000).Draw(t, "seconds")) / 60
		}
		values = append(values, journal.MeasureValue{Measure: m.ID, Value: v})
	}
	return values
}

// anyMeasured draws a journal with measures, answers, plans for obstacles and days.
func anyMeasured(t *rapid.T) journal.Batch {
	areas := anyAreas(t)
	b := journal.Batch{Areas: areas, Measures: anyMeasures(t, areas)}
	if len(b.Measures) > 0 {
		areas[0].Goals = append(areas[0].Goals, journal.Goal{Text: "reach it", Aim: journal.Aim{Of: string(b.Measures[0].ID), Value: 12.5, Below: true, By: journal.Date{Year: 2027, Month: 4, Day: 12}}})
		b.Filters = []journal.Filter{{Name: "measured", Query: journal.Query{Tests: []journal.Test{{Of: string(b.Measures[0].ID), Sign: journal.AtLeast, Value: 1}, {Of: "stress", Sign: journal.Less, Value: 50}}}}}
	}
	areas[0].Questions = []journal.Question{{Text: "How was it?", When: journal.AskedAfterSetback}}
	areas[0].Open = []string{"effort"}
	b.Entries = rapid.SliceOfN(anyEntry(areas), 0, 5).Draw(t, "entries")
	for i := range b.Entries {
		b.Entries[i].Measures = anyValues(t, b.Measures, func(m *journal.Measure) bool { return m.IsOf(b.Entries[i].Area) })
	}
	first := journal.Date{Year: 2026, Month: time.January, Day: 5}
	for i := range rapid.IntRange(0, 4).Draw(t, "days") {
		d := journal.Day{Date: first.AddDays(i), Note: hostileText().Draw(t, "note of day"), Created: anyTime().Draw(t, "day made"), Modified: anyTime().Draw(t, "day remade"),
			Values: anyValues(t, b.Measures, func(m *journal.Measure) bool { return m.OfDay })}
		b.Days = append(b.Days, d)
	}
	return b
}

func exportDayValues(t tester, j *journal.Journal) string {
	t.Helper()
	var b strings.Builder
	if err := exchange.WriteDaysCSV(t.Context(), &b, j, journal.Date{}, journal.Date{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestMeasuresRoundTripByteForByte exports a journal with measures in every form, imports each into a new
// journal that knows none of them, and exports it again.
func TestMeasuresRoundTripByteForByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := newJournal(t)
		b := anyMeasured(t)
		asStored(t, first, b.Entries)
		if err := first.SaveBatch(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		table, file, days, notes := exportCSV(t, first, journal.Query{}), exportJSON(t, first, journal.Query{}), exportDayValues(t, first), exportMarkdown(t, first, journal.Query{})
		viaJSON := newJournal(t)
		if imp := importJSON(t, viaJSON, file); len(imp.LeftOut) > 0 {
			t.Fatalf("left out of our own export: %q", imp.LeftOut)
		}
		if again := exportJSON(t, viaJSON, journal.Query{}); again != file {
			t.Fatalf("JSON at first:\n%s\nafter an import elsewhere:\n%s", file, again)
		}
		if faults := schemaFaults(t, file); faults != nil {
			t.Fatalf("%s\n%v", file, faults)
		}
		viaCSV := newJournal(t)
		importCSV(t, viaCSV, table, exchange.ImportPlan{})
		if again := exportCSV(t, viaCSV, journal.Query{}); again != table {
			t.Fatalf("CSV at first:\n%s\nafter an import elsewhere:\n%s", table, again)
		}
		viaDays := newJournal(t)
		imp := importCSV(t, viaDays, days, exchange.ImportPlan{})
		if again := exportDayValues(t, viaDays); again != days {
			t.Fatalf("days at first:\n%s\nafter an import elsewhere:\n%s", days, again)
		}
		if stored := len(first.Days(journal.Date{}, journal.Date{})); imp.Days != stored {
			t.Fatalf("%d days came in, of %d", imp.Days, stored)
		}
		if len(b.Entries) > 0 {
			viaNotes := newJournal(t)
			imp, err := exchange.ReadMarkdown(t.Context(), fstest.MapFS{"a.md": {Data: []byte(notes)}}, viaNotes, "a.md", exchange.ImportPlan{})
			if err != nil {
				t.Fatalf("%s\n%v", notes, err)
			}
			apply(t, viaNotes, imp)
			if again := exportMarkdown(t, viaNotes, journal.Query{}); again != notes {
				t.Fatalf("Markdown at first:\n%s\nafter an import elsewhere:\n%s", notes, again)
			}
		}
		for _, j := range []*journal.Journal{first, viaJSON} {
			again := readJSON(t, j, file)
			if again.Added+again.Days+again.Different+len(again.NewMeasures)+len(again.Conflicts) != 0 {
				t.Fatalf("importing the JSON again would change something: %+v", again)
			}
			rows := readCSV(t, j, table, exchange.ImportPlan{})
			if rows.Added+rows.Different+len(rows.NewMeasures) != 0 {
				t.Fatalf("importing the CSV again would add %d, and find %d that differ", rows.Added, rows.Different)
			}
		}
	})
}

// TestAnEntryKeepsTheValueOfAMeasureOfDays imports an export of a journal in which a measure of entries
// became one of days.
func TestAnEntryKeepsTheValueOfAMeasureOfDays(t *testing.T) {
	file := `{"format":"enactive","version":1,"areas":[{"name":"Running"}],"measures":[{"name":"Sleep","kind":"duration","of_day":true}],
"entries":[{"area":"Running","time":"2026-11-20T10:00:00Z","title":"a run","measures":{"Sleep":"7:00"},"created":"2026-11-20T10:00:00Z","modified":"2026-11-20T10:00:00Z"}]}`
	j := newJournal(t)
	imp, err := exchange.ReadJSON(t.Context(), strings.NewReader(file), j, "a.json")
	ok(t, err)
	ok(t, imp.Apply(t.Context(), j))
	sleep, _ := j.MeasureNamed("Sleep")
	if e := j.Entries(journal.Query{}); len(e) != 1 || journal.ValueOf(e[0].Measures, sleep.ID) != optional.Some(420.) || len(sleep.Areas) != 0 {
		t.Errorf("there are %d entries, and the measure is %+v", len(e), sleep)
	}
}

// TestAChoiceOfOneWordSaysItsSecondValue imports a column with one word, which becomes a choice of two.
func TestAChoiceOfOneWordSaysItsSecondValue(t *testing.T) {
	for cells, second := range map[[2]string]string{{"tea", "tea"}: "other", {"other", "other"}: "another", {"tea", "water"}: ""} {
		j := newJournal(t)
		imp := readCSV(t, j, "time,area,title,m:Drink\n2026-01-02 10:00,Talks,a,"+cells[0]+"\n2026-01-03 10:00,Talks,b,"+cells[1]+"\n", exchange.ImportPlan{})
		said := strings.Join(describe.Messages(imp.Notes), "\n")
		if says := strings.Contains(said, "also has the value “"+second+"”"); says != (second != "") {
			t.Errorf("%v: %q", cells, said)
		}
	}
}
