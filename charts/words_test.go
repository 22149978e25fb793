package charts

import (
	"fmt"
	"image/color"
	"math"
	"testing"
	"unicode/utf8"

	"enactive/charts/render"
	"enactive/charts/typeface"
)

// scribe is a canvas that remembers where words are set.
type scribe struct{ said []saying }

type saying struct {
	text string
	box  rect
}

func (*scribe) MoveTo(_, _ float64)    {}
func (*scribe) LineTo(_, _ float64)    {}
func (*scribe) Circle(_, _, _ float64) {}
func (*scribe) Fill(color.NRGBA)       {}
func (*scribe) Stroke(render.Line)     {}

func (s *scribe) Text(text string, x, y float64, style render.TextStyle) {
	width := typeface.Width(style.Font, style.Size, text)
	switch style.Anchor {
	case render.Middle:
		x -= width / 2
	case render.End:
		x -= width
	}
	// Capitals reach to about 0.72 of the em, tails 0.2 below the line.
	s.said = append(s.said, saying{text, rect{x, y - 0.72*style.Size, x + width, y + 0.2*style.Size}})
}

// wordsOf are the words of a chart with their places.
func wordsOf(t *testing.T, c Chart, size Size, theme Theme) []saying {
	t.Helper()
	drawing, err := c.Drawing(size, theme)
	if err != nil {
		t.Fatal(err)
	}
	s := &scribe{}
	drawing.Paint(s)
	return s.said
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
						checkWords(t, wordsOf(t, c, size, theme), size)
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
