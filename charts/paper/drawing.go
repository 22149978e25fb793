package paper

import (
	"image"
	"image/color"
	"math"

	"enactive/charts/render"
	"enactive/charts/typeface"
)

// pointsPerUnit is the size of a unit of a drawing.
const pointsPerUnit = 0.75

// Drawing is a page as a picture on white. A unit of it is three quarters of a point, as in the figures.
func Drawing(s Sheet, p *Page) render.Drawing {
	width, height := s.Width/pointsPerUnit, s.Height/pointsPerUnit
	marks := p.Marks
	return render.Drawing{
		Width: width, Height: height,
		Background: color.NRGBA{255, 255, 255, 255},
		Plot:       render.Box{Right: math.Floor(width), Bottom: math.Floor(height)},
		X:          render.Range{To: 1}, Y: render.Range{To: 1},
		Layers: []func(render.Canvas){func(c render.Canvas) {
			for _, m := range marks {
				paint(c, m)
			}
		}},
	}
}

// paint paints a mark, whose places are in points, on a canvas in units.
func paint(c render.Canvas, m Mark) {
	const unit = pointsPerUnit
	switch {
	case m.Line != nil:
		for _, piece := range m.Line.Pieces {
			x, y, size := (m.Left+piece.X*m.Style.Size)/unit, m.Base/unit, m.Style.Size/unit
			if piece.Font != nil {
				c.Text(piece.Text, x, y, render.TextStyle{Font: piece.Font, Size: size, Color: m.Style.Colour})
			}
			for _, g := range piece.Glyphs {
				paintGlyph(c, g, size, x, y, m.Style.Colour)
			}
		}
	case m.Figure != nil:
		at := moved{Canvas: c, x: m.Left / unit, y: m.Top / unit}
		if m.Figure.Background.A > 0 {
			outline(at, 0, 0, m.Figure.Width, m.Figure.Height, 0)
			at.Fill(m.Figure.Background)
		}
		m.Figure.Paint(at)
	case m.Photo != nil:
		paintPhoto(c, m)
	case m.Fill.A > 0:
		outline(c, m.Left/unit, m.Top/unit, m.Width/unit, m.Height/unit, roundness(m)/unit)
		c.Fill(m.Fill)
	}
}

// paintGlyph paints a glyph of a piece that begins at x and y.
func paintGlyph(c render.Canvas, g typeface.Glyph, size, x, y float64, ink color.NRGBA) {
	if p := g.Picture; p != nil {
		paintPicture(c, p.Image, x+(g.X+p.X)*size, y+(g.Y+p.Y)*size, p.Width*size, p.Height*size)
		return
	}
	if len(g.Path) > 0 {
		g.Flatten(size, x, y, c.MoveTo, c.LineTo)
		c.Fill(ink)
	}
}

// mostCells is into how many cells a side of a picture is divided: a canvas has no pixels, and an emoji
// on a page is no larger than a few letters.
const mostCells = 24

// paintPicture paints a small picture as cells of one colour each.
func paintPicture(c render.Canvas, img image.Image, left, top, width, height float64) {
	b := img.Bounds()
	across, down := min(b.Dx(), mostCells), min(b.Dy(), mostCells)
	for row := range down {
		for column := range across {
			x, y := b.Min.X+(2*column+1)*b.Dx()/(2*across), b.Min.Y+(2*row+1)*b.Dy()/(2*down)
			colour := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			if colour.A == 0 {
				continue
			}
			w, h := width/float64(across), height/float64(down)
			outline(c, left+float64(column)*w, top+float64(row)*h, w, h, 0)
			c.Fill(colour)
		}
	}
}

// outline is the path around a box with round corners, each of a few straight lines.
func outline(c render.Canvas, left, top, width, height, round float64) {
	right, bottom := left+width, top+height
	if !(round > 0) {
		c.MoveTo(left, top)
		c.LineTo(right, top)
		c.LineTo(right, bottom)
		c.LineTo(left, bottom)
		c.LineTo(left, top)
		return
	}
	const steps = 8
	next := c.MoveTo
	for corner, centre := range [][2]float64{
		{right - round, bottom - round}, {left + round, bottom - round}, {left + round, top + round}, {right - round, top + round},
	} {
		for i := range steps + 1 {
			sin, cos := math.Sincos((float64(corner) + float64(i)/steps) * math.Pi / 2)
			next(centre[0]+round*cos, centre[1]+round*sin)
			next = c.LineTo
		}
	}
	c.LineTo(right, bottom-round)
}

// moved is a canvas whose zero is at x and y of another one.
type moved struct {
	render.Canvas
	x, y float64
}

func (m moved) MoveTo(x, y float64)         { m.Canvas.MoveTo(m.x+x, m.y+y) }
func (m moved) LineTo(x, y float64)         { m.Canvas.LineTo(m.x+x, m.y+y) }
func (m moved) Circle(x, y, radius float64) { m.Canvas.Circle(m.x+x, m.y+y, radius) }
func (m moved) Text(s string, x, y float64, t render.TextStyle) {
	m.Canvas.Text(s, m.x+x, m.y+y, t)
}
