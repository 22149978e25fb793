package charts

import (
	"fmt"
	"math"
	"testing"
	"unicode/utf8"

	"enactive/charts/typeface"
)

// scribe is a renderer that remembers where words are set.
type scribe struct {
	*raster
	said []saying
}

type saying struct {
	text string
	box  rect
}

func newScribe(t *testing.T, size Size) *scribe {
	t.Helper()
	r, err := newRaster(int(math.Ceil(size.Width)), int(math.Ceil(size.Height)), 1)
	if err != nil {
		t.Fatal(err)
	}
	return &scribe{raster: r}
}

func (s *scribe) Text(body string, x, y int) {
	s.raster.Text(body, x, y)
	size := s.textSize() / finestSteps
	left, base := float64(x)/finestSteps, float64(y)/finestSteps
	// Capitals reach to about 0.72 of the em, tails 0.2 below the line.
	s.said = append(s.said, saying{body, rect{left, base - 0.72*size, left + typeface.Width(s.font, size, body), base + 0.2*size}})
}

// overlap is how much two boxes share in width and height; a unit is let pass.
func overlap(a, b rect) bool {
	return math.Min(a.right, b.right)-math.Max(a.left, b.left) > 1 && math.Min(a.bottom, b.bottom)-math.Max(a.top, b.top) > 1
}

func TestNoWordIsClippedOrRunsIntoAnother(t *testing.T) {
	sizes := []Size{
		{Width: 960, Height: 420}, {Width: 420, Height: 360}, {Width: 640, Height: 300}, {Width: 300, Height: 220},
		{Width: 180, Height: 120}, {Width: 1400, Height: 260}, {Width: 260, Height: 700}, {Width: 90, Height: 70},
	}
	for name, c := range goldenCharts() {
		for _, size := range sizes {
			for _, heading := range []bool{false, true} {
				for _, scale := range []float64{0.8, 1, 1.3, 2} {
					size.Heading = heading
					theme := Light().WithTextScale(scale)
					t.Run(fmt.Sprintf("%s at %vx%v heading %v text %v", name, size.Width, size.Height, heading, scale), func(t *testing.T) {
						s := newScribe(t, size)
						if err := c.Draw(s, size, theme); err != nil {
							t.Fatal(err)
						}
						checkWords(t, s.said, size)
					})
				}
			}
		}
	}
}

func checkWords(t *testing.T, said []saying, size Size) {
	t.Helper()
	for i, a := range said {
		if a.box.left < -0.5 || a.box.top < -0.5 || a.box.right > size.Width+0.5 || a.box.bottom > size.Height+0.5 {
			t.Errorf("%q is set at %.0f, outside of the picture", a.text, a.box)
		}
		if !utf8.ValidString(a.text) {
			t.Errorf("%q is not valid text", a.text)
		}
		for _, b := range said[:i] {
			if overlap(a.box, b.box) {
				t.Errorf("%q at %.0f runs into %q at %.0f", a.text, a.box, b.text, b.box)
			}
		}
	}
}
