package vault

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"enactive/journal/atomicfile"
	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// The header's copies beside the store; the first is written first.
const (
	headerA = "header.a"
	headerB = "header.b"

	quarantineName = "quarantine"

	// maxHeaderFile is one byte more than the maximum size of a header.
	maxHeaderFile = 64<<10 + 1
)

// headerCopy is one copy of the header as found on disk.
type headerCopy struct {
	place  string // the file's name; "" for the copy in the store
	raw    []byte // nil if missing
	header *seal.Header
	err    error
}

func (c headerCopy) ok() bool { return c.header != nil && c.err == nil }

// readHeaders reads both header files. It returns system errors except for missing files;
// errors in the contents are stored in the copy.
func readHeaders(dir string) ([]headerCopy, error) {
	var all []headerCopy
	for _, name := range []string{headerA, headerB} {
		raw, err := readPart(dir, name)
		if err != nil && !errors.Is(err, os.ErrNotExist) && !isDamage(err) {
			return nil, fmt.Errorf("reading the header: %w", err)
		}
		all = append(all, parseCopy(name, raw))
	}
	return all, nil
}

func parseCopy(place string, raw []byte) headerCopy {
	c := headerCopy{place: place, raw: raw}
	if raw == nil {
		c.err = fmt.Errorf("%w: the copy is missing", seal.ErrDamaged)
		return c
	}
	c.header, c.err = seal.ParseHeader(raw)
	return c
}

func readSmall(path string) ([]byte, error) {
	f, err := regular.Open(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	b, err := io.ReadAll(io.LimitReader(f, maxHeaderFile))
	if err != nil {
		return nil, err
	}
	return append([]byte{}, b...), nil
}

// newer returns the format of an undamaged copy written by a later version, 0 if there is none.
func newer(copies []headerCopy) uint16 {
	for _, c := range copies {
		if errors.Is(c.err, seal.ErrNewer) {
			return c.header.Format
		}
	}
	return 0
}

// ranked returns the different undamaged headers, newest first.
func ranked(copies []headerCopy) []headerCopy {
	var good []headerCopy
	for _, c := range copies {
		twice := slices.ContainsFunc(good, func(g headerCopy) bool { return bytes.Equal(g.raw, c.raw) })
		if c.ok() && !twice {
			good = append(good, c)
		}
	}
	slices.SortStableFunc(good, func(a, b headerCopy) int {
		return cmp.Compare(b.header.Generation, a.header.Generation)
	})
	return good
}

// opened is a trusted header, opened and verified with a key.
type opened struct {
	raw    []byte
	header *seal.Header
	master *seal.Master
	keys   *seal.Keys
}

// openHeaders opens the newest header that was not tampered with. A passphrase that is wrong
// for the newest header is wrong: an older copy, left by a power cut during a change of
// passphrase, must not make the old passphrase valid again.
func openHeaders(copies []headerCopy, key Key) (*opened, error) {
	good := ranked(copies)
	if len(good) == 0 {
		return nil, fmt.Errorf("%w: no copy of the header can be read", seal.ErrDamaged)
	}
	var first error
	for i, c := range good {
		if i > 0 && errors.Is(first, seal.ErrWrongKey) && c.header.Generation < good[0].header.Generation {
			break
		}
		m, k, err := key.open(c)
		if err == nil {
			return &opened{raw: c.raw, header: c.header, master: m, keys: k}, nil
		}
		if first == nil || errors.Is(err, seal.ErrWrongKey) {
			first = err
		}
	}
	return nil, first
}

// openFitting opens the newest header whose keys fit the store or the log. A synchroniser may
// deliver a header from another computer, where the keys were changed, before the rest of the
// journal: data that it cannot open is not damaged.
func (v *Vault) openFitting(ctx context.Context, copies []headerCopy, open func([]headerCopy) (*opened, error)) (*opened, error) {
	groups := byKeys(copies)
	if len(groups) == 0 {
		return open(copies)
	}
	var refused error
	var foreign *opened
	for _, g := range groups {
		o, err := open(g)
		if err != nil {
			if ctx.Err() != nil {
				return nil, err
			}
			if refused == nil || errors.Is(err, seal.ErrWrongKey) {
				refused = err
			}
			continue
		}
		fits, err := v.keysFit(ctx, o)
		if err != nil || fits {
			return o, err
		}
		foreign = o
	}
	if foreign == nil {
		return nil, refused
	}
	class, kind := ErrWrongPassphrase, fault.Kind("passphrase-of-another-state")
	if foreign.header.Has(seal.SlotPlain) {
		class, kind = ErrDamaged, fault.Kind("header-of-another-state")
	}
	return nil, &fault.Error{Class: class, Kind: kind, Thing: v.dir}
}

// byKeys groups the undamaged headers by the keys that they open, newest first.
func byKeys(copies []headerCopy) [][]headerCopy {
	var groups [][]headerCopy
	for _, c := range ranked(copies) {
		at := slices.IndexFunc(groups, func(g []headerCopy) bool {
			return g[0].header.Vault == c.header.Vault && g[0].header.Epoch == c.header.Epoch
		})
		if at < 0 {
			groups = append(groups, nil)
			at = len(groups) - 1
		}
		groups[at] = append(groups[at], c)
	}
	return groups
}

// errFits ends the reading of a log once one of its frames has opened.
var errFits = errors.New("the keys fit")

// keysFit reports whether the keys of a header open any part of the store or the log, or there is
// nothing to open.
func (v *Vault) keysFit(ctx context.Context, o *opened) (bool, error) {
	looking := &Vault{dir: v.dir, opts: v.opts, keys: o.keys, header: o.header}
	sealed := false
	if v.store != nil {
		raw, err := v.store.get(bucketHead, keyHead)
		if err != nil && !isDamage(err) {
			return false, err
		}
		if _, err := o.keys.OpenHead(raw); err == nil {
			return true, nil
		}
		sealed = len(raw) > 0
	}
	scan, err := looking.readBatches(ctx, position{}, func(batch, bool) error { return errFits })
	switch {
	case errors.Is(err, errFits):
		return true, nil
	case err != nil && !isDamage(err):
		return false, err
	}
	found := looking.salvage(ctx)
	if len(found.live)+len(found.stray) > 0 || found.head.Op > 0 {
		return true, nil
	}
	return !sealed && len(scan.ends) == 0, nil
}

// repairHeaders makes all copies equal again and reports what it did. A damaged file is moved
// to the quarantine, never deleted. Failed repairs, for example on a full disk, are also
// reported and do not prevent opening.
func (v *Vault) repairHeaders(copies []headerCopy, good []byte) error {
	for _, c := range copies {
		if bytes.Equal(c.raw, good) {
			continue
		}
		repair := v.repairFile
		if c.place == "" {
			repair = v.repairStoreCopy
		}
		if err := repair(c, good); err != nil {
			if errors.Is(err, ErrClosed) {
				return err
			}
			v.repair.add(c.unrepairedNote(reason(err)))
			continue
		}
		v.repair.add(c.repairedNote())
	}
	return nil
}

func (v *Vault) repairFile(c headerCopy, good []byte) error {
	// A header with other keys may open parts left by another state of the journal.
	if c.raw != nil && (c.err != nil || c.header.Epoch != v.header.Epoch) {
		if err := quarantine(v.dir, c.place, v.opts.Now()); err != nil {
			return err
		}
	}
	return writeFile(filepath.Join(v.dir, c.place), good)
}

func (v *Vault) repairStoreCopy(_ headerCopy, good []byte) error {
	failed := v.store.putHeader(good)
	if failed == nil {
		return nil
	}
	if found, err := v.reopen(); err != nil || found != v.head {
		return &fault.Error{Class: ErrClosed, Kind: "the-journal-in-folder-could-not-be", Thing: v.dir, Values: fault.V{"Reason": reason(failed)}, Err: errors.Join(failed, err)}
	}
	return failed
}

func (c headerCopy) name() fault.Message {
	if c.place == "" {
		return storeCopyName()
	}
	return fault.Text("the-key-header-file", fault.V{"File": c.place})
}

func storeCopyName() fault.Message { return fault.Text("the-copy-of-the-key-header-within") }

// wrong returns the message for a faulty copy.
func (c headerCopy) wrong() fault.Message {
	with := fault.V{"Copy": c.name()}
	switch {
	case c.raw == nil:
		return fault.Text("copy-is-missing-open-the-journal-again", with)
	case c.err != nil:
		return fault.Text("copy-is-damaged-open-the-journal-again", with)
	}
	return fault.Text("copy-is-out-of-date-open-the-journal", with)
}

// repairedNote returns the message for a copy that was repaired.
func (c headerCopy) repairedNote() fault.Message {
	with := fault.V{"Copy": c.name()}
	switch {
	case c.raw == nil:
		return fault.Text("copy-was-missing-it-was-recreated-from", with)
	case c.err != nil:
		return fault.Text("copy-was-damaged-it-was-rewritten-from", with)
	}
	return fault.Text("copy-was-out-of-date-it-was-rewritten", with)
}

// unrepairedNote returns the message for a copy that could not be repaired.
func (c headerCopy) unrepairedNote(reason error) fault.Message {
	with := fault.V{"Copy": c.name(), "Reason": reason}
	switch {
	case c.raw == nil:
		return fault.Text("copy-was-missing-and-could-not-be", with)
	case c.err != nil:
		return fault.Text("copy-was-damaged-and-could-not-be", with)
	}
	return fault.Text("copy-was-out-of-date-and-could-not-be", with)
}

// quarantine moves a damaged file to the quarantine.
func quarantine(dir, name string, now time.Time) error {
	to := filepath.Join(dir, quarantineName)
	if err := createFolder(to); err != nil {
		return fmt.Errorf("making the quarantine: %w", err)
	}
	target := freePath(filepath.Join(to, name+"-"+now.UTC().Format(stampForm)), "")
	if err := rename(filepath.Join(dir, name), target); err != nil {
		return fmt.Errorf("moving %s to the quarantine: %w", name, err)
	}
	return nil
}

func writeFile(path string, data []byte) error {
	return atomicfile.Write(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func (s *store) putHeader(raw []byte) error {
	err := s.guard(func() error {
		return s.db.Update(func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte(bucketHeader))
			if err != nil {
				return err
			}
			return b.Put([]byte(keyHeader), raw)
		})
	})
	if err != nil {
		return fmt.Errorf("writing the header into the store: %w", err)
	}
	return nil
}
