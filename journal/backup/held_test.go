package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"enactive/journal/vault"
)

// earlier reads a copy back as a whole one of an earlier state, as a disk does that has not
// written what it was given.
type earlier struct{ *living }

func (e earlier) CheckCopy(ctx context.Context, file string) (vault.Summary, error) {
	s, err := e.living.CheckCopy(ctx, file)
	s.Batches--
	return s, err
}

func TestAWholeCopyOfSomethingElseIsNoBackup(t *testing.T) {
	l := journal(t)
	_, err := Make(t.Context(), earlier{l})
	sentence(t, err, vault.ErrDamaged, l.folder())
	if left := names(t, l.folder()); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}

// Backups through a link would go out of the journal's folder.
func TestNoBackupIsMadeThroughALink(t *testing.T) {
	l := journal(t)
	elsewhere := t.TempDir()
	if err := os.Symlink(elsewhere, l.folder()); errors.Is(err, os.ErrPermission) {
		t.Skip("LEFT OUT, NOT PASSED: links may not be made here")
	} else if err != nil {
		t.Fatal(err)
	}
	_, err := Make(t.Context(), l)
	sentence(t, err, nil, l.folder(), "a symbolic link", "a second folder")
	if left := names(t, elsewhere); len(left) > 0 {
		t.Errorf("%q went through it", left)
	}
	warned(t, l, "a symbolic link")
}

// What remembers the last backup may be a folder, a pipe or a link; it is told and not followed.
func TestWhatRemembersBackupsIsNotFollowed(t *testing.T) {
	l := journal(t)
	mustMake(t, l)
	path := filepath.Join(l.Folder(), stateName)
	target := filepath.Join(t.TempDir(), "mine")
	for _, err := range []error{os.Remove(path), os.WriteFile(target, []byte("{}"), 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(target, path); errors.Is(err, os.ErrPermission) {
		t.Skip("LEFT OUT, NOT PASSED: links may not be made here")
	} else if err != nil {
		t.Fatal(err)
	}
	_, err := StatusOf(l.Folder())
	sentence(t, err, nil, path, "move it away")
}
