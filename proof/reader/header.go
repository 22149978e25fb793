package main

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

var (
	errDamaged  = errors.New("damaged")
	errWrongKey = errors.New("the passphrase or the words do not open this journal")
	errTooNew   = errors.New("the journal has a later format than this reader knows")
)

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
	const checks = 2 * sha256.Size
	if len(raw) < 16+checks || len(raw) > 65536 || string(raw[:8]) != "enactvlt" {
		return nil, fmt.Errorf("%w: no header", errDamaged)
	}
	body := raw[:len(raw)-checks]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], raw[len(body):len(body)+sha256.Size]) {
		return nil, fmt.Errorf("%w: the header's checksum", errDamaged)
	}
	f := &fields{rest: body[8:]}
	format, reader := f.number(2), f.number(2)
	switch size := f.number(4); {
	case size != uint64(len(raw)) || format == 0 || reader == 0 || reader > format:
		return nil, fmt.Errorf("%w: the header's beginning", errDamaged)
	case reader > 1:
		return nil, errTooNew
	}
	h := &header{raw: raw, vault: f.take(16), generation: f.number(8), epoch: uint32(f.number(4))}
	f.take(f.number(2)) // the recipient of the inbox
	n := f.number(2)
	for ; n > 0 && n <= 32; n-- {
		s := slot{id: f.take(8), kind: byte(f.number(1)), epoch: uint32(f.number(4))}
		s.params = f.take(f.number(2))
		s.commitment, s.nonce, s.wrapped = f.take(32), f.take(24), f.take(48)
		f.take(f.number(2)) // extra
		h.slots = append(h.slots, s)
	}
	extensions := f.number(2)
	for i := uint64(0); i < extensions && extensions <= 32; i++ {
		f.number(2) // tag
		f.take(f.number(4))
	}
	if f.short || n > 0 || extensions > 32 || format == 1 && len(f.rest) > 0 {
		return nil, fmt.Errorf("%w: the header's fields", errDamaged)
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

// credential is what somebody has to open a journal: a passphrase, or the secret of another type of slot.
type credential struct {
	kind   byte
	secret []byte
}

func passphrase(text string) credential {
	return credential{passphraseSlot, norm.NFKC.Bytes([]byte(text))}
}

// recoveryWords reads twelve words of BIP 39; list has all of them, in order.
func recoveryWords(text string, list []string) (credential, error) {
	typed := strings.FieldsFunc(strings.ToLower(norm.NFKC.String(text)), func(r rune) bool { return !unicode.IsLetter(r) })
	var bits [17]byte // 132 bits
	if len(typed) != 12 {
		return credential{}, fmt.Errorf("%d recovery words in place of 12", len(typed))
	}
	for i, word := range typed {
		at := -1
		for n, w := range list {
			if w == word || at < 0 && len(word) >= 4 && strings.HasPrefix(w, word) {
				at = n
			}
		}
		if at < 0 || at >= 1<<11 {
			return credential{}, fmt.Errorf("%q is not in the list of words", word)
		}
		for bit := range 11 {
			if place := i*11 + bit; at>>(10-bit)&1 == 1 {
				bits[place/8] |= 0x80 >> (place % 8)
			}
		}
	}
	if sum := sha256.Sum256(bits[:16]); sum[0]&0xf0 != bits[16] {
		return credential{}, errors.New("the recovery words do not fit each other")
	}
	return credential{wordsSlot, bits[:16]}, nil
}

// secretOf returns the secret of a slot of the credential's type.
func (c credential) secretOf(s slot) ([]byte, error) {
	switch c.kind {
	case passphraseSlot:
		f := &fields{rest: s.params}
		algorithm, passes, memory, lanes, salt := f.number(1), f.number(4), f.number(4), f.number(1), f.take(16)
		if len(s.params) != 26 || algorithm != 1 || passes < 1 || passes > 20 || memory < 19456 || memory > 262144 || lanes < 1 || lanes > 4 {
			return nil, fmt.Errorf("%w: the parameters of the passphrase", errDamaged)
		}
		return argon2.IDKey(c.secret, salt, uint32(passes), uint32(memory), uint8(lanes), 32), nil
	case plainSlot:
		if len(s.params) != 32 {
			return nil, fmt.Errorf("%w: the key of a journal without a passphrase", errDamaged)
		}
		return s.params, nil
	}
	return c.secret, nil
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
	ad := append(append(append([]byte("slotenactvlt"), vault...), s.id...), s.kind)
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
			return nil, fmt.Errorf("a slot: %w", err)
		}
		mac := hmac.New(sha256.New, k.sub("header"))
		mac.Write(h.raw[:len(h.raw)-sha256.Size])
		if !hmac.Equal(mac.Sum(nil), h.raw[len(h.raw)-sha256.Size:]) {
			return nil, fmt.Errorf("%w: the header was changed by somebody without the key", errDamaged)
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
		return nil, fmt.Errorf("%w: it does not open", errDamaged)
	}
	return plain, nil
}
