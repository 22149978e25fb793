package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"iter"
)

// segment is one file of the log.
type segment struct {
	number uint64
	b      []byte
}

func crc(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// logOf returns the number of the log that a segment is of; 0 if its header is damaged.
func (s segment) logOf() uint64 {
	f := &fields{rest: s.b}
	magic, format, log, number, sum := string(f.take(8)), f.number(2), f.number(8), f.number(8), f.number(4)
	if f.short || magic != "enactlog" || format != 1 || number != s.number || sum != uint64(crc(s.b[:26])) {
		return 0
	}
	return log
}

// frames yields the sequences and the sealed frames of a segment, past damage.
func (s segment) frames() iter.Seq2[uint64, []byte] {
	return func(yield func(uint64, []byte) bool) {
		tried := 0 // bytes: forged frames could make each byte be read once a frame
		for at := 30; at < len(s.b) && tried <= 8*len(s.b); at++ {
			next := bytes.Index(s.b[at:], []byte("\xe7\x6a\x66\x1a"))
			if next < 0 {
				return
			}
			at += next
			f := &fields{rest: s.b[at+4:]}
			size, sum := f.number(4), f.number(4)
			rest := f.rest
			sequence, sealed := f.number(8), f.take(size)
			if f.short || size > 33554432 {
				continue
			}
			if tried += int(size); uint64(crc(rest[:8+size])) != sum {
				continue
			}
			tried -= int(size)
			if !yield(sequence, sealed) {
				return
			}
			at += 19 + int(size)
		}
	}
}

func (k *keys) openFrame(log, segment, sequence uint64, sealed []byte) ([]byte, error) {
	ad := binary.BigEndian.AppendUint32(append([]byte("jrnl"), k.vault...), k.epoch)
	for _, n := range []uint64{log, segment, sequence} {
		ad = binary.BigEndian.AppendUint64(ad, n)
	}
	f := &fields{rest: sealed}
	return openX(k.sub("journal"), f.take(24), f.rest, ad)
}

// change is one document that is put, or deleted if value is nil.
type change struct {
	id    recordID
	value []byte
}

// part is the contents of a frame: a part of a batch.
type part struct {
	last, snapshot bool
	changes        []change
	head           head // its batch always, the rest only of the last part
}

func parsePart(b []byte) (p part, ok bool) {
	f := &fields{rest: b}
	flags := f.number(1)
	p.last, p.snapshot, p.head.batch = flags&1 != 0, flags&2 != 0, f.number(8)
	for n := f.number(4); n > 0 && !f.short; n-- {
		put, c := f.number(1) == 1, change{id: string(f.take(16))}
		if put {
			c.value = f.take(f.number(4))
		}
		p.changes = append(p.changes, c)
	}
	if p.last {
		f.number(8) // generation
		p.head.count = f.number(8)
		copy(p.head.set[:], f.take(32))
	}
	return p, !f.short
}

// replay is the state that a log leads to.
type replay struct {
	all    records
	head   head
	passed map[head]bool // of all whole batches
	open   *part         // the parts so far of a batch whose last has not come yet
	next   uint64        // the sequence that goes on with it
}

// end applies the open batch.
func (r *replay) end() {
	if r.open.snapshot {
		clear(r.all)
	}
	for _, c := range r.open.changes {
		if r.all[c.id] = c.value; c.value == nil {
			delete(r.all, c.id)
		}
	}
	r.open = nil
}

func (r *replay) add(sequence uint64, p part) {
	if r.open != nil && (p.head.batch != r.open.head.batch || sequence != r.next) {
		r.end() // torn, but genuine
	}
	if r.open == nil {
		r.open = &part{snapshot: p.snapshot, head: p.head}
	}
	r.open.changes, r.next = append(r.open.changes, p.changes...), sequence+1
	if p.last {
		r.head, r.passed[p.head] = p.head, true
		r.end()
	}
}

// readLog returns what a log leads to, whether or not all is there: then the error says so.
func (k *keys) readLog(segments []segment) (*replay, error) {
	log, last := uint64(0), uint64(0)
	for _, s := range segments {
		log = cmp.Or(log, s.logOf())
	}
	r := &replay{all: records{}, passed: map[head]bool{}}
	for _, s := range segments {
		for sequence, sealed := range s.frames() {
			plain, err := k.openFrame(log, s.number, sequence, sealed)
			if err != nil || sequence <= last {
				continue // the hash at the end tells
			}
			last = sequence
			if p, ok := parsePart(plain); ok {
				r.add(sequence, p)
			}
		}
	}
	if len(r.passed) == 0 {
		return r, damaged("the log has no whole batch")
	}
	return r, k.check(r.all, r.head)
}
