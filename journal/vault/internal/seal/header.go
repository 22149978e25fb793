package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
)

const magic = "enactvlt"

// Format is the header format that this package writes, and the newest it reads.
const Format = 1

const (
	maxHeader     = 64 << 10
	maxSlots      = 32
	maxExtensions = 32
	// maxPassphrases limits how long a hostile header can make a reader derive keys; only
	// one is ever written.
	maxPassphrases = 2
	preambleSize   = len(magic) + 2 + 2 + 4
	checksSize     = sha256.Size + sha256.Size
)

// VaultID identifies a vault permanently; it is random.
type VaultID [16]byte

// Header holds the ways to open a vault. Generation counts its versions.
type Header struct {
	Format     uint16
	MinReader  uint16
	Vault      VaultID
	Generation uint64
	Epoch      uint32
	Recipient  string
	Slots      []Slot
	Extensions []Extension
}

// Extension is data that a version without it preserves unchanged.
type Extension struct {
	Tag  uint16
	Data []byte
}

// Encode returns the header's bytes, sealed with the keys' header key.
func (h *Header) Encode(k *Keys) ([]byte, error) {
	if len(h.Slots) > maxSlots || len(h.Extensions) > maxExtensions {
		return nil, fmt.Errorf("encoding the header: %d slots and %d extensions are too many", len(h.Slots), len(h.Extensions))
	}
	b := make([]byte, 0, 1024)
	b = append(b, magic...)
	b = binary.BigEndian.AppendUint16(b, h.Format)
	b = binary.BigEndian.AppendUint16(b, h.MinReader)
	b = binary.BigEndian.AppendUint32(b, 0) // the length, known at the end
	b = append(b, h.Vault[:]...)
	b = binary.BigEndian.AppendUint64(b, h.Generation)
	b = binary.BigEndian.AppendUint32(b, h.Epoch)
	b = appendShort(b, []byte(h.Recipient))
	b = binary.BigEndian.AppendUint16(b, uint16(len(h.Slots)))
	for i := range h.Slots {
		b = h.Slots[i].append(b)
	}
	b = binary.BigEndian.AppendUint16(b, uint16(len(h.Extensions)))
	for _, x := range h.Extensions {
		b = binary.BigEndian.AppendUint16(b, x.Tag)
		b = binary.BigEndian.AppendUint32(b, uint32(len(x.Data)))
		b = append(b, x.Data...)
	}
	size := len(b) + checksSize
	if size > maxHeader {
		return nil, fmt.Errorf("encoding the header: %d bytes are too many", size)
	}
	binary.BigEndian.PutUint32(b[preambleSize-4:], uint32(size))
	sum := sha256.Sum256(b)
	b = append(b, sum[:]...)
	return append(b, k.headerMAC(b)...), nil
}

func (s *Slot) append(b []byte) []byte {
	b = append(b, s.ID[:]...)
	b = append(b, byte(s.Type))
	b = binary.BigEndian.AppendUint32(b, s.Epoch)
	b = appendShort(b, s.Params)
	b = append(b, s.Commit[:]...)
	b = append(b, s.Nonce[:]...)
	b = append(b, s.Wrapped[:]...)
	return appendShort(b, s.Extra)
}

func appendShort(b, data []byte) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(len(data)))
	return append(b, data...)
}

// ParseHeader parses a header with a valid checksum. It must not be trusted before
// VerifyHeader. The error wraps ErrDamaged or ErrNewer; with ErrNewer only Format and
// MinReader are set. Of a later format that this version can read, only the known fields
// are read; such a journal must not be written.
func ParseHeader(b []byte) (*Header, error) {
	if len(b) > maxHeader {
		return nil, fmt.Errorf("%w: the header has more than %d bytes", ErrDamaged, maxHeader)
	}
	if len(b) < preambleSize+checksSize || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: this is no header", ErrDamaged)
	}
	body, sum := b[:len(b)-checksSize], b[len(b)-checksSize:len(b)-sha256.Size]
	if want := sha256.Sum256(body); subtle.ConstantTimeCompare(want[:], sum) != 1 {
		return nil, fmt.Errorf("%w: the header's checksum does not fit", ErrDamaged)
	}
	r := &reader{rest: body[len(magic):]}
	h := &Header{Format: r.uint16(), MinReader: r.uint16()}
	if size := r.uint32(); int64(size) != int64(len(b)) {
		return nil, fmt.Errorf("%w: the header has %d bytes in place of %d", ErrDamaged, len(b), size)
	}
	if h.Format == 0 || h.MinReader == 0 || h.MinReader > h.Format {
		return nil, fmt.Errorf("%w: format %d for readers from %d on", ErrDamaged, h.Format, h.MinReader)
	}
	if h.MinReader > Format {
		return h, fmt.Errorf("%w: format %d", ErrNewer, h.Format)
	}
	h.read(r)
	if r.short || len(r.rest) > 0 && h.Format <= Format {
		return nil, fmt.Errorf("%w: the header's fields do not fit its length", ErrDamaged)
	}
	if n := h.countPassphrases(); n > maxPassphrases {
		return nil, fmt.Errorf("%w: the header has %d passphrases", ErrDamaged, n)
	}
	return h, nil
}

func (h *Header) read(r *reader) {
	r.fill(h.Vault[:])
	h.Generation = r.uint64()
	h.Epoch = r.uint32()
	h.Recipient = string(r.bytes(int(r.uint16())))
	for range r.count(maxSlots) {
		h.Slots = append(h.Slots, readSlot(r))
	}
	for range r.count(maxExtensions) {
		x := Extension{Tag: r.uint16()}
		x.Data = r.bytes(int(r.uint32()))
		h.Extensions = append(h.Extensions, x)
	}
}

func readSlot(r *reader) Slot {
	var s Slot
	r.fill(s.ID[:])
	s.Type = SlotType(r.byte())
	s.Epoch = r.uint32()
	s.Params = r.bytes(int(r.uint16()))
	r.fill(s.Commit[:])
	r.fill(s.Nonce[:])
	r.fill(s.Wrapped[:])
	s.Extra = r.bytes(int(r.uint16()))
	return s
}

// VerifyHeader reports whether the writer of the header's bytes had the master key.
func (k *Keys) VerifyHeader(b []byte) error {
	if len(b) < preambleSize+checksSize {
		return fmt.Errorf("%w: this is no header", ErrDamaged)
	}
	at := len(b) - sha256.Size
	if !hmac.Equal(k.headerMAC(b[:at]), b[at:]) {
		return fmt.Errorf("%w: the header was changed by somebody without the key", ErrDamaged)
	}
	return nil
}

// Open returns the master key and its subkeys, using the normalised passphrase, or the
// plain slot if passphrase is nil. It tries all slots of that type and verifies the
// header's bytes, raw, with the key. The error wraps ErrWrongKey or ErrDamaged.
func (h *Header) Open(raw, passphrase []byte) (*Master, *Keys, error) {
	if passphrase == nil {
		return h.openSlots(raw, SlotPlain, func(s *Slot) (*Master, error) { return s.OpenPlain(h.Vault) })
	}
	return h.openSlots(raw, SlotPassphrase, func(s *Slot) (*Master, error) { return s.OpenPassphrase(h.Vault, passphrase) })
}

func (h *Header) openSlots(raw []byte, want SlotType, open func(*Slot) (*Master, error)) (*Master, *Keys, error) {
	failure := fmt.Errorf("%w: there is no slot for it", ErrWrongKey)
	for i := range h.Slots {
		s := &h.Slots[i]
		if s.Type != want || s.Epoch != h.Epoch {
			continue
		}
		m, err := open(s)
		if err != nil {
			failure = err
			continue
		}
		k, err := Derive(m, h.Vault, h.Epoch)
		if err != nil {
			return nil, nil, err
		}
		if err := k.VerifyHeader(raw); err != nil {
			return nil, nil, err
		}
		return m, k, nil
	}
	return nil, nil, failure
}

func (h *Header) countPassphrases() int {
	n := 0
	for i := range h.Slots {
		if h.Slots[i].Type == SlotPassphrase {
			n++
		}
	}
	return n
}

// Has reports whether the header has a slot of the type.
func (h *Header) Has(t SlotType) bool {
	for i := range h.Slots {
		if h.Slots[i].Type == t {
			return true
		}
	}
	return false
}
