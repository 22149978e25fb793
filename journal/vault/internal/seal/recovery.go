package seal

import (
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// RecoverySize is the number of random bytes that recovery words encode. That many cannot
// be guessed, so they need no slow derivation.
const RecoverySize = 16

// NewRecoverySlot seals the master key under the random bytes of recovery words.
func NewRecoverySlot(rand io.Reader, v VaultID, epoch uint32, secret [RecoverySize]byte, m *Master) (Slot, error) {
	return newSlot(rand, v, epoch, SlotRecovery, nil, secret[:], m)
}

// OpenRecovery is like Open, with the bytes of recovery words in place of a passphrase.
func (h *Header) OpenRecovery(raw []byte, secret [RecoverySize]byte) (*Master, *Keys, error) {
	return h.openSlots(raw, SlotRecovery, func(s *Slot) (*Master, error) { return s.open(h.Vault, secret[:]) })
}

const (
	storedKeyVersion = 1
	adStoredKey      = "kept"
	storedKeySize    = 1 + nonceSize + chacha20poly1305.KeySize + tagSize
)

// ErrKeyNotStored is returned for a slot that does not store its key.
var ErrKeyNotStored = errors.New("the key of the slot is not kept")

// storeKey seals the slot's key under the master key and stores it in the slot, so that
// the master key can be replaced without the passphrase or the words. The master key does
// not reveal either of them.
func (s *Slot) storeKey(rand io.Reader, v VaultID, key []byte, m *Master) error {
	aead, err := s.storedKeyCipher(v, m)
	if err != nil {
		return err
	}
	b := make([]byte, 1+nonceSize, storedKeySize)
	b[0] = storedKeyVersion
	if _, err := io.ReadFull(rand, b[1:]); err != nil {
		return fmt.Errorf("drawing a nonce: %w", err)
	}
	s.Extra = aead.Seal(b, b[1:], key, s.storedKeyAD(v))
	return nil
}

func (s *Slot) storedKeyCipher(v VaultID, m *Master) (cipher.AEAD, error) {
	key, err := subkey(m, v, s.Epoch, labelSlots)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return chacha20poly1305.NewX(key)
}

func (s *Slot) storedKeyAD(v VaultID) []byte {
	ad := append(make([]byte, 0, 64), adStoredKey...)
	ad = append(ad, magic...)
	ad = append(ad, v[:]...)
	ad = append(ad, s.ID[:]...)
	ad = append(ad, byte(s.Type))
	return binary.BigEndian.AppendUint32(ad, s.Epoch)
}

// Renew returns a slot that holds another master key, of another epoch, and opens with the
// same passphrase or words. The error wraps ErrDamaged, or ErrKeyNotStored for a slot written
// by an early or a later version.
func (s *Slot) Renew(rand io.Reader, v VaultID, old *Master, epoch uint32, m *Master) (Slot, error) {
	if s.Type == SlotPlain {
		return NewPlainSlot(rand, v, epoch, m)
	}
	if len(s.Extra) != storedKeySize || s.Extra[0] != storedKeyVersion {
		return Slot{}, ErrKeyNotStored
	}
	aead, err := s.storedKeyCipher(v, old)
	if err != nil {
		return Slot{}, err
	}
	key, err := aead.Open(nil, s.Extra[1:1+nonceSize], s.Extra[1+nonceSize:], s.storedKeyAD(v))
	if err != nil {
		return Slot{}, fmt.Errorf("%w: the key that a slot keeps", ErrDamaged)
	}
	defer clear(key)
	next := Slot{ID: s.ID, Type: s.Type, Epoch: epoch, Params: s.Params, Commit: s.Commit}
	if err := next.wrap(rand, v, key, m); err != nil {
		return Slot{}, err
	}
	return next, nil
}

// KeyringSize is the size of the secret in a keyring, in bytes.
const KeyringSize = 32

// NewKeyringSlot returns a slot that opens with a secret stored in the system's keyring.
func NewKeyringSlot(rand io.Reader, v VaultID, epoch uint32, secret [KeyringSize]byte, m *Master) (Slot, error) {
	return newSlot(rand, v, epoch, SlotKeyring, nil, secret[:], m)
}

// OpenKeyring is like Open, with the secret of a keyring in place of a passphrase.
func (h *Header) OpenKeyring(raw []byte, secret [KeyringSize]byte) (*Master, *Keys, error) {
	return h.openSlots(raw, SlotKeyring, func(s *Slot) (*Master, error) { return s.open(h.Vault, secret[:]) })
}
