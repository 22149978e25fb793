package journal

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal/vault"
)

// InboxTag marks entries that came in through the inbox: anybody who may write into the
// journal's folder can have written them.
const InboxTag = "inbox"

type inboxDoc struct {
	Area  string `cbor:"1,keyasint"` // its name
	Entry []byte `cbor:"2,keyasint"` // an entry document, without an area
}

// AddToInbox keeps a new entry for the journal in dir while that is locked or open
// elsewhere; it is taken in when the journal is opened next. area is the name of the
// entry's area, which is made where it is missing. The entry is checked as Save does.
func AddToInbox(dir, area string, e Entry, o Options) (EntryID, error) {
	id, doc, err := forInbox(area, e, o)
	if err != nil {
		return "", err
	}
	return id, vault.PutIntoInbox(dir, string(id), doc)
}

// SealForInbox is AddToInbox for a journal whose disk takes nothing: it returns what the
// file NAME.age in the folder inbox would hold, to be put there later. Only the journal in
// dir opens it.
func SealForInbox(dir, area string, e Entry, o Options) (EntryID, []byte, error) {
	id, doc, err := forInbox(area, e, o)
	if err != nil {
		return "", nil, err
	}
	sealed, err := vault.SealForInbox(dir, doc)
	return id, sealed, err
}

// forInbox makes the document of a new entry for the inbox.
func forInbox(area string, e Entry, o Options) (EntryID, []byte, error) {
	o = o.withDefaults()
	e, err := Check(e)
	if err != nil {
		return "", nil, err
	}
	if area = oneLine(area); area == "" || len(area) > MaxLine {
		return "", nil, &FieldError{Field: "area", Value: clip(area, 40), Want: "the name of an area, for the journal cannot be asked which there are"}
	}
	c, err := newCodec(o.migrations)
	if err != nil {
		return "", nil, err
	}
	now := wholeSeconds(o.Now())
	id, err := ulid.New(ulid.Timestamp(now), o.Rand)
	if err != nil {
		return "", nil, fmt.Errorf("drawing an id: %w", err)
	}
	e.ID, e.Area, e.Created, e.Modified = EntryID(id.String()), "", now, now
	if e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.IsZero() {
		e.EfficacyBeforeAt = now
		if e.Outcome != "" && !now.After(e.Time) {
			e.EfficacyBeforeAt = e.Time.Add(time.Second) // what is told together is hindsight
		}
	}
	inner, err := c.encodeEntry(&e)
	if err != nil {
		return "", nil, err
	}
	doc, err := c.encode(docInbox, inboxDoc{area, inner})
	if err != nil {
		return "", nil, err
	}
	return e.ID, doc, nil
}

// takeInbox brings in what is in the inbox, each with InboxTag, and says how many.
func (j *Journal) takeInbox(ctx context.Context) error {
	docs, err := j.vault.Inbox()
	if err != nil || len(docs) == 0 {
		return err
	}
	b := Batch{What: "Take in the inbox"}
	var done []string
	areas := map[string]AreaID{}
	for _, d := range docs {
		area, e, err := j.decodeInbox(d.Doc)
		if err != nil {
			if err := j.vault.RejectInbox(d.Name); err != nil {
				return err
			}
			continue
		}
		done = append(done, d.Name)
		if _, there := j.Entry(e.ID); there {
			continue // taken in before, and not let go
		}
		if e.Area = j.inboxArea(area, areas, &b); e.Area == "" {
			return fmt.Errorf("taking in the inbox: %w", io.ErrUnexpectedEOF)
		}
		if !slices.Contains(e.Tags, InboxTag) && len(e.Tags) < MaxItems {
			e.Tags = append(e.Tags, InboxTag)
		}
		b.Entries = append(b.Entries, *e)
	}
	if err := j.SaveBatch(ctx, b); err != nil {
		return fmt.Errorf("taking in the inbox: %w", err)
	}
	if err := j.vault.LeaveInbox(done); err != nil {
		return err
	}
	switch n := len(b.Entries); n {
	case 0:
	case 1:
		j.vault.Tell("An entry that was added while the journal was locked or in use was taken in; it has the tag \"" + InboxTag + "\".")
	default:
		j.vault.Tell(fmt.Sprintf("%d entries that were added while the journal was locked or in use were taken in; they have the tag %q.", n, InboxTag))
	}
	return nil
}

func (j *Journal) decodeInbox(doc []byte) (area string, e *Entry, err error) {
	kind, body, a, err := j.codec.split(doc)
	if err != nil || a == newer || kind != docInbox {
		return "", nil, fmt.Errorf("reading the inbox: %w", errBadDocument)
	}
	var d inboxDoc
	if err := j.codec.decode(body, &d); err != nil {
		return "", nil, err
	}
	kind, body, a, err = j.codec.split(d.Entry)
	if err != nil || a == newer || kind != docEntry {
		return "", nil, fmt.Errorf("reading the inbox: %w", errBadDocument)
	}
	if e, err = j.codec.decodeEntry(body); err != nil {
		return "", nil, err
	}
	if _, err := ulid.ParseStrict(string(e.ID)); err != nil {
		return "", nil, fmt.Errorf("reading the inbox: %w", errBadDocument)
	}
	checked, err := Check(*e)
	checked.Deleted = time.Time{}
	return oneLine(d.Area), &checked, err
}

// inboxArea finds an area by name, or adds it to the batch.
func (j *Journal) inboxArea(name string, made map[string]AreaID, b *Batch) AreaID {
	if a, ok := j.AreaNamed(name); ok {
		return a.ID
	}
	if id, ok := made[Fold(name)]; ok {
		return id
	}
	id, err := j.NewEntryID()
	if err != nil {
		return ""
	}
	if name == "" || len(name) > MaxLine {
		name = "Inbox"
	}
	made[Fold(name)] = AreaID(id)
	b.Areas = append(b.Areas, Area{ID: AreaID(id), Name: name})
	return AreaID(id)
}
