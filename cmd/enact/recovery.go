package main

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

// recoveryCmd groups what recovery words are for.
type recoveryCmd struct {
	Show recoveryShowCmd `cmd:"" help:"Create twelve words that open the journal if the passphrase is lost, and show them."`
	Use  recoveryUseCmd  `cmd:"" help:"Open the journal with its recovery words and give it a new passphrase."`
}

type recoveryShowCmd struct {
	Yes  bool `help:"Let new words replace earlier ones without asking."`
	JSON bool `name:"json" help:"Print JSON: an object with the words in order."`
}

func (c *recoveryShowCmd) Help() string {
	return `The words are not kept anywhere, so this creates new ones each time; the previous ones no longer open the journal, while copies of the journal that were made before still open with them. At a terminal two of the words are asked for before they count. Write them on paper and keep that away from the computer: anyone who has both them and the journal can read it.`
}

// recoveryJSON is a sheet of recovery words.
type recoveryJSON struct {
	Words []string `json:"words"`
}

func (c *recoveryShowCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		info, err := vault.Inspect(j.Folder())
		if err != nil {
			return err
		}
		if !info.Protected {
			return failed(nil, `the journal in %s has no passphrase, so there is nothing to lose that recovery words would recover; "enact passphrase change" gives it one`, j.Folder())
		}
		if err := j.ReadOnly(); err != nil {
			return err // words that do not count must not be written down
		}
		if j.HasRecovery() && !c.Yes {
			if err := s.confirm("this replaces the recovery words that there are", "There are recovery words already, which will no longer open the journal. Create new ones?", "the recovery words stay"); err != nil {
				return err
			}
		}
		if s.env.closed {
			return failed(nil, `the output is closed, so nobody would see the words; leave out ">&-", and the recovery words stay as they are`)
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
		// What cannot be seen must not count.
		if err := errors.Join(err, s.out.Flush()); err != nil {
			return fmt.Errorf("writing the recovery words: %w", err)
		}
		if s.env.terminal != nil && s.env.columns > 0 && !c.JSON {
			if err := s.askBack(words); err != nil {
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

// printSheet writes recovery words so that they can be read aloud, copied, printed, and
// read in again as they stand.
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

// askBack asks for two of the words.
func (s *session) askBack(words []string) error {
	s.note("Write them down now, in order. Two of them are asked for before they count.")
	for _, place := range rand.Perm(len(words))[:2] {
		for try := 1; ; try++ {
			typed, err := s.env.terminal.line(s.ctx, fmt.Sprintf("Word %d: ", place+1))
			if errors.Is(err, io.EOF) {
				return failed(nil, "these words open nothing, because word %d was not typed; begin once more when you have paper at hand", place+1)
			}
			if err != nil {
				return err
			}
			if strings.EqualFold(strings.TrimSpace(typed), words[place]) {
				break
			}
			if try == maxTries {
				return failed(nil, "these words open nothing, because word %d was another one; begin once more when you have paper at hand", place+1)
			}
			s.warn("word %d is another one; look at what you wrote down", place+1)
		}
	}
	return nil
}

type recoveryUseCmd struct {
	WordsFile string `placeholder:"FILE" help:"Read the recovery words from FILE."`
	newPassphraseFlags
}

func (c *recoveryUseCmd) Help() string {
	return `The twelve words are read in any way in which people write them: in capitals, numbered, over several lines, or four letters of each. The entries stay as they are, and so do the words. Backups open with the words, too, if they were made after these.`
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
		text, err := s.newPassphrase(c.source())
		if err != nil {
			return err
		}
		if err := j.ChangePassphrase(s.ctx, vault.Passphrase(text)); err != nil {
			return err
		}
		s.print("the journal has the new passphrase\n")
		s.tellOfWords(true, j)
		return s.renewBackups(j, false, "with the old passphrase")
	})
}

// openWithWords opens the journal in dir; a person may mistype the words.
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
		if !errors.Is(err, vault.ErrWrongPassphrase) || !asked || try == maxTries {
			return nil, err
		}
		s.warn("%s", describe.Error(err))
	}
}

// recoveryWords reads the words from a file, or else asks for them. They are shown while
// they are typed: nobody types twelve words blind.
func (s *session) recoveryWords(file string) (text string, asked bool, err error) {
	switch {
	case file != "":
		text, err = s.wholeFile(file)
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
