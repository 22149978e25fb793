package journal

import (
	"context"
	"fmt"
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
}

type draft struct {
	rec  vault.RecordID
	text []byte
	at   time.Time
}

// SaveDraft stores a draft under a key, replacing the previous one. It is not an undo step
// and notifies no listener.
func (j *Journal) SaveDraft(ctx context.Context, key string, text []byte) error {
	if len(text) > MaxDraft {
		return fmt.Errorf("keeping a draft: %w", ErrDraftTooLong)
	}
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return err
	}
	d, exists := j.drafts[key]
	if exists && string(d.text) == string(text) {
		return nil
	}
	if !exists {
		var err error
		if d.rec, err = j.vault.NewID(); err != nil {
			return fmt.Errorf("keeping a draft: %w", err)
		}
	}
	d.text, d.at = append([]byte(nil), text...), wholeSeconds(j.now())
	doc, err := j.codec.encode(docDraft, draftDoc{key, d.text, stampOf(d.at)})
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
	return nil
}
