package main

import (
	"bytes"
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

// bolt is a file of bbolt in memory. Its numbers are little-endian.
type bolt struct {
	b    []byte
	page uint64
	root uint64
	left int // bytes that may still be read: a damaged file can go in circles
}

func openBolt(b []byte) (*bolt, error) {
	f := &bolt{b: b, left: len(b)}
	newest := uint64(0)
	for _, at := range []int{0, 4096, 8192, 16384, 65536} {
		if len(b) < at+80 {
			break
		}
		meta := b[at+16:]
		sum := fnv.New64a()
		sum.Write(meta[:56])
		page, transaction := uint64(binary.LittleEndian.Uint32(meta[8:])), binary.LittleEndian.Uint64(meta[48:])
		if binary.LittleEndian.Uint32(meta) != 0xed0cdaed || binary.LittleEndian.Uint32(meta[4:]) != 2 || sum.Sum64() != binary.LittleEndian.Uint64(meta[56:]) {
			continue
		}
		if page < 4096 || page > 65536 || page&(page-1) != 0 || at != 0 && uint64(at) != page {
			continue
		}
		if f.page == 0 || transaction > newest {
			newest, f.page, f.root = transaction, page, binary.LittleEndian.Uint64(meta[16:])
		}
	}
	if f.page == 0 {
		return nil, fmt.Errorf("%w: the store has no beginning", errDamaged)
	}
	return f, nil
}

// tree calls found with all keys and values below a page.
func (f *bolt) tree(id uint64, seen map[uint64]bool, found func(bucket bool, key, value []byte)) error {
	if seen[id] || id >= uint64(len(f.b))/f.page {
		return fmt.Errorf("%w: the store's pages", errDamaged)
	}
	seen[id] = true
	page := f.b[id*f.page:]
	long := (uint64(binary.LittleEndian.Uint32(page[12:])) + 1) * f.page
	if f.left -= int(min(long, uint64(len(f.b)+1))); long > uint64(len(page)) || f.left < 0 {
		return fmt.Errorf("%w: the store's pages", errDamaged)
	}
	return f.elements(page[:long], seen, found)
}

// elements calls found with the keys and values of a page, and of those below it. seen is nil where a page is stored
// within a bucket.
func (f *bolt) elements(page []byte, seen map[uint64]bool, found func(bucket bool, key, value []byte)) error {
	bad := fmt.Errorf("%w: a page of the store", errDamaged)
	if len(page) < 16 {
		return bad
	}
	flags, count := binary.LittleEndian.Uint16(page[8:]), int(binary.LittleEndian.Uint16(page[10:]))
	if flags != 1 && flags != 2 || 16+16*count > len(page) || flags == 1 && seen == nil {
		return bad
	}
	for i := range count {
		element := page[16+16*i:]
		if flags == 1 {
			if err := f.tree(binary.LittleEndian.Uint64(element[8:]), seen, found); err != nil {
				return err
			}
			continue
		}
		at, key, value := uint64(binary.LittleEndian.Uint32(element[4:])), uint64(binary.LittleEndian.Uint32(element[8:])), uint64(binary.LittleEndian.Uint32(element[12:]))
		if at+key+value > uint64(len(element)) {
			return bad
		}
		found(binary.LittleEndian.Uint32(element)&1 == 1, element[at:at+key], element[at+key:at+key+value])
	}
	return nil
}

// bucket returns what a bucket holds.
func (f *bolt) bucket(name string) (map[string][]byte, error) {
	var root []byte
	f.left = len(f.b)
	err := f.tree(f.root, map[uint64]bool{}, func(bucket bool, key, value []byte) {
		if bucket && string(key) == name && len(value) >= 16 {
			root = value
		}
	})
	if err == nil && root == nil {
		err = fmt.Errorf("%w: the store has no bucket %q", errDamaged, name)
	}
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	take := func(_ bool, key, value []byte) { all[string(key)] = value }
	if page := binary.LittleEndian.Uint64(root); page != 0 {
		err = f.tree(page, map[uint64]bool{}, take)
	} else {
		err = f.elements(root[16:], nil, take)
	}
	return all, err
}

// openValue opens a sealed value.
func (k *keys) openValue(value, ad []byte) ([]byte, error) {
	f := &fields{rest: value}
	version, epoch, nonce := f.number(1), f.number(4), f.take(24)
	if f.short || version != 1 || epoch != uint64(k.epoch) {
		return nil, fmt.Errorf("%w: a sealed value", errDamaged)
	}
	plain, err := openX(k.sub("records"), nonce, f.rest, binary.BigEndian.AppendUint32(append(ad, 1), k.epoch))
	if err != nil {
		return nil, err
	}
	p := &fields{rest: plain}
	if doc := p.take(p.number(4)); !p.short {
		return doc, nil
	}
	return nil, fmt.Errorf("%w: the length of a document", errDamaged)
}

func (k *keys) openRecord(id recordID, value []byte) ([]byte, error) {
	return k.openValue(value, append(append(append([]byte("rec"), k.vault...), 'r', 0), id...))
}

func (k *keys) openHead(value []byte) (head, error) {
	doc, err := k.openValue(value, append([]byte("head"), k.vault...))
	if err != nil {
		return head{}, err
	}
	f := &fields{rest: doc}
	f.number(8) // generation
	h := head{batch: f.number(8), count: f.number(8)}
	copy(h.set[:], f.take(32))
	return h, nil
}

// check compares records with what there must be.
func (k *keys) check(all records, want head) error {
	var set [32]byte
	hash, err := blake2b.New256(k.sub("set"))
	if err != nil {
		return err
	}
	for id, value := range all {
		hash.Reset()
		hash.Write(append([]byte(id), value[max(0, len(value)-16):]...))
		for i, b := range hash.Sum(nil) {
			set[i] ^= b
		}
	}
	if uint64(len(all)) != want.count || set != want.set {
		return fmt.Errorf("%w: %d documents are not the %d that there must be", errDamaged, len(all), want.count)
	}
	return nil
}

// readStore returns the records of a store, whether or not all are there: then the error says so.
func (k *keys) readStore(b []byte) (records, head, error) {
	f, err := openBolt(b)
	if err != nil {
		return nil, head{}, err
	}
	all := records{}
	found, err := f.bucket("r")
	for id, value := range found {
		if len(id) == 16 {
			all[id] = bytes.Clone(value)
		}
	}
	if err != nil {
		return all, head{}, err
	}
	heads, err := f.bucket("head")
	if err != nil {
		return all, head{}, err
	}
	h, err := k.openHead(heads["head"])
	if err != nil {
		return all, head{}, fmt.Errorf("the head: %w", err)
	}
	return all, h, k.check(all, h)
}
