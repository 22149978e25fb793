package journal

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestBinHoldsEntriesForThirtyDays(t *testing.T) {
	j, c, a := newTestJournal(t)
	kept := mustSave(t, j, experience(a, "kept"))
	gone := mustSave(t, j, experience(a, "gone"))
	if err := j.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	c.t = c.t.AddDate(0, 0, BinDays).Add(-time.Minute)
	if n, err := j.EmptyBin(t.Context()); n != 0 || err != nil {
		t.Errorf("a minute too early %d entries left the bin (%v)", n, err)
	}
	c.t = c.t.Add(time.Minute)
	if n, err := j.EmptyBin(t.Context()); n != 1 || err != nil {
		t.Errorf("%d entries left the bin (%v), want 1", n, err)
	}
	j = reopen(t, j, c)
	if _, ok := j.Entry(gone.ID); ok {
		t.Error("the entry still exists")
	}
	if _, ok := j.Entry(kept.ID); !ok {
		t.Error("another entry was removed too")
	}
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undo restores it: %v", err)
	}
}

func TestEraseIsPermanent(t *testing.T) {
	j, c, a := newTestJournal(t)
	kept := mustSave(t, j, experience(a, "kept"))
	gone := mustSave(t, j, experience(a, "gone"))
	before := folder(t, j.Folder())
	if err := j.Erase(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undo restores it: %v", err)
	}
	j = reopen(t, j, c)
	if _, ok := j.Entry(gone.ID); ok {
		t.Error("the entry still exists")
	}
	if e, ok := j.Entry(kept.ID); !ok || e.Title != "kept" {
		t.Error("another entry was removed too")
	}
	// The folder has no old sealed contents any more.
	for name, b := range folder(t, j.Folder()) {
		if old, there := before[name]; there && strings.HasPrefix(name, "log/") && bytes.Contains(b, old[64:]) {
			t.Errorf("%s still has the old contents", name)
		}
	}
	if err := j.Erase(t.Context(), "01JNOTHERE"); !errors.Is(err, ErrNoEntry) {
		t.Errorf("got %v", err)
	}
}

// logHolds reports whether the log still contains its previous contents.
func logHolds(t *testing.T, dir string, before map[string][]byte) bool {
	t.Helper()
	return bytes.Contains(folder(t, dir)["log/000001.log"], before["log/000001.log"][64:])
}

func TestInterruptedEraseIsCompletedOnOpen(t *testing.T) {
	j, c, a := newTestJournal(t)
	gone := mustSave(t, j, experience(a, "gone"))
	mustSave(t, j, experience(a, "kept"))
	before := folder(t, j.Folder())
	ctx, stop := context.WithCancel(t.Context())
	defer j.Subscribe(func(Change) { stop() })() // between the removal and the resealing
	if err := j.Erase(ctx, gone.ID); !errors.Is(err, ErrNotResealed) || !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if _, ok := j.Entry(gone.ID); ok {
		t.Error("the entry is still there")
	}
	if err := j.SetSample(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if !logHolds(t, j.Folder(), before) {
		t.Fatal("the log never contained the sealed entry, so this test proves nothing")
	}
	j = reopen(t, j, c)
	if logHolds(t, j.Folder(), before) {
		t.Error("the log still holds the sealed entry after the next opening")
	}
	if n := j.Count(Query{}); n != 1 || !j.Meta().Sample {
		t.Errorf("%d entries are left, want 1; %+v", n, j.Meta())
	}
	after := folder(t, j.Folder())
	j = reopen(t, j, c)
	if !logHolds(t, j.Folder(), after) {
		t.Error("it was resealed again, although nothing was due")
	}
}

func TestEraseRemovesDraftsOfTheEntry(t *testing.T) {
	j, c, a := newTestJournal(t)
	gone := mustSave(t, j, experience(a, "gone"))
	err := errors.Join(
		j.SaveDraft(t.Context(), "editor", []byte(`{"id":"`+gone.ID+`","texts":{"note":"secret"}}`)),
		j.SaveDraft(t.Context(), "editor:"+string(gone.ID), []byte("secret")),
		j.SaveDraft(t.Context(), "quick", []byte("something else")))
	if err == nil {
		err = j.Erase(t.Context(), gone.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if keys := j.Drafts(); len(keys) != 1 || keys[0] != "quick" {
			t.Errorf("the drafts of %q are left", keys)
		}
		j = reopen(t, j, c)
	}
}

func TestEmptyingTheBinPreservesLaterUndoSteps(t *testing.T) {
	j, c, a := newTestJournal(t)
	gone, kept := mustSave(t, j, experience(a, "gone")), mustSave(t, j, experience(a, "kept"))
	if err := j.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	changed := kept.Clone()
	changed.Title = "changed"
	mustSave(t, j, changed)
	c.t = c.t.AddDate(0, 0, BinDays)
	j = reopen(t, j, c)
	if _, ok := j.Entry(gone.ID); ok {
		t.Error("the entry did not leave the bin on opening")
	}
	j = reopen(t, j, c)
	if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != "Change an entry" {
		t.Errorf("undid %q, %v", what, err)
	}
	if e, _ := j.Entry(kept.ID); e.Title != "kept" {
		t.Errorf("the title is %q", e.Title)
	}
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("an entry that left the bin was restored: %v", err)
	}
}
