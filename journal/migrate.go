package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// migration brings the body of a document from one schema to the next one. A kind of
// which nothing has changed keeps its body.
type migration func(c *codec, kind byte, body []byte) ([]byte, error)

// releasedMigrations brings documents of all former releases up to this one: the first
// from schema 1 to 2, and so on. Up to now each new schema brought a field of entries, as the
// table of fields says; a migration that changes bodies takes its place among these.
func releasedMigrations() []migration {
	newest := byte(docSchema)
	for _, f := range entryFields {
		newest = max(newest, f.since)
	}
	return slices.Repeat([]migration{addField}, int(newest-docSchema))
}

// addField leads to a schema in which an entry may have one field more. Nothing of an older
// document changes; the number keeps the release before, which would drop the field, from
// writing to a journal that may hold it.
func addField(_ *codec, _ byte, body []byte) ([]byte, error) { return body, nil }

// upgrade brings the body of a document from an older schema to this one.
func (c *codec) upgrade(kind, schema byte, body []byte) ([]byte, error) {
	if schema == 0 {
		return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
	}
	for n := schema; n < c.schema(); n++ {
		var err error
		if body, err = c.migrations[n-1](c, kind, body); err != nil {
			return nil, fmt.Errorf("bringing a document from schema %d to %d: %w", n, n+1, err)
		}
	}
	return body, nil
}

// migrate puts the documents of an older release as this one reads them in the place of
// the old ones: all at once, in one change that a crash leaves whole or undone, and never
// without a backup. Until then they are as they were, and can only be read.
func (j *Journal) migrate(ctx context.Context, backup func(context.Context, *Journal) error) error {
	older := j.older
	j.older = nil
	if len(older) == 0 || j.ReadOnly() != nil {
		return nil
	}
	var err error = errNoBackup
	if backup != nil {
		err = backup(ctx, j)
	}
	if err == nil {
		err = j.put(ctx, older)
	}
	if stopped := ctx.Err(); stopped != nil {
		return fmt.Errorf("bringing the journal up to this version: %w", errors.Join(stopped, err))
	}
	if err != nil {
		j.held = unmigrated(err)
	}
	return nil
}

const errNoBackup fault.Kind = "there-is-no-way-to-make-a-backup-first"

// unmigrated says why a journal of an older release stays as it is.
func unmigrated(cause error) error {
	return &fault.Error{Class: vault.ErrReadOnly, Kind: "this-journal-was-written-by-an-older", Err: cause}
}
