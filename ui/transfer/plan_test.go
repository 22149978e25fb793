package transfer

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"enactive/ui/state"
)

func TestAPlanIsWrittenAndReadAgain(t *testing.T) {
	s := New(newJournal(t, ""), formats())
	plan := state.ImportPlan{
		Written: state.ImportWriting{Encoding: "utf-8", Separator: ";", Header: 3}, Map: []state.ColumnMap{{From: "mood", To: "performance", Scaled: true, Low: 1, High: 5}},
		Join: []state.ColumnJoin{{From: []string{"day", "the hour"}, To: "time"}}, Set: []state.ColumnSet{{To: "area", Value: "Daily life"}}, Leave: []string{"note"},
		Dates: "dmy", Decimal: "comma", Durations: "h:m", Zone: "Europe/Berlin", Words: []state.ColumnWords{{From: "result", Ours: map[string]string{"1-0": "success"}}},
		Split: []state.ColumnSplit{{From: "who", Separator: "|"}}, Group: []string{"day"}, GroupNumbers: map[string]string{"reps": "sum"}, Key: []string{"day"}, Again: "keep", SkipBadRows: true,
	}
	var file bytes.Buffer
	if err := s.WritePlan(&file, plan); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := s.ReadPlan(t.Context(), path)
	if err != nil || !reflect.DeepEqual(got, plan) {
		t.Errorf("it comes back as\n%+v, %v\nwant\n%+v", got, err, plan)
	}
	if _, err := s.ReadPlan(t.Context(), filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("a missing plan is read")
	}
}

func TestTheCommandOfATerminalIsQuoted(t *testing.T) {
	s := New(newJournal(t, ""), formats())
	path := filepath.Join(t.TempDir(), "it's a diary.csv")
	if err := os.WriteFile(path, []byte("day,mood\n2026-01-02,3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := s.Command(t.Context(), state.ImportSource{Name: filepath.Base(path), Path: path},
		state.ImportPlan{Map: []state.ColumnMap{{From: "day", To: "time"}}, Set: []state.ColumnSet{{To: "area", Value: "Daily life"}}, SkipBadRows: true})
	want := "enact import csv '" + filepath.Dir(path) + `/it'\''s a diary.csv' --map day=time --set 'area=Daily life' --skip-bad-rows`
	if err != nil || got != want {
		t.Errorf("%s, %v, want\n%s", got, err, want)
	}
}

func TestAnUnknownZoneIsAnError(t *testing.T) {
	s := New(newJournal(t, ""), formats())
	if s.KnowsZone("Europe/Nowhere") || !s.KnowsZone("Europe/Berlin") || len(s.ZoneNames("berl")) != 1 {
		t.Error("zones are not known")
	}
	if got := s.ReadImport(t.Context(), state.ImportSource{Name: "x.csv", Text: "a\n1\n"}, &state.ImportPlan{Zone: "Europe/Nowhere"}, func(int64, int64) {}); got.Err == nil {
		t.Error("it is read")
	}
}
