package shell

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Panes shows a list and, beside it, the item chosen there. If there is no room for both, one of
// them is shown.
type Panes struct {
	widget.BaseWidget
	// OnFolded is called when there is room for both, or no longer; it may be nil.
	OnFolded func(bool)

	left, right fyne.CanvasObject
	share       float32
	// fixed is the width of the left in place of a share, at text size 1; 0 for a share.
	fixed  float32
	opened bool
	folded bool
	alone  bool // there is nothing to choose yet
	edge   *canvas.Rectangle
}

// NewPanes puts left and right beside each other; left gets that share of the width.
func NewPanes(left, right fyne.CanvasObject, share float32) *Panes {
	p := &Panes{left: left, right: right, share: share, edge: canvas.NewRectangle(color.Transparent)}
	p.ExtendBaseWidget(p)
	return p
}

// NewSidePanes puts left and right beside each other; left gets that width, in pixels at text size 1.
// There is room for both where the right has a third more.
func NewSidePanes(left, right fyne.CanvasObject, width float32) *Panes {
	p := NewPanes(left, right, 0)
	p.fixed = width
	return p
}

// foldsBelow is the width under which only one side is shown.
func (p *Panes) foldsBelow() float32 {
	if p.fixed > 0 {
		return 2.3 * p.fixed * theme.Scale()
	}
	return foldBelow * theme.Scale()
}

// leftOf is how much of a width the left gets.
func (p *Panes) leftOf(width float32) float32 {
	if p.fixed > 0 {
		return p.fixed * theme.Scale()
	}
	return min(width*p.share, 560*theme.Scale())
}

// Open shows the right side if there is room for one only, and Close the left.
func (p *Panes) Open() { p.opened = true; p.Refresh() }

// Close is the opposite of Open.
func (p *Panes) Close() { p.opened = false; p.Refresh() }

// SetAlone gives the left the whole width, or ends that: while there is nothing to choose, half a window would be bare.
func (p *Panes) SetAlone(alone bool) {
	if p.alone != alone {
		p.alone = alone
		p.Refresh()
	}
}

// IsOpen reports whether the right side is shown where there is room for one only.
func (p *Panes) IsOpen() bool { return p.opened }

// IsFolded reports whether there is room for one side only.
func (p *Panes) IsFolded() bool { return p.folded }

// CreateRenderer draws both.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer { return paint.LaidOut(p, &panesRenderer{p}) }

type panesRenderer struct{ p *Panes }

// foldBelow is the width, at text size 1, under which only one side is shown.
const foldBelow = 700

func (r *panesRenderer) Layout(s fyne.Size) {
	p := r.p
	p.edge.FillColor = theme.Current().Line
	folded := s.Width < p.foldsBelow()
	const margins = 6 * theme.Unit // of the pages: the list begins at their axis
	begin, width := arrange.PageAxis(s.Width - margins)
	if folded || p.alone {
		p.edge.Hide()
		show, hide := p.left, p.right
		if p.opened && !p.alone {
			show, hide = p.right, p.left
		}
		hide.Hide()
		show.Show()
		if folded {
			begin, width = 0, s.Width-margins
		}
		show.Move(fyne.NewPos(begin, 0))
		show.Resize(fyne.NewSize(width+margins, s.Height))
	} else {
		for _, o := range r.Objects() {
			o.Show()
		}
		left := float32(math.Floor(float64(p.leftOf(width + margins))))
		p.left.Move(fyne.NewPos(begin, 0))
		p.left.Resize(fyne.NewSize(left, s.Height))
		p.edge.Move(fyne.NewPos(begin+left, 0))
		p.edge.Resize(fyne.NewSize(1, s.Height))
		p.right.Move(fyne.NewPos(begin+left+1, 0))
		p.right.Resize(fyne.NewSize(s.Width-begin-left-1, s.Height))
	}
	if folded != p.folded {
		p.folded = folded
		if p.OnFolded != nil {
			p.OnFolded(folded)
		}
	}
}

func (r *panesRenderer) MinSize() fyne.Size {
	a, b := r.p.left.MinSize(), r.p.right.MinSize()
	return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
}
func (r *panesRenderer) Refresh() {
	r.Layout(r.p.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
func (r *panesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.left, r.p.edge, r.p.right}
}
func (r *panesRenderer) Destroy() {}

// Children are the objects in it, for the place that scrolls.
func (p *Panes) Children() []fyne.CanvasObject { return []fyne.CanvasObject{p.left, p.right} }
