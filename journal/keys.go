package journal

import (
	"context"
	"errors"

	"enactive/journal/vault"
)

// What opens the journal. None of this changes an entry, and nothing of it can be undone
// but by doing it again.

// ChangePassphrase gives the journal another passphrase, as vault.ChangePassphrase says.
func (j *Journal) ChangePassphrase(ctx context.Context, key vault.Key) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.changed(ctx, j.vault.ChangePassphrase(ctx, key))
}

// changed is the error of a change of keys, which keeps what was saved where other files have
// taken the journal's place.
func (j *Journal) changed(ctx context.Context, err error) error {
	if errors.Is(err, vault.ErrReplaced) {
		return j.saveAside(ctx, err, true)
	}
	return err
}

// NewKeys seals everything anew under keys that key alone opens, as vault.NewKeys says.
func (j *Journal) NewKeys(ctx context.Context, key vault.Key) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.vault.NewKeys(ctx, key); err != nil {
		return j.changed(ctx, err)
	}
	j.resealed(ctx)
	return nil
}

// AddKeyring lets a keyring of the system open the journal, as vault.AddKeyring says.
func (j *Journal) AddKeyring(ctx context.Context, keep func(secret []byte) error) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.AddKeyring(ctx, keep)
}

// RemoveKeyring takes the keyring's way into the journal away.
func (j *Journal) RemoveKeyring(ctx context.Context) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.RemoveKeyring(ctx)
}

// HasKeyring tells whether a keyring opens the journal.
func (j *Journal) HasKeyring() bool { return j.vault.HasKeyring() }

// ID names the journal for ever; it tells nothing of what is in it.
func (j *Journal) ID() string { return j.vault.ID() }

// HasRecovery tells whether recovery words open the journal.
func (j *Journal) HasRecovery() bool { return j.vault.HasRecovery() }

// DrawRecovery draws recovery words, which open nothing before SetRecovery.
func (j *Journal) DrawRecovery() (string, error) { return j.vault.DrawRecovery() }

// SetRecovery lets recovery words open the journal, in the place of those before them.
func (j *Journal) SetRecovery(ctx context.Context, words string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.SetRecovery(ctx, words)
}
