package commandline

import (
	"errors"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/keyring"
)

// keyringCmd groups the commands for the system's keyring.
type keyringCmd struct {
	On     keyringOnCmd     `cmd:"" help:"Let the keyring of this system open the journal while you are logged in."`
	Off    keyringOffCmd    `cmd:"" help:"Ask for the passphrase again."`
	Status keyringStatusCmd `cmd:"" help:"Say whether the keyring opens the journal."`
}

type keyringOnCmd struct{}

func (c *keyringOnCmd) Help() string {
	return `The passphrase does not change and is never stored: the keyring gets a key of its own, which "enact keyring off" revokes. While you are logged in, anyone who sits down at this computer, and every program of yours, can then open the journal as if it had no lock.`
}

func (c *keyringOnCmd) Run(s *session) error {
	return s.withOwner(func(j *journal.Journal) error {
		id := j.ID()
		if err := j.AddKeyring(s.ctx, func(secret []byte) error { return keyring.Store(id, secret) }); err != nil {
			return err
		}
		s.print("the keyring of this system opens the journal while you are logged in\n")
		return nil
	})
}

type keyringOffCmd struct{}

func (c *keyringOffCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		if err := j.RemoveKeyring(s.ctx); err != nil {
			return err
		}
		s.print("the journal opens with its passphrase alone\n")
		return keyring.Forget(j.ID())
	})
}

type keyringStatusCmd struct {
	JSON bool `name:"json" help:"Print a JSON object."`
}

// keyringJSON says what opens the journal.
type keyringJSON struct {
	Keyring    bool `json:"keyring"`
	Passphrase bool `json:"passphrase"`
}

func (c *keyringStatusCmd) Run(s *session) error {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	info, err := vault.Inspect(dir)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(keyringJSON{info.Keyring, info.Protected})
	}
	if info.Keyring {
		s.print("the keyring of this system opens the journal while you are logged in\n")
		return nil
	}
	s.print("the journal opens with its passphrase alone\n")
	return nil
}

// openWithKeyring opens a journal with its key from the keyring. ok is false if there is none and
// the passphrase is needed.
func (s *session) openWithKeyring(dir string, info vault.Info) (j *journal.Journal, ok bool, err error) {
	if !info.Keyring {
		return nil, false, nil
	}
	secret, found := keyring.Find(info.ID)
	if !found {
		return nil, false, nil
	}
	key, err := vault.KeyringSecret(secret)
	if err == nil {
		j, err = s.unlock(dir, key)
	}
	if errors.Is(err, vault.ErrWrongPassphrase) {
		return nil, false, nil // the journal has a newer key
	}
	return j, true, err
}
