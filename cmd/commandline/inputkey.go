package commandline

import (
	"path/filepath"

	"enactive/journal/agefile"
)

// inputKeys finds the passphrases of encrypted files: each is tried with that of the previous one.
type inputKeys struct {
	s    *session
	src  source
	text string
	have bool
}

// ask returns the question for the passphrase of a file. A person may mistype it as often as that
// of a journal.
func (k *inputKeys) ask(file string) agefile.Ask {
	asked, reused := 0, k.have
	return func() (string, bool, error) {
		if reused {
			reused = false
			return k.text, !k.src.given() && k.s.env.terminal != nil, nil
		}
		if asked > 0 {
			k.s.warn("this passphrase does not open %s; enter the one that it was encrypted with", file)
		}
		asked++
		text, byPerson, err := k.s.passphraseFrom(k.src, "Passphrase of "+plain(filepath.Base(file))+": ")
		k.text, k.have = text, err == nil
		return text, byPerson && asked < maxAttempts, err
	}
}
