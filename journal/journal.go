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
	loading  *loading // nil once all is loaded
	peekFrom int      // from how many entries on an index is written
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
	prepared    map[PreparedID]*Prepared
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
	j, err := newJournal(o)
	if err != nil {
		return nil, closing(v, err)
	}
	j.use(v)
	if err := j.SetSample(ctx, false); err != nil {
		return nil, closing(v, err)
	}
	return j, nil
}

// Open unlocks the journal in dir and reads all of it. Repair reports what was repaired.
func Open(ctx context.Context, dir string, key vault.Key, o Options) (*Journal, vault.Repair, error) {
	o = o.withDefaults()
	return openWith(ctx, o, func(early *vault.Early[loaded]) (*vault.Vault, vault.Repair, error) {
		with := o.Vault
		with.Early = early
		return vault.Unlock(ctx, dir, key, with)
	})
}

// openWith unlocks a vault and reads all of it.
func openWith(ctx context.Context, o Options, unlock func(*vault.Early[loaded]) (*vault.Vault, vault.Repair, error)) (*Journal, vault.Repair, error) {
	j, err := newJournal(o)
	if err != nil {
		return nil, vault.Repair{}, err
	}
	j.loading = &loading{}
	early := vault.NewEarly(j.decode)
	v, repair, err := unlock(early)
	if err != nil {
		return nil, repair, err
	}
	j.use(v)
	if err := j.load(ctx, early); err != nil {
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

// use sets the vault of a new journal.
func (j *Journal) use(v *vault.Vault) { j.vault, j.files = v, sealedfile.In(v.Folder(), v) }

func newJournal(o Options) (*Journal, error) {
	c, err := newCodec(o.migrations)
	if err != nil {
		return nil, err
	}
	return &Journal{
		now: o.Now, rand: &ulid.LockedMonotonicReader{MonotonicReader: ulid.Monotonic(o.Rand, 0)}, random: o.Rand, codec: c, seenFolder: o.Seen,
		areas: map[AreaID]*areaItem{}, entries: map[EntryID]*item{}, drafts: map[string]draft{},
		reviews: map[period]*reviewItem{}, filters: map[string]*filterItem{}, handouts: map[string]*handoutItem{}, words: map[string]*wordItem{}, filePlans: map[filePlanKey]*filePlanItem{},
		measures: map[MeasureID]*measureItem{}, days: map[Date]*dayItem{},
		experiments: map[ExperimentID]*experimentItem{}, reminders: map[ReminderID]*reminderItem{}, waiting: map[EntryID]*waitingItem{},
		attachments: map[AttachmentID]*attachmentItem{}, attached: map[Holder]map[AttachmentID]*attachmentItem{},
		prepared: map[PreparedID]*Prepared{}, beside: map[vault.RecordID]*beside{}, gone: map[identity]goneItem{}, goneLists: map[vault.RecordID]*goneList{},
		peekFrom: o.peekFrom,
	}, nil
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
	j.undo, j.redo, j.drafts, j.prepared = nil, nil, map[string]draft{}, map[PreparedID]*Prepared{}
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
