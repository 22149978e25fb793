package ui

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/page"
	"enactive/ui/theme"
)

// titled types a title into the form on the screen.
func (d *driven) titled(title string) {
	d.t.Helper()
	for _, r := range title {
		d.window.Canvas().Focused().TypedRune(r)
	}
	d.rest()
}

// filesOf returns the names of what is attached to the entry with a title; nil without such an entry.
func (d *driven) filesOf(title string) []string {
	d.t.Helper()
	j := d.open.journal()
	for _, e := range j.Entries(journal.Query{}) {
		if e.Title != title {
			continue
		}
		names := []string{}
		for _, a := range j.Attachments(journal.Holder{Entry: e.ID}) {
			names = append(names, a.Name)
		}
		return names
	}
	return nil
}

func TestPhotosInTheFormOfANewEntry(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(1280, 900))
	folder := t.TempDir()
	hill, lake, pdf := photoAt(t, folder, "hill.jpg", 600, 400, 60), photoAt(t, folder, "lake.jpg", 300, 500, 160), fileAt(t, folder, "letter.pdf", []byte("%PDF-1.4 a letter"))
	j := d.open.journal()
	all := len(j.AllAttachments())
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.titled("A walk by the lake")
	d.dropAll(hill, lake, pdf)
	d.shows("Photos and files", "hill.jpg", "lake.jpg", "letter.pdf")
	if n := d.photos(); n != 2 {
		t.Errorf("%d photos can be seen", n)
	}
	if n := len(j.AllAttachments()); n != all {
		t.Fatalf("%d were attached before the entry was saved", n-all)
	}
	d.dropAll(hill)
	d.shows("hill.jpg is there already.")
	d.pass(time.Minute)
	d.clickWords("Remove", desktop.MouseButtonPrimary)
	d.hides("hill.jpg")
	before, _ := j.CanUndo()
	d.press("Save")
	d.shows("Saved")
	if got := d.filesOf("A walk by the lake"); !slices.Equal(got, []string{"lake.jpg", "letter.pdf"}) {
		t.Fatalf("the entry has %q", got)
	}
	d.press("Undo")
	if now, _ := j.CanUndo(); now != before {
		t.Errorf("the step before it was %+v, and is %+v", before, now)
	}
	if d.filesOf("A walk by the lake") != nil || len(j.AllAttachments()) != all {
		t.Error("undo left a part of it")
	}
}

func TestPhotosInTheFormOfASavedEntry(t *testing.T) {
	d := open(t, storied(t))
	folder := t.TempDir()
	of := d.reading()
	d.dropAll(photoAt(t, folder, "hill.jpg", 600, 400, 60))
	e, _ := d.open.journal().Entry(of.Entry)
	d.do(func(x *mainWindow) { x.editEntry(e.Clone()) })
	d.shows("The entry has a photo or file already.")
	fyne.CurrentApp().Clipboard().SetContent(storage.NewFileURI(photoAt(t, folder, "lake.jpg", 300, 300, 160)).String())
	d.window.Canvas().Unfocus()
	d.do(func(x *mainWindow) { x.runKey(fyne.KeyV, ctrl) })
	d.press("Add")
	d.shows("lake.jpg")
	d.press("Save")
	if n := d.open.journal().CountAttachments(of); n != 2 {
		t.Errorf("%d are attached", n)
	}
}

// A form that was left, or closed by a lock, has its photos again.
func TestADraftKeepsThePhotosOfItsForm(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	hill := photoAt(t, t.TempDir(), "hill.jpg", 600, 400, 60)
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.titled("A walk")
	d.dropAll(hill)
	d.do(func(x *mainWindow) { x.leaveForm() })
	d.hides("hill.jpg")
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	if d.shows("hill.jpg"); d.photos() != 1 {
		t.Errorf("%d photos can be seen", d.photos())
	}
	d.applyAppearance(page.Appearance{Mode: theme.Dark, Scale: 1, Week: time.Monday})
	d.rest()
	d.shows("hill.jpg")
	d.lock()
	d.rest()
	d.hides("hill.jpg")
	d.unlockNow()
	d.rest()
	if d.shows("hill.jpg"); d.photos() != 1 {
		t.Errorf("after the lock %d photos can be seen", d.photos())
	}
	d.press("Save")
	if got := d.filesOf("A walk"); !slices.Equal(got, []string{"hill.jpg"}) {
		t.Errorf("the entry has %q", got)
	}
	if left := d.open.journal().Drafts(); len(left) != 0 {
		t.Errorf("the drafts %q are left", left)
	}
}

func TestDiscardingAFormLetsItsPhotosGo(t *testing.T) {
	d := open(t, storied(t))
	d.window.Resize(fyne.NewSize(1280, 2000))
	hill := photoAt(t, t.TempDir(), "hill.jpg", 600, 400, 60)
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.dropAll(hill)
	d.pass(time.Minute)
	j := d.open.journal()
	if n := len(j.FileRefs()); n != 1 {
		t.Errorf("the draft has %d files", n)
	}
	d.clickWords("Discard what you wrote here", desktop.MouseButtonPrimary)
	d.press("Discard it")
	d.pass(time.Minute)
	if n := len(j.FileRefs()); n != 0 {
		t.Errorf("%d files are kept", n)
	}
	if n, err := j.SweepFiles(t.Context()); n != 1 || err != nil {
		t.Errorf("%d are swept, %v", n, err)
	}
}

// A picture that was copied on its own is read by the command of the desktop.
func TestACopiedPictureIsPasted(t *testing.T) {
	d := open(t, storied(t))
	of := d.reading()
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("WAYLAND_DISPLAY", "")
	fyne.CurrentApp().Clipboard().SetContent("")
	paste := func() { d.do(func(x *mainWindow) { x.runKey(fyne.KeyV, ctrl) }) }
	paste()
	d.shows("No file was copied.", "xclip or wl-clipboard has to be installed")
	fileAt(t, bin, "xclip", []byte("#!/bin/sh\nexit 1\n"))
	if err := os.Chmod(filepath.Join(bin, "xclip"), 0o700); err != nil {
		t.Fatal(err)
	}
	paste()
	d.shows("No file and no picture was copied.")
	var shot bytes.Buffer
	if err := png.Encode(&shot, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	from := fileAt(t, bin, "shot.png", shot.Bytes())
	fileAt(t, bin, "xclip", []byte("#!/bin/sh\nexec /bin/cat "+from+"\n"))
	paste()
	d.shows("Add Picture 2026-")
	if !slices.ContainsFunc(test.LaidOutObjects(d.window.Canvas().Overlays().Top()), func(o fyne.CanvasObject) bool {
		shown, ok := o.(*canvas.Image)
		return ok && shown.Image != nil && shown.Image.Bounds().Dx() == 40 && shown.Size().Height > 20
	}) {
		t.Error("what was copied is not shown")
	}
	d.press("Add")
	d.shows("Added Picture 2026-")
	all := d.open.journal().Attachments(of)
	if len(all) != 1 || all[0].Type != "image/png" || all[0].Width != 40 {
		t.Fatalf("%+v", all)
	}
}

func TestAFileOnTheQuickEntryLeadsToTheFullForm(t *testing.T) {
	d := open(t, storied(t))
	d.do((*mainWindow).openQuick)
	d.titled("A walk at noon")
	d.dropAll(photoAt(t, t.TempDir(), "hill.jpg", 600, 400, 60))
	d.shows("New experience", "hill.jpg")
	d.press("Save")
	if got := d.filesOf("A walk at noon"); !slices.Equal(got, []string{"hill.jpg"}) {
		t.Errorf("the entry has %q", got)
	}
	if d.open.quick.form.Changed() {
		t.Error("the quick entry has what was saved")
	}
}

// The form of a day has photos as that of an entry has: they are the day's once it is saved, without a note too.
func TestPhotosInTheFormOfADay(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	d.window.Resize(fyne.NewSize(1280, 900))
	folder := t.TempDir()
	hill, lake := photoAt(t, folder, "hill.jpg", 600, 400, 60), photoAt(t, folder, "lake.jpg", 300, 500, 160)
	letter := fileAt(t, folder, "letter.pdf", []byte("%PDF-1.4 a letter"))
	today := journal.DateOf(d.open.journal().Now())
	has := func(of journal.Date, want ...string) {
		t.Helper()
		var names []string
		for _, a := range d.open.journal().Attachments(journal.Holder{Day: of}) {
			names = append(names, a.Name)
		}
		if !slices.Equal(names, want) {
			t.Fatalf("%v has %q, want %q", of, names, want)
		}
	}
	toDay := func() { d.do(func(x *mainWindow) { x.openDay(journal.Date{}) }) }
	toDay()
	d.dropAll(hill, lake, lake)
	d.shows("Photos and files", "hill.jpg", "lake.jpg")
	if n := d.photos(); n != 2 {
		t.Errorf("%d photos can be seen", n)
	}
	fyne.CurrentApp().Clipboard().SetContent(storage.NewFileURI(letter).String())
	for _, answer := range []string{"Cancel", "Add"} { // after which the form is there again
		d.window.Canvas().Unfocus()
		d.do(func(x *mainWindow) { x.runKey(fyne.KeyV, ctrl) })
		d.press(answer)
		d.shows("Note about the day", "hill.jpg")
	}
	d.shows("letter.pdf")
	d.clickWords("Remove", desktop.MouseButtonPrimary)
	d.hides("hill.jpg")
	d.pass(time.Minute)
	if n := len(d.open.journal().FileRefs()); n != 2 {
		t.Errorf("the draft has %d files", n)
	}
	d.applyAppearance(page.Appearance{Mode: theme.Dark, Scale: 1, Week: time.Monday})
	d.lock()
	d.rest()
	d.unlockNow()
	d.rest()
	toDay()
	if d.shows("lake.jpg", "letter.pdf"); d.photos() != 1 {
		t.Errorf("after the lock %d photos can be seen", d.photos())
	}
	has(today)

	// Another day saves this one, which has neither a value nor a note, and waits for what is being read.
	d.open.day.form.Attach(hill)
	if d.due(time.Second); d.open.day.isOpen() {
		t.Error("the form is open beneath the progress")
	}
	d.open.day.form.Prepare(today.AddDays(-1))
	d.rest()
	d.shows("Yesterday", "Note about the day")
	d.hides("lake.jpg")
	has(today, "lake.jpg", "letter.pdf", "hill.jpg")
	has(today.AddDays(-1))
	d.do((*mainWindow).undo)
	has(today)
	d.do((*mainWindow).redo)
	d.shortcut(fyne.KeyPageDown, ctrl)
	d.shows("Today", "The day has 3 photos or files already.")
	d.dropAll(hill, photoAt(t, folder, "sea.jpg", 400, 400, 250))
	d.hides("hill.jpg")
	d.do(func(x *mainWindow) { x.day.form.Writing().Set("We swam.") })
	d.shortcut(fyne.KeyReturn, ctrl)
	d.shows("Saved")
	has(today, "lake.jpg", "letter.pdf", "hill.jpg", "sea.jpg")
	d.press("Undo")
	has(today, "lake.jpg", "letter.pdf", "hill.jpg")
	if day, there := d.open.journal().Day(today); there {
		t.Errorf("undo left %+v", day)
	}
	d.pass(time.Minute)
	if left := d.open.journal().Drafts(); len(left) != 0 {
		t.Errorf("the drafts %q are left", left)
	}
}
