package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// counter is a reproducible source of "random" bytes.
type counter struct{ next byte }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = c.next
		c.next++
	}
	return len(p), nil
}

var recoverySecret = [RecoverySize]byte{7, 7, 7}

var cheapCost = Cost{Time: 1, MemoryKiB: minMemoryKiB, Threads: 1}

func testKeys(t testing.TB) (*Master, *Keys) {
	t.Helper()
	m := &Master{1, 2, 3}
	k, err := Derive(m, VaultID{9, 9, 9}, 1)
	if err != nil {
		t.Fatal(err)
	}
	return m, k
}

// testHeader returns a header with a passphrase, a plain and a recovery slot, a slot of
// an unknown type, and an extension.
func testHeader(t testing.TB) (*Header, []byte, *Keys) {
	t.Helper()
	m, k := testKeys(t)
	rand := &counter{}
	v := VaultID{9, 9, 9}
	passphrase, err := NewPassphraseSlot(rand, v, 1, []byte("right"), cheapCost, m)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := NewPlainSlot(rand, v, 1, m)
	if err != nil {
		t.Fatal(err)
	}
	words, err := NewRecoverySlot(rand, v, 1, recoverySecret, m)
	if err != nil {
		t.Fatal(err)
	}
	later := Slot{Type: 77, Epoch: 1, Params: []byte("of a later version"), Extra: []byte("more")}
	h := &Header{
		Format: 1, MinReader: 1, Vault: v, Generation: 3, Epoch: 1, Recipient: k.Recipient(),
		Slots:      []Slot{passphrase, later, plain, words},
		Extensions: []Extension{{Tag: 500, Data: []byte("kept as it is")}},
	}
	raw, err := h.Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	return h, raw, k
}

func TestHeaderIsParsedUnchanged(t *testing.T) {
	h, raw, _ := testHeader(t)
	got, err := ParseHeader(raw)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(h, got); diff != "" {
		t.Errorf("the header differs (-want +got):\n%s", diff)
	}
	m, k, err := got.Open(raw, []byte("right"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := got.Encode(k)
	if err != nil || !bytes.Equal(again, raw) {
		t.Errorf("the header is written differently the second time (%v)", err)
	}
	if m2, _, err := got.Open(raw, nil); err != nil || *m2 != *m {
		t.Errorf("the plain slot holds another key (%v)", err)
	}
}

func TestWrongPassphraseIsDistinguishedFromDamage(t *testing.T) {
	h, raw, _ := testHeader(t)
	if _, _, err := h.Open(raw, []byte("Right")); !errors.Is(err, ErrWrongKey) || errors.Is(err, ErrDamaged) {
		t.Errorf("a wrong passphrase gives %v, want ErrWrongKey alone", err)
	}
	h.Slots[0].Wrapped[5] ^= 1
	if _, _, err := h.Open(raw, []byte("right")); !errors.Is(err, ErrDamaged) || errors.Is(err, ErrWrongKey) {
		t.Errorf("a damaged slot gives %v, want ErrDamaged alone", err)
	}
	h.Slots = h.Slots[1:2]
	if _, _, err := h.Open(raw, []byte("right")); !errors.Is(err, ErrWrongKey) {
		t.Errorf("a header without the slot gives %v, want ErrWrongKey", err)
	}
}

func TestEveryFlippedByteOfAHeaderIsDamage(t *testing.T) {
	_, raw, k := testHeader(t)
	for i := range raw {
		for _, bit := range []byte{1, 0x80, 0xff} {
			bad := bytes.Clone(raw)
			bad[i] ^= bit
			_, err := ParseHeader(bad)
			if i >= len(raw)-sha256.Size {
				err = errors.Join(err, k.VerifyHeader(bad)) // the tampering check itself
			}
			if !errors.Is(err, ErrDamaged) || errors.Is(err, ErrNewer) {
				t.Fatalf("byte %d of %d with bits %x flipped: %v, want ErrDamaged", i, len(raw), bit, err)
			}
		}
	}
	for n := range raw {
		if _, err := ParseHeader(raw[:n]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("the first %d bytes of %d: %v, want ErrDamaged", n, len(raw), err)
		}
	}
	if _, err := ParseHeader(make([]byte, maxHeader+1)); !errors.Is(err, ErrDamaged) {
		t.Errorf("a header of %d bytes: %v, want ErrDamaged", maxHeader+1, err)
	}
}

// resum recomputes the checksum of changed bytes, as an attacker without the key can.
func resum(raw []byte) []byte {
	body := raw[:len(raw)-checksSize]
	sum := sha256.Sum256(body)
	return slices.Concat(body, sum[:], raw[len(raw)-sha256.Size:])
}

func TestEveryByteChangedByAForgerIsRefusedWithTheKey(t *testing.T) {
	_, raw, k := testHeader(t)
	for i := range len(raw) - checksSize {
		bad := bytes.Clone(raw)
		bad[i] ^= 1
		bad = resum(bad)
		if err := k.VerifyHeader(bad); !errors.Is(err, ErrDamaged) {
			t.Fatalf("byte %d changed by a forger: %v, want ErrDamaged", i, err)
		}
		h, err := ParseHeader(bad)
		if err != nil {
			continue
		}
		// The plain slot needs no slow derivation, so every byte can be tried.
		if _, _, err := h.Open(bad, nil); err == nil {
			t.Fatalf("a header whose byte %d a forger changed was opened", i)
		}
	}
}

func TestNewerHeaderIsDistinguishedFromADamagedOne(t *testing.T) {
	_, raw, _ := testHeader(t)
	binary.BigEndian.PutUint16(raw[len(magic):], Format+1)
	if _, err := ParseHeader(raw); !errors.Is(err, ErrDamaged) {
		t.Errorf("a version number that does not fit the checksum: %v, want ErrDamaged", err)
	}
	if h, err := ParseHeader(resum(raw)); err != nil || h.Format != Format+1 || len(h.Slots) != 4 {
		t.Errorf("a newer header that this version may read gives %+v, %v", h, err)
	}
	binary.BigEndian.PutUint16(raw[len(magic)+2:], Format+1)
	h, err := ParseHeader(resum(raw))
	if !errors.Is(err, ErrNewer) || h.Format != Format+1 || h.MinReader != Format+1 {
		t.Errorf("a newer header gives %+v, %v, want its version and ErrNewer", h, err)
	}
}

func TestHostileCostsAreRefusedBeforeAnyDerivation(t *testing.T) {
	h, raw, _ := testHeader(t)
	for name, c := range map[string]Cost{
		"4 TiB of memory":     {Time: 1, MemoryKiB: 1<<32 - 1, Threads: 1},
		"1 KiB above 1 GiB":   {Time: 1, MemoryKiB: maxMemoryKiB + 1, Threads: 1},
		"1 KiB below 19 MiB":  {Time: 1, MemoryKiB: minMemoryKiB - 1, Threads: 1},
		"no memory":           {Time: 1, Threads: 1},
		"four billion passes": {Time: 1<<32 - 1, MemoryKiB: minMemoryKiB, Threads: 1},
		"21 passes":           {Time: 21, MemoryKiB: minMemoryKiB, Threads: 1},
		"no pass":             {MemoryKiB: minMemoryKiB, Threads: 1},
		"17 lanes":            {Time: 1, MemoryKiB: minMemoryKiB, Threads: 17},
		"no lane":             {Time: 1, MemoryKiB: minMemoryKiB},
	} {
		t.Run(name, func(t *testing.T) {
			p := bytes.Clone(h.Slots[0].Params)
			binary.BigEndian.PutUint32(p[1:], c.Time)
			binary.BigEndian.PutUint32(p[5:], c.MemoryKiB)
			p[9] = c.Threads
			hostile := *h
			hostile.Slots = []Slot{h.Slots[0]}
			hostile.Slots[0].Params = p
			if _, _, err := hostile.Open(raw, []byte("right")); !errors.Is(err, ErrDamaged) {
				t.Errorf("opening gives %v, want ErrDamaged", err)
			}
			if _, err := NewPassphraseSlot(&counter{}, h.Vault, 1, []byte("right"), c, &Master{}); err == nil {
				t.Error("a slot of that cost was created")
			}
		})
	}
}

func TestHeaderWithManyPassphrasesIsRefused(t *testing.T) {
	h, _, k := testHeader(t)
	h.Slots = slices.Repeat(h.Slots[:1], maxPassphrases+1)
	raw, err := h.Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParseHeader(raw); !errors.Is(err, ErrDamaged) {
		t.Errorf("%d passphrases: %v, want ErrDamaged", len(h.Slots), err)
	}
}

func TestMasterKeyIsSealedForItsVaultSlotAndEpoch(t *testing.T) {
	h, _, _ := testHeader(t)
	plain := h.Slots[2]
	for name, change := range map[string]func(*Slot, *VaultID){
		"another vault":  func(_ *Slot, v *VaultID) { v[0]++ },
		"another slot":   func(s *Slot, _ *VaultID) { s.ID[0]++ },
		"another epoch":  func(s *Slot, _ *VaultID) { s.Epoch++ },
		"another type":   func(s *Slot, _ *VaultID) { s.Type = SlotKeyring },
		"another secret": func(s *Slot, _ *VaultID) { s.Params = bytes.Repeat([]byte{7}, secretSize) },
	} {
		s, v := plain, h.Vault
		change(&s, &v)
		if _, err := s.OpenPlain(v); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, want ErrDamaged", name, err)
		}
	}
	if _, err := plain.OpenPlain(h.Vault); err != nil {
		t.Errorf("the slot unchanged: %v", err)
	}
}
