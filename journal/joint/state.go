package joint

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"
)

// MarksKey is the key of the marks in the body of a stored document, of any kind.
const MarksKey = 127

// Clock is a hybrid clock: milliseconds on the wall, and a number that goes on where the wall stands still.
type Clock struct {
	Ms int64
	N  uint32
}

// Compare compares two clocks.
func (c Clock) Compare(o Clock) int { return cmp.Or(cmp.Compare(c.Ms, o.Ms), cmp.Compare(c.N, o.N)) }

// Next returns the clock of a change at a time on the wall, which is after c.
func (c Clock) Next(now time.Time) Clock {
	if ms := now.UnixMilli(); ms > c.Ms {
		return Clock{Ms: ms}
	}
	return Clock{c.Ms, c.N + 1}
}

// Time returns the time on the wall.
func (c Clock) Time() time.Time { return time.UnixMilli(c.Ms) }

// Session names one opening of a journal, at random. A copied folder or a restored backup is another session,
// so it is never taken for the one that it was copied from.
type Session [8]byte

// IsFirst reports whether it stands for what a document held when it had no marks: its name is then made of that.
func (s Session) IsFirst() bool { return s[0]&0x80 == 0 }

// first returns the session and clock of a document without marks.
func (s *State) first() Dot {
	h := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(s.leaves)) {
		_, _ = fmt.Fprintf(h, "%d %d ", len(p), len(s.leaves[p])) // a hash never fails
		h.Write([]byte(p))
		h.Write(s.leaves[p])
	}
	h.Write(s.modified)
	d := Dot{Clock: Clock{Ms: seconds(s.modified) * 1000}, Session: Session(h.Sum(nil)[:len(Session{})])}
	d.Session[0] &^= 0x80
	return d
}

// NewSession makes a session of random bytes.
func NewSession(random [8]byte) Session {
	random[0] |= 0x80
	return Session(random)
}

// Dot names a change.
type Dot struct {
	Clock
	Session
}

func (d Dot) compare(o Dot) int {
	return cmp.Or(d.Clock.Compare(o.Clock), bytes.Compare(d.Session[:], o.Session[:]))
}

// Seen is the last clock of each session that a document knows of.
type Seen map[Session]Clock

func (s Seen) covers(d Dot) bool {
	c, ok := s[d.Session]
	return ok && c.Compare(d.Clock) >= 0
}

// Within reports whether other has seen all of it.
func (s Seen) Within(other Seen) bool {
	for session, c := range s {
		if !other.covers(Dot{c, session}) {
			return false
		}
	}
	return true
}

func (s Seen) add(other Seen) {
	for session, c := range other {
		if have, ok := s[session]; !ok || have.Compare(c) < 0 {
			s[session] = c
		}
	}
}

// Latest returns the latest clock.
func (s Seen) Latest() (latest Clock) {
	for _, c := range s {
		if latest.Compare(c) < 0 {
			latest = c
		}
	}
	return latest
}

// version is the value of a leaf that a change gave it; nil if it removed it.
type version struct {
	Dot
	value []byte
}

// deletion is that of a document in the bin: when, as the document says it, and what the deletions had seen.
type deletion struct {
	at   []byte
	seen Seen
}

// Rules says what differs between the kinds of documents.
type Rules struct {
	// Modified and Deleted are the keys of when it was changed and put into the bin; 0 for none.
	Modified, Deleted int64
	// IsText reports whether of two versions of a leaf both stay: of the value of a key, or of a key in the
	// items of a list.
	IsText func(keys []int64, value []byte) bool
	// Whole reports that a document is not taken apart: of two versions the newer stays, or the one that Prefer says.
	Whole  bool
	Prefer func(a, b []byte) int
	// Pair are two keys that belong together, the second of which has no meaning without the first.
	Pair [2]int64
}

// State is a document with its marks.
type State struct {
	rules    *Rules
	modified []byte
	deletion *deletion
	seen     Seen
	leaves   map[path][]byte // of the body as it is stored
	versions map[path][]version
}

// Parse takes a document apart: its body and its marks, which are empty if it was never changed.
func Parse(body, marks []byte, r *Rules) (*State, error) {
	s := &State{rules: r, seen: Seen{}, versions: map[path][]version{}}
	var err error
	if s.leaves, err = explode(body, r); err != nil {
		return nil, err
	}
	if r.Whole {
		s.leaves = map[path][]byte{"": body}
	}
	kv, err := items(body, mapType)
	if err != nil {
		return nil, err
	}
	var deleted []byte
	for i := 0; i < len(kv); i += 2 {
		switch key := number(kv[i]); {
		case key == r.Modified && key > 0:
			s.modified = kv[i+1]
		case key == r.Deleted && key > 0:
			deleted = kv[i+1]
		}
	}
	var usual Dot // of what has no marks
	if len(marks) == 0 {
		usual = s.first()
		s.seen[usual.Session] = usual.Clock
		if deleted != nil {
			s.deletion = &deletion{deleted, maps.Clone(s.seen)}
		}
	} else if usual, err = s.readMarks(marks); err != nil {
		return nil, err
	}
	for p, v := range s.leaves {
		if _, marked := s.versions[p]; !marked {
			s.versions[p] = []version{{usual, v}}
		}
	}
	return s, nil
}

// seconds reads the time of a stamp, [seconds, zone].
func seconds(stamp []byte) int64 {
	if stamp == nil {
		return 0
	}
	both, err := items(stamp, arrayType)
	if err != nil || len(both) == 0 {
		return 0
	}
	return max(number(both[0]), 0)
}

// marksDoc is the stored form of marks.
type marksDoc struct {
	_ struct{} `cbor:",toarray"`
	// Seen are the sessions, which versions name by their number.
	Seen []seenDoc
	// Default is the number of the session of leaves without marks; -1 if there are none.
	Default int
	Deleted []byte // the stamp of when it was deleted
	Known   []seenDoc
	Leaves  []leafDoc
}

type seenDoc struct {
	_       struct{} `cbor:",toarray"`
	Session []byte
	Ms      int64
	N       uint32
}

type leafDoc struct {
	_        struct{} `cbor:",toarray"`
	Path     []byte
	Versions []versionDoc
}

type versionDoc struct {
	_       struct{} `cbor:",toarray"`
	Session int
	Ms      int64
	N       uint32
	// What says where the value is: in the body, nowhere, or here.
	What  int
	Value []byte
}

const (
	inBody = iota
	removed
	here
)

const maxMarks = 1 << 16

// decoder reads marks; it has no state.
func decoder() (cbor.DecMode, error) {
	return cbor.DecOptions{MaxArrayElements: maxMarks, MaxMapPairs: 1 << 10, MaxNestedLevels: maxDepth}.DecMode()
}

func (s *State) readMarks(raw []byte) (Dot, error) {
	dec, err := decoder()
	if err != nil {
		return Dot{}, fmt.Errorf("preparing to read marks: %w", err)
	}
	var d marksDoc
	if err := dec.Unmarshal(raw, &d); err != nil {
		return Dot{}, fmt.Errorf("%w: %w", ErrForm, err)
	}
	sessions := make([]Session, len(d.Seen))
	for i, x := range d.Seen {
		if len(x.Session) != len(Session{}) {
			return Dot{}, ErrForm
		}
		sessions[i] = Session(x.Session)
		s.seen[sessions[i]] = Clock{x.Ms, x.N}
	}
	var usual Dot
	if d.Default >= 0 {
		if d.Default >= len(sessions) {
			return Dot{}, ErrForm
		}
		usual = Dot{s.seen[sessions[d.Default]], sessions[d.Default]}
	}
	if len(d.Deleted) > 0 {
		s.deletion = &deletion{d.Deleted, Seen{}}
		if _, err := items(d.Deleted, arrayType); err != nil {
			return Dot{}, err
		}
		for _, x := range d.Known {
			if len(x.Session) != len(Session{}) {
				return Dot{}, ErrForm
			}
			s.deletion.seen[Session(x.Session)] = Clock{x.Ms, x.N}
		}
	}
	for _, l := range d.Leaves {
		if !isPath(string(l.Path)) {
			return Dot{}, ErrForm
		}
		all := make([]version, 0, len(l.Versions))
		for _, v := range l.Versions {
			if v.Session < 0 || v.Session >= len(sessions) {
				return Dot{}, ErrForm
			}
			w := version{Dot: Dot{Clock{v.Ms, v.N}, sessions[v.Session]}}
			switch v.What {
			case inBody:
				w.value = s.leaves[string(l.Path)]
			case here:
				if rest, err := skip(v.Value, 0); err != nil || len(rest) > 0 {
					return Dot{}, ErrForm
				}
				w.value = v.Value
			}
			all = append(all, w)
		}
		s.versions[string(l.Path)] = all
	}
	return usual, nil
}

func isPath(p path) bool {
	for p != "" {
		_, _, rest, ok := cut(p)
		if !ok {
			return false
		}
		p = rest
	}
	return true
}

// Marks returns the marks of the state beside body, in which its leaves need not be as the state shows them.
// They are empty if the body alone says as much.
func (s *State) Marks(body []byte) ([]byte, error) {
	leaves, err := explode(body, s.rules)
	if err != nil {
		return nil, err
	}
	if s.rules.Whole {
		leaves = map[path][]byte{"": body}
	}
	if bare, err := Parse(body, nil, s.rules); err == nil && bare.same(s) {
		return nil, nil
	}
	d := marksDoc{Default: -1}
	usual, hasUsual := s.usual(leaves)
	numbers := map[Session]int{}
	for _, session := range slices.SortedFunc(maps.Keys(s.seen), func(a, b Session) int { return bytes.Compare(a[:], b[:]) }) {
		if hasUsual && session == usual.Session {
			d.Default = len(d.Seen)
		}
		numbers[session] = len(d.Seen)
		d.Seen = append(d.Seen, seenDoc{Session: session[:], Ms: s.seen[session].Ms, N: s.seen[session].N})
	}
	for _, p := range slices.Sorted(maps.Keys(s.versions)) {
		all := s.versions[p]
		v, inside := leaves[p]
		if hasUsual && len(all) == 1 && all[0].Dot == usual && inside && bytes.Equal(v, all[0].value) {
			continue
		}
		l := leafDoc{Path: []byte(p)}
		for _, x := range all {
			n, ok := numbers[x.Session]
			if !ok {
				return nil, fmt.Errorf("a version of a session that was not seen")
			}
			w := versionDoc{Session: n, Ms: x.Ms, N: x.N, What: here, Value: x.value}
			switch {
			case x.value == nil:
				w.What, w.Value = removed, nil
			case inside && bytes.Equal(v, x.value):
				w.What, w.Value = inBody, nil
			}
			l.Versions = append(l.Versions, w)
		}
		d.Leaves = append(d.Leaves, l)
	}
	for p := range leaves {
		if _, known := s.versions[p]; !known { // what the body has beside the versions belongs to none
			d.Leaves = append(d.Leaves, leafDoc{Path: []byte(p)})
		}
	}
	slices.SortFunc(d.Leaves, func(a, b leafDoc) int { return bytes.Compare(a.Path, b.Path) })
	if s.deletion != nil {
		d.Deleted = s.deletion.at
		for _, session := range slices.SortedFunc(maps.Keys(s.deletion.seen), func(a, b Session) int { return bytes.Compare(a[:], b[:]) }) {
			d.Known = append(d.Known, seenDoc{Session: session[:], Ms: s.deletion.seen[session].Ms, N: s.deletion.seen[session].N})
		}
	}
	enc, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return nil, fmt.Errorf("preparing to write marks: %w", err)
	}
	return enc.Marshal(d)
}

// usual returns the change that most leaves of a body are from, if it is the last that was seen of its session.
func (s *State) usual(leaves map[path][]byte) (most Dot, any bool) {
	counts := map[Dot]int{}
	for p, all := range s.versions {
		if v, inside := leaves[p]; len(all) == 1 && inside && bytes.Equal(v, all[0].value) && s.seen[all[0].Session] == all[0].Clock {
			counts[all[0].Dot]++
		}
	}
	for d, n := range counts {
		if m := counts[most]; n > m || n == m && d.compare(most) > 0 {
			most, any = d, true
		}
	}
	return most, any
}

// same reports whether two states are the same.
func (s *State) same(o *State) bool {
	if !maps.Equal(s.seen, o.seen) || (s.deletion == nil) != (o.deletion == nil) || !bytes.Equal(s.modified, o.modified) {
		return false
	}
	if s.deletion != nil && (!bytes.Equal(s.deletion.at, o.deletion.at) || !maps.Equal(s.deletion.seen, o.deletion.seen)) {
		return false
	}
	return maps.EqualFunc(s.versions, o.versions, func(a, b []version) bool {
		return slices.EqualFunc(a, b, func(x, y version) bool { return x.Dot == y.Dot && bytes.Equal(x.value, y.value) })
	})
}

// Seen returns what the state has seen; it must not be changed.
func (s *State) Seen() Seen { return s.seen }

// IsDeleted reports whether the document is in the bin.
func (s *State) IsDeleted() bool { return s.deletion != nil && s.seen.Within(s.deletion.seen) }

// WasDeleted reports whether it was deleted by somebody, even if a change that was not known then keeps it.
func (s *State) WasDeleted() bool { return s.deletion != nil }

// LatestOf returns the latest clock in marks; the zero Clock if they cannot be read.
func LatestOf(marks []byte) Clock {
	s := &State{seen: Seen{}, versions: map[path][]version{}}
	if _, err := s.readMarks(marks); err != nil {
		return Clock{}
	}
	return s.seen.Latest()
}
