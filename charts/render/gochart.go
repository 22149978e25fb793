package render

import (
	"image/color"
	"io"
	"math"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"enactive/charts/typeface"
)

// render has go-chart paint the background and then each layer.
func (d Drawing) render(r chart.Renderer) error {
	c := &stepCanvas{r: r, steps: float64(stepsOf(r))}
	c.inner, _ = r.(anchored)
	layers := make([]chart.Series, len(d.Layers))
	for i, paint := range d.Layers {
		layers[i] = series{canvas: c, paint: paint}
	}
	return d.renderSeries(r, layers)
}

func (d Drawing) renderSeries(r chart.Renderer, layers []chart.Series) error {
	steps := stepsOf(r)
	whole := func(v float64) int { return int(math.Round(v * float64(steps))) }

	// Zero boxes and styles mean "default" to go-chart, so each is set explicitly.
	nothing := chart.Style{FillColor: drawing.ColorTransparent, StrokeColor: drawing.ColorTransparent, StrokeWidth: 1}
	ground := nothing
	if d.Background.A > 0 {
		ground.FillColor = drawing.Color(d.Background)
	}
	ground.Padding = chart.Box{
		IsSet: true,
		Left:  whole(d.Plot.Left), Top: whole(d.Plot.Top),
		Right: whole(d.Width) - whole(d.Plot.Right), Bottom: whole(d.Height) - whole(d.Plot.Bottom),
	}
	c := chart.Chart{
		Width: whole(d.Width), Height: whole(d.Height),
		// At 72 dots to the inch a point of text is one step. Without a font go-chart would
		// load one of its own.
		DPI: 72, Font: typeface.Of("en")[typeface.Regular],
		Background: ground, Canvas: nothing,
		// Ranges are explicit and the axes ours: go-chart's own ranges move what is drawn by pixels.
		XAxis:          chart.XAxis{Style: chart.Hidden(), Range: &chart.ContinuousRange{Min: d.X.From, Max: d.X.To}},
		YAxis:          chart.YAxis{Style: chart.Hidden(), Range: &chart.ContinuousRange{Min: d.Y.From, Max: d.Y.To}},
		YAxisSecondary: chart.YAxis{Style: chart.Hidden()},
		Series:         layers,
	}
	return c.Render(func(int, int) (chart.Renderer, error) { return newChunked(r), nil }, io.Discard)
}

// series is a layer as go-chart sees it.
type series struct {
	canvas *stepCanvas
	paint  func(Canvas)
}

func (series) GetName() string           { return "" }
func (series) GetYAxis() chart.YAxisType { return chart.YAxisPrimary }
func (series) GetStyle() chart.Style     { return chart.Style{} }
func (series) Validate() error           { return nil }

// Render paints the layer on the renderer that go-chart hands out.
func (s series) Render(r chart.Renderer, _ chart.Box, _, _ chart.Range, _ chart.Style) {
	s.canvas.r = r
	s.paint(s.canvas)
}

// anchored is a renderer that places text by its middle or end itself. Where the reader's
// machine lacks our typeface, the words stay at their ticks all the same.
type anchored interface {
	SetTextAnchor(a Anchor)
}

// stepCanvas is a Canvas on a chart.Renderer, which counts in whole steps.
type stepCanvas struct {
	r     chart.Renderer
	inner anchored // the renderer, if it places text by itself
	steps float64
}

func (c *stepCanvas) step(v float64) int { return int(math.Round(v * c.steps)) }

func (c *stepCanvas) MoveTo(x, y float64) { c.r.MoveTo(c.step(x), c.step(y)) }
func (c *stepCanvas) LineTo(x, y float64) { c.r.LineTo(c.step(x), c.step(y)) }

func (c *stepCanvas) Circle(x, y, radius float64) {
	c.r.Circle(radius*c.steps, c.step(x), c.step(y))
}

func (c *stepCanvas) Fill(ink color.NRGBA) {
	c.r.SetFillColor(drawing.Color(ink))
	c.r.Fill()
}

func (c *stepCanvas) Stroke(l Line) {
	dash := make([]float64, len(l.Dash))
	for i, d := range l.Dash {
		dash[i] = d * c.steps
	}
	c.r.SetStrokeColor(drawing.Color(l.Color))
	c.r.SetStrokeWidth(l.Width * c.steps)
	c.r.SetStrokeDashArray(dash)
	c.r.Stroke()
}

func (c *stepCanvas) Text(s string, x, y float64, t TextStyle) {
	c.r.SetFont(t.Font)
	c.r.SetFontSize(t.Size * c.steps)
	c.r.SetFontColor(drawing.Color(t.Color))
	if c.inner != nil {
		c.inner.SetTextAnchor(t.Anchor)
	} else {
		x -= typeface.Width(t.Font, t.Size, s) * [...]float64{Start: 0, Middle: 0.5, End: 1}[t.Anchor]
	}
	c.r.Text(s, c.step(x), c.step(y))
}
