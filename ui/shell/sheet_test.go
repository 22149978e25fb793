package shell

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/prose"
)

// A sheet is left by its cross, and by a click beside it unless it asks something.
func TestASheetIsLeftByTheMouse(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(800, 600))
	for _, c := range []struct {
		name string
		asks bool
		soon bool // as by a double click
		tap  func(*Sheet)
		left bool
	}{
		{"the cross", false, false, func(s *Sheet) { test.Tap(s.cross) }, true},
		{"the cross of a form", true, false, func(s *Sheet) { test.Tap(s.cross) }, true},
		{"beside it", false, false, func(s *Sheet) { test.TapAt(s, fyne.NewPos(5, 5)) }, true},
		{"beside a form", true, false, func(s *Sheet) { test.TapAt(s, fyne.NewPos(5, 5)) }, false},
		{"beside it, by a double click", false, true, func(s *Sheet) { test.TapAt(s, fyne.NewPos(5, 5)) }, false},
		{"on the card", false, false, func(s *Sheet) { test.TapAt(s, s.card.Position().AddXY(3, 3)) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := ShowSheet(w.Canvas(), 400, prose.Paragraph("words"), prose.Paragraph("foot"))
			s.OnCancel, s.Asks = s.Hide, c.asks
			s.shown = s.shown.Add(-time.Hour)
			if c.soon {
				s.shown = s.shown.Add(2 * time.Hour)
			}
			test.LaidOutObjects(s)
			c.tap(s)
			if left := !s.Visible(); left != c.left {
				t.Errorf("the sheet is left: %v, want %v", left, c.left)
			}
			s.Hide()
		})
	}
}

// left is a field that notes that it has lost the keyboard.
type left struct {
	widget.Entry
	lost bool
}

func (l *left) FocusLost() { l.lost = true; l.Entry.FocusLost() }

// What had the keyboard in a sheet does not look so in the next sheet with the same form.
func TestASheetTakesTheKeyboardAlong(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	f := &left{}
	f.ExtendBaseWidget(f)
	s := ShowSheet(w.Canvas(), 400, f, prose.Paragraph("foot"))
	if w.Canvas().Focus(f); f.lost {
		t.Fatal("it never had the keyboard")
	}
	if s.Hide(); !f.lost {
		t.Error("a field of a sheet that is gone has the keyboard")
	}
}
