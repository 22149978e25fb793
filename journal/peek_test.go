package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/vault"
)

// peekAlways writes an index for any journal.
func peekAlways(c *clock) Options { return Options{Now: c.now, peekFrom: 1} }

func needMarks(t testing.TB) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("there is no index on this system")
	}
}

// answers are what a journal says to everything that can be asked of a few entries.
func answers(j *Journal, areas []AreaID, ids []EntryID) map[string]any {
	said := map[string]any{"ends": j.EndOfIDs(), "areas": j.Areas(), "measures": j.Measures(), "meta": j.Meta()}
	last, ok := j.LastWritten()
	said["last"] = []any{last, ok}
	for _, area := range append([]AreaID{""}, areas...) {
		for _, limit := range []int{1, 3, 100} {
			for _, bin := range []bool{false, true} {
				q := Query{Area: area, Newest: true, Limit: limit, InBin: bin}
				said[fmt.Sprintf("%+v", q)] = j.Entries(q)
				q.Newest, q.From, q.To = false, Date{2026, 2, 20}, Date{2026, 3, 1}
				said[fmt.Sprintf("%+v", q)] = j.Entries(q)
				q.Tags, q.Text = []string{"odd"}, "ran"
				said[fmt.Sprintf("%+v", q)] = j.Entries(q)
			}
		}
	}
	for _, id := range append(ids, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "no id") {
		e, ok := j.Entry(id)
		said["entry "+string(id)] = []any{e, ok}
		said["alike "+string(id)] = j.EntriesAlike(string(id[len(id)-3:]))
	}
	return said
}

// compareAnswers compares a peeked journal in dir, if there is one, with the journal itself.
func compareAnswers(t *rapid.T, dir string, c *clock, ids []EntryID, must bool) {
	few, err := Peek(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
	if must && err != nil {
		t.Fatalf("the journal cannot be peeked at: %v", err)
	}
	if err != nil && !errors.Is(err, vault.ErrDoubt) {
		t.Fatalf("another error than doubt: %v", err)
	}
	var said map[string]any
	if err == nil {
		var areas []AreaID
		for _, a := range few.Areas() {
			areas = append(areas, a.ID)
		}
		said = answers(few, areas, ids)
		holds := few.Holds()
		if must && !holds {
			t.Fatal("the answers do not hold")
		}
		if _, err := few.Save(t.Context(), Entry{}); err == nil {
			t.Fatal("something can be saved")
		}
		if few.Count(Query{}); few.Holds() {
			t.Fatal("all entries were counted, and the answers hold")
		}
		if err := few.Close(); err != nil {
			t.Fatal(err)
		}
		if !holds {
			said = nil
		}
	}
	whole, _, err := Open(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	var areas []AreaID
	for _, a := range whole.Areas() {
		areas = append(areas, a.ID)
	}
	if said == nil {
		return
	}
	want := answers(whole, areas, ids)
	for question := range want {
		if !reflect.DeepEqual(said[question], want[question]) {
			t.Fatalf("%s: a few entries say %+v, all say %+v", question, said[question], want[question])
		}
	}
}

// somethingHappens changes a journal, and returns the ids of its entries.
func somethingHappens(t *rapid.T, j *Journal, c *clock, times int) (ids []EntryID) {
	for range times {
		c.t = c.t.Add(time.Duration(rapid.IntRange(1, 40).Draw(t, "minutes")) * time.Minute)
		areas := j.Areas()
		entries := append(j.Entries(Query{}), j.Entries(Query{InBin: true})...)
		var err error
		switch what := rapid.IntRange(0, 9).Draw(t, "what"); {
		case what == 0 || len(areas) == 0:
			_, err = j.SaveArea(t.Context(), Area{Name: fmt.Sprint("Area ", len(areas))})
		case what == 1 && len(entries) > 0:
			err = j.Delete(t.Context(), rapid.SampledFrom(entries).Draw(t, "entry").ID)
		case what == 2:
			_, _ = j.Undo(t.Context()) // there may be nothing to undo
		case what == 3 && len(entries) > 0:
			e := rapid.SampledFrom(entries).Draw(t, "entry").Clone()
			if e.Deleted.IsZero() {
				e.Title += " again"
				_, err = j.Save(t.Context(), e)
			}
		default:
			e := Entry{Area: rapid.SampledFrom(areas).Draw(t, "area").ID, Type: Experience, Title: "Ran " + fmt.Sprint(len(entries)),
				Time: c.t.Add(-time.Duration(rapid.IntRange(1, 400).Draw(t, "ago")) * time.Hour)}
			if len(entries)%2 == 1 {
				e.Tags = []string{"odd"}
			}
			_, err = j.Save(t.Context(), e)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range append(j.Entries(Query{}), j.Entries(Query{InBin: true})...) {
		ids = append(ids, e.ID)
	}
	return ids
}

func rapidJournal(t *rapid.T, c *clock) (*Journal, string) {
	root, err := os.MkdirTemp("", "peek-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(root) }) // a leftover does no harm
	dir := filepath.Join(root, "journal")
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
	if err != nil {
		t.Fatal(err)
	}
	return j, dir
}

func closed(t *rapid.T, j *Journal) {
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFewEntriesSayWhatAllSay(t *testing.T) {
	needMarks(t)
	checks := 0
	rapid.Check(t, func(t *rapid.T) {
		if checks++; checks > 40 && os.Getenv("ENACTIVE_SOAK") == "" {
			return // each writes and opens a journal many times
		}
		c := &clock{at("2026-03-02T18:00:00+01:00")}
		j, dir := rapidJournal(t, c)
		ids := somethingHappens(t, j, c, rapid.IntRange(1, 12).Draw(t, "times"))
		closed(t, j)
		whole, _, err := Open(t.Context(), dir, vault.NoPassphrase(), peekAlways(c)) // a new journal was not read yet
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, somethingHappens(t, whole, c, rapid.IntRange(0, 3).Draw(t, "more"))...)
		has := whole.Count(Query{})+whole.Count(Query{InBin: true}) > 0
		closed(t, whole)
		slices.Sort(ids)
		compareAnswers(t, dir, c, slices.Compact(ids), has)
	})
}

// Whatever the index is, the answers are those of all entries, or there are none.
func TestABadIndexSaysNothingElse(t *testing.T) {
	needMarks(t)
	rapid.Check(t, func(t *rapid.T) {
		c := &clock{at("2026-03-02T18:00:00+01:00")}
		j, dir := rapidJournal(t, c)
		somethingHappens(t, j, c, 6)
		closed(t, j)
		read := func() []byte {
			whole, _, err := Open(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
			if err != nil {
				t.Fatal(err)
			}
			closed(t, whole)
			index, err := os.ReadFile(filepath.Join(dir, "index"))
			if err != nil {
				t.Skip("no entry")
			}
			return index
		}
		index := read()
		other, otherDir := rapidJournal(t, c)
		ids := somethingHappens(t, other, c, 6)
		closed(t, other)
		path := filepath.Join(dir, "index")
		switch rapid.SampledFrom([]string{"missing", "torn", "damaged", "foreign", "stale", "empty"}).Draw(t, "index") {
		case "missing":
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			index = nil
		case "torn":
			index = index[:rapid.IntRange(0, len(index)-1).Draw(t, "size")]
		case "damaged":
			index[rapid.IntRange(0, len(index)-1).Draw(t, "place")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		case "foreign":
			whole, _, err := Open(t.Context(), otherDir, vault.NoPassphrase(), peekAlways(c))
			if err != nil {
				t.Fatal(err)
			}
			closed(t, whole)
			if index, err = os.ReadFile(filepath.Join(otherDir, "index")); err != nil {
				t.Skip("no entry")
			}
		case "stale":
			whole, _, err := Open(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
			if err != nil {
				t.Fatal(err)
			}
			ids = somethingHappens(t, whole, c, 2)
			closed(t, whole)
		case "empty":
			index = []byte{}
		}
		if index != nil {
			if err := os.WriteFile(path, index, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		compareAnswers(t, dir, c, ids, false)
	})
}

// What waits for an opening that reads everything is not passed over.
func TestPeekLeavesWhatWaits(t *testing.T) {
	needMarks(t)
	for what, wait := range map[string]func(dir string, c *clock) error{
		"a day": func(_ string, c *clock) error { c.t = c.t.Add(25 * time.Hour); return nil },
		"the inbox": func(dir string, c *clock) error {
			_, err := AddToInbox(dir, "Running", Entry{Type: Experience, Time: c.t, Title: "Ran"}, Options{Now: c.now})
			return err
		},
		"a change of the key": func(dir string, _ *clock) error {
			if err := os.MkdirAll(filepath.Join(dir, "next"), 0o700); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "next", "store.db"), []byte("half"), 0o600)
		},
		"a missing header": func(dir string, _ *clock) error { return os.Remove(filepath.Join(dir, "header.b")) },
		"a written store": func(dir string, _ *clock) error {
			f, err := os.OpenFile(filepath.Join(dir, "store.db"), os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteAt([]byte{0}, 8000)
			return errors.Join(err, f.Close())
		},
		"a removed log": func(dir string, _ *clock) error { return os.RemoveAll(filepath.Join(dir, "log")) },
		"a longer log": func(dir string, _ *clock) error {
			return os.WriteFile(filepath.Join(dir, "log", "000002.log"), nil, 0o600)
		},
		"another format": func(dir string, _ *clock) error {
			return os.WriteFile(filepath.Join(dir, "header.a"), []byte("enactvlt"), 0o600)
		},
	} {
		t.Run(what, func(t *testing.T) {
			c := &clock{at("2026-03-02T18:00:00+01:00")}
			dir := filepath.Join(t.TempDir(), "journal")
			j, err := Create(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
			if err != nil {
				t.Fatal(err)
			}
			a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
			if err != nil {
				t.Fatal(err)
			}
			mustSave(t, j, experience(a, "Ran"))
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			if j, _, err = Open(t.Context(), dir, vault.NoPassphrase(), peekAlways(c)); err != nil {
				t.Fatal(err)
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			few, err := Peek(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
			if err != nil {
				t.Fatalf("before, the journal cannot be peeked at: %v", err)
			}
			if err := few.Close(); err != nil {
				t.Fatal(err)
			}
			if err := wait(dir, c); err != nil {
				t.Fatal(err)
			}
			if few, err = Peek(t.Context(), dir, vault.NoPassphrase(), peekAlways(c)); !errors.Is(err, vault.ErrDoubt) {
				t.Errorf("the journal was peeked at (%v)", err)
			}
			if err == nil {
				_ = few.Close()
			}
		})
	}
}

// A journal that was peeked at opens as a whole, and can then be changed.
func TestAPeekedJournalOpensAsAWhole(t *testing.T) {
	needMarks(t)
	c := &clock{at("2026-03-02T18:00:00+01:00")}
	dir := filepath.Join(t.TempDir(), "journal")
	cost := &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}
	o := peekAlways(c)
	o.Vault.KDF = cost
	key := vault.Passphrase("the seventh wave carries you home")
	j, err := Create(t.Context(), dir, key, o)
	if err != nil {
		t.Fatal(err)
	}
	a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
	if err != nil {
		t.Fatal(err)
	}
	mustSave(t, j, experience(a, "Ran"))
	for range 2 { // a new journal was not read yet
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if j, _, err = Open(t.Context(), dir, key, o); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Peek(t.Context(), dir, vault.Passphrase("another passphrase than that"), o); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	few, err := Peek(t.Context(), dir, key, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Open(t.Context(), dir, key, o); !errors.Is(err, vault.ErrInUse) {
		t.Errorf("the journal is not locked meanwhile: %v", err)
	}
	whole, _, err := few.Whole(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	mustSave(t, whole, experience(a, "Ran again"))
	if n := whole.Count(Query{}); n != 2 {
		t.Errorf("%d entries", n)
	}
	if err := whole.Close(); err != nil {
		t.Fatal(err)
	}
}
