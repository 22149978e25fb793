package widget

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/charts"
	"enactive/journal/insight"
	"enactive/ui/theme"
)

func TestAChartHasThePixelsOfItsPlace(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.3, 2} {
		for _, width := range []float32{300, 301.4, 333.34} {
			inApp(t, theme.Light, 1)
			v := NewChartView(200)
			v.Work = func(draw, done func()) { draw(); done() }
			v.SetChart(charts.NewHours(insight.HoursResult{}, "Running"), 0)
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
