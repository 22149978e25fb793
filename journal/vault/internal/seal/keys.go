package seal

import (
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// The labels of the subkeys; see the package's documentation.
const (
	labelRecords = "records"
	labelSet     = "set"
	labelHeader  = "header"
	labelLog     = "journal"
	labelInbox   = "inbox"
	labelSlots   = "slots"
	labelFormer  = "former"
	labelIndex   = "index"
)

// Keys are the subkeys of one master key at one epoch. They are safe for concurrent use.
type Keys struct {
	vault     VaultID
	epoch     uint32
	records   cipher.AEAD
	journal   cipher.AEAD
	index     cipher.AEAD
	set       [32]byte
	header    [32]byte
	recipient string
}

// Derive returns the subkeys of a master key.
func Derive(m *Master, v VaultID, epoch uint32) (*Keys, error) {
	k := &Keys{vault: v, epoch: epoch}
	records, err := subkey(m, v, epoch, labelRecords)
	if err != nil {
		return nil, err
	}
	defer clear(records)
	if k.records, err = chacha20poly1305.NewX(records); err != nil {
		return nil, fmt.Errorf("preparing the key of records: %w", err)
	}
	frames, err := subkey(m, v, epoch, labelLog)
	if err != nil {
		return nil, err
	}
	defer clear(frames)
	if k.journal, err = chacha20poly1305.NewX(frames); err != nil {
		return nil, fmt.Errorf("preparing the key of the log: %w", err)
	}
	index, err := subkey(m, v, epoch, labelIndex)
	if err != nil {
		return nil, err
	}
	defer clear(index)
	if k.index, err = chacha20poly1305.NewX(index); err != nil {
		return nil, fmt.Errorf("preparing the key of the index: %w", err)
	}
	for label, dst := range map[string][]byte{labelSet: k.set[:], labelHeader: k.header[:]} {
		b, err := subkey(m, v, epoch, label)
		if err != nil {
			return nil, err
		}
		copy(dst, b)
		clear(b)
	}
	if k.recipient, err = recipient(m, v, epoch); err != nil {
		return nil, err
	}
	return k, nil
}

// Destroy overwrites the keys in our own memory. The ciphers hold copies that cannot be
// overwritten; the next garbage collection frees them.
func (k *Keys) Destroy() {
	k.records, k.journal, k.index = nil, nil, nil
	clear(k.set[:])
	clear(k.header[:])
}

// Recipient returns the public age key of the vault's inbox: anyone can encrypt to it.
func (k *Keys) Recipient() string { return k.recipient }

// Epoch returns the epoch of the master key.
func (k *Keys) Epoch() uint32 { return k.epoch }

func (k *Keys) headerMAC(b []byte) []byte {
	mac := hmac.New(sha256.New, k.header[:])
	mac.Write(b)
	return mac.Sum(nil)
}

func subkey(m *Master, v VaultID, epoch uint32, label string) ([]byte, error) {
	info := binary.BigEndian.AppendUint32([]byte("enactive "+label+" 1\x00"), epoch)
	b, err := hkdf.Key(sha256.New, m[:], v[:], string(info), chacha20poly1305.KeySize)
	if err != nil {
		return nil, fmt.Errorf("deriving the key of %s: %w", label, err)
	}
	return b, nil
}

func recipient(m *Master, v VaultID, epoch uint32) (string, error) {
	secret, err := subkey(m, v, epoch, labelInbox)
	if err != nil {
		return "", err
	}
	defer clear(secret)
	private, err := ecdh.X25519().NewPrivateKey(secret)
	if err != nil {
		return "", fmt.Errorf("deriving the key of the inbox: %w", err)
	}
	return bech32("age", private.PublicKey().Bytes()), nil
}

// InboxIdentity returns the secret age key of the vault's inbox in age's encoding, in
// lower case (age.ParseX25519Identity needs upper case).
func InboxIdentity(m *Master, v VaultID, epoch uint32) (string, error) {
	secret, err := subkey(m, v, epoch, labelInbox)
	if err != nil {
		return "", err
	}
	defer clear(secret)
	return bech32("age-secret-key-", secret), nil
}
