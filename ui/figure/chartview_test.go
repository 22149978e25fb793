package figure

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/charts"
	"enactive/journal/insight"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestAChartHasThePixelsOfItsPlace(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.3, 2} {
		for _, width := range []float32{300, 301.4, 333.34} {
			uitest.App(t, theme.Light, 1)
			v := NewChartView(200)
			v.Work = func(draw, done func()) { draw(); done() }
			v.SetChart(charts.NewHours(insight.HoursResult{}, "", "Running"), 0)
			w := test.NewTempWindow(t, container.NewWithoutLayout(v))
			w.Canvas().(test.WindowlessCanvas).SetScale(scale)
			v.Resize(fyne.NewSize(width, 220.7))
			place, drawn := v.picture.Size(), v.picture.Image.Bounds()
			if wide, high := math.Round(float64(place.Width*scale)), math.Round(float64(place.Height*scale)); drawn.Dx() != int(wide) || drawn.Dy() != int(high) {
				t.Errorf("at scale %v and width %v the place has %v by %v pixels and the picture %v", scale, width, wide, high, drawn)
			}
			if lost := width*scale - float32(drawn.Dx()); lost < -0.01 || lost >= 1 {
				t.Errorf("at scale %v and width %v the picture has %v pixels", scale, width, drawn.Dx())
			}
		}
	}
}

func TestTheFrameOfAChartIsWhole(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	v := NewChartView(200)
	v.Work = func(draw, done func()) { draw(); done() }
	v.SetChart(charts.NewHours(insight.HoursResult{}, "", "Running"), 0)
	w := test.NewTempWindow(t, container.NewWithoutLayout(v))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(320, 240))
	v.Resize(fyne.NewSize(320, 240))
	v.FocusGained()
	img, ink := w.Canvas().Capture(), theme.Current().Accent
	framed := func(x, y int) bool {
		r, g, b, _ := img.At(x, y).RGBA()
		r2, g2, b2, _ := ink.RGBA()
		return max(uitest.Apart(r, r2), uitest.Apart(g, g2), uitest.Apart(b, b2)) <= 12
	}
	for _, side := range []struct {
		name string
		long int
		at   func(i, deep int) bool
	}{
		{"top", 320, func(i, deep int) bool { return framed(i, deep) }},
		{"foot", 320, func(i, deep int) bool { return framed(i, 239-deep) }},
		{"left", 240, func(i, deep int) bool { return framed(deep, i) }},
		{"right", 240, func(i, deep int) bool { return framed(319-deep, i) }},
	} {
		for i := 10; i < side.long-10; i++ {
			if !side.at(i, 0) && !side.at(i, 1) && !side.at(i, 2) {
				t.Errorf("the %s of the frame has a gap at %d", side.name, i)
				break
			}
		}
	}
}
