package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// segment is one file of the log.
type segment struct {
	number uint64
	b      []byte
}

const (
	segmentHead = 30
	frameHead   = 20
	frameMagic  = "\xe7\x6a\x66\x1a"
	mostFrame   = 33554432
)

func crc(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// logOf returns the number of the log that a segment is of; 0 if its header is damaged.
func (s segment) logOf() uint64 {
	if len(s.b) < segmentHead || string(s.b[:8]) != "enactlog" || crc(s.b[:26]) != binary.BigEndian.Uint32(s.b[26:]) {
		return 0
	}
	f := &fields{rest: s.b[8:26]}
	format, log, number := f.number(2), f.number(8), f.number(8)
	if format != 1 || number != s.number {
		return 0
	}
	return log
}

// frame returns the frame at an offset, nil if there is none. tries bounds the bytes that are read for
// nothing.
func (s segment) frame(at int, tries *int) []byte {
	b := s.b[at:]
	if len(b) < frameHead || string(b[:4]) != frameMagic {
		return nil
	}
	size := binary.BigEndian.Uint32(b[4:])
	if size > mostFrame || int(size) > len(b)-frameHead || *tries < 0 {
		return nil
	}
	b = b[:frameHead+int(size)]
	if crc(b[12:]) != binary.BigEndian.Uint32(b[8:]) {
		*tries -= len(b)
		return nil
	}
	return b
}

func (k *keys) openFrame(log, segment, sequence uint64, sealed []byte) ([]byte, error) {
	if len(sealed) < 24 {
		return nil, fmt.Errorf("%w: a frame", errDamaged)
	}
	ad := binary.BigEndian.AppendUint32(append([]byte("jrnl"), k.vault...), k.epoch)
	for _, n := range []uint64{log, segment, sequence} {
		ad = binary.BigEndian.AppendUint64(ad, n)
	}
	return openX(k.sub("journal"), sealed[:24], sealed[24:], ad)
}

// change is one document that is put, or deleted if value is nil.
type change struct {
	id    recordID
	value []byte
}

// part is the contents of a frame.
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
		put := f.number(1) == 1
		c := change{id: string(f.take(16))}
		if put {
			if c.value = f.take(f.number(4)); len(c.value) == 0 {
				return p, false
			}
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
	seen   bool          // a whole batch
	passed map[head]bool // of all whole batches
	open   []change      // of a batch whose last part has not come yet
	begun  bool
	batch  uint64
	forget bool
	next   uint64 // the sequence that goes on with the open batch
}

// end applies the open batch.
func (r *replay) end() {
	if r.forget {
		clear(r.all)
	}
	for _, c := range r.open {
		if c.value == nil {
			delete(r.all, c.id)
			continue
		}
		r.all[c.id] = bytes.Clone(c.value)
	}
	r.open, r.begun, r.forget = nil, false, false
}

func (r *replay) add(sequence uint64, p part) {
	if r.begun && (p.head.batch != r.batch || sequence != r.next) {
		r.end() // torn, but genuine
	}
	if !r.begun {
		r.begun, r.batch, r.forget = true, p.head.batch, p.snapshot
	}
	r.open, r.next = append(r.open, p.changes...), sequence+1
	if p.last {
		r.head, r.seen = p.head, true
		r.passed[p.head] = true
		r.end()
	}
}

// readLog returns what a log leads to, whether or not all is there: then the error says so.
func (k *keys) readLog(segments []segment) (*replay, error) {
	log, last := uint64(0), uint64(0)
	for _, s := range segments {
		if log == 0 {
			log = s.logOf()
		}
	}
	r := &replay{all: records{}, passed: map[head]bool{}}
	for _, s := range segments {
		tries := 8 * len(s.b)
		for at := segmentHead; at < len(s.b); {
			b := s.frame(at, &tries)
			if b == nil {
				next := bytes.Index(s.b[at+1:], []byte(frameMagic))
				if next < 0 {
					break
				}
				at += 1 + next
				continue
			}
			at += len(b)
			sequence := binary.BigEndian.Uint64(b[12:])
			if sequence <= last {
				continue
			}
			plain, err := k.openFrame(log, s.number, sequence, b[frameHead:])
			if err != nil {
				continue // the hash at the end tells
			}
			last = sequence
			if p, ok := parsePart(plain); ok {
				r.add(sequence, p)
			}
		}
	}
	if !r.seen {
		return r, fmt.Errorf("%w: the log has no whole batch", errDamaged)
	}
	return r, k.check(r.all, r.head)
}
