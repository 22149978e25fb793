package figure

import (
	"image"
	"image/color"
	"math"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/charts/paper"
	"enactive/charts/render"
	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// PaperView shows the pages of a document below each other, as wide as its place. Only what is in sight
// is drawn, away from the interface's thread. The arrows and the wheel move it by lines, Page Up and
// Page Down by what is in sight, Home and End to its ends.
type PaperView struct {
	widget.BaseWidget
	// Work draws away from the interface's thread, and then, on it, has done called.
	Work func(draw, done func())
	// OnTurned is called when another page is read; it may be nil.
	OnTurned func()
	// Words say which page is read, for somebody who does not see it.
	Words string

	sheet  paper.Sheet
	pages  []*paper.Page
	scroll *scrolling.Scroll
	sheaf  *fyne.Container
	ring   *canvas.Rectangle

	leaves  map[int]*leaf // in sight, and the one before and after, by page
	read    int           // the page that is read
	focused bool

	turn        atomic.Int64 // changes with what is to be drawn
	first, last atomic.Int64 // the leaves, for those who draw
}

// leaf is a page on the screen.
type leaf struct {
	ground  *canvas.Rectangle
	picture *canvas.Image
	asked   int64 // the turn that its picture was asked for in
}

// NewPaperView makes a view without pages.
func NewPaperView() *PaperView {
	v := &PaperView{leaves: map[int]*leaf{}, ring: canvas.NewRectangle(color.Transparent)}
	v.sheaf = container.New(sheaf{v})
	v.scroll = scrolling.NewScroll(v.sheaf)
	v.scroll.OnScrolled = func(fyne.Position) { v.place() }
	v.ExtendBaseWidget(v)
	return v
}

// SetPages shows other pages, from the place that was read.
func (v *PaperView) SetPages(s paper.Sheet, pages []*paper.Page) {
	v.sheet, v.pages = s, pages
	v.turn.Add(1)
	if len(pages) == 0 {
		clear(v.leaves)
		v.read = 0
	}
	v.scroll.Refresh() // which keeps its place within the pages
	v.place()
}

// Pages counts the pages, and Page is the one that is read, from 0.
func (v *PaperView) Pages() int { return len(v.pages) }

// Page is the page that is read, from 0.
func (v *PaperView) Page() int { return v.read }

// Turn goes so many pages on, or back.
func (v *PaperView) Turn(by int) { v.GoTo(v.read + by) }

// GoTo goes to the top of a page, or of the nearest one that there is.
func (v *PaperView) GoTo(page int) {
	v.moveTo(v.begin(min(max(page, 0), len(v.pages)-1)))
}

// Leaf goes on by what is in sight, or back, and stops where a page begins.
func (v *PaperView) Leaf(by int) {
	at, step := v.scroll.Offset.Y, 0.9*v.scroll.Size().Height
	for i := range v.pages {
		page := v.begin(i)
		if by > 0 && page > at+1 {
			v.moveTo(min(at+step, page))
			return
		}
		if by < 0 && (i == len(v.pages)-1 || v.begin(i+1) >= at-1) {
			v.moveTo(max(at-step, page))
			return
		}
	}
	v.moveTo(at + float32(by)*step)
}

func (v *PaperView) moveTo(y float32) {
	most := max(0, v.sheaf.MinSize().Height-v.scroll.Size().Height)
	v.scroll.ScrollToOffset(fyne.NewPos(0, min(max(0, y), most)))
	v.place()
}

// paperGap is the room above, between and below the pages; largestPaper is how much larger than on paper a page is
// drawn at most.
const (
	paperGap     = 2 * theme.Unit
	largestPaper = 1.25
	unitsPerPt   = 4.0 / 3
)

// pageSize is the size of a page on the screen, in whole pixels, and how many of them are to a unit of
// its picture.
func (v *PaperView) pageSize() (size fyne.Size, scale float64) {
	pixels := float64(pixelsAt(v))
	units := v.sheet.Width * unitsPerPt
	width := min(float64(v.Size().Width-2*paperGap), units*largestPaper*float64(max(1, theme.Scale())))
	whole := math.Floor(width * pixels)
	if !(whole >= 1 && units > 0) {
		return fyne.Size{}, 0
	}
	scale = whole / units
	const dust = 1e-6 // as the picture is rounded up
	high := math.Ceil(v.sheet.Height*unitsPerPt*scale - dust)
	return fyne.NewSize(float32(whole/pixels), float32(high/pixels)), scale
}

// top is where a page begins.
func (v *PaperView) top(page int) float32 {
	size, _ := v.pageSize()
	return paperGap + float32(page)*(size.Height+paperGap)
}

// begin is where the view is when a page begins.
func (v *PaperView) begin(page int) float32 {
	if page == 0 {
		return 0
	}
	return v.top(page) - paperGap/2
}

// place puts the pages that are in sight where they are, and has those drawn that are not yet.
func (v *PaperView) place() {
	size, scale := v.pageSize()
	if scale == 0 || len(v.pages) == 0 {
		v.sheaf.Objects = nil
		v.sheaf.Refresh()
		return
	}
	step, at, high := size.Height+paperGap, v.scroll.Offset.Y, v.scroll.Size().Height
	clampPage := func(y float32) int { return min(max(int(math.Floor(float64((y-paperGap)/step))), 0), len(v.pages)-1) }
	first, last := max(clampPage(at)-1, 0), min(clampPage(at+high)+1, len(v.pages)-1)
	v.first.Store(int64(first))
	v.last.Store(int64(last))
	for i := range v.leaves {
		if i < first || i > last {
			delete(v.leaves, i)
		}
	}
	pixels := pixelsAt(v)
	left := float32(math.Floor(float64((v.Size().Width-size.Width)/2*pixels))) / pixels
	v.sheaf.Objects = v.sheaf.Objects[:0]
	for i := first; i <= last; i++ {
		l := v.leaves[i]
		if l == nil {
			l = newLeaf()
			v.leaves[i] = l
		}
		y := float32(math.Round(float64(v.top(i)*pixels))) / pixels
		l.ground.Move(fyne.NewPos(left-1, y-1))
		l.ground.Resize(size.AddWidthHeight(2, 2))
		l.ground.StrokeColor = theme.Current().Line
		l.picture.Move(fyne.NewPos(left, y))
		l.picture.Resize(size)
		v.sheaf.Objects = append(v.sheaf.Objects, l.ground, l.picture)
		v.draw(i, l, scale)
	}
	v.sheaf.Refresh()
	if now := clampPage(at + high/3); now != v.read {
		v.read = now
		if v.OnTurned != nil {
			v.OnTurned()
		}
	}
}

// newLeaf is a white page.
func newLeaf() *leaf {
	l := &leaf{ground: canvas.NewRectangle(color.White), picture: canvas.NewImageFromImage(nothing()), asked: -1}
	l.ground.StrokeWidth = 1
	l.picture.FillMode, l.picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	l.picture.Hide()
	return l
}

// draw has the picture of a page drawn, unless it is on its way. What was drawn before stays until then.
func (v *PaperView) draw(i int, l *leaf, scale float64) {
	turn := v.turn.Load()
	if l.asked == turn || v.Work == nil {
		return
	}
	l.asked = turn
	sheet, page := v.sheet, v.pages[i]
	var img image.Image
	v.Work(func() {
		if v.turn.Load() != turn || int64(i) < v.first.Load() || int64(i) > v.last.Load() {
			return // it is out of sight, or something else is to be drawn
		}
		if drawn, err := render.Image(paper.Drawing(sheet, page), scale); err == nil { // else the page stays white
			img = drawn
		}
	}, func() {
		if img != nil && l.asked == turn {
			l.picture.Image = img
			l.picture.Show()
			l.picture.Refresh()
		}
	})
}

// sheaf is as high as all pages.
type sheaf struct{ v *PaperView }

func (s sheaf) MinSize([]fyne.CanvasObject) fyne.Size {
	if len(s.v.pages) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(0, s.v.top(len(s.v.pages)))
}
func (sheaf) Layout([]fyne.CanvasObject, fyne.Size) {}

// Resize draws the pages for their new width. What was read stays in sight.
func (v *PaperView) Resize(s fyne.Size) {
	before, _ := v.pageSize()
	at := float32(0)
	if before.Height > 0 {
		at = v.scroll.Offset.Y / (before.Height + paperGap)
	}
	v.BaseWidget.Resize(s)
	now, _ := v.pageSize()
	if now != before {
		v.turn.Add(1)
		v.moveTo(at * (now.Height + paperGap))
		return
	}
	v.place()
}

// MinSize is enough to see what a page looks like.
func (v *PaperView) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return fyne.NewSquareSize(200)
}

// CreateRenderer shows the pages, and the ring of the keyboard around them.
func (v *PaperView) CreateRenderer() fyne.WidgetRenderer {
	repaint := func() {
		v.ring.CornerRadius, v.ring.StrokeWidth, v.ring.StrokeColor = theme.Radius/2, 0, color.Transparent
		if v.focused {
			v.ring.StrokeWidth, v.ring.StrokeColor = 2, theme.Current().Accent
		}
	}
	repaint()
	return paint.LaidOut(v, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(v.scroll, v.ring)), Paint: repaint})
}

// Tapped takes the keyboard.
func (v *PaperView) Tapped(*fyne.PointEvent) { focus.Take(v) }

// The keyboard reaches it.
func (v *PaperView) FocusGained()   { v.focused = true; v.Refresh() }
func (v *PaperView) FocusLost()     { v.focused = false; v.Refresh() }
func (v *PaperView) TypedRune(rune) {}
func (v *PaperView) TypedKey(e *fyne.KeyEvent) {
	line := 3 * paint.TextSize(theme.Body)
	switch e.Name {
	case fyne.KeyDown:
		v.moveTo(v.scroll.Offset.Y + line)
	case fyne.KeyUp:
		v.moveTo(v.scroll.Offset.Y - line)
	case fyne.KeyPageDown, fyne.KeySpace:
		v.Leaf(+1)
	case fyne.KeyPageUp:
		v.Leaf(-1)
	case fyne.KeyHome:
		v.GoTo(0)
	case fyne.KeyEnd:
		v.moveTo(v.sheaf.MinSize().Height)
	default:
		focus.PassOn(v, e)
	}
}
