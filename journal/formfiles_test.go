package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// attachedNames returns the names of what is attached to an entry.
func attachedNames(j *Journal, e EntryID) []string { return namesOn(j, Holder{Entry: e}) }

// namesOn returns the names of what is attached to an entry or a day.
func namesOn(j *Journal, of Holder) []string {
	var names []string
	for _, a := range j.Attachments(of) {
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

func TestADayAndItsFilesAreOneStep(t *testing.T) {
	j, _, _, now := withEntry(t)
	ctx, date := t.Context(), DateOf(now())
	of, files := Holder{Day: date}, 0
	file := func() *Prepared {
		files++
		return prepared(t, j, File{Name: fmt.Sprintf("%d.txt", files), Data: []byte{byte(files)}})[0]
	}
	long := strings.Repeat("x", MaxText+1)
	base := func(note string) Day { return Day{Date: date, Note: note} }
	for _, c := range []struct {
		name       string
		base, day  Day
		refused    bool
		note, step string
		has        int // files afterwards
	}{
		{"a day that is too long", base(""), base(long), true, "", "", 0},
		{"a photo alone", base(""), base(""), false, "", "attach", 1},
		{"a note with a photo", base(""), base("mine"), false, "mine", "save day", 2},
		{"a photo of a day that has a note", base("mine"), base("mine"), false, "mine", "attach", 3},
		{"a note that is taken away, with a photo", base("mine"), base(""), false, "", "save day", 4},
	} {
		p, before := file(), len(j.undo)
		was, _ := j.Day(date)
		saved, m, err := j.SaveDayFrom(ctx, c.base, c.day, p)
		if c.refused {
			if err == nil || len(j.undo) != before || j.Prepared(p.ID()) != p {
				t.Errorf("%s: %v, and the form has its file: %v", c.name, err, j.Prepared(p.ID()) == p)
			}
			continue
		}
		ok(t, err)
		if saved.Date != date || saved.Note != c.note || m != (Meanwhile{}) || j.Prepared(p.ID()) != nil {
			t.Errorf("%s: saved is %+v, %+v", c.name, saved, m)
		}
		name, _ := j.CanUndo()
		if got := namesOn(j, of); len(got) != c.has || len(j.undo) != before+1 || string(name.Kind) != c.step {
			t.Errorf("%s: %d steps, the last of %q, with %q", c.name, len(j.undo)-before, name.Kind, got)
		}
		for range 2 { // and once more after redo
			_, err = j.Undo(ctx)
			ok(t, err)
			if is, _ := j.Day(date); is.Note != was.Note || len(namesOn(j, of)) != c.has-1 {
				t.Errorf("%s: undo left a part of it: %+v with %q", c.name, is, namesOn(j, of))
			}
			_, err = j.Redo(ctx)
			ok(t, err)
		}
	}
	// A file that the day has is forgotten, without a step.
	again, before := prepared(t, j, File{Name: "again.txt", Data: []byte{byte(files)}})[0], len(j.undo)
	if _, _, err := j.SaveDayFrom(ctx, base(""), base(""), again); err != nil || len(j.undo) != before || j.Prepared(again.ID()) != nil {
		t.Errorf("%v, %d steps", err, len(j.undo)-before)
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
