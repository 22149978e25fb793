package journal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// A note from outside was written on a phone or by a script, sealed to the public key that the person
// gave it. Anybody who has that key can write one, so it waits, in a document of its own kind and not
// among the entries: no search, statistic, count or export meets it. AcceptNotes makes an entry of it.

// Waiting is a note from outside that waits to be accepted.
type Waiting struct {
	// ID is derived from the sealed file, and becomes that of the entry: the same file is one note on
	// every computer.
	ID EntryID
	// Entry is the entry that it would be, without an area.
	Entry Entry
	// Area is the name of the area that it asks for, or empty. The journal may have none of that name.
	Area string
	// File is the name of its file, and Received when it was taken in.
	File     string
	Received time.Time
	// TimeOfFile is true if the note does not say when it was, and the time is that of the file.
	TimeOfFile bool
}

// SealedNote is a note as it came: the sum of the sealed file, from which its ID is made, and what is in
// it.
type SealedNote struct {
	Sum [32]byte
	Waiting
}

// Outside is how notes come from outside.
type Outside struct {
	// Folder is the folder that is watched, or empty.
	Folder string
	// Key is the secret key of the notes, in the form of age, or empty. It is no key of the vault and
	// does not change with the passphrase, so that the phone need not be given another.
	Key string
}

// MaxWaiting is the maximum number of notes that wait.
const MaxWaiting = 1000

// maxSeen is how many files that were taken in are known again; the earliest are forgotten first. An
// accepted note is known by the id of its entry as well.
const maxSeen = 10000

// ErrNoWaiting is returned for an id that no waiting note has.
const ErrNoWaiting fault.Kind = "there-is-no-such-note"

type waitingItem struct {
	Waiting
	rec vault.RecordID
}

// outsideItem is how notes come, and which came: the first half of the sum of each file, in order.
type outsideItem struct {
	Outside
	seen []seenFile
	rec  vault.RecordID
}

type seenFile [16]byte

// Outside returns how notes come from outside.
func (j *Journal) Outside() Outside {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.outside.Outside
}

// SetOutside changes how notes come from outside. Like a draft it is not an undo step; the listeners are
// notified.
func (j *Journal) SetOutside(ctx context.Context, o Outside) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	if err := j.ReadOnly(); err != nil {
		return err
	}
	after := j.outside
	after.Outside = o
	c, err := j.outsideChange(&after)
	if err == nil {
		err = j.put(ctx, []vault.Change{c})
	}
	if err != nil {
		return fmt.Errorf("saving how notes come from outside: %w", err)
	}
	j.mu.Lock()
	j.outside = after
	j.mu.Unlock()
	j.feed.notify(Change{Waiting: true})
	return nil
}

// outsideChange returns the change that stores o, which gets a record if it has none.
func (j *Journal) outsideChange(o *outsideItem) (vault.Change, error) {
	if o.rec == (vault.RecordID{}) {
		rec, err := j.vault.NewID()
		if err != nil {
			return vault.Change{}, err
		}
		o.rec = rec
	}
	doc, err := o.encoded(j.codec)
	return vault.Change{ID: o.rec, Doc: doc}, err
}

// Waiting returns the notes that wait, the earliest first.
func (j *Journal) Waiting() []Waiting {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]Waiting, 0, len(j.waiting))
	for _, w := range j.waiting {
		all = append(all, w.Waiting)
	}
	slices.SortFunc(all, func(a, b Waiting) int {
		return cmp.Or(a.Entry.Time.Compare(b.Entry.Time), strings.Compare(string(a.ID), string(b.ID)))
	})
	return all
}

// CountWaiting returns the number of notes that wait.
func (j *Journal) CountWaiting() int {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return len(j.waiting)
}

func (j *Journal) waitingItem(id EntryID) (*waitingItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	w, ok := j.waiting[id]
	return w, ok
}

// NoteID returns the id of the note of a sealed file.
func NoteID(sum [32]byte) EntryID {
	var id ulid.ULID
	copy(id[:], sum[:])
	return EntryID(id.String())
}

// HasSeen reports whether a file with that sum was taken in before.
func (j *Journal) HasSeen(sum [32]byte) bool {
	j.mu.RLock()
	defer j.mu.RUnlock()
	id := NoteID(sum)
	if j.waiting[id] != nil || j.entries[id] != nil {
		return true
	}
	return slices.Contains(j.outside.seen, seenFile(sum[:16]))
}

// TakeInNotes stores notes that came from outside, and returns how many of them are new. Those that have been
// taken in before change nothing, and those after MaxWaiting are left. It is not an undo step: the
// files are deleted afterwards, and undoing it would lose what was in them.
func (j *Journal) TakeInNotes(ctx context.Context, notes []SealedNote) (taken int, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	after := j.outside
	after.seen = slices.Clone(after.seen)
	var fresh []Waiting
	waiting := j.CountWaiting()
	for _, n := range notes {
		if j.HasSeen(n.Sum) || slices.Contains(after.seen, seenFile(n.Sum[:16])) {
			continue
		}
		if waiting+len(fresh) >= MaxWaiting {
			break
		}
		w := n.Waiting
		w.ID, w.Received = NoteID(n.Sum), now
		if w.Entry, err = checkNote(w.Entry, w.ID, now); err != nil {
			return 0, err
		}
		w.Area, w.File = clip(oneLine(w.Area), MaxLine/4), clip(oneLine(w.File), MaxLine/4)
		fresh = append(fresh, w)
		after.seen = append(after.seen, seenFile(n.Sum[:16]))
	}
	return len(fresh), j.storeWaiting(ctx, fresh, after)
}

// hasHadNote reports whether a note of that id was taken in before, whatever became of it.
func (j *Journal) hasHadNote(id EntryID) bool {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.waiting[id] != nil || slices.Contains(j.outside.seen, seenFileOf(id))
}

// keepWaiting stores notes from the inbox of the journal itself.
func (j *Journal) keepWaiting(ctx context.Context, notes []Waiting) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	after := j.outside
	after.seen = slices.Clone(after.seen)
	for _, w := range notes {
		after.seen = append(after.seen, seenFileOf(w.ID))
	}
	return j.storeWaiting(ctx, notes, after)
}

// storeWaiting stores new notes, and that they came. j.writing is held.
func (j *Journal) storeWaiting(ctx context.Context, notes []Waiting, after outsideItem) error {
	if len(notes) == 0 {
		return nil
	}
	s := step{StepName: StepName{Kind: stepTakeInInbox}}
	for _, w := range notes {
		rec, err := j.vault.NewID()
		if err != nil {
			return fmt.Errorf("taking in notes: %w", err)
		}
		s.edits = append(s.edits, edit{rec: rec, after: &w})
	}
	after.seen = after.seen[max(0, len(after.seen)-maxSeen):]
	c, err := j.outsideChange(&after)
	if err == nil {
		err = j.apply(ctx, s, j.undo, j.redo, c)
	}
	if err != nil {
		return fmt.Errorf("taking in notes: %w", err)
	}
	j.mu.Lock()
	j.outside = after
	j.mu.Unlock()
	return nil
}

// CheckNote returns the entry of a note as it would be taken in at now. An invalid value is a *FieldError.
func CheckNote(e Entry, now time.Time) (Entry, error) {
	return checkNote(e, "", wholeSeconds(now))
}

// checkNote is CheckNote with the id of the note. What a note says about its own writing is not believed:
// a rating before the event counts as given when the note came in.
func checkNote(e Entry, id EntryID, now time.Time) (Entry, error) {
	e, err := Check(e, now)
	if err != nil {
		return Entry{}, err
	}
	if err := roomForTag(&e); err != nil {
		return Entry{}, err
	}
	if !slices.Contains(e.Tags, InboxTag) {
		e.Tags = append(slices.Clone(e.Tags), InboxTag)
	}
	e.ID, e.Area, e.Created, e.Modified, e.Deleted = id, "", now, now, time.Time{}
	e.Origin, e.Experiment, e.Measures = "", Try{}, nil
	e.EfficacyBeforeAt = time.Time{}
	switch {
	case !e.EfficacyBefore.IsSet():
	case e.Type == CheckIn:
		e.EfficacyBeforeAt = e.Time
	case e.Outcome != "" && !now.After(e.Time):
		e.EfficacyBeforeAt = e.Time.Add(time.Second) // a rating recorded with the outcome is hindsight
	default:
		e.EfficacyBeforeAt = now
	}
	return e, nil
}

// AreaOfNote returns the area that a waiting note belongs to: the one that it names, one that a tag of it
// names, or else the only one that is in use.
func (j *Journal) AreaOfNote(w *Waiting) (Area, bool) {
	if w.Area != "" {
		a, ok := j.AreaNamed(w.Area)
		return a, ok && !a.Archived
	}
	used := slices.DeleteFunc(j.Areas(), func(a Area) bool { return a.Archived })
	for _, tag := range w.Entry.Tags {
		spoken := strings.NewReplacer("-", " ", "_", " ").Replace(tag) // a tag is one word
		i := slices.IndexFunc(used, func(a Area) bool {
			return naming.Key(a.Name) == naming.Key(tag) || naming.Key(a.Name) == naming.Key(spoken)
		})
		if i >= 0 && tag != InboxTag {
			return used[i], true
		}
	}
	if len(used) == 1 {
		return used[0], true
	}
	return Area{}, false
}

// Accepted is a waiting note, and the area in which it becomes an entry.
type Accepted struct {
	ID   EntryID
	Area AreaID
}

// AcceptNotes makes entries of waiting notes, with the tag InboxTag, as one undo step.
func (j *Journal) AcceptNotes(ctx context.Context, notes ...Accepted) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	now := wholeSeconds(j.now())
	s := step{StepName: StepName{Kind: stepAcceptNotes, N: len(notes)}}
	for _, n := range notes {
		w, ok := j.waitingItem(n.ID)
		if !ok {
			return fmt.Errorf("accepting a note: %w", ErrNoWaiting)
		}
		if _, ok := j.areaItem(n.Area); !ok {
			return fmt.Errorf("accepting a note: %w", ErrNoArea)
		}
		e, err := CheckStored(w.Entry, now)
		if err != nil {
			return err
		}
		e.ID, e.Area, e.Modified = w.ID, n.Area, now
		if _, exists := j.item(e.ID); exists {
			return fmt.Errorf("accepting a note: the id %s is taken", e.ID)
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return fmt.Errorf("accepting a note: %w", err)
		}
		s.edits = append(s.edits, edit{rec: w.rec, before: &w.Waiting}, edit{rec: rec, after: &e})
	}
	if len(s.edits) == 0 {
		return nil
	}
	return j.do(ctx, s)
}

// DiscardNotes removes waiting notes, as one undo step.
func (j *Journal) DiscardNotes(ctx context.Context, ids ...EntryID) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	s := step{StepName: StepName{Kind: stepDiscardNotes, N: len(ids)}}
	for _, id := range ids {
		w, ok := j.waitingItem(id)
		if !ok {
			return fmt.Errorf("discarding a note: %w", ErrNoWaiting)
		}
		s.edits = append(s.edits, edit{rec: w.rec, before: &w.Waiting})
	}
	if len(s.edits) == 0 {
		return nil
	}
	return j.do(ctx, s)
}

type waitingDoc struct {
	Entry      []byte `cbor:"1,keyasint"` // an entry document, without an area
	Area       string `cbor:"2,keyasint,omitempty"`
	File       string `cbor:"3,keyasint,omitempty"`
	Received   stamp  `cbor:"4,keyasint"`
	TimeOfFile bool   `cbor:"5,keyasint,omitempty"`
}

func (w *Waiting) encoded(c *codec) ([]byte, error) {
	inner, err := c.encodeEntry(&w.Entry)
	if err != nil {
		return nil, err
	}
	return c.encode(docWaiting, waitingDoc{inner, w.Area, w.File, stampOf(w.Received), w.TimeOfFile})
}

func (c *codec) decodeWaiting(body []byte) (*Waiting, error) {
	var d waitingDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	inner, err := c.document(d.Entry)
	if err != nil {
		return nil, err
	}
	e, ok := inner.(*Entry)
	if !ok {
		return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
	}
	return &Waiting{ID: e.ID, Entry: *e, Area: d.Area, File: d.File, Received: c.zones.time(d.Received), TimeOfFile: d.TimeOfFile}, nil
}

type outsideDoc struct {
	Folder string `cbor:"1,keyasint,omitempty"`
	Key    string `cbor:"2,keyasint,omitempty"`
	Seen   []byte `cbor:"3,keyasint,omitempty"` // 16 bytes a file
}

func (o *outsideItem) encoded(c *codec) ([]byte, error) {
	d := outsideDoc{Folder: o.Folder, Key: o.Key}
	for _, s := range o.seen {
		d.Seen = append(d.Seen, s[:]...)
	}
	return c.encode(docOutside, d)
}

func (c *codec) decodeOutside(body []byte) (*outsideItem, error) {
	var d outsideDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	o := &outsideItem{Outside: Outside{d.Folder, d.Key}}
	for chunk := range slices.Chunk(d.Seen, len(seenFile{})) {
		if len(chunk) == len(seenFile{}) {
			o.seen = append(o.seen, seenFile(chunk))
		}
	}
	return o, nil
}

// waitingNote adds a note that only the other copy has; one that became an entry here has gone its way.
func (u *union) waitingNote(rec vault.RecordID, other *Waiting) error {
	if _, waits := u.j.waitingItem(other.ID); waits {
		return nil
	}
	if _, accepted := u.j.item(other.ID); accepted || slices.Contains(u.j.outside.seen, seenFileOf(other.ID)) {
		return nil
	}
	u.others++
	return u.add(rec, other)
}

// seenFileOf is the file of a note by its id, which is the beginning of its sum.
func seenFileOf(id EntryID) seenFile {
	parsed, err := ulid.ParseStrict(string(id))
	if err != nil {
		return seenFile{}
	}
	return seenFile(parsed)
}

// takeOutside takes over from another copy what this one lacks of how notes come, and what the other has
// seen. j.writing is held.
func (j *Journal) takeOutside(ctx context.Context, other *outsideItem) error {
	after := j.outside
	after.Folder, after.Key = cmp.Or(after.Folder, other.Folder), cmp.Or(after.Key, other.Key)
	after.seen = slices.Clone(after.seen)
	for _, s := range other.seen {
		if !slices.Contains(after.seen, s) {
			after.seen = append(after.seen, s)
		}
	}
	after.seen = after.seen[max(0, len(after.seen)-maxSeen):]
	if after.Outside == j.outside.Outside && len(after.seen) == len(j.outside.seen) {
		return nil
	}
	c, err := j.outsideChange(&after)
	if err == nil {
		err = j.put(ctx, []vault.Change{c})
	}
	if err != nil {
		return err
	}
	j.mu.Lock()
	j.outside = after
	j.mu.Unlock()
	return nil
}
