package vault

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxPassphrase is the size of the longest passphrase in bytes, normalised.
const maxPassphrase = 1024

// Key is one way to open a journal. It prints as nothing that it holds. Its zero
// value opens nothing.
type Key struct {
	passphrase []byte
	plain      bool
	err        error
}

// Passphrase opens a journal with the passphrase that it was made with. The text is
// normalised (Unicode NFKC), so that it does not matter on which keyboard an é was
// typed. Create and Unlock refuse an empty text, one that is not UTF-8, and one of
// more than 1,024 bytes.
func Passphrase(text string) Key {
	switch {
	case text == "":
		return Key{err: fail(ErrWrongPassphrase, nil, "the passphrase is empty; type at least one character")}
	case !utf8.ValidString(text):
		return Key{err: fail(ErrWrongPassphrase, nil, "the passphrase is not UTF-8 text; type it in a UTF-8 terminal")}
	case len(text) > 4*maxPassphrase:
		return Key{err: tooLong()}
	}
	p := norm.NFKC.Bytes([]byte(text))
	if len(p) > maxPassphrase {
		return Key{err: tooLong()}
	}
	return Key{passphrase: p}
}

// NoPassphrase opens a journal that has no passphrase: all the checks against damage
// and tampering, and no secrecy at all.
func NoPassphrase() Key { return Key{plain: true} }

// Format prints the key without what it holds.
func (Key) Format(f fmt.State, _ rune) { fmt.Fprint(f, "vault.Key") }

// check returns why the key can open nothing at all.
func (k Key) check() error {
	if k.err == nil && !k.plain && k.passphrase == nil {
		return fail(ErrWrongPassphrase, nil, "no passphrase was given; give one, or say that there is none")
	}
	return k.err
}

func tooLong() error {
	return fail(ErrWrongPassphrase, nil, "the passphrase is longer than %d bytes; type a shorter one", maxPassphrase)
}
