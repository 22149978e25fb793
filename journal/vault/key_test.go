package vault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestPassphraseIsNormalized(t *testing.T) {
	v, dir := create(t, Passphrase("caf\u00e9 \u2460 winter"))
	mustClose(t, v)
	for name, typed := range map[string]string{
		"the same":                 "caf\u00e9 \u2460 winter",
		"with a combining accent":  "cafe\u0301 \u2460 winter",
		"with a plain digit":       "caf\u00e9 1 winter",
		"with full-width letters":  "\uff43\uff41\uff46\u00e9 1 winter",
		"with a no-break space":    "caf\u00e9\u00a01 winter",
		"with a ligature of its f": "ca\uff46\u00e9 1 winter",
	} {
		t.Run(name, func(t *testing.T) {
			v, _ := unlock(t, dir, Passphrase(typed))
			mustClose(t, v)
		})
	}
}

func TestWrongKeyIsRefusedAndChangesNothing(t *testing.T) {
	protected, pdir := create(t, Passphrase("right"))
	mustClose(t, protected)
	plain, odir := create(t, NoPassphrase())
	mustClose(t, plain)
	for _, c := range []struct {
		name, dir string
		key       Key
		says      string
	}{
		{"another passphrase", pdir, Passphrase("wrong"), "try again"},
		{"capital letters", pdir, Passphrase("Right"), "capital letters"},
		{"a space at the end", pdir, Passphrase("right "), "try again"},
		{"an empty passphrase", pdir, Passphrase(""), "empty"},
		{"a passphrase that is too long", pdir, Passphrase(strings.Repeat("x", 1025)), "1,024 bytes"},
		{"a passphrase that is far too long", pdir, Passphrase(strings.Repeat("x", 1<<20)), "1,024 bytes"},
		{"bytes that are not UTF-8", pdir, Passphrase("\xff\xfe"), "UTF-8"},
		{"no passphrase for a protected journal", pdir, NoPassphrase(), "enter its passphrase"},
		{"a passphrase for an unprotected journal", odir, Passphrase("right"), "has no passphrase"},
		{"the zero key", odir, Key{}, "no passphrase was given"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := snapshot(t, c.dir)
			_, _, err := Unlock(t.Context(), c.dir, c.key, Options{})
			checkError(t, err, ErrWrongPassphrase, c.says)
			unchanged(t, c.dir, before)
		})
	}
	t.Run("creating a journal", func(t *testing.T) {
		for _, key := range []Key{{}, Passphrase(""), Passphrase("\xff")} {
			dir := t.TempDir() + "/journal"
			if _, err := Create(t.Context(), dir, key, Options{}); !errors.Is(err, ErrWrongPassphrase) {
				t.Errorf("Create with %v: %v, want ErrWrongPassphrase", key, err)
			}
			if _, err := Inspect(dir); !errors.Is(err, ErrNoJournal) {
				t.Errorf("then Inspect: %v, want ErrNoJournal", err)
			}
		}
	})
}

func TestLongestPassphraseOpensTheJournal(t *testing.T) {
	key := Passphrase(strings.Repeat("é", 512))
	v, dir := create(t, key)
	mustClose(t, v)
	unlock(t, dir, key)
}

func TestKeyDoesNotPrintItsSecret(t *testing.T) {
	key := Passphrase("canary")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		if got := fmt.Sprintf(verb, key); strings.Contains(got, "canary") || got != "vault.Key" {
			t.Errorf("%s prints %q", verb, got)
		}
	}
	if got := fmt.Sprint(struct{ K Key }{key}, []Key{key}); strings.Contains(got, "canary") {
		t.Errorf("in a struct the key prints %q", got)
	}
}

func TestCreateRefusesCostsBelowTheLimits(t *testing.T) {
	dir := t.TempDir() + "/journal"
	_, err := Create(t.Context(), dir, Passphrase("right"), Options{KDF: &KDFCost{Time: 1, MemoryKiB: 8, Threads: 1}})
	if err == nil {
		t.Fatal("a journal was created with a cost below the limits")
	}
	if _, err := Inspect(dir); !errors.Is(err, ErrNoJournal) {
		t.Errorf("Inspect: %v, want ErrNoJournal", err)
	}
}
