package vault

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// maxDepth is more than the levels of any tree that fits on a disk.
const maxDepth = 32

// find returns a value of a bucket of the newest tree. The error wraps errMissing if there is none, and errFault
// if the pages on the way are broken. It reads only these, and ends whatever is on them.
func (p *pages) find(bucket string, key []byte) ([]byte, error) {
	p.read = 0
	item, err := p.descend(p.root, []byte(bucket))
	if err != nil {
		return nil, err
	}
	if item.flags&bucketFlag == 0 || len(item.value) < 16 {
		return nil, fmt.Errorf("%w: the bucket %q", errFault, bucket)
	}
	if root := binary.LittleEndian.Uint64(item.value); root != 0 {
		item, err = p.descend(root, key)
	} else if len(item.value) < 16+leafPageHead { // small buckets are stored inline
		err = fmt.Errorf("%w: the bucket %q", errFault, bucket)
	} else {
		item, err = findItem(item.value[16:], key)
	}
	if err != nil {
		return nil, err
	}
	return item.value, nil
}

// descend returns the item with a key of the tree below a page.
func (p *pages) descend(id uint64, key []byte) (element, error) {
	for range maxDepth {
		if id >= uint64(p.size/p.page) {
			break
		}
		page, err := p.body(int64(id) * p.page)
		if err != nil || len(page) < leafPageHead {
			return element{}, fmt.Errorf("%w: page %d", errFault, id)
		}
		if binary.LittleEndian.Uint16(page[8:]) == leafFlag {
			return findItem(page, key)
		}
		next, ok := childOf(page, key)
		if !ok {
			return element{}, fmt.Errorf("%w: page %d", errFault, id)
		}
		id = next
	}
	return element{}, fmt.Errorf("%w: the pages are no tree", errFault)
}

// childOf returns the page below a branch on which a key is.
func childOf(page, key []byte) (id uint64, ok bool) {
	for i := range int(binary.LittleEndian.Uint16(page[10:])) {
		at := leafPageHead + i*leafItem
		if at+leafItem > len(page) {
			return 0, false
		}
		from := uint64(at) + uint64(binary.LittleEndian.Uint32(page[at:]))
		end := from + uint64(binary.LittleEndian.Uint32(page[at+4:]))
		if end > uint64(len(page)) {
			return 0, false
		}
		// A key before the first one would be on the first page.
		if i > 0 && bytes.Compare(page[from:end], key) > 0 {
			break
		}
		id, ok = binary.LittleEndian.Uint64(page[at+8:]), true
	}
	return id, ok
}

// findItem returns the item of a leaf with a key.
func findItem(page, key []byte) (element, error) {
	for e := range elements(page) {
		if bytes.Equal(e.key, key) {
			return e, nil
		}
	}
	return element{}, fmt.Errorf("%w: an item", errMissing)
}
