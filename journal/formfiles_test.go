package journal

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

// names returns the names of what is attached to an entry.
func attachedNames(j *Journal, e EntryID) []string {
	var names []string
	for _, a := range j.Attachments(Holder{Entry: e}) {
		names = append(names, a.Name)
	}
	return names
}

func TestAnEntryAndItsFilesAreOneStep(t *testing.T) {
	j, old, _, now := withEntry(t)
	ctx := t.Context()
	steps := func() int { return len(j.undo) }
	before := steps()
	files := prepared(t, j, File{Name: "hill.jpg", Data: photoWith(t, "here")}, File{Name: "again.jpg", Data: photoWith(t, "here")}, File{Name: "notes.txt", Data: []byte("words")})
	e, _, err := j.SaveFrom(ctx, Entry{}, Entry{Area: old.Area, Time: now().Add(-time.Minute), Happened: "a walk"}, files...)
	ok(t, err)
	if got := attachedNames(j, e.ID); steps() != before+1 || !slices.Equal(got, []string{"hill.jpg", "notes.txt"}) {
		t.Fatalf("%d steps, with %q", steps()-before, got)
	}
	if j.Prepared(files[0].ID()) != nil {
		t.Error("an attached file is still one of a form")
	}
	if _, err := j.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if _, there := j.Entry(e.ID); there || len(j.AllAttachments()) != 0 {
		t.Error("undo left a part of them")
	}
	if _, err := j.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := attachedNames(j, e.ID); len(got) != 2 {
		t.Errorf("redo brought back %q", got)
	}

	// A form that changed only the files makes a step of these.
	more := prepared(t, j, File{Name: "lake.jpg", Data: photoWith(t, "there")})
	if _, _, err := j.SaveFrom(ctx, *e, e.Clone(), more...); err != nil {
		t.Fatal(err)
	}
	if got := attachedNames(j, e.ID); len(got) != 3 || steps() != before+2 {
		t.Errorf("%q after %d steps", got, steps()-before)
	}
	// The same file again changes nothing, and is forgotten.
	more = prepared(t, j, File{Name: "lake.jpg", Data: photoWith(t, "there")})
	if _, _, err := j.SaveFrom(ctx, *e, e.Clone(), more...); err != nil || steps() != before+2 || j.Prepared(more[0].ID()) != nil {
		t.Errorf("%v, %d steps", err, steps()-before)
	}
	// An entry that was moved to the bin meanwhile is there again with them.
	ok(t, j.Delete(ctx, e.ID))
	more = prepared(t, j, File{Name: "sea.jpg", Data: photoWith(t, "the sea")})
	_, m, err := j.SaveFrom(ctx, *e, e.Clone(), more...)
	ok(t, err)
	if is, _ := j.Entry(e.ID); !m.Back || is == nil || !is.Deleted.IsZero() || len(attachedNames(j, e.ID)) != 4 {
		t.Errorf("%+v, %q", m, attachedNames(j, e.ID))
	}
}

func TestARefusedSaveStoresNoFileAndKeepsItForTheForm(t *testing.T) {
	j, old, _, now := withEntry(t)
	files := prepared(t, j, File{Name: "hill.jpg", Data: photoWith(t, "here")})
	if _, _, err := j.SaveFrom(t.Context(), Entry{}, Entry{Area: "no such", Time: now().Add(-time.Minute), Happened: "a walk"}, files...); !errors.Is(err, ErrNoArea) {
		t.Fatal(err)
	}
	if len(j.AllAttachments()) != 0 {
		t.Error("a file was stored without its entry")
	}
	if j.Prepared(files[0].ID()) != files[0] {
		t.Error("the form has lost its file")
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := j.SaveFrom(canceled, *old, old.Clone(), files...); err == nil || len(j.AllAttachments()) != 0 || j.Prepared(files[0].ID()) == nil {
		t.Errorf("%v, %d stored", err, len(j.AllAttachments()))
	}
}

func TestFilesOfADraftStayUntilItGoes(t *testing.T) {
	j, old, dir, now := withEntry(t)
	ctx := t.Context()
	files := prepared(t, j, File{Name: "hill.jpg", Data: photoWith(t, "here")}, File{Name: "never.txt", Data: []byte("kept nowhere")})
	id := files[0].ID()
	ok(t, j.SaveDraft(ctx, "form", []byte("a walk"), id))
	ok(t, j.SaveDraft(ctx, "left form", []byte("a walk"), id))
	ok(t, j.Close())

	j, _ = openAt(t, dir, now)
	defer func() { _ = j.Close() }()
	p := j.Prepared(id)
	if p == nil || p.Attachment().Name != "hill.jpg" || j.Prepared(files[1].ID()) != nil {
		t.Fatal("the file of the draft is not there again, or one that no draft had is")
	}
	if small, err := j.SmallOf(ctx, p); err != nil || len(small) == 0 {
		t.Error("its small picture:", err)
	}
	if len(j.FileRefs()) != 1 {
		t.Errorf("a backup would name %d files", len(j.FileRefs()))
	}
	if n, err := j.SweepFiles(ctx); n != 1 || err != nil {
		t.Errorf("%d swept, %v", n, err)
	}
	ok(t, j.DropDraft(ctx, "form"))
	if j.Prepared(id) == nil {
		t.Fatal("it went with one of two drafts that have it")
	}
	e, _, err := j.SaveFrom(ctx, Entry{}, Entry{Area: old.Area, Time: now().Add(-time.Minute), Happened: "a walk"}, p)
	ok(t, err)
	ok(t, j.DropDraft(ctx, "left form"))
	if n, err := j.SweepFiles(ctx); n != 0 || err != nil {
		t.Errorf("%d swept, %v", n, err)
	}
	if data, err := j.ReadAttachment(ctx, j.Attachments(Holder{Entry: e.ID})[0].ID); err != nil || len(data) == 0 {
		t.Error(err)
	}

	gone := prepared(t, j, File{Name: "gone.txt", Data: []byte("gone")})[0]
	ok(t, j.SaveDraft(ctx, "other", []byte("words"), gone.ID()))
	ok(t, j.DropDraft(ctx, "other"))
	if n, err := j.SweepFiles(ctx); n != 1 || err != nil || j.Prepared(gone.ID()) != nil {
		t.Errorf("%d swept after the draft went, %v", n, err)
	}
}

func TestErasingAnEntryErasesTheFilesOfItsDraft(t *testing.T) {
	j, e, dir, _ := withEntry(t)
	p := prepared(t, j, File{Name: "hill.jpg", Data: photoWith(t, "here")})[0]
	ok(t, j.SaveDraft(t.Context(), "entry "+string(e.ID), []byte("more"), p.ID()))
	ok(t, j.Erase(t.Context(), e.ID))
	if left := filesOn(t, dir); len(left) != 0 {
		t.Errorf("%q are left", left)
	}
}
