package backup

import (
	"context"

	"enactive/journal/vault"
)

// Checked is a backup that was read through.
type Checked struct {
	Backup
	Records uint64 // what it holds: entries, areas and the journal's own
	Err     error  // why it cannot be restored, or nil
}

// VerifyAll reads all backups of a journal through, the newest first, in the second folder
// too where there is one. One that has other keys, from before a change of keys, is reported as
// vault.ErrWrongPassphrase: Verify opens it with the passphrase of that day.
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
		if wasStopped(err) {
			return nil, err
		}
		checked = append(checked, Checked{Backup: b, Records: found.Records, Err: err})
	}
	return checked, nil
}

// Verify reads one backup through and says what it holds. It needs no journal. The error is
// that of vault.CheckFile.
func Verify(ctx context.Context, file string, key vault.Key, o vault.Options) (vault.Summary, error) {
	return vault.CheckFile(ctx, file, key, o)
}

// RestoreTo makes a journal of a backup in a folder that is missing or empty, so that no
// living journal is ever written over, and says what it holds. The error is that of
// vault.RestoreFrom.
func RestoreTo(ctx context.Context, file, folder string, key vault.Key, o vault.Options) (vault.Summary, error) {
	return vault.RestoreFrom(ctx, file, folder, key, o)
}
