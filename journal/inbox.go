package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// InboxTag marks entries from the inbox: they may have been written by anyone with write
// permission for the journal's folder.
const InboxTag = "inbox"

type inboxDoc struct {
	Area  string `cbor:"1,keyasint"` // its name
	Entry []byte `cbor:"2,keyasint"` // an entry document, without an area
}

// AddToInbox stores a new entry for the journal in dir while that is locked or open
// elsewhere; it is imported when the journal is opened next. area is the name of the entry's
// area; if the journal has none of that name the entry waits as a note from outside does, since a
// name that was mistyped makes no area. The entry is checked as in Save.
func AddToInbox(dir, area string, e Entry, o Options) (EntryID, error) {
	id, doc, err := forInbox(area, e, o)
	if err != nil {
		return "", err
	}
	return id, vault.PutIntoInbox(dir, string(id), doc)
}

// SealForInbox is AddToInbox for a disk that cannot be written: it returns the contents of
// the file inbox/NAME.age, to be created later. Only the journal in dir can open it.
func SealForInbox(dir, area string, e Entry, o Options) (EntryID, []byte, error) {
	id, doc, err := forInbox(area, e, o)
	if err != nil {
		return "", nil, err
	}
	sealed, err := vault.SealForInbox(dir, doc)
	return id, sealed, err
}

// forInbox encodes a new entry for the inbox.
func forInbox(area string, e Entry, o Options) (EntryID, []byte, error) {
	o = o.withDefaults()
	now := wholeSeconds(o.Now())
	e, err := Check(e, now)
	if err != nil {
		return "", nil, err
	}
	if err := roomForTag(&e); err != nil {
		return "", nil, err
	}
	if area = oneLine(area); area == "" || len(area) > MaxLine {
		return "", nil, &FieldError{Field: "area", Value: clip(area, 40), Want: fault.Text("the-name-of-an-area-because-the-areas")}
	}
	c, err := newCodec(o.migrations)
	if err != nil {
		return "", nil, err
	}
	id, err := ulid.New(ulid.Timestamp(now), o.Rand)
	if err != nil {
		return "", nil, fmt.Errorf("drawing an id: %w", err)
	}
	e.ID, e.Area, e.Created, e.Modified = EntryID(id.String()), "", now, now
	if e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.IsZero() {
		e.EfficacyBeforeAt = now
		if e.Outcome != "" && !now.After(e.Time) {
			e.EfficacyBeforeAt = e.Time.Add(time.Second) // a rating recorded with the outcome is hindsight
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

// takeInbox imports the entries of the inbox, tagged with InboxTag, and reports their number.
func (j *Journal) takeInbox(ctx context.Context) error {
	taken, later, waits := 0, 0, 0
	for after, more := "", true; more && taken < vault.MaxInbox; {
		docs, next, err := j.vault.Inbox(after)
		if err != nil {
			return err
		}
		after, more = next, next != ""
		n, waiting, newer, err := j.takeDocuments(ctx, docs)
		if err != nil {
			return err
		}
		taken, waits, later = taken+n, waits+waiting, later+newer
	}
	if waits > 0 {
		j.vault.Note(fault.Count(waits, "n-entries-wait-for-an-area"))
	}
	if taken > 0 {
		j.vault.Note(fault.Count(taken, "n-entries-that-were-added-while", fault.V{"Tag": InboxTag}))
	}
	if later > 0 {
		j.vault.Note(fault.Count(later, "the-inbox-holds-n-entries-that-a-later"))
	}
	return nil
}

// takeDocuments imports documents from the inbox and returns the number of new entries, of those that wait because
// the journal has no such area, and of those left because a later version wrote them. An entry that the journal already
// has was imported before a crash prevented the removal of its file.
func (j *Journal) takeDocuments(ctx context.Context, docs []vault.InboxDocument) (taken, waits, later int, err error) {
	b := Batch{Kind: stepTakeInInbox}
	var done, bad []string
	seen := map[EntryID]bool{}
	var homeless []Waiting
	for _, d := range docs {
		area, e, err := j.decodeInbox(d.Doc)
		switch {
		case errors.Is(err, errLaterInbox):
			later++
			continue
		case err != nil:
			bad = append(bad, d.Name)
			continue
		}
		if _, exists := j.Entry(e.ID); exists || seen[e.ID] || j.hasHadNote(e.ID) {
			done = append(done, d.Name)
			continue
		}
		if !slices.Contains(e.Tags, InboxTag) {
			e.Tags = append(e.Tags, InboxTag)
		}
		a, known := j.AreaNamed(area)
		if !known && j.CountWaiting()+len(homeless) >= MaxWaiting {
			continue // there is room once some of them are accepted
		}
		done = append(done, d.Name)
		seen[e.ID] = true
		if !known {
			homeless = append(homeless, Waiting{ID: e.ID, Entry: *e, Area: clip(area, MaxLine/4), Received: wholeSeconds(j.now())})
			continue
		}
		e.Area = a.ID
		b.Entries = append(b.Entries, *e)
	}
	if err := j.vault.RejectInbox(bad); err != nil {
		return 0, 0, 0, err
	}
	if err := j.SaveBatch(ctx, b); err != nil {
		return 0, 0, 0, fmt.Errorf("taking in the inbox: %w", err)
	}
	if err := j.keepWaiting(ctx, homeless); err != nil {
		return 0, 0, 0, err
	}
	return len(b.Entries), len(homeless), later, j.vault.LeaveInbox(done)
}

// errLaterInbox is returned for a document that a later version put into the inbox.
var errLaterInbox = errors.New("a later version put this into the inbox")

func (j *Journal) decodeInbox(doc []byte) (area string, e *Entry, err error) {
	body, err := j.splitInbox(doc, docInbox)
	if err != nil {
		return "", nil, err
	}
	var d inboxDoc
	if err := j.codec.decode(body, &d); err != nil {
		return "", nil, err
	}
	if body, err = j.splitInbox(d.Entry, docEntry); err != nil {
		return "", nil, err
	}
	if e, err = j.codec.decodeEntry(body); err != nil {
		return "", nil, err
	}
	if id, err := ulid.ParseStrict(string(e.ID)); err != nil || id.String() != string(e.ID) {
		return "", nil, fmt.Errorf("reading the inbox: %w", errBadDocument)
	}
	checked, err := CheckStored(*e, j.now())
	if err != nil {
		return "", nil, err
	}
	checked.Deleted, checked.Origin, checked.Experiment = time.Time{}, "", Try{}
	return oneLine(d.Area), &checked, roomForTag(&checked)
}

// splitInbox splits a document of the wanted kind.
func (j *Journal) splitInbox(doc []byte, want byte) (body []byte, err error) {
	kind, body, a, err := j.codec.split(doc)
	switch {
	case err != nil:
		return nil, err
	case kind != want:
		return nil, fmt.Errorf("reading the inbox: %w", errBadDocument)
	case a == newer:
		return nil, errLaterInbox
	}
	return body, nil
}

// roomForTag rejects an entry that has no room for InboxTag.
func roomForTag(e *Entry) error {
	if len(e.Tags) < MaxItems || slices.Contains(e.Tags, InboxTag) {
		return nil
	}
	return &FieldError{Field: "tags", Items: len(e.Tags), Want: fault.Text("a-list-of-at-most-n-because-the-inbox", fault.V{"N": strconv.Itoa(MaxItems - 1)})}
}
