package charts

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// glyphKey is a character in a cut.
type glyphKey struct {
	cut *truetype.Font
	r   rune
}

// outlines are the shapes of characters that a drawing uses, each written once.
type outlines struct {
	ids   map[glyphKey]string // "" for one without a shape, such as a blank
	paths strings.Builder
	n     int
}

// id is the name of the shape of a character, which is added where it is new.
func (o *outlines) id(cut *truetype.Font, r rune) string {
	key := glyphKey{cut, r}
	id, known := o.ids[key]
	if known {
		return id
	}
	if path := outlineOf(cut, r); path != "" {
		id = "c" + strconv.FormatInt(int64(o.n), 36)
		o.n++
		fmt.Fprintf(&o.paths, `<path id="%s" d="%s"/>`+"\n", id, path)
	}
	o.ids[key] = id
	return id
}

// defs is the part of the drawing that holds the shapes.
func (o *outlines) defs() string {
	if o.paths.Len() == 0 {
		return ""
	}
	return "<defs>\n" + o.paths.String() + "</defs>\n"
}

// outlineOf is the shape of a character as the data of a path, in the units of the font
// with y downwards.
func outlineOf(cut *truetype.Font, r rune) string {
	var glyph truetype.GlyphBuf
	if err := glyph.Load(cut, fixed.Int26_6(cut.FUnitsPerEm()), cut.Index(r), font.HintingNone); err != nil {
		return "" // the fonts are part of the program, and a test looks at every glyph
	}
	var b strings.Builder
	first := 0
	for _, end := range glyph.Ends {
		writeContour(&b, glyph.Points[first:end])
		first = end
	}
	return b.String()
}

// writeContour writes a closed contour of lines and quadratic curves. Between two points
// off the curve lies one on it that the font leaves out.
func writeContour(b *strings.Builder, points []truetype.Point) {
	if len(points) < 2 {
		return
	}
	on := func(p truetype.Point) bool { return p.Flags&1 != 0 }
	between := func(p, q truetype.Point) truetype.Point {
		return truetype.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2, Flags: 1}
	}
	begin := points[0]
	if !on(begin) {
		if begin = points[len(points)-1]; !on(begin) {
			begin = between(points[0], begin)
		}
	} else {
		points = points[1:]
	}
	place := func(p truetype.Point) string { return fmt.Sprintf("%d %d", p.X, -p.Y) }
	b.WriteString("M" + place(begin))
	var off *truetype.Point
	curveTo := func(to truetype.Point) {
		b.WriteString("Q" + place(*off) + " " + place(to))
		off = nil
	}
	for _, p := range points {
		switch {
		case on(p) && off == nil:
			b.WriteString("L" + place(p))
		case on(p):
			curveTo(p)
		case off != nil:
			curveTo(between(*off, p))
			off = &p
		default:
			off = &p
		}
	}
	if off != nil {
		curveTo(begin)
	}
	b.WriteString("Z")
}
