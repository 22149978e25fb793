package journal

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	computer "enactive/clock"
	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// Options are what a journal takes from outside, so that tests can be exact. The zero
// Options use the real clock and randomness.
type Options struct {
	Now  func() time.Time
	Rand io.Reader
	// Vault is passed on; Now and Rand are filled in from above.
	Vault vault.Options
	// BeforeMigration makes a verified backup of a journal that an older release wrote,
	// before that is brought up to this one. Without it, or when it fails, the journal
	// stays as it is and opens for reading only.
	BeforeMigration func(context.Context, *Journal) error

	migrations []migration // those of the releases; tests have others
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = computer.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.migrations == nil {
		o.migrations = releasedMigrations()
	}
	o.Vault.Now, o.Vault.Rand = o.Now, o.Rand
	return o
}

// Meta says what a journal is as a whole.
type Meta struct {
	// Sample is true for the sample year: nothing in it is anybody's life.
	Sample  bool
	Created time.Time
}

// Journal is an unlocked journal. Its methods may be called from several goroutines.
type Journal struct {
	now func() time.Time
	// rand makes the ids of one millisecond rise: entries written in the same second are
	// told apart by them, the one written last at the end.
	rand ulid.MonotonicReader

	// writing serialises commands; mu guards what they change.
	writing sync.Mutex
	vault   *vault.Vault
	codec   *codec
	undo    []step
	redo    []step
	// stepRec is where the last steps are kept; loadedStep is what it was while reading.
	stepRec      vault.RecordID
	metaRec      vault.RecordID
	snoozedRec   vault.RecordID // where snoozed is kept
	loadedStep   *stepDoc
	undoTooLarge StepName // the last step of before was, when it was too large to be kept
	drafts       map[string]draft
	// savedAside is what was kept when other files took the place of the journal's.
	savedAside *savedAside
	// resealDue is set while the rest is to be sealed anew after something was erased.
	resealDue bool
	newer     int            // documents of a later version
	older     []vault.Change // documents of an earlier one, as this one writes them, while opening
	held      error          // why those stay as they are

	mu      sync.RWMutex
	meta    Meta
	areas   map[AreaID]*areaItem
	entries map[EntryID]*item
	reviews map[period]*reviewItem
	filters map[string]*filterItem // by the keys of their names
	// snoozed tells for which time somebody put a missed plan off.
	snoozed map[EntryID]time.Time
	// order holds every entry, bin included, by time and then id. It is replaced and
	// never changed, so that a reader may keep it.
	order []*item

	feed feed
}

type areaItem struct {
	Area
	rec vault.RecordID
}

type reviewItem struct {
	Review
	rec vault.RecordID
}

type filterItem struct {
	Filter
	rec vault.RecordID
}

type item struct {
	Entry
	rec    vault.RecordID
	folded string
}

// Create makes a new, empty journal in dir and opens it.
func Create(ctx context.Context, dir string, key vault.Key, o Options) (*Journal, error) {
	o = o.withDefaults()
	v, err := vault.Create(ctx, dir, key, o.Vault)
	if err != nil {
		return nil, err
	}
	j, err := newJournal(v, o)
	if err != nil {
		return nil, closing(v, err)
	}
	if err := j.SetSample(ctx, false); err != nil {
		return nil, closing(v, err)
	}
	return j, nil
}

// Open unlocks the journal in dir and reads all of it. Repair says what had to be mended.
func Open(ctx context.Context, dir string, key vault.Key, o Options) (*Journal, vault.Repair, error) {
	o = o.withDefaults()
	v, repair, err := vault.Unlock(ctx, dir, key, o.Vault)
	if err != nil {
		return nil, repair, err
	}
	j, err := newJournal(v, o)
	if err != nil {
		return nil, repair, closing(v, err)
	}
	if err := j.load(ctx); err != nil {
		return nil, repair, closing(v, err)
	}
	if err := j.migrate(ctx, o.BeforeMigration); err != nil {
		return nil, repair, closing(v, err)
	}
	if j.ReadOnly() == nil {
		if err := j.catchUp(ctx); err != nil {
			return nil, repair, closing(v, err)
		}
	}
	return j, v.Repair(), nil
}

// catchUp does what has waited for the journal to be opened. Nothing of it keeps anybody
// from reading, as on a full disk: the next opening tries again.
func (j *Journal) catchUp(ctx context.Context) error {
	if err := j.takeOthers(ctx); err != nil {
		j.vault.Note(fault.Text("what-is-only-in-another-copy-of-this", fault.V{"Cause": err}))
	}
	if err := j.takeInbox(ctx); err != nil {
		j.vault.Note(fault.Text("the-inbox-could-not-be-imported-cause", fault.V{"Cause": err}))
	}
	if _, err := j.EmptyBin(ctx); err != nil {
		j.vault.Note(fault.Text("what-has-been-in-the-bin-for-n-days", fault.V{"N": BinDays, "Cause": err}))
	}
	if !j.resealDue {
		return nil
	}
	err := j.reseal(ctx)
	if errors.Is(err, vault.ErrClosed) || ctx.Err() != nil {
		return err
	}
	if err != nil {
		j.vault.Note(fault.Text("what-is-left-since-you-erased-something", fault.V{"Cause": err}))
	}
	return nil
}

func closing(v *vault.Vault, err error) error {
	if cerr := v.Close(); cerr != nil {
		return fmt.Errorf("%w (and then: %w)", err, cerr)
	}
	return err
}

func newJournal(v *vault.Vault, o Options) (*Journal, error) {
	c, err := newCodec(o.migrations)
	if err != nil {
		return nil, err
	}
	return &Journal{
		now: o.Now, rand: &ulid.LockedMonotonicReader{MonotonicReader: ulid.Monotonic(o.Rand, 0)}, vault: v, codec: c,
		areas: map[AreaID]*areaItem{}, entries: map[EntryID]*item{}, drafts: map[string]draft{},
		reviews: map[period]*reviewItem{}, filters: map[string]*filterItem{},
	}, nil
}

// loaded is one document as read: what it holds is set, the rest is nil.
type loaded struct {
	rec     vault.RecordID
	meta    *Meta
	due     bool // what is left is to be sealed anew
	doc     document
	entry   *item
	draft   *draftDoc
	step    *stepDoc
	snoozed *snoozedDoc
	newer   bool
	older   []byte // the document as this release writes it, when it was written by another
}

func (j *Journal) load(ctx context.Context) error {
	if err := vault.Load(ctx, j.vault, j.decode, j.addLoaded); err != nil {
		return fmt.Errorf("reading the journal: %w", err)
	}
	j.order = make([]*item, 0, len(j.entries))
	for _, it := range j.entries {
		j.order = append(j.order, it)
	}
	slices.SortFunc(j.order, compareItems)
	if j.loadedStep != nil && j.newer == 0 {
		j.loadSteps(*j.loadedStep)
	}
	j.loadedStep = nil
	return nil
}

// ReadOnly returns why nothing can be changed, or nil if it can: the error
// wraps vault.ErrNewer or vault.ErrReadOnly. Reading and exporting go on.
func (j *Journal) ReadOnly() error {
	if err := j.vault.ReadOnly(); err != nil {
		return err
	}
	if j.newer > 0 {
		return partlyNewer(j.newer)
	}
	return j.held
}

// partlyNewer says that a later version wrote so many documents of the journal.
func partlyNewer(documents int) error {
	return &fault.Error{Class: vault.ErrNewer, Kind: "n-parts-of-this-journal-were-written", Values: fault.V{"N": documents}}
}

// decode reads one document; the vault calls it from several goroutines.
func (j *Journal) decode(rec vault.RecordID, doc []byte) (loaded, error) {
	kind, body, a, err := j.codec.split(doc)
	if err != nil {
		return loaded{}, err
	}
	l := loaded{rec: rec, newer: a == newer}
	if a == older {
		l.older = append([]byte{kind, j.codec.schema()}, body...)
	}
	switch kind {
	case docMeta:
		var d metaDoc
		err = j.codec.decode(body, &d)
		l.meta, l.due = &Meta{Sample: d.Sample, Created: j.codec.zones.time(d.Created)}, d.Reseal
	case docArea, docReview, docFilter:
		l.doc, err = j.codec.changeable(kind, body)
	case docEntry:
		var e *Entry
		if e, err = j.codec.decodeEntry(body); err == nil {
			l.entry = &item{Entry: *e, rec: rec, folded: foldEntry(e)}
		}
	case docDraft:
		l.draft = &draftDoc{}
		err = j.codec.decode(body, l.draft)
	case docStep:
		l.step = &stepDoc{}
		err = j.codec.decode(body, l.step)
	case docSnoozed:
		l.snoozed = &snoozedDoc{}
		err = j.codec.decode(body, l.snoozed)
	default:
		l.newer = true
	}
	if l.newer && err != nil {
		return loaded{newer: true}, nil // it stays on the disk as it is
	}
	return l, err
}

func (j *Journal) addLoaded(l loaded) error {
	if l.newer {
		j.newer++
	}
	if l.older != nil {
		j.older = append(j.older, vault.Change{ID: l.rec, Doc: l.older})
	}
	switch {
	case l.meta != nil:
		j.meta, j.metaRec, j.resealDue = *l.meta, l.rec, l.due
	case l.doc != nil:
		j.applyToIndex(edit{rec: l.rec, after: l.doc}, &indexUpdate{areas: map[AreaID]bool{}, periods: map[period]bool{}})
	case l.entry != nil:
		j.entries[l.entry.ID] = l.entry
	case l.draft != nil:
		j.drafts[l.draft.Key] = draft{l.rec, l.draft.Text, j.codec.zones.time(l.draft.At)}
	case l.step != nil:
		j.stepRec, j.loadedStep = l.rec, l.step
	case l.snoozed != nil:
		j.snoozedRec, j.snoozed = l.rec, l.snoozed.times(j.codec)
	}
	return nil
}

func compareItems(a, b *item) int {
	if c := a.Time.Compare(b.Time); c != 0 {
		return c
	}
	return strings.Compare(string(a.ID), string(b.ID))
}

// Close locks the journal: it lets go of the vault and of everything in memory. What
// pages still hold of it stays readable to them. Its error may be that of StillThere.
func (j *Journal) Close() error {
	j.writing.Lock()
	defer j.writing.Unlock()
	var replaced error
	if j.savedAside == nil { // else it was told
		replaced = j.stillThere(context.Background())
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.areas, j.entries, j.order = map[AreaID]*areaItem{}, map[EntryID]*item{}, nil
	j.reviews, j.filters, j.snoozed = map[period]*reviewItem{}, map[string]*filterItem{}, nil
	j.undo, j.redo, j.drafts = nil, nil, map[string]draft{}
	if err := j.vault.Close(); err != nil && replaced == nil {
		return fmt.Errorf("closing the journal: %w", err)
	}
	return replaced
}

// Now is the journal's clock.
func (j *Journal) Now() time.Time { return j.now() }

// Meta says what the journal is as a whole.
func (j *Journal) Meta() Meta {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.meta
}

// Areas returns all areas in the order in which their owner put them; archived ones last.
func (j *Journal) Areas() []Area {
	j.mu.RLock()
	defer j.mu.RUnlock()
	areas := make([]Area, 0, len(j.areas))
	for _, a := range j.areas {
		areas = append(areas, a.Area)
	}
	slices.SortFunc(areas, compareAreas)
	return areas
}

// compareAreas puts areas into the order of Areas.
func compareAreas(a, b Area) int {
	if a.Archived != b.Archived {
		if a.Archived {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(Fold(a.Name), Fold(b.Name)), strings.Compare(string(a.ID), string(b.ID)))
}

// Area returns the area with that id.
func (j *Journal) Area(id AreaID) (Area, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	a, ok := j.areas[id]
	if !ok {
		return Area{}, false
	}
	return a.Area, true
}

// AreaNamed returns the area with that name, compared as naming.Key does. Of several, as
// older journals have them, it is the one that is written the same way, or else the first
// in the order of their owner.
func (j *Journal) AreaNamed(name string) (Area, bool) {
	name = oneLine(name)
	var found Area
	for _, a := range j.areasAlike(name) {
		if found.ID == "" || nameAsTyped(a.Name) == nameAsTyped(name) && nameAsTyped(found.Name) != nameAsTyped(name) {
			found = a
		}
	}
	return found, found.ID != ""
}

// areasAlike are the areas whose names have the key of that one, in their order.
func (j *Journal) areasAlike(name string) []Area {
	key := naming.Key(name)
	j.mu.RLock()
	var alike []Area
	for _, a := range j.areas {
		if naming.Key(a.Name) == key {
			alike = append(alike, a.Area)
		}
	}
	j.mu.RUnlock()
	slices.SortFunc(alike, compareAreas)
	return alike
}

// AlikeAreas returns the areas that have one name in the eyes of their owner, in sets of two
// or more, each in the order of Areas. Releases up to 0.3 let such areas be made, where the
// names are the same letters in two codings; MergeAreas makes one of them.
func (j *Journal) AlikeAreas() [][]Area {
	var sets [][]Area
	at := map[string]int{}
	for _, a := range j.Areas() {
		key := naming.Key(a.Name)
		if i, there := at[key]; there {
			sets[i] = append(sets[i], a)
			continue
		}
		at[key] = len(sets)
		sets = append(sets, []Area{a})
	}
	return slices.DeleteFunc(sets, func(set []Area) bool { return len(set) < 2 })
}

// nameAsTyped tells names apart that naming.Key holds for one.
func nameAsTyped(name string) string { return strings.ToLower(name) }

// Entry returns the entry with that id, also from the bin. It must not be changed.
func (j *Journal) Entry(id EntryID) (*Entry, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	it, ok := j.entries[id]
	if !ok {
		return nil, false
	}
	return &it.Entry, true
}

// NewEntryID makes a fresh id.
func (j *Journal) NewEntryID() (EntryID, error) {
	id, err := ulid.New(ulid.Timestamp(j.now()), j.rand)
	if err != nil {
		return "", fmt.Errorf("making an id: %w", err)
	}
	return EntryID(id.String()), nil
}
