package keeper

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// openingPause is how often to look whether another program has ended its opening.
const openingPause = 50 * time.Millisecond

// markOf returns the file that is locked while a program opens the journal in order to hold it: it does not
// answer at the socket yet, and those who come wait for it. The lock ends with the program, however that ends.
func markOf(address string) string { return address + ".opening" }

// BeginOpening says that the journal of a socket's address is being opened in order to be held, until done is
// called. It waits for another program that does the same.
func BeginOpening(ctx context.Context, address string) (done func(), err error) {
	path := markOf(address)
	for {
		f := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
		ok, err := f.TryLock()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("saying that the journal is being opened: %w", err), f.Close())
		}
		if ok && isAt(f, path) {
			return func() {
				_ = os.Remove(path) // a file that stays is not locked, and means nothing
				_ = f.Close()
			}, nil
		}
		_ = f.Close() // somebody else has it, or has removed it meanwhile
		select {
		case <-time.After(openingPause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// isAt reports whether the locked file is still the one at its path.
func isAt(f *flock.Flock, path string) bool {
	locked, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(locked, there)
}

// IsOpening reports whether a program is opening the journal of a socket's address in order to hold it.
func IsOpening(address string) bool {
	path := markOf(address)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f := flock.New(path, flock.SetFlag(os.O_RDONLY))
	ok, err := f.TryRLock()
	_ = f.Close() // it was only looked at
	return err == nil && !ok
}

// Await returns who holds the journal at a socket's address, once a program that is opening it has done so; nil
// if there is none, or after limit.
func Await(ctx context.Context, address string, limit time.Duration) *Held {
	for waited := time.Duration(0); ; waited += openingPause {
		// Who answers looks after whether somebody is about to: it begins to answer before it ends saying so.
		opening := waited < limit && IsOpening(address)
		if held := Find(address); held != nil || !opening {
			return held
		}
		select {
		case <-time.After(openingPause):
		case <-ctx.Done():
			return nil
		}
	}
}
