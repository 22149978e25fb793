package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// copyFile is a copy of a journal, open for reading. Its vault has only a store, keys and a
// head.
type copyFile struct {
	path   string
	header headerCopy
	vault  Vault
}

// openCopy opens a copy, after the probe if there is one, and reads its header.
func openCopy(ctx context.Context, path string, o Options) (*copyFile, error) {
	c := &copyFile{path: path, vault: Vault{dir: path, opts: o}}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return nil, &fault.Error{Class: ErrDamaged, Kind: "file-is-a-folder-not-a-backup-choose", Thing: path}
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, &fault.Error{Class: ErrDamaged, Kind: "file-is-not-a-file-choose-a-backup-file", Thing: path}
	}
	if err == nil {
		err = probeFile(ctx, o.Probe, path)
	}
	if err != nil {
		return nil, c.explain(err)
	}
	// A user may give a link; links in a journal's folder are not listed.
	file := path
	if linked, err := filepath.EvalSymlinks(path); err == nil {
		file = linked
	}
	s, err := openStoreAs(file, true)
	if err != nil {
		return nil, c.explain(err)
	}
	c.vault.store = s
	raw, err := s.get(bucketHeader, keyHeader)
	if err == nil {
		c.header = parseCopy("", raw)
		err = c.header.err
	}
	if err != nil {
		c.close()
		return nil, c.explain(err)
	}
	return c, nil
}

// close ignores errors: the file was only read.
func (c *copyFile) close() { _ = c.vault.closeAll() }

func (c *copyFile) unlock(ctx context.Context, key Key) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	o, err := untilCancelled(ctx, func() (*opened, error) { return openHeaders([]headerCopy{c.header}, key) })
	if errors.Is(err, seal.ErrWrongKey) {
		return c.wrongKeyError(err, key)
	}
	if err != nil {
		return c.explain(err)
	}
	c.vault.master, c.vault.keys, c.vault.header = o.master, o.keys, o.header
	return nil
}

// deriveKeysFor derives separate keys for a copy, so that closing one does not affect the other.
func (v *Vault) deriveKeysFor(c *copyFile) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return err
	}
	h := c.header.header
	switch {
	case h.Vault != v.header.Vault:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "file-is-a-backup-of-another-journal", Thing: c.path}
	case h.Epoch != v.header.Epoch:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "file-was-made-before-the-key", Thing: c.path}
	}
	master := *v.master
	keys, err := seal.Derive(&master, h.Vault, h.Epoch)
	if err != nil {
		return err
	}
	c.vault.master, c.vault.keys, c.vault.header = &master, keys, h
	if err := keys.VerifyHeader(c.header.raw); err != nil {
		return c.explain(err)
	}
	return nil
}

// readThrough compares all records with the head and opens each.
func (c *copyFile) readThrough(ctx context.Context) (Summary, error) {
	if err := c.vault.readHead(ctx); err != nil {
		return Summary{}, c.explain(err)
	}
	err := c.vault.store.scan(ctx, c.vault.head.Count, func(batch []sealed) error {
		_, bad, err := c.vault.openAll(batch)
		if err == nil && len(bad) > 0 {
			err = seal.ErrDamaged
		}
		return err
	})
	if err != nil {
		return Summary{}, c.explain(err)
	}
	return summaryOf(c.vault.header, c.vault.head), nil
}

func (c *copyFile) wrongKeyError(err error, key Key) error {
	switch protected := !c.header.header.Has(seal.SlotPlain); {
	case key.plain:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "the-backup-file-is-protected-enter", Thing: c.path, Err: err}
	case !protected:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "the-backup-file-has-no-passphrase-open", Thing: c.path, Err: err}
	case key.recovery != nil:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "these-recovery-words-do-not-open", Thing: c.path, Err: err}
	}
	return &fault.Error{Class: ErrWrongPassphrase, Kind: "this-passphrase-does-not-open", Thing: c.path, Err: err}
}

// explain adds the kind and the file to an error.
func (c *copyFile) explain(err error) error {
	switch {
	case isExplained(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, seal.ErrNewer):
		return &fault.Error{Class: ErrNewer, Kind: "the-backup-file-was-made-by-a-newer", Thing: c.path, Err: err}
	case errors.Is(err, fs.ErrNotExist):
		return &fault.Error{Kind: "there-is-no-backup-file-check-its-name", Thing: c.path, Err: err}
	case isReadOnly(err):
		return &fault.Error{Class: ErrReadOnly, Kind: "you-do-not-have-permission-to-read", Thing: c.path, Values: fault.V{"Reason": reason(err)}, Err: err}
	case isDamage(err):
		return &fault.Error{Class: ErrDamaged, Kind: "the-file-file-is-damaged-or-not", Thing: c.path, Err: err}
	}
	return explain(err, c.path, opReadingBackup)
}
