package backup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"enactive/journal/vault"
)

// earlier reports a copy as a sound one of an earlier state, like a disk that has dropped the
// last writes.
type earlier struct{ *testJournal }

func (e earlier) CheckCopy(ctx context.Context, file string) (vault.Summary, error) {
	s, err := e.testJournal.CheckCopy(ctx, file)
	s.Batches--
	return s, err
}

func TestSoundCopyOfAnotherStateIsNotABackup(t *testing.T) {
	l := journal(t)
	_, err := Make(t.Context(), earlier{l})
	checkError(t, err, vault.ErrDamaged, l.folder())
	if left := names(t, l.folder()); len(left) > 0 {
		t.Errorf("%q is left behind", left)
	}
}

// Backups through a link would be written outside the journal's folder.
func TestNoBackupIsMadeThroughALink(t *testing.T) {
	l := journal(t)
	elsewhere := t.TempDir()
	if err := os.Symlink(elsewhere, l.folder()); errors.Is(err, os.ErrPermission) {
		t.Skip("LEFT OUT, NOT PASSED: links cannot be created here")
	} else if err != nil {
		t.Fatal(err)
	}
	_, err := Make(t.Context(), l)
	checkError(t, err, nil, l.folder(), "a symbolic link", "a second folder")
	if left := names(t, elsewhere); len(left) > 0 {
		t.Errorf("%q was written through the link", left)
	}
	checkWarning(t, l, "a symbolic link")
}

// A state file that is a folder, a pipe or a link is reported and not followed.
func TestStateFileThatIsALinkIsNotFollowed(t *testing.T) {
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
		t.Skip("LEFT OUT, NOT PASSED: links cannot be created here")
	} else if err != nil {
		t.Fatal(err)
	}
	_, err := StatusOf(l.Folder())
	checkError(t, err, nil, path, "move it away")
}
