package joint

import (
	"bytes"
	"maps"
	"slices"
)

// A form shows a document as it was when the form was opened. What it changes is a change of that, and not of what
// others made of the document meanwhile.

// StampSince returns the state after a change of the document from base to body, which a dot names, and which was made
// without knowing what has come to the document since base. It is as if both had been made apart and joined, except that
// of what is no text the change stays. Of a text with several versions it replaces only the one that base shows. twice
// counts the texts that stay in one version more. The state is nil if nothing was changed.
func (s *State) StampSince(base, body []byte, at Dot) (next *State, twice int, err error) {
	was, err := explode(base, s.rules)
	if err != nil {
		return nil, 0, err
	}
	after, err := Parse(body, nil, s.rules)
	if err != nil {
		return nil, 0, err
	}
	mine, theirs := differences(was, after.leaves), differences(was, s.leaves)
	if len(mine) == 0 {
		return nil, 0, nil
	}
	next = s.Touch(at)
	next.modified, next.leaves, next.versions = after.modified, nil, maps.Clone(s.versions)
	// Whoever removes an item has seen one version of what is in it.
	unseen := map[path]bool{}
	for _, d := range s.Doubles() {
		if item, inside := holder(d.Path); inside && after.leaves[item] == nil {
			unseen[item] = true
		}
	}
	for p := range mine {
		item, _ := holder(p)
		next.versions[p] = append(s.staying(p, theirs[p] || unseen[item], after.leaves[p]), version{at, after.leaves[p]})
	}
	if s.IsDeleted() {
		next.deletion = &deletion{s.deletion.at, maps.Clone(s.deletion.seen)}
		if after.deletion != nil { // it was in the bin when it was opened, too
			next.deletion.seen.add(next.seen)
		}
	}
	return next, max(0, others(next)-others(s)), nil
}

// differences returns the leaves that differ, an item of a list with all in it.
func differences(a, b map[path][]byte) map[path]bool {
	changed := map[path]bool{}
	for p, v := range b {
		if old, had := a[p]; !had || !bytes.Equal(old, v) {
			changed[p] = true
		}
	}
	for p := range a {
		if _, stays := b[p]; !stays {
			changed[p] = true
		}
	}
	touchItems(changed, a, b)
	return changed
}

// Same reports whether two bodies hold the same, whenever they were changed.
func Same(a, b []byte, r *Rules) bool {
	x, errX := explode(a, r)
	y, errY := explode(b, r)
	return errX == nil && errY == nil && len(differences(x, y)) == 0
}

// staying returns the versions of a leaf that stay beside a new value of somebody who did not know those that have come.
func (s *State) staying(p path, haveCome bool, value []byte) (all []version) {
	_, inside := holder(p)
	keys, isItem, isOrder := shape(p)
	isText := func(v []byte) bool { return v != nil && !isItem && !isOrder && s.rules.IsText(keys, v) }
	shown, _ := s.shown(p)
	for _, v := range s.versions[p] {
		switch {
		case isText(v.value) && bytes.Equal(v.value, value): // the same was written twice
		case haveCome && (inside && !isOrder || isText(v.value) || isText(value)):
			all = append(all, v)
		case isText(v.value) && !bytes.Equal(v.value, shown):
			all = append(all, v)
		}
	}
	return slices.Clip(all)
}

// others counts the texts that stay beside those that are shown.
func others(s *State) (n int) {
	for _, d := range s.Doubles() {
		n += len(d.Others)
	}
	return n
}
