package transfer

import (
	"errors"
	"os"
	"path/filepath"
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

func TestAFolderOfNoKnownJournalIsRejected(t *testing.T) {
	s := New(newJournal(t, ""), formats())
	if got := s.ReadImport(t.Context(), state.ImportSource{Path: t.TempDir()}, nil, func(int64, int64) {}); !errors.Is(got.Err, exchange.ErrRejected) {
		t.Errorf("an empty folder: %v", got.Err)
	}
}
