package commandline

import (
	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/vault"
)

// restoreCmd restores a journal from a backup.
type restoreCmd struct {
	File   string `arg:"" help:"The backup."`
	Folder string `arg:"" optional:"" help:"The folder for it, which is missing or empty. Without it: one beside the journal, with -restored in its name."`
}

func (c *restoreCmd) Help() string {
	return `The backup is read through first, and the restored journal afterwards. It never replaces an existing journal: look at it with "enact --journal FOLDER list", and then use the one that you want. It has the passphrase that the journal had when the backup was made.`
}

func (c *restoreCmd) Run(s *session) error {
	folder := c.Folder
	if folder == "" {
		dir, err := s.folder()
		if err != nil {
			return err
		}
		folder = dir + "-restored"
	}
	keys := backupKeys{s: s}
	return keys.open(c.File, func(key vault.Key) error {
		err := s.during(func() error {
			_, err := backup.RestoreTo(s.ctx, c.File, folder, key, s.options().Vault)
			return err
		})
		if err != nil {
			return err
		}
		// Check that the restored journal opens as any other.
		j, err := s.unlock(folder, key)
		if err != nil {
			return err
		}
		return closeAfter(j, func(j *journal.Journal) error {
			s.printf("restored %s and %s into %s\n", count(j.Count(journal.Query{}), "entry", "entries"),
				count(len(j.Areas()), "area", "areas"), plain(folder))
			s.warnOfMissingAttachments(j)
			s.note(`Your journal is as it was. Look at the restored one with "enact --journal %s list".`, folder)
			return nil
		})
	})
}
