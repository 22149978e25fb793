package vault

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// newPrefix is the prefix of the temporary folder for creating a journal inside an existing
// folder.
const newPrefix = ".new-"

// leftoverAge is the age from which a temporary folder next to a journal is assumed to be
// left by a killed program.
const leftoverAge = 24 * time.Hour

// Create creates a journal in dir, which must be missing or empty, and opens it. It uses a
// temporary name and renames it, so that a program killed meanwhile leaves a complete
// journal or none. The error wraps ErrExists, ErrInUse, ErrReadOnly or ErrNoSpace where it
// applies.
func Create(ctx context.Context, dir string, key Key, o Options) (*Vault, error) {
	if err := key.checkNew(); err != nil {
		return nil, err
	}
	o = o.withDefaults()
	dir, err := Named(dir)
	if err != nil {
		return nil, err
	}
	present, err := checkNewFolder(dir)
	if err != nil {
		return nil, explain(err, dir, opCreating)
	}
	made, err := newVault(ctx, key, o)
	if err != nil {
		return nil, explain(err, dir, opCreating)
	}
	put := createBeside
	if present {
		put = createInside
	}
	name := hex.EncodeToString(made.header.Vault[:8])
	if err := put(dir, name, o, func(temp string) error { return build(temp, made, o) }); err != nil {
		return nil, explain(err, dir, opCreating)
	}
	v, _, err := openWith(ctx, dir, made, o)
	return v, err
}

// newVault draws the keys of a new journal and creates the slot of the passphrase.
func newVault(ctx context.Context, key Key, o Options) (*opened, error) {
	h := &seal.Header{Format: seal.Format, MinReader: seal.Format, Generation: 1, Epoch: 1}
	if _, err := io.ReadFull(o.Rand, h.Vault[:]); err != nil {
		return nil, fmt.Errorf("drawing a name: %w", err)
	}
	master, err := seal.NewMaster(o.Rand)
	if err != nil {
		return nil, err
	}
	slot, err := newSlot(key, h, master, o)
	if err != nil {
		return nil, err
	}
	// The derivation cannot be interrupted, but nothing has been written yet.
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	h.Slots = []seal.Slot{slot}
	keys, err := seal.Derive(master, h.Vault, h.Epoch)
	if err != nil {
		return nil, err
	}
	h.Recipient = keys.Recipient()
	raw, err := h.Encode(keys)
	if err != nil {
		return nil, err
	}
	return &opened{raw: raw, header: h, master: master, keys: keys}, nil
}

func newSlot(key Key, h *seal.Header, m *seal.Master, o Options) (seal.Slot, error) {
	if key.plain {
		return seal.NewPlainSlot(o.Rand, h.Vault, h.Epoch, m)
	}
	var cost seal.Cost
	if o.KDF != nil {
		cost = seal.Cost(*o.KDF)
	} else {
		cost = seal.Calibrate(memoryKiB(), seal.Measure)
	}
	return seal.NewPassphraseSlot(o.Rand, h.Vault, h.Epoch, key.passphrase, cost, m)
}

// checkNewFolder reports whether dir exists. The error wraps ErrExists if dir cannot be used for a
// new journal.
func checkNewFolder(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case errors.Is(err, syscall.ENOTDIR) && !isDirectory(filepath.Dir(dir)):
		return false, &fault.Error{Class: ErrExists, Kind: "a-part-of-the-path-folder-is-a-file", Thing: dir, Err: err}
	case err != nil:
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return false, &fault.Error{Class: ErrExists, Kind: "folder-is-a-file-choose-a-folder-that", Thing: dir}
		}
		return false, err
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case name == headerA, name == headerB, name == storeName, name == logName:
			return true, &fault.Error{Class: ErrExists, Kind: "there-is-already-a-journal-in-folder", Thing: dir}
		case name != lockName && !strings.HasPrefix(name, newPrefix):
			return true, &fault.Error{Class: ErrExists, Kind: "the-folder-folder-is-not-empty-choose", Thing: dir}
		}
	}
	return true, nil
}

func isDirectory(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// createBeside lets build create the journal in a folder next to dir with a random name, and
// renames that to dir.
func createBeside(dir, name string, o Options, build func(temp string) error) error {
	parent := filepath.Dir(dir)
	if err := createFolders(parent); err != nil {
		return err
	}
	temp := filepath.Join(parent, tempPrefix(dir)+name)
	if err := build(temp); err != nil {
		return errors.Join(err, os.RemoveAll(temp))
	}
	// Ages are measured with the clock of the disk, which may differ from the computer's.
	if info, err := os.Stat(temp); err == nil {
		_ = removeLeftovers(dir, info.ModTime().Add(-leftoverAge)) // not worth failing for
	}
	// It does not replace a folder that another program has created and filled meanwhile.
	if err := rename(temp, dir); err != nil {
		err = errors.Join(err, os.RemoveAll(temp))
		if _, exists := checkNewFolder(dir); exists != nil {
			return exists
		}
		return fmt.Errorf("naming the folder: %w", err)
	}
	return nil
}

func tempPrefix(dir string) string { return "." + filepath.Base(dir) + ".tmp-" }

// removeLeftovers deletes the temporary folders of programs killed while creating a journal
// in dir, if last written before olderThan.
func removeLeftovers(dir string, olderThan time.Time) error {
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return fmt.Errorf("looking for leftovers: %w", err)
	}
	var failed error
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), tempPrefix(dir)) {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.ModTime().Before(olderThan) {
			continue // already removed, or perhaps still being written
		}
		failed = errors.Join(failed, os.RemoveAll(filepath.Join(filepath.Dir(dir), e.Name())))
	}
	return failed
}

// createInside creates the journal in an empty folder that cannot be replaced, such as the
// root of a USB stick. The store is moved first: it holds a copy of the header, so that the
// journal is complete from the first rename on.
func createInside(dir, name string, o Options, build func(temp string) error) (err error) {
	held, err := takeLock(dir, o.Now())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.release()) }()
	if _, err := checkNewFolder(dir); err != nil {
		return err
	}
	if err := removeUnfinished(dir); err != nil {
		return err
	}
	temp := filepath.Join(dir, newPrefix+name)
	if err := build(temp); err != nil {
		return errors.Join(err, os.RemoveAll(temp))
	}
	for _, name := range []string{storeName, logName, headerA, headerB} {
		if err := rename(filepath.Join(temp, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	if err := os.Remove(temp); err != nil {
		return err
	}
	// Some file systems have no modes; otherwise the files themselves are 0600.
	_ = os.Chmod(dir, 0o700)
	return nil
}

// removeUnfinished deletes the temporary folders of programs killed while creating a journal
// within dir. No other program is creating one: the caller holds the lock.
func removeUnfinished(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("looking for leftovers: %w", err)
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), newPrefix) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("removing leftovers: %w", err)
		}
	}
	return nil
}

// build writes a complete journal without entries into a new folder and flushes it.
func build(dir string, made *opened, o Options) error {
	_, _, err := buildWith(dir, made, seal.Head{Generation: 1}, nil, o)
	return err
}

// buildWith writes a complete journal with records into a new folder and flushes it. It
// returns the records' head with the end of the log, and seq, the number of its last frame.
func buildWith(dir string, made *opened, head seal.Head, records []sealedChange, o Options) (_ seal.Head, seq uint64, err error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return head, 0, err
	}
	l, err := newLog(filepath.Join(dir, logName), made.keys, o.Rand)
	if err != nil {
		return head, 0, err
	}
	if err := errors.Join(l.add(records, head, true), l.close()); err != nil {
		return head, 0, err
	}
	head.Log, head.Segment, head.Offset = l.id, l.at.segment, uint64(l.at.offset)
	sealedHead, err := made.keys.SealHead(o.Rand, head)
	if err != nil {
		return head, 0, err
	}
	if err := buildStore(filepath.Join(dir, storeName), made.raw, sealedHead, records); err != nil {
		return head, 0, err
	}
	for _, name := range []string{headerA, headerB} {
		if err := writeFile(filepath.Join(dir, name), made.raw); err != nil {
			return head, 0, err
		}
	}
	return head, l.seq, nil // the last write has flushed the folder
}

// buildStore writes a complete store and flushes it.
func buildStore(path string, header, head []byte, records []sealedChange) error {
	db, err := bbolt.Open(path, 0o600, storeOptions())
	if err != nil {
		return fmt.Errorf("making the store: %w", err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, put := range []struct {
			bucket, key string
			value       []byte
		}{{bucketHeader, keyHeader, header}, {bucketHead, keyHead, head}} {
			b, err := tx.CreateBucket([]byte(put.bucket))
			if err != nil {
				return err
			}
			if err := b.Put([]byte(put.key), put.value); err != nil {
				return err
			}
		}
		b, err := tx.CreateBucket([]byte(bucketRecords))
		if err != nil {
			return err
		}
		for _, c := range records {
			if err := b.Put(c.id[:], c.value); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("filling the store: %w", err)
	}
	return nil
}

// createFolder creates a folder in an existing one, unless it exists.
func createFolder(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// stampForm is the format of UTC times in the names of quarantined files.
const stampForm = "20060102T150405Z"

// freePath returns the first unused path of BEGINNING+ENDING, BEGINNING-2+ENDING and so on.
func freePath(beginning, ending string) string {
	path := beginning + ending
	for n := 2; exists(path); n++ {
		path = fmt.Sprintf("%s-%d%s", beginning, n, ending)
	}
	return path
}

// createFolders creates dir and its missing parents, accessible only to the owner, and
// flushes each new name.
func createFolders(dir string) error {
	err := os.Mkdir(dir, 0o700)
	switch {
	case err == nil:
		return syncFolder(filepath.Dir(dir))
	case errors.Is(err, fs.ErrExist):
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := createFolders(filepath.Dir(dir)); err != nil {
		return err
	}
	// If the parent is still reported as missing, as in /proc, return that error.
	if err := createFolder(dir); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(dir))
}

// Named returns the absolute path of a folder given by the user. An empty name is an error,
// not the working directory.
func Named(folder string) (string, error) {
	if strings.TrimSpace(folder) == "" {
		return "", &fault.Error{Kind: "no-folder-was-named"}
	}
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("finding the folder %s: %w", folder, err)
	}
	return whole, nil
}
