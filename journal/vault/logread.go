package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// logScan is the result of reading a log.
type logScan struct {
	id  uint64   // the log's number, 0 if no segment header is readable
	end position // of the last sound frame
	seq uint64   // of that frame
	// damaged reports whether anything before the end is missing or unreadable, and torn whether
	// data follows the end: the remains of an interrupted save, or damage.
	damaged, torn bool
	size          int64      // of all files together
	ends          []frameEnd // of all sound frames
	// agreed is the head recorded in the log at the position where reading began; nil if none.
	agreed *seal.Head
	room   []byte // for the windows, one after the other
}

type frameEnd struct {
	at  position
	seq uint64
}

// sequenceAt returns the number of the frame that ends at a position, and whether there is one.
func (s *logScan) sequenceAt(at position) (uint64, bool) {
	for _, e := range slices.Backward(s.ends) {
		if e.at == at {
			return e.seq, true
		}
	}
	return 0, false
}

// readLog reads a log from its beginning and calls fn with every undamaged frame, still
// sealed and valid until it returns. After damage it continues at the next frame. A missing folder is an empty log.
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
		f, err := regular.Open(segmentPath(dir, n), os.O_RDONLY, 0)
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
		err = s.segment(ctx, n, f, fn)
		if err := errors.Join(err, f.Close()); err != nil {
			return s, err
		}
	}
	s.room = nil
	return s, nil
}

// segments lists the numbers of the existing segments in order.
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

// segment reads one segment, holding a window of it in memory. It skips data not
// written by this program, such as a hole of gigabytes.
func (s *logScan) segment(ctx context.Context, n uint64, f *os.File, fn func(seal.Place, position, []byte) error) error {
	w, err := newWindow(f, s.room)
	if err != nil {
		return fmt.Errorf("reading the log: %w", err)
	}
	defer func() { s.room = w.b }()
	s.size += w.size
	head, err := w.at(0, segmentHead)
	if err != nil {
		return s.noteUnreadable(err)
	}
	id, ok := parseSegmentHeader(head, n)
	switch {
	case !ok && w.size < segmentHead:
		s.torn = true // a segment that was just being created
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
	if s.end.segment != n {
		s.end = position{n, segmentHead}
	}
	for offset := int64(segmentHead); offset < w.size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		frame, seq, ok, err := w.frame(offset)
		if err != nil {
			return s.noteUnreadable(err)
		}
		if !ok {
			next, err := w.nextFrame(ctx, offset+1)
			if err != nil {
				return s.noteUnreadable(err)
			}
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
		end := position{n, offset + int64(len(frame))}
		if seq > s.seq {
			s.seq, s.end = seq, end
			s.ends = append(s.ends, frameEnd{end, seq})
			if err := fn(seal.Place{Log: id, Segment: n, Sequence: seq}, end, frame[frameHead:]); err != nil {
				return err
			}
		}
		offset += int64(len(frame))
	}
	return nil
}

// noteUnreadable records damage if the disk could not be read; it returns other errors.
func (s *logScan) noteUnreadable(err error) error {
	if !isDamage(err) {
		return fmt.Errorf("reading the log: %w", err)
	}
	s.damaged = true // a bad sector
	return nil
}

// batch is a whole batch of changes from the log.
type batch struct {
	log      uint64 // number of its log
	changes  []sealedChange
	head     seal.Head
	snapshot bool
	end      position
	seq      uint64
	// agreed is the head recorded in the log at the position where reading began; nil if none.
	agreed *seal.Head
}

// readBatches reads a log and calls fn with its batches. For an incomplete batch it passes the
// existing parts, with torn true, unless it is the last one, which was never acknowledged.
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

// replay is the result of replaying a whole log.
type replay struct {
	logScan
	values map[seal.ID][]byte
	head   seal.Head // of the last batch
	end    position  // of that batch
	endSeq uint64
	// whole is true if nothing is missing: the values match the hash recorded in the last
	// batch.
	whole bool
	// opened is true if the keys opened any frame.
	opened bool
}

// replayLog reads the log from its beginning and returns all records as of its last batch.
func (v *Vault) replayLog(ctx context.Context) (*replay, error) {
	r := &replay{values: map[seal.ID][]byte{}}
	torn, seen := false, false
	scan, err := v.readBatches(ctx, position{}, func(b batch, partial bool) error {
		r.opened = true
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
