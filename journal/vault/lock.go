package vault

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"enactive/journal/fault"
	"enactive/journal/regular"
)

const (
	lockName    = "lock"
	maxLockFile = 512
)

// lock is held while the journal is open. The system releases it when the program ends or
// crashes; the file remains. Since anyone with write access to the folder can delete the file,
// the folder itself is also locked.
type lock struct {
	path   string
	flock  *flock.Flock
	info   os.FileInfo // of the locked file
	folder *os.File    // nil if folders cannot be locked
}

// takeLock takes the lock without waiting. The error wraps ErrInUse and names the lock's owner.
func takeLock(dir string, now time.Time) (*lock, error) {
	l := &lock{path: filepath.Join(dir, lockName)}
	var ok bool
	var err error
	if l.folder, ok, err = lockFolder(dir); err != nil {
		return nil, fmt.Errorf("locking: %w", err)
	}
	if ok {
		ok, err = l.take(now)
	}
	if err != nil {
		return nil, errors.Join(err, l.release())
	}
	if !ok {
		return nil, errors.Join(inUse(dir, l.path), l.release())
	}
	return l, nil
}

// take locks the file at the lock's path, creating it if necessary, and releases the file
// locked before.
func (l *lock) take(now time.Time) (bool, error) {
	if err := checkRegular(l.path); err != nil {
		return false, err
	}
	f := flock.New(l.path, flock.SetFlag(os.O_CREATE|os.O_RDWR|noFollow), flock.SetPermissions(0o600))
	ok, err := f.TryLock()
	if !ok {
		// Closing only releases the file; its error does not matter.
		_ = f.Close()
	}
	if err != nil || !ok {
		return false, wrapError("locking", err)
	}
	info, err := f.Stat()
	if err != nil {
		return false, errors.Join(wrapError("locking", err), f.Close())
	}
	if l.flock != nil {
		_ = l.flock.Close() // that file is no longer at the path
	}
	l.flock, l.info = f, info
	// The contents only identify us to others. A full disk must not prevent opening.
	_ = writeOwner(l.path, now)
	return true, nil
}

// checkRegular returns an error if the path exists and is not a regular file.
func checkRegular(path string) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return &regular.Error{Path: path, Mode: info.Mode()}
	}
	return nil // opening it reports other errors
}

func wrapError(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

var errLockTaken = errors.New("another program has the lock")

// keep ensures that the file at the lock's path is the locked one. A deleted file is created
// and locked again: no program can have opened the journal meanwhile, because the folder and
// the store are locked too.
func (l *lock) keep(now time.Time) error {
	info, err := os.Lstat(l.path)
	if err == nil && os.SameFile(info, l.info) {
		return nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return wrapError("looking at the lock", err)
	}
	ok, err := l.take(now)
	if err == nil && !ok {
		err = errLockTaken
	}
	return err
}

func (l *lock) release() error {
	if l == nil {
		return nil
	}
	if l.folder != nil {
		// A child process that is just starting may hold the folder open a moment longer.
		unlockFile(l.folder)
		_ = l.folder.Close() // nothing was written through it
		l.folder = nil
	}
	if l.flock == nil {
		return nil
	}
	if err := l.flock.Unlock(); err != nil {
		return fmt.Errorf("unlocking: %w", err)
	}
	return nil
}

// writeOwner does not touch the first byte, which no program can access on Windows while it is
// locked. For the same reason it pads the file with empty lines rather than truncating it.
func writeOwner(path string, now time.Time) error {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	text := fmt.Sprintf("pid %d\nhost %s\nstart %s\n", os.Getpid(), host, now.Format(time.RFC3339))
	f, err := regular.Open(path, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte(text+strings.Repeat("\n", max(0, maxLockFile-len(text)))), 1)
	return errors.Join(err, f.Close())
}

// inUse returns the error for a journal that is open elsewhere, with its owner if known.
func inUse(dir, path string) error {
	o := lockOwner(path)
	here, err := os.Hostname()
	e := &fault.Error{Class: ErrInUse, Kind: "the-journal-in-folder-is-open-in-another-window", Thing: dir,
		Values: fault.V{"Process": strconv.Itoa(o.pid), "Host": strconv.Quote(o.host), "Since": o.start}}
	switch {
	case o.pid == 0:
		e.Kind = "the-journal-in-folder-is-open-in"
	case !o.hasStart:
		e.Kind = "the-journal-in-folder-is-open-in-another"
	case err == nil && o.host != here:
		e.Kind = "the-journal-in-folder-is-open-in-another-window-or"
	}
	return e
}

// OpenedBy returns the process that opened the journal in dir last, or 0 if that is not known, as on another computer.
func OpenedBy(dir string) int {
	o := lockOwner(filepath.Join(dir, lockName))
	if here, err := os.Hostname(); err != nil || o.host != here {
		return 0
	}
	return o.pid
}

// owner identifies the program that has a journal open; unknown fields are empty.
type owner struct {
	pid      int
	host     string
	start    time.Time
	hasStart bool
}

func lockOwner(path string) owner {
	f, err := regular.Open(path, os.O_RDONLY, 0)
	if err != nil {
		return owner{}
	}
	defer f.Close() // only read
	b := make([]byte, maxLockFile)
	n, err := f.ReadAt(b, 1)
	if err != nil && err != io.EOF {
		return owner{}
	}
	fields := map[string]string{}
	for line := range strings.Lines(string(b[:n])) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		fields[name] = value
	}
	pid, err := strconv.Atoi(fields["pid"])
	if err != nil {
		return owner{}
	}
	start, err := time.Parse(time.RFC3339, fields["start"])
	if err != nil {
		return owner{pid: pid}
	}
	return owner{pid, fields["host"], start, true}
}
