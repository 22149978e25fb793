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

	"enactive/journal/wording"
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
		return nil, fail(ErrInUse, nil, inUse(dir, path))
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

// inUse says that the journal in dir is open elsewhere, and by whom where the file tells.
func inUse(dir, path string) string {
	o := lockOwner(path)
	here, err := os.Hostname()
	with := wording.V{"Folder": dir, "Process": strconv.Itoa(o.pid), "Host": strconv.Quote(o.host), "Since": wording.Moment(o.start)}
	switch {
	case o.pid == 0:
		return wording.Say("the journal in {{.Folder}} is open in another window or program; close it there first", with)
	case !o.dated:
		return wording.Say("the journal in {{.Folder}} is open in another window or program (process {{.Process}}); close it there first", with)
	case err == nil && o.host != here:
		return wording.Say("the journal in {{.Folder}} is open in another window or program (process {{.Process}} on {{.Host}}, since {{.Since}}); close it there first", with)
	}
	return wording.Say("the journal in {{.Folder}} is open in another window or program (process {{.Process}}, since {{.Since}}); close it there first", with)
}

// owner is who has a journal open; what is not known of them is empty.
type owner struct {
	pid   int
	host  string
	start time.Time
	dated bool
}

func lockOwner(path string) owner {
	f, err := os.Open(path)
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
