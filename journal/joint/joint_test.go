package joint

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
	"pgregory.net/rapid"
)

// The document of the tests: 1 an id, 2 a number, 3 and 4 texts, 5 a list of texts, 6 a list of maps with 1 a name
// and 2 a text, 7 a map of texts to numbers, 8 and 9 a pair, 30 modified, 31 deleted.
type doc struct {
	ID       string             `cbor:"1,keyasint"`
	Number   int                `cbor:"2,keyasint,omitempty"`
	Text     string             `cbor:"3,keyasint,omitempty"`
	Other    string             `cbor:"4,keyasint,omitempty"`
	List     []string           `cbor:"5,keyasint,omitempty"`
	Maps     []inner            `cbor:"6,keyasint,omitempty"`
	Values   map[string]float64 `cbor:"7,keyasint,omitempty"`
	Rating   int                `cbor:"8,keyasint,omitempty"`
	RatedAt  int                `cbor:"9,keyasint,omitempty"`
	Modified []int64            `cbor:"30,keyasint,omitempty"`
	Deleted  []int64            `cbor:"31,keyasint,omitempty"`
}

type inner struct {
	Name string `cbor:"1,keyasint"`
	Then string `cbor:"2,keyasint,omitempty"`
}

func testRules() *Rules {
	return &Rules{Modified: 30, Deleted: 31, Pair: [2]int64{8, 9}, IsText: func(keys []int64, v []byte) bool { return IsText(v) && keys[0] != 1 }}
}

func (d doc) body(t interface{ Fatal(...any) }) []byte {
	enc, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		t.Fatal(err)
	}
	b, err := enc.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func docOf(t interface{ Fatal(...any) }, body []byte) (d doc) {
	if err := cbor.Unmarshal(body, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// replica is a copy of a document, as a vault keeps it.
type replica struct {
	session     Session
	body, marks []byte
	gone        Gone
	has         bool
	last        Clock  // of what its session changed, as a journal remembers it
	form        []byte // the document as a form was opened with it
}

type world struct {
	t     *rapid.T
	ms    int64
	n     int
	texts map[string]bool // the texts that were written and not replaced or removed by who knew them
}

func (w *world) state(r *replica) *State {
	s, err := Parse(r.body, r.marks, testRules())
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *world) keep(r *replica, s *State) {
	body, err := s.Body()
	if err != nil {
		w.t.Fatal(err)
	}
	w.keepAs(r, s, body)
}

func (w *world) keepAs(r *replica, s *State, body []byte) {
	marks, err := s.Marks(body)
	if err != nil {
		w.t.Fatal(err)
	}
	r.body, r.marks, r.has = body, marks, true
}

// clock advances, or now and then stands a day off on one machine.
func (w *world) dot(r *replica) Dot {
	w.ms += int64(rapid.SampledFrom([]int{1, 1000, 60_000}).Draw(w.t, "passes"))
	ms := w.ms
	if rapid.IntRange(0, 9).Draw(w.t, "ahead") == 0 {
		ms += 100_000_000
	}
	for _, seen := range []Clock{w.state(r).Seen().Latest(), r.gone.Seen.Latest()} {
		if r.last.Compare(seen) < 0 {
			r.last = seen
		}
	}
	r.last = r.last.Next(time.UnixMilli(ms))
	return Dot{r.last, r.session}
}

func (w *world) text() string { w.n++; return fmt.Sprintf("text-%d.", w.n) }

func (w *world) change(r *replica) {
	t := w.t
	if !r.has {
		return
	}
	before := w.state(r)
	d := docOf(t, r.body)
	saved := r.form != nil && rapid.Bool().Draw(t, "form saved")
	if saved {
		d = docOf(t, r.form)
	}
	wasDeleted := d.Deleted
	switch rapid.IntRange(0, 9).Draw(t, "change") {
	case 0:
		d.Number = rapid.IntRange(0, 3).Draw(t, "number")
	case 1:
		d.Text = w.text()
	case 2:
		d.Other = w.text()
	case 3:
		d.List = append(d.List, w.text())
	case 4:
		if len(d.List) > 0 {
			slices.Reverse(d.List)
			if rapid.Bool().Draw(t, "less") {
				d.List = d.List[1:]
			}
		}
	case 5:
		d.Maps = append(d.Maps, inner{Name: w.text()})
	case 6:
		if len(d.Maps) > 0 {
			if i := rapid.IntRange(0, len(d.Maps)-1).Draw(t, "item"); rapid.Bool().Draw(t, "less") {
				d.Maps = slices.Delete(d.Maps, i, i+1)
			} else {
				d.Maps[i].Then = w.text()
			}
		}
	case 7:
		if d.Values == nil {
			d.Values = map[string]float64{}
		}
		d.Values[rapid.SampledFrom([]string{"a", "b"}).Draw(t, "value")] = float64(rapid.IntRange(0, 3).Draw(t, "is"))
	case 8:
		d.Rating, d.RatedAt = rapid.IntRange(0, 3).Draw(t, "rating"), rapid.IntRange(1, 3).Draw(t, "rated")
	case 9:
		if d.Deleted == nil {
			d.Deleted = []int64{w.ms / 1000, 0}
		} else {
			d.Deleted = nil
		}
	}
	at := w.dot(r)
	d.Modified = []int64{w.ms / 1000, 0}
	if saved {
		d.Deleted = wasDeleted
		w.save(r, before, d.body(t), at)
		return
	}
	if rapid.IntRange(0, 2).Draw(t, "form opened") == 0 {
		r.form = r.body
	}
	after, err := before.Stamp(d.body(t), at)
	if err != nil {
		t.Fatal(err)
	}
	w.replaced(r.body, d.body(t), before)
	w.keepAs(r, after, d.body(t))
}

// save saves what was changed in a form, which knows of nothing that has come since it was opened.
func (w *world) save(r *replica, before *State, body []byte, at Dot) {
	base := r.form
	r.form = nil
	after, _, err := before.StampSince(base, body, at)
	if err != nil {
		w.t.Fatal(err)
	}
	if after == nil {
		return
	}
	had, has := words(string(base)), words(string(body))
	for word := range has {
		if !had[word] {
			w.texts[word] = true
		}
	}
	for word := range had {
		if !has[word] {
			delete(w.texts, word)
		}
	}
	w.keep(r, after)
}

// replaced notes which texts are new, and which were replaced or removed by somebody who saw them.
func (w *world) replaced(before, after []byte, s *State) {
	had, has := words(string(before)), words(string(after))
	for word := range has {
		if !had[word] {
			w.texts[word] = true
		}
	}
	for word := range had {
		if !has[word] {
			delete(w.texts, word)
		}
	}
	// Whoever writes one text in place of two has seen both.
	next, err := Parse(after, nil, testRules())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, d := range s.Doubles() {
		if !bytes.Equal(next.leaves[d.Path], d.Shown) {
			for _, o := range d.Others {
				delete(w.texts, text(o))
			}
		}
	}
	// Whoever removes an item has seen what is in it.
	for p := range s.versions {
		if at, inside := holder(p); inside && s.leaves[at] != nil && next.leaves[at] == nil {
			for _, v := range s.versions[p] {
				for word := range words(string(v.value)) {
					delete(w.texts, word)
				}
			}
		}
	}
}

// words returns the texts in a body.
func words(s string) map[string]bool {
	all := map[string]bool{}
	for at := strings.Index(s, "text-"); at >= 0; at = strings.Index(s, "text-") {
		end := strings.IndexByte(s[at:], '.')
		if end < 0 {
			break
		}
		all[s[at:at+end+1]] = true
		s = s[at+end:]
	}
	return all
}

func (w *world) join(to, from *replica) {
	to.gone = JoinGone(to.gone, from.gone)
	switch {
	case from.has && to.has:
		w.keep(to, Join(w.state(to), w.state(from)))
	case from.has:
		to.body, to.marks, to.has = from.body, from.marks, true
	}
	if to.has && to.gone.Covers(w.state(to)) {
		to.has, to.body, to.marks = false, nil, nil
	}
}

func (w *world) show(r *replica) string {
	if !r.has {
		return fmt.Sprint("gone ", r.gone)
	}
	s := w.state(r)
	out := fmt.Sprintf("%+v deleted %v", docOf(w.t, r.body), s.IsDeleted())
	for _, d := range s.Doubles() {
		out += fmt.Sprintf(" also %q", d.Others)
	}
	return out + fmt.Sprint(r.gone)
}

// TestAnyOrderGivesTheSameDocument changes copies of a document apart, removes it and writes it anew, joins them in any
// order and more than once, and looks whether all come to the same contents with every text in them.
func TestAnyOrderGivesTheSameDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &world{t: t, ms: 1_700_000_000_000, texts: map[string]bool{}}
		first := doc{ID: "one", Text: w.text(), List: []string{w.text(), w.text()}, Maps: []inner{{w.text(), w.text()}}, Modified: []int64{1_600_000_000, 0}}
		body := first.body(t)
		for word := range words(string(body)) {
			w.texts[word] = true
		}
		copies := make([]*replica, rapid.IntRange(2, 4).Draw(t, "copies"))
		for i := range copies {
			copies[i] = &replica{session: NewSession([8]byte{byte(i + 1)}), body: body, has: true}
			if rapid.IntRange(0, 3).Draw(t, "changed before there were marks") == 0 {
				d := first
				d.Other, d.Modified = w.text(), []int64{1_600_000_000 + int64(i*3+rapid.IntRange(1, 3).Draw(t, "later")), 0}
				w.texts[d.Other] = true
				copies[i].body = d.body(t)
			}
		}
		one := func(label string) *replica { return copies[rapid.IntRange(0, len(copies)-1).Draw(t, label)] }
		numbers := make([]int, len(copies))
		for i := range numbers {
			numbers[i] = i
		}
		t.Repeat(map[string]func(*rapid.T){
			"":       func(*rapid.T) {},
			"change": func(*rapid.T) { w.change(one("copy")) },
			"again":  func(*rapid.T) { w.change(one("copy")) },
			"join":   func(*rapid.T) { w.join(one("to"), one("from")) },
			"a new session": func(*rapid.T) {
				w.n++
				one("copy").session = NewSession([8]byte{1, byte(w.n), byte(w.n >> 8)})
			},
			"remove": func(t *rapid.T) {
				if r := one("copy"); r.has && rapid.IntRange(0, 4).Draw(t, "really") == 0 {
					s := w.state(r)
					for p := range s.versions {
						for _, v := range s.versions[p] {
							for word := range words(string(v.value)) {
								delete(w.texts, word)
							}
						}
					}
					r.gone, r.has = Remove(s, r.gone), false
					r.body, r.marks = nil, nil
				}
			},
			"settle": func(t *rapid.T) {
				r := one("copy")
				if !r.has {
					return
				}
				s := w.state(r)
				all := s.Doubles()
				if len(all) == 0 {
					return
				}
				d := all[0]
				for _, o := range d.Others {
					delete(w.texts, text(o))
				}
				w.keep(r, s.Choose(d.Path, d.Shown, w.dot(r)))
			},
		})
		// Everybody takes in everybody, in an order of their own and some twice, until nothing is new.
		for range 2 {
			for _, to := range copies {
				for _, from := range rapid.Permutation(numbers).Draw(t, "order") {
					w.join(to, copies[from])
				}
				w.join(to, one("again"))
			}
		}
		want := w.show(copies[0])
		for i, r := range copies {
			if got := w.show(r); got != want {
				t.Fatalf("copy %d is\n%s\nand the first\n%s", i, got, want)
			}
		}
		if !copies[0].has {
			return
		}
		there := words(string(copies[0].body))
		for _, d := range w.state(copies[0]).Doubles() {
			for _, o := range d.Others {
				there[text(o)] = true
			}
		}
		for word := range w.texts {
			if !there[word] {
				t.Fatalf("%s was written, nobody replaced it, and it is missing in\n%s", word, want)
			}
		}
	})
}
