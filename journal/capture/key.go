package capture

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"filippo.io/age"

	"enactive/journal"
	"enactive/journal/fault"
)

// Errors of folders that cannot be watched.
const (
	// ErrOwnFolder is returned for the folder of the journal and those within it.
	ErrOwnFolder fault.Kind = "notes-cannot-come-through-the-journals-folder"
	// ErrNoFolder is returned for what is no folder.
	ErrNoFolder fault.Kind = "this-is-no-folder-for-notes"
)

// Key returns the public key of the notes, and makes one if the journal has none.
func Key(ctx context.Context, j *journal.Journal) (string, error) {
	o := j.Outside()
	if o.Key == "" {
		return NewKey(ctx, j)
	}
	identity, err := age.ParseX25519Identity(o.Key)
	if err != nil {
		return "", errors.New("the key of the notes cannot be read") // its text would tell the key
	}
	return identity.Recipient().String(), nil
}

// NewKey replaces the key of the notes: what was sealed to the one before is not taken in any more.
func NewKey(ctx context.Context, j *journal.Journal) (string, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return "", fmt.Errorf("making a key: %w", err)
	}
	o := j.Outside()
	o.Key = identity.String()
	if err := j.SetOutside(ctx, o); err != nil {
		return "", err
	}
	return identity.Recipient().String(), nil
}

// SetFolder has a folder watched from now on, or none if path is empty. The journal's own folder and
// those in it are refused: what can write there could do more than write notes.
func SetFolder(ctx context.Context, j *journal.Journal, path string) error {
	if path != "" {
		var err error
		if path, err = filepath.Abs(path); err != nil {
			return fmt.Errorf("finding the folder of the notes: %w", err)
		}
		if err := checkFolder(j, path); err != nil {
			return err
		}
		if _, err := Key(ctx, j); err != nil {
			return err
		}
	}
	o := j.Outside()
	o.Folder = path
	return j.SetOutside(ctx, o)
}

func checkFolder(j *journal.Journal, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return &fault.Error{Kind: ErrNoFolder, Thing: path, Err: err}
	}
	if !info.IsDir() {
		return &fault.Error{Kind: ErrNoFolder, Thing: path, Err: errors.New("not a folder")}
	}
	if isWithin(j.Folder(), path) {
		return &fault.Error{Kind: ErrOwnFolder, Thing: path}
	}
	return nil
}

// isWithin reports whether a path leads to a folder or into it, links followed.
func isWithin(folder, path string) bool {
	own, err := os.Stat(folder)
	if err != nil {
		return false
	}
	if whole, err := filepath.EvalSymlinks(path); err == nil {
		path = whole
	}
	for {
		if info, err := os.Stat(path); err == nil && os.SameFile(info, own) {
			return true
		}
		above := filepath.Dir(path)
		if above == path {
			return false
		}
		path = above
	}
}
