package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// Spark is a small line of a level over time, without words: the chart has those.
type Spark struct {
	widget.BaseWidget
	levels []float64 // 0-100, evenly spaced in time
	hue    int
}

// NewSpark makes the line; fewer than two levels draw nothing.
func NewSpark(levels []float64, hue int) *Spark {
	s := &Spark{levels: levels, hue: hue}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the line.
func (s *Spark) CreateRenderer() fyne.WidgetRenderer {
	r := &sparkRenderer{s: s}
	for range max(0, len(s.levels)-1) {
		l := canvas.NewLine(color.Black)
		r.objects = append(r.objects, l)
	}
	r.end = canvas.NewCircle(color.Black)
	if len(s.levels) > 1 {
		r.objects = append(r.objects, r.end)
	}
	return r
}

type sparkRenderer struct {
	s       *Spark
	objects []fyne.CanvasObject
	end     *canvas.Circle
}

func (r *sparkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(110*theme.Scale(), 44*theme.Scale())
}

func (r *sparkRenderer) Layout(size fyne.Size) {
	n := len(r.s.levels)
	if n < 2 {
		return
	}
	const dot = 7
	at := func(i int) fyne.Position {
		y := min(max(r.s.levels[i], 0), 100)
		return fyne.NewPos(dot/2+float32(i)/float32(n-1)*(size.Width-dot), dot/2+float32(1-y/100)*(size.Height-dot))
	}
	for i := range n - 1 {
		l := r.objects[i].(*canvas.Line)
		l.StrokeColor, l.StrokeWidth = theme.Hue(r.s.hue, theme.IsDark()), 2*theme.Scale()
		l.Position1, l.Position2 = at(i), at(i+1)
	}
	r.end.FillColor = theme.Hue(r.s.hue, theme.IsDark())
	r.end.Resize(fyne.NewSquareSize(dot))
	r.end.Move(at(n-1).SubtractXY(dot/2, dot/2))
}

func (r *sparkRenderer) Refresh() {
	r.Layout(r.s.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}
func (r *sparkRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *sparkRenderer) Destroy()                     {}
