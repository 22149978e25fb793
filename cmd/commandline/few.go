package commandline

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"os"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/vault"
)

// withFew is with for a command that only reads, and mostly few entries. If that can be done without opening all
// of the journal, what use prints is held back until it is certain that it says what it would have said with all
// entries; otherwise all of it is opened, and use runs again. Once a day, when a backup is due, everything is
// read in any case.
func (s *session) withFew(use func(j *journal.Journal) error) error {
	return s.withSome(use, func(j *journal.Journal) (bool, error) { return s.tryFew(j, use) })
}

// saveOne opens the journal, saves the new entry that fill makes, and prints its id. If that can be done without opening
// all of the journal, it is, and fill runs again otherwise; it may ask and change nothing. Once a day everything is opened.
func (s *session) saveOne(fill func(j *journal.Journal) (journal.Entry, error)) error {
	all := func(j *journal.Journal) error {
		e, err := fill(j)
		if err != nil {
			return err
		}
		return s.save(j, e)
	}
	return s.withSome(all, func(j *journal.Journal) (bool, error) { return s.tryOne(j, fill) })
}

// withSome is with, except that try is called before with a journal of which not all was read, where that can be done. If
// try has not done what use does, it must have done nothing.
func (s *session) withSome(use func(j *journal.Journal) error, try func(j *journal.Journal) (done bool, err error)) error {
	dir, err := s.folder()
	if s.env.held != nil || err != nil || backup.IsDue(dir, s.env.now()) {
		return s.with(use)
	}
	s.peeking = true
	j, err := s.open()
	s.peeking = false
	if err != nil {
		return err
	}
	if !j.IsPeeked() {
		return s.useAndClose(j, use)
	}
	if done, err := try(j); done {
		s.warnOfBackups(j.Folder())
		return cmp.Or(err, j.Close())
	}
	j, repair, err := j.Whole(s.ctx, s.options())
	s.sayNotes(repair)
	if errors.Is(err, vault.ErrDoubt) || errors.Is(err, vault.ErrInUse) {
		return s.with(use) // it waits, and asks for the key again
	}
	if err != nil {
		return err
	}
	return s.useAndClose(j, use)
}

// tryFew calls use with a journal of which not all is read, and prints what it said if that holds.
func (s *session) tryFew(j *journal.Journal, use func(j *journal.Journal) error) (held bool, _ error) {
	out, problems := s.out, s.err
	defer func() { s.out, s.err = out, problems }()
	var said, complained bytes.Buffer
	s.out, s.err = bufio.NewWriter(&said), &screen{to: &complained}
	if notesMayWait(j) {
		return false, nil
	}
	err := use(j)
	found := err == nil || errors.Is(err, errNothingFound)
	// Another error may be that of an entry that was not read, so all are asked.
	if !found || s.out.Flush() != nil || !j.Holds() {
		return false, nil
	}
	out.Write(said.Bytes())                   // bufio remembers the first error
	_, _ = problems.Write(complained.Bytes()) // as any message
	return true, err
}

// tryOne saves the entry that fill makes into a journal of which not all is read, and prints its id.
func (s *session) tryOne(j *journal.Journal, fill func(j *journal.Journal) (journal.Entry, error)) (done bool, err error) {
	var e journal.Entry
	if ready, _ := s.tryFew(j, func(j *journal.Journal) (err error) { e, err = fill(j); return err }); !ready {
		return false, nil
	}
	// This is the last that is asked of the journal: after it, nothing could be done again.
	err = s.save(j, e)
	if errors.Is(err, vault.ErrDoubt) { // nothing was saved
		return false, nil
	}
	return true, cmp.Or(j.StillThere(s.ctx), err)
}

// notesMayWait reports whether the folder through which notes come has anything in it.
func notesMayWait(j *journal.Journal) bool {
	folder := j.Outside().Folder
	if folder == "" {
		return false
	}
	files, err := os.ReadDir(folder)
	return err != nil || len(files) > 0
}
