package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// migration converts the body of a document from one schema to the next. The body of an
// unchanged kind is returned unmodified.
type migration func(c *codec, kind byte, body []byte) ([]byte, error)

// releasedMigrations returns the migrations from all earlier schemas: the first from schema 1
// to 2, and so on. So far each new schema added a field of entries (Field.since) or the marks; a migration
// that changes bodies is to be inserted among these.
func releasedMigrations() []migration {
	newest := byte(marksSchema)
	for _, f := range entryFields {
		newest = max(newest, f.since)
	}
	return slices.Repeat([]migration{addField}, int(newest-docSchema))
}

// addField migrates to a schema with one more field of entries. Older documents do not change;
// the new number prevents the previous release, which would drop the field, from writing to a
// journal that may have it.
func addField(_ *codec, _ byte, body []byte) ([]byte, error) { return body, nil }

// upgrade converts the body of a document from an older schema to this one.
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

// migrate replaces the documents of an older release by their migrated versions, in one atomic
// change and never without a backup. If that fails, the journal is unchanged and read-only.
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

// unmigrated reports why a journal of an older release was not migrated.
func unmigrated(cause error) error {
	return &fault.Error{Class: vault.ErrReadOnly, Kind: "this-journal-was-written-by-an-older", Err: cause}
}
