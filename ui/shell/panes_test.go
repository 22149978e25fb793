package shell

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestAListWithNothingToChooseHasTheWholeWidth fails if half a window is bare beside an empty list.
func TestAListWithNothingToChooseHasTheWholeWidth(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	left, right := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	p := NewPanes(left, right, 0.4)
	for _, width := range []float32{600, 1100, 1800} {
		p.SetAlone(true)
		p.Resize(fyne.NewSize(width, 600))
		if right.Visible() || !left.Visible() {
			t.Fatalf("in %v the list is seen: %v, and what is chosen from it: %v", width, left.Visible(), right.Visible())
		}
		begin := left.Position().X
		if want := min(width, 1488); left.Size().Width != want || begin != (width-want)/2 {
			t.Errorf("in %v the list is %v wide and begins at %v", width, left.Size().Width, begin)
		}
		p.SetAlone(false)
		if left.Position().X != begin {
			t.Errorf("in %v the list begins at %v with something to choose, and at %v without", width, left.Position().X, begin)
		}
		if wide := width > 700; right.Visible() != wide {
			t.Errorf("in %v what is chosen is seen: %v", width, right.Visible())
		}
	}
}
