package vault

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"enactive/journal/atomicfile"
	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// A program that copies folders may put older files in the place of a journal's, or files of another computer beside
// them. Neither shows in the folder alone: so the number of the last change is remembered outside of it, sealed.

// seenFile returns the file in a folder outside that remembers this journal in this place, and its id for sealing.
func (v *Vault) seenFile(folder string) (string, seal.ID) {
	sum := sha256.Sum256(append([]byte("enactive seen 1\x00"+v.dir+"\x00"), v.header.Vault[:]...))
	return filepath.Join(folder, hex.EncodeToString(sum[:16])), seal.ID(sum[:16])
}

const seenBucket = "seen"

// WentBack reports whether the journal had more changes when RememberSeen was last called here.
func (v *Vault) WentBack(folder string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.checkUsable() != nil {
		return false
	}
	op, epoch, ok := v.seen(folder)
	return ok && (epoch > v.header.Epoch || epoch == v.header.Epoch && op > v.head.Op)
}

// seen reads what is remembered: the epoch of the keys, in clear text, and the number of the last change, which only
// these keys open.
func (v *Vault) seen(folder string) (op uint64, epoch uint32, ok bool) {
	file, id := v.seenFile(folder)
	f, err := regular.Open(file, os.O_RDONLY, 0)
	if err != nil {
		return 0, 0, false
	}
	defer f.Close() // only read
	raw, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil || len(raw) < 4 {
		return 0, 0, false
	}
	epoch = binary.BigEndian.Uint32(raw)
	_, doc, err := v.keys.Bucket(seenBucket).Open(nil, id, raw[4:])
	if epoch > v.header.Epoch {
		return 0, epoch, true
	}
	if err != nil || len(doc) != 8 || epoch != v.header.Epoch { // of earlier keys
		return 0, 0, false
	}
	return binary.BigEndian.Uint64(doc), epoch, true
}

// RememberSeen remembers how many changes the journal has.
func (v *Vault) RememberSeen(folder string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return err
	}
	if op, epoch, ok := v.seen(folder); ok && op == v.head.Op && epoch == v.header.Epoch {
		return nil
	}
	file, id := v.seenFile(folder)
	sealed, err := v.keys.Bucket(seenBucket).Seal(binary.BigEndian.AppendUint32(nil, v.header.Epoch), v.opts.Rand, id, binary.BigEndian.AppendUint64(nil, v.head.Op))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return atomicfile.Write(file, func(w io.Writer) error { _, err := w.Write(sealed); return err })
}

// conflicted matches the names that programs give to the files of another computer: of Syncthing, of Dropbox and
// Nextcloud, and of those that count.
var conflicted = regexp.MustCompile(`(?i)conflict| \(\d+\)(\.|$)`)

// ConflictCopies returns the files that a program which copies folders put beside those of the journal, because both
// were changed: their paths, those of the store first.
func (v *Vault) ConflictCopies() []string {
	var found []string
	for _, dir := range []string{v.dir, filepath.Join(v.dir, logName)} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if e.Type().IsRegular() && conflicted.MatchString(e.Name()) {
				found = append(found, filepath.Join(dir, e.Name()))
			}
		}
	}
	slices.SortStableFunc(found, func(a, b string) int {
		return boolInt(!IsStoreCopy(a)) - boolInt(!IsStoreCopy(b))
	})
	return found
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// IsStoreCopy reports whether the name of a conflict copy is one of a store, which can be taken in.
func IsStoreCopy(path string) bool { return strings.HasPrefix(filepath.Base(path), "store") }
