package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"

	"enactive/journal/vault/internal/seal"
)

// logScan is what reading a log has shown.
type logScan struct {
	id  uint64   // the log's number, 0 where no segment tells it
	end position // behind the last good frame
	seq uint64   // of that frame
	// damaged is true when something before the end is missing or cannot be read, and torn
	// when something follows the end: what a save that was cut short has left, or damage.
	damaged, torn bool
	size          int64      // of all files together
	ends          []frameEnd // of all good frames
	// agreed is what the log says of the store where reading began; nil for nothing.
	agreed *seal.Head
}

type frameEnd struct {
	at  position
	seq uint64
}

// sequenceAt is the number of the frame that ends at a position, and whether one does.
func (s *logScan) sequenceAt(at position) (uint64, bool) {
	for _, e := range slices.Backward(s.ends) {
		if e.at == at {
			return e.seq, true
		}
	}
	return 0, false
}

// readLog reads a log from its beginning and hands on every undamaged frame, still
// sealed. Damage does not stop it: it goes on where the next frame begins. A folder that
// is not there is an empty log.
func readLog(ctx context.Context, dir string, fn func(at seal.Place, end position, sealed []byte) error) (logScan, error) {
	numbers, err := segments(dir)
	if err != nil {
		return logScan{}, err
	}
	var s logScan
	for i, n := range numbers {
		if err := ctx.Err(); err != nil {
			return s, err
		}
		b, err := readSegment(segmentPath(dir, n))
		if err != nil {
			if !isDamage(err) {
				return s, fmt.Errorf("reading the log: %w", err)
			}
			s.damaged = true // a bad sector, or a link
			continue
		}
		if n != uint64(i)+1 || s.torn {
			s.damaged = true
		}
		s.torn = false
		s.size += int64(len(b))
		if err := s.segment(n, b, fn); err != nil {
			return s, err
		}
	}
	return s, nil
}

// readSegment reads a file of the log, but not one to which a link leads.
func readSegment(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	return io.ReadAll(f)
}

// segments lists the numbers of the segments there are, in order.
func segments(dir string) ([]uint64, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("reading the log: %w", err)
	}
	var numbers []uint64
	for _, e := range entries {
		if n, ok := segmentNumber(e.Name()); ok {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

func (s *logScan) segment(n uint64, b []byte, fn func(seal.Place, position, []byte) error) error {
	id, ok := parseSegmentHeader(b, n)
	switch {
	case !ok && len(b) < segmentHead:
		s.torn = true // a segment that was just being begun
		return nil
	case !ok, s.id != 0 && s.id != id:
		s.damaged = true
		if s.id != 0 {
			id = s.id
		}
	}
	if s.id == 0 && ok {
		s.id = id
	}
	offset := segmentHead
	if s.end.segment != n {
		s.end = position{n, segmentHead}
	}
	for offset < len(b) {
		size, seq, ok := frameAt(b[offset:])
		if !ok {
			next := nextFrame(b, offset+1)
			if next < 0 {
				s.torn = true
				return nil
			}
			s.damaged = true
			offset = next
			continue
		}
		if seq != s.seq+1 {
			s.damaged = true
		}
		end := position{n, int64(offset + size)}
		if seq > s.seq {
			s.seq, s.end = seq, end
			s.ends = append(s.ends, frameEnd{end, seq})
			if err := fn(seal.Place{Log: id, Segment: n, Sequence: seq}, end, b[offset+frameHead:offset+size]); err != nil {
				return err
			}
		}
		offset += size
	}
	return nil
}

// frameAt tells whether b begins with an undamaged frame, and how long that is.
func frameAt(b []byte) (size int, seq uint64, ok bool) {
	if len(b) < frameHead || string(b[:len(frameMagic)]) != frameMagic {
		return 0, 0, false
	}
	n := binary.BigEndian.Uint32(b[4:])
	if n > maxFrame || int(n) > len(b)-frameHead {
		return 0, 0, false
	}
	size = frameHead + int(n)
	if crc32.Checksum(b[12:size], crcTable) != binary.BigEndian.Uint32(b[8:]) {
		return 0, 0, false
	}
	return size, binary.BigEndian.Uint64(b[12:]), true
}

// nextFrame finds where the next undamaged frame begins, -1 for nowhere.
func nextFrame(b []byte, from int) int {
	for from < len(b) {
		i := bytes.Index(b[from:], []byte(frameMagic))
		if i < 0 {
			return -1
		}
		if _, _, ok := frameAt(b[from+i:]); ok {
			return from + i
		}
		from += i + 1
	}
	return -1
}

// batch is a whole batch of changes from the log.
type batch struct {
	log      uint64 // which log it is of
	changes  []sealedChange
	head     seal.Head
	snapshot bool
	end      position
	seq      uint64
	// agreed is what the log says of the store where reading began; nil for nothing.
	agreed *seal.Head
}

// readBatches reads a log and hands on its batches. Of a batch whose parts are not all
// there only those are handed on that are, with torn true, unless it is the last: that
// one was never called saved.
func (v *Vault) readBatches(ctx context.Context, after position, fn func(b batch, torn bool) error) (logScan, error) {
	var open batch
	begun := false
	flush := func() error {
		if !begun {
			return nil
		}
		begun = false
		return fn(open, true)
	}
	undecipherable := false
	var agreed *seal.Head
	scan, err := readLog(ctx, v.logPath(), func(at seal.Place, end position, sealed []byte) error {
		if end == after {
			if s, err := v.openStep(at, sealed); err == nil && s.last {
				agreed = &s.head
			}
		}
		if !after.before(end) {
			return nil
		}
		s, err := v.openStep(at, sealed)
		if err != nil {
			undecipherable = true
			return nil
		}
		if begun && (s.op != open.head.Op || at.Sequence != open.seq+1) {
			if err := flush(); err != nil {
				return err
			}
		}
		if !begun {
			open, begun = batch{log: at.Log, snapshot: s.snapshot, agreed: agreed}, true
			open.head.Op = s.op
		}
		open.changes = append(open.changes, s.changes...)
		open.end, open.seq = end, at.Sequence
		if !s.last {
			return nil
		}
		open.head, begun = s.head, false
		return fn(open, false)
	})
	scan.damaged, scan.agreed = scan.damaged || undecipherable, agreed
	return scan, err
}

func (v *Vault) openStep(at seal.Place, sealed []byte) (step, error) {
	plain, err := v.keys.OpenFrame(at, sealed)
	if err != nil {
		return step{}, err
	}
	return decodeStep(plain)
}

// replay is what a whole log amounts to.
type replay struct {
	logScan
	values map[seal.ID][]byte
	head   seal.Head // of the last batch
	end    position  // behind it
	endSeq uint64
	// whole is true when nothing is missing: the values are those of which the last batch
	// has told the hash.
	whole bool
}

// replayLog reads the log from its beginning and returns all records as they are after
// its last batch.
func (v *Vault) replayLog(ctx context.Context) (*replay, error) {
	r := &replay{values: map[seal.ID][]byte{}}
	torn, seen := false, false
	scan, err := v.readBatches(ctx, position{}, func(b batch, partial bool) error {
		if b.snapshot {
			clear(r.values)
		}
		torn = torn || partial
		for _, c := range b.changes {
			if c.value == nil {
				delete(r.values, c.id)
				continue
			}
			r.values[c.id] = bytes.Clone(c.value)
		}
		if !partial {
			r.head, r.end, r.endSeq, seen = b.head, b.end, b.seq, true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.logScan = scan
	set, err := v.markValues(r.values)
	if err != nil {
		return nil, err
	}
	r.whole = seen && !torn && set == r.head.Set && uint64(len(r.values)) == r.head.Count
	return r, nil
}

func (v *Vault) markValues(values map[seal.ID][]byte) (set seal.Mark, err error) {
	marker, err := v.keys.Marker()
	if err != nil {
		return set, err
	}
	for id, value := range values {
		set.Add(marker.Mark(id, value))
	}
	return set, nil
}
