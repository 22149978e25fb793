package journal

import (
	"context"
	"path/filepath"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// noticeCopies notes what a program that copies folders did to the folder of the journal, with the way out.
func (j *Journal) noticeCopies(ctx context.Context) {
	switch j.line(ctx) {
	case vault.WentBack:
		j.vault.Note(fault.Text("the-journal-went-back"))
	case vault.Forked:
		j.vault.Note(fault.Text("the-journal-forked"))
	}
	for _, path := range j.vault.FreshCopies(j.seenFolder) {
		name, err := filepath.Rel(j.Folder(), path)
		if err != nil {
			name = path
		}
		if vault.IsStoreCopy(path) {
			j.vault.Note(fault.Text("a-conflict-copy-of-the-store", fault.V{"File": path}))
		} else {
			j.vault.Note(fault.Text("a-conflict-copy-of-another-file", fault.V{"File": name}))
		}
	}
}

// line returns how the files follow from what was last saved here, as far as that is remembered.
func (j *Journal) line(ctx context.Context) vault.Line {
	if j.seenFolder == "" {
		return vault.Continued
	}
	return j.vault.Line(ctx, j.seenFolder)
}

// Copied is what a program that copies folders did to the folder of the journal, as it was noted at opening.
type Copied struct {
	// Notes says it; empty if there was nothing.
	Notes []fault.Message
	// Conflict reports whether there are, or were, files of two states; otherwise the state is only an older one.
	Conflict bool
	// Store is a copy of the store, which can be taken in; empty if there is none.
	Store string
}

// AboutCopies splits what was noted at opening: what a program that copies folders did, and all else.
func AboutCopies(r vault.Repair) (c Copied, other vault.Repair) {
	other = r
	other.Notes = nil
	for _, m := range r.Notes {
		switch m.Kind {
		case "a-conflict-copy-of-the-store":
			if path, ok := m.Values["File"].(string); ok && c.Store == "" {
				c.Store = path
			}
			c.Conflict = true
		case "a-conflict-copy-of-another-file", "the-journal-forked":
			c.Conflict = true
		case "the-journal-went-back":
		default:
			other.Notes = append(other.Notes, m)
			continue
		}
		c.Notes = append(c.Notes, m)
	}
	return c, other
}
