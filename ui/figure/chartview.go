// Package figure owns how a chart and its numbers are shown, and reached by pointer and keyboard.
package figure

import (
	"image"
	"image/color"
	"math"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/charts"
	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// ChartView shows a chart as sharp as the screen is, names the mark under the pointer,
// and opens its entry on a click. From the keyboard the arrows go from mark to mark, and
// Return opens. A chart over time is drawn larger by + and -, or the wheel with Ctrl, and moved
// by dragging, or Page Up and Page Down; 0 shows all of it. It draws away from the interface's
// thread.
type ChartView struct {
	widget.BaseWidget
	// OnOpened is called with the id of the entry whose mark was clicked; it may be nil.
	OnOpened func(id string)
	// Work draws away from the interface's thread, and then, on it, has done called. It
	// may be nil.
	Work func(draw, done func())
	// OnFocused is called when the keyboard comes to it, OnMoved when another part of the time
	// is shown; both may be nil.
	OnFocused func(fyne.CanvasObject)
	OnMoved   func()
	// OnHovered is called when the pointer comes and goes; it may be nil.
	OnHovered func(bool)
	// Name is the name of the entry with an id, for the words beside its mark; it may be nil.
	Name func(id string) string
	// Beyond scrolls with the wheel while Ctrl is not held; it may be nil.
	Beyond fyne.Scrollable

	whole       charts.Chart // of which chart is a part
	first, last time.Time    // of the part; zero for all
	ring, spot  *canvas.Rectangle
	focused     bool
	at          int // the mark that the keyboard is at; -1 for none

	height  float32
	chart   charts.Chart
	hue     int
	picture *canvas.Image
	tip     *tip
	drawn   drawing
	turn    atomic.Int64
}

// drawing is the state from which the picture on the screen was drawn.
type drawing struct {
	chart       charts.Chart
	size        fyne.Size
	scale, text float32
	hue         int
	dark        bool
}

// NewChartView creates an empty view of that height, in pixels at scale 1.
func NewChartView(height float32) *ChartView {
	v := &ChartView{height: height, at: -1, ring: canvas.NewRectangle(color.Transparent), spot: canvas.NewRectangle(color.Transparent), picture: canvas.NewImageFromImage(nothing())}
	v.picture.FillMode = canvas.ImageFillStretch
	v.picture.ScaleMode = canvas.ImageScaleFastest // it has the pixels of its place; else the toolkit would compute new ones
	v.tip = newTip()
	v.spot.Hide()
	v.ExtendBaseWidget(v)
	return v
}

// SetChart draws another chart, in the colour of its area; nil is none. The part of the time
// that is shown stays.
func (v *ChartView) SetChart(c charts.Chart, hue int) {
	v.whole, v.hue, v.at = c, hue, -1
	v.pointAtNone()
	if v.chart = v.part(); c == nil {
		v.turn.Add(1)
		v.drawn, v.picture.Image = drawing{}, nothing()
		v.picture.Refresh()
		return
	}
	v.redraw()
}

// nothing is the picture of no chart.
func nothing() image.Image { return image.NewRGBA(image.Rect(0, 0, 1, 1)) }

// ChartTheme is how charts look in the window now, in the colour of an area.
func ChartTheme(hue int) charts.Theme {
	t := charts.Light()
	if theme.IsDark() {
		t = charts.Dark()
	}
	t.Canvas = theme.Current().Surface
	return t.WithAccent(theme.Hue(hue, theme.IsDark())).WithTextScale(float64(theme.Scale()))
}

func (v *ChartView) chartSize() charts.Size {
	s, pixels := v.picture.Size(), float64(v.pixels())
	whole := func(x float32) float64 { return math.Round(float64(x)*pixels) / pixels }
	return charts.Size{Width: whole(s.Width), Height: whole(s.Height)}
}

// pixels are so many to a unit where the chart is shown.
func (v *ChartView) pixels() float32 { return pixelsAt(v) }

// pixelsAt are so many to a unit where an object is shown.
func pixelsAt(o fyne.CanvasObject) float32 {
	const far = 1 << 20 // the toolkit reports whole pixels only
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return 1
	}
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0))
	return float32(x) / far
}

// wholePixels gives the picture its place, in whole pixels.
type wholePixels struct{ v *ChartView }

func (wholePixels) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
func (l wholePixels) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	pixels := l.v.pixels()
	whole := func(x float32) float32 { return float32(math.Floor(float64(x*pixels+0.01))) / pixels }
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(whole(s.Width), whole(s.Height)))
}

func (v *ChartView) redraw() {
	size := v.chartSize()
	if v.chart == nil || size.Width < 40 || size.Height < 40 {
		return
	}
	scale := v.pixels()
	want := drawing{v.chart, v.Size(), scale, theme.Scale(), v.hue, theme.IsDark()}
	if want == v.drawn {
		return
	}
	v.drawn = want
	turn := v.turn.Add(1)
	look := ChartTheme(v.hue)
	c := v.chart
	var img image.Image
	v.work(func() {
		if v.turn.Load() == turn { // else a newer drawing is on its way
			img, _ = charts.Image(c, size, look, float64(scale)) // a chart that is too small is not drawn
		}
	}, func() {
		if img != nil && v.turn.Load() == turn {
			v.picture.Image = img
			v.picture.Refresh()
		}
	})
}

func (v *ChartView) work(draw, done func()) {
	if v.Work != nil {
		v.Work(draw, done)
		return
	}
	go func() {
		draw()
		fyne.Do(done)
	}()
}

// Resize redraws the chart for its new size.
func (v *ChartView) Resize(s fyne.Size) {
	v.BaseWidget.Resize(s)
	v.redraw()
}

// MinSize reserves room for the chart.
func (v *ChartView) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return fyne.NewSize(260, v.height*max(1, (1+theme.Scale())/2))
}

// SetHeight changes its height, in pixels at scale 1.
func (v *ChartView) SetHeight(height float32) {
	if v.height != height {
		v.height = height
		v.Refresh()
	}
}

// CreateRenderer shows the picture and, over it, the words of the mark under the pointer.
func (v *ChartView) CreateRenderer() fyne.WidgetRenderer {
	repaint := func() {
		p := theme.Current()
		v.tip.paint()
		v.ring.CornerRadius, v.ring.StrokeWidth, v.ring.StrokeColor = theme.Radius/2, 0, color.Transparent
		if v.focused {
			v.ring.StrokeWidth, v.ring.StrokeColor = 2, p.Accent
		}
		v.spot.StrokeWidth, v.spot.StrokeColor = 2, p.Text
		v.redraw()
	}
	repaint()
	return paint.LaidOut(v, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(container.New(wholePixels{v}, v.picture), container.NewWithoutLayout(v.spot), v.ring, v.tip.layer)), Paint: repaint})
}

func (v *ChartView) hit(at fyne.Position) (charts.Mark, bool) {
	if v.chart == nil {
		return charts.Mark{}, false
	}
	return v.chart.Hit(v.chartSize(), ChartTheme(v.hue), float64(at.X), float64(at.Y))
}

// MouseIn, MouseMoved and MouseOut ring and name the mark under the pointer.
func (v *ChartView) MouseIn(e *desktop.MouseEvent) {
	v.MouseMoved(e)
	v.hovered(true)
}

func (v *ChartView) MouseMoved(e *desktop.MouseEvent) {
	m, ok := v.hit(e.Position)
	switch {
	case !ok:
		v.pointAgain()
	case v.tip.text == "" || m.X != v.tip.mark.X || m.Y != v.tip.mark.Y || m.Label != v.tip.mark.Label:
		v.point(m)
	}
}

func (v *ChartView) MouseOut() {
	v.pointAgain()
	v.hovered(false)
}

func (v *ChartView) hovered(on bool) {
	if v.OnHovered != nil {
		v.OnHovered(on)
	}
}

// Tapped opens the entry of the mark that was clicked.
func (v *ChartView) Tapped(e *fyne.PointEvent) {
	focus.Take(v)
	if m, ok := v.hit(e.Position); ok && v.OnOpened != nil {
		v.OnOpened(m.ID())
	}
}
