package journal

import (
	"path/filepath"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// noticeCopies notes what a program that copies folders did to the folder of the journal, with the way out.
func (j *Journal) noticeCopies() {
	if j.seenFolder != "" && j.vault.WentBack(j.seenFolder) {
		j.vault.Note(fault.Text("the-journal-went-back"))
	}
	for _, path := range j.vault.ConflictCopies() {
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

// Copied is what a program that copies folders did to the folder of the journal, as it was noted at opening.
type Copied struct {
	// Notes says it; empty if there was nothing.
	Notes []fault.Message
	// Conflict reports whether there are files of two states; otherwise the state is only an older one.
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
		case "a-conflict-copy-of-another-file":
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
