// Package agefile encrypts files with a passphrase in the age format (age-encryption.org/v1), so
// that the program age, and others that read it, can decrypt them without Enactive.
//
// Encrypt writes one; Open reads one, or any other file unchanged. Nothing here writes to the disk.
package agefile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"enactive/journal/fault"
)

// Extension is the end of the name of an encrypted file, with the dot.
const Extension = ".age"

// The classes of errors.
const (
	// ErrWrongPassphrase is the class of files that another passphrase opens.
	ErrWrongPassphrase fault.Class = "wrong passphrase of a file"
	// ErrUnreadable is the class of files that no passphrase opens here.
	ErrUnreadable fault.Class = "unreadable encrypted file"
)

const (
	magic = "age-encryption.org/v1\n"
	// maxHeader is the maximum size of a header in bytes. One with a passphrase has about 150.
	maxHeader = 64 << 10
	// maxWork limits the memory that a file can ask for: 2^20 KiB, 1 GiB. The program age writes 18.
	maxWork = 20
)

// Name returns the name of the encrypted file for a file.
func Name(file string) string {
	if IsName(file) {
		return file
	}
	return file + Extension
}

// IsName reports whether a name is that of an encrypted file.
func IsName(file string) bool { return strings.HasSuffix(strings.ToLower(file), Extension) }

// Work is how much work a try of a passphrase is: 2^Work KiB, and as many steps. Tests lower it.
type Work int

// Usual is the work of the program age, about a second.
const Usual Work = 18

// Encrypt returns a writer that encrypts to w. The file is complete only after Close, which does
// not close w. The passphrase is used exactly as given, as the program age does.
func Encrypt(w io.Writer, passphrase string, work Work) (io.WriteCloser, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("encrypting a file: %w", err)
	}
	recipient.SetWorkFactor(int(work))
	encrypted, err := age.Encrypt(w, recipient)
	if err != nil {
		return nil, fmt.Errorf("encrypting a file: %w", err)
	}
	return encrypted, nil
}

// Write encrypts to w whatever write writes.
func Write(w io.Writer, passphrase string, work Work, write func(io.Writer) error) error {
	encrypted, err := Encrypt(w, passphrase, work)
	if err != nil {
		return err
	}
	if err := write(encrypted); err != nil {
		return err // and without Close the file is incomplete
	}
	if err := encrypted.Close(); err != nil {
		return fmt.Errorf("encrypting a file: %w", err)
	}
	return nil
}

// Ask returns a passphrase, and whether to ask again if it is wrong.
type Ask func() (text string, again bool, err error)

// Open returns the contents of a file: decrypted if it is an age file, also one in ASCII armor, else
// as they are. file is its name in errors, which wrap ErrWrongPassphrase, ErrUnreadable, or an error
// of ask or r. A reader of a decrypted file fails if the file is cut short or was changed.
func Open(r io.Reader, file string, ask Ask) (io.Reader, error) {
	b := bufio.NewReader(r)
	var from io.Reader = b
	switch head, _ := b.Peek(len(armor.Header)); { // the reader reports an error again
	case bytes.HasPrefix(head, []byte(magic)):
	case string(head) == armor.Header:
		from = armor.NewReader(b)
	default:
		return b, nil
	}
	source := &limited{r: from, left: maxHeader}
	plain, err := age.Decrypt(source, &identity{file: file, ask: ask, source: source})
	if err != nil {
		return nil, explain(err, source.err, file)
	}
	source.left = -1
	return &contents{plain: plain, source: source, file: file}, nil
}

// explain adds the kind to an error of decrypting; failed is that of reading the file, if any.
func explain(err, failed error, file string) error {
	if failed != nil {
		return failed
	}
	if r, ok := errors.AsType[*refusal](err); ok {
		return r.error
	}
	return &fault.Error{Class: ErrUnreadable, Kind: "file-is-encrypted-but-cut-short-or-changed", Thing: file, Err: err}
}

// refusal marks an error of an identity, which age returns unchanged.
type refusal struct{ error }

// identity asks for the passphrase of a file once its header is read.
type identity struct {
	file   string
	ask    Ask
	source *limited
}

// Unwrap implements age.Identity.
func (i *identity) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != "scrypt" {
		return nil, &refusal{&fault.Error{Class: ErrUnreadable, Kind: "file-is-encrypted-for-a-key-and-not-with-a", Thing: i.file}}
	}
	if args := stanzas[0].Args; len(args) == 2 {
		if work, err := strconv.Atoi(args[1]); err == nil && work > maxWork {
			return nil, &refusal{&fault.Error{Class: ErrUnreadable, Kind: "file-asks-for-more-work-than-a-passphrase", Thing: i.file}}
		}
	}
	for {
		text, again, err := i.ask()
		if err != nil {
			return nil, &refusal{err}
		}
		key, err := unwrap(stanzas, text)
		if !errors.Is(err, age.ErrIncorrectIdentity) {
			return key, err
		}
		if !again {
			return nil, &refusal{&fault.Error{Class: ErrWrongPassphrase, Kind: "this-passphrase-does-not-open-the-file", Thing: i.file}}
		}
	}
}

func unwrap(stanzas []*age.Stanza, text string) ([]byte, error) {
	if text == "" {
		return nil, age.ErrIncorrectIdentity
	}
	key, err := age.NewScryptIdentity(text)
	if err != nil {
		return nil, err
	}
	key.SetMaxWorkFactor(maxWork)
	return key.Unwrap(stanzas)
}

// limited ends an overlong header, and remembers why the file could not be read.
type limited struct {
	r    io.Reader
	left int // bytes that may be read; -1 is no limit
	err  error
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left == 0 {
		return 0, errors.New("the header is too long")
	}
	if l.left > 0 {
		p = p[:min(len(p), l.left)]
	}
	n, err := l.r.Read(p)
	if l.left > 0 {
		l.left -= n
	}
	if _, ok := errors.AsType[*armor.Error](err); err != nil && err != io.EOF && err != io.ErrUnexpectedEOF && !ok {
		l.err = err
	}
	return n, err
}

// contents is a decrypted file.
type contents struct {
	plain  io.Reader
	source *limited
	file   string
}

func (c *contents) Read(p []byte) (int, error) {
	n, err := c.plain.Read(p)
	if err != nil && err != io.EOF {
		return n, explain(err, c.source.err, c.file)
	}
	return n, err
}
