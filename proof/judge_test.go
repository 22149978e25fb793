package proof_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// template is a journal with one area, created once per run.
var template = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(built, "template")
	path, err := buildEnact()
	if err != nil {
		return "", err
	}
	return dir, makeJournal(program{path: path}, dir)
})

func makeJournal(p program, dir string) error {
	for _, args := range [][]string{{"init", "--no-passphrase"}, {"area", "add", "Work"}} {
		if r := p.do(dir, args...); r.status != 0 {
			return fmt.Errorf("enact %v: %+v", args, r)
		}
	}
	return nil
}

// newJournal returns a journal with one area.
func newJournal(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "journal")
	placeJournal(t, dir)
	return dir
}

func placeJournal(t testing.TB, dir string) {
	t.Helper()
	from, err := template()
	if err != nil {
		t.Fatal(err)
	}
	copyTo(t, from, dir)
}

// copyFolder copies a journal.
func copyFolder(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "journal")
	copyTo(t, from, to)
	return to
}

func copyTo(t testing.TB, from, to string) {
	t.Helper()
	if out, err := exec.Command("cp", "-a", from, to).CombinedOutput(); err != nil { // with modes
		t.Fatalf("copying a journal: %v %s", err, out)
	}
}

// line returns one entry to write; its text is long enough to be torn.
func line(i int) string {
	return fmt.Sprintf(`{"area":"Work","title":"entry %d","happened":"%s"}`+"\n", i, text(i))
}

func text(i int) string { return strings.Repeat(fmt.Sprintf("what happened in %d; ", i), 1+i%40) }

func lines(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString(line(i))
	}
	return b.String()
}

// saved is an entry that the program reported as saved, with its id.
type saved struct {
	i  int
	id string
}

// savedIn reads the reports of saved entries; the first one was entry number first.
func savedIn(out string, first int) (all []saved) {
	for told := range strings.Lines(out) {
		if id, ok := savedAs(told); ok {
			all = append(all, saved{first + len(all), id})
		}
	}
	return all
}

// savedAs reads the id from a line such as "saved ID", possibly followed by "in the inbox".
func savedAs(told string) (id string, ok bool) {
	id, ok = strings.CutPrefix(strings.TrimSpace(told), "saved ")
	id, _, _ = strings.Cut(id, " ")
	return id, ok
}

// book lists what a journal must contain and may contain.
type book struct {
	saved   []saved // must exist, each under its id and with its text
	written int     // entries from this number on were never written
	// texts returns the texts that an entry may have; nil: only its original text.
	texts func(i int) []string
	// bin reports whether an entry may be in the bin; nil: none may.
	bin func(i int) bool
}

// verdict counts the failures in a test.
type verdict struct {
	saved, lost, wrong, hangs, traces, refused int
}

func (v verdict) String() string {
	return fmt.Sprintf("%d acknowledged entries looked for, %d lost, %d wrong texts, %d hangs, %d traces, %d not opened", v.saved, v.lost, v.wrong, v.hangs, v.traces, v.refused)
}

func (v verdict) clean() bool { return v.bad() == 0 }

func (v verdict) bad() int { return v.lost + v.wrong + v.hangs + v.traces + v.refused }

func (v *verdict) add(o verdict) {
	v.saved += o.saved
	v.lost += o.lost
	v.wrong += o.wrong
	v.hangs += o.hangs
	v.traces += o.traces
	v.refused += o.refused
}

// again adds the verdict on the same journal at a later time: lost entries stay lost and count
// once.
func (v *verdict) again(o verdict) {
	o.saved -= v.saved
	o.lost, o.wrong = max(o.lost-v.lost, 0), max(o.wrong-v.wrong, 0)
	v.add(o)
}

// look counts output that no run of the program may show.
func (v *verdict) look(r result) {
	if r.hung {
		v.hangs++
	}
	for _, word := range []string{"goroutine ", "panic:", "runtime error", "fatal error", "SIGSEGV", "SIGBUS", "unexpected fault", "went wrong inside"} {
		if strings.Contains(r.out, word) || strings.Contains(r.err, word) {
			v.traces++
			return
		}
	}
}

// journalOf is the output of "enact export json".
type journalOf struct {
	Areas   []struct{ Name string }
	Entries []struct{ ID, Title, Happened string }
}

// judge asks the real program for the contents of a journal and compares them with the book.
func (v *verdict) judge(t testing.TB, dir string, b book, flags ...string) result {
	t.Helper()
	return v.judgeBy(enact(t), dir, b, flags...)
}

func (v *verdict) judgeBy(p program, dir string, b book, flags ...string) result {
	r := p.do(dir, append(slices.Clone(flags), "export", "json")...)
	v.look(r)
	v.saved += len(b.saved)
	var doc journalOf
	if r.status != 0 || json.Unmarshal([]byte(r.out), &doc) != nil {
		v.refused++
		v.lost += len(b.saved)
		return r
	}
	v.compare(doc, b)
	return r
}

func (v *verdict) compare(doc journalOf, b book) {
	switch {
	case len(doc.Areas) == 0:
		v.lost++
	case len(doc.Areas) > 1 || doc.Areas[0].Name != "Work":
		v.wrong++
	}
	if b.texts == nil {
		b.texts = func(i int) []string { return []string{text(i)} }
	}
	ids := map[int]string{}
	for _, e := range doc.Entries {
		var i int
		_, err := fmt.Sscanf(e.Title, "entry %d", &i)
		right := err == nil && e.Title == fmt.Sprintf("entry %d", i) && i >= 0 && i < b.written && ids[i] == "" &&
			slices.Contains(b.texts(i), e.Happened)
		if !right {
			v.wrong++
			continue
		}
		ids[i] = e.ID
	}
	for _, s := range b.saved {
		switch ids[s.i] {
		case s.id:
		case "":
			if b.bin == nil || !b.bin(s.i) {
				v.lost++
			}
		default:
			v.wrong++
		}
	}
}
