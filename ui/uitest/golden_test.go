package uitest

import (
	"image"
	"testing"
)

func TestTheComparisonOfPicturesCanFail(t *testing.T) {
	a, b := image.NewRGBA(image.Rect(0, 0, 40, 40)), image.NewRGBA(image.Rect(0, 0, 40, 40))
	if words := Difference(a, b); words != "" {
		t.Errorf("two equal pictures differ: %s", words)
	}
	for i := range 400 {
		b.Pix[i] = 255
	}
	if Difference(a, b) == "" {
		t.Error("a picture with a white bar looks the same as one without")
	}
}
