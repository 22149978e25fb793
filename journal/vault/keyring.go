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

// KeyringSecret returns a key for the secret passed to the callback of AddKeyring. The error
// wraps ErrWrongPassphrase. Such a key can open a journal but not create one.
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

// ID returns the journal's permanent ID in hexadecimal. It reveals nothing about the contents.
func (v *Vault) ID() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.header == nil {
		return ""
	}
	return hex.EncodeToString(v.header.Vault[:])
}

// AddKeyring creates a secret that opens the journal in addition to its passphrase, and
// replaces earlier secrets. It is for the system's keyring, which reveals it to anyone logged
// in as the same user. keep must store the secret durably; if it fails, the secret is not
// activated.
func (v *Vault) AddKeyring(ctx context.Context, keep func(secret []byte) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := errors.Join(v.checkWritable(), ctx.Err()); err != nil {
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

// RemoveKeyring makes the keyring's secret invalid.
func (v *Vault) RemoveKeyring(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := errors.Join(v.checkWritable(), ctx.Err()); err != nil {
		return err
	}
	if !v.header.Has(seal.SlotKeyring) {
		return nil
	}
	return v.changeSlots([]seal.SlotType{seal.SlotKeyring})
}
