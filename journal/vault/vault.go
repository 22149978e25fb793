package vault

import (
	"bytes"
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
