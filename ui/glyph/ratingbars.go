package glyph

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Rated is a rating by its name; without one its place stays free, so that those of other lines stand
// under each other.
type Rated struct {
	Name  string
	Value int // 0-100
	Known bool
}

// RatingBars shows ratings beside each other: the number of each, a bar as long as it, and its name where
// there is room. All have cells of one width, so that those of a list can be compared down its lines.
type RatingBars struct {
	widget.BaseWidget
	ratings []Rated
	cells   []*ratingCell
}

type ratingCell struct {
	name, number *canvas.Text
	track, bar   *canvas.Rectangle
}

// The measures of a cell at text size 1: with its name, and without.
const (
	namedCell   = 104
	ratingWide  = 34
	ratingGap   = 10
	ratingThick = 3
)

// NewRatingBars creates bars; Set fills them.
func NewRatingBars() *RatingBars {
	b := &RatingBars{}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows other ratings.
func (b *RatingBars) Set(ratings ...Rated) {
	b.ratings = ratings
	for len(b.cells) < len(ratings) {
		c := &ratingCell{name: canvas.NewText("", color.Black), number: canvas.NewText("", color.Black), track: canvas.NewRectangle(color.Black), bar: canvas.NewRectangle(color.Black)}
		c.number.Alignment = fyne.TextAlignLeading
		b.cells = append(b.cells, c)
	}
	b.cells = b.cells[:len(ratings)]
	b.Refresh()
}

// Width is how wide it is with the names.
func (b *RatingBars) Width() float32 {
	return (namedCell*float32(len(b.ratings)) + ratingGap*float32(len(b.ratings)-1)) * theme.Scale()
}

// CreateRenderer draws the bars.
func (b *RatingBars) CreateRenderer() fyne.WidgetRenderer {
	r := &ratingBarsRenderer{b}
	r.paint()
	return paint.LaidOut(b, r)
}

type ratingBarsRenderer struct{ b *RatingBars }

func (r *ratingBarsRenderer) paint() {
	p := theme.Current()
	for i, c := range r.b.cells {
		rated := r.b.ratings[i]
		c.name.Text, c.number.Text = rated.Name, ""
		c.name.Color, c.number.Color = p.Muted, p.Text
		c.name.TextSize, c.number.TextSize = paint.TextSize(theme.Small), paint.TextSize(theme.Small)
		c.track.FillColor, c.bar.FillColor = p.Line, p.Muted
		c.track.CornerRadius, c.bar.CornerRadius = ratingThick/2.0, ratingThick/2.0
		c.bar.Hidden = !rated.Known
		if rated.Known {
			c.number.Text = strconv.Itoa(rated.Value)
		}
	}
}

func (r *ratingBarsRenderer) lineHeight() float32 {
	return fyne.MeasureText("0", paint.TextSize(theme.Small), fyne.TextStyle{}).Height
}

func (r *ratingBarsRenderer) MinSize() fyne.Size {
	n := float32(len(r.b.cells))
	if n == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize((ratingWide*n+ratingGap*(n-1))*theme.Scale(), r.lineHeight()+2+ratingThick)
}

// Layout shows the names if all of them have room.
func (r *ratingBarsRenderer) Layout(s fyne.Size) {
	scale, named := theme.Scale(), s.Width >= r.b.Width()
	wide := float32(ratingWide)
	if named {
		wide = namedCell
	}
	wide *= scale
	line := r.lineHeight()
	top := float32(int((s.Height - line - 2 - ratingThick) / 2))
	for i, c := range r.b.cells {
		left := float32(int(s.Width - (wide+ratingGap*scale)*float32(len(r.b.cells)-i) + ratingGap*scale))
		number := c.number.MinSize().Width
		c.name.Hidden = !named
		c.name.Move(fyne.NewPos(left, top))
		c.name.Resize(fyne.NewSize(wide-number, line))
		at := left
		if named {
			at = left + wide - number
		}
		c.number.Move(fyne.NewPos(at, top))
		c.number.Resize(fyne.NewSize(number, line))
		c.track.Move(fyne.NewPos(left, top+line+2))
		c.track.Resize(fyne.NewSize(wide, ratingThick))
		c.bar.Move(fyne.NewPos(left, top+line+2))
		c.bar.Resize(fyne.NewSize(max(ratingThick, wide*float32(min(max(r.b.ratings[i].Value, 0), 100))/100), ratingThick))
	}
}

func (r *ratingBarsRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *ratingBarsRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, c := range r.b.cells {
		all = append(all, c.track, c.bar, c.name, c.number)
	}
	return all
}

func (r *ratingBarsRenderer) Destroy() {}
