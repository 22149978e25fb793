package seal

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

func TestRecoveryWordsOpenTheSameMasterKeyAsThePassphrase(t *testing.T) {
	h, raw, _ := testHeader(t)
	byPassphrase, _, err := h.Open(raw, []byte("right"))
	if err != nil {
		t.Fatal(err)
	}
	byWords, _, err := h.OpenRecovery(raw, recoverySecret)
	if err != nil || *byWords != *byPassphrase {
		t.Errorf("the words open %x (%v), want the master key that the passphrase opens", byWords, err)
	}
	if _, _, err := h.OpenRecovery(raw, [RecoverySize]byte{8}); !errors.Is(err, ErrWrongKey) {
		t.Errorf("other words: got %v, want %v", err, ErrWrongKey)
	}
	h.Slots = h.Slots[:3]
	if _, _, err := h.OpenRecovery(raw, recoverySecret); !errors.Is(err, ErrWrongKey) {
		t.Errorf("no slot for words: got %v, want %v", err, ErrWrongKey)
	}
}

func TestRenewedSlotOpensAnotherMasterKey(t *testing.T) {
	h, _, _ := testHeader(t)
	old, fresh := &Master{1, 2, 3}, &Master{4, 5, 6}
	var renewed []Slot
	for i := range h.Slots {
		s, err := h.Slots[i].Renew(&counter{}, h.Vault, old, 2, fresh)
		if h.Slots[i].Type == 77 {
			if !errors.Is(err, ErrKeyNotStored) {
				t.Errorf("a slot of an unknown type: got %v, want %v", err, ErrKeyNotStored)
			}
			continue
		}
		if err != nil {
			t.Fatalf("slot %d: %v", i, err)
		}
		if s.Type != SlotPlain && (s.ID != h.Slots[i].ID || !bytes.Equal(s.Params, h.Slots[i].Params)) {
			t.Errorf("slot %d changed its id or salt", i)
		}
		renewed = append(renewed, s)
	}
	k, err := Derive(fresh, h.Vault, 2)
	if err != nil {
		t.Fatal(err)
	}
	next := &Header{Format: 1, MinReader: 1, Vault: h.Vault, Generation: 4, Epoch: 2, Recipient: k.Recipient(), Slots: renewed}
	raw, err := next.Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func() (*Master, *Keys, error){
		"the passphrase":     func() (*Master, *Keys, error) { return next.Open(raw, []byte("right")) },
		"the recovery words": func() (*Master, *Keys, error) { return next.OpenRecovery(raw, recoverySecret) },
		"the plain key":      func() (*Master, *Keys, error) { return next.Open(raw, nil) },
	} {
		if m, _, err := open(); err != nil || *m != *fresh {
			t.Errorf("%s opens %x (%v), want the new master key", name, m, err)
		}
	}
	// The key stored in the renewed slot works for the next renewal.
	if _, err := renewed[0].Renew(&counter{}, h.Vault, fresh, 3, &Master{7}); err != nil {
		t.Errorf("renewing twice: %v", err)
	}
	if _, err := renewed[0].Renew(&counter{}, h.Vault, old, 3, &Master{7}); !errors.Is(err, ErrDamaged) {
		t.Errorf("renewing with the old master key: got %v, want %v", err, ErrDamaged)
	}
}

func TestStoredKeyFitsOnlyItsSlot(t *testing.T) {
	h, _, _ := testHeader(t)
	m := &Master{1, 2, 3}
	passphrase, words := h.Slots[0], h.Slots[3]
	for name, change := range map[string]func(s *Slot){
		"of another slot":    func(s *Slot) { s.Extra = words.Extra },
		"with a flipped bit": func(s *Slot) { s.Extra = bytes.Clone(s.Extra); s.Extra[40] ^= 1 },
		"of another epoch":   func(s *Slot) { s.Epoch = 2 },
		"of another type":    func(s *Slot) { s.Type = SlotRecovery },
	} {
		s := passphrase
		change(&s)
		if _, err := s.Renew(&counter{}, h.Vault, m, 2, &Master{4}); !errors.Is(err, ErrDamaged) {
			t.Errorf("a stored key %s: got %v, want %v", name, err, ErrDamaged)
		}
	}
	s := passphrase
	s.Extra = append(bytes.Clone(s.Extra), 0)
	if _, err := s.Renew(&counter{}, h.Vault, m, 2, &Master{4}); !errors.Is(err, ErrKeyNotStored) {
		t.Errorf("an extra field of another size: got %v, want %v", err, ErrKeyNotStored)
	}
}

func TestFormerInboxesRemainReadable(t *testing.T) {
	masters := []*Master{{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}}
	h := &Header{Vault: VaultID{9}, Epoch: 1}
	want := []string{}
	for i, m := range masters {
		identity, err := InboxIdentity(m, h.Vault, uint32(i+1))
		if err != nil {
			t.Fatal(err)
		}
		want = append([]string{identity}, want...)
		if i > 0 {
			next := &Header{Vault: h.Vault, Epoch: uint32(i + 1)}
			if err := next.StoreInboxes(&counter{}, m, h, masters[i-1]); err != nil {
				t.Fatal(err)
			}
			h = next
		}
		got, err := h.Inboxes(m)
		if err != nil {
			t.Fatal(err)
		}
		if n := min(len(want), 1+maxFormer); len(got) != n || !slices.Equal(got, want[:n]) {
			t.Fatalf("after %d changes there are %d inboxes, want the newest %d", i, len(got), n)
		}
	}
	if _, err := h.Inboxes(masters[0]); !errors.Is(err, ErrDamaged) {
		t.Errorf("with another master key: got %v, want %v", err, ErrDamaged)
	}
	h.Extensions[0].Data = h.Extensions[0].Data[:10]
	if _, err := h.Inboxes(masters[len(masters)-1]); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut short: got %v, want %v", err, ErrDamaged)
	}
	if !h.KnowsExtensions() {
		t.Error("KnowsExtensions does not know our own extension")
	}
	h.Extensions = append(h.Extensions, Extension{Tag: 500})
	if h.KnowsExtensions() {
		t.Error("KnowsExtensions claims to know an extension of a later version")
	}
}
