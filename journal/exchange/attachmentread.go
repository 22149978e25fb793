package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"enactive/journal"
	"enactive/journal/fault"
)

// pendingAttachment is an attachment of a zip file that is not in the journal yet.
type pendingAttachment struct {
	journal.NewAttachment
	name string
	path string // in the zip file
	sum  [sha256.Size]byte
	size int64
}

// NeedsFiles reports whether Apply reads attachments from the files that i was read from. They must stay
// open until then.
func (i *Import) NeedsFiles() bool { return len(i.attachments) > 0 }

// ReadJSONFiles is ReadJSON for a zip file that WriteJSONFiles wrote, or its files in a folder.
func ReadJSONFiles(ctx context.Context, files fs.FS, j *journal.Journal, name string) (*Import, error) {
	f, err := files.Open(zippedJSON)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, rejected(fault.Text("file-is-not-an-export-of-a-journal", fault.V{"File": name}))
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close() // opened only for reading
	return readJSON(ctx, f, j, name, files)
}

// isJSONFiles reports whether files are those of WriteJSONFiles.
func isJSONFiles(_ context.Context, files fs.FS) bool {
	f, err := files.Open(zippedJSON)
	if err != nil {
		return false
	}
	defer f.Close() // opened only for reading
	head := make([]byte, 32)
	n, _ := io.ReadFull(f, head)
	return bytes.HasPrefix(head[:n], []byte(`{"format":"`+jsonFormat+`"`))
}

func attachmentShape() shape {
	s := shape{}
	for _, name := range []string{"id", "entry", "day", "name", "type", "size", "sha256", "metadata", "added", "file"} {
		s[name] = nil
	}
	return s
}

// attachment reads an attachment of the list, and looks for its file.
func (in *jsonImport) attachment(raw []byte) *RowError {
	var o attachmentObject
	if err := json.Unmarshal(raw, &o); err != nil {
		return objectError("attachments", err)
	}
	a := pendingAttachment{name: o.Name, path: o.File, size: o.Size}
	a.Added, a.Metadata = o.Added, o.Metadata
	id, ok := parseID(o.ID)
	if !ok {
		return &RowError{Column: "attachments.id", Value: o.ID, Want: fault.Text("as-in-an-export")}
	}
	a.ID = journal.AttachmentID(idOf(id, o.ID))
	if o.Entry != "" {
		entry, ok := parseID(o.Entry)
		if !ok {
			return &RowError{Column: "attachments.entry", Value: o.Entry, Want: fault.Text("as-in-an-export")}
		}
		a.Entry = idOf(entry, o.Entry)
	} else if bad := readDay("attachments.day", o.Day, &a.Day); bad != nil {
		return bad
	}
	sum, err := hex.DecodeString(o.SHA256)
	if err != nil || len(sum) != len(a.sum) {
		return &RowError{Column: "attachments.sha256", Value: o.SHA256, Want: fault.Text("as-in-an-export")}
	}
	a.sum = [len(a.sum)]byte(sum)
	switch o.Metadata {
	case "", journal.MetadataKept, journal.MetadataRemoved, journal.MetadataUnknown:
	default:
		return &RowError{Column: "attachments.metadata", Value: string(o.Metadata), Want: fault.Text("as-in-an-export")}
	}
	if in.repeated("attachment", o.ID) {
		return &RowError{Column: "attachments.id", Value: o.ID, is: thereTwice(), Want: fault.Text("used-only-once")}
	}
	info, err := fs.Stat(in.files, o.File)
	if err != nil || !info.Mode().IsRegular() || info.Size() != o.Size || o.Size > journal.MaxAttachmentSize || o.Size <= 0 {
		return &RowError{Column: "attachments.file", Value: o.File, Want: fault.Text("the-name-of-a-file-beside-it-as-it-was-exported")}
	}
	in.intake.imp.attachments = append(in.intake.imp.attachments, a)
	return nil
}

// countAttachments leaves those of i that j has, and those of entries that neither has, and counts.
func (i *Import) countAttachments(j *journal.Journal) {
	incoming := map[journal.EntryID]bool{}
	for _, in := range i.rows {
		incoming[in.entry.ID] = true
	}
	var missing []pendingAttachment
	for _, a := range i.attachments {
		switch _, has := j.Entry(a.Entry); {
		case i.hasAttachment(j, &a):
			i.AttachmentsThere++
		case a.Entry == "" || has || incoming[a.Entry]:
			missing = append(missing, a)
		}
	}
	i.attachments, i.Attachments = missing, len(missing)
}

func (i *Import) hasAttachment(j *journal.Journal, a *pendingAttachment) bool {
	if _, ok := j.Attachment(a.ID); ok {
		return true
	}
	for _, there := range j.Attachments(a.Holder) {
		if there.Sum == a.sum {
			return true
		}
	}
	return false
}

// prepareAttachments reads the attachments from their files and seals them, once.
func (i *Import) prepareAttachments(ctx context.Context, j *journal.Journal) error {
	for at := range i.attachments {
		a := &i.attachments[at]
		if a.File != nil || i.hasAttachment(j, a) {
			continue
		}
		data, err := fs.ReadFile(i.files, a.path)
		if err != nil {
			return fmt.Errorf("reading %s: %w", a.path, err)
		}
		if int64(len(data)) != a.size || sha256.Sum256(data) != a.sum {
			return rejected(fault.Text("a-file-in-file-is-not-as-exported", fault.V{"File": i.File, "Name": a.path}))
		}
		// What it told was removed, or kept, when it was attached first; removing it again changes nothing.
		if a.File, err = j.PrepareFile(ctx, journal.File{Name: a.name, Data: data, KeepMetadata: a.Metadata != journal.MetadataRemoved}); err != nil {
			return err
		}
	}
	return nil
}

// placeAttachments adds what was prepared to a batch. entries are those that j will have.
func (i *Import) placeAttachments(j *journal.Journal, batch *journal.Batch) {
	for at := range i.attachments {
		if a := &i.attachments[at]; a.File != nil && !i.hasAttachment(j, a) {
			batch.Attachments = append(batch.Attachments, a.NewAttachment)
		}
	}
}

// discardAttachments forgets what was prepared and not imported.
func (i *Import) discardAttachments(j *journal.Journal) {
	for at := range i.attachments {
		if f := i.attachments[at].File; f != nil {
			j.Discard(f)
			i.attachments[at].File = nil
		}
	}
}
