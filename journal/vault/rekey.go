package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
	"enactive/journal/vault/words"
)

// ChangePassphrase changes the journal's passphrase. The documents are not changed and recovery
// words remain valid; earlier copies of the folder still open with their old passphrase. It
// takes as long as deriving the new key: up to a second. Adding a passphrase to a journal
// without one, or removing it, is NewKeys: a key that was on the disk in clear text must not
// open anything written later.
//
// When it returns nil the new passphrase is valid; when it fails, the old one, unless an
// ErrClosed says otherwise. The error wraps ErrWrongPassphrase for an invalid key, ErrNoSpace,
// ErrReadOnly or ErrClosed where it applies.
func (v *Vault) ChangePassphrase(ctx context.Context, key Key) error {
	if err := key.checkNew(); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkWritable(); err != nil {
		return err
	}
	if key.plain != v.header.Has(seal.SlotPlain) {
		return v.newKeys(ctx, key)
	}
	slot, err := newSlot(key, v.header, v.master, v.opts)
	if err != nil {
		return explain(err, v.dir, opCreatingKey)
	}
	// The derivation cannot be interrupted, but nothing has been written yet.
	if err := ctx.Err(); err != nil {
		return err
	}
	return v.changeSlots([]seal.SlotType{seal.SlotPassphrase, seal.SlotPlain}, slot)
}

// HasRecovery reports whether recovery words open the journal.
func (v *Vault) HasRecovery() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.header != nil && v.header.Has(seal.SlotRecovery)
}

// DrawRecovery draws recovery words. They open nothing before SetRecovery, so that the user can
// first prove that they were written down.
func (v *Vault) DrawRecovery() (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var secret [words.Size]byte
	if _, err := io.ReadFull(v.opts.Rand, secret[:]); err != nil {
		return "", fmt.Errorf("drawing recovery words: %w", err)
	}
	return words.Encode(secret), nil
}

// SetRecovery makes the words open the journal, in place of earlier words. Earlier copies of
// the folder still open with their old words. The error wraps ErrWrongPassphrase for invalid
// words or a journal without a passphrase, and ErrNoSpace, ErrReadOnly or ErrClosed where it
// applies.
func (v *Vault) SetRecovery(ctx context.Context, text string) error {
	secret, err := words.Decode(text)
	if err != nil {
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "these-are-not-recovery-words-cause", Err: err}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := errors.Join(v.checkWritable(), ctx.Err()); err != nil {
		return err
	}
	if v.header.Has(seal.SlotPlain) {
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "the-journal-in-folder-has-no-passphrase-so-there", Thing: v.dir}
	}
	slot, err := seal.NewRecoverySlot(v.opts.Rand, v.header.Vault, v.header.Epoch, secret, v.master)
	if err != nil {
		return explain(err, v.dir, opCreatingRecoveryWords)
	}
	return v.changeSlots([]seal.SlotType{seal.SlotRecovery}, slot)
}

// NewRecovery combines DrawRecovery and SetRecovery and returns the new words.
func (v *Vault) NewRecovery(ctx context.Context) (string, error) {
	text, err := v.DrawRecovery()
	if err != nil {
		return "", err
	}
	return text, v.SetRecovery(ctx, text)
}

// checkWritable returns an error if nothing can be changed; v.mu is held.
func (v *Vault) checkWritable() error {
	if err := v.checkUsable(); err != nil {
		return err
	}
	return v.readOnly
}

// changeSlots replaces the slots of some types with others.
func (v *Vault) changeSlots(gone []seal.SlotType, come ...seal.Slot) error {
	next := *v.header
	next.Slots = slices.DeleteFunc(slices.Clone(next.Slots), func(s seal.Slot) bool {
		return slices.Contains(gone, s.Type)
	})
	next.Slots = append(next.Slots, come...)
	next.Generation++
	raw, err := next.Encode(v.keys)
	if err != nil {
		return fmt.Errorf("changing the key of the journal in %s: %w", v.dir, err)
	}
	if err := v.checkOpenFiles(); err != nil {
		return explain(err, v.dir, opChangingKey)
	}
	if err := v.putHeaders(raw); err != nil {
		return explain(err, v.dir, opChangingKey)
	}
	v.header, v.raw = &next, raw
	return explain(v.confirm(), v.dir, opChangingKey)
}

// putHeaders writes all three copies of a new header. Once the first one is on the disk the
// new header is in effect, since it is the newest: later errors are only reported, and the
// next opening repairs the missing copies.
func (v *Vault) putHeaders(raw []byte) error {
	// The second file is written first: if that is interrupted, the first one is still sound.
	failed := writeFile(filepath.Join(v.dir, headerB), raw)
	if failed != nil {
		// The file may exist although the folder could not be flushed.
		found, err := readSmall(filepath.Join(v.dir, headerB))
		if err != nil || !bytes.Equal(found, raw) {
			return failed
		}
	}
	if err := writeFile(filepath.Join(v.dir, headerA), raw); err != nil {
		if failed != nil {
			return fmt.Errorf("%w; it may open with the new key already", err)
		}
		v.noteFailedRewrite("The key header "+headerA, err)
	}
	if err := v.repairStoreCopy(headerCopy{}, raw); err != nil {
		if errors.Is(err, ErrClosed) {
			v.broken = err
			return &fault.Error{Class: ErrClosed, Kind: "the-key-of-the-journal-in-folder-was", Thing: v.dir, Values: fault.V{"Reason": reason(err)}, Err: err}
		}
		v.noteFailedRewrite(storeCopyName(), err)
	}
	return nil
}

func (v *Vault) noteFailedRewrite(what any, err error) {
	v.repair.add(fault.Text("what-could-not-be-rewritten-reason-this", fault.V{"What": what, "Reason": reason(err)}))
}
