package journal

import (
	"context"
	"io"

	"enactive/journal/vault"
)

// What package backup needs from a journal.

// Folder returns the journal's folder.
func (j *Journal) Folder() string { return j.vault.Folder() }

// CheckOutside refuses a path for a file of a person's in the journal's folder, with a vault.ErrWithin.
func (j *Journal) CheckOutside(path string) error { return vault.Outside(j.Folder(), path) }

// Summary counts the contents of the journal.
func (j *Journal) Summary() (vault.Summary, error) { return j.vault.Summary() }

// CopyTo writes a sealed copy of the journal to w and returns a summary of it.
func (j *Journal) CopyTo(ctx context.Context, w io.Writer) (vault.Summary, error) {
	return j.vault.CopyTo(ctx, w)
}

// CheckCopy reads a whole copy and returns a summary of it.
func (j *Journal) CheckCopy(ctx context.Context, file string) (vault.Summary, error) {
	return j.vault.CheckCopy(ctx, file)
}

// Check reads everything in both copies of the journal and of its attachments, and reports problems. A
// damaged copy of an attachment is written anew from the other, which Repair reports.
func (j *Journal) Check(ctx context.Context) (vault.Report, error) {
	r, err := j.vault.Check(ctx)
	if err == nil {
		err = j.checkFiles(ctx, &r)
	}
	return r, err
}

// Repair reports what has been repaired since the journal was opened.
func (j *Journal) Repair() vault.Repair { return j.vault.Repair() }

// Quarantined lists the damaged files that were set aside.
func (j *Journal) Quarantined() ([]string, error) { return j.vault.Quarantined() }
