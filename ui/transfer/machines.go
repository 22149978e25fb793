package transfer

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/regular"
	"enactive/journal/vault"
)

// SealedSuffix ends the names of sealed files.
func (s *Service) SealedSuffix() string { return journal.SealedSuffix }

// WriteSealed writes the whole journal into a sealed file, for another computer.
func (s *Service) WriteSealed(ctx context.Context, path string, progress func(written int64)) (n journal.Sealed, err error) {
	err = s.writeFile(path, func(w io.Writer) error {
		n, err = s.journal.WriteSealedCopy(ctx, &counter{ctx: ctx, to: w, progress: progress})
		return err
	})
	return n, err
}

// errKeyNeeded stands for the passphrase that was not given.
var errKeyNeeded = errors.New("the passphrase of another journal is needed")

// TakeIn takes in what another computer has, after a backup. secret is the passphrase or the recovery words of the
// journal that made the file. locked reports that it is needed, or another, and nothing was changed; err then
// says so if one was given.
func (s *Service) TakeIn(ctx context.Context, path, secret string) (t journal.Taken, locked bool, err error) {
	ask := func() (vault.Key, error) {
		if secret == "" {
			return vault.Key{}, errKeyNeeded
		}
		if key, err := vault.RecoveryWords(secret); err == nil {
			return key, nil
		}
		return vault.Passphrase(secret), nil
	}
	open := func() (io.ReadCloser, error) { return regular.OpenNamed(path) }
	t, err = s.journal.TakeInFile(ctx, open, path, filepath.Base(path), ask, true)
	switch {
	case errors.Is(err, errKeyNeeded):
		return t, true, nil
	case err != nil:
		return t, errors.Is(err, vault.ErrWrongPassphrase), err
	case !t.IsNothing():
		if err := backup.Before(ctx, s.journal, backup.Import); err != nil {
			return t, false, err
		}
	}
	t, err = s.journal.TakeInFile(ctx, open, path, filepath.Base(path), ask, false)
	return t, false, err
}
