package joint

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
)

// A path names a leaf: steps of a tag, the length of a name, and the name, which is a key as CBOR or the id of
// an item in a list.
type path = string

// The tags of the steps of a path.
const (
	keyStep   = 'k' // the value of a key
	itemStep  = 'i' // an item of a list
	orderStep = 'o' // the order of a list
)

func step(p path, tag byte, name []byte) path {
	b := binary.AppendUvarint(append([]byte(p), tag), uint64(len(name)))
	return string(append(b, name...))
}

// cut splits the first step off a path.
func cut(p path) (tag byte, name, rest string, ok bool) {
	if p == "" {
		return 0, "", "", false
	}
	n, size := binary.Uvarint([]byte(p[1:]))
	if size <= 0 || n > uint64(len(p)-1-size) {
		return 0, "", "", false
	}
	at := 1 + size
	return p[0], p[at : at+int(n)], p[at+int(n):], true
}

// holder returns the path of the outermost item that a leaf is in or of, if any.
func holder(p path) (path, bool) {
	for rest := p; rest != ""; {
		tag, _, after, ok := cut(rest)
		if !ok {
			return "", false
		}
		if tag == itemStep {
			return p[:len(p)-len(after)], true
		}
		rest = after
	}
	return "", false
}

// shape returns the keys on the way to a leaf, such as {22, 4}, and whether it is of an order.
func shape(p path) (keys []int64, isItem, isOrder bool) {
	for p != "" {
		tag, name, rest, ok := cut(p)
		if !ok {
			return nil, false, false
		}
		isItem, isOrder = tag == itemStep, tag == orderStep
		if tag == keyStep {
			keys = append(keys, number([]byte(name)))
		}
		p = rest
	}
	return keys, isItem, isOrder
}

// present is the value of the leaf that says that an item is there, unless the item is a text of its own.
var present = []byte{0xf5}

// explode takes a body apart.
func explode(body []byte, r *Rules) (map[path][]byte, error) {
	leaves := map[path][]byte{}
	kv, err := items(body, mapType)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(kv); i += 2 {
		switch key := number(kv[i]); {
		case key < 0:
			return nil, ErrForm
		case key == MarksKey || key == r.Modified && key > 0 || key == r.Deleted && key > 0:
		default:
			if err := value(leaves, step("", keyStep, kv[i]), kv[i+1], true); err != nil {
				return nil, err
			}
		}
	}
	if r.Pair != [2]int64{} {
		pair(leaves, r.Pair)
	}
	return leaves, nil
}

// value takes apart the value at a path. Maps are taken apart in items and, with texts for keys, at the top.
func value(leaves map[path][]byte, p path, v []byte, top bool) error {
	switch typeOf(v) {
	case arrayType:
		all, err := items(v, arrayType)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return nil
		}
		if typeOf(all[0]) == textType || typeOf(all[0]) == mapType {
			return list(leaves, p, all)
		}
	case mapType:
		kv, err := items(v, mapType)
		if err != nil {
			return err
		}
		if top && len(kv) > 0 && typeOf(kv[0]) == textType {
			for i := 0; i < len(kv); i += 2 {
				leaves[step(p, keyStep, kv[i])] = kv[i+1]
			}
			return nil
		}
	}
	leaves[p] = v
	return nil
}

// list takes apart a list. An item is known by its text, or by what its key 1 says; the second of the same
// has a number behind it.
func list(leaves map[path][]byte, p path, all [][]byte) error {
	order, seen := make([]byte, 0, 8*len(all)), map[string]int{}
	for _, x := range all {
		id := x
		var kv [][]byte
		if typeOf(x) == mapType {
			var err error
			if kv, err = items(x, mapType); err != nil {
				return err
			}
			id = nil
			for i := 0; i < len(kv); i += 2 {
				if number(kv[i]) == 1 {
					id = kv[i+1]
				}
			}
		}
		if n := seen[string(id)]; n > 0 {
			seen[string(id)]++
			id = binary.AppendUvarint(append(slices.Clip(id), 0xff), uint64(n))
		} else {
			seen[string(id)] = 1
		}
		at := step(p, itemStep, id)
		order = append(order, nameOf(at)...)
		leaves[at] = present
		if kv == nil {
			leaves[at] = x
		}
		for i := 0; i < len(kv); i += 2 {
			if err := value(leaves, step(at, keyStep, kv[i]), kv[i+1], false); err != nil {
				return err
			}
		}
	}
	leaves[step(p, orderStep, nil)] = append(appendHead(nil, bytesType, uint64(len(order))), order...)
	return nil
}

const nameSize = 8

// nameOf is the short name of an item in the order of its list.
func nameOf(p path) []byte {
	sum := sha256.Sum256([]byte(p))
	return sum[:nameSize]
}

// pair makes one leaf of two keys that belong together.
func pair(leaves map[path][]byte, keys [2]int64) {
	a, b := keyPath(keys[0]), keyPath(keys[1])
	va, hasA := leaves[a]
	vb, hasB := leaves[b]
	delete(leaves, b)
	if !hasA && !hasB {
		return
	}
	none := []byte{0xf6}
	if !hasA {
		va = none
	}
	if !hasB {
		vb = none
	}
	leaves[a] = array([][]byte{{0xf6}, va, vb})
}

// unpair is the inverse of pair.
func unpair(leaves map[path][]byte, keys [2]int64) error {
	a := keyPath(keys[0])
	v, ok := leaves[a]
	if !ok {
		return nil
	}
	delete(leaves, a)
	both, err := items(v, arrayType)
	if err != nil || len(both) != 3 {
		return ErrForm
	}
	for i, p := range []path{a, keyPath(keys[1])} {
		if x := both[i+1]; x[0] != 0xf6 {
			leaves[p] = x
		}
	}
	return nil
}

func keyPath(key int64) path { return step("", keyStep, appendHead(nil, uintType, uint64(key))) }

// node is a value that is put together again.
type node struct {
	leaf  []byte
	keys  map[string]*node
	items map[string]*node
	paths map[string]path
	order []byte
}

func (n *node) child(tag byte, name string, p path) *node {
	at := &n.keys
	if tag == itemStep {
		at = &n.items
	}
	if *at == nil {
		*at = map[string]*node{}
	}
	if (*at)[name] == nil {
		(*at)[name] = &node{}
		if tag == itemStep {
			if n.paths == nil {
				n.paths = map[string]path{}
			}
			n.paths[name] = p
		}
	}
	return (*at)[name]
}

// assemble is the inverse of explode; rank orders the items that an order does not name.
func assemble(leaves map[path][]byte, r *Rules, rank func(a, b path) int) ([]byte, error) {
	if r.Pair != [2]int64{} {
		if err := unpair(leaves, r.Pair); err != nil {
			return nil, err
		}
	}
	root := &node{}
	for p, v := range leaves {
		at, rest, order := root, p, false
		for rest != "" {
			tag, name, after, ok := cut(rest)
			if !ok {
				return nil, ErrForm
			}
			if tag == orderStep {
				order = true
				break
			}
			at = at.child(tag, name, p[:len(p)-len(after)])
			rest = after
		}
		if order {
			at.order = v
		} else {
			at.leaf = v
		}
	}
	return root.bytes(rank), nil
}

// bytes returns the value, or nil if it is nothing.
func (n *node) bytes(rank func(a, b path) int) []byte {
	switch {
	case n.items != nil:
		return n.list(rank)
	case n.keys != nil:
		kv := make([][2][]byte, 0, len(n.keys))
		for name, x := range n.keys {
			if v := x.bytes(rank); v != nil {
				kv = append(kv, [2][]byte{[]byte(name), v})
			}
		}
		return dict(kv)
	}
	return n.leaf
}

func (n *node) list(rank func(a, b path) int) []byte {
	var names []string
	for name, x := range n.items {
		if x.leaf != nil { // else it was removed
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	place := map[string]int{}
	if _, _, ids, err := head(n.order); err == nil {
		for i := 0; i+nameSize <= len(ids); i += nameSize {
			place[string(ids[i:i+nameSize])] = i + 1
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		pa, pb := n.paths[a], n.paths[b]
		x, y := place[string(nameOf(pa))], place[string(nameOf(pb))]
		switch {
		case x > 0 && y > 0:
			return x - y
		case x > 0:
			return -1
		case y > 0:
			return 1
		}
		if c := rank(pa, pb); c != 0 {
			return c
		}
		return strings.Compare(pa, pb)
	})
	all := make([][]byte, 0, len(names))
	for _, name := range names {
		x := n.items[name]
		if x.keys == nil {
			all = append(all, x.leaf)
			continue
		}
		leaf := x.leaf
		x.leaf = nil
		all = append(all, x.bytes(rank))
		x.leaf = leaf
	}
	return array(all)
}
