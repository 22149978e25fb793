package exchange

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"enactive/journal/table"
)

func TestAPlanIsTheSameAsFlagsAndInAFile(t *testing.T) {
	text := rapid.StringMatching(`[A-Za-zé0-9 ,:="#%-]{0,6}[A-Za-z"]`)
	name := rapid.Map(text, strings.TrimSpace)
	names := rapid.SliceOfNDistinct(name, 2, 4, rapid.ID)
	rapid.Check(t, func(t *rapid.T) {
		want := ImportPlan{
			SkipBadRows: rapid.Bool().Draw(t, "skip"),
			Dates:       rapid.SampledFrom([]table.Order{table.OrderNone, table.DMY, table.YMD}).Draw(t, "dates"),
			Decimal:     rapid.SampledFrom([]table.Notation{table.NotationNone, table.Comma}).Draw(t, "decimal"),
			Durations:   rapid.SampledFrom([]table.DurationForm{table.DurationNone, table.HoursMinutes}).Draw(t, "durations"),
			Sums:        rapid.SampledFrom([]Sums{SumsAsk, SumsLeave, SumsImport}).Draw(t, "sums"),
			Leave:       names.Draw(t, "leave"),
			Map:         []ColumnMap{{From: name.Draw(t, "from"), To: "stress", Scaled: true, Low: 1, High: 7.5}, {From: name.Draw(t, "from2"), To: "title"}},
			Join:        []ColumnJoin{{From: names.Draw(t, "join"), To: "time"}},
			Set:         []ColumnSet{{To: "area", Value: text.Draw(t, "area")}},
			Words:       []ColumnWords{{From: name.Draw(t, "words"), Ours: map[string]string{name.Draw(t, "theirs"): name.Draw(t, "ours"), "x": ""}}},
			Split:       []ColumnSplit{{From: name.Draw(t, "split"), Separator: rapid.SampledFrom(table.ListSeparators()).Draw(t, "separator")}},
			Each:        ColumnEach{Columns: names.Draw(t, "each"), To: "tags"},
			Group:       RowGroup{By: names.Draw(t, "group"), Numbers: map[string]table.Gather{name.Draw(t, "number"): table.GatherSum}},
		}
		want.Key = names.Draw(t, "key")
		want.Again = rapid.SampledFrom([]Again{AgainUpdate, AgainKeep, AgainAdd}).Draw(t, "again")
		want.Reading.Separator = rapid.SampledFrom([]rune{0, ';', '\t', '!'}).Draw(t, "between")
		want.Reading.Header = rapid.IntRange(0, 3).Draw(t, "header")
		got, err := PlanOf(want.Chosen())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("flags %q: %v\n%+v\n%+v", want.Chosen(), err, got, want)
		}
		filed, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err = ReadPlan(filed); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %v\n%+v", filed, err, got)
		}
		if again := want.With(ImportPlan{}); !reflect.DeepEqual(again, want) {
			t.Fatalf("with nothing else: %+v", again)
		}
	})
}

func TestAFlagReplacesThatPartOfThePlan(t *testing.T) {
	filed := `{"format":"enactive-import-plan","version":1,"map":["a=stress","b=title"],"set":["area=Running"],"dates":"dmy"}`
	p, err := PlanOf(Chosen{planKey: {filed}, "map": {"c=stress:0..5"}, "leave": {"b"}, "dates": {"mdy"}})
	if err != nil {
		t.Fatal(err)
	}
	want := ImportPlan{Map: []ColumnMap{{From: "c", To: "stress", Scaled: true, High: 5}}, Set: []ColumnSet{{"area", "Running"}}, Leave: []string{"b"}, Dates: table.MDY}
	if !reflect.DeepEqual(p, want) {
		t.Errorf("%+v", p)
	}
}

func TestWhatIsNoPlanIsRefused(t *testing.T) {
	for _, filed := range []string{``, `[]`, `{}`, `{"format":"enactive-import-plan","version":2}`,
		`{"format":"enactive-import-plan","version":1,"plan":"x"}`, `{"format":"enactive-import-plan","version":1,"dates":"dym"}`,
		`{"format":"enactive-import-plan","version":1,"no-header":"yes"}`, `{"format":"enactive-import-plan","version":1,"map":[1]}`} {
		if _, err := ReadPlan([]byte(filed)); !errors.Is(err, ErrUsage) {
			t.Errorf("%s: %v", filed, err)
		}
	}
}
