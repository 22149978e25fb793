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

// lock is held while the journal is open. The system drops it when the program ends,
// however it ends; the file stays. Whoever may write into the folder can delete the file,
// and so the folder itself is locked too, which keeps that as long as it is in its place.
type lock struct {
	path   string
	flock  *flock.Flock
	info   os.FileInfo // of the locked file
	folder *os.File    // nil where folders cannot be locked
}

// takeLock never waits. The error wraps ErrInUse and names who has it.
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

// take locks the file at the lock's path, which it makes where there is none, and lets go
// of the file that it had before.
func (l *lock) take(now time.Time) (bool, error) {
	if err := onlyAFile(l.path); err != nil {
		return false, err
	}
	f := flock.New(l.path, flock.SetFlag(os.O_CREATE|os.O_RDWR|noFollow), flock.SetPermissions(0o600))
	ok, err := f.TryLock()
	if !ok {
		// Unlocking closes what was opened; there is nothing to lose in it.
		_ = f.Close()
	}
	if err != nil || !ok {
		return false, wrapped("locking", err)
	}
	info, err := f.Stat()
	if err != nil {
		return false, errors.Join(wrapped("locking", err), f.Close())
	}
	if l.flock != nil {
		_ = l.flock.Close() // nobody can find that file any more
	}
	l.flock, l.info = f, info
	// The content only helps to name us. A full disk must not keep a journal shut.
	_ = writeOwner(l.path, now)
	return true, nil
}

// onlyAFile wants a regular file at a path, or nothing.
func onlyAFile(path string) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return &regular.Error{Path: path, Mode: info.Mode()}
	}
	return nil // what is wrong otherwise is found by opening it
}

func wrapped(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

var errLockTaken = errors.New("another program has the lock")

// keep makes sure that the file at the lock's path is the one that is locked. A file that
// was deleted is made and locked again: no program can have opened the journal meanwhile, for
// the folder and the store are locked too.
func (l *lock) keep(now time.Time) error {
	info, err := os.Lstat(l.path)
	if err == nil && os.SameFile(info, l.info) {
		return nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return wrapped("looking at the lock", err)
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
		// A child that is just being started may hold the folder open a moment longer.
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

// writeOwner leaves the first byte alone: Windows lets no program read or write it while
// it is locked, and so nothing can be cut off the file either. Empty lines fill it up.
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

// inUse says that the journal in dir is open elsewhere, and by whom if the file says so.
func inUse(dir, path string) error {
	o := lockOwner(path)
	here, err := os.Hostname()
	e := &fault.Error{Class: ErrInUse, Kind: "the-journal-in-folder-is-open-in-another-window", Thing: dir,
		Values: fault.V{"Process": strconv.Itoa(o.pid), "Host": strconv.Quote(o.host), "Since": o.start}}
	switch {
	case o.pid == 0:
		e.Kind = "the-journal-in-folder-is-open-in"
	case !o.dated:
		e.Kind = "the-journal-in-folder-is-open-in-another"
	case err == nil && o.host != here:
		e.Kind = "the-journal-in-folder-is-open-in-another-window-or"
	}
	return e
}

// owner is who has a journal open; what is not known of them is empty.
type owner struct {
	pid   int
	host  string
	start time.Time
	dated bool
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
