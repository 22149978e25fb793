package control

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestALeadingButtonBeginsAtTheEdgeOfItsColumn fails if its words are set in from what stands over them.
func TestALeadingButtonBeginsAtTheEdgeOfItsColumn(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	b := NewLeading("Back", func() {})
	test.NewTempWindow(t, b)
	b.Resize(b.MinSize())
	if b.text.Position().X != 0 {
		t.Errorf("its words begin at %v", b.text.Position().X)
	}
	ground := b.ground.Position().X
	if ground >= 0 || ground+b.ground.Size().Width != b.Size().Width {
		t.Errorf("its ground is from %v to %v, of a width of %v", ground, ground+b.ground.Size().Width, b.Size().Width)
	}
	plain := NewButton(Silent, "Back", nil, nil)
	plain.Resize(plain.MinSize())
	if in := plain.MinSize().Width - b.MinSize().Width; in != plain.text.Position().X {
		t.Errorf("it is narrower than another silent one by %v, want %v", in, plain.text.Position().X)
	}
}
