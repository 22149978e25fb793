package seal

import (
	"crypto/cipher"
	"encoding/binary"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// Inbox files added before a change of the master key and not imported yet are encrypted
// to the former inbox key. So a header stores the secret keys of the last inboxes in an
// extension, sealed under the master key:
//
//	nonce 24 | ciphertext | tag 16
//
// of, for each inbox, newest first: epoch 4, secret key 32. The additional data is "former" |
// magic | vault id | epoch; the label of the subkey is "former".
const (
	tagFormer  = 1
	adFormer   = "former"
	maxFormer  = 8
	formerSize = 4 + secretSize
)

// StoreInboxes stores the inbox key of the previous header, and those stored in that
// header, in the extensions of h.
func (h *Header) StoreInboxes(rand io.Reader, m *Master, before *Header, old *Master) error {
	secret, err := subkey(old, before.Vault, before.Epoch, labelInbox)
	if err != nil {
		return err
	}
	defer clear(secret)
	stored, err := before.former(old)
	if err != nil {
		return err
	}
	defer clear(stored)
	all := append(binary.BigEndian.AppendUint32(nil, before.Epoch), secret...)
	all = append(all, stored...)
	defer clear(all)
	all = all[:min(len(all), maxFormer*formerSize)]
	aead, err := h.formerCipher(m)
	if err != nil {
		return err
	}
	data := make([]byte, nonceSize)
	if _, err := io.ReadFull(rand, data); err != nil {
		return fmt.Errorf("drawing a nonce: %w", err)
	}
	h.Extensions = []Extension{{Tag: tagFormer, Data: aead.Seal(data, data, all, h.formerAD())}}
	return nil
}

// Inboxes returns the secret age keys of the vault's inboxes, the current one first.
func (h *Header) Inboxes(m *Master) ([]string, error) {
	current, err := InboxIdentity(m, h.Vault, h.Epoch)
	if err != nil {
		return nil, err
	}
	stored, err := h.former(m)
	if err != nil {
		return nil, err
	}
	defer clear(stored)
	all := []string{current}
	for ; len(stored) >= formerSize; stored = stored[formerSize:] {
		all = append(all, bech32("age-secret-key-", stored[4:formerSize]))
	}
	return all, nil
}

// KnowsExtensions reports whether this version knows all of the header's extensions.
func (h *Header) KnowsExtensions() bool {
	for _, x := range h.Extensions {
		if x.Tag != tagFormer {
			return false
		}
	}
	return true
}

// former returns the former inbox keys that the header stores, nil if there are none.
func (h *Header) former(m *Master) ([]byte, error) {
	for _, x := range h.Extensions {
		if x.Tag != tagFormer {
			continue
		}
		if len(x.Data) < nonceSize {
			return nil, fmt.Errorf("%w: the former inboxes", ErrDamaged)
		}
		aead, err := h.formerCipher(m)
		if err != nil {
			return nil, err
		}
		plain, err := aead.Open(nil, x.Data[:nonceSize], x.Data[nonceSize:], h.formerAD())
		if err != nil || len(plain)%formerSize != 0 {
			return nil, fmt.Errorf("%w: the former inboxes", ErrDamaged)
		}
		return plain, nil
	}
	return nil, nil
}

func (h *Header) formerCipher(m *Master) (cipher.AEAD, error) {
	key, err := subkey(m, h.Vault, h.Epoch, labelFormer)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return chacha20poly1305.NewX(key)
}

func (h *Header) formerAD() []byte {
	ad := append(make([]byte, 0, 64), adFormer...)
	ad = append(ad, magic...)
	ad = append(ad, h.Vault[:]...)
	return binary.BigEndian.AppendUint32(ad, h.Epoch)
}
