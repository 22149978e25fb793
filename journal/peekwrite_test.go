package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/vault"
)

// saveFew saves a new entry into a journal of which not all is read.
func saveFew(t *rapid.T, dir string, c *clock, e Entry) (EntryID, bool) {
	few, err := Peek(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
	if errors.Is(err, vault.ErrDoubt) {
		return "", false
	}
	if err != nil {
		t.Fatal(err)
	}
	saved, err := few.Save(t.Context(), e)
	if err != nil {
		t.Fatalf("Save: %v", err)
	}
	if again, ok := few.Entry(saved.ID); !ok || again.Title != e.Title {
		t.Fatalf("the entry reads %+v, %v", again, ok)
	}
	if _, err := few.Save(t.Context(), e); !errors.Is(err, vault.ErrDoubt) {
		t.Fatalf("a second entry: %v", err)
	}
	if err := few.Delete(t.Context(), saved.ID); !errors.Is(err, vault.ErrDoubt) {
		t.Fatalf("another change: %v", err)
	}
	if _, err := few.Undo(t.Context()); !errors.Is(err, vault.ErrDoubt) {
		t.Fatalf("undoing: %v", err)
	}
	closed(t, few)
	return saved.ID, true
}

// states are what a journal says, and says after each step was undone.
func states(t *rapid.T, j *Journal) (all []string) {
	for {
		state := fmt.Sprint(j.AreasWithEntries(), len(j.Areas()))
		for _, q := range []Query{{}, {InBin: true}} {
			for _, e := range j.Entries(q) {
				state += fmt.Sprintf("; %s %s %s %s %v", e.Title, e.Area, e.Time, e.Created, e.Tags)
			}
		}
		all = append(all, state)
		name, err := j.Undo(t.Context())
		if errors.Is(err, ErrNothingToUndo) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, name.String())
	}
}

// What is saved while not all of a journal is read is as if it had been saved with all of it: the entries, the steps, and
// the index.
func TestASaveIntoAPeekedJournal(t *testing.T) {
	needMarks(t)
	rapid.Check(t, func(t *rapid.T) {
		c := &clock{at("2026-03-02T18:00:00+01:00")}
		j, dir := rapidJournal(t, c)
		if _, err := j.SaveArea(t.Context(), Area{Name: "Running"}); err != nil {
			t.Fatal(err)
		}
		somethingHappens(t, j, c, rapid.IntRange(1, 8).Draw(t, "times"))
		areas := j.Areas()
		if len(areas) == 0 { // undone
			t.Skip("no area")
		}
		closed(t, j)
		twin := dir + "-twin"
		if err := os.CopyFS(twin, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		open := func(dir string) *Journal {
			j, _, err := Open(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
			if err != nil {
				t.Fatal(err)
			}
			return j
		}
		whole := open(dir)
		has := whole.Count(Query{})+whole.Count(Query{InBin: true}) > 0
		closed(t, whole)
		var ids []EntryID
		for i := range rapid.IntRange(1, 3).Draw(t, "saves") {
			c.t = c.t.Add(time.Minute)
			e := Entry{Area: rapid.SampledFrom(areas).Draw(t, "area").ID, Type: Experience, Title: "Swam " + fmt.Sprint(i), Tags: []string{"odd"},
				Time: c.t.Add(-time.Duration(rapid.IntRange(1, 400).Draw(t, "ago")) * time.Hour)}
			id, ok := saveFew(t, dir, c, e)
			if ok != has {
				t.Fatalf("the journal was peeked at: %v", ok)
			}
			if !ok {
				t.Skip("no entry")
			}
			ids = append(ids, id)
			other := open(twin)
			if _, err := other.Save(t.Context(), e); err != nil {
				t.Fatal(err)
			}
			closed(t, other)
		}
		few, err := Peek(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
		if err != nil {
			t.Fatalf("the index is gone: %v", err)
		}
		renewed := few.peeked
		closed(t, few)
		compareAnswers(t, dir, c, ids, true) // which opens all of it
		if err := os.Remove(filepath.Join(dir, "index")); err != nil {
			t.Fatal(err)
		}
		closed(t, open(dir))
		if few, err = Peek(t.Context(), dir, vault.NoPassphrase(), peekAlways(c)); err != nil {
			t.Fatal(err)
		}
		if made := few.peeked; !slices.Equal(withoutAreas(renewed), withoutAreas(made)) || renewed.ends != made.ends || renewed.last != made.last ||
			renewed.deleted != made.deleted || !reflect.DeepEqual(sorted(renewed.others), sorted(made.others)) {
			t.Fatal("the renewed index is not the one of everything")
		}
		closed(t, few)
		one, two := open(dir), open(twin)
		if got, want := states(t, one), states(t, two); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
		closed(t, one)
		closed(t, two)
	})
}

// withoutAreas are the rows of an index, with the ids of the areas in the place of their numbers.
func withoutAreas(p *peeked) (rows []string) {
	for i := range p.n {
		row := p.row(i)
		rows = append(rows, fmt.Sprintf("%x %s %x", row[:56], p.area(i), row[58:]))
	}
	return rows
}

func sorted(others []byte) (all []string) {
	for ; len(others) > 0; others = others[peekOther:] {
		all = append(all, string(others[:peekOther]))
	}
	slices.Sort(all)
	return all
}

// Whatever has happened since a journal was peeked at, or was asked of it, nothing is saved that was not checked.
func TestASaveIntoAPeekedJournalDoubts(t *testing.T) {
	needMarks(t)
	for what, happens := range map[string]func(dir string, j *Journal) error{
		"all were counted": func(_ string, j *Journal) error { j.Count(Query{}); return nil },
		"a longer log": func(dir string, _ *Journal) error {
			return os.WriteFile(filepath.Join(dir, "log", "000002.log"), nil, 0o600)
		},
		"a conflict copy": func(dir string, _ *Journal) error {
			return os.WriteFile(filepath.Join(dir, "store.sync-conflict-20260301-101010-ABCDEFG.db"), nil, 0o600)
		},
		"the inbox": func(dir string, _ *Journal) error {
			_, err := AddToInbox(dir, "Running", Entry{Type: Experience, Time: at("2026-03-02T17:00:00+01:00"), Title: "Ran"}, Options{Now: func() time.Time { return at("2026-03-02T18:00:00+01:00") }})
			return err
		},
		"it was closed": func(_ string, j *Journal) error {
			j.vault.Close() // only read
			return nil
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
			for range 2 {
				if err := j.Close(); err != nil {
					t.Fatal(err)
				}
				if j, _, err = Open(t.Context(), dir, vault.NoPassphrase(), peekAlways(c)); err != nil {
					t.Fatal(err)
				}
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			few, err := Peek(t.Context(), dir, vault.NoPassphrase(), peekAlways(c))
			if err != nil {
				t.Fatal(err)
			}
			defer few.Close()
			if err := happens(dir, few); err != nil {
				t.Fatal(err)
			}
			if _, err := few.Save(t.Context(), experience(a, "Swam")); !errors.Is(err, vault.ErrDoubt) {
				t.Errorf("Save: %v", err)
			}
		})
	}
}
