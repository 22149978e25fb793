package icons

import (
	"bytes"
	"image"
	"testing"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

func TestEveryIconIsDrawnInsideItsGrid(t *testing.T) {
	for _, i := range All() {
		if _, ok := shapes(i); !ok {
			t.Errorf("%s has no shape", i)
			continue
		}
		icon, err := oksvg.ReadIconStream(bytes.NewReader(i.SVG()))
		if err != nil {
			t.Errorf("%s: %v", i, err)
			continue
		}
		const side, rim = 96, 4 // a pixel of the grid around it stays free
		img := image.NewRGBA(image.Rect(0, 0, side, side))
		icon.SetTarget(0, 0, side, side)
		icon.Draw(rasterx.NewDasher(side, side, rasterx.NewScannerGV(side, side, img, img.Bounds())), 1)
		ink := 0
		for y := range side {
			for x := range side {
				if _, _, _, a := img.At(x, y).RGBA(); a > 0x8000 {
					ink++
					if x < rim || y < rim || x >= side-rim || y >= side-rim {
						t.Fatalf("%s has ink at %d,%d, beyond its grid", i, x/4, y/4)
					}
				}
			}
		}
		if part := float64(ink) / (side * side); part < 0.02 || part > 0.5 {
			t.Errorf("%s covers %.0f %% of its grid", i, 100*part)
		}
	}
}
