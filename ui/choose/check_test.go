package choose

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/ui/prose"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestGoldenCheck(t *testing.T) {
	uitest.Golden(t, "check", 320, func() []fyne.CanvasObject {
		focused := NewCheck("what the keyboard is on", true)
		focused.FocusGained()
		return []fyne.CanvasObject{NewCheck("not yet", false), NewCheck("reached", true), focused,
			NewCheck("A goal of several words, which take more than one line where the place for them is narrow", true),
			container.NewBorder(nil, nil, nil, NewCheck("reached", false), prose.Paragraph("What stands before it"))}
	})
}

func TestACheckIsTurnedOverByPointerAndSpace(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	told := 0
	c := NewCheck("reached", false)
	c.OnChanged = func() { told++ }
	w := test.NewTempWindow(t, c)
	test.Tap(c)
	if !c.IsChecked() || told != 1 || w.Canvas().Focused() != c {
		t.Errorf("after a click: ticked %v, told %d times, the keyboard is on %v", c.IsChecked(), told, w.Canvas().Focused())
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if c.IsChecked() || told != 2 {
		t.Errorf("after Space: ticked %v, told %d times", c.IsChecked(), told)
	}
	c.SetQuietly(true)
	if !c.IsChecked() || told != 2 {
		t.Errorf("the program ticked it: ticked %v, told %d times", c.IsChecked(), told)
	}
	escaped := false
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { escaped = e.Name == fyne.KeyEscape })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !escaped {
		t.Error("Escape did not reach the window")
	}
}
