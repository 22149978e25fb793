package commandline

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/vault"
)

// recoveryCmd groups the commands for recovery words.
type recoveryCmd struct {
	Show recoveryShowCmd `cmd:"" help:"Create twelve words that open the journal if the passphrase is lost, and show them."`
	Use  recoveryUseCmd  `cmd:"" help:"Open the journal with its recovery words and give it a new passphrase."`
}

type recoveryShowCmd struct {
	Yes  bool `help:"Let new words replace earlier ones without asking."`
	JSON bool `name:"json" help:"Print JSON: an object with the words in order."`
}

func (c *recoveryShowCmd) Help() string {
	return `The words are not stored anywhere, so this creates new ones each time; the previous ones no longer open the journal, while copies of the journal that were made before still open with them. At a terminal you are asked for two of the words before they become active. Write them on paper and keep that away from the computer: anyone who has both them and the journal can read it.`
}

// recoveryJSON is a sheet of recovery words.
type recoveryJSON struct {
	Words []string `json:"words"`
}

func (c *recoveryShowCmd) Run(s *session) error {
	return s.withOwner(func(j *journal.Journal) error {
		info, err := vault.Inspect(j.Folder())
		if err != nil {
			return err
		}
		if !info.Protected {
			return failed(nil, `the journal in %s has no passphrase, so there is nothing to lose that recovery words would recover; "enact passphrase change" gives it one`, j.Folder())
		}
		if err := j.ReadOnly(); err != nil {
			return err // nobody should write down words that are not active
		}
		if j.HasRecovery() && !c.Yes {
			if err := s.confirm("this replaces the current recovery words", "There are recovery words already, which will no longer open the journal. Create new ones?", "the recovery words stay"); err != nil {
				return err
			}
		}
		if s.env.outputClosed {
			return failed(nil, `the output is closed, so nobody would see the words; leave out ">&-"; the recovery words have not changed`)
		}
		text, err := j.DrawRecovery()
		if err != nil {
			return err
		}
		words := strings.Fields(text)
		if c.JSON {
			err = s.printJSON(recoveryJSON{words})
		} else {
			s.printSheet(words)
		}
		// Words that could not be shown must not become active.
		if err := errors.Join(err, s.out.Flush()); err != nil {
			return fmt.Errorf("writing the recovery words: %w", err)
		}
		if s.env.terminal != nil && s.env.columns > 0 && !c.JSON {
			if err := s.confirmWords(words); err != nil {
				return err
			}
		}
		if err := j.SetRecovery(s.ctx, text); err != nil {
			return err
		}
		s.note("These words open the journal from now on. They will not be shown again.")
		return nil
	})
}

// printSheet prints recovery words so that they can be read aloud, copied, printed, and given to
// --words-file unchanged.
func (s *session) printSheet(words []string) {
	const across = 3
	for i, w := range words {
		text := fmt.Sprintf("%4d  %-10s", i+1, w)
		if i%across == across-1 || i == len(words)-1 {
			text = strings.TrimRight(text, " ") + "\n"
		}
		s.print(text)
	}
}

// confirmWords asks the person for two of the words.
func (s *session) confirmWords(words []string) error {
	s.note("Write them down now, in order. You will be asked for two of them before they become active.")
	for _, place := range rand.Perm(len(words))[:2] {
		for try := 1; ; try++ {
			typed, err := s.env.terminal.line(s.ctx, fmt.Sprintf("Word %d: ", place+1))
			if errors.Is(err, io.EOF) {
				return failed(nil, "these words are not active, because word %d was not typed; try again when you have paper at hand", place+1)
			}
			if err != nil {
				return err
			}
			if strings.EqualFold(strings.TrimSpace(typed), words[place]) {
				break
			}
			if try == maxAttempts {
				return failed(nil, "these words are not active, because word %d was wrong; try again when you have paper at hand", place+1)
			}
			s.warn("word %d is wrong; check what you wrote down", place+1)
		}
	}
	return nil
}

type recoveryUseCmd struct {
	WordsFile string `placeholder:"FILE" help:"Read the recovery words from FILE."`
	newPassphraseFlags
}

func (c *recoveryUseCmd) Help() string {
	return `The twelve words are read in any way in which people write them: in capitals, numbered, over several lines, or four letters of each. The entries and the words do not change. Backups open with the words, too, if they were made after these.`
}

func (c *recoveryUseCmd) Run(s *session) error {
	if s.passphraseGiven() {
		return misuse("recovery words take the place of the passphrase; leave --passphrase-file and --passphrase-fd out, and give the new one with --new-passphrase-file FILE")
	}
	dir, err := s.folder()
	if err != nil {
		return err
	}
	info, err := vault.Inspect(dir)
	if err != nil {
		return err
	}
	if !info.Protected {
		return failed(vault.ErrWrongPassphrase, "the journal in %s has no passphrase; open it without one", dir)
	}
	j, err := s.openWithWords(dir, c.WordsFile)
	if err != nil {
		return err
	}
	return closeAfter(j, func(j *journal.Journal) error {
		text, err := s.newPassphrase(c.source(), "new passphrase")
		if err != nil {
			return err
		}
		if err := s.during(func() error { return j.ChangePassphrase(s.ctx, vault.Passphrase(text)) }); err != nil {
			return err
		}
		s.print("the journal has the new passphrase\n")
		s.noteRecoveryWords(true, j)
		return s.renewBackups(j, false, "with the old passphrase")
	})
}

// openWithWords opens the journal in dir with recovery words; a person may mistype them.
func (s *session) openWithWords(dir, file string) (*journal.Journal, error) {
	for try := 1; ; try++ {
		text, asked, err := s.recoveryWords(file)
		if err != nil {
			return nil, err
		}
		key, err := vault.RecoveryWords(text)
		if err == nil {
			var j *journal.Journal
			if j, err = s.unlock(dir, key); err == nil {
				return j, nil
			}
		}
		if !errors.Is(err, vault.ErrWrongPassphrase) || !asked || try == maxAttempts {
			return nil, err
		}
		s.warn("%s", describe.Error(err))
	}
}

// recoveryWords reads the words from a file, or asks for them. They are shown while they are
// typed, because twelve words are hard to type blind.
func (s *session) recoveryWords(file string) (text string, asked bool, err error) {
	switch {
	case file != "":
		text, err = s.readSmallFile(file)
		return text, false, err
	case s.env.terminal == nil:
		return "", false, misuse("the recovery words are needed and there is no terminal to ask for them; give --words-file FILE")
	}
	if err := s.out.Flush(); err != nil {
		return "", false, fmt.Errorf("writing the output: %w", err)
	}
	text, err = s.env.terminal.line(s.ctx, "The twelve recovery words, in order: ")
	if errors.Is(err, io.EOF) {
		return "", true, misuse("no recovery words were typed; type them, or give --words-file FILE")
	}
	return text, true, err
}
