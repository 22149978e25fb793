package journal

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

// sealedNote is a note with a title, whose file is made up of it.
func sealedNote(title string, change func(*Waiting)) SealedNote {
	n := SealedNote{Sum: sha256.Sum256([]byte(title)), Waiting: Waiting{Entry: Entry{Title: title, Time: at("2026-03-02T07:00:00+01:00")}, File: title + ".age"}}
	if change != nil {
		change(&n.Waiting)
	}
	return n
}

func mustTakeIn(t *testing.T, j *Journal, notes ...SealedNote) {
	t.Helper()
	if n, err := j.TakeInNotes(t.Context(), notes); err != nil || n != len(notes) {
		t.Fatalf("took in %d of %d: %v", n, len(notes), err)
	}
}

func TestANoteFromOutsideWaitsAndCountsNowhere(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustSave(t, j, experience(a, "mine"))
	changes := 0
	defer j.Subscribe(func(c Change) {
		if c.Waiting {
			changes++
		}
	})()
	mustTakeIn(t, j, sealedNote("A stranger", func(w *Waiting) { w.Entry.Outcome, w.Entry.Performance = Success, optional.Some(Rating(99)) }))
	if changes != 1 {
		t.Errorf("the listeners were told %d times", changes)
	}
	for range 2 {
		if n := j.Count(Query{}) + len(j.Entries(Query{Text: "stranger"})); n != 1 {
			t.Errorf("%d entries count", n)
		}
		if w := j.Waiting(); len(w) != 1 || w[0].Entry.Title != "A stranger" || w[0].Entry.Performance != optional.Some(Rating(99)) || !w[0].Received.Equal(c.t) {
			t.Errorf("what waits is %+v", w)
		}
		j = reopen(t, j, c)
	}
	if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != "Add an entry" {
		t.Errorf("taking in was a step: %q, %v", what, err)
	}
	if len(j.Waiting()) != 1 {
		t.Error("undoing lost the note")
	}
}

func TestAnAcceptedNoteIsAnEntryOfOneStep(t *testing.T) {
	j, c, a := newTestJournal(t)
	first, second := sealedNote("first", func(w *Waiting) { w.Entry.EfficacyBefore = optional.Some(Rating(80)) }), sealedNote("second", nil)
	mustTakeIn(t, j, first, second)
	before := content(j)
	if err := j.AcceptNotes(t.Context(), Accepted{NoteID(first.Sum), a.ID}, Accepted{NoteID(second.Sum), a.ID}); err != nil {
		t.Fatal(err)
	}
	e, ok := j.Entry(NoteID(first.Sum))
	if !ok || e.Area != a.ID || !slices.Contains(e.Tags, InboxTag) || !e.IsRetrospective() || len(j.Waiting()) != 0 || j.Count(Query{}) != 2 {
		t.Errorf("the entry is %+v, and %d wait", e, len(j.Waiting()))
	}
	j = reopen(t, j, c)
	if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != "Accept 2 notes" || content(j) != before {
		t.Errorf("undid %q: %v\n%s\nwant\n%s", what, err, content(j), before)
	}
	if j = reopen(t, j, c); content(j) != before {
		t.Errorf("reopened after undo:\n%s\nwant\n%s", content(j), before)
	}
	if err := j.AcceptNotes(t.Context(), Accepted{NoteID(first.Sum), "no area"}); !errors.Is(err, ErrNoArea) {
		t.Errorf("an area that is not there: %v", err)
	}
	if err := j.AcceptNotes(t.Context(), Accepted{"nothing", a.ID}); !errors.Is(err, ErrNoWaiting) {
		t.Errorf("a note that is not there: %v", err)
	}
}

func TestTheSameFileIsTakenInOnce(t *testing.T) {
	j, c, a := newTestJournal(t)
	kept, gone, waits := sealedNote("kept", nil), sealedNote("gone", nil), sealedNote("waits", nil)
	mustTakeIn(t, j, kept, gone, waits)
	if err := j.AcceptNotes(t.Context(), Accepted{NoteID(kept.Sum), a.ID}); err != nil {
		t.Fatal(err)
	}
	if err := j.DiscardNotes(t.Context(), NoteID(gone.Sum)); err != nil {
		t.Fatal(err)
	}
	if err := j.Delete(t.Context(), NoteID(kept.Sum)); err != nil {
		t.Fatal(err)
	}
	if err := j.Erase(t.Context(), NoteID(kept.Sum)); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if n, err := j.TakeInNotes(t.Context(), []SealedNote{kept, gone, waits, waits}); err != nil || n != 0 {
		t.Errorf("took in %d again: %v", n, err)
	}
	if len(j.Waiting()) != 1 || j.Count(Query{InBin: true}) != 0 {
		t.Errorf("%d wait", len(j.Waiting()))
	}
}

func TestTooManyNotesAreLeft(t *testing.T) {
	j, _, _ := newTestJournal(t)
	var notes []SealedNote
	for i := range MaxWaiting + 3 {
		notes = append(notes, sealedNote(strings.Repeat("x", i+1), nil))
	}
	if n, err := j.TakeInNotes(t.Context(), notes); err != nil || n != MaxWaiting {
		t.Errorf("took in %d: %v", n, err)
	}
	if j.HasSeen(notes[MaxWaiting].Sum) || !j.HasSeen(notes[0].Sum) {
		t.Error("what was left counts as taken in")
	}
}

func TestTheAreaOfANoteIsProposed(t *testing.T) {
	j, _, a := newTestJournal(t)
	note := func(area string, tags ...string) *Waiting {
		return &Waiting{Area: area, Entry: Entry{Tags: append(tags, InboxTag)}}
	}
	if got, ok := j.AreaOfNote(note("")); !ok || got.ID != a.ID {
		t.Error("the only area is not proposed")
	}
	half := mustSaveArea(t, j, Area{Name: "Half marathon"})
	for name, c := range map[string]struct {
		note *Waiting
		want AreaID
	}{
		"none":          {note(""), ""},
		"its name":      {note("half MARATHON"), half.ID},
		"another name":  {note("Piano", "running"), ""},
		"a tag":         {note("", "river", "Running"), a.ID},
		"a joined name": {note("", "half-marathon"), half.ID},
	} {
		if got, ok := j.AreaOfNote(c.note); got.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q", name, got.Name)
		}
	}
}

func TestHowNotesComeOutlivesAChangeOfKeys(t *testing.T) {
	j, c, _ := newTestJournal(t)
	want := Outside{Folder: "/somewhere", Key: "AGE-SECRET-KEY-1"}
	if err := j.SetOutside(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if err := j.NewKeys(t.Context(), vault.NoPassphrase()); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if got := j.Outside(); got != want {
		t.Errorf("got %+v", got)
	}
	found := false
	if err := filepath.WalkDir(j.Folder(), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, _ := os.ReadFile(path)
			found = found || strings.Contains(string(data), "somewhere")
		}
		return err
	}); err != nil || found {
		t.Errorf("the folder is in plain on the disk (%v)", err)
	}
}

func TestNotesOfAnotherCopyAreTakenIn(t *testing.T) {
	j, c, a := newTestJournal(t)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(other, os.DirFS(j.Folder())); err != nil {
		t.Fatal(err)
	}
	here, _ := openAt(t, j.Folder(), c.now)
	there, _ := openAt(t, other, c.now)
	both, only := sealedNote("both", nil), sealedNote("only there", nil)
	mustTakeIn(t, here, both)
	if err := here.AcceptNotes(t.Context(), Accepted{NoteID(both.Sum), a.ID}); err != nil {
		t.Fatal(err)
	}
	mustTakeIn(t, there, both, only)
	if err := there.SetOutside(t.Context(), Outside{Folder: "/f", Key: "k"}); err != nil {
		t.Fatal(err)
	}
	docs, err := there.allDocuments()
	if err != nil {
		t.Fatal(err)
	}
	u := &union{j: here, areas: map[string]bool{}}
	if later, err := u.read(docs); err != nil || later {
		t.Fatal(later, err)
	}
	if err := here.do(context.Background(), step{StepName: StepName{Kind: stepTakeInOther}, edits: u.edits}); err != nil {
		t.Fatal(err)
	}
	if err := here.takeOutside(t.Context(), u.outside); err != nil {
		t.Fatal(err)
	}
	if w := here.Waiting(); len(w) != 1 || w[0].Entry.Title != "only there" || here.Outside().Folder != "/f" || !here.HasSeen(only.Sum) {
		t.Errorf("waiting %+v, %+v", w, here.Outside())
	}
}
