package joint

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
)

// Join returns the state that has seen what both have.
func Join(a, b *State) *State {
	s := &State{rules: a.rules, seen: maps.Clone(a.seen), versions: map[path][]version{}}
	s.seen.add(b.seen)
	s.modified = laterStamp(a.modified, b.modified)
	s.deletion = joinDeletions(a.deletion, b.deletion)
	for p, mine := range a.versions {
		s.versions[p] = joinVersions(mine, a.seen, b.versions[p], b.seen)
	}
	for p, theirs := range b.versions {
		if _, done := a.versions[p]; !done {
			s.versions[p] = joinVersions(nil, a.seen, theirs, b.seen)
		}
	}
	return s
}

func laterStamp(a, b []byte) []byte {
	if c := cmp.Or(cmp.Compare(seconds(a), seconds(b)), bytes.Compare(a, b)); c >= 0 {
		return a
	}
	return b
}

func joinDeletions(a, b *deletion) *deletion {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	d := &deletion{laterStamp(a.at, b.at), maps.Clone(a.seen)}
	d.seen.add(b.seen)
	return d
}

// joinVersions keeps the versions that both have, and those that the other has not seen.
func joinVersions(mine []version, seenA Seen, theirs []version, seenB Seen) []version {
	var all []version
	for _, v := range mine {
		if !seenB.covers(v.Dot) || has(theirs, v.Dot) {
			all = append(all, v)
		}
	}
	for _, v := range theirs {
		if !has(all, v.Dot) && !seenA.covers(v.Dot) {
			all = append(all, v)
		}
	}
	slices.SortFunc(all, func(x, y version) int { return x.compare(y.Dot) })
	return all
}

func has(all []version, d Dot) bool {
	return slices.ContainsFunc(all, func(v version) bool { return v.Dot == d })
}

// shown returns the version of a leaf that is shown, and the other texts that stay beside it.
func (s *State) shown(p path) (value []byte, others [][]byte) {
	all := s.versions[p]
	if len(all) == 0 {
		return nil, nil
	}
	keys, isItem, isOrder := shape(p)
	_, inside := holder(p)
	isText := func(v []byte) bool { return !isItem && !isOrder && s.rules.IsText(keys, v) }
	staying := all
	if inside || slices.ContainsFunc(all, func(v version) bool { return v.value != nil && isText(v.value) }) {
		// What is there stays, although another removed it.
		staying = slices.DeleteFunc(slices.Clone(all), func(v version) bool { return v.value == nil })
	}
	if len(staying) == 0 {
		return nil, nil
	}
	newest := slices.MaxFunc(staying, func(a, b version) int {
		if s.rules.Prefer != nil && a.value != nil && b.value != nil {
			return cmp.Or(s.rules.Prefer(a.value, b.value), compareVersions(a, b))
		}
		return compareVersions(a, b)
	})
	for _, v := range staying {
		if isText(v.value) && !bytes.Equal(v.value, newest.value) && !slices.ContainsFunc(others, func(o []byte) bool { return bytes.Equal(o, v.value) }) {
			others = append(others, v.value)
		}
	}
	return newest.value, others
}

func compareVersions(a, b version) int {
	return cmp.Or(a.compare(b.Dot), bytes.Compare(a.value, b.value))
}

// Body puts the document together as the state shows it.
func (s *State) Body() ([]byte, error) {
	if s.rules.Whole {
		v, _ := s.shown("")
		return v, nil
	}
	shown := make(map[path][]byte, len(s.versions))
	for p := range s.versions {
		if v, _ := s.shown(p); v != nil {
			shown[p] = v
		}
	}
	for p := range shown { // what is in an item that was removed went with it
		if at, inside := holder(p); inside && shown[at] == nil {
			delete(shown, p)
		}
	}
	body, err := assemble(shown, s.rules, func(a, b path) int { return s.newest(a).Clock.Compare(s.newest(b).Clock) })
	if err != nil {
		return nil, err
	}
	return s.withStamps(body)
}

func (s *State) newest(p path) Dot {
	if all := s.versions[p]; len(all) > 0 {
		return slices.MaxFunc(all, compareVersions).Dot
	}
	return Dot{}
}

// withStamps adds when the document was changed and deleted to its body.
func (s *State) withStamps(body []byte) ([]byte, error) {
	if body == nil {
		body = appendHead(nil, mapType, 0)
	}
	kv, err := items(body, mapType)
	if err != nil {
		return nil, err
	}
	all := make([][2][]byte, 0, len(kv)/2+2)
	for i := 0; i < len(kv); i += 2 {
		all = append(all, [2][]byte{kv[i], kv[i+1]})
	}
	add := func(key int64, stamp []byte) {
		if key > 0 && stamp != nil {
			all = append(all, [2][]byte{appendHead(nil, uintType, uint64(key)), stamp})
		}
	}
	add(s.rules.Modified, s.modified)
	if s.IsDeleted() {
		add(s.rules.Deleted, s.deletion.at)
	}
	return dict(all), nil
}

// Stamp returns the state after a change of the document to body, which a dot names.
func (s *State) Stamp(body []byte, at Dot) (*State, error) {
	after, err := Parse(body, nil, s.rules)
	if err != nil {
		return nil, err
	}
	next := &State{rules: s.rules, modified: after.modified, seen: maps.Clone(s.seen), leaves: after.leaves, versions: maps.Clone(s.versions), deletion: s.deletion}
	changed := differences(s.leaves, after.leaves)
	for p := range changed {
		next.versions[p] = []version{{at, after.leaves[p]}}
	}
	was, is := s.deletion != nil && s.IsDeleted(), after.deletion != nil
	if len(changed) > 0 || was && !is {
		next.seen[at.Session] = at.Clock
	}
	switch {
	case is:
		next.deletion = &deletion{after.deletion.at, maps.Clone(next.seen)}
		if s.deletion != nil {
			next.deletion.seen.add(s.deletion.seen)
		}
	case was:
		next.deletion = &deletion{s.deletion.at, maps.Clone(s.deletion.seen)}
	}
	return next, nil
}

// touchItems adds all leaves of the items of which one changed, so that an item is changed or removed as a whole.
func touchItems(changed map[path]bool, before, after map[path][]byte) {
	whole := map[path]bool{}
	for p := range changed {
		if at, ok := holder(p); ok {
			whole[at] = true
		}
	}
	if len(whole) == 0 {
		return
	}
	for _, leaves := range []map[path][]byte{before, after} {
		for p := range leaves {
			if at, ok := holder(p); ok && whole[at] {
				changed[p] = true
			}
		}
	}
}

// New returns the state of a document that is written by a change of its own, which has seen what was seen of one
// that was removed before, if any. All of it counts as changed.
func New(body []byte, at Dot, before Seen, r *Rules) (*State, error) {
	s, err := Parse(body, nil, r)
	if err != nil {
		return nil, err
	}
	s.seen = Seen{}
	s.seen.add(before)
	s.seen[at.Session] = at.Clock
	for p, v := range s.leaves {
		s.versions[p] = []version{{at, v}}
	}
	if s.deletion != nil {
		s.deletion.seen = maps.Clone(s.seen)
	}
	return s, nil
}

// Choose returns the state in which a leaf has one value in place of all its versions, by a change of its own.
func (s *State) Choose(p string, value []byte, at Dot) *State {
	next := s.Touch(at)
	next.versions = maps.Clone(s.versions)
	next.versions[p] = []version{{at, value}}
	if s.deletion != nil && s.IsDeleted() {
		next.deletion = &deletion{s.deletion.at, maps.Clone(next.seen)}
		next.deletion.seen.add(s.deletion.seen)
	}
	return next
}

// Touch returns the state after a change that changes nothing, so that it is none that a removal had seen.
func (s *State) Touch(at Dot) *State {
	next := *s
	next.seen = maps.Clone(s.seen)
	next.seen[at.Session] = at.Clock
	return &next
}

// Double is a text of which several versions stay.
type Double struct {
	// Path names it within the document.
	Path string
	// Keys are the keys on the way to it.
	Keys []int64
	// Shown is the version that the document shows, and Others are the others, oldest first, as CBOR.
	Shown  []byte
	Others [][]byte
	At     Clock
}

// Doubles returns the texts of which several versions stay, in the order of their paths.
func (s *State) Doubles() []Double {
	var all []Double
	for _, p := range slices.Sorted(maps.Keys(s.versions)) {
		if len(s.versions[p]) < 2 {
			continue
		}
		if at, inside := holder(p); inside {
			if v, _ := s.shown(at); v == nil {
				continue
			}
		}
		v, others := s.shown(p)
		if len(others) == 0 {
			continue
		}
		keys, _, _ := shape(p)
		all = append(all, Double{Path: p, Keys: keys, Shown: v, Others: others, At: s.newest(p).Clock})
	}
	return all
}

// TextValue is the inverse of Text.
func TextValue(s string) []byte { return append(appendHead(nil, textType, uint64(len(s))), s...) }

// Text returns the text that a value is.
func Text(value []byte) string { return text(value) }

// IsText reports whether a value is a text.
func IsText(value []byte) bool { return len(value) > 0 && typeOf(value) == textType }
