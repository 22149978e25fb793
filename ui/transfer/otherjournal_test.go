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
	from, nothing := state.ImportSource{Path: file}, func(int64, int64) {}
	got := s.ReadImport(t.Context(), from, nil, nothing)
	form := state.NewImportForm(got.Sheet, "Daily life")
	if open := form.Open(); len(open) > 0 {
		t.Errorf("%+v is open", open)
	}
	plan := form.Plan()
	got = s.ReadImport(t.Context(), from, &plan, nothing)
	imp, err := got.Import, got.Err
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
	from, nothing := state.ImportSource{Path: file}, func(int64, int64) {}
	got := s.ReadImport(t.Context(), from, nil, nothing)
	form := state.NewImportForm(got.Sheet, "")
	var names []string
	for i, c := range form.Columns {
		names = append(names, got.Sheet.Columns[i].Name+"="+c.Ours)
		switch got.Sheet.Columns[i].Name {
		case "rating":
			form.Choose(i, "performance")
			form.Columns[i].Low, form.Columns[i].High = "1", "5"
		case "note":
			form.Choose(i, "")
		}
	}
	if got := strings.Join(names, " "); got != "time=time title=title note=note people=people rating= weather= tags=tags" {
		t.Errorf("the columns are %q", got)
	}
	if open := form.Open(); len(open) != 1 || open[0].Kind != state.AskArea {
		t.Errorf("%+v is open", open)
	}
	form.Area = "Piano"
	plan := form.Plan()
	got = s.ReadImport(t.Context(), from, &plan, nothing)
	imp, err := got.Import, got.Err
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
	if got := s.ReadImport(t.Context(), state.ImportSource{Path: t.TempDir()}, nil, func(int64, int64) {}); !errors.Is(got.Err, exchange.ErrRejected) {
		t.Errorf("an empty folder: %v", got.Err)
	}
}
