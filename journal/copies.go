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
