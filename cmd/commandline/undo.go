package commandline

import (
	"errors"
	"strings"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
)

// undoCmd undoes the last change.
type undoCmd struct{}

func (c *undoCmd) Help() string {
	return `The last change of the journal is undone, whether it was made here or in the window, even after everything was closed. Running it again undoes the previous one, up to 100 changes and as far as there is room to keep them; "enact redo" redoes what was undone. An import of more than 50,000 entries cannot be undone afterwards; the backup that was made before it has the journal as it was.`
}

func (c *undoCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		what, err := j.Undo(s.ctx)
		if errors.Is(err, journal.ErrNothingToUndo) && !errors.Is(err, journal.ErrTooLarge) {
			return failed(err, "there is no change that can be undone")
		}
		if err != nil {
			return err
		}
		s.printf("undone: %s\n", plain(describe.Step(what)))
		return nil
	})
}

// redoCmd redoes the last undone change.
type redoCmd struct{}

func (c *redoCmd) Help() string {
	return `What "enact undo" or the window undid last is redone, and once more what was undone before it, until something else is changed.`
}

func (c *redoCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		what, err := j.Redo(s.ctx)
		if errors.Is(err, journal.ErrNothingToUndo) {
			return failed(err, "there is no change that was undone and can be redone")
		}
		if err != nil {
			return err
		}
		s.printf("redone: %s\n", plain(describe.Step(what)))
		return nil
	})
}

// eraseCmd permanently deletes entries.
type eraseCmd struct {
	IDs []string `arg:"" optional:"" name:"id" help:"The IDs of the entries or the ends of them."`
	Bin bool     `help:"Erase all that is in the bin."`
	Yes bool     `help:"Do it without asking."`
}

func (c *eraseCmd) Help() string {
	return `The entries leave the journal and its bin, nothing can restore them, and everything else is sealed again under new keys. A backup is made before; it and older ones still contain them until you delete those files; "enact backup list" lists them. To move entries to the bin for 30 days, use "enact delete"; "enact list --bin" lists the bin, and "enact undelete" restores entries.`
}

func (c *eraseCmd) Run(s *session) error {
	if (len(c.IDs) == 0) != c.Bin {
		return misuse("name the entries to erase by their IDs, or give --bin for everything in the bin")
	}
	return s.with(func(j *journal.Journal) error {
		var ids []journal.EntryID
		var titles []string
		if c.Bin {
			for _, e := range j.Entries(journal.Query{InBin: true}) {
				c.IDs = append(c.IDs, string(e.ID))
			}
		}
		if len(c.IDs) == 0 {
			s.printf("the bin is empty\n")
			return nil
		}
		for _, id := range c.IDs {
			e, err := s.entry(j, id)
			if err != nil {
				return err
			}
			ids, titles = append(ids, e.ID), append(titles, line(describe.Heading(e)))
		}
		n := count(len(ids), "entry", "entries")
		if !c.Yes {
			return misuse("erasing %s for good (%s) cannot be undone; add --yes to confirm", n, strings.Join(titles, ", "))
		}
		if err := s.during(func() error { return backup.Before(s.ctx, j, backup.Purge) }); err != nil {
			return err
		}
		if err := s.during(func() error { return j.Erase(s.ctx, ids...) }); err != nil {
			return err
		}
		s.printf("erased %s\n", n)
		return nil
	})
}
