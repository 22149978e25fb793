package exchange

import (
	"archive/zip"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// FilesOption is the option of the formats whose files can have the photos and files of the entries and days beside
// them; they are zip files then.
const FilesOption = "files"

const (
	// zippedJSON is the name of the journal in a zip file with attachments.
	zippedJSON     = "enactive.json"
	zippedMarkdown = "journal.md"
	// zippedFiles is the folder of the attachments in it.
	zippedFiles = "files/"
)

// filesOption is FilesOption with its help.
func filesOption(holds string) Option {
	return Option{Key: FilesOption, Name: wording.Text("with-photos-and-files"), Help: "Write a zip file with " + holds + " and the photos and files of the entries and days."}
}

// attachmentObject is an attachment in a JSON export.
type attachmentObject struct {
	ID       string           `json:"id"`
	Entry    string           `json:"entry,omitempty"`
	Day      string           `json:"day,omitempty"`
	Name     string           `json:"name"`
	Type     string           `json:"type"`
	Size     int64            `json:"size"`
	SHA256   string           `json:"sha256"`
	Metadata journal.Metadata `json:"metadata,omitempty"`
	Added    time.Time        `json:"added"`
	File     string           `json:"file"` // its path in the zip file
}

// attachmentsFor returns the attachments of the entries of an export, and of its days.
func attachmentsFor(j *journal.Journal, q journal.Query, entries []*journal.Entry) []journal.Attachment {
	var all []journal.Attachment
	for _, e := range entries {
		all = append(all, j.Attachments(journal.Holder{Entry: e.ID})...)
	}
	if !HasDays(q) {
		return all
	}
	for _, a := range j.AllAttachments() {
		if a.Entry == "" && a.Day.IsWithin(q.From, q.To) {
			all = append(all, a)
		}
	}
	return all
}

// CountAttachments counts the attachments of what q selects.
func CountAttachments(j *journal.Journal, q journal.Query) int {
	if len(j.AllAttachments()) == 0 {
		return 0
	}
	return len(attachmentsFor(j, q, exported(j, q)))
}

// zippedName is the path of an attachment in a zip file. Its id makes it the only one of that name.
func zippedName(a *journal.Attachment) string { return zippedFiles + string(a.ID) + "-" + a.Name }

func attachmentObjects(all []journal.Attachment) []attachmentObject {
	objects := make([]attachmentObject, len(all))
	for i := range all {
		a := &all[i]
		objects[i] = attachmentObject{string(a.ID), string(a.Entry), a.Day.String(), a.Name, a.Type, a.Size, hex.EncodeToString(a.Sum[:]), a.Metadata, a.Added, zippedName(a)}
	}
	return objects
}

// WriteJSONFiles writes a zip file with the JSON of WriteJSON, which lists the attachments too, and the
// attachments.
func WriteJSONFiles(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error {
	attached := attachmentsFor(j, q, exported(j, q))
	return writeZip(ctx, w, j, attached, zippedJSON, func(w io.Writer) error {
		return writeJSON(ctx, w, j, q, attached)
	})
}

// writeZip writes a zip file with a journal and attachments. Those are not compressed: photos hardly are.
func writeZip(ctx context.Context, w io.Writer, j *journal.Journal, attached []journal.Attachment, name string, write func(io.Writer) error) error {
	z := zip.NewWriter(w)
	f, err := z.Create(name)
	if err == nil {
		err = write(f)
	}
	for i := range attached {
		if err != nil {
			break
		}
		err = addAttachment(ctx, z, j, &attached[i])
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("exporting entries: %w", err)
	}
	return nil
}

func addAttachment(ctx context.Context, z *zip.Writer, j *journal.Journal, a *journal.Attachment) error {
	data, err := j.ReadAttachment(ctx, a.ID)
	if err != nil {
		return err
	}
	f, err := z.CreateHeader(&zip.FileHeader{Name: zippedName(a), Method: zip.Store})
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}
