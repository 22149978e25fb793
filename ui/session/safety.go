package session

import (
	"context"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/vault"
	"enactive/ui/state"
)

// Backups returns the list and the state of the backups.
func (s *Session) Backups() (state.Backups, error) {
	folder := s.journal.Folder()
	known := state.Backups{Folder: backup.Folder(folder)}
	status, err := backup.StatusOf(folder)
	if err != nil {
		return known, err
	}
	known.Second = status.Second
	if status.Failed != nil {
		known.Failed = &state.BackupFailure{Time: status.Failed.Time, Text: status.Failed.Text}
	}
	all, err := backup.List(folder)
	for _, b := range all {
		known.Count++
		known.Size += b.Size
	}
	if len(all) > 0 {
		known.Last = all[0].Time
	}
	return known, err
}

// BackUp makes a backup and verifies it.
func (s *Session) BackUp(ctx context.Context) error {
	_, err := backup.Make(ctx, s.journal)
	return err
}

// UseSecondFolder puts every backup into another folder as well, StopSecondFolder no longer.
func (s *Session) UseSecondFolder(ctx context.Context, folder string) error {
	return backup.UseSecond(ctx, s.journal, folder)
}

// StopSecondFolder puts backups only into the folder of the journal.
func (s *Session) StopSecondFolder() error { return backup.StopSecond(s.journal) }

// BackupStatus returns the recorded results of the last backups.
func (s *Session) BackupStatus() (backup.Status, error) {
	return backup.StatusOf(s.journal.Folder())
}

// ChangePassphrase changes the key of the journal; an empty text means no passphrase. Every entry
// is sealed again with new keys, unless keepKeys. The window must call SetPassphrase afterwards.
func (s *Session) ChangePassphrase(ctx context.Context, text string, keepKeys bool) error {
	key := vault.NoPassphrase()
	if text != "" {
		key = vault.Passphrase(text)
	}
	change := s.journal.NewKeys
	if keepKeys {
		change = s.journal.ChangePassphrase
	}
	if err := change(ctx, key); err != nil {
		return err
	}
	_, _ = backup.Make(ctx, s.journal) // opens with the new passphrase; a failure is remembered and shown
	return nil
}

// Check reads everything in both copies of the journal.
func (s *Session) Check(ctx context.Context) (state.Check, error) {
	report, err := s.journal.Check(ctx)
	return state.Check{Records: report.Records, Faults: describe.Messages(report.Faults)}, err
}

// EraseEntry erases an entry for good, after a backup.
func (s *Session) EraseEntry(ctx context.Context, id journal.EntryID) error {
	if err := backup.Before(ctx, s.journal, backup.Purge); err != nil {
		return err
	}
	return s.journal.Erase(ctx, id)
}
