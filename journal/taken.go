package journal

import (
	"fmt"

	"enactive/journal/joint"
)

// Taken says what taking in another copy changed, or would change.
type Taken struct {
	// New and Changed are entries, Doubles those of the changed ones of which a text has several versions now, and
	// Kept those that one copy deleted or erased and the other changed, and which stay.
	New, Changed, Doubles, Kept int
	// Deleted are entries that went into the bin or were removed.
	Deleted int
	// Others are areas, days, measures and all else that was new, changed or removed.
	Others int
	// Files are attachments that came, and Missing those of them whose files did not.
	Files, Missing int
	// Ahead are documents with a change that is dated more than a day from now: a clock is wrong.
	Ahead int
	// Left are documents that only a later version of the program can read.
	Left int
}

// IsNothing reports whether there was nothing new.
func (t Taken) IsNothing() bool {
	return t.New+t.Changed+t.Kept+t.Deleted+t.Others+t.Files == 0
}

// finish counts what changes and returns it as edits, with the lists of what is gone.
func (t *taking) finish(has func(Attachment) bool) ([]edit, error) {
	edits := make([]edit, 0, len(t.edits))
	for _, id := range sortedIdentities(t.edits) {
		e := *t.edits[id]
		if e.before == nil {
			rec, err := t.j.vault.NewID()
			if err != nil {
				return nil, fmt.Errorf("saving: %w", err)
			}
			e.rec = rec
		}
		if err := t.count(id, e, has); err != nil {
			return nil, err
		}
		edits = append(edits, e)
	}
	gone := map[identity]joint.Gone{}
	for id, g := range t.gone {
		if !g.Equal(t.j.gone[id].Gone) {
			gone[id] = g
		}
	}
	lists, err := t.j.goneEdits(gone)
	return append(edits, lists...), err
}

func (t *taking) count(id identity, e edit, has func(Attachment) bool) error {
	switch d := e.after.(type) {
	case *Attachment:
		if e.before == nil {
			t.Files++
			if !has(*d) {
				t.Missing++
			}
			return nil
		}
	case *Entry:
		return t.countEntry(d, e)
	}
	if id.kind == docEntry {
		t.Deleted++
		return nil
	}
	if id.kind == docAttachment || e.before == nil || e.after == nil || !sameDocument(t.j.codec, e.before, e.after) {
		t.Others++
	}
	return nil
}

func (t *taking) countEntry(d *Entry, e edit) error {
	old, had := e.before.(*Entry)
	if !had {
		if _, gone := t.j.gone[identityOf(d)]; gone {
			t.Kept++
		}
		t.New++
		return nil
	}
	was, err := t.state(old, e.was)
	if err != nil {
		return err
	}
	is, err := t.state(d, e.is)
	if err != nil {
		return err
	}
	switch {
	case old.Deleted.IsZero() && !d.Deleted.IsZero():
		t.Deleted++
	case !sameContent(t.j.codec, old, d) || old.Deleted.IsZero() != d.Deleted.IsZero() || len(is.Doubles()) != len(was.Doubles()):
		t.Changed++
	}
	if len(is.Doubles()) > len(was.Doubles()) {
		t.Doubles++
	}
	if is.WasDeleted() && d.Deleted.IsZero() && (!old.Deleted.IsZero() || !was.WasDeleted()) {
		t.Kept++
	}
	return nil
}
