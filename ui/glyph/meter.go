package glyph

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// MeterSteps is how many steps a Meter has.
const MeterSteps = 5

// Meter shows how far something has come, in steps. The words beside it say the same.
type Meter struct {
	widget.BaseWidget
	step  int
	parts [MeterSteps]*canvas.Rectangle
}

// NewMeter creates a meter at its beginning.
func NewMeter() *Meter {
	m := &Meter{}
	for i := range m.parts {
		m.parts[i] = canvas.NewRectangle(color.Transparent)
	}
	m.ExtendBaseWidget(m)
	return m
}

// Set moves the meter to a step from 0 to MeterSteps.
func (m *Meter) Set(step int) { m.step = min(max(step, 0), MeterSteps); m.Refresh() }

// CreateRenderer draws the meter.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{m}
	r.paint()
	return paint.LaidOut(m, r)
}

type meterRenderer struct{ m *Meter }

func (r *meterRenderer) paint() {
	p := theme.Current()
	full := p.Good
	switch {
	case r.m.step <= 1:
		full = p.Bad
	case r.m.step <= 2:
		full = p.Caution
	}
	for i, part := range r.m.parts {
		part.CornerRadius = theme.Unit / 4
		part.FillColor = p.Line
		if i < r.m.step {
			part.FillColor = full
		}
	}
}

func (r *meterRenderer) MinSize() fyne.Size {
	return fyne.NewSize(MeterSteps*3*theme.Unit, 0.75*theme.Unit*theme.Scale())
}

func (r *meterRenderer) Layout(s fyne.Size) {
	gap := theme.Unit / 2
	width := (s.Width - gap*(MeterSteps-1)) / MeterSteps
	for i, part := range r.m.parts {
		part.Move(fyne.NewPos(float32(i)*(width+gap), 0))
		part.Resize(fyne.NewSize(width, s.Height))
	}
}

func (r *meterRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.m)
}

func (r *meterRenderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, MeterSteps)
	for i, part := range r.m.parts {
		out[i] = part
	}
	return out
}
func (r *meterRenderer) Destroy() {}
