package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"enactive/clock"
	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// RecordID identifies a document permanently. It is random and reveals nothing.
type RecordID [16]byte

// MaxDocument is the maximum size of a document in bytes.
const MaxDocument = seal.MaxDocument

// KDFCost is the cost of one passphrase guess with Argon2id.
type KDFCost struct {
	Time      uint32 // passes over the memory, 1 to 20
	MemoryKiB uint32 // 19,456 (19 MiB) to 262,144 (256 MiB)
	Threads   uint8  // 1 to 4
}

// Options are the dependencies and settings of a vault. The zero value is ready to use.
type Options struct {
	Now  func() time.Time // the computer's clock if nil
	Rand io.Reader        // crypto/rand if nil; other values are only for tests
	// KDF is for tests, where {1, 19 << 10, 1} takes 20 ms instead of half a second. If nil,
	// the cost is calibrated to this machine when a journal is created. Costs below the
	// limits of KDFCost are refused.
	KDF *KDFCost
	// Probe is a command that checks a store before this program opens it; the store's path is
	// appended: see ProbeCommand. Without it the store is opened directly.
	Probe []string
	// ReadOnly opens a journal without writing anything, not even repairs, as on a
	// write-protected USB stick. Apply then returns ErrReadOnly.
	ReadOnly bool
	// Early is an *Early that decodes the documents meanwhile; see there.
	Early earlyReader
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = clock.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	return o
}

// Info is the information about a journal that needs no key.
type Info struct {
	Protected bool   // it needs a passphrase
	Keyring   bool   // a keyring's secret opens it as well
	ID        string // the permanent ID in hexadecimal; it reveals nothing
	Format    int    // the version of the format
	MinReader int    // the oldest format version whose readers can read it
}

// Repair reports what was repaired while a journal was opened.
type Repair struct {
	Notes []fault.Message // empty if nothing was repaired
	Lost  bool            // some data was unreadable in both copies, or only found in an earlier state
	// Joined reports whether another state of the journal was found and merged.
	Joined bool
}

// addLoss is add for data that could not be repaired.
func (r *Repair) addLoss(note fault.Message) {
	r.add(note)
	r.Lost = true
}

func (r *Repair) add(note fault.Message) { r.Notes = append(r.Notes, note) }

// Vault is an open journal. Its methods are safe for concurrent use.
type Vault struct {
	dir  string
	opts Options
	lock *lock
	home *home // nil if the journal is opened read-only
	// unlocked is true on a disk without locks, where a copy of the store is read.
	unlocked bool
	// otherKeys is a header of the same journal under other keys, left by another state of it;
	// nil if there is none.
	otherKeys []byte
	// commit is (*bbolt.Tx).Commit; tests replace it with one that fails.
	commit func(*bbolt.Tx) error
	// move defaults to rename; tests replace it with one that fails.
	move func(from, to string) error

	// mu guards all fields below, and lets one goroutine at a time into bbolt: a goroutine that
	// panics on a page fault inside bbolt may leave its locks held, and others would wait
	// forever.
	mu     sync.Mutex
	store  *store
	log    *oplog // nil if it cannot be written; each save then tries to recreate it
	head   seal.Head
	size   int64 // of all records together, in bytes, when the journal was opened
	repair Repair
	// nextAside is true if a damaged new journal was moved aside.
	nextAside bool
	// inboxTried is the number of inbox files examined in this round.
	inboxTried int
	// inboxInvalid is the number of bytes of invalid inbox files read in this round.
	inboxInvalid int
	// readOnly is why nothing can be written, nil if it can.
	readOnly error
	master   *seal.Master
	keys     *seal.Keys
	header   *seal.Header
	raw      []byte // the header's bytes
	broken   error  // why a failed save has closed the vault
	// tags are those of all records, and checked is when these were read; peeked is what Peek opened. See
	// index.go.
	tags     *Tags
	checked  time.Time
	peeked   *peeked
	retrying bool // a failed save is being retried
	// early and sound are for reading the store once while the journal is opened, see beginSound.
	early earlyReader
	sound *soundScan
}

// Inspect reports whether there is a journal in dir and whether it needs a passphrase,
// without opening it. The error wraps ErrNoJournal, ErrNewer (with the known fields of Info),
// ErrDamaged or ErrReadOnly.
func Inspect(dir string) (Info, error) {
	copies, err := findHeaders(dir)
	if err != nil {
		return Info{}, explain(err, dir, opLookingAt)
	}
	if format := newer(copies); format != 0 {
		return Info{Format: int(format)}, tooNew(dir, format)
	}
	good := ranked(copies)
	if len(good) == 0 {
		inner, err := headerInStore(dir)
		if errors.Is(err, seal.ErrNewer) {
			return Info{Format: int(inner.header.Format)}, tooNew(dir, inner.header.Format)
		}
		if err != nil {
			return Info{}, explain(err, dir, opReadingHeader)
		}
		good = []headerCopy{inner}
	}
	h := good[0].header
	return Info{
		Protected: !h.Has(seal.SlotPlain),
		Keyring:   h.Has(seal.SlotKeyring),
		ID:        hex.EncodeToString(h.Vault[:]),
		Format:    int(h.Format),
		MinReader: int(h.MinReader),
	}, nil
}

// headerInStore reads the third copy without opening the store, which was not probed yet.
func headerInStore(dir string) (headerCopy, error) {
	p, err := openPages(partPath(dir, storeName))
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %s", errMissing, storeName)
	}
	if err != nil {
		return headerCopy{}, err
	}
	defer p.close() // only read
	c := parseCopy("", nil)
	for e := range p.bucket(bucketHeader) {
		if string(e.key) == keyHeader {
			c = parseCopy("", bytes.Clone(e.value))
		}
	}
	return c, c.err
}

// findHeaders reads the header files. The error wraps ErrNoJournal if neither they nor a
// store exist.
func findHeaders(dir string) ([]headerCopy, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &fault.Error{Class: ErrNoJournal, Kind: "there-is-no-journal-in-folder-because", Thing: dir, Err: err}
	case errors.Is(err, syscall.ENOTDIR):
		return nil, &fault.Error{Class: ErrNoJournal, Kind: "there-is-no-journal-in-folder-create", Thing: dir}
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, &fault.Error{Class: ErrNoJournal, Kind: "folder-is-a-file-not-a-journal-choose", Thing: dir}
	}
	if err := checkFolders(dir); err != nil {
		return nil, err
	}
	copies, err := readHeaders(dir)
	if err != nil {
		return nil, err
	}
	for _, c := range copies {
		if c.raw != nil {
			return copies, nil
		}
	}
	_, err = os.Stat(filepath.Join(dir, storeName))
	if _, logErr := os.Stat(filepath.Join(dir, logName)); errors.Is(err, fs.ErrNotExist) && errors.Is(logErr, fs.ErrNotExist) {
		return nil, &fault.Error{Class: ErrNoJournal, Kind: "there-is-no-journal-in-folder-create", Thing: dir}
	}
	return copies, nil
}

func tooNew(dir string, format uint16) error {
	return &fault.Error{Class: ErrNewer, Kind: "the-journal-in-folder-was-created", Thing: dir, Values: fault.V{"Format": int(format), "Known": int(seal.Format)}}
}

// Unlock opens the journal in dir. The Repair reports what was repaired. The error wraps
// ErrWrongPassphrase, ErrInUse, ErrDamaged, ErrNewer, ErrNoJournal, ErrReadOnly or
// ErrNoSpace where it applies.
func Unlock(ctx context.Context, dir string, key Key, o Options) (*Vault, Repair, error) {
	if err := key.check(); err != nil {
		return nil, Repair{}, err
	}
	o = o.withDefaults()
	v := &Vault{dir: dir, opts: o, commit: (*bbolt.Tx).Commit, early: o.Early}
	v.opts.Early = nil
	err := v.unlock(ctx, func(copies []headerCopy) (*opened, error) {
		return untilCancelled(ctx, func() (*opened, error) { return openHeaders(copies, key) })
	})
	if err != nil {
		return nil, Repair{}, v.explainKeyError(err, key)
	}
	return v, v.repair, nil
}

// Opens returns nil if key opens the header of the journal in dir, which may be open already; else its error
// wraps those of Unlock. Nothing is read but the header, and nothing is changed.
func Opens(ctx context.Context, dir string, key Key) error {
	if err := key.check(); err != nil {
		return err
	}
	copies, err := findHeaders(dir)
	if err != nil {
		return explain(err, dir, opLookingAt)
	}
	o, err := untilCancelled(ctx, func() (*opened, error) { return openHeaders(copies, key) })
	if err != nil {
		v := &Vault{dir: dir}
		return v.explainKeyError(err, key)
	}
	clear(o.master[:])
	return nil
}

// untilCancelled returns the result of do, or ctx's error as soon as ctx ends: deriving a key
// takes as long as the header says and cannot be interrupted. Its result is then discarded.
func untilCancelled(ctx context.Context, do func() (*opened, error)) (*opened, error) {
	type result struct {
		o   *opened
		err error
	}
	done := make(chan result, 1)
	go func() {
		o, err := do()
		done <- result{o, err}
	}()
	select {
	case r := <-done:
		return r.o, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// openWith opens a newly created journal without deriving the key again.
func openWith(ctx context.Context, dir string, made *opened, o Options) (*Vault, Repair, error) {
	v := &Vault{dir: dir, opts: o, commit: (*bbolt.Tx).Commit}
	err := v.unlock(ctx, func([]headerCopy) (*opened, error) { return made, nil })
	if err != nil {
		return nil, Repair{}, explain(err, dir, opOpening)
	}
	return v, v.repair, nil
}

func (v *Vault) explainKeyError(err error, key Key) error {
	copies, readErr := readHeaders(v.dir)
	protected := readErr != nil || len(ranked(copies)) == 0 || !ranked(copies)[0].header.Has(seal.SlotPlain)
	return key.explain(err, v.dir, protected)
}

// unlock opens the journal of v. On an error it closes everything.
func (v *Vault) unlock(ctx context.Context, open func([]headerCopy) (*opened, error)) (err error) {
	defer func() {
		if err != nil {
			// The first error is the one to report.
			_ = v.closeAll()
		}
	}()
	copies, err := findHeaders(v.dir)
	if err != nil {
		return err
	}
	if format := newer(copies); format != 0 {
		return tooNew(v.dir, format)
	}
	if v.readOnly = v.readOnlyReason(copies); v.readOnly == nil {
		if v.readOnly, err = v.acquireLock(); err != nil {
			return err
		}
	}
	if v.readOnly == nil {
		if err := removeUnfinished(v.dir); err != nil {
			return err
		}
		// Another program may have changed the key before it released the lock.
		if copies, err = findHeaders(v.dir); err != nil {
			return err
		}
	}
	o, copies, err := v.adoptNext(ctx, copies, open)
	if err != nil {
		return err
	}
	if o == nil && v.readOnly == nil {
		if open, err = v.readSound(ctx, copies, open); err != nil {
			return err
		}
	}
	broken, err := v.beginStore(ctx)
	if noLocks(err) && !v.unlocked {
		v.readOnly = v.noteNoLocks(err)
		broken, err = v.beginStore(ctx)
	}
	if noLocks(err) {
		return &fault.Error{Class: ErrDisk, Kind: "no-locks-anywhere", Thing: v.dir, Values: fault.V{"Reason": reason(err)}, Err: err}
	}
	if err != nil {
		return err
	}
	if v.store != nil {
		raw, err := v.store.get(bucketHeader, keyHeader)
		if err != nil && !isDamage(err) {
			return err
		}
		copies = append(copies, parseCopy("", raw))
	}
	if format := newer(copies); format != 0 {
		return tooNew(v.dir, format)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if o == nil {
		if o, err = v.openFitting(ctx, copies, open); err != nil && v.nextAside && errors.Is(err, seal.ErrWrongKey) {
			return &fault.Error{Class: ErrWrongPassphrase, Kind: "a-change-of-the-key-of-the-journal-in", Thing: v.dir, Err: err}
		}
		if isExplained(err) {
			return err
		}
		if err != nil {
			return errors.Join(err, broken)
		}
	}
	if v.sound != nil && v.sound.keys != o.keys {
		v.sound = nil
	}
	v.master, v.keys, v.header, v.raw = o.master, o.keys, o.header, o.raw
	for _, c := range ranked(copies) {
		if c.header.Vault == v.header.Vault && c.header.Epoch != v.header.Epoch && v.otherKeys == nil {
			v.otherKeys = c.raw
		}
	}
	switch {
	case v.readOnly == nil:
	case broken != nil:
		return broken // what is damaged stays so where nothing can be written
	default:
		return v.readHead(ctx)
	}
	rebuilt, err := v.reconcile(ctx, broken, o.raw)
	if err != nil {
		return err
	}
	if rebuilt {
		copies = slices.DeleteFunc(copies, func(c headerCopy) bool { return c.place == "" })
	}
	if err := v.repairHeaders(copies, o.raw); err != nil {
		return err
	}
	if v.repair.Lost {
		return nil // the old journal may hold the missing data
	}
	return removeBefore(v.dir)
}

// readSound reads the whole store, if both header files are the same and it is sound: then beginStore need not probe it,
// nor readHead read it again. It returns open, which does not derive the key twice.
func (v *Vault) readSound(ctx context.Context, copies []headerCopy, open func([]headerCopy) (*opened, error)) (func([]headerCopy) (*opened, error), error) {
	differs := func(c headerCopy) bool { return !c.ok() || !bytes.Equal(c.raw, copies[0].raw) }
	if len(copies) < 2 || slices.ContainsFunc(copies, differs) {
		return open, nil
	}
	o, err := open(copies)
	if err == nil {
		v.sound, _ = scanSound(ctx, v.storePath(), o.keys, v.early) // in doubt, the store is read otherwise
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return func(c []headerCopy) (*opened, error) {
		if slices.ContainsFunc(c, differs) {
			return open(c)
		}
		return o, err
	}, nil
}

// beginStore probes the store, unless it was read and is sound, and opens it. If the store is damaged or missing, broken is the
// reason and v.store stays nil.
func (v *Vault) beginStore(ctx context.Context) (broken, err error) {
	path := v.storePath()
	if v.unlocked {
		// On such a disk the store cannot be locked either, not even for reading.
		if path, err = copyAside(path); err != nil {
			return nil, err
		}
		defer os.Remove(path)
	}
	if v.sound == nil {
		if err := probeFile(ctx, v.opts.Probe, path); errors.Is(err, bolterrors.ErrTimeout) {
			return nil, err
		} else if err != nil {
			return err, nil
		}
	}
	s, err := openStoreAs(path, v.readOnly != nil)
	switch {
	case err == nil:
		v.store = s
		return nil, nil
	case isDamage(err):
		return err, nil
	}
	return nil, err
}

// Repair reports what was repaired since the journal was opened.
func (v *Vault) Repair() Repair {
	v.mu.Lock()
	defer v.mu.Unlock()
	return Repair{slices.Clone(v.repair.Notes), v.repair.Lost, v.repair.Joined}
}

func (v *Vault) logPath() string { return filepath.Join(v.dir, logName) }

func (v *Vault) storePath() string { return filepath.Join(v.dir, storeName) }

// NewID draws the id of a new document.
func (v *Vault) NewID() (RecordID, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var id RecordID
	if _, err := io.ReadFull(v.opts.Rand, id[:]); err != nil {
		return RecordID{}, fmt.Errorf("drawing an id: %w", err)
	}
	return id, nil
}

// Read fills b with random bytes, as NewID does, for the keys of sealed files.
func (v *Vault) Read(b []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return io.ReadFull(v.opts.Rand, b)
}

// Close closes the journal and erases its keys as well as Go allows. Closing twice is not an
// error.
func (v *Vault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.closeAll(); err != nil {
		return fmt.Errorf("closing the journal in %s: %w", v.dir, err)
	}
	return nil
}

func (v *Vault) closeAll() error {
	if v.keys != nil {
		v.keys.Destroy()
		clear(v.master[:])
		v.keys = nil
	}
	err := errors.Join(v.peeked.close(), v.store.close(), v.log.close(), v.lock.release(), v.home.close())
	v.peeked, v.store, v.log, v.lock, v.home, v.tags = nil, nil, nil, nil, nil, nil
	return err
}

// checkUsable returns an error if the vault cannot be used; v.mu is held.
func (v *Vault) checkUsable() error {
	switch {
	case errors.Is(v.broken, ErrReplaced):
		return &fault.Error{Class: ErrClosed, Err: v.broken}
	case v.broken != nil:
		return &fault.Error{Class: ErrClosed, Kind: "the-journal-in-folder-closed-itself", Thing: v.dir, Values: fault.V{"Reason": reason(v.broken)}, Err: v.broken}
	case v.store == nil || v.keys == nil:
		return &fault.Error{Class: ErrClosed, Kind: "the-journal-in-folder-is-closed-open", Thing: v.dir}
	}
	return nil
}
