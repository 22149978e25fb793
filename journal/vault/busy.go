package vault

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// IsBusy reports, without waiting, whether another program has the journal in dir open for writing. It
// may report false where that cannot be found out; opening the journal then waits and fails.
func IsBusy(dir string) bool {
	path := filepath.Join(dir, storeName)
	if checkRegular(path) != nil {
		return false
	}
	// The lock of the store and not the journal's own: whoever opens the journal at this moment tries
	// again for that one.
	f := flock.New(path, flock.SetFlag(os.O_RDONLY|noFollow))
	ok, err := f.TryRLock()
	if err != nil {
		return false
	}
	if ok {
		// Closing only releases the file; its error does not matter.
		_ = f.Close()
	}
	return !ok
}
