package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestAQuietLinkIsFollowedByMouseAndKeyboard(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	followed, reached := 0, 0
	l := NewQuietLink("As a table", func() { followed++ })
	l.OnFocused = func(fyne.CanvasObject) { reached++ }
	w := test.NewTempWindow(t, l)
	test.Tap(l)
	w.Canvas().Unfocus()
	w.Canvas().Focus(l)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyTab} {
		l.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if followed != 4 || reached != 2 {
		t.Errorf("a click and three of four keys follow it %d times, and it says %d times that the keyboard has come; want 4 and 2", followed, reached)
	}
}
