package surface

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/input"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestAFoldOpensWithReturnAndSaysWhatItHolds(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	inside := input.NewField()
	f := NewFold("What stood in the way", inside)
	f.SetSummary("3 obstacles, 2 overcome")
	k := uitest.InWindow(t, f, input.NewField())
	toggles := 0
	f.OnToggled = func() { toggles++ }
	k.Canvas.Focus(f.Focusable())
	high := f.MinSize().Height
	k.Write("<Tab>x")
	if inside.Text != "" {
		t.Error("Tab reaches what is closed away")
	}
	k.Canvas.Focus(f.Focusable())
	k.Write("<Return><Tab>x")
	if !f.IsOpen() || inside.Text != "x" || f.MinSize().Height <= high {
		t.Errorf("open: %v, the field inside holds %q", f.IsOpen(), inside.Text)
	}
	if f.head.summary.String() != "" {
		t.Errorf("open it still says %q", f.head.summary.String())
	}
	k.Canvas.Focus(f.Focusable())
	k.Write("<Left>")
	if f.IsOpen() || f.head.summary.String() != "3 obstacles, 2 overcome" {
		t.Errorf("closed again it says %q", f.head.summary.String())
	}
	k.Write("<Right><Space>")
	test.Tap(f.head)
	if !f.IsOpen() || toggles != 5 {
		t.Errorf("open: %v after a click, told %d times", f.IsOpen(), toggles)
	}
}

func TestGoldenFold(t *testing.T) {
	uitest.Golden(t, "fold", 460, func() []fyne.CanvasObject {
		empty, closed, focused, open := NewFold("What did it cost?", input.NewField()), NewFold("What stood in the way?", input.NewField()), NewFold("Who had a part in it?", input.NewField()), NewFold("What do you take from it?", input.NewListField("One per line"))
		closed.SetSummary("3 obstacles, 2 overcome")
		focused.SetSummary("Ana (mentor), Bo")
		focused.head.FocusGained()
		open.Open(true)
		return []fyne.CanvasObject{empty, closed, focused, open}
	})
}

func TestGoldenSealed(t *testing.T) {
	uitest.Golden(t, "sealed", 460, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{Sealed("You wrote this before, on 2 March 2026 at 12:00. It is sealed, so that hindsight cannot change it.",
			Answer("What you set out to do", "All of it, and not to walk before the top."), Answer("How sure you were", "45"))}
	})
}
