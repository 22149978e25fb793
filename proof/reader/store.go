package main

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"

	"golang.org/x/crypto/blake2b"
)

// recordID is the id of a record, 16 bytes.
type recordID = string

// records are sealed documents by their ids.
type records map[recordID][]byte

// head says which records there must be.
type head struct {
	batch, count uint64
	set          [32]byte
}

// little reads a little-endian number of four or eight bytes.
func little(b []byte, size int) uint64 {
	if size == 4 {
		return uint64(binary.LittleEndian.Uint32(b))
	}
	return binary.LittleEndian.Uint64(b)
}

// bolt is a file of bbolt in memory.
type bolt struct {
	b          []byte
	page, root uint64
	seen       map[uint64]bool // a damaged file can go in circles,
	left       int             // or have pages that lie over each other
}

func openBolt(b []byte) (*bolt, error) {
	f, newest := &bolt{b: b}, uint64(0)
	for _, at := range []int{0, 4096, 8192, 16384, 65536} {
		if len(b) < at+80 {
			break
		}
		meta, sum := b[at+16:], fnv.New64a()
		sum.Write(meta[:56])
		page, transaction := little(meta[8:], 4), little(meta[48:], 8)
		if little(meta, 4) != 0xed0cdaed || little(meta[4:], 4) != 2 || sum.Sum64() != little(meta[56:], 8) ||
			page < 4096 || page > 65536 || page&(page-1) != 0 || at != 0 && uint64(at) != page {
			continue
		}
		if f.page == 0 || transaction > newest {
			newest, f.page, f.root = transaction, page, little(meta[16:], 8)
		}
	}
	if f.page == 0 {
		return nil, damaged("the store has no beginning")
	}
	return f, nil
}

// found is called with each key and value of a tree.
type found func(bucket bool, key, value []byte)

// tree calls fn with what is below a page.
func (f *bolt) tree(id uint64, fn found) error {
	if f.seen[id] || id >= uint64(len(f.b))/f.page {
		return damaged("the pages of the store")
	}
	f.seen[id] = true
	page := f.b[id*f.page:]
	long := (little(page[12:], 4) + 1) * f.page
	if long > uint64(len(page)) || int(long) > f.left {
		return damaged("the pages of the store")
	}
	f.left -= int(long)
	return f.elements(page[:long], fn)
}

// elements calls fn with what is on a page, and on those below it.
func (f *bolt) elements(page []byte, fn found) error {
	if len(page) < 16 {
		return damaged("a page of the store")
	}
	branch, leaf, count := page[8] == 1, page[8] == 2, int(binary.LittleEndian.Uint16(page[10:]))
	if !branch && !leaf || 16+16*count > len(page) {
		return damaged("a page of the store")
	}
	for i := range count {
		element := page[16+16*i:]
		if branch {
			if err := f.tree(little(element[8:], 8), fn); err != nil {
				return err
			}
			continue
		}
		e := &fields{rest: element}
		e.take(little(element[4:], 4))
		key := e.take(little(element[8:], 4))
		value := e.take(little(element[12:], 4))
		if e.short {
			return damaged("a page of the store")
		}
		fn(element[0]&1 == 1, key, value)
	}
	return nil
}

// bucket returns what a bucket holds.
func (f *bolt) bucket(name string) (map[string][]byte, error) {
	var bucket []byte
	f.seen, f.left = map[uint64]bool{}, len(f.b)
	err := f.tree(f.root, func(is bool, key, value []byte) {
		if is && string(key) == name && len(value) >= 16 {
			bucket = value
		}
	})
	if err == nil && bucket == nil {
		err = damaged("the store has no bucket " + name)
	}
	all := map[string][]byte{}
	take := func(_ bool, key, value []byte) { all[string(key)] = value }
	switch {
	case err != nil:
		return nil, err
	case little(bucket, 8) == 0:
		return all, f.elements(bucket[16:], take)
	}
	return all, f.tree(little(bucket, 8), take)
}

// openValue opens a sealed value.
func (k *keys) openValue(value, ad []byte) ([]byte, error) {
	f := &fields{rest: value}
	if version, epoch := f.number(1), f.number(4); version != 1 || epoch != uint64(k.epoch) {
		return nil, damaged("a sealed value")
	}
	plain, err := openX(k.sub("records"), f.take(24), f.rest, binary.BigEndian.AppendUint32(append(ad, 1), k.epoch))
	if err != nil {
		return nil, err
	}
	p := &fields{rest: plain}
	if doc := p.take(p.number(4)); !p.short {
		return doc, nil
	}
	return nil, damaged("the length of a document")
}

func (k *keys) openRecord(id recordID, value []byte) ([]byte, error) {
	return k.openValue(value, []byte("rec"+string(k.vault)+"r\x00"+id))
}

func (k *keys) openHead(value []byte) (h head, err error) {
	doc, err := k.openValue(value, []byte("head"+string(k.vault)))
	f := &fields{rest: doc}
	f.number(8) // generation
	h.batch, h.count = f.number(8), f.number(8)
	copy(h.set[:], f.take(32))
	return h, err
}

// check compares records with what there must be.
func (k *keys) check(all records, want head) error {
	hash, err := blake2b.New256(k.sub("set"))
	if err != nil {
		return err
	}
	var set [32]byte
	for id, value := range all {
		hash.Reset()
		hash.Write(append([]byte(id), value[max(0, len(value)-16):]...))
		for i, b := range hash.Sum(nil) {
			set[i] ^= b
		}
	}
	if uint64(len(all)) != want.count || set != want.set {
		return damaged(fmt.Sprintf("%d documents are not the %d that there must be", len(all), want.count))
	}
	return nil
}

// readStore returns the records of a store, whether or not all are there: then the error says so.
func (k *keys) readStore(b []byte) (all records, h head, err error) {
	f, err := openBolt(b)
	if err != nil {
		return nil, h, err
	}
	if all, err = f.bucket("r"); err != nil {
		return all, h, err
	}
	heads, err := f.bucket("head")
	if err != nil {
		return all, h, err
	}
	if h, err = k.openHead(heads["head"]); err != nil {
		return all, h, err
	}
	return all, h, k.check(all, h)
}
