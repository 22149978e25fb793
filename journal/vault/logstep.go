package vault

import (
	"encoding/binary"
	"fmt"
	"iter"

	"enactive/journal/vault/internal/seal"
)

// A frame of the log holds a part of a batch of changes:
//
//	flags   1  1 the last part of its batch, 2 the first part of a snapshot
//	op      8  the number of the batch
//	changes 4  count, each: kind 1 (0 deletes, 1 puts), id 16, and for a put: length 4, the sealed value
//
// followed, in the last part, by fields of the store's head after the batch:
//
//	generation 8 | count 8 | set hash 32
const (
	flagLast     = 1
	flagSnapshot = 2

	stepHead    = 1 + 8 + 4
	headOfStore = 8 + 8 + 32
)

// step is the contents of a frame. Its values share the frame's memory.
type step struct {
	last, snapshot bool
	op             uint64
	changes        []sealedChange
	head           seal.Head // generation, op, count and set only; of the last part
}

// partsOf encodes a batch in one or more parts of about partSize.
func partsOf(changes []sealedChange, head seal.Head, snapshot bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		first := true
		for {
			n, size := 0, 0
			for n < len(changes) && (n == 0 || size < partSize) {
				size += 1 + len(seal.ID{}) + 4 + len(changes[n].value)
				n++
			}
			last := n == len(changes)
			if !yield(encodeStep(changes[:n], size, head, last, snapshot && first)) || last {
				return
			}
			changes, first = changes[n:], false
		}
	}
}

func encodeStep(changes []sealedChange, size int, head seal.Head, last, snapshot bool) []byte {
	b := make([]byte, 0, stepHead+size+headOfStore)
	flags := byte(0)
	if last {
		flags |= flagLast
	}
	if snapshot {
		flags |= flagSnapshot
	}
	b = append(b, flags)
	b = binary.BigEndian.AppendUint64(b, head.Op)
	b = binary.BigEndian.AppendUint32(b, uint32(len(changes)))
	for _, c := range changes {
		if c.value == nil {
			b = append(append(b, 0), c.id[:]...)
			continue
		}
		b = append(append(b, 1), c.id[:]...)
		b = binary.BigEndian.AppendUint32(b, uint32(len(c.value)))
		b = append(b, c.value...)
	}
	if last {
		b = binary.BigEndian.AppendUint64(b, head.Generation)
		b = binary.BigEndian.AppendUint64(b, head.Count)
		b = append(b, head.Set[:]...)
	}
	return b
}

// decodeStep decodes the contents of a frame. The error wraps seal.ErrDamaged. It validates
// everything, although the frame was opened with the key.
func decodeStep(b []byte) (step, error) {
	bad := fmt.Errorf("%w: a step of the log", seal.ErrDamaged)
	if len(b) < stepHead {
		return step{}, bad
	}
	s := step{last: b[0]&flagLast != 0, snapshot: b[0]&flagSnapshot != 0, op: binary.BigEndian.Uint64(b[1:])}
	n := binary.BigEndian.Uint32(b[9:])
	b = b[stepHead:]
	for range n {
		if len(b) < 1+len(seal.ID{}) {
			return step{}, bad
		}
		c := sealedChange{id: seal.ID(b[1 : 1+len(seal.ID{})])}
		puts := b[0] == 1
		b = b[1+len(seal.ID{}):]
		if puts {
			if len(b) < 4 {
				return step{}, bad
			}
			size := int64(binary.BigEndian.Uint32(b))
			if size == 0 || size > int64(len(b)-4) {
				return step{}, bad
			}
			c.value, b = b[4:4+size:4+size], b[4+size:]
		}
		s.changes = append(s.changes, c)
	}
	if s.last {
		if len(b) < headOfStore {
			return step{}, bad
		}
		s.head = seal.Head{Generation: binary.BigEndian.Uint64(b), Op: s.op, Count: binary.BigEndian.Uint64(b[8:])}
		copy(s.head.Set[:], b[16:])
	}
	return s, nil
}
