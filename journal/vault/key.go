package vault

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
	"enactive/journal/vault/words"
)

// maxPassphrase is the maximum size of a normalised passphrase in bytes.
const maxPassphrase = 1024

// Key is one way to open a journal. Printing it does not reveal the secret. Its zero value
// opens nothing.
type Key struct {
	passphrase []byte
	recovery   *[words.Size]byte
	keyring    *[seal.KeyringSize]byte
	plain      bool
	err        error
}

// Passphrase returns a key for a passphrase. The text is normalised (Unicode NFKC), so that
// it does not matter on which keyboard an é was typed. Create and Unlock refuse an empty
// text, one that is not UTF-8, and one of more than 1,024 bytes.
func Passphrase(text string) Key {
	switch {
	case text == "":
		return Key{err: &fault.Error{Class: ErrWrongPassphrase, Kind: "the-passphrase-is-empty-type-at-least"}}
	case !utf8.ValidString(text):
		return Key{err: &fault.Error{Class: ErrWrongPassphrase, Kind: "the-passphrase-is-not-utf-8-text-type"}}
	case len(text) > 4*maxPassphrase:
		return Key{err: tooLong()}
	}
	p := norm.NFKC.Bytes([]byte(text))
	if len(p) > maxPassphrase {
		return Key{err: tooLong()}
	}
	return Key{passphrase: p}
}

// RecoveryWords returns a key for the twelve words of NewRecovery, in upper or lower case,
// numbered or not, with at least four letters each. The error wraps ErrWrongPassphrase and
// names the wrong word. Such a key can open a journal but not create one.
func RecoveryWords(text string) (Key, error) {
	secret, err := words.Decode(text)
	if err != nil {
		return Key{}, &fault.Error{Class: ErrWrongPassphrase, Kind: "these-are-not-recovery-words-cause", Err: err}
	}
	return Key{recovery: &secret}, nil
}

// NoPassphrase returns the key of a journal without a passphrase: damage is detected as usual,
// but there is no secrecy.
func NoPassphrase() Key { return Key{plain: true} }

// Format prints the type without the secret.
func (Key) Format(f fmt.State, _ rune) { fmt.Fprint(f, "vault.Key") }

// check returns an error if the key cannot open any journal.
func (k Key) check() error {
	if k.err == nil && !k.plain && k.passphrase == nil && k.recovery == nil && k.keyring == nil {
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "no-passphrase-was-given-enter-one"}
	}
	return k.err
}

func tooLong() error {
	return &fault.Error{Class: ErrWrongPassphrase, Kind: "the-passphrase-is-longer-than-n-bytes", Values: fault.V{"N": maxPassphrase}}
}

// checkNew returns an error if a journal cannot be created with the key.
func (k Key) checkNew() error {
	if k.recovery != nil {
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "recovery-words-open-a-journal-but-are"}
	}
	if k.keyring != nil {
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "a-keyring-opens-a-journal-that-has"}
	}
	return k.check()
}

// open opens a header with the key.
func (k Key) open(c headerCopy) (*seal.Master, *seal.Keys, error) {
	if k.recovery != nil {
		return c.header.OpenRecovery(c.raw, *k.recovery)
	}
	if k.keyring != nil {
		return c.header.OpenKeyring(c.raw, *k.keyring)
	}
	return c.header.Open(c.raw, k.passphrase)
}

// explain adds to err why the key did not open the journal in dir. protected reports whether
// the journal has a passphrase.
func (k Key) explain(err error, dir string, protected bool) error {
	switch {
	case isExplained(err):
		return err
	case !errors.Is(err, seal.ErrWrongKey):
		return explain(err, dir, opOpening)
	case k.plain:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "the-journal-in-folder-is-protected", Thing: dir, Err: err}
	case !protected:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "the-journal-in-folder-has-no-passphrase", Thing: dir, Err: err}
	case k.keyring != nil:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "what-is-stored-in-the-keyring-no-longer", Thing: dir, Err: err}
	case k.recovery != nil:
		return &fault.Error{Class: ErrWrongPassphrase, Kind: "these-recovery-words-do-not-open-the", Thing: dir, Err: err}
	}
	return &fault.Error{Class: ErrWrongPassphrase, Kind: "this-passphrase-does-not-open-the", Thing: dir, Err: err}
}
