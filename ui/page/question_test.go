package page

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
)

func TestTheOtherWayHasRoomForItsWords(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	w := test.NewTempWindow(t, container.NewStack())
	w.Resize(fyne.NewSize(800, 600))
	q := ask(w, 400, "A question", "Do it", func(*question) {})
	q.setSecondButton("Leave everything as it was", nil)
	if got, want := q.not.Size().Width, q.not.MinSize().Width; got < want {
		t.Errorf("the button is %v wide and its words need %v", got, want)
	}
}
