package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestATagTellsItsReasonUnderThePointerAndTheKeyboard(t *testing.T) {
	test.NewTempApp(t)
	hints := NewHints()
	tapped := 0
	tag := NewTag("Hard-won", "Hard-won: a stretch, with effort 70 of 100.", hints, func() { tapped++ })
	w := test.NewTempWindow(t, container.NewStack(container.NewVBox(container.NewHBox(tag)), hints.Object()))
	w.Resize(fyne.NewSize(400, 300))
	layer := hints.Object().(*fyne.Container)
	for _, c := range []struct {
		name string
		do   func()
		told bool
	}{
		{"before", func() {}, false},
		{"under the pointer", func() { tag.MouseIn(nil) }, true},
		{"and away", func() { tag.MouseOut() }, false},
		{"with the keyboard", func() { w.Canvas().Focus(tag) }, true},
		{"and on", func() { w.Canvas().Unfocus() }, false},
	} {
		c.do()
		if told := len(layer.Objects) > 0; told != c.told {
			t.Errorf("%s: told is %v, want %v", c.name, told, c.told)
		}
		for _, o := range layer.Objects {
			if p, s := o.Position(), o.Size(); p.X < 0 || p.Y < 0 || p.X+s.Width > 400 || p.Y+s.Height > 300 {
				t.Errorf("%s: the hint lies at %v, %v large", c.name, p, s)
			}
		}
	}
	tag.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	test.Tap(tag)
	if tapped != 2 {
		t.Errorf("chosen %d times, want 2", tapped)
	}
}
