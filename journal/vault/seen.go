package vault

import (
	"context"
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
// them. Neither shows in the folder alone: so the head as it was last left here is remembered outside of it, sealed.

// seenFile returns the file in a folder outside that remembers this journal in this place, and its id for sealing.
func (v *Vault) seenFile(folder string) (string, seal.ID) {
	sum := sha256.Sum256(append([]byte("enactive seen 1\x00"+v.dir+"\x00"), v.header.Vault[:]...))
	return filepath.Join(folder, hex.EncodeToString(sum[:16])), seal.ID(sum[:16])
}

const seenBucket = "seen"

// Line is how the files of a journal follow from what was last saved here.
type Line int

const (
	// Continued files hold what was last saved here, as far as can be known, whoever wrote to them since.
	Continued Line = iota
	// WentBack is for files that have fewer changes.
	WentBack
	// Forked is for files that have as many changes or more, but not the last one that was saved here: older files were
	// put in their place, and then written to elsewhere.
	Forked
)

// Line returns how the files follow from what RememberSeen was last called with. What cannot be known is Continued, such
// as after a new key, or if the log was written anew elsewhere: a wrong alarm would be worse.
func (v *Vault) Line(ctx context.Context, folder string) Line {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.checkUsable() != nil {
		return Continued
	}
	was := v.seen(folder)
	switch {
	case was.epoch > v.header.Epoch, was.epoch == v.header.Epoch && was.head.Op > v.head.Op:
		return WentBack
	case was.epoch != v.header.Epoch || !was.whole || was.head.Generation != v.head.Generation:
		return Continued // of a store that was rebuilt not all may be there
	case was.head.Op == v.head.Op && !sameState(&was.head, v.head):
		return Forked
	case was.head.Op < v.head.Op && was.head.Log == v.head.Log && !v.logHas(ctx, was.head):
		return Forked
	}
	return Continued
}

// logHas reports whether the log has the batch of changes that resulted in a head, at the place where that says it is, or
// may have it.
func (v *Vault) logHas(ctx context.Context, was seal.Head) bool {
	if was.Log == 0 || was.Count == 0 {
		return true // there was none to be found again
	}
	f, err := regular.Open(segmentPath(v.logPath(), was.Segment), os.O_RDONLY, 0)
	if err != nil {
		return true // unknown
	}
	defer f.Close() // only read
	at := position{was.Segment, int64(was.Offset)}
	found, readable := false, true
	var s logScan
	err = s.segment(ctx, was.Segment, f, func(place seal.Place, end position, sealed []byte) error {
		if end != at {
			return nil
		}
		step, err := v.openStep(place, sealed)
		readable = err == nil
		found = readable && step.last && sameState(&step.head, was)
		return nil
	})
	return found || !readable || err != nil || s.damaged || s.id != was.Log
}

// remembered is what is remembered of a journal here.
type remembered struct {
	epoch uint32
	head  seal.Head
	// whole is false if only the number of the last change is known, as earlier versions remembered it.
	whole bool
	// taken are the conflict copies that were taken in and are still there.
	taken [][sumSize]byte
}

const (
	sumSize = 16
	// seenHead is the size of a remembered head, and maxTaken how many files are remembered.
	seenHead = 6*8 + len(seal.Mark{})
	maxTaken = 100
)

// seen reads what is remembered: the epoch of the keys, in clear text, and the rest, which only these keys open.
func (v *Vault) seen(folder string) (was remembered) {
	file, id := v.seenFile(folder)
	f, err := regular.Open(file, os.O_RDONLY, 0)
	if err != nil {
		return was
	}
	defer f.Close() // only read
	raw, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil || len(raw) < 4 {
		return was
	}
	epoch := binary.BigEndian.Uint32(raw)
	if epoch > v.header.Epoch {
		return remembered{epoch: epoch}
	}
	_, doc, err := v.keys.Bucket(seenBucket).Open(nil, id, raw[4:])
	if err != nil || len(doc) < 8 || epoch != v.header.Epoch { // of earlier keys
		return was
	}
	was.epoch = epoch
	if was.whole = len(doc) >= seenHead; !was.whole {
		was.head.Op = binary.BigEndian.Uint64(doc)
		return was
	}
	for _, n := range []*uint64{&was.head.Op, &was.head.Generation, &was.head.Count, &was.head.Log, &was.head.Segment, &was.head.Offset} {
		*n, doc = binary.BigEndian.Uint64(doc), doc[8:]
	}
	doc = doc[copy(was.head.Set[:], doc):]
	for len(doc) >= sumSize {
		was.taken = append(was.taken, [sumSize]byte(doc))
		doc = doc[sumSize:]
	}
	return was
}

// RememberSeen remembers how the journal was left here.
func (v *Vault) RememberSeen(folder string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return err
	}
	was := v.seen(folder)
	if was.whole && was.head == v.head && was.epoch == v.header.Epoch {
		return nil
	}
	return v.remember(folder, was.taken)
}

// remember writes what is remembered; v.mu is held.
func (v *Vault) remember(folder string, taken [][sumSize]byte) error {
	var doc []byte
	for _, n := range []uint64{v.head.Op, v.head.Generation, v.head.Count, v.head.Log, v.head.Segment, v.head.Offset} {
		doc = binary.BigEndian.AppendUint64(doc, n)
	}
	doc = append(doc, v.head.Set[:]...)
	for _, t := range taken[max(0, len(taken)-maxTaken):] {
		doc = append(doc, t[:]...)
	}
	file, id := v.seenFile(folder)
	sealed, err := v.keys.Bucket(seenBucket).Seal(binary.BigEndian.AppendUint32(nil, v.header.Epoch), v.opts.Rand, id, doc)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	// What a killed program left goes with the next one that writes here; if it cannot, it is in nobody's way.
	_ = atomicfile.RemoveLeftovers(folder, v.opts.Now().Add(-leftoverAge))
	return atomicfile.Write(file, func(w io.Writer) error { _, err := w.Write(sealed); return err })
}

// sumOf identifies a file as it is now.
func sumOf(path string) (sum [sumSize]byte, ok bool) {
	info, err := os.Lstat(path)
	if err != nil {
		return sum, false
	}
	b := binary.BigEndian.AppendUint64([]byte(filepath.Base(path)+"\x00"), uint64(info.Size()))
	all := sha256.Sum256(binary.BigEndian.AppendUint64(b, uint64(info.ModTime().UnixNano())))
	return [sumSize]byte(all[:]), true
}

// RememberTaken remembers that a conflict copy was taken in, so that FreshCopies leaves it out from now on unless it
// changes. Another file is left alone.
func (v *Vault) RememberTaken(folder, path string) error {
	given, err := os.Stat(path)
	if err != nil {
		return err
	}
	for _, copied := range v.ConflictCopies() {
		info, err := os.Stat(copied)
		if err != nil || !os.SameFile(info, given) {
			continue
		}
		sum, ok := sumOf(copied)
		v.mu.Lock()
		defer v.mu.Unlock()
		if err := v.checkUsable(); err != nil || !ok {
			return err
		}
		was := v.seen(folder)
		if slices.Contains(was.taken, sum) {
			return nil
		}
		return v.remember(folder, append(was.taken, sum))
	}
	return nil
}

// FreshCopies returns the ConflictCopies that were not taken in here.
func (v *Vault) FreshCopies(folder string) []string {
	copies := v.ConflictCopies()
	if len(copies) == 0 || folder == "" {
		return copies
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.checkUsable() != nil {
		return copies
	}
	taken := v.seen(folder).taken
	return slices.DeleteFunc(copies, func(path string) bool {
		sum, ok := sumOf(path)
		return ok && slices.Contains(taken, sum)
	})
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
			if e.Type().IsRegular() && IsConflictCopy(e.Name()) {
				found = append(found, filepath.Join(dir, e.Name()))
			}
		}
	}
	slices.SortStableFunc(found, func(a, b string) int {
		return boolInt(!IsStoreCopy(a)) - boolInt(!IsStoreCopy(b))
	})
	return found
}

// IsConflictCopy reports whether the name of a file is one that such a program gives.
func IsConflictCopy(path string) bool { return conflicted.MatchString(filepath.Base(path)) }

// IsStore reports whether a file is the store of the journal in dir.
func IsStore(dir, path string) bool {
	own, err := os.Stat(filepath.Join(dir, storeName))
	if err != nil {
		return false
	}
	given, err := os.Stat(path)
	return err == nil && os.SameFile(own, given)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// IsStoreCopy reports whether the name of a conflict copy is one of a store, which can be taken in.
func IsStoreCopy(path string) bool { return strings.HasPrefix(filepath.Base(path), "store") }
