package shell

import (
	"image/color"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Sheet is a card over the dimmed window, for something short that wants all attention. A
// body that is too high for the window scrolls; the foot with its buttons stays in sight.
type Sheet struct {
	widget.BaseWidget
	// OnCancel is called by Escape and the cross at the corner, and by a click beside the card if
	// the sheet asks nothing; it may be nil.
	OnCancel func()
	// Asks is whether it holds a form that a stray key or click must not close.
	Asks bool

	canvas     fyne.Canvas
	width      float32
	body, foot fyne.CanvasObject
	card       *canvas.Rectangle
	cross      *control.IconTap
	scroll     *scrolling.Scroll // of the body; nil until it is drawn
	shown      time.Time         // since when it is there
}

// Reveal brings a part of the body into sight.
func (s *Sheet) Reveal(o fyne.CanvasObject) {
	if s.scroll != nil {
		scrolling.Reveal(s.scroll, o)
	}
}

// ShowSheet puts a sheet of that width, in pixels at text size 1, over a window. If there is one
// already it is left first, as by Escape, with its dropdowns: a sheet never covers another.
func ShowSheet(c fyne.Canvas, width float32, body, foot fyne.CanvasObject) *Sheet {
	for _, below := range slices.Backward(slices.Clone(c.Overlays().List())) {
		if below, ok := below.(interface{ Leave() }); ok {
			below.Leave()
		}
	}
	s := &Sheet{canvas: c, width: width, body: body, foot: foot, card: canvas.NewRectangle(color.Black), shown: time.Now()}
	s.cross = control.NewIconTap(wording.Say("close"), fynetheme.CancelIcon(), s.cancel)
	s.ExtendBaseWidget(s)
	c.Overlays().Add(s)
	s.Resize(c.Size())
	return s
}

// Leave makes room for another sheet.
func (s *Sheet) Leave() {
	s.cancel()
	if s.Visible() {
		s.Hide()
	}
}

// Hide takes the sheet away.
func (s *Sheet) Hide() {
	if s.canvas.Overlays().Top() == fyne.CanvasObject(s) {
		s.canvas.Unfocus() // else what has the keyboard looks so in the next sheet, too, where something else has it
	}
	s.canvas.Overlays().Remove(s)
	s.BaseWidget.Hide()
}

// Tapped keeps clicks from reaching the window under it. A click beside the card leaves the sheet
// if nothing is lost by that, unless it is the second half of the double click that opened it.
func (s *Sheet) Tapped(e *fyne.PointEvent) {
	double := time.Since(s.shown) < fyne.CurrentApp().Driver().DoubleTapDelay()
	if !s.Asks && !double && !isWithin(e.Position, s.card) {
		s.cancel()
	}
}

func (s *Sheet) cancel() {
	if s.OnCancel != nil {
		s.OnCancel()
	}
}

// isWithin reports whether a point lies on an object that has the same parent.
func isWithin(at fyne.Position, o fyne.CanvasObject) bool {
	in, size := at.Subtract(o.Position()), o.Size()
	return in.X >= 0 && in.Y >= 0 && in.X < size.Width && in.Y < size.Height
}

// CreateRenderer draws the sheet.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{s: s, dim: canvas.NewRectangle(color.Black), ground: s.card}
	r.ground.CornerRadius = 1.5 * theme.Radius
	side := 3 * theme.Unit
	r.inset = container.New(layout.NewCustomPaddedLayout(rim, theme.Unit, side, side), s.body)
	r.scroll = scrolling.NewScroll(r.inset)
	s.scroll = r.scroll
	r.foot = container.New(layout.NewCustomPaddedLayout(0, 0, side, side), s.foot)
	r.paint()
	return paint.LaidOut(s, r)
}

type sheetRenderer struct {
	s           *Sheet
	dim, ground *canvas.Rectangle
	inset, foot *fyne.Container
	scroll      *scrolling.Scroll
}

func (r *sheetRenderer) paint() {
	p := theme.Current()
	r.dim.FillColor = color.NRGBA{A: 90}
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = p.Surface, p.Line, 1
}

// rim is over what scrolls in a sheet, so that the edge of a button at its top, or the ring of the keyboard, is not cut.
const rim = 2

func (r *sheetRenderer) Layout(s fyne.Size) {
	r.dim.Resize(s)
	margin, edge, top := 2*theme.Unit, 2.5*theme.Unit, 4*theme.Unit-rim // with room for the cross
	width := min(r.s.width*theme.Scale(), s.Width-2*margin)
	r.inset.Resize(fyne.NewSize(width, r.inset.MinSize().Height)) // wrapped text has its height only once it has its width
	foot := r.foot.MinSize().Height
	body := min(r.inset.MinSize().Height, s.Height-2*margin-top-edge-theme.Unit-foot)
	height := body + foot + top + edge + theme.Unit
	whole := func(v float32) float32 { return float32(math.Floor(float64(v))) } // whole pixels keep text and edges sharp
	x, y := whole((s.Width-width)/2), max(margin, whole((s.Height-height)/2))
	r.ground.Move(fyne.NewPos(x, y))
	r.ground.Resize(fyne.NewSize(width, height))
	cross := r.s.cross.MinSize()
	r.s.cross.Resize(cross)
	r.s.cross.Move(fyne.NewPos(x+width-cross.Width-theme.Unit/2, y+theme.Unit/2))
	r.scroll.Move(fyne.NewPos(x, y+top))
	r.scroll.Resize(fyne.NewSize(width, body))
	r.foot.Move(fyne.NewPos(x, y+top+body+theme.Unit))
	r.foot.Resize(fyne.NewSize(width, foot))
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *sheetRenderer) Refresh() {
	r.paint()
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.dim, r.ground, r.scroll, r.foot, r.s.cross}
}
func (r *sheetRenderer) Destroy() {}

// Children are the objects in it, for the place that scrolls.
func (s *Sheet) Children() []fyne.CanvasObject {
	if s.scroll == nil {
		return []fyne.CanvasObject{s.body, s.foot, s.cross}
	}
	return []fyne.CanvasObject{s.scroll, s.foot, s.cross}
}
