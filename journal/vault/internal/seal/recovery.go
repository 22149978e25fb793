package seal

import (
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// RecoverySize is how many random bytes recovery words encode. So many cannot be
// guessed, and need no slow derivation.
const RecoverySize = 16

// NewRecoverySlot seals the master key under the random bytes of recovery words.
func NewRecoverySlot(rand io.Reader, v VaultID, epoch uint32, secret [RecoverySize]byte, m *Master) (Slot, error) {
	return newSlot(rand, v, epoch, SlotRecovery, nil, secret[:], m)
}

// OpenRecovery returns the master key and the keys, with the bytes of recovery words,
// as Open does with a passphrase.
func (h *Header) OpenRecovery(raw []byte, secret [RecoverySize]byte) (*Master, *Keys, error) {
	return h.openSlots(raw, SlotRecovery, func(s *Slot) (*Master, error) { return s.open(h.Vault, secret[:]) })
}

const (
	keptVersion = 1
	keptSize    = 1 + nonceSize + chacha20poly1305.KeySize + tagSize
)

// ErrNotKept is returned for a slot of which the key is not kept.
var ErrNotKept = errors.New("the key of the slot is not kept")

// keep seals the slot's key under the master key, and puts it into the slot: so that
// another master key can take the place of this one without the passphrase or the words.
// Who has the master key learns neither of them from it.
func (s *Slot) keep(rand io.Reader, v VaultID, key []byte, m *Master) error {
	aead, err := s.keeper(v, m)
	if err != nil {
		return err
	}
	b := make([]byte, 1+nonceSize, keptSize)
	b[0] = keptVersion
	if _, err := io.ReadFull(rand, b[1:]); err != nil {
		return fmt.Errorf("drawing a nonce: %w", err)
	}
	s.Extra = aead.Seal(b, b[1:], key, s.keptData(v))
	return nil
}

func (s *Slot) keeper(v VaultID, m *Master) (cipher.AEAD, error) {
	key, err := subkey(m, v, s.Epoch, "slots")
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return chacha20poly1305.NewX(key)
}

func (s *Slot) keptData(v VaultID) []byte {
	ad := append(make([]byte, 0, 64), "kept"...)
	ad = append(ad, magic...)
	ad = append(ad, v[:]...)
	ad = append(ad, s.ID[:]...)
	ad = append(ad, byte(s.Type))
	return binary.BigEndian.AppendUint32(ad, s.Epoch)
}

// Renew returns a slot that opens with the same passphrase or words to another master
// key, of another epoch. The error wraps ErrNotKept for a slot that an early version
// wrote or a later one will, and ErrDamaged.
func (s *Slot) Renew(rand io.Reader, v VaultID, old *Master, epoch uint32, m *Master) (Slot, error) {
	if s.Type == SlotPlain {
		return NewPlainSlot(rand, v, epoch, m)
	}
	if len(s.Extra) != keptSize || s.Extra[0] != keptVersion {
		return Slot{}, ErrNotKept
	}
	aead, err := s.keeper(v, old)
	if err != nil {
		return Slot{}, err
	}
	key, err := aead.Open(nil, s.Extra[1:1+nonceSize], s.Extra[1+nonceSize:], s.keptData(v))
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

// KeyringSize is the size of the secret that a keyring keeps, in bytes.
const KeyringSize = 32

// NewKeyringSlot returns a slot that a secret opens which a keyring of the system keeps.
func NewKeyringSlot(rand io.Reader, v VaultID, epoch uint32, secret [KeyringSize]byte, m *Master) (Slot, error) {
	return newSlot(rand, v, epoch, SlotKeyring, nil, secret[:], m)
}

// OpenKeyring returns the master key and the keys, with the secret of a keyring, as Open
// does with a passphrase.
func (h *Header) OpenKeyring(raw []byte, secret [KeyringSize]byte) (*Master, *Keys, error) {
	return h.openSlots(raw, SlotKeyring, func(s *Slot) (*Master, error) { return s.open(h.Vault, secret[:]) })
}
