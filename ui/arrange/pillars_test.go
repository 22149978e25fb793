package arrange

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestPillarsPutEachUnderTheOneThatEndsHighest(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	var objects []fyne.CanvasObject
	for _, high := range []float32{100, 40, 30, 90} {
		o := canvas.NewRectangle(nil)
		o.SetMinSize(fyne.NewSize(10, high))
		objects = append(objects, o)
	}
	p, gap := Pillars(200, objects...), 2*theme.Unit
	p.Resize(fyne.NewSize(400+gap, 500))
	for i, want := range []fyne.Position{{}, {X: 200 + gap}, {X: 200 + gap, Y: 40 + gap}, {X: 200 + gap, Y: 70 + 2*gap}} {
		if got := objects[i].Position(); got != want {
			t.Errorf("the object %d is at %v, want %v", i, got, want)
		}
	}
	if got, want := p.MinSize().Height, 160+2*gap; got != want {
		t.Errorf("in two columns it is %v high, want %v", got, want)
	}
	p.Resize(fyne.NewSize(399, 500))
	if got, want := p.MinSize().Height, 260+3*gap; got != want {
		t.Errorf("in one column it is %v high, want %v", got, want)
	}
	if got := Pillars(200).MinSize().Height; got != 0 {
		t.Errorf("without objects it is %v high", got)
	}
}

// TestCardsAloneAreNoWiderThanTheirRowsAreRead fails if settings are stretched over a window, or are one column where two fit.
func TestCardsAloneAreNoWiderThanTheirRowsAreRead(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	first, second := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	cards := Cards(640, 860, first, second)
	for _, c := range []struct{ place, wide, beside float32 }{{600, 600, 0}, {1100, 860, 0}, {1440, 712, 728}} {
		cards.Resize(fyne.NewSize(c.place, 500))
		if first.Size().Width != c.wide || second.Position().X != c.beside {
			t.Errorf("in %v a card is %v wide and the second begins at %v, want %v and %v", c.place, first.Size().Width, second.Position().X, c.wide, c.beside)
		}
	}
}
