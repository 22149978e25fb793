package proof_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const thoughtOver = "thought over"

// kept is a journal of forty entries at dir, and its expected contents. It is created once.
func kept(t *testing.T, dir string) book {
	t.Helper()
	placeJournal(t, dir)
	r := finishWith(enact(t).in(dir, "add", "--lines"), lines(0, 40))
	b := book{saved: savedIn(r.out, 0), written: 40}
	if r.status != 0 || len(b.saved) != 40 {
		t.Fatalf("%+v", r)
	}
	return b
}

// numbers returns the numbers of the entries in a journal.
func numbers(t *testing.T, dir string) (all map[string]string) {
	t.Helper()
	var doc journalOf
	if r := enact(t).do(dir, "export", "json"); r.status != 0 || json.Unmarshal([]byte(r.out), &doc) != nil {
		return nil // counted by the judge
	}
	all = map[string]string{}
	for _, e := range doc.Entries {
		all[e.Title] = e.Happened
	}
	return all
}

// scenes are commands other than adding. Each is done or not done, and never half done; everything
// else stays unchanged.
func scenes() []scene {
	var b book
	keep := func(t *testing.T, dir string) { b = kept(t, dir) }
	editing := scene{name: "editing", command: []string{"edit", "last", "--happened", thoughtOver}, prepare: keep}
	editing.judge = func(t *testing.T, v *verdict, dir string, said result) {
		b := b
		b.texts = func(i int) []string {
			switch {
			case i < 39:
				return []string{text(i)}
			case said.status == 0 && strings.Contains(said.out, "saved"):
				return []string{thoughtOver}
			}
			return []string{text(i), thoughtOver}
		}
		v.judge(t, dir, b)
	}
	deleting := scene{name: "deleting", command: []string{"delete", "last"}, prepare: keep}
	deleting.judge = func(t *testing.T, v *verdict, dir string, said result) {
		b := b
		b.bin = func(i int) bool { return i == 39 }
		v.judge(t, dir, b)
		if there := numbers(t, dir)["entry 39"] != ""; said.status == 0 && there && said.out != "" {
			v.wrong++ // it was reported as deleted
		}
	}
	importing := scene{name: "importing", command: []string{"import", "json", "%s/in.json"}, stdin: "", prepare: func(t *testing.T, dir string) {
		b = kept(t, dir)
		other := newJournal(t)
		if r := finishWith(enact(t).in(other, "add", "--lines"), lines(100, 130)); r.status != 0 {
			t.Fatalf("%+v", r)
		}
		if r := enact(t).do(other, "export", "json", "-o", filepath.Join(filepath.Dir(dir), "in.json")); r.status != 0 {
			t.Fatalf("%+v", r)
		}
	}}
	importing.judge = func(t *testing.T, v *verdict, dir string, said result) {
		b := b
		b.written = 130
		v.judge(t, dir, b)
		switch n := len(numbers(t, dir)); {
		case said.status == 0 && strings.Contains(said.out, "30") && n != 70:
			v.lost++
		case n != 40 && n != 70:
			v.wrong++ // a part of it
		}
	}
	return slices.Concat([]scene{editing, deleting, importing}, inboxes(), repairs())
}

// inboxes add entries to the inbox of a journal, and import them from it.
func inboxes() []scene {
	adding := scene{name: "adding to the inbox", command: []string{"add", "--inbox", "--lines"}, stdin: lines(0, 6)}
	adding.prepare = func(t *testing.T, dir string) { placeJournal(t, dir) }
	adding.judge = func(t *testing.T, v *verdict, dir string, said result) {
		v.judge(t, dir, book{saved: savedIn(said.out, 0), written: 6})
	}
	var b book
	taking := scene{name: "taking in the inbox", command: []string{"list"}}
	taking.prepare = func(t *testing.T, dir string) {
		b = kept(t, dir)
		r := finishWith(enact(t).in(dir, "add", "--inbox", "--lines"), lines(40, 46))
		b.saved, b.written = append(b.saved, savedIn(r.out, 40)...), 46
		if r.status != 0 || len(b.saved) != 46 {
			t.Fatalf("%+v", r)
		}
	}
	taking.judge = func(t *testing.T, v *verdict, dir string, said result) {
		v.judge(t, dir, b)
		if left, _ := filepath.Glob(filepath.Join(dir, "inbox", "*.age")); len(left) > 0 {
			t.Errorf("%d entries lie in the inbox still after they were taken in", len(left))
		}
	}
	return []scene{adding, taking}
}

// repairs open a journal with one damaged copy.
func repairs() []scene {
	var all []scene
	for _, c := range []struct {
		name string
		hurt func(dir string) error
	}{
		{"making the store anew", func(dir string) error { return os.Truncate(filepath.Join(dir, "store.db"), 20_000) }},
		{"making a missing store anew", func(dir string) error { return os.Remove(filepath.Join(dir, "store.db")) }},
		{"making the log anew", func(dir string) error { return os.Truncate(filepath.Join(dir, "log/000001.log"), 3000) }},
		{"making both headers anew", func(dir string) error {
			if err := os.Truncate(filepath.Join(dir, "header.a"), 0); err != nil {
				return err
			}
			return os.Remove(filepath.Join(dir, "header.b"))
		}},
	} {
		var b book
		s := scene{name: c.name, command: []string{"list"}}
		s.prepare = func(t *testing.T, dir string) {
			b = kept(t, dir)
			if err := c.hurt(dir); err != nil {
				t.Fatal(err)
			}
		}
		s.judge = func(t *testing.T, v *verdict, dir string, said result) {
			v.judge(t, dir, b)
			if r := enact(t).do(dir, "check"); r.status != 0 || r.err != "" {
				t.Errorf("%s: the second time it ends with %d and says %q %q", c.name, r.status, r.out, r.err)
			}
		}
		all = append(all, s)
	}
	return all
}

func TestOtherCommandsAreDoneCompletelyOrNotAtAllAfterAnyFault(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	sweepAll(t, enact(t), scenes(), times(7))
}
