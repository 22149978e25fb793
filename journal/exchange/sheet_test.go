package exchange_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/exchange"
)

func TestASheetShowsWhatTheColumnsProve(t *testing.T) {
	var sheet exchange.Sheet
	ctx := exchange.WithSheet(t.Context(), func(s exchange.Sheet) { sheet = s })
	file := "day;slept;mood;who\n28.11.2026;7:30;good;Ana|Ben\n27.11.2026;6:00;bad;\n26.11.2026;8:15;good;Ana\n"
	_, err := exchange.ReadCSV(ctx, strings.NewReader(file), newJournal(t), exchange.ImportPlan{})
	if err == nil {
		t.Fatal("a table without an area is read")
	}
	if len(sheet.Columns) != 4 || sheet.Found.Separator != ';' || len(sheet.Rows) != 3 || sheet.Rows[1].Cells[0] != "27.11.2026" || sheet.Rows[1].Line != 3 {
		t.Fatalf("%+v", sheet)
	}
	day, slept, mood, who := sheet.Columns[0], sheet.Columns[1], sheet.Columns[2], sheet.Columns[3]
	if day.First.Format(time.DateOnly) != "2026-11-26" || day.Last.Format(time.DateOnly) != "2026-11-28" || day.Bins[0] != 1 {
		t.Errorf("days: %+v", day)
	}
	if len(slept.Durations) != 2 || slept.Durations[1].Numbers[1] != 8*60+15 {
		t.Errorf("durations: %+v", slept)
	}
	if len(mood.Words) != 2 || mood.Words[0].Word != "good" || mood.Words[0].Count != 2 || mood.Bins != nil {
		t.Errorf("words: %+v", mood)
	}
	if who.Filled != 2 || who.Empty != 1 || len(who.Lists) != 1 || who.Lists[0].Separator != "|" {
		t.Errorf("lists: %+v", who)
	}
	if !reflect.DeepEqual(sheet.When[0], []string{"day", "slept"}) {
		t.Errorf("when: %q", sheet.When)
	}
}

func TestAPreviewShowsTheEntriesAndWhatIsOdd(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("time,area,title,stress,performance\n")
	for i := range 10 {
		fmt.Fprintf(&rows, "2021-03-%02dT10:00Z,Running,Run,50,%s\n", i+1, []string{"", "70"}[i/9])
	}
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(rows.String()), newJournal(t), exchange.ImportPlan{})
	if err != nil {
		t.Fatal(err)
	}
	first := imp.First(2)
	if len(first) != 2 || first[1].Line != 3 || first[1].Area != "Running" || first[1].Entry.Title != "Run" {
		t.Errorf("%+v", first)
	}
	var got []string
	for _, m := range imp.Oddities(time.Date(2021, 3, 5, 0, 0, 0, 0, time.UTC)) {
		got = append(got, describe.Message(m))
	}
	want := []string{"6 entries are in the future", "All entries have the same title", "Only 1 entry of 10 has performance", "All values of stress are 50"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

func TestASheetNamesItsColumns(t *testing.T) {
	var sheet exchange.Sheet
	ctx := exchange.WithSheet(t.Context(), func(s exchange.Sheet) { sheet = s })
	_, err := exchange.ReadCSV(ctx, strings.NewReader("Time,how sure,mood,,Time\n,3,calm,,\n2020-02-17T10:00Z, 7 ,4,,\n,,,,\n2020-02-18T10:00Z,1.5,,,\n"), newJournal(t), exchange.ImportPlan{})
	if err == nil || len(sheet.Columns) != 5 {
		t.Fatalf("%v, %+v", err, sheet)
	}
	for i, want := range []exchange.SheetColumn{
		{Name: "Time", Ours: "time", Example: "2020-02-17T10:00Z", IsZoned: true},
		{Name: "how sure", Example: "3", IsNumbers: true, Low: 1.5, High: 7},
		{Name: "mood", Example: "calm"},
		{Name: "#4", IsNameless: true},
		{Name: "Time #2"},
	} {
		got := sheet.Columns[i]
		if got.Name != want.Name || got.Ours != want.Ours || got.Example != want.Example || got.IsNameless != want.IsNameless || got.IsNumbers != want.IsNumbers || got.Low != want.Low || got.High != want.High || got.IsZoned != want.IsZoned {
			t.Errorf("column %d is %+v", i+1, got)
		}
	}
}

func TestScalesOfOurColumns(t *testing.T) {
	if low, high, ok := exchange.IsNumber("difficulty"); low != 1 || high != 10 || !ok {
		t.Errorf("difficulty is %v to %v, %v; want 1 to 10", low, high, ok)
	}
	if _, _, ok := exchange.IsNumber("title"); ok {
		t.Error("a title is a number")
	}
}
