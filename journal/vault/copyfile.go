package vault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"enactive/journal/vault/internal/seal"
	"enactive/journal/wording"
)

// copyFile is a copy of a journal that is open for reading. Of its vault only the store,
// the keys and the head are there.
type copyFile struct {
	path   string
	header copyOf
	vault  Vault
}

// openCopy opens a copy after another process has looked at it, where there is one, and
// reads its header.
func openCopy(ctx context.Context, path string, o Options) (*copyFile, error) {
	c := &copyFile{path: path, vault: Vault{dir: path, opts: o}}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return nil, fail(ErrDamaged, nil, wording.Say("file-is-a-folder-not-a-backup-choose", wording.V{"File": path}))
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fail(ErrDamaged, nil, wording.Say("file-is-not-a-file-choose-a-backup-file", wording.V{"File": path}))
	}
	if err == nil {
		err = probeFile(ctx, o.Probe, path)
	}
	if err != nil {
		return nil, c.explain(err)
	}
	// A person may name a link; within a journal's folder none is listed.
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

// close has nothing to tell: the file was only read.
func (c *copyFile) close() { _ = c.vault.closeAll() }

func (c *copyFile) unlock(ctx context.Context, key Key) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	o, err := orCancelled(ctx, func() (*opened, error) { return openHeaders([]copyOf{c.header}, key) })
	if errors.Is(err, seal.ErrWrongKey) {
		return c.wrongKey(err, key)
	}
	if err != nil {
		return c.explain(err)
	}
	c.vault.master, c.vault.keys, c.vault.header = o.master, o.keys, o.header
	return nil
}

// lendKeys gives a copy keys of its own, so that closing either leaves the other alone.
func (v *Vault) lendKeys(c *copyFile) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return err
	}
	h := c.header.header
	switch {
	case h.Vault != v.header.Vault:
		return fail(ErrWrongPassphrase, nil, wording.Say("file-is-a-backup-of-another-journal", wording.V{"File": c.path}))
	case h.Epoch != v.header.Epoch:
		return fail(ErrWrongPassphrase, nil, wording.Say("file-was-made-before-the-key", wording.V{"File": c.path}))
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

// readThrough holds all records against the head and opens each.
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

func (c *copyFile) wrongKey(err error, key Key) error {
	switch protected := !c.header.header.Has(seal.SlotPlain); {
	case key.plain:
		return fail(ErrWrongPassphrase, err, wording.Say("the-backup-file-is-protected-enter", wording.V{"File": c.path}))
	case !protected:
		return fail(ErrWrongPassphrase, err, wording.Say("the-backup-file-has-no-passphrase-open", wording.V{"File": c.path}))
	case key.recovery != nil:
		return fail(ErrWrongPassphrase, err, wording.Say("these-recovery-words-do-not-open", wording.V{"File": c.path}))
	}
	return fail(ErrWrongPassphrase, err, wording.Say("this-passphrase-does-not-open", wording.V{"File": c.path}))
}

// explain turns an error into a sentence about the file.
func (c *copyFile) explain(err error) error {
	switch {
	case isTold(err), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, seal.ErrNewer):
		return fail(ErrNewer, err, wording.Say("the-backup-file-was-made-by-a-newer", wording.V{"File": c.path}))
	case errors.Is(err, fs.ErrNotExist):
		return fail(fs.ErrNotExist, err, wording.Say("there-is-no-backup-file-check-its-name", wording.V{"File": c.path}))
	case isReadOnly(err):
		return fail(ErrReadOnly, err, wording.Say("you-do-not-have-permission-to-read", wording.V{"File": c.path, "Reason": reason(err)}))
	case isDamage(err):
		return fail(ErrDamaged, err, wording.Say("the-file-file-is-damaged-or-not", wording.V{"File": c.path}))
	}
	return explain(err, c.path, wording.Text("reading-a-backup"))
}
