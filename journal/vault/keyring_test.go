package vault

import (
	"bytes"
	"errors"
	"testing"
)

func TestKeyringOpensAJournalUntilRemoved(t *testing.T) {
	v, dir := create(t, Passphrase("the passphrase"))
	want := fill(t, v, 3)
	if v.HasKeyring() {
		t.Error("HasKeyring is true for a new journal")
	}
	var secret []byte
	if err := v.AddKeyring(t.Context(), func(s []byte) error { secret = bytes.Clone(s); return nil }); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	info, err := Inspect(dir)
	if err != nil || !info.Keyring || !info.Protected || len(info.ID) != 32 {
		t.Errorf("Inspect says %+v (%v)", info, err)
	}
	key, err := KeyringSecret(secret)
	if err != nil {
		t.Fatal(err)
	}
	v, _ = unlock(t, dir, key)
	same(t, v, want)
	// It survives changes of the master key and of the passphrase.
	if err := errors.Join(v.Rotate(t.Context()), v.ChangePassphrase(t.Context(), Passphrase("another passphrase"))); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, key)
	same(t, v, want)
	if err := v.RemoveKeyring(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	_, _, err = Unlock(t.Context(), dir, key, Options{})
	checkError(t, err, ErrWrongPassphrase, "keyring", dir)
	v, _ = unlock(t, dir, Passphrase("another passphrase"))
	same(t, v, want)
}

func TestSecretThatWasNotStoredOpensNothing(t *testing.T) {
	v, dir := create(t, Passphrase("the passphrase"))
	refusal := errors.New("the keyring is locked")
	var secret []byte
	if err := v.AddKeyring(t.Context(), func(s []byte) error { secret = bytes.Clone(s); return refusal }); !errors.Is(err, refusal) {
		t.Errorf("got %v", err)
	}
	mustClose(t, v)
	key, err := KeyringSecret(secret)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = Unlock(t.Context(), dir, key, Options{})
	checkError(t, err, ErrWrongPassphrase, dir)
}

func TestJournalWithoutAPassphraseRefusesAKeyring(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	err := v.AddKeyring(t.Context(), func([]byte) error { t.Error("a secret was created"); return nil })
	checkError(t, err, ErrWrongPassphrase, "needs no keyring", dir)
	if _, err := KeyringSecret([]byte("short")); !errors.Is(err, ErrWrongPassphrase) {
		t.Errorf("got %v", err)
	}
	key, _ := KeyringSecret(make([]byte, 32))
	_, err = Create(t.Context(), t.TempDir(), key, Options{})
	if err == nil {
		t.Error("a journal was created that only a keyring opens")
	}
}
