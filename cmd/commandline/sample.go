package commandline

import (
	"errors"
	"path/filepath"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/resources/sample"
)

// sampleCmd creates a journal with the sample year.
type sampleCmd struct{}

func (c *sampleCmd) Help() string {
	return `The sample year is the life of someone who does not exist: three areas and about 250 entries, for looking around. It is a journal of its own, without a passphrase, and never touches yours. Without --journal it goes beside your journal, where the window's "look around" finds it too.`
}

func (c *sampleCmd) Run(s *session) (err error) {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	if s.passphraseGiven() {
		return misuse("the sample has no passphrase, for there is nothing to protect; leave it out")
	}
	if s.global.Journal == "" && s.env.getenv("ENACTIVE_JOURNAL") == "" {
		dir = filepath.Join(filepath.Dir(dir), "sample")
	}
	if _, err := vault.Inspect(dir); err == nil {
		return failed(vault.ErrExists, "there is already a journal in %s, and the sample does not go into a journal; choose a new folder with --journal", dir)
	}
	j, err := journal.Create(s.ctx, dir, vault.NoPassphrase(), s.options())
	if err != nil {
		return err
	}
	err = sample.Fill(s.ctx, j)
	n := j.Count(journal.Query{})
	if err := errors.Join(err, j.Close()); err != nil {
		return err
	}
	s.printf("made a sample of %s in %s\n", count(n, "entry", "entries"), plain(dir))
	s.note(`Look around with "enact --journal %s insights".`, plain(dir))
	return nil
}
