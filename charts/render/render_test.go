package render

import (
	"bytes"
	"image/color"
	"strings"
	"testing"

	"github.com/wcharczuk/go-chart/v2"

	"enactive/charts/typeface"
)

// sketch has a bit of everything that a canvas draws.
func sketch() Drawing {
	ink := color.NRGBA{0x20, 0x60, 0xa0, 255}
	style := TextStyle{Font: typeface.Of("en")[typeface.Regular], Size: 12, Color: ink}
	return Drawing{
		Width: 120, Height: 80, Background: color.NRGBA{255, 255, 255, 255},
		Plot: Box{Left: 20, Top: 10, Right: 110, Bottom: 60}, X: Range{0, 1}, Y: Range{0, 100},
		Layers: []func(Canvas){
			func(c Canvas) {
				c.MoveTo(20, 60)
				c.LineTo(110, 10)
				c.LineTo(110, 60)
				c.Fill(ink)
				c.MoveTo(20, 10)
				c.LineTo(110, 10)
				c.Stroke(Line{Color: ink, Width: 1.5, Dash: []float64{4, 2}})
			},
			func(c Canvas) {
				c.Circle(40, 30, 6)
				c.Fill(ink)
				c.Circle(60, 30, 6)
				c.Stroke(Line{Color: ink, Width: 1})
				for _, a := range []Anchor{Start, Middle, End} {
					style.Anchor = a
					c.Text("5 🏃", 60, 70, style)
				}
			},
		},
	}
}

// TestGoChartsOwnRenderersDrawTooThoughInWholePixels keeps a drawing true to chart.Renderer.
func TestGoChartsOwnRenderersDrawTooThoughInWholePixels(t *testing.T) {
	for _, provider := range []chart.RendererProvider{chart.PNG, chart.SVG} {
		r, err := provider(120, 80)
		if err != nil {
			t.Fatal(err)
		}
		if err := sketch().render(r); err != nil {
			t.Errorf("%T: %v", r, err)
		}
	}
}

func TestThePlotIsGoChartsOwnCanvas(t *testing.T) {
	d := sketch()
	r, err := newRaster(120, 80, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got chart.Box
	if err := d.renderSeries(r, []chart.Series{probe{seen: &got}}); err != nil {
		t.Fatal(err)
	}
	want := chart.Box{Left: 20 * finestSteps, Top: 10 * finestSteps, Right: 110 * finestSteps, Bottom: 60 * finestSteps}
	if got.Left != want.Left || got.Top != want.Top || got.Right != want.Right || got.Bottom != want.Bottom {
		t.Errorf("go-chart draws in %v, the drawing says %v", got, want)
	}
}

// probe is a layer that only looks at go-chart's canvas.
type probe struct {
	series
	seen *chart.Box
}

func (p probe) Render(_ chart.Renderer, box chart.Box, _, _ chart.Range, _ chart.Style) {
	*p.seen = box
}

func TestLostCharactersAreCountedInEveryFormat(t *testing.T) {
	if n, err := CountLost(sketch()); err != nil || n != 3 {
		t.Errorf("got %d lost characters (%v), want 3", n, err)
	}
}

func TestTextIsPlacedByItsAnchor(t *testing.T) {
	var b bytes.Buffer
	if err := SVG(&b, sketch(), "A & B", "what it shows"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<title>A &amp; B</title>", "<desc>what it shows</desc>", `<text x="0"`, `<circle cx="40" cy="30" r="6"/>`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the drawing lacks %q:\n%s", want, b.String())
		}
	}
}
