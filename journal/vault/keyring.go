package vault

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// KeyringSecret opens a journal with the secret that AddKeyring has returned. The error
// wraps ErrWrongPassphrase. Such a key opens a journal and makes none.
func KeyringSecret(secret []byte) (Key, error) {
	if len(secret) != seal.KeyringSize {
		return Key{}, &fault.Error{Class: ErrWrongPassphrase, Kind: "what-is-stored-in-the-keyring-is-not"}
	}
	k := [seal.KeyringSize]byte(secret)
	return Key{keyring: &k}, nil
}

// HasKeyring reports whether a keyring's secret opens the journal.
func (v *Vault) HasKeyring() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.header != nil && v.header.Has(seal.SlotKeyring)
}

// ID names the journal for ever, in hexadecimal digits. It reveals nothing of its contents.
func (v *Vault) ID() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.header == nil {
		return ""
	}
	return hex.EncodeToString(v.header.Vault[:])
}

// AddKeyring lets a new secret open the journal, beside its passphrase and in the place of
// one that it returned before. It is for a keyring of the system, which gives it to
// everybody who is logged in there as the same person: keep is called with it and must have
// it safe before the secret counts.
func (v *Vault) AddKeyring(ctx context.Context, keep func(secret []byte) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := errors.Join(v.writable(), ctx.Err()); err != nil {
		return err
	}
	if v.header.Has(seal.SlotPlain) {
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "the-journal-in-folder-has-no-passphrase-so", Thing: v.dir}
	}
	var secret [seal.KeyringSize]byte
	defer clear(secret[:])
	if _, err := io.ReadFull(v.opts.Rand, secret[:]); err != nil {
		return fmt.Errorf("drawing a key for the keyring: %w", err)
	}
	slot, err := seal.NewKeyringSlot(v.opts.Rand, v.header.Vault, v.header.Epoch, secret, v.master)
	if err != nil {
		return explain(err, v.dir, opCreatingKeyringKey)
	}
	if err := keep(secret[:]); err != nil {
		return err
	}
	return v.changeSlots([]seal.SlotType{seal.SlotKeyring}, slot)
}

// RemoveKeyring takes the keyring's way into the journal away.
func (v *Vault) RemoveKeyring(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := errors.Join(v.writable(), ctx.Err()); err != nil {
		return err
	}
	if !v.header.Has(seal.SlotKeyring) {
		return nil
	}
	return v.changeSlots([]seal.SlotType{seal.SlotKeyring})
}
