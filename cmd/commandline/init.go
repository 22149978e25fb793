package commandline

import (
	"enactive/journal"
	"enactive/journal/vault"
)

// initCmd creates a journal.
type initCmd struct {
	NoPassphrase bool `help:"Create it without a passphrase: anyone who has the folder can read it."`
}

func (c *initCmd) Help() string {
	return `The passphrase is asked for twice at the terminal, or read with --passphrase-file or --passphrase-fd. Nobody can open the journal without it, so keep it where you can find it again.`
}

func (c *initCmd) Run(s *session) error {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	if c.NoPassphrase && s.passphraseGiven() {
		return misuse("--no-passphrase and a passphrase are both given; leave one out")
	}
	// Fail before the person has to think of a passphrase.
	if _, err := vault.Inspect(dir); err == nil {
		return failed(vault.ErrExists, "there is already a journal in %s; use it as it is, or choose another folder", dir)
	}
	key := vault.NoPassphrase()
	if !c.NoPassphrase {
		text, err := s.newPassphrase(s.global.passphrase(), "new passphrase")
		if err != nil {
			return err
		}
		key = vault.Passphrase(text)
	}
	j, err := journal.Create(s.ctx, dir, key, s.options())
	if err != nil {
		return err
	}
	if err := j.Close(); err != nil {
		return err
	}
	s.print("created a journal in ", plain(dir), "\n")
	if c.NoPassphrase {
		s.note(`It has no passphrase: anyone who has the folder can read it. Begin with "enact area add NAME".`)
		return nil
	}
	s.note(`Nobody can open it without the passphrase, so keep that where you can find it again. Begin with "enact area add NAME".`)
	return nil
}
