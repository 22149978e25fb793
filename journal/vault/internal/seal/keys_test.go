package seal

import (
	"io"
	"strings"
	"testing"

	"filippo.io/age"
)

func TestInboxKeysAreAgeKeys(t *testing.T) {
	m, k := testKeys(t)
	text, err := InboxIdentity(m, k.vault, k.epoch)
	if err != nil {
		t.Fatal(err)
	}
	identity, err := age.ParseX25519Identity(strings.ToUpper(text))
	if err != nil {
		t.Fatalf("age does not parse the identity: %v", err)
	}
	if got := identity.Recipient().String(); got != k.Recipient() {
		t.Fatalf("the recipient is %s, age derives %s", k.Recipient(), got)
	}
	recipient, err := age.ParseX25519Recipient(k.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	var file strings.Builder
	w, err := age.Encrypt(&file, recipient)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "added while locked"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(strings.NewReader(file.String()), identity)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != "added while locked" {
		t.Errorf("the file decrypts to %q (%v)", got, err)
	}
}

func TestKeysDifferByEpochAndVault(t *testing.T) {
	m, k := testKeys(t)
	for name, other := range map[string]struct {
		v     VaultID
		epoch uint32
	}{"epoch": {k.vault, 2}, "vault": {VaultID{1}, 1}} {
		o, err := Derive(m, other.v, other.epoch)
		if err != nil {
			t.Fatal(err)
		}
		if o.set == k.set || o.header == k.header || o.Recipient() == k.Recipient() || o.set == o.header {
			t.Errorf("another %s gives the same keys", name)
		}
	}
}
