package commandline

import (
	"enactive/journal"
)

// editCmd changes an entry.
type editCmd struct {
	ID   string `arg:"" name:"id" help:"The entry's ID or the end of it, or \"last\" for the one written last."`
	Edit bool   `help:"Change it with your $EDITOR; so it is where no other flag is given."`
	JSON bool   `name:"json" help:"JSON in the editor instead of the form."`
	entryFlags
	ownFlags
}

func (c *editCmd) Help() string {
	return `Flags change what they name and leave the rest; an empty value, as in --stress "", empties a field, and a list is replaced as a whole. What was said before an outcome was recorded is sealed and cannot be changed.

The editor gets the entry as a form: a line "field: value" for each field, and longer texts and lists in the lines below, which begin with two blanks. What you empty or delete is removed from the entry; if you change nothing, nothing is saved. A mistake is shown with its line, and above it in the form, which opens again. The form is in a folder that only you can read, in memory where the system offers that, and removed afterwards; if what you typed cannot be saved it stays there, and the message says where.`
}

func (c *editCmd) Run(s *session) error {
	flags := c.any() || c.isGiven()
	if (c.Edit || c.JSON) && flags {
		return misuse("--edit or --json and flags with values exclude one another; choose one")
	}
	if !flags && s.env.terminal == nil {
		return misuse("no change was given, and there is no terminal for an editor; give flags such as --performance 70")
	}
	return s.with(func(j *journal.Journal) error {
		old, err := s.entry(j, c.ID)
		if err != nil {
			return err
		}
		if err := inJournal(old); err != nil {
			return err
		}
		e := old.Clone()
		if !flags {
			return s.edit(j, e, c.JSON)
		}
		if err := c.fill(s, j, &e); err != nil {
			return err
		}
		return s.saveFrom(j, old, e)
	})
}

func (c *editCmd) fill(s *session, j *journal.Journal, e *journal.Entry) error {
	if area := c.text("area"); area != nil {
		a, err := s.area(j, *area)
		if err != nil {
			return err
		}
		e.Area = a.ID
	}
	return firstError(c.entryFlags.fill(s, e), c.fillOwn(s, j, e))
}

// deleteCmd moves entries to the bin.
type deleteCmd struct {
	ID []string `arg:"" name:"id" help:"The IDs of the entries, or the ends of them."`
}

func (c *deleteCmd) Help() string {
	return `Entries stay in the bin for 30 days: "enact list --bin" lists them, "enact undelete ID" restores them, and "enact erase" deletes them at once.`
}

func (c *deleteCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		ids, err := s.entries(j, c.ID, s.entry)
		if err != nil {
			return err
		}
		if err := j.Delete(s.ctx, ids...); err != nil {
			return err
		}
		for _, id := range ids {
			s.print("deleted ", string(id), "\n")
		}
		return nil
	})
}

// undeleteCmd restores entries from the bin.
type undeleteCmd struct {
	ID []string `arg:"" name:"id" help:"The IDs of the entries, or the ends of them; \"last\" is the one that was deleted last."`
}

func (c *undeleteCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		ids, err := s.entries(j, c.ID, s.binned)
		if err != nil {
			return err
		}
		wasTry := map[journal.EntryID]bool{}
		for _, id := range ids {
			e, _ := j.Entry(id)
			wasTry[id] = e != nil && !e.Experiment.IsZero()
		}
		if err := j.Restore(s.ctx, ids...); err != nil {
			return err
		}
		for _, id := range ids {
			s.print("took out of the bin ", string(id), "\n")
			if e, ok := j.Entry(id); ok && wasTry[id] && e.Experiment.IsZero() {
				s.print("it is no try of its experiment any more, as that has gone on without it\n")
			}
		}
		return nil
	})
}

// entries finds the entries with the ids; it fails unless it finds all of them.
func (s *session) entries(j *journal.Journal, ids []string, find func(*journal.Journal, string) (*journal.Entry, error)) ([]journal.EntryID, error) {
	var found []journal.EntryID
	for _, id := range ids {
		e, err := find(j, id)
		if err != nil {
			return nil, err
		}
		found = append(found, e.ID)
	}
	return found, nil
}
