package exchange_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// options parses options as typed; each begins with map, join or set and a blank.
func options(t tester, typed ...string) exchange.ImportPlan {
	t.Helper()
	o := exchange.ImportPlan{File: "diary.csv"}
	for _, s := range typed {
		kind, value, _ := strings.Cut(s, " ")
		var err error
		switch kind {
		case "map":
			var m exchange.ColumnMap
			m, err = exchange.ParseMap(value)
			o.Map = append(o.Map, m)
		case "join":
			var c exchange.ColumnJoin
			c, err = exchange.ParseJoin(value)
			o.Join = append(o.Join, c)
		case "set":
			var c exchange.ColumnSet
			c, err = exchange.ParseSet(value)
			o.Set = append(o.Set, c)
		default:
			t.Fatalf("the test knows no option %q", kind)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func TestOptionsAreParsed(t *testing.T) {
	o := options(t, "map their=x=stress", "map a b =note", "map mood=luck:-3..3", "map x=difficulty:7 .. 1", "join date time=time", "set note=a=b")
	want := []exchange.ColumnMap{
		{From: "their=x", To: "stress"}, {From: "a b", To: "note"},
		{From: "mood", To: "luck", Scaled: true, Low: -3, High: 3}, {From: "x", To: "difficulty", Scaled: true, Low: 7, High: 1},
	}
	if !slices.Equal(o.Map, want) {
		t.Errorf("maps: got %+v, want %+v", o.Map, want)
	}
	if c := o.Join[0]; !slices.Equal(c.From, []string{"date", "time"}) || c.To != "time" {
		t.Errorf("join: got %+v", c)
	}
	if c := o.Set[0]; c.To != "note" || c.Value != "a=b" {
		t.Errorf("set: got %+v", c)
	}
}

func TestInvalidOptionsAreRejected(t *testing.T) {
	for _, c := range []struct{ kind, typed, want string }{
		{"map", "stress", `the map "stress" has no =`},
		{"map", "=stress", "lacks the name of a column"},
		{"map", "x=mood", `there is no column "mood" to fill; the columns are id, type, time`},
		{"map", "x=note:1..7", "has a scale, but note is no number"},
		{"map", "x=stress:1-7", "the scale in"},
		{"map", "x=stress:1..one", "must go from one number to another"},
		{"map", "x=stress:3..3", "must go from one number to another"},
		{"join", "date time", `the join "date time" has no =`},
		{"join", "date=time", "must name two columns"},
		{"set", "Daily life", "gives no column a value"},
		{"set", "mood=5", `there is no column "mood"`},
		{"set", "id=5", "not all rows can have the same id"},
	} {
		var err error
		switch c.kind {
		case "map":
			_, err = exchange.ParseMap(c.typed)
		case "join":
			_, err = exchange.ParseJoin(c.typed)
		case "set":
			_, err = exchange.ParseSet(c.typed)
		}
		if !errors.Is(err, exchange.ErrUsage) || !strings.Contains(describe.Error(err), c.want) {
			t.Errorf("%s %q: got %v, want a sentence with %q", c.kind, c.typed, err, c.want)
		}
	}
}

func TestOptionsThatDoNotMatchTheFileAreRejected(t *testing.T) {
	const table = "date,time,area,se,stress\n2026-11-01,09:00,A,4,50\n"
	for _, c := range []struct {
		name  string
		typed []string
		want  string
	}{
		{"an unknown column is mapped", []string{"map ze=efficacy_before"}, `diary.csv has no column "ze"; its columns are date, time, area, se, stress`},
		{"an unknown column is joined", []string{"join date hour=time"}, `diary.csv has no column "hour"`},
		{"a join that nothing reads", []string{"join date time=when"}, `there is no column "when" to fill`},
		{"two maps to one", []string{"map se=stress", "map stress=stress"}, `stress would be filled twice: from "se" and from "stress"`},
		{"a map onto a column that is there", []string{"map se=stress"}, `stress would be filled twice: from "se" and from "stress"`},
		{"a map and a join onto one", []string{"join date time=time", "map se=time"}, "time would be filled twice"},
		{"a map and a value for all", []string{"map se=effort", "set effort=5"}, `effort would be filled twice: from "se" and with "5" for all rows`},
		{"two values for all", []string{"set note=a", "set note=b"}, "note is given a value for all rows twice"},
		{"a bad value for all", []string{"set effort=140"}, `the value for all rows is wrong: effort: "140" is out of range`},
		{"an empty area for all", []string{"set area= "}, "the value for all rows is wrong: area is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := rejection(t, newJournal(t), table, options(t, c.typed...), exchange.ErrUsage)
			if !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestScaleIsMappedToOurs(t *testing.T) {
	for _, c := range []struct{ typed, value, column, want string }{
		{"map x=stress:1..7", "1", "stress", "0"},
		{"map x=stress:1..7", "7", "stress", "100"},
		{"map x=stress:1..7", "4", "stress", "50"},
		{"map x=stress:1..7", "2", "stress", "16.6666666667"},
		{"map x=stress:0.1..0.7", "0.4", "stress", "50"},
		{"map x=stress:0..10", "3", "stress", "30"},
		{"map x=stress:7..1", "7", "stress", "0"},
		{"map x=stress:7..1", "1", "stress", "100"},
		{"map x=difficulty:1..7", "1", "difficulty", "1"},
		{"map x=difficulty:1..7", "4", "difficulty", "5.5"},
		{"map x=difficulty:0..100", "100", "difficulty", "10"},
		{"map x=luck:-3..3", "0", "luck", "5"},
		{"map x=stress", "40.1255", "stress", "40.1255"},
		{"map x=stress:1..7", "", "stress", ""},
	} {
		j := newJournal(t)
		importCSV(t, j, "time,area,x\n2026-11-01,A,"+c.value+"\n", options(t, c.typed))
		row := strings.Split(strings.Split(exportCSV(t, j, journal.Query{}), "\n")[1], ",")
		if got := row[slices.Index(exchange.Columns(), c.column)]; got != c.want {
			t.Errorf("%s of %q: got %q, want %q", c.typed, c.value, got, c.want)
		}
	}
	for _, value := range []string{"0", "8", "7.01"} {
		got := rejection(t, newJournal(t), "time,area,x\n2026-11-01,A,"+value+"\n", options(t, "map x=stress:7..1"), exchange.ErrRejected)
		if want := fmt.Sprintf("line 2, x: %q is out of range; it must be a number from 1 to 7, or left empty", value); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestJoinCanBeMappedAndItsPartsReused(t *testing.T) {
	j := newJournal(t)
	imp := importCSV(t, j, "First part,second,when,area\na,b,2026-11-01,A\n,b,2026-11-02,A\n", options(t, "join first_part second=both", "map both=note", "map second=title", "map when=time"))
	var got []string
	for _, e := range j.Entries(journal.Query{}) {
		got = append(got, e.Note+"/"+e.Title)
	}
	if !slices.Equal(got, []string{"a b/b", "b/b"}) || len(imp.LeftOut) != 0 {
		t.Errorf("got %q and left out %q, want a b/b and b/b and nothing", got, imp.LeftOut)
	}
}

func TestColumnSetOverridesTheFile(t *testing.T) {
	j := newJournal(t)
	imp := importCSV(t, j, "time,area,kind\n2026-11-01,Theirs,event\n", options(t, "set area=Ours", "set tags=a; b", "set stress=40"))
	e := j.Entries(journal.Query{})[0]
	if a, _ := j.Area(e.Area); a.Name != "Ours" || len(e.Tags) != 2 || e.Stress.Or(-1) != 40 || e.Kind != journal.KindEvent {
		t.Errorf("got %+v in %s", e, a.Name)
	}
	if !slices.Equal(imp.LeftOut, []string{"area"}) {
		t.Errorf("left out %q, want the column area to be named", imp.LeftOut)
	}
}

// diary returns a table as in a study of moods: ratings from 1 to 7, separate date and time,
// some times twice, no ids.
func diary() string {
	var b strings.Builder
	b.WriteString("date,time,se_handle,act_well,pat_agitate,mood_strong\n")
	for i := range 300 {
		fmt.Fprintf(&b, "2012-%02d-%02d,%02d:%02d:56,%d,%d,%d,3\n", 1+i/28%12, 1+i%28, 8+i%3, i/60, 1+i%7, 1+i%5, 1+i%2)
	}
	b.WriteString("2012-12-28,09:00:00,4,4,4,4\n2012-12-28,09:00:00,4,4,4,4\n")
	return b.String()
}

func TestForeignDiaryIsImportedOnlyOnce(t *testing.T) {
	j := newJournal(t)
	o := options(t, "join date time=time", "map se_handle=efficacy_before:1..7", "map act_well=performance:1..7", "map pat_agitate=stress:1..7", "set area=Daily life")
	imp := importCSV(t, j, diary(), o)
	if imp.Added != 302 || !slices.Equal(imp.LeftOut, []string{"mood_strong"}) || !slices.Equal(imp.NewAreas, []string{"Daily life"}) {
		t.Fatalf("added %d, left out %q, made %q; want 302, mood_strong, Daily life", imp.Added, imp.LeftOut, imp.NewAreas)
	}
	e := j.Entries(journal.Query{})[0].Clone()
	e.Title, e.Note = "looked at it again", "and changed it"
	if _, err := j.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	area, _ := j.AreaNamed("Daily life")
	area.Name = "Everyday"
	if _, err := j.SaveArea(t.Context(), area); err != nil {
		t.Fatal(err)
	}
	imp = importCSV(t, j, strings.ReplaceAll(diary(), "\n", "\r\n"), o)
	if imp.Added != 0 || imp.AlreadyThere != 302 || len(imp.NewAreas) != 0 {
		t.Errorf("the second time, after a change: added %d, there %d, made %q; want 0, 302, none", imp.Added, imp.AlreadyThere, imp.NewAreas)
	}
	imp = importCSV(t, j, diary(), options(t, "join date time=time", "map se_handle=efficacy_before:1..7", "set area=Work"))
	if imp.Added != 302 {
		t.Errorf("into another area: added %d, want 302", imp.Added)
	}
}
