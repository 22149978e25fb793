package dayview

import (
	"image"
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// CreateRenderer draws the map: all days as one picture, the words around it, and the marks
// of the days that are chosen, under the pointer and today.
func (h *HeatMap) CreateRenderer() fyne.WidgetRenderer {
	r := &heatRenderer{h: h, description: prose.Paragraph(""), today: canvas.NewRectangle(color.Transparent), chosen: canvas.NewRectangle(color.Transparent), hovered: canvas.NewRectangle(color.Transparent)}
	r.picture = canvas.NewRaster(r.paint)
	r.draw()
	return paint.LaidOut(h, r)
}

type heatRenderer struct {
	h                      *HeatMap
	picture                *canvas.Raster
	names                  []fyne.CanvasObject
	today, chosen, hovered *canvas.Rectangle
	description            *prose.Label
	drawn                  heatDrawing
}

// heatDrawing is the state from which the picture and the names were drawn.
type heatDrawing struct {
	version int
	size    fyne.Size
	scale   float32
	dark    bool
}

func (r *heatRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *heatRenderer) Destroy()           {}
func (r *heatRenderer) Layout(fyne.Size)   { r.draw() }
func (r *heatRenderer) Refresh() {
	if r.draw() {
		canvas.Refresh(r.h)
		return
	}
	for _, o := range []fyne.CanvasObject{r.today, r.hovered, r.chosen} { // the picture does not change
		o.Refresh()
	}
}
func (r *heatRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{r.picture}, r.names...), r.today, r.hovered, r.chosen, r.description)
}

// draw brings the map up to date, and reports whether more than its marks is new. The
// picture of the days is redrawn only if one of them looks different: the marks move
// with every key.
func (r *heatRenderer) draw() bool {
	h, g := r.h, r.h.grid()
	now := heatDrawing{h.version, h.Size(), theme.Scale(), theme.IsDark()}
	anew := now != r.drawn
	if anew {
		r.drawn = now
		r.picture.Resize(fyne.NewSize(h.Size().Width, g.height()))
		r.picture.Refresh()
		r.writeNames(g)
	}
	p := theme.Current()
	r.ring(g, r.today, h.today, p.Text, 0, 1.5)
	r.ring(g, r.hovered, h.hovered, p.Muted, 1, 1.5)
	width := float32(1.5)
	if h.focused {
		width = 2.5
	}
	r.ring(g, r.chosen, h.chosen, p.Accent, 2, width)
	words := ""
	if d := h.described(); h.words != nil && d.Year == h.year {
		words = h.words(d)
	}
	if r.description.String() != words {
		r.description.SetText(words)
	}
	r.description.Move(fyne.NewPos(0, g.height()+theme.Unit))
	r.description.Resize(fyne.NewSize(h.Size().Width, h.wordsHeight()-theme.Unit))
	return anew
}

// ring marks a day, if it is visible, at a distance around its place: a ring in the colour of the
// days has to keep clear of them.
func (r *heatRenderer) ring(g *heatGrid, mark *canvas.Rectangle, d journal.Date, ink color.Color, beyond, width float32) {
	at, ok := g.place(d)
	if !ok {
		mark.Hide()
		return
	}
	mark.StrokeColor, mark.StrokeWidth, mark.CornerRadius = ink, width, g.cell*cornerPart+1+beyond
	mark.Move(at.SubtractXY(beyond, beyond))
	mark.Resize(fyne.NewSquareSize(g.cell + 2*beyond))
	mark.Show()
}

// writeNames writes the months above the days and the weekdays before them.
func (r *heatRenderer) writeNames(g *heatGrid) {
	r.names = nil
	size := paint.TextSize(theme.Small)
	every := 1
	if g.cell < size*1.25 {
		every = 2
	}
	for _, b := range g.blocks {
		for i := 0; i < 7; i += every {
			t := r.write(wording.WeekdayShort((g.week + time.Weekday(i)) % 7))
			t.Move(fyne.NewPos(0, float32(int(b.top+g.names+(float32(i)+0.5)*g.cell-t.MinSize().Height/2)))) // between pixels letters blur
		}
		for m := b.first.Month; m <= b.last.Month; m++ {
			column, row := b.layout.Place(time.Date(g.year, m, 1, 0, 0, 0, 0, time.UTC))
			if m > b.first.Month && row > 0 {
				column++ // the first full week
			}
			t := r.write(wording.MonthShort(m))
			t.Move(fyne.NewPos(g.left+float32(column)*g.cell+1, b.top))
		}
	}
}

func (r *heatRenderer) write(s string) *canvas.Text {
	t := canvas.NewText(s, theme.Current().Muted)
	t.TextSize = paint.TextSize(theme.Small)
	t.Resize(t.MinSize())
	r.names = append(r.names, t)
	return t
}

// The gap between days and the rounding of their corners, in parts of a day.
const (
	gapPart    = 0.08
	cornerPart = 0.24
)

// heatShade is the colour of a step from 1 to 5, on a card.
func heatShade(hue, step int) color.NRGBA {
	return paint.Blend(theme.Current().Surface, heatInk(hue), [...]float32{0.26, 0.44, 0.62, 0.81, 1}[step-1])
}

func heatInk(hue int) color.NRGBA {
	if hue == 0 {
		return theme.Current().Accent
	}
	return theme.Hue(hue, theme.IsDark())
}

// paint draws all days, w by h pixels of the screen.
func (r *heatRenderer) paint(w, height int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, height))
	m := r.h
	if m.days == nil || m.Size().Width < 1 {
		return img
	}
	p, g := theme.Current(), m.grid()
	scale := float64(w) / float64(m.Size().Width)
	side := float64(g.cell) * scale
	gap := max(1, math.Round(side*gapPart)) // in whole pixels, for sharp edges
	future := paint.Blend(p.Surface, p.Ground, 0.4)
	g.everyDay(func(d journal.Date, at fyne.Position) {
		box := roundBox{x: math.Round(float64(at.X)*scale) + gap, y: math.Round(float64(at.Y)*scale) + gap, side: side - 2*gap, corner: side * cornerPart}
		day := m.days(d)
		switch {
		case day.Shade > 0:
			box.fill(img, heatShade(m.hue, day.Shade), 0)
		case day.Unrecorded:
			box.fill(img, p.Ground, 0)
			box.fill(img, heatShade(m.hue, 3), max(1, 1.5*scale))
		case m.today.Before(d):
			box.fill(img, future, 0)
		default:
			box.fill(img, p.Ground, 0)
		}
		if day.Planned {
			box.ring(img, heatInk(m.hue), max(1, 1.3*scale))
		}
	})
	return img
}

// roundBox is a square with round corners.
type roundBox struct{ x, y, side, corner float64 }

// fill paints the box, or only its edge of that width where that is not 0.
func (b roundBox) fill(img *image.NRGBA, ink color.NRGBA, edge float64) {
	half, middleX, middleY := b.side/2, b.x+b.side/2, b.y+b.side/2
	b.each(img, ink, func(x, y float64) float64 {
		across, down := math.Abs(x-middleX)-half+b.corner, math.Abs(y-middleY)-half+b.corner
		outside := math.Hypot(max(across, 0), max(down, 0)) + min(max(across, down), 0) - b.corner
		cover := paint.Clamp(0.5 - outside)
		if edge > 0 {
			cover -= paint.Clamp(0.5 - outside - edge)
		}
		return cover
	})
}

// ring paints a circle in the middle of the box.
func (b roundBox) ring(img *image.NRGBA, ink color.NRGBA, width float64) {
	radius, middleX, middleY := b.side*0.27, b.x+b.side/2, b.y+b.side/2
	b.each(img, ink, func(x, y float64) float64 {
		return paint.Clamp(width/2 + 0.5 - math.Abs(math.Hypot(x-middleX, y-middleY)-radius))
	})
}

// each lays ink over every pixel of the box as far as cover says, 0-1.
func (b roundBox) each(img *image.NRGBA, ink color.NRGBA, cover func(x, y float64) float64) {
	for y := max(0, int(b.y)-1); y < min(img.Rect.Dy(), int(b.y+b.side)+2); y++ {
		for x := max(0, int(b.x)-1); x < min(img.Rect.Dx(), int(b.x+b.side)+2); x++ {
			part := cover(float64(x)+0.5, float64(y)+0.5)
			if part <= 0 {
				continue
			}
			under := img.NRGBAAt(x, y)
			if under.A == 0 {
				img.SetNRGBA(x, y, color.NRGBA{ink.R, ink.G, ink.B, uint8(part*255 + 0.5)})
				continue
			}
			mixed := paint.Blend(under, ink, float32(part))
			mixed.A = max(under.A, uint8(part*255+0.5))
			img.SetNRGBA(x, y, mixed)
		}
	}
}
