package notice

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func TestAToastIsAsWideAsItsWords(t *testing.T) {
	b, _ := newBoard(t)
	frame := b.Frame(container.NewStack())
	frame.Resize(fyne.NewSize(1008, 700))
	b.Toast("Saved.", nil)
	if w := b.bar.Size().Width; w > 160 {
		t.Errorf("a toast of one word is %v wide", w)
	}
	b.Toast(strings.Repeat("Many words. ", 60), nil)
	if s := b.bar.Size(); s.Width != toastWidth || s.Height < 100 {
		t.Errorf("a toast of many words is %v large", s)
	}
	if at := b.bar.Position(); at.X != 184 || at.Y+b.bar.Size().Height > 700 {
		t.Errorf("it stands at %v", at)
	}
}

// TestAToastWaitsForTheSheetOverIt fails if a toast goes while a sheet hides half of it.
func TestAToastWaitsForTheSheetOverIt(t *testing.T) {
	b, w := newBoard(t)
	b.Toast("The words are not activated yet.", nil)
	w.covered = true
	w.pass(toastTime)
	if len(b.bar.Objects) == 0 {
		t.Fatal("it has gone under the sheet")
	}
	w.covered = false
	w.pass(toastTime)
	if len(b.bar.Objects) != 0 {
		t.Error("it stays after the sheet has gone")
	}
}
