package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// WriteOn lets Apply change a journal that Peek opened, of which not all was read. That is as safe as a save into a
// journal that has been open since both files were last read and found whole, at most a day ago: both are as they were
// then, to the time of their last change. The end of the log is read again, and must lead to the head of the store.
// In doubt nothing is written, the error wraps ErrDoubt, and Whole opens the journal. While it can be written,
// PeekAt still reads what was there before.
func (v *Vault) WriteOn(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.peeked == nil || v.store != nil {
		return ErrDoubt
	}
	if err := v.writeOn(ctx); err != nil {
		_ = errors.Join(v.store.close(), v.log.close()) // nothing was written
		v.store, v.log, v.tags, v.readOnly = nil, nil, nil, ErrDoubt
		return fmt.Errorf("%w: %w", ErrDoubt, err)
	}
	return nil
}

func (v *Vault) writeOn(ctx context.Context) (err error) {
	if err := v.compareMarks(v.peeked.found); err != nil {
		return err
	}
	at := v.position()
	if v.head.Log == 0 || at.segment != v.peeked.found.segment {
		return errOther
	}
	seq, err := v.endOfLog(ctx, at)
	if err != nil {
		return err
	}
	if v.store, err = openStore(v.storePath()); err != nil {
		return err
	}
	if v.log, err = openLog(v.logPath(), v.keys, v.opts.Rand, v.head.Log, at, seq); err != nil {
		return err
	}
	v.readOnly, v.tags, v.checked = nil, newTags(nil), time.Unix(v.peeked.found.checked, 0)
	return v.compareContents(true)
}

// endOfLog reads the last segment of the log, and returns the number of its last frame, which must end where the store
// says and hold the head of the store.
func (v *Vault) endOfLog(ctx context.Context, at position) (seq uint64, err error) {
	f, err := regular.Open(segmentPath(v.logPath(), at.segment), os.O_RDONLY, 0)
	if err != nil {
		return 0, err
	}
	defer f.Close() // only read
	w, err := newWindow(f, nil)
	if err != nil {
		return 0, err
	}
	_, first, ok, err := w.frame(segmentHead)
	if err != nil || !ok {
		return 0, errors.Join(errOther, err)
	}
	var last seal.Place
	var sealed []byte
	s := logScan{seq: first - 1}
	err = s.segment(ctx, at.segment, f, func(place seal.Place, _ position, frame []byte) error {
		last, sealed = place, append(sealed[:0], frame...)
		return nil
	})
	if err != nil {
		return 0, err
	}
	if s.damaged || s.torn || s.id != v.head.Log || s.end != at {
		return 0, errOther
	}
	step, err := v.openStep(last, sealed)
	if err != nil {
		return 0, err
	}
	if !step.last || !sameState(&step.head, v.head) {
		return 0, errOther
	}
	return s.seq, nil
}

// RenewIndex writes the index anew after a save into a journal that Peek opened. had returns the tag that the index has
// of a record, and fill makes the new contents of the tags of what was saved and removed since; its false means that
// there shall be no index. The tags had before and those saved must lead from the head of the index to the one of the
// store. The time at which everything was read stays. As with WriteIndex, errors only mean that there is no index.
func (v *Vault) RenewIndex(had func(RecordID) (Tag, bool), fill func(*Tags) ([]byte, bool)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.peeked == nil || v.store == nil || v.checkUsable() != nil || v.log == nil {
		return
	}
	if v.head == v.peeked.head {
		return // nothing was saved
	}
	head, err := v.clearOfIndex(v.peeked.found.checked)
	if err != nil {
		return
	}
	var contents []byte
	ok := len(v.repair.Notes) == 0 && !v.repair.Lost && v.tags.leadTo(v.keys, v.peeked.head, v.head, had) && v.compareContents(true) == nil
	if ok {
		contents, ok = fill(v.tags)
	}
	if !ok {
		_ = os.Remove(v.indexPath()) // it would be found stale
		return
	}
	v.sealIndex(head, contents)
}

// leadTo reports whether what was saved leads from one head to another, by their set hashes.
func (t *Tags) leadTo(keys *seal.Keys, from, to seal.Head, had func(RecordID) (Tag, bool)) bool {
	marker, err := keys.Marker()
	if err != nil {
		return false
	}
	set, count := from.Set, from.Count
	for id := range t.gone {
		if tag, ok := had(RecordID(id)); ok {
			set.Add(marker.Mark(id, tag[:]))
			count--
		}
		if tag, ok := t.saved[id]; ok {
			set.Add(marker.Mark(id, tag[:]))
			count++
		}
	}
	return set == to.Set && count == to.Count
}

// Changed yields the records saved and removed since the journal was opened.
func (t *Tags) Changed(yield func(RecordID) bool) {
	for id := range t.gone {
		if !yield(RecordID(id)) {
			return
		}
	}
}
