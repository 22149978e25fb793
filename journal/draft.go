package journal

import (
	"context"
	"fmt"
	"slices"
	"time"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// A draft is typed text that has not been saved. It is sealed like an entry, but lists,
// search, counts and exports do not include it.

// MaxDraft is the maximum size of one draft in bytes.
const MaxDraft = 1 << 20

// ErrDraftTooLong is returned for a draft of more than MaxDraft bytes.
const ErrDraftTooLong fault.Kind = "the-draft-is-too-long"

type draftDoc struct {
	Key  string `cbor:"1,keyasint"`
	Text []byte `cbor:"2,keyasint"`
	At   stamp  `cbor:"3,keyasint"`
	// Files are those that its form has, sealed already; they have neither an id nor an entry.
	Files []attachmentDoc `cbor:"4,keyasint,omitempty"`
}

type draft struct {
	rec  vault.RecordID
	text []byte
	at   time.Time
	// files are prepared for the form and stay with the draft.
	files []*Prepared
}

// SaveDraft stores a draft under a key with the prepared files that its form has, replacing the previous
// one. It is not an undo step and notifies no listener.
func (j *Journal) SaveDraft(ctx context.Context, key string, text []byte, files ...PreparedID) error {
	if len(text) > MaxDraft {
		return fmt.Errorf("keeping a draft: %w", ErrDraftTooLong)
	}
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return err
	}
	d, exists := j.drafts[key]
	prepared := j.preparedFiles(files)
	if exists && string(d.text) == string(text) && slices.Equal(d.files, prepared) {
		return nil
	}
	if !exists {
		var err error
		if d.rec, err = j.vault.NewID(); err != nil {
			return fmt.Errorf("keeping a draft: %w", err)
		}
	}
	d.text, d.at, d.files = append([]byte(nil), text...), wholeSeconds(j.now()), prepared
	doc, err := j.codec.encode(docDraft, d.document(key))
	if err != nil {
		return err
	}
	if err := j.put(ctx, []vault.Change{{ID: d.rec, Doc: doc}}); err != nil {
		return fmt.Errorf("keeping a draft: %w", err)
	}
	j.drafts[key] = d
	return nil
}

// Draft returns the draft under a key and when it was saved.
func (j *Journal) Draft(key string) (text []byte, at time.Time, ok bool) {
	j.writing.Lock()
	defer j.writing.Unlock()
	d, ok := j.drafts[key]
	return append([]byte(nil), d.text...), d.at, ok
}

// Drafts lists the keys of all drafts.
func (j *Journal) Drafts() []string {
	j.writing.Lock()
	defer j.writing.Unlock()
	var keys []string
	for key := range j.drafts {
		keys = append(keys, key)
	}
	return keys
}

// DropDraft deletes a draft, for instance once its entry is saved. A missing draft is not an
// error.
func (j *Journal) DropDraft(ctx context.Context, key string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	d, exists := j.drafts[key]
	if !exists {
		return nil
	}
	if err := j.ReadOnly(); err != nil {
		return err
	}
	if err := j.put(ctx, []vault.Change{{ID: d.rec}}); err != nil {
		return fmt.Errorf("letting a draft go: %w", err)
	}
	delete(j.drafts, key)
	j.forgetFilesOf(d)
	return nil
}

// document is the stored form of a draft.
func (d draft) document(key string) draftDoc {
	doc := draftDoc{Key: key, Text: d.text, At: stampOf(d.at)}
	for _, p := range d.files {
		doc.Files = append(doc.Files, p.a.document())
	}
	return doc
}

// decodedDraft is a draft that was read. The files that it names are prepared again.
func (j *Journal) decodedDraft(rec vault.RecordID, doc *draftDoc) (draft, error) {
	d := draft{rec: rec, text: doc.Text, at: j.codec.zones.time(doc.At)}
	for _, f := range doc.Files {
		a, err := j.codec.attachmentOf(f)
		if err != nil {
			return draft{}, err
		}
		d.files = append(d.files, j.prepare(*a))
	}
	return d, nil
}

// forgetFilesOf lets go of the files of a draft that is gone, but for those that another draft has. They
// stay on the disk until SweepFiles. j.writing is held.
func (j *Journal) forgetFilesOf(gone draft) {
	for _, p := range gone.files {
		named := false
		for _, d := range j.drafts {
			named = named || slices.Contains(d.files, p)
		}
		if !named {
			j.Discard(p)
		}
	}
}
