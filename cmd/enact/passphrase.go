package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

// minPassphrase is the fewest characters of a new passphrase.
const minPassphrase = 10

// maxPassphraseLine is the most bytes that are read in search of the end of a passphrase.
const maxPassphraseLine = 8 << 10

func (s *session) passphraseGiven() bool {
	return s.global.PassphraseFile != "" || s.global.PassphraseFd != nil
}

// passphrase returns the passphrase from where the flags say, or else asks for it.
func (s *session) passphrase(question string) (text string, asked bool, err error) {
	switch {
	case s.global.PassphraseFile != "" && s.global.PassphraseFd != nil:
		return "", false, misuse("--passphrase-file and --passphrase-fd are both given; leave one out")
	case s.global.PassphraseFile != "":
		text, err = s.passphraseFromFile(s.global.PassphraseFile)
		return text, false, err
	case s.global.PassphraseFd != nil:
		text, err = s.passphraseFromFd(*s.global.PassphraseFd)
		return text, false, err
	case s.env.terminal == nil:
		return "", false, misuse("the passphrase is needed and there is no terminal to ask for it; give --passphrase-file FILE or --passphrase-fd N")
	}
	if err := s.out.Flush(); err != nil {
		return "", false, fmt.Errorf("writing the output: %w", err)
	}
	text, err = s.env.terminal.secret(s.ctx, question)
	return text, true, err
}

func (s *session) passphraseFromFile(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", unreadable(file, err)
	}
	text, err := firstLine(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", unreadable(file, err)
	}
	if text == "" {
		return "", misuse("the first line of %s is empty; it must be the passphrase", file)
	}
	return text, nil
}

func (s *session) passphraseFromFd(fd int) (string, error) {
	if fd < 0 {
		return "", misuse("--passphrase-fd is %d; it must be the number of an open file, such as 3", fd)
	}
	from := s.in // what follows the line stays for the command to read
	if fd != 0 {
		f := os.NewFile(uintptr(fd), fmt.Sprintf("file descriptor %d", fd))
		if f == nil {
			return "", misuse("--passphrase-fd is %d; it must be the number of an open file, such as 3", fd)
		}
		defer f.Close() // only read
		from = f
	}
	text, err := firstLine(from)
	if err != nil {
		return "", misuse("nothing can be read from --passphrase-fd %d; open it for reading, as in --passphrase-fd 3 3<FILE", fd)
	}
	if text == "" {
		return "", misuse("the first line of --passphrase-fd %d is empty; it must be the passphrase", fd)
	}
	return text, nil
}

// firstLine reads up to the first line end, and not a byte further.
func firstLine(r io.Reader) (string, error) {
	var text []byte
	var b [1]byte
	for len(text) < maxPassphraseLine {
		n, err := r.Read(b[:])
		if n == 1 && b[0] == '\n' {
			break
		}
		text = append(text, b[:n]...)
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", err
		}
	}
	if n := len(text); n > 0 && text[n-1] == '\r' {
		text = text[:n-1]
	}
	return string(text), nil
}

// newPassphrase returns a passphrase for a new journal; a person types it twice.
func (s *session) newPassphrase() (string, error) {
	for {
		text, asked, err := s.passphrase(fmt.Sprintf("New passphrase (at least %d characters, a few words are best): ", minPassphrase))
		if err != nil {
			return "", err
		}
		weak := checkNewPassphrase(text)
		switch {
		case !asked:
			return text, weak
		case weak != nil:
			s.warn("%s", weak)
			continue
		}
		again, _, err := s.passphrase("The same once more: ")
		if err != nil {
			return "", err
		}
		if again == text {
			return text, nil
		}
		s.warn("the two were not the same; please type it twice again")
	}
}

func checkNewPassphrase(text string) error {
	if n := utf8.RuneCountInString(text); n < minPassphrase {
		return misuse("the passphrase has %s; it must have at least %d, and four or five words are easy to keep in mind",
			count(n, "character", "characters"), minPassphrase)
	}
	return nil
}
