package journal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal/vault"
)

// reopen closes a journal and opens it again.
func reopen(t *testing.T, j *Journal, c *clock) *Journal {
	t.Helper()
	dir := j.Folder()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	again, repair, err := Open(t.Context(), dir, vault.NoPassphrase(), Options{Now: c.now})
	if err != nil || len(repair.Notes) > 0 {
		t.Fatal(err, repair)
	}
	t.Cleanup(func() { _ = again.Close() })
	return again
}

func experience(a Area, title string) Entry {
	return Entry{Area: a.ID, Type: Experience, Time: at("2026-03-01T10:00:00+01:00"), Title: title}
}

func TestLastStepCanBeUndoneAfterReopening(t *testing.T) {
	before := new(string) // the contents after undoing the last step
	for _, c := range []struct {
		name string
		do   func(t *testing.T, j *Journal, a Area, e *Entry)
		what string
	}{
		{"an entry added", func(t *testing.T, j *Journal, a Area, _ *Entry) { mustSave(t, j, experience(a, "new")) }, "Add an entry"},
		{"an entry changed", func(t *testing.T, j *Journal, _ Area, e *Entry) {
			changed := e.Clone()
			changed.Title = "changed"
			mustSave(t, j, changed)
		}, "Change an entry"},
		{"an entry deleted", func(t *testing.T, j *Journal, _ Area, e *Entry) {
			if err := j.Delete(t.Context(), e.ID); err != nil {
				t.Fatal(err)
			}
		}, "Delete an entry"},
		{"an area changed", func(t *testing.T, j *Journal, a Area, _ *Entry) {
			a.Purpose = "another"
			if _, err := j.SaveArea(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}, "Change an area"},
		{"an area removed with its entries", func(t *testing.T, j *Journal, a Area, _ *Entry) {
			if _, err := j.RemoveArea(t.Context(), a.ID); err != nil {
				t.Fatal(err)
			}
		}, "Remove an area"},
		{"a review written", func(t *testing.T, j *Journal, _ Area, _ *Entry) {
			mustWrite(t, j, Review{From: Date{2026, 3, 1}, To: Date{2026, 3, 31}, Text: "My March."})
		}, "Write in a review"},
		{"a filter saved", func(t *testing.T, j *Journal, a Area, _ *Entry) {
			if err := j.SaveFilter(t.Context(), Filter{Name: "Rain", Query: Query{Area: a.ID, Text: "rain"}}); err != nil {
				t.Fatal(err)
			}
		}, "Save a filter"},
		{"tags of an entry changed", func(t *testing.T, j *Journal, _ Area, e *Entry) {
			if _, err := j.Tag(t.Context(), []EntryID{e.ID}, []string{"hill"}, nil); err != nil {
				t.Fatal(err)
			}
		}, "Change the tags of an entry"},
		{"two areas merged, with reviews and filters", func(t *testing.T, j *Journal, a Area, _ *Entry) {
			into := mustSaveArea(t, j, Area{Name: "Trails"})
			for _, id := range []AreaID{a.ID, into.ID} {
				mustWrite(t, j, Review{From: Date{2026, 3, 1}, To: Date{2026, 3, 31}, Area: id, Text: "Of " + string(id)})
			}
			mustWrite(t, j, Review{From: Date{2026, 3, 1}, To: Date{2026, 3, 7}, Area: a.ID, Text: "A week"})
			if err := j.SaveFilter(t.Context(), Filter{Name: "Rain", Query: Query{Area: a.ID}}); err != nil {
				t.Fatal(err)
			}
			*before = content(j)
			if _, err := j.MergeAreas(t.Context(), a.ID, into.ID); err != nil {
				t.Fatal(err)
			}
		}, "Merge two areas"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j, clock, a := newTestJournal(t)
			e := mustSave(t, j, experience(a, "first"))
			*before = content(j)
			c.do(t, j, a, e)
			after := content(j)
			j = reopen(t, j, clock)
			if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != c.what {
				t.Fatalf("undid %q (%v), want %q", what, err, c.what)
			}
			if got := content(j); got != *before {
				t.Errorf("after undo:\n%s\nwant\n%s", got, *before)
			}
			j = reopen(t, j, clock)
			if _, err := j.Redo(t.Context()); err != nil || content(j) != after {
				t.Errorf("redo: %v\n%s\nwant\n%s", err, content(j), after)
			}
			j = reopen(t, j, clock)
			if _, err := j.Undo(t.Context()); err != nil || content(j) != *before {
				t.Errorf("undo after redo and reopening: %v\n%s", err, content(j))
			}
			// Each step of before as well, a day each, and all of it again.
			steps := 1
			for ; ; steps++ {
				j = reopen(t, j, clock)
				if _, err := j.Undo(t.Context()); errors.Is(err, ErrNothingToUndo) {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			if n := len(j.Areas()) + j.Count(Query{}); n > 0 {
				t.Errorf("after undoing everything there are %d areas and entries", n)
			}
			for range steps {
				j = reopen(t, j, clock)
				if _, err := j.Redo(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if content(j) != after {
				t.Errorf("after redoing everything:\n%s\nwant\n%s", content(j), after)
			}
			if _, err := j.Redo(t.Context()); !errors.Is(err, ErrNothingToUndo) {
				t.Errorf("more was redone than undone: %v", err)
			}
		})
	}
}

func TestStoredStepsAreLimitedInSize(t *testing.T) {
	j, c, a := newTestJournal(t)
	e := *mustSave(t, j, experience(a, "long"))
	for i := range 3 * maxUndo {
		e.Note = strings.Repeat(string(rune('a'+i%26)), 4<<10)
		e = *mustSave(t, j, e)
	}
	j = reopen(t, j, c)
	n := 0
	for ; ; n++ {
		_, err := j.Undo(t.Context())
		if errors.Is(err, ErrNothingToUndo) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if most := 1 + maxEarlierBytes/(4<<10); n < most/2 || n > most {
		t.Errorf("%d steps of 4 KiB can be undone, want up to %d", n, most)
	}
	small, c, a := newTestJournal(t)
	for range maxUndo + 5 {
		mustSave(t, small, experience(a, "one"))
	}
	small = reopen(t, small, c)
	if got := len(small.undo); got != maxUndo {
		t.Errorf("%d small steps are stored, want as many as without closing: %d", got, maxUndo)
	}
}

func TestAChangeClearsRedo(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustSave(t, j, experience(a, "one"))
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	mustSave(t, j, experience(a, "two"))
	j = reopen(t, j, c)
	if _, err := j.Redo(t.Context()); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("got %v", err)
	}
}

func TestOlderReleaseStoresOnlyTheLastStep(t *testing.T) {
	j, c, a := newTestJournal(t)
	e := *mustSave(t, j, experience(a, "one"))
	e.Title = "two"
	mustSave(t, j, e)
	// An older release stores only the last step, in the same form.
	kept, err := j.encodeStep(&j.undo[len(j.undo)-1])
	if err != nil {
		t.Fatal(err)
	}
	doc, err := j.codec.encode(docStep, struct {
		What  string    `cbor:"1,keyasint"`
		Edits []editDoc `cbor:"2,keyasint"`
	}{"Change an entry", kept.doc.Edits})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.put(t.Context(), []vault.Change{{ID: j.stepRec, Doc: doc}}); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	for _, want := range []error{nil, ErrNothingToUndo} {
		if _, err := j.Undo(t.Context()); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	if got, ok := j.Entry(e.ID); !ok || got.Title != "one" {
		t.Errorf("the entry is %+v", got)
	}
}

// content formats a journal for comparison.
func content(j *Journal) string {
	b, err := json.Marshal(struct {
		Areas    []Area
		Entries  []*Entry
		Bin      []*Entry
		Reviews  []Review
		Filters  []Filter
		Handouts []Handout
		Words    []string
		Measures []Measure
		Days     []Day

		Reminders []Reminder
		Waiting   []Waiting
	}{j.Areas(), j.Entries(Query{}), j.Entries(Query{InBin: true}), j.Reviews(), j.Filters(), j.Handouts(), j.Words(), j.Measures(), j.Days(Date{}, Date{}), j.Reminders(), j.Waiting()})
	if err != nil {
		return SentenceOf(err)
	}
	return string(b)
}

func TestStepWithManyEditsIsNotStored(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	j, c, a := newTestJournal(t)
	b := Batch{Kind: StepImport, File: "old.csv"}
	for range maxStoredEdits + 1 {
		b.Entries = append(b.Entries, experience(a, "one of many"))
	}
	mustSave(t, j, experience(a, "before"))
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Undo(t.Context()); err != nil {
		t.Errorf("before closing: %v", err)
	}
	if _, err := j.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrTooLarge) || !errors.Is(err, ErrNothingToUndo) || !strings.Contains(SentenceOf(err), "Import") {
		t.Errorf("after reopening: %v", err)
	}
	if _, err := j.Redo(t.Context()); errors.Is(err, ErrTooLarge) {
		t.Errorf("redo after reopening: %v", err)
	}
	mustSave(t, j, experience(a, "after"))
	for _, want := range []error{nil, ErrNothingToUndo} {
		if _, err := j.Undo(t.Context()); !errors.Is(err, want) || errors.Is(err, ErrTooLarge) {
			t.Errorf("after another change: %v, want %v", err, want)
		}
	}
}

func TestStepOfManyBytesIsNotStored(t *testing.T) {
	j, c, a := newTestJournal(t)
	var ids []EntryID
	for range maxStoredBytes/MaxText + 1 {
		e := experience(a, "long")
		e.Note = strings.Repeat("x", MaxText)
		ids = append(ids, mustSave(t, j, e).ID)
	}
	if err := j.Delete(t.Context(), ids...); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrTooLarge) {
		t.Errorf("after reopening: %v", err)
	}
	if err := j.Restore(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != "Restore an entry" {
		t.Errorf("a small step after it: %q, %v", what, err)
	}
}

func TestDraftsAreStoredAndAreNotEntries(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustSave(t, j, experience(a, "an entry"))
	reported := 0
	defer j.Subscribe(func(Change) { reported++ })()
	if err := j.SaveDraft(t.Context(), "quick", []byte("half a sent")); err != nil {
		t.Fatal(err)
	}
	if err := j.SaveDraft(t.Context(), "quick", []byte("half a sentence")); err != nil {
		t.Fatal(err)
	}
	if err := j.SaveDraft(t.Context(), "editor", nil); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	text, when, ok := j.Draft("quick")
	if !ok || string(text) != "half a sentence" || !when.Equal(c.t) {
		t.Errorf("the draft is %q of %s (%v)", text, when, ok)
	}
	if n := len(j.Drafts()); n != 2 {
		t.Errorf("%d drafts, want 2", n)
	}
	if n := j.Count(Query{}); n != 1 || reported > 0 {
		t.Errorf("%d entries and %d changes reported: a draft is neither", n, reported)
	}
	if what, _ := j.CanUndo(); NameOf(what) != "Add an entry" {
		t.Errorf("CanUndo returns %q", what)
	}
	for range 2 {
		if err := j.DropDraft(t.Context(), "quick"); err != nil {
			t.Fatal(err)
		}
	}
	j = reopen(t, j, c)
	if _, _, ok := j.Draft("quick"); ok {
		t.Error("a dropped draft exists again")
	}
	if err := j.SaveDraft(t.Context(), "quick", make([]byte, MaxDraft+1)); !errors.Is(err, ErrDraftTooLong) {
		t.Errorf("got %v", err)
	}
}

func folder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := os.DirFS(dir)
	for _, name := range []string{"store.db", "log/000001.log"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err, root)
		}
		files[name] = b
	}
	return files
}

// A document of a later version is preserved byte for byte.
func TestDocumentOfANewerVersionMakesAJournalReadOnly(t *testing.T) {
	j, c, a := newTestJournal(t)
	saved := mustSave(t, j, experience(a, "an entry"))
	it, _ := j.item(saved.ID)
	doc, err := j.codec.encodeEntry(&it.Entry)
	if err != nil {
		t.Fatal(err)
	}
	doc[1]++
	unknown := []byte{200, docSchema, 0xa0} // no release has this kind
	other, err := j.vault.NewID()
	if err != nil {
		t.Fatal(err)
	}
	if err := j.vault.Apply(t.Context(), []vault.Change{{ID: it.rec, Doc: doc}, {ID: other, Doc: unknown}}); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if n := j.Count(Query{}); n != 1 {
		t.Errorf("%d entries can be read, want 1", n)
	}
	err = j.ReadOnly()
	if !errors.Is(err, vault.ErrNewer) || !strings.Contains(SentenceOf(err), "2 parts") {
		t.Errorf("got %v", err)
	}
	if _, err := j.Save(context.Background(), experience(a, "another")); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("saving: %v", err)
	}
	if err := j.SaveDraft(context.Background(), "quick", nil); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("a draft: %v", err)
	}
	for id, want := range map[vault.RecordID][]byte{it.rec: doc, other: unknown} {
		if got, err := j.vault.Get(id); err != nil || !bytes.Equal(got, want) {
			t.Errorf("the document is %x (%v), want %x", got, err, want)
		}
	}
}

func TestALargeImportIsUndoneAfterClosing(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	j, c, a := newTestJournal(t)
	b := Batch{Kind: StepImport, File: "old.csv"}
	for range maxStoredEdits {
		b.Entries = append(b.Entries, experience(a, "one of many"))
	}
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if _, err := j.Undo(t.Context()); err != nil || j.Count(Query{}) != 0 {
		t.Errorf("%d entries are left: %v", j.Count(Query{}), err)
	}
}
