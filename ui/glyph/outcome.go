package glyph

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/charts"
	"enactive/journal"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// OutcomeMark is the shape and colour of an outcome, the same as in the charts: a dot, a
// diamond, a triangle on its head or a square, so that the colour is not needed.
type OutcomeMark struct {
	widget.BaseWidget
	outcome journal.Outcome
}

// NewOutcomeMark creates the mark; an entry without an outcome has an empty one.
func NewOutcomeMark(o journal.Outcome) *OutcomeMark {
	m := &OutcomeMark{outcome: o}
	m.ExtendBaseWidget(m)
	return m
}

// SetOutcome changes the outcome that the mark shows.
func (m *OutcomeMark) SetOutcome(o journal.Outcome) {
	if m.outcome == o {
		return
	}
	m.outcome = o
	m.Refresh()
}

// OutcomeColor is the colour of an outcome in the current theme.
func OutcomeColor(o journal.Outcome) color.NRGBA {
	if theme.IsDark() {
		return charts.Dark().OutcomeInk(o)
	}
	return charts.Light().OutcomeInk(o)
}

// CreateRenderer draws the mark.
func (m *OutcomeMark) CreateRenderer() fyne.WidgetRenderer {
	r := &outcomeRenderer{m: m}
	r.build()
	return paint.LaidOut(m, r)
}

type outcomeRenderer struct {
	m     *OutcomeMark
	shown journal.Outcome
	shape fyne.CanvasObject
}

func (r *outcomeRenderer) build() {
	c := OutcomeColor(r.m.outcome)
	switch r.m.outcome {
	case journal.Success:
		r.shape = canvas.NewCircle(c)
	case journal.Partial:
		r.shape = canvas.NewPolygon(4, c)
	case journal.Setback:
		p := canvas.NewPolygon(3, c)
		p.Angle = 180
		r.shape = p
	case journal.Failure:
		r.shape = canvas.NewRectangle(c)
	default:
		r.shape = canvas.NewRectangle(color.Transparent)
	}
	r.shown = r.m.outcome
}

func (r *outcomeRenderer) side() float32 { return 10 * theme.Scale() }

func (r *outcomeRenderer) Layout(size fyne.Size) {
	d := r.side()
	if r.shown == journal.Setback || r.shown == journal.Partial {
		d *= 1.25
	}
	r.shape.Resize(fyne.NewSquareSize(d))
	r.shape.Move(fyne.NewPos((size.Width-d)/2, (size.Height-d)/2))
}
func (r *outcomeRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.side() + 4) }
func (r *outcomeRenderer) Refresh() {
	r.build()
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}
func (r *outcomeRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.shape} }
func (r *outcomeRenderer) Destroy()                     {}
