package typeface

import (
	"strconv"
	"strings"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// Outline is the picture of a character as the path of an SVG, in units of which the em of
// the font has UnitsPerEm, upwards from the baseline. A blank has none.
func Outline(f *truetype.Font, r rune) string {
	var g truetype.GlyphBuf
	em := fixed.Int26_6(f.FUnitsPerEm())
	if err := g.Load(f, em, f.Index(r), font.HintingNone); err != nil {
		return "" // a glyph that cannot be read is not drawn, as in a picture
	}
	var b strings.Builder
	from := 0
	for _, to := range g.Ends {
		contour(&b, g.Points[from:to])
		from = to
	}
	return b.String()
}

// UnitsPerEm is how many units of an outline are an em.
func UnitsPerEm(f *truetype.Font) int { return int(f.FUnitsPerEm()) }

// contour writes one closed curve of on and off points: between two points off the curve
// there is one on it, half way.
func contour(b *strings.Builder, points []truetype.Point) {
	if len(points) == 0 {
		return
	}
	on := func(p truetype.Point) bool { return p.Flags&1 != 0 }
	half := func(p, q truetype.Point) truetype.Point {
		return truetype.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2, Flags: 1}
	}
	start, rest := points[0], points[1:]
	if !on(start) {
		if last := points[len(points)-1]; on(last) {
			start, rest = last, points[:len(points)-1]
		} else {
			start, rest = half(points[0], last), points
		}
	}
	b.WriteString("M")
	place(b, start)
	var off *truetype.Point
	for _, p := range append(rest[:len(rest):len(rest)], start) {
		switch {
		case on(p) && off == nil:
			b.WriteString("L")
			place(b, p)
		case on(p):
			bend(b, *off, p)
			off = nil
		case off == nil:
			off = &p
		default:
			bend(b, *off, half(*off, p))
			off = &p
		}
	}
	b.WriteString("Z")
}

// bend writes a curve to a point, drawn towards another one on its way.
func bend(b *strings.Builder, towards, to truetype.Point) {
	b.WriteString("Q")
	place(b, towards)
	b.WriteString(" ")
	place(b, to)
}

func place(b *strings.Builder, p truetype.Point) {
	b.WriteString(strconv.Itoa(int(p.X)))
	b.WriteByte(' ')
	b.WriteString(strconv.Itoa(int(p.Y)))
}
