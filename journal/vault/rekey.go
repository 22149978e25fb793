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

// ChangePassphrase gives the journal another passphrase. The documents stay as they are
// and recovery words stay valid; copies of the folder that were made before still open
// with what they were made with. It takes as long as the new key costs: up to a second.
// Giving a passphrase to a journal without one, or taking it away, is NewKeys: the key that
// was on the disk in clear must open nothing that is written from now on.
//
// When it returns nil the new passphrase counts; when it fails, the old one, but for an
// ErrClosed that says otherwise. The error wraps ErrWrongPassphrase for a key that is none,
// ErrNoSpace, ErrReadOnly or ErrClosed where it applies.
func (v *Vault) ChangePassphrase(ctx context.Context, key Key) error {
	if err := key.checkNew(); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	if key.plain != v.header.Has(seal.SlotPlain) {
		return v.newKeys(ctx, key)
	}
	slot, err := newSlot(key, v.header, v.master, v.opts)
	if err != nil {
		return explain(err, v.dir, opCreatingKey)
	}
	// The derivation cannot be broken off, but nothing has been written yet.
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

// DrawRecovery draws recovery words. They open nothing before SetRecovery, so that a
// person can first prove to have written them down.
func (v *Vault) DrawRecovery() (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var secret [words.Size]byte
	if _, err := io.ReadFull(v.opts.Rand, secret[:]); err != nil {
		return "", fmt.Errorf("drawing recovery words: %w", err)
	}
	return words.Encode(secret), nil
}

// SetRecovery lets the words open the journal, and those before them no longer. Copies of
// the folder that were made before still open with the words they were made with. The
// error wraps ErrWrongPassphrase for words that are none or a journal that has no
// passphrase, and ErrNoSpace, ErrReadOnly or ErrClosed where it applies.
func (v *Vault) SetRecovery(ctx context.Context, text string) error {
	secret, err := words.Decode(text)
	if err != nil {
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "these-are-not-recovery-words-cause", Err: err}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := errors.Join(v.writable(), ctx.Err()); err != nil {
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

// NewRecovery is DrawRecovery and SetRecovery in one: it returns words that open the
// journal from now on, in the place of earlier ones.
func (v *Vault) NewRecovery(ctx context.Context) (string, error) {
	text, err := v.DrawRecovery()
	if err != nil {
		return "", err
	}
	return text, v.SetRecovery(ctx, text)
}

// writable returns why nothing can be changed; v.mu is held.
func (v *Vault) writable() error {
	if err := v.usable(); err != nil {
		return err
	}
	return v.readOnly
}

// changeSlots puts slots in the place of those of some types.
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
	if err := v.stillOurs(); err != nil {
		return explain(err, v.dir, opChangingKey)
	}
	if err := v.putHeaders(raw); err != nil {
		return explain(err, v.dir, opChangingKey)
	}
	v.header, v.raw = &next, raw
	return explain(v.confirm(), v.dir, opChangingKey)
}

// putHeaders writes all three copies of a new header. From the first one on that is on
// the disk the new header counts, since it is the newest: after that nothing fails, and
// what is missing is reported, and repaired the next time.
func (v *Vault) putHeaders(raw []byte) error {
	// The second file comes first: should it be lost half-way, the other one is whole.
	failed := writeFile(filepath.Join(v.dir, headerB), raw)
	if failed != nil {
		// The name may be there although the folder could not be flushed.
		found, err := readSmall(filepath.Join(v.dir, headerB))
		if err != nil || !bytes.Equal(found, raw) {
			return failed
		}
	}
	if err := writeFile(filepath.Join(v.dir, headerA), raw); err != nil {
		if failed != nil {
			return fmt.Errorf("%w; it may open with the new key already", err)
		}
		v.noteLate("The key header "+headerA, err)
	}
	if err := v.mendStoreCopy(copyOf{}, raw); err != nil {
		if errors.Is(err, ErrClosed) {
			v.broken = err
			return &fault.Error{Class: ErrClosed, Kind: "the-key-of-the-journal-in-folder-was", Thing: v.dir, Values: fault.V{"Reason": reason(err)}, Err: err}
		}
		v.noteLate(storeCopyName(), err)
	}
	return nil
}

func (v *Vault) noteLate(what any, err error) {
	v.repair.add(fault.Text("what-could-not-be-rewritten-reason-this", fault.V{"What": what, "Reason": reason(err)}))
}
