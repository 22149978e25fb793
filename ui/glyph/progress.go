package glyph

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Progress shows how far some work is, as a bar that does not move while that is unknown.
type Progress struct {
	widget.BaseWidget
	part        float64
	track, done *canvas.Rectangle
}

// NewProgress creates a bar for work of unknown length.
func NewProgress() *Progress {
	p := &Progress{part: -1, track: canvas.NewRectangle(color.Transparent), done: canvas.NewRectangle(color.Transparent)}
	p.ExtendBaseWidget(p)
	return p
}

// SetPart says how much is done, 0-1; less than 0 is not known, and hides the bar.
func (p *Progress) SetPart(part float64) {
	p.part = min(part, 1)
	p.Refresh()
}

// CreateRenderer draws the bar.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{p}
	r.paint()
	return paint.LaidOut(p, r)
}

type progressRenderer struct{ p *Progress }

func (r *progressRenderer) paint() {
	c := theme.Current()
	r.p.track.FillColor, r.p.done.FillColor = c.Raised, c.Accent
	if r.p.part < 0 {
		r.p.track.FillColor, r.p.done.FillColor = color.Transparent, color.Transparent
	}
}

func (r *progressRenderer) Layout(s fyne.Size) {
	r.p.track.CornerRadius, r.p.done.CornerRadius = s.Height/2, s.Height/2
	r.p.track.Resize(s)
	r.p.done.Resize(fyne.NewSize(s.Width*float32(max(r.p.part, 0)), s.Height))
}

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 0.75*theme.Unit) }
func (r *progressRenderer) Refresh() {
	r.paint()
	r.Layout(r.p.Size())
	r.p.track.Refresh()
	r.p.done.Refresh()
}
func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.track, r.p.done}
}
func (r *progressRenderer) Destroy() {}
