package vault

import (
	"errors"
	"os"
	"runtime"
)

// manyBytes is from how many bytes on the changes of one save have room made for them.
const manyBytes = 4 << 20

// makeRoom has the store mapped large enough for many changes. Each time bbolt needs a larger mapping during a save, which
// it doubles, it copies all that the save has changed so far; of 100,000 documents these copies are two gigabytes. The
// store is opened anew for that: the journal stays locked, and the save compares the head before it writes. Windows
// lengthens the file as far as it is mapped, so there it is left.
func (v *Vault) makeRoom(ready []sealedChange) error {
	const itself, halfFull = 64, 3
	size := int64(0)
	for _, c := range ready {
		size += int64(len(c.value)) + itself
	}
	if size < manyBytes || runtime.GOOS == "windows" || v.store.faulted.Load() {
		return nil
	}
	room := v.store.size() + halfFull*size
	if room <= int64(v.store.room) {
		return nil
	}
	old := v.store
	err := old.close()
	v.store = nil
	if err == nil {
		v.store, err = openStoreWith(v.storePath(), false, int(room))
	}
	if err == nil && !os.SameFile(old.info, v.store.info) {
		err = errors.Join(errReplaced, v.store.close())
		v.store = nil
	}
	if err != nil {
		return v.markBroken(err, err)
	}
	return nil
}
