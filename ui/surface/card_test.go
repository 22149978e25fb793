package surface

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/prose"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestACardOpensFromMouseAndKeyboard(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	opened := 0
	c := NewTapCard(prose.Paragraph("Running"), func() { opened++ })
	w := test.NewTempWindow(t, c)
	test.Tap(c)
	w.Canvas().Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if opened != 3 {
		t.Errorf("a click, Return, Space and Tab opened it %d times, want 3", opened)
	}
}
