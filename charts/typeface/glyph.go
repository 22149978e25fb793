package typeface

import (
	"image"
	"image/color"
)

// Glyph is a shape at its place in a piece.
type Glyph struct {
	// X and Y are where its origin is, in ems from the beginning of the piece; Y is 0 on the baseline
	// and grows downwards.
	X, Y float64
	// Path is its outline; empty for a blank. It is shared: do not change it.
	Path []Segment
	// Picture is what is drawn in place of Path where pictures can be drawn; nil for most glyphs. Path
	// is a box then.
	Picture *Picture
}

// Op is what a segment of a path does.
type Op uint8

// The operations: a contour begins, and goes on with a line, a quadratic curve or a cubic one.
// Each contour is closed.
const (
	Move Op = iota
	Straight
	Quad
	Cubic
)

// Point is a place in ems, downwards from the baseline.
type Point struct{ X, Y float64 }

// Segment is a step of a path. The first 1, 1, 2 or 3 points are of use; the last of them is where it ends.
type Segment struct {
	Op Op
	To [3]Point
}

// end is where a segment ends.
func (s Segment) end() Point { return s.To[max(0, int(s.Op)-1)] }

// Picture is a glyph that its font has only as pixels, as some fonts of emoji do.
type Picture struct {
	// X, Y, Width and Height are the box that it fills, in ems from the origin of the glyph, downwards.
	X, Y, Width, Height float64
	// Image is shared: do not change it.
	Image image.Image
	// name and data are for the writer of PDFs: a PNG of 8 bits a channel.
	name string
	data []byte
}

// Cells calls fill for the boxes of which a glyph's picture consists, at most most of them side by side and
// one above the other, for what can only fill boxes; size, x and y are those of Flatten. It reports whether
// there is a picture.
func (g Glyph) Cells(size, x, y float64, most int, fill func(left, top, width, height float64, c color.NRGBA)) bool {
	if g.Picture == nil || most < 1 {
		return false
	}
	p := g.Picture
	b := p.Image.Bounds()
	across, down := min(most, b.Dx()), min(most, b.Dy())
	width, height := p.Width*size/float64(across), p.Height*size/float64(down)
	for row := range down {
		for column := range across {
			part := image.Rect(b.Dx()*column/across, b.Dy()*row/down, b.Dx()*(column+1)/across, b.Dy()*(row+1)/down).Add(b.Min)
			if c := mean(p.Image, part); c.A > 0 {
				fill(x+(g.X+p.X)*size+float64(column)*width, y+(g.Y+p.Y)*size+float64(row)*height, width, height, c)
			}
		}
	}
	return true
}

// mean is the colour of a part of a picture.
func mean(picture image.Image, part image.Rectangle) color.NRGBA {
	var red, green, blue, alpha, n uint64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			r, g, b, a := picture.At(x, y).RGBA()
			red, green, blue, alpha, n = red+uint64(r), green+uint64(g), blue+uint64(b), alpha+uint64(a), n+1
		}
	}
	if n == 0 {
		return color.NRGBA{}
	}
	whole := color.RGBA64{R: uint16(red / n), G: uint16(green / n), B: uint16(blue / n), A: uint16(alpha / n)}
	return color.NRGBAModel.Convert(whole).(color.NRGBA)
}

// bends is into how many lines a curve is broken: at the sizes of a page the error is far below a
// hundredth of a point.
const bends = 8

// Flatten calls move and line for the contours of a glyph that is set at an em of size, where x and y are
// the beginning of its piece, on the baseline. Curves become lines.
func (g Glyph) Flatten(size, x, y float64, move, line func(x, y float64)) {
	at := func(p Point) (float64, float64) { return x + (g.X+p.X)*size, y + (g.Y+p.Y)*size }
	var from Point
	for _, s := range g.Path {
		switch s.Op {
		case Move:
			move(at(s.To[0]))
		case Straight:
			line(at(s.To[0]))
		default:
			c := s.cubic(from)
			for i := 1; i <= bends; i++ {
				line(at(bezier(from, c, float64(i)/bends)))
			}
		}
		from = s.end()
	}
}

// cubic returns the control points and the end of a curve as a cubic one.
func (s Segment) cubic(from Point) [3]Point {
	if s.Op == Cubic {
		return s.To
	}
	c, to := s.To[0], s.To[1]
	return [3]Point{between(from, c, 2./3), between(to, c, 2./3), to}
}

func between(a, b Point, t float64) Point { return Point{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t} }

// bezier is the point of a cubic curve at t, from 0 to 1.
func bezier(from Point, c [3]Point, t float64) Point {
	u := 1 - t
	p := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
	return Point{p(from.X, c[0].X, c[1].X, c[2].X), p(from.Y, c[0].Y, c[1].Y, c[2].Y)}
}
