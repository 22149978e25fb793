package commandline

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/vault"
)

// passphraseCmd groups the commands that change the passphrase.
type passphraseCmd struct {
	Change passphraseChangeCmd `cmd:"" help:"Give the journal another passphrase, or its first one."`
	Remove passphraseRemoveCmd `cmd:"" help:"Remove the passphrase: anyone who has the folder can then read the journal."`
}

// newPassphraseFlags are the flags for the source of a new passphrase.
type newPassphraseFlags struct {
	NewPassphraseFile string `placeholder:"FILE" help:"Read the new passphrase from the first line of FILE."`
	NewPassphraseFd   *int   `placeholder:"N" help:"Read the new passphrase from the next line of the open file descriptor N."`
}

func (f newPassphraseFlags) source() source {
	return source{flag: "--new-passphrase", file: f.NewPassphraseFile, fd: f.NewPassphraseFd}
}

// oldBackupsFlags choose whether backups that open with the previous passphrase are deleted.
type oldBackupsFlags struct {
	DeleteBackups bool `help:"Delete the earlier backups, once a new one has been made and read back."`
}

type passphraseChangeCmd struct {
	newPassphraseFlags
	oldBackupsFlags
	KeepKeys bool `help:"Keep the keys of the journal, because nobody else knows the previous passphrase: quicker, and recovery words stay. Anyone who does know it, and has an older copy of the journal, can then read what you write later too."`
	NewKeys  bool `help:"Make new keys. This is the default; scripts can state it."`
}

func (c *passphraseChangeCmd) Help() string {
	return `The current passphrase is asked for first, then the new one twice. The journal gets new keys as well and every entry is sealed again, so that anyone who knows the old passphrase, and has an older copy of the journal, cannot read anything that you write from now on. Recovery words then have to be created again. An earlier copy, such as a backup, still opens with the passphrase used at that time: no program can reach it. --keep-keys changes the passphrase alone.`
}

func (c *passphraseChangeCmd) Run(s *session) error {
	show := func() {}
	if !c.source().given() {
		show = s.hideTyping() // also between the old passphrase and the new one
	}
	defer show()
	return s.withOwner(func(j *journal.Journal) error {
		info, err := vault.Inspect(j.Folder())
		if err != nil {
			return err
		}
		if c.KeepKeys && c.NewKeys {
			return misuse("--keep-keys and --new-keys are both given; leave one out")
		}
		if c.KeepKeys && !info.Protected {
			return misuse("--keep-keys is for a journal that has a passphrase; the key of this one is stored beside it, and cannot be kept")
		}
		words, ring := j.HasRecovery(), j.HasKeyring()
		text, err := s.newPassphrase(c.source(), "new passphrase")
		if err != nil {
			return err
		}
		show()
		change, done, opens := j.NewKeys, "changed the passphrase and the keys, and sealed every entry again", "with the old passphrase"
		switch {
		case !info.Protected:
			done, opens = "the journal has a passphrase now, and every entry was sealed again", "without a passphrase"
		case c.KeepKeys:
			change, done = j.ChangePassphrase, "changed the passphrase, and kept the keys: anyone who knows the old one and has an older copy of the journal can read what you write later too"
		}
		if err := s.during(func() error { return change(s.ctx, vault.Passphrase(text)) }); err != nil {
			return err
		}
		s.print(done, "\n")
		s.noteRecoveryWords(words, j)
		if ring && !j.HasKeyring() {
			s.print("The keyring no longer opens it; \"enact keyring on\" lets it again.\n")
		}
		if !info.Protected {
			s.noteQuarantine(j)
		}
		return s.renewBackups(j, c.DeleteBackups, opens)
	})
}

// renewBackups makes a backup that opens with the new key, and deletes the earlier ones if drop
// is set. opens says, for the message, how those open.
func (s *session) renewBackups(j *journal.Journal, drop bool, opens string) error {
	var made backup.Backup
	old, err := backup.List(j.Folder())
	if err == nil {
		err = s.during(func() (err error) {
			made, err = backup.Make(s.ctx, j)
			return err
		})
	}
	switch {
	case err != nil && drop:
		return failed(err, "the change is made, but no backup was deleted, because the new one could not be made: %s", describe.Error(err))
	case err != nil:
		s.warn("%s", describe.Error(err))
	case drop:
		return s.deleteBackups(j, old, made, opens)
	}
	s.print("Backups and other copies made before still open ", opens, ".\n")
	if len(old) > 0 {
		s.note(`"enact passphrase change" deletes the %s with --delete-backups.`, count(len(old), "earlier backup", "earlier backups"))
	}
	return nil
}

func (s *session) deleteBackups(j *journal.Journal, old []backup.Backup, made backup.Backup, opens string) error {
	gone := 0
	for _, b := range old {
		if b.Path == made.Path {
			continue
		}
		if err := os.Remove(b.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failed(err, "the backup %s could not be deleted, and still opens %s; delete it yourself", b.Path, opens)
		}
		gone++
	}
	s.print("made a new backup, and deleted ", count(gone, "earlier backup", "earlier backups"), "\n")
	status, err := backup.StatusOf(j.Folder())
	if err == nil && status.Second != "" {
		s.print("Those in ", plain(status.Second), " stay and open ", opens, ", as other copies made before do.\n")
		return nil
	}
	s.print("Other copies made before still open ", opens, ".\n")
	return nil
}

// noteQuarantine reports damaged files from before the journal had a passphrase.
func (s *session) noteQuarantine(j *journal.Journal) {
	dir := filepath.Join(j.Folder(), "quarantine")
	if _, err := os.Lstat(dir); err == nil {
		s.print("The damaged files in ", plain(dir), " are from before and open without a passphrase; delete them when you miss nothing.\n")
	}
}

// noteRecoveryWords reports whether the recovery words still work. before is whether there were any.
func (s *session) noteRecoveryWords(before bool, j *journal.Journal) {
	switch {
	case j.HasRecovery():
		s.print("The recovery words have not changed.\n")
	case before:
		s.print("The recovery words no longer open it; \"enact recovery show\" creates new ones.\n")
	default:
		s.note(`There are no recovery words yet, which would open the journal if the passphrase is lost; "enact recovery show" creates some.`)
	}
}

type passphraseRemoveCmd struct {
	oldBackupsFlags
	Yes bool `help:"Do it without asking."`
}

func (c *passphraseRemoveCmd) Help() string {
	return `All entries are sealed again under a key that is stored beside them: the journal is checked for damage as before, and anyone who has the folder can read it. Recovery words no longer work, and are not needed.`
}

func (c *passphraseRemoveCmd) Run(s *session) error {
	return s.withOwner(func(j *journal.Journal) error {
		info, err := vault.Inspect(j.Folder())
		if err != nil {
			return err
		}
		if !info.Protected {
			return failed(nil, "the journal in %s has no passphrase; there is nothing to remove", j.Folder())
		}
		if !c.Yes {
			if err := s.confirm("this lets anyone who has the folder read the journal", "Anyone who has the folder can then read the journal. Continue?", "the passphrase stays"); err != nil {
				return err
			}
		}
		if err := s.during(func() error { return j.ChangePassphrase(s.ctx, vault.NoPassphrase()) }); err != nil {
			return err
		}
		s.print("the journal has no passphrase now: anyone who has the folder can read it\n")
		return s.renewBackups(j, c.DeleteBackups, "with the old passphrase")
	})
}

// confirm asks the person whether to go on. consequence begins the error if no terminal is
// attached; declined is the error after a no.
func (s *session) confirm(consequence, question, declined string) error {
	if s.env.terminal == nil {
		return misuse("%s; add --yes to confirm", consequence)
	}
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("writing the output: %w", err)
	}
	answer, err := s.env.terminal.line(s.ctx, question+" [y/N] ")
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y") {
		return failed(nil, "%s", declined)
	}
	return nil
}

// readSmallFile reads a small text file.
func (s *session) readSmallFile(file string) (string, error) {
	f, err := s.openInputFile(file)
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(io.LimitReader(f, maxPassphraseLine))
	if err := errors.Join(err, f.Close()); err != nil {
		return "", unreadable(file, err)
	}
	if isUTF16(string(b)) {
		return "", misuse("%s is UTF-16 text; save it as UTF-8 first", file)
	}
	return strings.TrimPrefix(string(b), byteOrderMark), nil
}
