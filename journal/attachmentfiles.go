package journal

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"enactive/journal/fault"
	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// What checks, backups and erasing need of the files of attachments.

// backupsFolder is the folder of backups within the journal's; see package backup.
const backupsFolder = "backups"

// FileRefs returns the files of all attachments, of those that a step can bring back, and of drafts.
func (j *Journal) FileRefs() []sealedfile.Ref {
	j.writing.Lock()
	defer j.writing.Unlock()
	return j.fileRefs()
}

// fileRefs is FileRefs; j.writing is held.
func (j *Journal) fileRefs() []sealedfile.Ref {
	var refs []sealedfile.Ref
	seen := map[sealedfile.ID]bool{}
	add := func(d document) {
		if a, ok := d.(*Attachment); ok && a != nil && !seen[a.file.ID] {
			seen[a.file.ID] = true
			refs = append(refs, a.file)
		}
	}
	j.mu.RLock()
	for _, it := range j.attachments {
		add(&it.Attachment)
	}
	j.mu.RUnlock()
	for _, d := range j.drafts {
		for _, p := range d.files {
			add(&p.a)
		}
	}
	for _, stack := range [][]step{j.undo, j.redo} {
		for _, s := range stack {
			for _, e := range s.edits {
				add(e.before)
				add(e.after)
			}
		}
	}
	return refs
}

// WriteSealed writes the sealed file of an attachment to w, whole and as it was first written.
func (j *Journal) WriteSealed(ctx context.Context, ref sealedfile.Ref, w io.Writer) error {
	return j.files.WriteTo(ctx, ref, w)
}

// SweepFiles removes the files that neither an attachment, nor a step of undo, nor a draft, nor a backup in
// the journal's folder names, and returns their number. It removes none as long as documents may be missing
// here that name some: those of a newer version, of another copy, or in the quarantine.
func (j *Journal) SweepFiles(ctx context.Context) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if j.ReadOnly() != nil || j.savedAside != nil || j.vault.Repair().Lost || j.mayMissDocuments() {
		return 0, nil
	}
	if err := j.stillThere(ctx); err != nil {
		return 0, err
	}
	keep, err := sealedfile.Listed(filepath.Join(j.Folder(), backupsFolder))
	if err != nil {
		return 0, err
	}
	for _, ref := range j.fileRefs() {
		keep[ref.ID] = true
	}
	return j.files.Sweep(keep)
}

// mayMissDocuments reports whether another state of the journal waits, or something other than a file of an
// attachment is in the quarantine.
func (j *Journal) mayMissDocuments() bool {
	if _, err := os.Lstat(filepath.Join(j.Folder(), "other")); err == nil {
		return true
	}
	names, err := j.Quarantined()
	if err != nil {
		return true
	}
	for _, name := range names {
		if !strings.HasPrefix(name, sealedfile.QuarantinePrefix) {
			return true
		}
	}
	return false
}

// eraseFiles removes the files of erased attachments, unless a backup in the journal's folder names them.
// What it cannot remove, SweepFiles removes later. j.writing is held.
func (j *Journal) eraseFiles(gone []sealedfile.ID) {
	named, err := sealedfile.Listed(filepath.Join(j.Folder(), backupsFolder))
	if err != nil || len(gone) == 0 {
		return
	}
	for _, ref := range j.fileRefs() {
		named[ref.ID] = true
	}
	for _, id := range gone {
		if !named[id] {
			_ = j.files.Remove(id)
		}
	}
}

// checkFiles reads both copies of every attachment. Of one that is damaged it writes the damaged copy anew
// from the other, if the journal can be changed, and notes it; what is lost in both is a fault of r.
func (j *Journal) checkFiles(ctx context.Context, r *vault.Report) error {
	mended := 0
	for _, a := range j.AllAttachments() {
		good, err := j.files.Verify(ctx, a.file)
		switch {
		case errors.Is(err, sealedfile.ErrDamaged), errors.Is(err, sealedfile.ErrMissing):
			r.Faults = append(r.Faults, fault.Text("an-attachment-is-lost", fault.V{"Name": a.Name}))
			continue
		case err != nil:
			return j.vault.Explain(err)
		}
		r.Files++
		if good == 2 {
			continue
		}
		done := false
		if j.ReadOnly() == nil {
			done, err = j.files.Mend(ctx, a.file)
		}
		if err != nil || !done {
			r.Faults = append(r.Faults, fault.Text("a-copy-of-an-attachment-is-damaged", fault.V{"Name": a.Name}))
			continue
		}
		mended++
	}
	if mended > 0 {
		j.vault.Note(fault.Count(mended, "n-attachments-were-mended"))
	}
	return nil
}

// MissingAttachments returns the attachments of which there is no copy, without opening any: after a
// restore of a backup whose files are elsewhere.
func (j *Journal) MissingAttachments() []Attachment {
	var missing []Attachment
	for _, a := range j.AllAttachments() {
		if len(j.files.Missing([]sealedfile.ID{a.file.ID})) > 0 {
			missing = append(missing, a)
		}
	}
	return missing
}

// attachmentsOf returns the edits that remove what is attached to the entries that edits remove.
func (j *Journal) attachmentsOf(edits []edit) []edit {
	j.mu.RLock()
	defer j.mu.RUnlock()
	var more []edit
	for _, e := range edits {
		entry, ok := e.before.(*Entry)
		if !ok || e.after != nil {
			continue
		}
		for _, it := range j.attached[Holder{Entry: entry.ID}] {
			more = append(more, edit{rec: it.rec, before: &it.Attachment})
		}
	}
	return more
}
