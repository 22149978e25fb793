package vault

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"time"

	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// The index is a file that says what the journal holds, so that a few documents can be read without reading
// all: see Peek. It is written when the journal is closed after all of it was read and compared, and holds
// for as long as nothing has written to the store and the log since. It is never repaired and never trusted
// beyond that: without it, or in doubt, everything is read.
//
//	magic      8  "enactidx"
//	format     2  1
//	epoch      4  of the master key
//	checked    8  when all of the journal was read, in seconds since 1970
//	segment    8  the last one of the log
//	log       32  its size 8, time of the last write 8, of the last change 8, both in nanoseconds, inode 8
//	store     32  the same of the store
//	sealed     n  see package seal: the head, and the contents
const (
	indexName   = "index"
	indexMagic  = "enactidx"
	indexFormat = 1
	indexHead   = len(indexMagic) + 2 + 4 + 8 + 8 + 2*fileMarkSize
	// maxIndex is the maximum size of an index: that of a million documents.
	maxIndex = 64 << 20
)

// indexLasts is how long an index is used after everything was read; the next opening after that reads
// everything again, to notice damage that no program did. An index is renewed from half of that time on.
const indexLasts = 24 * time.Hour

// Tag is the end of a sealed document. No two have the same, so it tells whether a document is the one that
// is meant, and not an older one.
type Tag [seal.TagSize]byte

// idTag is a record and its tag.
type idTag struct {
	id  seal.ID
	tag Tag
}

// Tags are the tags of all records: as read when the journal was opened, and what was saved since.
type Tags struct {
	read  []idTag // by id
	saved map[seal.ID]Tag
	gone  map[seal.ID]bool
}

func tagOf(value []byte) (tag Tag) {
	copy(tag[:], value[max(0, len(value)-len(tag)):])
	return tag
}

// newTags returns the tags of batches, each of which is sorted.
func newTags(batches [][]idTag) *Tags {
	slices.SortFunc(batches, func(a, b []idTag) int { return bytes.Compare(a[0].id[:], b[0].id[:]) })
	return &Tags{read: slices.Concat(batches...), saved: map[seal.ID]Tag{}, gone: map[seal.ID]bool{}}
}

// save records what was saved.
func (t *Tags) save(changes []sealedChange) {
	if t == nil {
		return
	}
	for _, c := range changes {
		delete(t.saved, c.id)
		t.gone[c.id] = true
		if c.value != nil {
			t.saved[c.id] = tagOf(c.value)
		}
	}
}

// All yields all records with their tags, in no order.
func (t *Tags) All() iter.Seq2[RecordID, Tag] {
	return func(yield func(RecordID, Tag) bool) {
		for id, tag := range t.saved {
			if !yield(RecordID(id), tag) {
				return
			}
		}
		for _, r := range t.read {
			if !t.gone[r.id] && !yield(RecordID(r.id), r.tag) {
				return
			}
		}
	}
}

// Of returns the tag of a record.
func (t *Tags) Of(record RecordID) (Tag, bool) {
	id := seal.ID(record)
	if tag, ok := t.saved[id]; ok {
		return tag, true
	}
	i, ok := slices.BinarySearchFunc(t.read, id, func(a idTag, id seal.ID) int { return bytes.Compare(a.id[:], id[:]) })
	if !ok || t.gone[id] {
		return Tag{}, false
	}
	return t.read[i].tag, true
}

// fit reports whether the tags are those of all records of a head, by its set hash.
func (t *Tags) fit(keys *seal.Keys, head seal.Head) bool {
	marker, err := keys.Marker()
	if err != nil {
		return false
	}
	var set seal.Mark
	var count uint64
	for id, tag := range t.All() {
		set.Add(marker.Mark(seal.ID(id), tag[:]))
		count++
	}
	return set == head.Set && count == head.Count
}

func (v *Vault) indexPath() string { return filepath.Join(v.dir, indexName) }

// WriteIndex writes the index for Peek, unless there is a good one. The contents are what fill makes of the
// tags of the documents; its false means that there shall be no index. The index is a convenience: errors
// only mean that there is none. The caller closes the journal next.
func (v *Vault) WriteIndex(fill func(*Tags) ([]byte, bool)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.checkUsable() != nil || v.readOnly != nil || v.log == nil || v.repair.Lost || v.tags == nil {
		return
	}
	now := v.opts.Now()
	head, err := v.clearOfIndex(v.checked.Unix())
	if err != nil {
		return
	}
	if have, _, err := readIndex(v.indexPath(), indexHead); err == nil && have.isSame(head) && fresh(have.checked, now, indexLasts/2) {
		return
	}
	var contents []byte
	// The tags must be those of what is on the disk, whatever was repaired or rebuilt meanwhile.
	ok := v.tags.fit(v.keys, v.head) && v.compareContents(true) == nil
	if ok {
		contents, ok = fill(v.tags)
	}
	if !ok {
		_ = os.Remove(v.indexPath()) // it would be found stale
		return
	}
	v.sealIndex(head, contents)
}

// clearOfIndex returns what stands in clear in an index of what is on the disk.
func (v *Vault) clearOfIndex(checked int64) (c indexClear, err error) {
	store, err := markFile(v.storePath())
	if err != nil {
		return c, err
	}
	log, err := markFile(segmentPath(v.logPath(), v.log.at.segment))
	return indexClear{epoch: v.keys.Epoch(), checked: checked, segment: v.log.at.segment, log: log, store: store}, err
}

func (v *Vault) sealIndex(head indexClear, contents []byte) {
	plain := head.append(make([]byte, 0, indexHead+len(contents)+256))
	file, err := v.keys.SealIndex(plain, v.opts.Rand, plain, v.head, contents)
	if err != nil || len(file) > maxIndex {
		return
	}
	_ = replaceUnflushed(v.indexPath(), file) // see above
}

// replaceUnflushed replaces a file as a whole. After a power cut its contents may be incomplete.
func replaceUnflushed(path string, contents []byte) error {
	temp := path + ".new"
	if err := os.Remove(temp); err != nil && !os.IsNotExist(err) {
		return err
	}
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(contents)
	if err = cmp.Or(err, f.Close()); err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		_ = os.Remove(temp) // the first error counts
	}
	return err
}

// indexClear is what stands in clear at the beginning of the index.
type indexClear struct {
	epoch      uint32
	checked    int64
	segment    uint64
	log, store fileMark
}

func (c indexClear) append(b []byte) []byte {
	b = append(b, indexMagic...)
	b = binary.BigEndian.AppendUint16(b, indexFormat)
	b = binary.BigEndian.AppendUint32(b, c.epoch)
	b = binary.BigEndian.AppendUint64(b, uint64(c.checked))
	b = binary.BigEndian.AppendUint64(b, c.segment)
	return c.store.append(c.log.append(b))
}

// isSame reports whether two are of the same state of the files.
func (c indexClear) isSame(o indexClear) bool {
	c.checked = o.checked
	return c == o
}

// fresh reports whether a time is within a duration before now.
func fresh(seconds int64, now time.Time, lasts time.Duration) bool {
	age := now.Sub(time.Unix(seconds, 0))
	return age >= -time.Minute && age < lasts
}

// readIndex reads an index, at most so many bytes, and parses what stands in clear.
func readIndex(path string, most int) (c indexClear, file []byte, err error) {
	f, err := regular.Open(path, os.O_RDONLY, 0)
	if err != nil {
		return c, nil, err
	}
	defer f.Close() // only read
	info, err := f.Stat()
	if err != nil || info.Size() > maxIndex {
		return c, nil, errors.Join(err, seal.ErrDamaged)
	}
	file = make([]byte, min(info.Size(), int64(most)))
	if _, err := f.ReadAt(file, 0); err != nil {
		return c, nil, err
	}
	if len(file) < indexHead || string(file[:8]) != indexMagic || binary.BigEndian.Uint16(file[8:]) != indexFormat {
		return c, nil, fmt.Errorf("%w: the index", seal.ErrDamaged)
	}
	number := func(at int) uint64 { return binary.BigEndian.Uint64(file[at:]) }
	mark := func(at int) fileMark {
		return fileMark{int64(number(at)), int64(number(at + 8)), int64(number(at + 16)), number(at + 24)}
	}
	return indexClear{
		epoch: binary.BigEndian.Uint32(file[10:]), checked: int64(number(14)), segment: number(22),
		log: mark(30), store: mark(30 + fileMarkSize),
	}, file, nil
}
