package seal

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// SlotType is the type of secret that opens a slot.
type SlotType uint8

// The types of slots. A slot of another type is preserved and ignored.
const (
	SlotPassphrase SlotType = 1
	SlotRecovery   SlotType = 2
	SlotKeyring    SlotType = 3
	SlotPlain      SlotType = 4
)

const (
	adSlot         = "slot"
	infoSlotKey    = "enactive slot key 1"
	infoSlotCommit = "enactive slot commit 1"

	slotIDSize  = 8
	commitSize  = 32
	nonceSize   = chacha20poly1305.NonceSizeX
	tagSize     = chacha20poly1305.Overhead
	masterSize  = 32
	wrappedSize = masterSize + tagSize
)

// Slot holds the master key, sealed under one of the secrets that open the vault.
type Slot struct {
	ID      [slotIDSize]byte
	Type    SlotType
	Epoch   uint32
	Params  []byte
	Commit  [commitSize]byte
	Nonce   [nonceSize]byte
	Wrapped [wrappedSize]byte
	Extra   []byte
}

// Master is the vault's master key.
type Master [masterSize]byte

// NewMaster draws a random master key.
func NewMaster(rand io.Reader) (*Master, error) {
	m := new(Master)
	if _, err := io.ReadFull(rand, m[:]); err != nil {
		return nil, fmt.Errorf("drawing a key: %w", err)
	}
	return m, nil
}

// NewPassphraseSlot seals the master key under a normalised passphrase. The cost
// determines how long it takes.
func NewPassphraseSlot(rand io.Reader, v VaultID, epoch uint32, passphrase []byte, c Cost, m *Master) (Slot, error) {
	if len(passphrase) == 0 {
		return Slot{}, errors.New("a slot without a passphrase")
	}
	params, err := passphraseParams(rand, c)
	if err != nil {
		return Slot{}, err
	}
	secret := stretch(passphrase, params[passphraseParamsSize-saltSize:], c)
	defer clear(secret)
	return newSlot(rand, v, epoch, SlotPassphrase, params, secret, m)
}

// NewPlainSlot seals the master key under a secret stored next to it: no secrecy, but
// all integrity checks.
func NewPlainSlot(rand io.Reader, v VaultID, epoch uint32, m *Master) (Slot, error) {
	secret := make([]byte, secretSize)
	if _, err := io.ReadFull(rand, secret); err != nil {
		return Slot{}, fmt.Errorf("drawing a key: %w", err)
	}
	return newSlot(rand, v, epoch, SlotPlain, secret, secret, m)
}

func newSlot(rand io.Reader, v VaultID, epoch uint32, t SlotType, params, secret []byte, m *Master) (Slot, error) {
	s := Slot{Type: t, Epoch: epoch, Params: params}
	if _, err := io.ReadFull(rand, s.ID[:]); err != nil {
		return Slot{}, fmt.Errorf("drawing a slot id: %w", err)
	}
	key, commit, err := slotKeys(v, s.ID, secret)
	if err != nil {
		return Slot{}, err
	}
	defer clear(key)
	copy(s.Commit[:], commit)
	if err := s.wrap(rand, v, key, m); err != nil {
		return Slot{}, err
	}
	return s, nil
}

// wrap seals the master key under the slot's key, and stores that key in the slot unless
// the slot is plain.
func (s *Slot) wrap(rand io.Reader, v VaultID, key []byte, m *Master) error {
	if _, err := io.ReadFull(rand, s.Nonce[:]); err != nil {
		return fmt.Errorf("drawing a nonce: %w", err)
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return fmt.Errorf("sealing a slot: %w", err)
	}
	aead.Seal(s.Wrapped[:0], s.Nonce[:], m[:], s.additionalData(v))
	if s.Type == SlotPlain {
		return nil
	}
	return s.storeKey(rand, v, key, m)
}

// OpenPassphrase returns the master key. The error wraps ErrWrongKey if the passphrase
// is wrong, and ErrDamaged if it is right but the slot is damaged.
func (s *Slot) OpenPassphrase(v VaultID, passphrase []byte) (*Master, error) {
	c, salt, err := parsePassphraseParams(s.Params)
	if err != nil {
		return nil, err
	}
	secret := stretch(passphrase, salt, c)
	defer clear(secret)
	return s.open(v, secret)
}

// OpenPlain returns the master key of a slot without a passphrase.
func (s *Slot) OpenPlain(v VaultID) (*Master, error) {
	if len(s.Params) != secretSize {
		return nil, fmt.Errorf("%w: the plain key has %d bytes", ErrDamaged, len(s.Params))
	}
	m, err := s.open(v, s.Params)
	if err != nil {
		// There is no passphrase to be wrong.
		return nil, fmt.Errorf("%w: the plain key does not fit", ErrDamaged)
	}
	return m, nil
}

func (s *Slot) open(v VaultID, secret []byte) (*Master, error) {
	key, commit, err := slotKeys(v, s.ID, secret)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	if subtle.ConstantTimeCompare(commit, s.Commit[:]) != 1 {
		return nil, ErrWrongKey
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("opening a slot: %w", err)
	}
	m := new(Master)
	if _, err := aead.Open(m[:0], s.Nonce[:], s.Wrapped[:], s.additionalData(v)); err != nil {
		return nil, fmt.Errorf("%w: the key fits and the slot does not", ErrDamaged)
	}
	if s.Type != SlotPlain && len(s.Extra) == 0 {
		// A slot of an early version: store its key, which is saved when the header is
		// next written.
		if err := s.storeKey(rand.Reader, v, key, m); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// slotKeys derives the key of a slot and its commitment from the slot's secret.
func slotKeys(v VaultID, slot [slotIDSize]byte, secret []byte) (key, commit []byte, err error) {
	salt := append(append([]byte(nil), v[:]...), slot[:]...)
	if key, err = hkdf.Key(sha256.New, secret, salt, infoSlotKey, chacha20poly1305.KeySize); err != nil {
		return nil, nil, fmt.Errorf("deriving a slot key: %w", err)
	}
	if commit, err = hkdf.Key(sha256.New, secret, salt, infoSlotCommit, commitSize); err != nil {
		return nil, nil, fmt.Errorf("deriving a slot commitment: %w", err)
	}
	return key, commit, nil
}

// additionalData returns data that does not depend on other slots: after a change of the
// passphrase, the slot of the recovery words remains valid.
func (s *Slot) additionalData(v VaultID) []byte {
	ad := make([]byte, 0, 64+len(s.Params))
	ad = append(ad, adSlot...)
	ad = append(ad, magic...)
	ad = append(ad, v[:]...)
	ad = append(ad, s.ID[:]...)
	ad = append(ad, byte(s.Type))
	ad = binary.BigEndian.AppendUint32(ad, s.Epoch)
	ad = binary.BigEndian.AppendUint32(ad, uint32(len(s.Params)))
	return append(ad, s.Params...)
}
