package glyph

import (
	"testing"

	"fyne.io/fyne/v2"

	"enactive/ui/uitest"
)

func TestGoldenDots(t *testing.T) {
	uitest.Golden(t, "dots", 320, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{
			NewDots([]float64{50}, 210), NewDots([]float64{0, 100, 40}, 145),
			NewDots([]float64{40, 60, 55, 58, 50, 62, 60, 45, 55, 64, 70}, 30),
		}
	})
}
