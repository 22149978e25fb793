package input

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"enactive/ui/arrange"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// turn turns the wheel over an object by a notch, downwards.
func turn(t *testing.T, w fyne.Widget) {
	t.Helper()
	e := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)} // as the toolkit counts one
	if s, ok := w.(fyne.Scrollable); ok {
		s.Scrolled(e)
		return
	}
	objects := test.WidgetRenderer(w).Objects()
	objects[len(objects)-1].(fyne.Scrollable).Scrolled(e)
}

func TestANotchOfTheWheelMovesThreeLines(t *testing.T) {
	for _, scale := range []float32{1, 1.5, 2} {
		uitest.App(t, theme.Light, scale)
		tall := canvas.NewRectangle(color.Transparent)
		tall.SetMinSize(fyne.NewSize(10, 4000))
		f := NewField()
		scroll := scrolling.NewScroll(arrange.Flow(2, f, tall))
		test.NewTempWindow(t, scroll).Resize(fyne.NewSize(300, 200))
		line := fyne.MeasureText("M", paint.TextSize(theme.Body), fyne.TextStyle{}).Height
		for name, over := range map[string]fyne.Widget{"the page": scroll, "a field": f} {
			scroll.ScrollToTop()
			if turn(t, over); scroll.Offset.Y < 2.5*line || scroll.Offset.Y > 3.5*line {
				t.Errorf("text %v: over %s the page moves %.1f pixels, want three lines of %.1f", scale, name, scroll.Offset.Y, line)
			}
		}
	}
}
