package journal

import (
	"context"
	"errors"

	"enactive/journal/vault"
)

// The keys of the journal. None of these methods changes an entry or can be undone.

// ChangePassphrase changes the passphrase; see vault.ChangePassphrase.
func (j *Journal) ChangePassphrase(ctx context.Context, key vault.Key) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.changed(ctx, j.vault.ChangePassphrase(ctx, key))
}

// changed returns the error of a write. If other files have replaced the journal's, it saves
// the contents aside first.
func (j *Journal) changed(ctx context.Context, err error) error {
	if errors.Is(err, vault.ErrReplaced) {
		return j.saveAside(ctx, err, true)
	}
	return err
}

// NewKeys reseals everything under new keys that only key opens; see vault.NewKeys.
func (j *Journal) NewKeys(ctx context.Context, key vault.Key) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.vault.NewKeys(ctx, key); err != nil {
		return j.changed(ctx, err)
	}
	j.resealed(ctx)
	return nil
}

// AddKeyring lets a system keyring open the journal; see vault.AddKeyring.
func (j *Journal) AddKeyring(ctx context.Context, keep func(secret []byte) error) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.AddKeyring(ctx, keep)
}

// RemoveKeyring revokes the keyring's access.
func (j *Journal) RemoveKeyring(ctx context.Context) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.RemoveKeyring(ctx)
}

// HasKeyring reports whether a keyring opens the journal.
func (j *Journal) HasKeyring() bool { return j.vault.HasKeyring() }

// ID returns the permanent id of the journal, which reveals nothing about its contents.
func (j *Journal) ID() string { return j.vault.ID() }

// HasRecovery reports whether recovery words open the journal.
func (j *Journal) HasRecovery() bool { return j.vault.HasRecovery() }

// DrawRecovery draws recovery words, which are inactive until SetRecovery.
func (j *Journal) DrawRecovery() (string, error) { return j.vault.DrawRecovery() }

// SetRecovery activates recovery words in place of the previous ones.
func (j *Journal) SetRecovery(ctx context.Context, words string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.SetRecovery(ctx, words)
}
