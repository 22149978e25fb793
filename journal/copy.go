package journal

import (
	"context"
	"io"

	"enactive/journal/vault"
)

// What backups need of a journal; package backup makes them.

// Folder is where the journal lies.
func (j *Journal) Folder() string { return j.vault.Folder() }

// Summary says what the journal holds, in numbers.
func (j *Journal) Summary() (vault.Summary, error) { return j.vault.Summary() }

// CopyTo writes a sealed copy of the journal to w and says what is in it.
func (j *Journal) CopyTo(ctx context.Context, w io.Writer) (vault.Summary, error) {
	return j.vault.CopyTo(ctx, w)
}

// CheckCopy reads all of such a copy and says what is in it.
func (j *Journal) CheckCopy(ctx context.Context, file string) (vault.Summary, error) {
	return j.vault.CheckCopy(ctx, file)
}

// Check reads everything in both copies of the journal and says what is wrong.
func (j *Journal) Check(ctx context.Context) (vault.Report, error) { return j.vault.Check(ctx) }

// Repair says what has been put right since the journal was opened.
func (j *Journal) Repair() vault.Repair { return j.vault.Repair() }

// Quarantined lists the damaged files that were put aside.
func (j *Journal) Quarantined() ([]string, error) { return j.vault.Quarantined() }
