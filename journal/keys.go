package journal

import (
	"context"

	"enactive/journal/vault"
)

// What opens the journal. None of this changes an entry, and nothing of it can be undone
// but by doing it again.

// ChangePassphrase gives the journal another passphrase, as vault.ChangePassphrase says.
func (j *Journal) ChangePassphrase(ctx context.Context, key vault.Key) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.ChangePassphrase(ctx, key)
}

// NewKeys seals everything anew under keys that key alone opens, as vault.NewKeys says.
func (j *Journal) NewKeys(ctx context.Context, key vault.Key) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.vault.NewKeys(ctx, key)
}

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
