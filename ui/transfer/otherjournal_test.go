package transfer

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/ui/state"
)

func TestAnotherJournalIsRecognisedByItsContent(t *testing.T) {
	j := newJournal(t, "")
	s := New(j, formats())
	file := filepath.Join(t.TempDir(), "export.csv")
	text := "full_date,date,weekday,time,mood,activities,note_title,note\n2026-02-13,February 13,Friday,22:20,good,music | walk,A long day,\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if key, ok, err := s.OtherJournal(t.Context(), file); key != "daylio" || !ok || err != nil {
		t.Errorf("the file is %q, %v, %v", key, ok, err)
	}
	nothing := func(int64, int64) {}
	if columns, err := s.ReadColumns(t.Context(), file, nothing); columns != nil || err != nil {
		t.Errorf("its columns are asked for: %v, %v", columns, err)
	}
	imp, err := s.ReadImport(t.Context(), file, &state.ColumnAnswers{Area: "Daily life"}, nothing)
	if err != nil {
		t.Fatal(err)
	}
	if err := imp.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	entries := j.Entries(journal.Query{})
	if len(entries) != 1 || entries[0].Title != "A long day" || imp.NewAreas[0] != "Daily life" {
		t.Errorf("%d entries, in %v", len(entries), imp.NewAreas)
	}
}

func TestTheColumnsOfAnotherJournalAreAskedForWithoutAnArea(t *testing.T) {
	j := newJournal(t, "")
	if _, err := j.SaveArea(t.Context(), journal.Area{Name: "Piano"}); err != nil {
		t.Fatal(err)
	}
	s := New(j, formats())
	file := filepath.Join(t.TempDir(), "diarium.json")
	text := `[{"date":"2026-02-13T10:00:00","heading":"A walk","html":"<p>x</p>","tags":["t"],"rating":4,"weather":"sunny"}]`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	nothing := func(int64, int64) {}
	columns, err := s.ReadColumns(t.Context(), file, nothing)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range columns {
		names = append(names, c.Name+"="+c.Ours)
	}
	if got := strings.Join(names, " "); got != "time=time title=title note=note rating= weather= tags=tags" {
		t.Errorf("the columns are %q", got)
	}
	imp, err := s.ReadImport(t.Context(), file, &state.ColumnAnswers{
		Times: []string{"time"}, Area: "Piano", Leave: []string{"weather", "note"},
		Map: []state.ColumnMap{{From: "title", To: "title"}, {From: "tags", To: "tags"}, {From: "rating", To: "performance", Scaled: true, Low: 1, High: 5}},
	}, nothing)
	if err != nil {
		t.Fatal(err)
	}
	if err := imp.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	e := j.Entries(journal.Query{})[0]
	if x, _ := e.Performance.Get(); x != 75 || e.Title != "A walk" || e.Note != "" || strings.Join(e.Tags, ",") != "t,weather: sunny" {
		t.Errorf("the entry is %+v", e)
	}
}

func TestAFolderOfNoKnownJournalIsRejected(t *testing.T) {
	s := New(newJournal(t, ""), formats())
	if _, err := s.ReadImport(t.Context(), t.TempDir(), nil, func(int64, int64) {}); !errors.Is(err, exchange.ErrRejected) {
		t.Errorf("an empty folder: %v", err)
	}
}
