package transfer

import (
	"errors"
	"path/filepath"
	"testing"

	"enactive/journal/vault"
	"enactive/ui/state"
)

func TestTheWindowWritesNoFileIntoTheJournalsFolder(t *testing.T) {
	j := newJournal(t, "")
	s := New(j, formats())
	path := filepath.Join(j.Folder(), "store.db")
	_, sealed := s.WriteSealed(t.Context(), path, func(int64) {})
	for what, err := range map[string]error{
		"export":    s.Export(t.Context(), state.Export{Format: state.Format{Key: formats()[0].Key}, Path: path}, func(int64) {}),
		"reminders": s.ExportReminders(path, state.CalendarFile{}),
		"sealed":    sealed,
	} {
		if !errors.Is(err, vault.ErrWithin) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
