package commandline

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/vault"
)

// backupCmd groups the commands that create and read backups.
type backupCmd struct {
	Make   backupMakeCmd   `cmd:"" default:"withargs" help:"Make a backup now; \"enact backup\" alone does."`
	List   backupListCmd   `cmd:"" help:"List the backups, the newest first."`
	Verify backupVerifyCmd `cmd:"" help:"Read backups through and report whether they are good."`
	Second backupSecondCmd `cmd:"" help:"Let every backup go into a second folder too, such as one on a stick."`
}

func (c *backupCmd) Help() string {
	return `A backup is one file, sealed as the journal is, and needs the sealed photos and files: those in the journal's folder, or in the folder enactive-files beside a backup elsewhere; it opens with the passphrase that the journal had on that day. Before it counts it is read back and every entry in it opened. Backups are made by themselves once a day after changes, and before every import. The last 10 stay, and the newest of the last 14 days, 8 weeks and 12 months.`
}

type backupMakeCmd struct {
	Place string `arg:"" optional:"" help:"A folder, or a new file whose name ends in .enactive; - is standard output. Without it: the folder backups of the journal, where older ones make room."`
}

func (c *backupMakeCmd) Help() string {
	return `A folder whose name is also that of a command is written with its path, as in ./list. What goes to standard output is not read back; "enact backup verify FILE" does that where it arrived.`
}

func (c *backupMakeCmd) Run(s *session) error {
	if c.Place == "-" {
		if err := s.sendOn("a backup is not text for a terminal; name a folder or a file, or send it on with >"); err != nil {
			return err
		}
		return s.with(func(j *journal.Journal) error {
			_, err := j.CopyTo(s.ctx, s.out)
			if n := len(j.AllAttachments()); err == nil && n > 0 {
				s.warn("%s not in it; \"enact backup FOLDER\" writes them beside the backup", count(n, "photo or file is", "photos and files are"))
			}
			return err
		})
	}
	return s.with(func(j *journal.Journal) error {
		var made backup.Backup
		err := s.during(func() (err error) {
			if c.Place == "" {
				made, err = backup.Make(s.ctx, j)
			} else {
				made, err = backup.MakeAt(s.ctx, j, s.at(c.Place))
			}
			return err
		})
		if err != nil {
			return err
		}
		s.printf("made %s: %s, %s, read back\n", plain(made.Path), count(j.Count(journal.Query{}), "entry", "entries"), megabytes(made.Size))
		if n := len(j.AllAttachments()); n > 0 && c.Place != "" {
			s.note("It needs the folder enactive-files beside it, with %s.", count(n, "photo or file", "photos and files"))
		}
		return nil
	})
}

// megabytes formats a size.
func megabytes(bytes int64) string {
	if bytes < 100_000 {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return oneDecimal(float64(bytes)/1e6) + " MB"
}

type backupListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

// backupJSON is a backup in a list.
type backupJSON struct {
	File  string    `json:"file"`
	Made  time.Time `json:"made"`
	Bytes int64     `json:"bytes"`
}

func (c *backupListCmd) Run(s *session) error {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	if _, err := vault.Inspect(dir); errors.Is(err, vault.ErrNoJournal) {
		return err // list the backups of a damaged journal too
	}
	all, err := backup.List(dir)
	if err != nil {
		return err
	}
	defer s.warnOfBackups(dir)
	if c.JSON {
		objects := make([]backupJSON, len(all))
		for i, b := range all {
			objects[i] = backupJSON{b.Path, b.Time.In(s.env.now().Location()), b.Size}
		}
		return printJSONList(s, objects)
	}
	if len(all) == 0 {
		s.note(`There is no backup yet; "enact backup" makes one.`)
		return nil
	}
	t := table{header: []string{"MADE", "SIZE", "FILE"}, right: []bool{false, true, false}}
	for _, b := range all {
		t.rows = append(t.rows, []string{s.formatTime(b.Time), megabytes(b.Size), plain(b.Path)})
	}
	t.write(s, 0) // restoring needs the full name
	return nil
}

// formatTime formats a time for people.
func (s *session) formatTime(t time.Time) string {
	return t.In(s.env.now().Location()).Format("2006-01-02 15:04")
}

// warnOfBackups reports a failed backup until one succeeds.
func (s *session) warnOfBackups(dir string) {
	status, err := backup.StatusOf(dir)
	if err != nil {
		s.warn("%s", describe.Error(err))
	}
	if f := status.Failed; f != nil {
		s.warn("%s", describe.BackupFailure(f.Time.In(s.env.now().Location()), f.Text))
	}
}

// backUpDaily makes the daily backup if there are changes. A failure is only a warning, which is
// left out if the command failed as well.
func (s *session) backUpDaily(j *journal.Journal, failed error) {
	err := s.during(func() error { return backup.Daily(s.ctx, j) })
	switch {
	case s.ctx.Err() != nil:
	case err != nil:
		s.warn("what you wrote is saved, but %s", describe.Error(err))
	case failed == nil:
		s.warnOfBackups(j.Folder())
	}
}

type backupVerifyCmd struct {
	File []string `arg:"" optional:"" help:"The backups. Without any: all of the journal."`
	JSON bool     `name:"json" help:"Print JSON: an array with an object a line."`
}

// checkedJSON is a backup that was read through.
type checkedJSON struct {
	File    string `json:"file"`
	Good    bool   `json:"good"`
	Records uint64 `json:"records,omitempty"`
	Fault   string `json:"fault,omitempty"`
}

func (c *backupVerifyCmd) Help() string {
	return `Every entry is opened and compared with the sealed checksum of all entries. The exit status is 5 if a backup is damaged.`
}

func (c *backupVerifyCmd) Run(s *session) error {
	if len(c.File) > 0 {
		return c.verifyFiles(s)
	}
	return s.with(func(j *journal.Journal) error {
		stop := s.working()
		checked, err := backup.VerifyAll(s.ctx, j)
		stop()
		if err != nil {
			return err
		}
		if len(checked) == 0 && !c.JSON {
			s.note(`There is no backup yet; "enact backup" makes one.`)
		}
		return c.print(s, checked)
	})
}

// verifyFiles needs no journal.
func (c *backupVerifyCmd) verifyFiles(s *session) error {
	keys := backupKeys{s: s}
	var checked []backup.Checked
	for _, file := range c.File {
		found := backup.Checked{Backup: backup.Backup{Path: file}}
		found.Err = keys.open(file, func(key vault.Key) error {
			defer s.working()()
			held, err := backup.Verify(s.ctx, file, key, s.options().Vault)
			found.Records = held.Records
			return err
		})
		if found.Err != nil && (s.ctx.Err() != nil || errors.Is(found.Err, errUsage)) {
			return found.Err
		}
		checked = append(checked, found)
	}
	return c.print(s, checked)
}

// print prints the result for each backup, and returns the worst error.
func (c *backupVerifyCmd) print(s *session, checked []backup.Checked) error {
	bad, kind := 0, error(nil)
	objects := make([]checkedJSON, len(checked))
	for i, b := range checked {
		objects[i] = checkedJSON{File: b.Path, Good: b.Err == nil, Records: b.Records}
		if b.Err == nil {
			continue
		}
		objects[i].Records, objects[i].Fault = 0, describe.Error(b.Err)
		bad++
		if kind == nil || errors.Is(b.Err, vault.ErrDamaged) {
			kind = b.Err
		}
	}
	if c.JSON {
		if err := printJSONList(s, objects); err != nil {
			return err
		}
	} else {
		s.printChecked(objects)
	}
	switch {
	case bad == 0:
		return nil
	case len(checked) == 1:
		return kind
	}
	return failed(kind, `%d of %d backups could not be read through; make another with "enact backup"`, bad, len(checked))
}

func (s *session) printChecked(checked []checkedJSON) {
	for _, b := range checked {
		if b.Good {
			s.printf("%s  %s  %d records\n", s.paint(green, "good"), plain(b.File), b.Records)
			continue
		}
		s.printf("%s   %s\n", s.paint(red, "BAD"), line(b.Fault))
	}
}

// backupKeys finds the keys of backups: none, or a passphrase, which a person may mistype as often
// as a journal's. It first tries the passphrase of the previous backup.
type backupKeys struct {
	s    *session
	text string
	have bool
}

// open calls use with the key of a backup.
func (k *backupKeys) open(file string, use func(vault.Key) error) error {
	info, err := vault.InspectFile(k.s.ctx, file, k.s.options().Vault)
	if err != nil {
		return err
	}
	if !info.Protected && !k.s.passphraseGiven() {
		return use(vault.NoPassphrase())
	}
	if k.have {
		err := k.s.withPassphrase(k.text, use)
		if !errors.Is(err, vault.ErrWrongPassphrase) || k.s.passphraseGiven() {
			return err
		}
	}
	if !k.s.passphraseGiven() {
		defer k.s.hideTyping()()
	}
	return k.s.askPassphrase(fmt.Sprintf("Passphrase of %s: ", line(filepath.Base(file))), func(text string) error {
		k.text, k.have = text, true
		return k.s.withPassphrase(text, use)
	})
}

type backupSecondCmd struct {
	Folder string `arg:"" optional:"" help:"The folder, which must exist. Without it: print the current one."`
	Off    bool   `help:"Use no second folder any more; what is in it stays."`
}

func (c *backupSecondCmd) Help() string {
	return `Within the folder the journal gets one of its own. Name one on another disk: it helps when this one fails or is lost.`
}

func (c *backupSecondCmd) Run(s *session) error {
	if c.Off && c.Folder != "" {
		return misuse("a folder and --off are both given; leave one out")
	}
	dir, err := s.folder()
	if err != nil {
		return err
	}
	if c.Folder == "" && !c.Off {
		status, err := backup.StatusOf(dir)
		if err != nil {
			return err
		}
		if status.Second == "" {
			s.note(`There is no second folder; "enact backup second FOLDER" names one.`)
			return nil
		}
		s.print(plain(status.Second), "\n")
		return nil
	}
	return s.with(func(j *journal.Journal) error {
		if c.Off {
			return backup.StopSecond(j)
		}
		if err := s.during(func() error { return backup.UseSecond(s.ctx, j, s.at(c.Folder)) }); err != nil {
			return err
		}
		s.printf("every backup goes to %s too; the first is there\n", plain(c.Folder))
		return nil
	})
}
