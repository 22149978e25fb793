package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
)

func TestATextFillsTheWindowAndComesBackWithItsCaretAndHistory(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	d.do(func(w *mainWindow) { w.newEntry(journal.Experience) })
	d.do((*mainWindow).write)
	w := d.open
	room := w.writing
	if room == nil {
		t.Fatal("the text does not fill the window")
	}
	for _, r := range "Nineteen kilometres" {
		room.Field().TypedRune(r)
	}
	d.rest()
	d.shows("2 words", "Nineteen kilometres")
	room.Field().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	room.Field().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.writing != nil || d.window.Canvas().Overlays().Top() != nil {
		t.Fatal("Escape does not lead back")
	}
	d.shows("Nineteen kilometres", "New experience")
	d.do((*mainWindow).write)
	if _, at := w.writing.Field().Caret(); at != len("Nineteen kilometres")-1 {
		t.Errorf("the caret is at %d", at)
	}
	w.writing.Field().Undo()
	if got := w.writing.Field().Text(); got != "Nineteen " {
		t.Errorf("after undo it holds %q", got)
	}
	w.writing.Field().Redo()
	w.runKey(fyne.KeyEqual, ctrl)
	d.setMode("dark") // makes the form again
	d.rest()
	if w.writing == nil || w.writing.Field().Text() != "Nineteen kilometres" {
		t.Error("a change of the colours ends the writing")
	}
	d.pass(3 * time.Second) // the draft is sealed meanwhile
	d.lock()
	d.hides("Nineteen")
	d.rest()
	d.unlockNow()
	d.shows("Nineteen kilometres")
}

func TestAKeyInTenThousandWordsTakesNoTime(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(w *mainWindow) { w.newEntry(journal.Experience) })
	d.do((*mainWindow).write)
	f := d.open.writing.Field()
	f.Replace(strings.Repeat("Ten words of a day that went as it should. ", 1000))
	f.CaretToEnd()
	each := time.Duration(testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			f.TypedRune('a')
		}
	}).NsPerOp())
	t.Logf("a key takes %v", each)
	if each > 50*time.Millisecond {
		t.Errorf("a key takes %v", each)
	}
}
