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
)

const (
	lockName    = "lock"
	maxLockFile = 512
)

// lock is held while the journal is open. The system drops it when the program ends,
// however it ends; the file stays.
type lock struct{ flock *flock.Flock }

// takeLock never waits. The error wraps ErrInUse and names who has it.
func takeLock(dir string, now time.Time) (*lock, error) {
	path := filepath.Join(dir, lockName)
	l := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	ok, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking: %w", err)
	}
	if !ok {
		return nil, fail(ErrInUse, nil, "the journal in %s is open in another window or program%s; close it there first", dir, lockOwner(path))
	}
	// The content only helps to name us. A full disk must not keep a journal shut.
	_ = writeOwner(path, now)
	return &lock{flock: l}, nil
}

func (l *lock) release() error {
	if l == nil {
		return nil
	}
	if err := l.flock.Unlock(); err != nil {
		return fmt.Errorf("unlocking: %w", err)
	}
	return nil
}

// writeOwner leaves the first byte alone: Windows lets nobody read or write it while
// it is locked, and so nothing can be cut off the file either. Empty lines fill it up.
func writeOwner(path string, now time.Time) error {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	text := fmt.Sprintf("pid %d\nhost %s\nstart %s\n", os.Getpid(), host, now.Format(time.RFC3339))
	f, err := os.OpenFile(path, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte(text+strings.Repeat("\n", max(0, maxLockFile-len(text)))), 1)
	return errors.Join(err, f.Close())
}

// lockOwner returns " (process 123 on host, since ...)", or nothing when the file does
// not say so.
func lockOwner(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close() // only read
	b := make([]byte, maxLockFile)
	n, err := f.ReadAt(b, 1)
	if err != nil && err != io.EOF {
		return ""
	}
	fields := map[string]string{}
	for line := range strings.Lines(string(b[:n])) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		fields[name] = value
	}
	pid, err := strconv.Atoi(fields["pid"])
	if err != nil {
		return ""
	}
	start, err := time.Parse(time.RFC3339, fields["start"])
	if err != nil {
		return fmt.Sprintf(" (process %d)", pid)
	}
	here, err := os.Hostname()
	if err == nil && fields["host"] != here {
		return fmt.Sprintf(" (process %d on %q, since %s)", pid, fields["host"], start.Format("2 January 2006 15:04"))
	}
	return fmt.Sprintf(" (process %d, since %s)", pid, start.Format("2 January 2006 15:04"))
}
