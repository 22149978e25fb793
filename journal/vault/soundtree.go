package vault

import (
	"bytes"
	"encoding/binary"
	"math"

	"enactive/journal/vault/internal/seal"
)

const (
	metaFlag     = 0x04
	freelistFlag = 0x10
	metaVersion  = 2
	// noFreelist is in place of the page of the free list if there is none.
	noFreelist = math.MaxUint64
)

// soundTree compares the pages of a store with each other. A store is sound if each of its pages is used exactly once: as a
// free page, by the list of these, or by the trees, whose keys ascend. That is what bbolt's own check demands.
type soundTree struct {
	p        *pages
	high     uint64 // the number of pages
	root     uint64
	freelist uint64
	free     []bool
	sums     []*pageSum // by the number of the page
}

// pageSum is what must be known of a page to compare it with others.
type pageSum struct {
	branch, visited bool
	records, others int // the items with an id as the key, and the other ones
	first, last     shortKey
	children        []childSum
	buckets         []bucketSum
}

type childSum struct {
	key  shortKey
	page uint64
}

type bucketSum struct {
	name shortKey
	root uint64
}

// shortKey is a key of at most 16 bytes; a store has no others.
type shortKey struct {
	bytes [len(seal.ID{})]byte
	n     int8
}

func shortKeyOf(b []byte) (k shortKey, ok bool) {
	if len(b) == 0 || len(b) > len(k.bytes) {
		return k, false
	}
	k.n = int8(copy(k.bytes[:], b))
	return k, true
}

func (k *shortKey) compare(o *shortKey) int {
	return bytes.Compare(k.bytes[:k.n], o.bytes[:o.n])
}

// newSoundTree reads the meta pages and the free list.
func newSoundTree(p *pages) (*soundTree, error) {
	t := &soundTree{p: p}
	var newest uint64
	for i := range uint64(2) {
		b := make([]byte, leafPageHead+metaSize)
		if _, err := p.f.ReadAt(b, int64(i)*p.page); err != nil {
			return nil, err
		}
		m := b[leafPageHead:]
		if binary.LittleEndian.Uint64(b) != i || binary.LittleEndian.Uint16(b[8:]) != metaFlag || !soundMeta(m) ||
			binary.LittleEndian.Uint32(m[4:]) != metaVersion || int64(binary.LittleEndian.Uint32(m[8:])) != p.page {
			return nil, errUnsound
		}
		if change := binary.LittleEndian.Uint64(m[48:]); i == 0 || change > newest {
			newest = change
			t.root, t.freelist, t.high = binary.LittleEndian.Uint64(m[16:]), binary.LittleEndian.Uint64(m[32:]), binary.LittleEndian.Uint64(m[40:])
		}
	}
	if t.high < 4 || t.high > uint64(p.size/p.page) || t.freelist == noFreelist || t.freelist < 2 || t.freelist >= t.high {
		return nil, errUnsound
	}
	t.free, t.sums = make([]bool, t.high), make([]*pageSum, t.high)
	return t, t.readFreelist()
}

func (t *soundTree) readFreelist() error {
	b, err := t.p.readWhole(t.freelist)
	if err != nil {
		return err
	}
	if binary.LittleEndian.Uint64(b) != t.freelist || binary.LittleEndian.Uint16(b[8:]) != freelistFlag {
		return errUnsound
	}
	n, ids := uint64(binary.LittleEndian.Uint16(b[10:])), b[leafPageHead:]
	if n == math.MaxUint16 {
		n, ids = binary.LittleEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return errUnsound
	}
	last := uint64(1)
	for i := range n {
		id := binary.LittleEndian.Uint64(ids[8*i:])
		if id <= last || id >= t.high {
			return errUnsound
		}
		t.free[id], last = true, id
	}
	return nil
}

// nextUsed returns the next page from id on that is not free.
func (t *soundTree) nextUsed(id uint64) uint64 {
	for id < t.high && t.free[id] {
		id++
	}
	return id
}

// read takes a page apart, and appends the records on it, which are parts of it. ok is false if the page is not sound.
func (s *pageSum) read(page []byte, records []sealed) (_ []sealed, ok bool) {
	count, flags := int(binary.LittleEndian.Uint16(page[10:])), binary.LittleEndian.Uint16(page[8:])
	if flags != leafFlag && flags != branchFlag || leafPageHead+count*leafItem > len(page) {
		return records, false
	}
	s.branch = flags == branchFlag
	left := len(page) - leafPageHead - count*leafItem
	for i := range count {
		begin := leafPageHead + i*leafItem
		item := page[begin:]
		var position, keySize, valueSize uint64
		if s.branch {
			position, keySize = uint64(binary.LittleEndian.Uint32(item)), uint64(binary.LittleEndian.Uint32(item[4:]))
		} else {
			position, keySize, valueSize = uint64(binary.LittleEndian.Uint32(item[4:])), uint64(binary.LittleEndian.Uint32(item[8:])), uint64(binary.LittleEndian.Uint32(item[12:]))
		}
		from := uint64(begin) + position
		if from < uint64(leafPageHead+count*leafItem) || keySize+valueSize > uint64(left) || from+keySize+valueSize > uint64(len(page)) {
			return records, false
		}
		left -= int(keySize + valueSize)
		key, good := shortKeyOf(page[from : from+keySize])
		if !good || i > 0 && s.last.compare(&key) >= 0 {
			return records, false
		}
		if i == 0 {
			s.first = key
		}
		s.last = key
		if s.branch {
			s.children = append(s.children, childSum{key, binary.LittleEndian.Uint64(item[8:])})
			continue
		}
		value := page[from+keySize : from+keySize+valueSize]
		switch flags := binary.LittleEndian.Uint32(item); {
		case flags == 0 && int(key.n) == len(key.bytes):
			records = append(records, sealed{seal.ID(key.bytes), value})
			s.records++
			continue
		case flags == bucketFlag && len(value) >= 16:
			b := bucketSum{key, binary.LittleEndian.Uint64(value)}
			if b.root == 0 && !soundInline(value[16:]) {
				return records, false
			}
			s.buckets = append(s.buckets, b)
		case flags != 0:
			return records, false
		}
		s.others++
	}
	return records, true
}

// soundInline reports whether a bucket that is stored in its parent is sound.
func soundInline(page []byte) bool {
	if len(page) < leafPageHead || binary.LittleEndian.Uint32(page[12:]) != 0 || binary.LittleEndian.Uint64(page) != 0 {
		return false
	}
	var s pageSum
	records, ok := s.read(page, nil)
	return ok && !s.branch && len(records) == 0 && len(s.buckets) == 0
}

// verify compares all pages, which hold so many records.
func (t *soundTree) verify(records uint64) error {
	var names string
	var ok bool
	if _, ok = t.visit(t.root, nil, nil, 0, func(s *pageSum) bool {
		for _, b := range s.buckets {
			names += string(b.name.bytes[:b.name.n]) + " "
		}
		return s.records == 0 && len(s.buckets) == s.others
	}); !ok || names != bucketHeader+" "+bucketHead+" "+bucketRecords+" " {
		return errUnsound
	}
	if !t.verifyBuckets(records) {
		return errUnsound
	}
	for _, s := range t.sums {
		if s != nil && !s.visited {
			return errUnsound
		}
	}
	return nil // and each page is free or was read, see soundTree.split
}

// verifyBuckets compares the pages of each bucket.
func (t *soundTree) verifyBuckets(records uint64) bool {
	var buckets []bucketSum
	for _, s := range t.sums {
		if s != nil {
			buckets = append(buckets, s.buckets...)
		}
	}
	for _, b := range buckets {
		isRecords := string(b.name.bytes[:b.name.n]) == bucketRecords
		if b.root == 0 {
			if isRecords {
				return false // so few are read otherwise
			}
			continue
		}
		var found uint64
		if _, ok := t.visit(b.root, nil, nil, 0, func(s *pageSum) bool {
			found += uint64(s.records)
			return len(s.buckets) == 0 && (isRecords && s.others == 0 || !isRecords && s.records == 0)
		}); !ok || isRecords && found != records {
			return false
		}
	}
	return true
}

// visit goes through the tree below a page, whose keys must be from low on and below high, nil for no bound. It returns the
// last key. leaf is called with each leaf.
func (t *soundTree) visit(id uint64, low, high *shortKey, depth int, leaf func(*pageSum) bool) (last *shortKey, ok bool) {
	if id < 2 || id >= t.high || depth > maxDepth {
		return nil, false
	}
	s := t.sums[id]
	if s == nil || s.visited {
		return nil, false
	}
	s.visited = true
	if !s.branch {
		if s.records+s.others == 0 {
			return nil, depth == 0 && leaf(s)
		}
		ok = (low == nil || low.compare(&s.first) <= 0) && (high == nil || s.last.compare(high) < 0)
		return &s.last, ok && leaf(s)
	}
	if len(s.children) == 0 {
		return nil, false
	}
	for i := range s.children {
		c := &s.children[i]
		if i == 0 && low != nil && low.compare(&c.key) > 0 || i > 0 && last.compare(&c.key) >= 0 || high != nil && c.key.compare(high) >= 0 {
			return nil, false
		}
		next := high
		if i+1 < len(s.children) {
			next = &s.children[i+1].key
		}
		if last, ok = t.visit(c.page, &c.key, next, depth+1, leaf); !ok {
			return nil, false
		}
	}
	return last, true
}
