package vault

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"iter"
	"os"
	"slices"

	"enactive/journal/regular"
)

// The pages of a bbolt file, as far as salvage needs them. A page begins with a header of 16
// bytes: id 8, flags 2, count 2, overflow 4, the number of pages that continue it. It is
// followed by items of 16 bytes each, on a leaf: flags 4, position 4, key size 4 and value size
// 4, and on a branch: position 4, key size 4, page 8, where the position is relative to the
// item's own beginning. Pages 0 and 1 contain the root of the tree. Numbers are in native
// byte order, which is little-endian on all our platforms.
const (
	leafPage     = 4096 // the size of a page if neither of the first two pages is readable
	leafPageHead = 16
	leafItem     = 16

	branchFlag = 0x01
	leafFlag   = 0x02
	bucketFlag = 0x01 // of an item whose value is a bucket: root 8, sequence 8

	metaMagic = 0xED0CDAED
	metaSize  = 64 // magic 4, version 4, page size 4, flags 4, root 16, free list 8, pages 8, change 8, checksum 8

	// maxPage is the maximum size of a page: two items with a document of maximum size each.
	maxPage = 64 << 20
	// maxRead is how often the bytes of a file may be read: no byte is on two pages of a sound
	// store, and unreferenced pages overlap only a little.
	maxRead = 4
)

var errOverread = errors.New("the pages of the store are longer than the file")

// pages reads a bbolt file without bbolt, which loops forever if a page refers to itself. It
// may return items of an older state, or garbage: only records that open with the key can be
// trusted.
type pages struct {
	f    io.ReaderAt
	file *os.File // the same file if holes can be skipped, otherwise nil
	size int64    // of the file
	page int64    // of a page
	root uint64   // of the newest tree
	read int64    // bytes read so far
}

// openPages opens a store for reading its pages.
func openPages(path string) (*pages, error) {
	f, err := regular.Open(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	p := newPages(f, info.Size())
	p.file = f
	return p, nil
}

func (p *pages) close() error { return p.file.Close() }

func newPages(f io.ReaderAt, size int64) *pages {
	p := &pages{f: f, size: size, page: leafPage}
	newest, found := uint64(0), false
	for _, at := range []int64{0, 4096, 8192, 16384, 65536} {
		b := make([]byte, metaSize)
		if _, err := f.ReadAt(b, at+leafPageHead); err != nil || !soundMeta(b) {
			continue
		}
		page := int64(binary.LittleEndian.Uint32(b[8:]))
		if page < leafPage || page > 65536 || page&(page-1) != 0 || at != 0 && at != page {
			continue
		}
		if change := binary.LittleEndian.Uint64(b[48:]); !found || change > newest {
			newest, found = change, true
			p.page, p.root = page, binary.LittleEndian.Uint64(b[16:])
		}
	}
	return p
}

func soundMeta(b []byte) bool {
	sum := fnv.New64a()
	sum.Write(b[:56])
	return binary.LittleEndian.Uint32(b) == metaMagic && sum.Sum64() == binary.LittleEndian.Uint64(b[56:])
}

// body returns a page with its overflow pages, nil if there is none.
func (p *pages) body(at int64) ([]byte, error) {
	if at+leafPageHead > p.size {
		return nil, nil
	}
	first, err := p.bytes(at, min(p.page, p.size-at))
	if err != nil || len(first) < leafPageHead {
		return nil, err // a bad sector
	}
	if flags := binary.LittleEndian.Uint16(first[8:]); flags != leafFlag && flags != branchFlag {
		return nil, nil
	}
	long := min((int64(binary.LittleEndian.Uint32(first[12:]))+1)*p.page, maxPage, p.size-at)
	if long <= int64(len(first)) {
		return first[:long], nil
	}
	rest, err := p.bytes(at+int64(len(first)), long-int64(len(first)))
	return append(first, rest...), err
}

// bytes reads from the file. It fails once too much was read in total.
func (p *pages) bytes(at, n int64) ([]byte, error) {
	if p.read += n; p.read > maxRead*p.size {
		return nil, errOverread
	}
	b := make([]byte, n)
	read, err := p.f.ReadAt(b, at)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil // a bad sector
	}
	return b[:read], nil
}

// element is an item of a leaf.
type element struct {
	flags      uint32
	key, value []byte
}

// elements yields the items of a leaf that are within the page, as long as they together are
// not longer than the page.
func elements(page []byte) iter.Seq[element] {
	return func(yield func(element) bool) {
		left := uint64(len(page))
		for i := range int(binary.LittleEndian.Uint16(page[10:])) {
			begin := leafPageHead + i*leafItem
			if begin+leafItem > len(page) {
				return
			}
			item := page[begin:]
			from := uint64(begin) + uint64(binary.LittleEndian.Uint32(item[4:]))
			middle := from + uint64(binary.LittleEndian.Uint32(item[8:]))
			end := middle + uint64(binary.LittleEndian.Uint32(item[12:]))
			if end > uint64(len(page)) || middle == from || end-from > left {
				continue
			}
			left -= end - from
			if !yield(element{binary.LittleEndian.Uint32(item), page[from:middle], page[middle:end]}) {
				return
			}
		}
	}
}

// tree yields the items reachable from a page, visiting each page once: of a sound tree in the order of their keys.
func (p *pages) tree(root uint64) iter.Seq[element] {
	return func(yield func(element) bool) {
		seen := map[uint64]bool{}
		for todo := []uint64{root}; len(todo) > 0; {
			id := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if seen[id] || id >= uint64(p.size/p.page)+1 {
				continue
			}
			seen[id] = true
			page, err := p.body(int64(id) * p.page)
			if err != nil {
				return
			}
			if len(page) < leafPageHead {
				continue
			}
			if binary.LittleEndian.Uint16(page[8:]) == branchFlag {
				from := len(todo)
				for at := leafPageHead; at+leafItem <= min(len(page), leafPageHead+leafItem*int(binary.LittleEndian.Uint16(page[10:]))); at += leafItem {
					todo = append(todo, binary.LittleEndian.Uint64(page[at+8:]))
				}
				slices.Reverse(todo[from:]) // the first comes next
				continue
			}
			for e := range elements(page) {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// bucket yields the items of one bucket of the newest tree.
func (p *pages) bucket(name string) iter.Seq[element] {
	return func(yield func(element) bool) {
		for e := range p.tree(p.root) {
			if e.flags&bucketFlag == 0 || string(e.key) != name || len(e.value) < 16 {
				continue
			}
			items := p.tree(binary.LittleEndian.Uint64(e.value))
			if binary.LittleEndian.Uint64(e.value) == 0 { // small buckets are stored inline
				if len(e.value) < 16+leafPageHead {
					return
				}
				items = elements(e.value[16:])
			}
			for item := range items {
				if !yield(item) {
					return
				}
			}
			return
		}
	}
}

// leaves yields the items of every page that looks like a leaf, whether or not a tree refers to
// it.
func (p *pages) leaves() iter.Seq[element] {
	return func(yield func(element) bool) {
		const ahead = 1 << 20
		chunk, from := []byte(nil), int64(0)
		for at := int64(0); at+leafPageHead <= p.size; at += p.page {
			if at >= from+int64(len(chunk)) {
				if p.file != nil {
					next := nextData(p.file, at)
					if next < 0 {
						return
					}
					at = next / p.page * p.page
				}
				var err error
				if chunk, err = p.bytes(at, min(ahead, p.size-at)); err != nil {
					return
				}
				from = at
				if chunk == nil {
					continue // a bad sector
				}
			}
			head := chunk[at-from:]
			if len(head) < leafPageHead || binary.LittleEndian.Uint16(head[8:]) != leafFlag {
				continue
			}
			page, err := p.body(at)
			if err != nil {
				return
			}
			if len(page) < leafPageHead {
				continue
			}
			for e := range elements(page) {
				if !yield(e) {
					return
				}
			}
		}
	}
}
