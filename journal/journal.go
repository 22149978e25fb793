package journal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oklog/ulid/v2"

	computer "enactive/clock"
	"enactive/journal/fault"
	"enactive/journal/joint"
	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// Options inject the clock and randomness. The zero Options use the real ones.
type Options struct {
	Now  func() time.Time
	Rand io.Reader
	// Vault is passed on with the Now and Rand above.
	Vault vault.Options
	// BeforeMigration makes a verified backup of a journal that an older release wrote before
	// it is migrated. If it is nil or fails, the journal is not migrated and opens read-only.
	BeforeMigration func(context.Context, *Journal) error
	// Seen is a folder outside the journal's that remembers how far the journal was, so that older files in its place are
	// noticed; without it they are not.
	Seen string

	migrations []migration // releasedMigrations, except in tests
	peekFrom   int         // peekFrom, except in tests
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
	if o.peekFrom == 0 {
		o.peekFrom = peekFrom
	}
	o.Vault.Now, o.Vault.Rand = o.Now, o.Rand
	return o
}

// Meta describes a journal as a whole.
type Meta struct {
	// Sample is true for the made-up sample year.
	Sample  bool
	Created time.Time
}

// Journal is an unlocked journal. Its methods are safe for concurrent use.
type Journal struct {
	now func() time.Time
	// rand makes ids within one millisecond ascend, so that entries of the same second are
	// sorted in the order in which they were written.
	rand ulid.MonotonicReader
	// random draws the orders of experiments.
	random io.Reader

	// writing serialises commands; mu guards what they change.
	writing sync.Mutex
	vault   *vault.Vault
	codec   *codec
	undo    []step
	redo    []step
	// stepRec is the record of the last steps; loadedStep holds its contents during loading.
	stepRec      vault.RecordID
	metaRec      vault.RecordID
	snoozedRec   vault.RecordID // the record of snoozed
	loadedStep   *stepDoc
	undoTooLarge StepName // the last step before the journal was closed, if too large to store
	drafts       map[string]draft
	seenFolder   string // Options.Seen
	// savedAside is set once the contents were saved aside because other files had replaced
	// the journal's.
	savedAside *savedAside
	// resealDue is set while the rest is to be resealed after something was erased.
	resealDue bool
	files     *sealedfile.Store
	// decoding is held while a picture is decoded, so that one takes memory at a time.
	decoding sync.Mutex
	slabs    *slabs // during loading
	peekFrom int    // from how many entries on an index is written
	// session and clock name the changes of this opening; see package joint. ahead has the last clock of each document
	// whose own ran ahead of clock.
	session joint.Session
	clock   joint.Clock
	ahead   map[identity]joint.Clock
	newer   int            // documents of a later version
	older   []vault.Change // migrated documents of an earlier version, during opening
	held    error          // why those could not be migrated

	mu          sync.RWMutex
	meta        Meta
	areas       map[AreaID]*areaItem
	entries     map[EntryID]*item
	reviews     map[period]*reviewItem
	filters     map[string]*filterItem  // by the keys of their names
	handouts    map[string]*handoutItem // by the keys of their names
	words       map[string]*wordItem    // by the keys of the words
	filePlans   map[filePlanKey]*filePlanItem
	reminders   map[ReminderID]*reminderItem
	waiting     map[EntryID]*waitingItem
	outside     outsideItem
	measures    map[MeasureID]*measureItem
	days        map[Date]*dayItem
	experiments map[ExperimentID]*experimentItem
	attachments map[AttachmentID]*attachmentItem
	attached    map[Holder]map[AttachmentID]*attachmentItem // the same by what they belong to
	// snoozed holds the planned times of the missed plans that were snoozed.
	snoozed map[EntryID]time.Time
	// order holds every entry, bin included, by time and then id. It is replaced and never
	// modified, so that readers can use it without the lock.
	order   []*item
	peeked  *peeked    // nil once all entries are read
	counted orderCount // areas with entries
	endings orderCount // characters that distinguish the ids
	signs   signs

	// beside is what documents have beside their fields, and gone is what was removed for good.
	beside       map[vault.RecordID]*beside
	gone         map[identity]goneItem
	goneLists    map[vault.RecordID]*goneList
	openGoneList vault.RecordID // the list that grows

	feed feed
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
	rec vault.RecordID
	// folded is what a search compares, once it was needed; nil for entries in ASCII, see searcher.
	folded atomic.Pointer[string]
	// sign is where its sign is, see signs; 0 for none.
	sign atomic.Uint64
}

// Create creates an empty journal in dir and opens it.
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

// Open unlocks the journal in dir and reads all of it. Repair reports what was repaired.
func Open(ctx context.Context, dir string, key vault.Key, o Options) (*Journal, vault.Repair, error) {
	o = o.withDefaults()
	v, repair, err := vault.Unlock(ctx, dir, key, o.Vault)
	if err != nil {
		return nil, repair, err
	}
	return openLoaded(ctx, v, repair, o)
}

// openLoaded reads all of an unlocked vault.
func openLoaded(ctx context.Context, v *vault.Vault, repair vault.Repair, o Options) (*Journal, vault.Repair, error) {
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

// catchUp does the work that was waiting for the journal to be opened. Failures, such as on a
// full disk, do not prevent reading: the work is retried when the journal is opened next.
func (j *Journal) catchUp(ctx context.Context) error {
	j.noticeCopies(ctx)
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
		now: o.Now, rand: &ulid.LockedMonotonicReader{MonotonicReader: ulid.Monotonic(o.Rand, 0)}, random: o.Rand, vault: v, codec: c, seenFolder: o.Seen,
		areas: map[AreaID]*areaItem{}, entries: map[EntryID]*item{}, drafts: map[string]draft{},
		reviews: map[period]*reviewItem{}, filters: map[string]*filterItem{}, handouts: map[string]*handoutItem{}, words: map[string]*wordItem{}, filePlans: map[filePlanKey]*filePlanItem{},
		measures: map[MeasureID]*measureItem{}, days: map[Date]*dayItem{},
		experiments: map[ExperimentID]*experimentItem{}, reminders: map[ReminderID]*reminderItem{}, waiting: map[EntryID]*waitingItem{},
		attachments: map[AttachmentID]*attachmentItem{}, attached: map[Holder]map[AttachmentID]*attachmentItem{},
		beside: map[vault.RecordID]*beside{}, gone: map[identity]goneItem{}, goneLists: map[vault.RecordID]*goneList{},
		files: sealedfile.In(v.Folder(), v), peekFrom: o.peekFrom,
	}, nil
}

// loaded is one decoded document: the field for its kind is set, the others are nil.
type loaded struct {
	rec     vault.RecordID
	meta    *Meta
	due     bool // the journal is to be resealed
	doc     document
	entry   *item
	draft   *draftDoc
	step    *stepDoc
	snoozed *snoozedDoc
	outside *outsideItem
	beside  *beside
	newer   bool
	older   []byte // the migrated document, if an older release wrote it
}

func (j *Journal) load(ctx context.Context) error {
	j.entries = make(map[EntryID]*item, j.vault.Count())
	j.slabs = &slabs{}
	defer func() { j.slabs = nil }()
	if err := vault.Load(ctx, j.vault, j.decode, j.addLoaded); err != nil {
		return fmt.Errorf("reading the journal: %w", err)
	}
	j.order = inOrder(j.entries)
	if j.loadedStep != nil && j.newer == 0 {
		j.loadSteps(*j.loadedStep)
	}
	j.loadedStep = nil
	return nil
}

// ReadOnly returns why the journal cannot be changed, or nil if it can: the error wraps
// vault.ErrNewer or vault.ErrReadOnly. Reading and exporting still work.
func (j *Journal) ReadOnly() error {
	if j.peeked != nil {
		return vault.ErrDoubt
	}
	if err := j.vault.ReadOnly(); err != nil {
		return err
	}
	if j.newer > 0 {
		return partlyNewer(j.newer)
	}
	return j.held
}

// partlyNewer reports that a later version wrote some documents of the journal.
func partlyNewer(documents int) error {
	return &fault.Error{Class: vault.ErrNewer, Kind: "n-parts-of-this-journal-were-written", Values: fault.V{"N": documents}}
}

// decode decodes one document; the vault calls it from several goroutines.
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
	case docArea, docReview, docFilter, docFilePlan, docMeasure, docDay, docExperiment, docHandout, docWord, docAttachment, docReminder:
		if l.doc, err = j.codec.changeable(kind, body); err == nil {
			l.beside, err = besideOf(kind, body)
		}
	case docWaiting:
		l.doc, err = j.codec.changeable(kind, body)
	case docGone:
		l.doc, err = j.codec.decodeGone(body)
	case docEntry:
		l.entry = j.slabs.item()
		l.entry.rec = rec
		var more bool
		if more, err = j.codec.decodeEntryInto(&l.entry.Entry, body); err == nil && more {
			l.beside, err = besideOf(kind, body)
		}
	case docDraft:
		l.draft = &draftDoc{}
		err = j.codec.decode(body, l.draft)
	case docStep:
		l.step = &stepDoc{}
		err = j.codec.decode(body, l.step)
	case docOutside:
		l.outside, err = j.codec.decodeOutside(body)
	case docSnoozed:
		l.snoozed = &snoozedDoc{}
		err = j.codec.decode(body, l.snoozed)
	default:
		l.newer = true
	}
	if l.newer && err != nil {
		return loaded{newer: true}, nil // it stays on the disk unchanged
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
	if l.beside != nil {
		j.beside[l.rec] = l.beside
	}
	switch {
	case l.meta != nil:
		j.meta, j.metaRec, j.resealDue = *l.meta, l.rec, l.due
	case l.doc != nil:
		j.applyToIndex(edit{rec: l.rec, after: l.doc}, newIndexUpdate())
	case l.entry != nil:
		j.entries[l.entry.ID] = l.entry
	case l.draft != nil:
		j.drafts[l.draft.Key] = draft{l.rec, l.draft.Text, j.codec.zones.time(l.draft.At)}
	case l.step != nil:
		j.stepRec, j.loadedStep = l.rec, l.step
	case l.outside != nil:
		j.outside, j.outside.rec = *l.outside, l.rec
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

// Close locks the journal: it closes the vault and drops everything in memory. Values that
// callers still hold stay readable. Its error may be that of StillThere.
func (j *Journal) Close() error {
	j.writing.Lock()
	defer j.writing.Unlock()
	var replaced error
	if j.savedAside == nil { // otherwise already reported
		replaced = j.stillThere(context.Background())
	}
	if replaced == nil && j.savedAside == nil {
		j.writeIndex()
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.areas, j.entries, j.order = map[AreaID]*areaItem{}, map[EntryID]*item{}, nil
	j.counted.forget()
	j.peeked = nil
	j.endings.forget()
	j.signs.forget()
	j.reviews, j.filters, j.snoozed = map[period]*reviewItem{}, map[string]*filterItem{}, nil
	j.filePlans, j.measures, j.days = map[filePlanKey]*filePlanItem{}, map[MeasureID]*measureItem{}, map[Date]*dayItem{}
	j.experiments, j.handouts, j.words = map[ExperimentID]*experimentItem{}, map[string]*handoutItem{}, map[string]*wordItem{}
	j.reminders = map[ReminderID]*reminderItem{}
	j.waiting, j.outside = map[EntryID]*waitingItem{}, outsideItem{}
	j.attachments, j.attached = map[AttachmentID]*attachmentItem{}, map[Holder]map[AttachmentID]*attachmentItem{}
	j.undo, j.redo, j.drafts = nil, nil, map[string]draft{}
	j.beside, j.gone, j.goneLists = map[vault.RecordID]*beside{}, map[identity]goneItem{}, map[vault.RecordID]*goneList{}
	if j.seenFolder != "" && replaced == nil && j.savedAside == nil && j.ReadOnly() == nil {
		_ = j.vault.RememberSeen(j.seenFolder) // what it remembers from before is as good
	}
	if err := j.vault.Close(); err != nil && replaced == nil {
		return fmt.Errorf("closing the journal: %w", err)
	}
	return replaced
}

// Now reads the journal's clock.
func (j *Journal) Now() time.Time { return j.now() }

// Meta returns the journal's metadata.
func (j *Journal) Meta() Meta {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.meta
}

// Entry returns the entry with that id, even if it is in the bin. It must not be changed.
func (j *Journal) Entry(id EntryID) (*Entry, bool) {
	it, ok := j.item(id)
	if !ok {
		return nil, false
	}
	return &it.Entry, true
}

// NewEntryID generates an id.
func (j *Journal) NewEntryID() (EntryID, error) {
	id, err := ulid.New(ulid.Timestamp(j.now()), j.rand)
	if err != nil {
		return "", fmt.Errorf("making an id: %w", err)
	}
	return EntryID(id.String()), nil
}
