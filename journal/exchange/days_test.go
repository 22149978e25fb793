package exchange_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/optional"
	"enactive/journal/table"
)

// values are the values of a day as files have them, in the order of the measures.
func values(t tester, j *journal.Journal, day string) string {
	t.Helper()
	date, err := journal.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := j.Day(date)
	var all []string
	for _, m := range j.Measures() {
		if v, ok := journal.ValueOf(d.Values, m.ID).Get(); ok {
			text := m.Name + "=" + m.Format(v)
			if m.Kind == journal.NumberMeasure {
				text += m.Unit
			}
			all = append(all, text)
		}
	}
	if d.Note != "" {
		all = append(all, "note="+d.Note)
	}
	return strings.Join(all, " ")
}

func saveMeasure(t tester, j *journal.Journal, m journal.Measure) journal.Measure {
	t.Helper()
	m, err := j.SaveMeasure(t.Context(), m, journal.Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTablesOfDays(t *testing.T) {
	for _, c := range []struct {
		name, file, options string
		leave               []string
		several             exchange.Several
		day, want           string
	}{
		{name: "a watch", file: "Date;Sleep;HRV (ms);Weight (kg);Steps\n13.11.2026;7:20;62;61,5;8000\n14.11.2026;6:05;;61,25;12000\n",
			day: "2026-11-13", want: "Sleep=7:20 HRV=62ms Weight=61.5kg Steps=8000"},
		{name: "an empty cell is no value", file: "Date;Sleep;HRV (ms)\n13.11.2026;7:20;62\n14.11.2026;6:05;\n",
			day: "2026-11-14", want: "Sleep=6:05"},
		{name: "words and a note", file: "date,Weather,Alcohol,note,Story\n2026-11-13,rain,yes,cold,a\n2026-11-14,sun,no,,b\n",
			leave: []string{"Story"}, day: "2026-11-13", want: "Weather=rain Alcohol=yes note=cold"},
		{name: "only what is mapped", file: "When,A,B\n2026-11-13,1,2\n", options: "map When=day;map B=m:Cups", day: "2026-11-13", want: "Cups=2"},
		{name: "times of the day", file: "date,Weight\n2026-11-13 07:00,61\n2026-11-13 21:00,63\n", several: exchange.SeveralMean, day: "2026-11-13", want: "Weight=62"},
		{name: "the last of several", file: "date,Mood\n2026-11-13 07:00,low\n2026-11-13 21:00,high\n", several: exchange.SeveralLast, day: "2026-11-13", want: "Mood=high"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			var o exchange.ImportPlan
			if c.options != "" {
				o = options(t, strings.Split(c.options, ";")...)
			}
			o.Days, o.Leave, o.Durations = true, c.leave, table.HoursMinutes
			o.Several = c.several
			importCSV(t, j, c.file, o)
			if got := values(t, j, c.day); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if again := readCSV(t, j, c.file, o); again.Days != 0 || len(again.NewMeasures)+len(again.Conflicts) != 0 {
				t.Errorf("the second time: %+v", again)
			}
		})
	}
}

// TestADayKeepsWhatItHas imports values for days that have others.
func TestADayKeepsWhatItHas(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, "day,m:Sleep,m:Cups,note\n2026-11-13,7:20,,mine\n", exchange.ImportPlan{})
	imp := importCSV(t, j, "day,m:Sleep,m:Cups,note\n2026-11-13,6:05,3,theirs\n2026-11-14,8:00,,\n", exchange.ImportPlan{})
	if got := values(t, j, "2026-11-13"); got != "Sleep=7:20 note=mine" && got != "Sleep=7:20 Cups=3 note=mine" {
		t.Errorf("the day has %q", got)
	}
	if len(imp.Conflicts) != 2 || imp.Days != 2 {
		t.Fatalf("conflicts %+v, %d days", imp.Conflicts, imp.Days)
	}
	said := ""
	for _, m := range describe.Messages(imp.Notes) {
		said += m + "\n"
	}
	for _, want := range []string{"2026-11-13: Sleep is 7:20 here and 6:05 in the file; it stays 7:20.", "mine", "theirs"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in\n%s", want, said)
		}
	}
}

// TestTablesThatLeaveMeasuresOpen are refused with what is wrong, and nothing changes.
func TestTablesThatLeaveMeasuresOpen(t *testing.T) {
	promised := strings.Join(exchange.Columns(), ",")
	row := func(value string) string {
		return "time,area,m:Weight,m:Weather\n2026-11-13,Home," + value + "\n"
	}
	var many strings.Builder
	many.WriteString(promised)
	for i := range 10_000 {
		fmt.Fprintf(&many, ",m:x%d", i)
	}
	words := "time,area,m:Many\n"
	for i := range 13 {
		words += fmt.Sprintf("2026-11-%02d,Home,word %c\n", i+1, 'a'+i)
	}
	for _, c := range []struct{ name, file, options, want string }{
		{"outside the range", row("250,"), "", `f.csv, line 2, m:Weight: "250" is out of range; it must be from 20 to 200`},
		{"no number", row("heavy,"), "", `f.csv, line 2, m:Weight: "heavy" is not a number; it must be a number`},
		{"not a number", row("NaN,"), "", `m:Weight`},
		{"too large a number", row("1e400,"), "", `m:Weight`},
		{"an unknown choice", row(",hail"), "", `f.csv, line 2, m:Weather: "hail" is not one of the known words; it must be one of rain or sun`},
		{"a name with <", "time,area,m:a<b\n2026-11-13,Home,1\n", "", `m:a<b`},
		{"a name with quotes", "time,area,\"m:a\"\"b\"\n2026-11-13,Home,1\n", "", `a"b`},
		{"no name", "time,area,m:\n2026-11-13,Home,1\n", "", `m:`},
		{"a promised column", "time,area,m:Stress\n2026-11-13,Home,1\n", "", `m:Stress`},
		{"two that fold to one", "time,area,m:Cups,m:CUPS\n2026-11-13,Home,1,2\n", "", `m:Cups`},
		{"10,000 columns", many.String() + "\n", "", "200"},
		{"too many words", words, "", "m:Many"},
		{"another unit", "time,area,Weight (lb)\n2026-11-13,Home,150\n", "map Weight (lb)=m:Weight", "lb"},
		{"an open decimal mark", "time,area,W\n2026-11-13,Home,\"1,431\"\n", "map W=m:New", "decimal"},
		{"two rows of a day", "day,m:Cups,note\n2026-11-13,1,\n2026-11-13,2,\n", "", "line 2"},
		{"a day to come", "day,m:Cups,note\n2026-12-13,1,\n", "", "2026-12-13"},
		{"no day", "day,m:Cups,note\n2026-02-31,1,\n", "", "2026-02-31"},
		{"a measure of entries on a day", "day,m:Weight,note\n2026-11-13,61,\n", "", "m:Weight"},
		{"answers of another form", "time,area,answers\n2026-11-13,Home,rice\n", "", "answers"},
		{"a plan for no obstacle", "time,area,obstacles,thens\n2026-11-13,Home,[ ] rain,2: wait\n", "", "thens"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			a, err := j.SaveArea(t.Context(), journal.Area{Name: "Home"})
			if err != nil {
				t.Fatal(err)
			}
			saveMeasure(t, j, journal.Measure{Name: "Weight", Unit: "kg", Areas: []journal.AreaID{a.ID}, Low: optional.Some(20.0), High: optional.Some(200.0)})
			saveMeasure(t, j, journal.Measure{Name: "Weather", Kind: journal.ChoiceMeasure, Areas: []journal.AreaID{a.ID}, Choices: []journal.Choice{{Name: "rain"}, {Name: "sun"}}})
			before := exportJSON(t, j, journal.Query{})
			o := exchange.ImportPlan{File: "f.csv"}
			if c.options != "" {
				o = options(t, c.options)
			}
			_, err = exchange.ReadCSV(t.Context(), strings.NewReader(c.file), j, o)
			if !errors.Is(err, exchange.ErrRejected) && !errors.Is(err, exchange.ErrUsage) {
				t.Fatalf("got %v", err)
			}
			if said := describe.Error(err); !strings.Contains(said, c.want) {
				t.Errorf("%q does not say %q", said, c.want)
			}
			if after := exportJSON(t, j, journal.Query{}); after != before {
				t.Error("the journal has changed")
			}
		})
	}
}

// TestMeasuresOfEntriesFromTables maps columns to measures, at first and again with one more.
func TestMeasuresOfEntriesFromTables(t *testing.T) {
	j := newJournal(t)
	const runs = "Date,Title,Avg HR,Pace (min)\n2026-11-13,5 km,151,5.5\n2026-11-14,8 km,,6\n"
	o := options(t, "map Date=time", "set area=Running", "map Avg HR=m:Heart rate")
	imp := importCSV(t, j, runs, o)
	if strings.Join(imp.NewMeasures, ",") != "Heart rate" || imp.Added != 2 {
		t.Fatalf("got %+v", imp)
	}
	m, ok := j.MeasureNamed("heart rate")
	area, _ := j.AreaNamed("Running")
	if !ok || m.Kind != journal.NumberMeasure || !m.IsOf(area.ID) {
		t.Fatalf("the measure is %+v", m)
	}
	o.Map = append(o.Map, options(t, "map Pace (min)=m:Pace").Map...)
	if imp = importCSV(t, j, runs, o); imp.Added != 0 || imp.Changed != 2 {
		t.Fatalf("with one more measure %d are added and %d changed, want 0 and 2", imp.Added, imp.Changed)
	}
	pace, _ := j.MeasureNamed("Pace")
	if pace.Unit != "min" || pace.Decimals != 1 {
		t.Errorf("pace is %+v", pace)
	}
	for _, e := range j.Entries(journal.Query{}) {
		if len(e.Measures) != map[string]int{"5 km": 2, "8 km": 1}[e.Title] {
			t.Errorf("%s has %v", e.Title, e.Measures)
		}
	}
	of := func(title string) string {
		for _, e := range j.Entries(journal.Query{}) {
			if e.Title == title {
				rate, pace := journal.ValueOf(e.Measures, m.ID), journal.ValueOf(e.Measures, pace.ID)
				return fmt.Sprint(rate, pace)
			}
		}
		return "none"
	}
	some := func(rate, pace float64) string { return fmt.Sprint(optional.Some(rate), optional.Some(pace)) }
	faster := strings.NewReplacer("151", "149", ",,6", ",140,6").Replace(runs)
	if imp = importCSV(t, j, faster, o); imp.Changed != 2 || len(imp.Conflicts) != 0 || of("5 km") != some(149, 5.5) || of("8 km") != some(140, 6) {
		t.Errorf("values that were not edited here: %d changed, %v; %s and %s", imp.Changed, imp.Conflicts, of("5 km"), of("8 km"))
	}
	if imp = importCSV(t, j, faster, o); imp.Changed != 0 || len(imp.Conflicts) != 0 {
		t.Errorf("the same again: %d changed, %v", imp.Changed, imp.Conflicts)
	}
	for _, e := range j.Entries(journal.Query{}) {
		if e.Title == "5 km" {
			edited := e.Clone()
			edited.Measures = journal.WithValue(edited.Measures, m.ID, optional.Some(155.0))
			if _, err := j.Save(t.Context(), edited); err != nil {
				t.Fatal(err)
			}
		}
	}
	if imp = importCSV(t, j, faster, o); imp.Changed != 0 || of("5 km") != some(155, 5.5) {
		t.Errorf("after an edit here, the same file again: %d changed, %s", imp.Changed, of("5 km"))
	}
	slower := strings.NewReplacer("149,5.5", "150,7", "140", "").Replace(faster)
	imp = importCSV(t, j, slower, o)
	if imp.Changed != 2 || len(imp.Conflicts) != 1 || imp.Conflicts[0].Here != "155" || imp.Conflicts[0].There != "150" || of("5 km") != some(155, 7) ||
		of("8 km") != fmt.Sprint(journal.OptNumber{}, optional.Some(6.0)) {
		t.Errorf("of a value edited here: %d changed, %v; %s and %s", imp.Changed, imp.Conflicts, of("5 km"), of("8 km"))
	}
}
