package commandline

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"enactive/journal/describe"
	"enactive/journal/passphrase"
	"enactive/journal/vault"
)

// maxPassphraseLine is the maximum length of a passphrase's line, in bytes.
const maxPassphraseLine = 8 << 10

func (s *session) passphraseGiven() bool { return s.global.passphrase().given() }

// passphrase reads the passphrase from the source that the global flags name, or asks for it.
func (s *session) passphrase(question string) (text string, asked bool, err error) {
	return s.passphraseFrom(s.global.passphrase(), question)
}

// source is the source of a passphrase, as given by flags.
type source struct {
	flag     string // the flags' common prefix
	file     string
	fd       *int
	fileOnly bool // flag names the file, and there is no flag for a file descriptor
}

// flags names the flags that give the passphrase, as they are written.
func (src source) flags() string {
	if src.fileOnly {
		return src.flag + " FILE"
	}
	return src.flag + "-file FILE or " + src.flag + "-fd N"
}

// ways names all ways of giving the passphrase without a terminal.
func (src source) ways() string {
	if src.flag != journalFlag {
		return src.flags()
	}
	return src.flags() + `, set ENACTIVE_PASSPHRASE_FILE, or run "enact unlock" in a terminal first`
}

// journalFlag is the prefix of the flags that give the passphrase of the journal.
const journalFlag = "--passphrase"

func (g *global) passphrase() source {
	return source{flag: journalFlag, file: g.PassphraseFile, fd: g.PassphraseFd}
}

// usePassphraseVariable takes the passphrase's file from the environment, for a command to which the flags
// give none and which needs one: a variable is set for all journals, also for one without a passphrase.
func (s *session) usePassphraseVariable(command string) {
	_, words, _ := strings.Cut(command, " ")
	switch {
	case s.passphraseGiven(), strings.HasPrefix(command, "init"), strings.HasPrefix(command, "recovery") && strings.HasPrefix(words, "use"):
		return
	}
	file := s.env.getenv("ENACTIVE_PASSPHRASE_FILE")
	if file != "" && !strings.HasPrefix(command, "restore") { // a backup has its own
		if dir, err := s.folder(); err == nil {
			if info, err := vault.Inspect(dir); err == nil && !info.Protected {
				return
			}
		}
	}
	s.global.PassphraseFile = file
}

func (src source) given() bool { return src.file != "" || src.fd != nil }

func (s *session) passphraseFrom(src source, question string) (text string, asked bool, err error) {
	switch {
	case src.file != "" && src.fd != nil:
		return "", false, misuse("%s-file and %s-fd are both given; leave one out", src.flag, src.flag)
	case src.file == "-":
		text, err = firstLine(s.in)
		s.passphraseRead = true
		if err == nil && text == "" {
			err = misuse("the first line of standard input is empty; it must be the passphrase")
		}
		text = s.withoutMark(text)
		return text, false, err
	case src.file != "":
		text, err = s.passphraseIn(src)
		text = s.withoutMark(text)
		return text, false, err
	case src.fd != nil:
		text, err = s.fromFd(src)
		text = s.withoutMark(text)
		return text, false, err
	case s.env.terminal == nil:
		return "", false, misuse("the passphrase is needed and there is no terminal to ask for it; give %s", src.ways())
	}
	if err := s.out.Flush(); err != nil {
		return "", false, fmt.Errorf("writing the output: %w", err)
	}
	text, err = s.env.terminal.secret(s.ctx, question)
	return text, true, err
}

// skipPassphrase reads the passphrase from standard input, if it is there and was not read.
func (s *session) skipPassphrase() error {
	if s.global.PassphraseFile != "-" || s.passphraseRead {
		return nil
	}
	_, _, err := s.passphraseFrom(s.global.passphrase(), "")
	return err
}

func (s *session) passphraseIn(src source) (string, error) {
	f, err := s.openInputFile(src.file)
	if err != nil {
		return "", err
	}
	text, err := firstLine(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", unreadable(src.file, err)
	}
	if text == "" {
		return "", misuse("the first line of %s is empty; it must be the passphrase", src.file)
	}
	if isUTF16(text) {
		return "", misuse("%s is UTF-16 text; save it as UTF-8 first", src.file)
	}
	return text, nil
}

// fromFd reads a line from an open file; if that is standard input, it leaves the rest unread.
func (s *session) fromFd(src source) (string, error) {
	fd := *src.fd
	if fd < 0 {
		return "", misuse("%s-fd is %d; it must be the number of an open file, such as 3", src.flag, fd)
	}
	from := s.in
	if fd != 0 {
		f, err := s.openFD(fd)
		if err != nil {
			return "", misuse("%s-fd is %d; it must be the number of an open file, such as 3", src.flag, fd)
		}
		defer f.Close() // opened for reading only
		from = f
	}
	text, err := firstLine(from)
	if err != nil {
		return "", misuse("nothing can be read from %s-fd %d; open it for reading, as in %s-fd 3 3<FILE", src.flag, fd, src.flag)
	}
	if text == "" {
		return "", misuse("the first line of %s-fd %d is empty; it must be the passphrase", src.flag, fd)
	}
	if isUTF16(text) {
		return "", misuse("what %s-fd %d gives is UTF-16 text; give it as UTF-8", src.flag, fd)
	}
	return text, nil
}

// openFD opens an open file by its number.
func (s *session) openFD(number int) (*os.File, error) {
	if s.env.place != nil {
		return s.env.place.openFD(s.ctx, number)
	}
	if f := os.NewFile(uintptr(number), fmt.Sprintf("file descriptor %d", number)); f != nil {
		return f, nil
	}
	return nil, os.ErrInvalid
}

// firstLine reads up to the first line end, and not one byte further.
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

// withoutMark returns a passphrase without the byte order mark that a Windows editor may have added.
func (s *session) withoutMark(text string) string {
	rest, marked := strings.CutPrefix(text, byteOrderMark)
	s.marked = marked
	return rest
}

// withPassphrase calls use with a passphrase. Earlier releases took a leading byte order mark as
// part of it, so journals that were locked with such a file are also tried with the mark.
func (s *session) withPassphrase(text string, use func(vault.Key) error) error {
	err := use(vault.Passphrase(text))
	if s.marked && errors.Is(err, vault.ErrWrongPassphrase) {
		return use(vault.Passphrase(byteOrderMark + text))
	}
	return err
}

// isUTF16 reports whether a text begins with the mark of UTF-16.
func isUTF16(text string) bool {
	return strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff")
}

// hideTyping hides typed text if a passphrase will be asked for: also before the question, and while
// the previous passphrase is tried. show may be called more than once. On failure it does nothing;
// the question then reports the error.
func (s *session) hideTyping() (show func()) {
	if s.env.terminal == nil {
		return func() {}
	}
	show, err := s.env.terminal.hide()
	if err != nil {
		return func() {}
	}
	return sync.OnceFunc(show)
}

// newPassphrase returns a passphrase that is good enough; a person types it twice. name is what the
// questions call it, such as "new passphrase".
func (s *session) newPassphrase(src source, name string) (string, error) {
	if !src.given() && s.env.terminal != nil {
		defer s.hideTyping()()
		if drawn, err := passphrase.Suggest(nil); err == nil {
			s.note("A passphrase drawn for you alone, if you like it: %s", drawn)
		}
	}
	for {
		text, asked, err := s.passphraseFrom(src, fmt.Sprintf("%s (at least %d characters, a few words are best): ", capital(name), passphrase.MinCharacters))
		if err != nil {
			return "", err
		}
		found := passphrase.Meter(text)
		switch {
		case !found.Accepted() && !asked:
			return "", misuse("the %s is %s. %s", name, found.Strength, describe.Message(found.Finding))
		case !found.Accepted():
			s.warn("that is %s. %s", found.Strength, describe.Message(found.Finding))
			continue
		case !asked:
			return text, nil
		}
		s.note("That is %s. %s", found.Strength, describe.Message(found.Finding))
		again, _, err := s.passphraseFrom(src, "The same once more: ")
		if err != nil {
			return "", err
		}
		if again == text {
			return text, nil
		}
		s.warn("the two were not the same; please type it twice again")
	}
}

// capital returns a text with a capital at its beginning.
func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
