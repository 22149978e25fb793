package vault

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"syscall"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// A copy of a journal is one file: the store, with the key header in it.

// Summary identifies the contents of a journal or a copy: equal summaries mean equal contents.
type Summary struct {
	Vault      [16]byte // the journal's permanent ID; restoring preserves it
	Header     uint64   // version of the key header
	Generation uint64   // incremented whenever the store is rebuilt
	Batches    uint64   // batches of changes so far
	Records    uint64   // documents of all types
	// SetHash is over all sealed documents. It must not leave the program: many of these
	// hashes would reveal which documents can be removed undetected.
	SetHash [32]byte
}

// Fingerprint returns a short text that is equal only for equal summaries and may be stored
// in clear text.
func (s Summary) Fingerprint() string {
	b := append(make([]byte, 0, 80), s.Vault[:]...)
	for _, n := range []uint64{s.Header, s.Generation, s.Batches, s.Records} {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	sum := sha256.Sum256(append(b, s.SetHash[:]...))
	return hex.EncodeToString(sum[:16])
}

func summaryOf(h *seal.Header, head seal.Head) Summary {
	return Summary{
		Vault: h.Vault, Header: h.Generation, Generation: head.Generation,
		Batches: head.Op, Records: head.Count, SetHash: head.Set,
	}
}

// Summary returns the summary of the journal. The error wraps ErrClosed.
func (v *Vault) Summary() (Summary, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return Summary{}, err
	}
	return summaryOf(v.header, v.head), nil
}

// Folder returns the journal's folder.
func (v *Vault) Folder() string { return v.dir }

// CopyTo writes a copy of the journal to w and returns its summary. It blocks saves. Errors
// of w are wrapped.
func (v *Vault) CopyTo(ctx context.Context, w io.Writer) (Summary, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return Summary{}, err
	}
	out := &copyWriter{ctx: ctx, w: w}
	err := v.store.guard(func() error {
		return v.store.db.View(func(tx *bbolt.Tx) error {
			_, err := tx.WriteTo(out)
			return err
		})
	})
	switch {
	case out.err != nil:
		return Summary{}, fmt.Errorf("copying the journal: %w", out.err)
	case err != nil:
		return Summary{}, explain(err, v.dir, opCopying)
	}
	return summaryOf(v.header, v.head), nil
}

// copyWriter fails when its context ends. It records the first error, because bbolt passes on
// only its text.
type copyWriter struct {
	ctx context.Context
	w   io.Writer
	err error
}

func (c *copyWriter) Write(b []byte) (n int, err error) {
	if c.err == nil {
		c.err = c.ctx.Err()
	}
	if c.err == nil {
		n, c.err = c.w.Write(b)
	}
	return n, c.err
}

// ClassOf returns the class of a system error: ErrNoSpace, ErrReadOnly, ErrDisk or ErrDamaged,
// and "" for all others.
func ClassOf(err error) fault.Class {
	for _, class := range []fault.Class{ErrNoSpace, ErrReadOnly, ErrDisk, ErrDamaged} {
		if errors.Is(err, class) {
			return class
		}
	}
	switch {
	case isNoSpace(err):
		return ErrNoSpace
	case isReadOnly(err):
		return ErrReadOnly
	case errors.Is(err, syscall.EIO):
		return ErrDisk
	case isDamage(err):
		return ErrDamaged
	}
	return ""
}

// InspectFile reports whether the copy in a file needs a passphrase. The error wraps
// ErrNewer, ErrDamaged or ErrReadOnly, or fs.ErrNotExist.
func InspectFile(ctx context.Context, file string, o Options) (Info, error) {
	c, err := openCopy(ctx, file, o.withDefaults())
	if err != nil {
		return Info{}, err
	}
	defer c.close()
	h := c.header.header
	return Info{Protected: !h.Has(seal.SlotPlain), Format: int(h.Format), MinReader: int(h.MinReader)}, nil
}

// CheckFile reads all of a copy, opens every document in it, and returns its summary. The
// error wraps ErrWrongPassphrase, ErrDamaged, ErrNewer or ErrReadOnly, or fs.ErrNotExist.
func CheckFile(ctx context.Context, file string, key Key, o Options) (Summary, error) {
	if err := key.check(); err != nil {
		return Summary{}, err
	}
	c, err := openCopy(ctx, file, o.withDefaults())
	if err != nil {
		return Summary{}, err
	}
	defer c.close()
	if err := c.unlock(ctx, key); err != nil {
		return Summary{}, err
	}
	return c.readThrough(ctx)
}

// CheckCopy is CheckFile for a copy of this journal, with its current keys. The error wraps
// ErrWrongPassphrase for a copy with other keys.
func (v *Vault) CheckCopy(ctx context.Context, file string) (Summary, error) {
	c, err := openCopy(ctx, file, v.opts)
	if err != nil {
		return Summary{}, err
	}
	defer c.close()
	if err := v.deriveKeysFor(c); err != nil {
		return Summary{}, err
	}
	return c.readThrough(ctx)
}
