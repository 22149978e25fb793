package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"enactive/journal/vault"
)

// Checked is the result of verifying a backup.
type Checked struct {
	Backup
	Records uint64 // documents in it: entries, areas and the journal's own
	Err     error  // why it cannot be restored, or nil
}

// VerifyAll verifies all backups of a journal, newest first, including those in the second
// folder. A backup from before a change of keys is reported as vault.ErrWrongPassphrase: Verify
// opens it with the passphrase of that time.
func VerifyAll(ctx context.Context, src Source) ([]Checked, error) {
	all, err := List(src.Folder())
	if err != nil {
		return nil, err
	}
	s, err := readState(src.Folder())
	if err != nil {
		return nil, err
	}
	var checked []Checked
	if s.Second != nil {
		now, err := src.Summary()
		if err != nil {
			return nil, err
		}
		dir := ownFolder(s.Second.Folder, now)
		more, err := list(dir)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
		if len(more) == 0 {
			checked = append(checked, Checked{Backup: Backup{Path: dir}, Err: notThere(s.Second.Folder)})
		}
	}
	for _, b := range all {
		found, err := src.CheckCopy(ctx, b.Path)
		if wasCancelled(err) {
			return nil, err
		}
		if err == nil {
			err = checkFiles(b.Path)
		}
		checked = append(checked, Checked{Backup: b, Records: found.Records, Err: err})
	}
	return checked, nil
}

// Verify verifies one backup and returns its summary. It needs no journal. The error is that of
// vault.CheckFile.
func Verify(ctx context.Context, file string, key vault.Key, o vault.Options) (vault.Summary, error) {
	held, err := vault.CheckFile(ctx, file, key, o)
	if err == nil {
		err = checkFiles(file)
	}
	return held, err
}

// RestoreTo restores a journal from a backup into a missing or empty folder, so that it never
// overwrites an existing journal, and returns its summary. Files of attachments come from beside the
// backup, or from the journal that it is in; the journal reports those that are nowhere. The error is
// that of vault.RestoreFrom; then the folder is as it was.
func RestoreTo(ctx context.Context, file, folder string, key vault.Key, o vault.Options) (vault.Summary, error) {
	_, err := os.Lstat(folder)
	existed := err == nil
	held, err := vault.RestoreFrom(ctx, file, folder, key, o)
	if err != nil {
		return held, err
	}
	if err := restoreFiles(ctx, file, folder); err != nil {
		return vault.Summary{}, explain(errors.Join(err, removeRestored(folder, existed)), folder)
	}
	return held, nil
}

// removeRestored removes a journal that could not be restored completely; nobody has opened it.
func removeRestored(folder string, existed bool) error {
	if !existed {
		return os.RemoveAll(folder)
	}
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(folder, e.Name())))
	}
	return err
}
