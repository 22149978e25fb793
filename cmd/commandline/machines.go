package commandline

import (
	"errors"
	"io"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/vault"
)

// exportSealedCmd writes the file that "enact merge" takes in on another computer.
type exportSealedCmd struct {
	File string `arg:"" help:"The file to write; a file of that name is replaced. - is standard output."`
}

func (c *exportSealedCmd) Help() string {
	return `The file holds the whole journal: all entries, private ones and those in the bin too, areas, days, measures, experiments, reminders, documents, photos and files. Take it to another computer as you like, and take it in there with "enact merge FILE", or in the window. It is sealed with the keys of the journal: a copy of this journal opens it as it is, and another journal asks for the passphrase or the recovery words of this one. A journal without a passphrase makes a file that everybody can read.`
}

func (c *exportSealedCmd) Run(s *session) error {
	if c.File == "-" {
		if err := s.sendOn("a sealed file is not text for a terminal; name a file, or send it on with >"); err != nil {
			return err
		}
		return s.with(func(j *journal.Journal) error {
			n, err := j.WriteSealedCopy(s.ctx, s.out)
			if err == nil {
				s.warnOfMissingFiles(n)
			}
			return err
		})
	}
	return s.with(func(j *journal.Journal) error {
		var n journal.Sealed
		err := s.during(func() error {
			return s.writeFile(c.File, func(w io.Writer) (err error) {
				n, err = j.WriteSealedCopy(s.ctx, w)
				return err
			})
		})
		if err != nil {
			return err
		}
		s.listing = false // the result is in the file
		s.printf("wrote %s: %s, %s\n", plain(c.File), count(n.Entries, "entry", "entries"), count(n.Files-n.Missing, "photo or file", "photos and files"))
		s.warnOfMissingFiles(n)
		s.note(`On the other computer, "enact merge %s" takes it in.`, filepath.Base(c.File))
		return nil
	})
}

// warnOfMissingFiles warns of photos and files that a sealed file should have.
func (s *session) warnOfMissingFiles(n journal.Sealed) {
	if n.Missing > 0 {
		s.warn("%s missing, and not in it", count(n.Missing, "photo or file is", "photos and files are"))
	}
}

// mergeCmd takes in what another computer has.
type mergeCmd struct {
	File   []string `arg:"" help:"What \"enact export sealed\" wrote on the other computer; or a backup, or a store.db that a program which copies folders put beside the journal's."`
	DryRun bool     `help:"Only say what would change."`

	PassphraseFileIn string `placeholder:"FILE" help:"If the file is of a journal with other keys: read the passphrase of that journal, or its recovery words, from the first line of FILE. Without it, they are asked for."`
}

func (c *mergeCmd) Help() string {
	return `Entries are joined by their ids, field by field: of what was changed on both computers the newer change stays, and of a text both versions ("enact versions"). An entry that was deleted on one computer and changed on the other stays. It does not matter in which order files are taken in, and the same file again changes nothing. A backup is made before, and "enact undo" undoes all of it. Of several files one that is damaged ends the command with status 7; those before it stay taken in.`
}

func (c *mergeCmd) Run(s *session) error {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	for _, file := range c.File {
		info, err := s.stat(file)
		switch {
		case err != nil:
			return unreadable(file, err)
		case !info.Mode().IsRegular():
			return misuse("%s is no file; name the file that was written on the other computer", file)
		case !s.isThere(file) && vault.IsStore(dir, s.at(file)):
			return misuse("%s is the store of this journal itself; name a file of another computer", file)
		}
		s.merging = append(s.merging, file)
	}
	debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), importMemory))
	keys := &sealedKeys{s: s, src: source{flag: "--passphrase-file-in", file: c.PassphraseFileIn, fileOnly: true}}
	return s.with(func(j *journal.Journal) error {
		var before bool
		for i, file := range c.File {
			dry, err := c.take(s, j, file, keys, true)
			if err == nil && !c.DryRun {
				if !before && !dry.IsNothing() {
					err, before = backup.Before(s.ctx, j, backup.Import), true
				}
				if err == nil {
					dry, err = c.take(s, j, file, keys, false)
				}
			}
			if err != nil {
				return c.named(s, i, err)
			}
			c.say(s, file, dry)
		}
		if n := len(j.Doubles()); n > 0 && !c.DryRun {
			s.note(`%s two versions; "enact versions" shows them.`, count(n, "text has", "texts have"))
		}
		return nil
	})
}

func (c *mergeCmd) take(s *session, j *journal.Journal, file string, keys *sealedKeys, dry bool) (t journal.Taken, err error) {
	open := func() (io.ReadCloser, error) { return s.openInputFile(file) }
	path := ""
	if !s.isThere(file) {
		path = s.at(file)
	}
	err = keys.open(file, func(ask func() (vault.Key, error)) error {
		return s.during(func() error {
			t, err = j.TakeInFile(s.ctx, open, path, filepath.Base(file), ask, dry)
			return err
		})
	})
	return t, err
}

// named adds to an error which of the files could not be taken in, and what became of the others. A file that is
// damaged is a file that was rejected; the journal itself is not damaged.
func (c *mergeCmd) named(s *session, i int, err error) error {
	file, others := c.File[i], ""
	if i > 0 && !c.DryRun {
		others = "; " + count(i, "file before it was taken in", "files before it were taken in")
	}
	switch {
	case errors.Is(err, vault.ErrNotSealed) && vault.IsConflictCopy(file):
		return rejected("%s is damaged, or was copied before it was complete, and nothing of it was taken in; on the other computer, write a sealed file (enact export sealed), and take that in%s", file, others)
	case errors.Is(err, vault.ErrNotSealed):
		return rejected("%s is damaged, or Enactive did not make it, and nothing of it was taken in; make it anew on the other computer%s", file, others)
	case s.ctx.Err() != nil, errors.Is(err, errUsage), errors.Is(err, errHeldMeanwhile):
		return err
	}
	if words := sentence(err); !strings.Contains(words, file) {
		return failed(err, "%s: %s%s", file, words, others)
	}
	return err
}

func (c *mergeCmd) say(s *session, file string, t journal.Taken) {
	what := "taken in"
	if c.DryRun {
		what = "it would be taken in"
	}
	s.printf("%s, %s:\n", plain(file), what)
	for _, l := range describe.Taken(t) {
		s.print("  ", plain(l), "\n")
	}
}

// sealedKeys finds the key of files of a journal with other keys. A person may mistype it as often as that of a journal;
// it is tried for the next file too.
type sealedKeys struct {
	s    *session
	src  source
	key  vault.Key
	have bool
}

func (k *sealedKeys) open(file string, use func(ask func() (vault.Key, error)) error) error {
	for try := 1; ; try++ {
		asked := false
		err := use(func() (vault.Key, error) {
			if k.have {
				return k.key, nil
			}
			text, byPerson, err := k.s.passphraseFrom(k.src, "Passphrase of the journal that made "+plain(filepath.Base(file))+", or its recovery words: ")
			asked = byPerson
			if err == nil {
				k.key, k.have = keyOf(text), true
			}
			return k.key, err
		})
		if !errors.Is(err, vault.ErrWrongPassphrase) {
			return err
		}
		if k.have = false; !asked || try == maxAttempts {
			return err
		}
		k.s.warn("%s", describe.Error(err))
	}
}

// keyOf returns the key that a text is: recovery words or a passphrase.
func keyOf(text string) vault.Key {
	if key, err := vault.RecoveryWords(text); err == nil {
		return key
	}
	return vault.Passphrase(text)
}

// versionsCmd groups what concerns texts of two versions.
type versionsCmd struct {
	List   versionsListCmd   `cmd:"" default:"withargs" help:"List the texts that were changed in two places at once, with their versions."`
	Choose versionsChooseCmd `cmd:"" help:"Choose one of the versions of a text, or keep both in it."`
}

type versionsListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

// versionJSON is a text of several versions.
type versionJSON struct {
	Number int      `json:"number"`
	What   string   `json:"what"`
	Entry  string   `json:"entry,omitempty"`
	Field  string   `json:"field,omitempty"`
	Texts  []string `json:"texts"`
}

func (c *versionsListCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		all := make([]versionJSON, 0)
		for i, d := range j.Doubles() {
			one := versionJSON{Number: i + 1, What: describe.DoubleOf(j, d), Entry: string(d.Entry), Texts: d.Texts}
			if d.Field != nil {
				one.Field = d.Field.Name
			}
			all = append(all, one)
		}
		if c.JSON {
			return printJSONList(s, all)
		}
		if len(all) == 0 {
			s.note("There is no text with two versions.")
			return nil
		}
		for _, one := range all {
			s.printf("%d  %s\n", one.Number, plain(one.What))
			for i, text := range one.Texts {
				s.printf("   version %d: %s\n", i+1, plain(strings.ReplaceAll(text, "\n", "\n              ")))
			}
		}
		s.note(`Version 1 is shown until you choose: "enact versions choose NUMBER VERSION".`)
		return nil
	})
}

type versionsChooseCmd struct {
	Number  int    `arg:"" help:"The number of the text in \"enact versions\"."`
	Version string `arg:"" help:"The number of its version; or both, which writes them one below the other."`
}

func (c *versionsChooseCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		all := j.Doubles()
		if c.Number < 1 || c.Number > len(all) {
			return misuse(`there is no text with the number %d; "enact versions" lists them`, c.Number)
		}
		d := all[c.Number-1]
		n, err := strconv.Atoi(c.Version)
		text := ""
		switch {
		case c.Version == "both":
			text = d.Both()
		case err != nil || n < 1 || n > len(d.Texts):
			return misuse("the version is %q; it must be a number from 1 to %d, or both", c.Version, len(d.Texts))
		default:
			text = d.Texts[n-1]
		}
		if err := j.Choose(s.ctx, d, text); err != nil {
			return err
		}
		s.printf("chosen: %s\n", plain(describe.DoubleOf(j, d)))
		return nil
	})
}
