package main

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
)

var (
	errDamaged  = errors.New("damaged")
	errWrongKey = errors.New("the passphrase or the words do not open this journal")
	errTooNew   = errors.New("the journal has a later format than this reader knows")
)

func damaged(what string) error { return fmt.Errorf("%w: %s", errDamaged, what) }

// fields reads fields one after the other. After the end they are zero, and short is set.
type fields struct {
	rest  []byte
	short bool
}

func (f *fields) take(n uint64) []byte {
	if n > uint64(len(f.rest)) {
		f.rest, f.short = nil, true
		return make([]byte, min(n, 64))
	}
	b := f.rest[:n:n]
	f.rest = f.rest[n:]
	return b
}

// number reads a big-endian number of up to eight bytes.
func (f *fields) number(size uint64) (n uint64) {
	for _, b := range f.take(size) {
		n = n<<8 | uint64(b)
	}
	return n
}

// slot is one way to the master key.
type slot struct {
	id                                 []byte
	kind                               byte
	epoch                              uint32
	params, commitment, nonce, wrapped []byte
}

type header struct {
	raw, vault []byte
	generation uint64
	epoch      uint32
	slots      []slot
}

// parseHeader reads a header with a fitting checksum. Only its HMAC, see open, proves who wrote it.
func parseHeader(raw []byte) (*header, error) {
	f := &fields{rest: raw[:max(0, len(raw)-64)]}
	sum := sha256.Sum256(f.rest)
	if len(raw) > 65536 || string(f.take(8)) != "enactvlt" || !bytes.Equal(sum[:], raw[len(raw)-64:len(raw)-32]) {
		return nil, damaged("the beginning or the checksum of the header")
	}
	format, reader, size := f.number(2), f.number(2), f.number(4)
	switch {
	case size != uint64(len(raw)) || reader == 0 || reader > format:
		return nil, damaged("the header's beginning")
	case reader > 1:
		return nil, errTooNew
	}
	h := &header{raw: raw, vault: f.take(16), generation: f.number(8), epoch: uint32(f.number(4))}
	f.take(f.number(2)) // the recipient of the inbox
	slots := f.number(2)
	for i := uint64(0); i < min(slots, 32); i++ {
		s := slot{id: f.take(8), kind: byte(f.number(1)), epoch: uint32(f.number(4))}
		s.params = f.take(f.number(2))
		s.commitment, s.nonce, s.wrapped = f.take(32), f.take(24), f.take(48)
		f.take(f.number(2)) // extra
		h.slots = append(h.slots, s)
	}
	extensions := f.number(2)
	for i := uint64(0); i < min(extensions, 32); i++ {
		f.number(2) // tag
		f.take(f.number(4))
	}
	if f.short || slots > 32 || extensions > 32 || format == 1 && len(f.rest) > 0 {
		return nil, damaged("the header's fields")
	}
	return h, nil
}

// The types of slots.
const (
	passphraseSlot = 1
	wordsSlot      = 2
	keyringSlot    = 3
	plainSlot      = 4
)

// credential is what somebody has to open a journal: a normalised passphrase, or the secret of another type of slot.
type credential struct {
	kind   byte
	secret []byte
}

// secretOf returns the secret of a slot of the credential's type.
func (c credential) secretOf(s slot) ([]byte, error) {
	if c.kind == plainSlot {
		return s.params, nil
	}
	if c.kind != passphraseSlot {
		return c.secret, nil
	}
	f := &fields{rest: s.params}
	algorithm, passes, memory, lanes, salt := f.number(1), f.number(4), f.number(4), f.number(1), f.take(16)
	if len(s.params) != 26 || algorithm != 1 || passes < 1 || passes > 20 || memory < 19456 || memory > 262144 || lanes < 1 || lanes > 4 {
		return nil, damaged("the parameters of the passphrase")
	}
	return argon2.IDKey(c.secret, salt, uint32(passes), uint32(memory), uint8(lanes), 32), nil
}

// keys are the master key and what its subkeys depend on.
type keys struct {
	master, vault []byte
	epoch         uint32
}

func derive(secret, salt []byte, info string) []byte {
	b, err := hkdf.Key(sha256.New, secret, salt, info, 32)
	if err != nil {
		panic(err) // only for sizes that HKDF cannot make
	}
	return b
}

func (k *keys) sub(label string) []byte {
	return derive(k.master, k.vault, string(binary.BigEndian.AppendUint32([]byte("enactive "+label+" 1\x00"), k.epoch)))
}

// slotKeys returns the key of a slot and its commitment.
func slotKeys(secret, vault, slot []byte) (key, commitment []byte) {
	salt := append(bytes.Clone(vault), slot...)
	return derive(secret, salt, "enactive slot key 1"), derive(secret, salt, "enactive slot commit 1")
}

func (s *slot) additionalData(vault []byte) []byte {
	ad := append([]byte("slotenactvlt"+string(vault)+string(s.id)), s.kind)
	ad = binary.BigEndian.AppendUint32(ad, s.epoch)
	ad = binary.BigEndian.AppendUint32(ad, uint32(len(s.params)))
	return append(ad, s.params...)
}

// open returns the keys of the journal.
func (h *header) open(c credential) (*keys, error) {
	tried := 0
	for _, s := range h.slots {
		if s.kind != c.kind || s.epoch != h.epoch {
			continue
		}
		if tried++; tried > 2 {
			break // a header has no more passphrases, and each costs a second
		}
		secret, err := c.secretOf(s)
		if err != nil {
			return nil, err
		}
		key, commitment := slotKeys(secret, h.vault, s.id)
		if !hmac.Equal(commitment, s.commitment) {
			continue
		}
		k := &keys{vault: h.vault, epoch: h.epoch}
		if k.master, err = openX(key, s.nonce, s.wrapped, s.additionalData(h.vault)); err != nil {
			return nil, err
		}
		mac, end := hmac.New(sha256.New, k.sub("header")), len(h.raw)-32
		mac.Write(h.raw[:end])
		if !hmac.Equal(mac.Sum(nil), h.raw[end:]) {
			return nil, damaged("the header was changed by somebody without the key")
		}
		return k, nil
	}
	return nil, errWrongKey
}

func openX(key, nonce, sealed, ad []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	plain, err := aead.Open(nil, nonce, sealed, ad)
	if err != nil {
		return nil, damaged("what is sealed does not open")
	}
	return plain, nil
}
