package main

import (
	"errors"
	"strings"

	"enactive/journal"
)

// undoCmd takes the last change back.
type undoCmd struct{}

func (c *undoCmd) Help() string {
	return `The last change of the journal is taken back, whoever made it, here or in the window, and also after everything was closed. An import of more than 1,000 entries cannot be taken back afterwards; the backup that was made before it has the journal as it was.`
}

func (c *undoCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		what, err := j.Undo(s.ctx)
		if errors.Is(err, journal.ErrNothingToUndo) {
			return failed(err, "there is no change that can be taken back")
		}
		if err != nil {
			return err
		}
		s.printf("took back: %s\n", plain(what))
		return nil
	})
}

// eraseCmd removes entries for good.
type eraseCmd struct {
	IDs []string `arg:"" name:"id" help:"The IDs of the entries or the ends of them."`
	Yes bool     `help:"Do it without asking."`
}

func (c *eraseCmd) Help() string {
	return `The entries leave the journal and its bin, nothing can bring them back, and all that is left is sealed under new keys. Backups that were made before still hold them; "enact backup list" tells which there are. To put entries into the bin for 30 days, use "enact delete".`
}

func (c *eraseCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		var ids []journal.EntryID
		var titles []string
		for _, id := range c.IDs {
			e, err := s.entry(j, id)
			if err != nil {
				return err
			}
			ids, titles = append(ids, e.ID), append(titles, line(e.Heading()))
		}
		n := count(len(ids), "entry", "entries")
		if !c.Yes {
			return misuse("erasing %s for good (%s) cannot be taken back; say --yes to do it", n, strings.Join(titles, ", "))
		}
		if err := j.Erase(s.ctx, ids...); err != nil {
			return err
		}
		s.printf("erased %s\n", n)
		return nil
	})
}
