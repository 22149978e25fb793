package commandline

import (
	"bytes"
	"io"

	"enactive/journal/agefile"
	"enactive/journal/atomicfile"
	"enactive/journal/vault"
)

// outputFlags are the flags of commands that write a file outside the journal.
type outputFlags struct {
	Output            string `short:"o" placeholder:"FILE" help:"Write FILE, which only you can read, whole or not at all; a file of that name is replaced. Without it, or with -: standard output."`
	Encrypt           bool   `help:"Encrypt it with a passphrase that is asked for twice, and write FILE.age, which the program age decrypts too."`
	PassphraseFileOut string `placeholder:"FILE" help:"With --encrypt: read the passphrase for it from the first line of FILE."`
}

// toStandardOutput reports whether no file is named; /dev/stdout is none, and must never be replaced by
// one.
func (o *outputFlags) toStandardOutput() bool {
	return o.Output == "" || o.Output == "-" || o.Output == "/dev/stdout"
}

// check rejects flags that do not fit together, and bytes for a terminal. binary is true for a file
// that is no text, which name describes.
func (o *outputFlags) check(s *session, binary bool, name string) error {
	if o.PassphraseFileOut != "" && !o.Encrypt {
		return misuse("--passphrase-file-out is for an encrypted file; give --encrypt as well")
	}
	if !o.Encrypt && agefile.IsName(o.Output) {
		return misuse("the name %q says that the file is encrypted; give --encrypt as well, or another name", o.Output)
	}
	if o.Encrypt {
		binary, name = true, "encrypted file"
	}
	return refuseTerminal(s, binary && o.toStandardOutput(), name)
}

// refuseTerminal rejects bytes that are not text for a terminal.
func refuseTerminal(s *session, binary bool, name string) error {
	if binary && s.env.columns > 0 {
		return misuse("%s %s is not text for a terminal; name a file with -o FILE, or send it on with >", article(name), name)
	}
	return nil
}

// article returns a or an.
func article(name string) string {
	switch name[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an"
	}
	return "a"
}

func (s *session) fileWork() agefile.Work {
	if s.env.work != 0 {
		return s.env.work
	}
	return agefile.Usual
}

// write writes the output, encrypted if that was asked for, and returns the name of the file; it is
// empty for standard output. No plain text reaches the disk before it is encrypted.
func (o *outputFlags) write(s *session, write func(io.Writer) error) (file string, err error) {
	file = o.Output
	if !o.toStandardOutput() {
		if err := s.outside(file); err != nil {
			return "", err // before anything is asked
		}
	}
	if o.Encrypt {
		text, err := s.newPassphrase(source{flag: "--passphrase-file-out", file: o.PassphraseFileOut, fileOnly: true}, "passphrase for the file")
		if err != nil {
			return "", err
		}
		plain := write
		write = func(w io.Writer) error { return agefile.Write(w, text, s.fileWork(), plain) }
		file = agefile.Name(file)
	}
	if o.toStandardOutput() {
		if s.env.columns > 0 { // a bar would stand between the lines
			var text bytes.Buffer
			if err := write(&text); err != nil {
				return "", err
			}
			s.print(plain(text.String()))
			return "", nil
		}
		return "", s.during(func() error { return write(s.out) })
	}
	if err := s.during(func() error { return s.writeFile(file, write) }); err != nil {
		return "", err
	}
	s.listing = false // the result is in the file
	return file, nil
}

// sendOn prepares a sealed copy for standard output, where one that went nowhere is none; a terminal is refused.
func (s *session) sendOn(refusal string) error {
	s.listing = true
	if s.env.columns > 0 {
		return misuse("%s", refusal)
	}
	return nil
}

// writeFile writes a file that a person named, whole or not at all.
func (s *session) writeFile(name string, write func(io.Writer) error) error {
	if err := s.outside(name); err != nil {
		return err
	}
	return atomicfile.Write(s.at(name), write)
}

// outside refuses a file in the journal's folder.
func (s *session) outside(name string) error {
	dir, err := s.folder()
	if err != nil {
		return nil // there is no journal, so nothing of it can be replaced
	}
	return vault.Outside(dir, s.at(name))
}
