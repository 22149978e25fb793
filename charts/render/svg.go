package render

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"

	"enactive/charts/typeface"
	"enactive/resources/fonts"
)

// SVG writes a drawing as scalable vectors that need no typeface of the reader's. Title and
// description are in it for screen readers.
func SVG(w io.Writer, d Drawing, title, description string) error {
	r := newSVG(d, title, description)
	if err := d.render(r); err != nil {
		return err
	}
	if err := r.Save(w); err != nil {
		return fmt.Errorf("writing the drawing: %w", err)
	}
	return nil
}

// CountLost counts the characters in a drawing, such as pictographs, that no typeface has
// and that every picture of it shows as a mark.
func CountLost(d Drawing) (int, error) {
	r := newSVG(d, "", "")
	if err := d.render(r); err != nil {
		return 0, err
	}
	return r.lost, nil
}

// svgRenderer writes the elements of a drawing as they come. Coordinates keep two decimals;
// dots of one style share a group.
type svgRenderer struct {
	baseRenderer
	head   string // the element of the drawing with its title
	b      strings.Builder
	path   strings.Builder
	circle string // the circles of the path, each an element without its style
	group  string // style of the open group of circles
	anchor Anchor
	lost   int // characters that no typeface has

	glyphs   map[glyphKey]string // the names of outlines; empty for a blank
	outlines strings.Builder
}

type glyphKey struct {
	font *truetype.Font
	r    rune
}

func newSVG(d Drawing, title, description string) *svgRenderer {
	s := &svgRenderer{glyphs: map[glyphKey]string{}}
	s.head = fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img">`,
		decimal(d.Width), decimal(d.Height))
	s.head += fmt.Sprintf("\n<title>%s</title>\n<desc>%s</desc>\n", escaped(title), escaped(description))
	return s
}

func (s *svgRenderer) SetTextAnchor(a Anchor) { s.anchor = a }

func (s *svgRenderer) ResetStyle() {
	s.baseRenderer.ResetStyle()
	s.anchor = Start
}

func units(steps float64) string { return decimal(steps / finestSteps) }

func decimal(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func point(x, y int) string { return units(float64(x)) + " " + units(float64(y)) }

func (s *svgRenderer) MoveTo(x, y int) { s.path.WriteString("M" + point(x, y)) }
func (s *svgRenderer) LineTo(x, y int) { s.path.WriteString("L" + point(x, y)) }
func (s *svgRenderer) Close()          { s.path.WriteString("Z") }

func (s *svgRenderer) QuadCurveTo(cx, cy, x, y int) {
	s.path.WriteString("Q" + point(cx, cy) + " " + point(x, y))
}

// ArcTo draws in halves, because SVG knows no arc that ends where it began.
func (s *svgRenderer) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
	at := func(angle float64) string {
		return units(float64(cx)+rx*math.Cos(angle)) + " " + units(float64(cy)+ry*math.Sin(angle))
	}
	if s.path.Len() == 0 {
		s.path.WriteString("M" + at(startAngle))
	} else {
		s.path.WriteString("L" + at(startAngle))
	}
	sweep := 1
	if delta < 0 {
		sweep = 0
	}
	for _, part := range []float64{0.5, 1} {
		fmt.Fprintf(&s.path, "A%s %s 0 0 %d %s", units(rx), units(ry), sweep, at(startAngle+delta*part))
	}
}

func (s *svgRenderer) Circle(radius float64, x, y int) {
	s.circle += fmt.Sprintf(`<circle cx="%s" cy="%s" r="%s"/>`, units(float64(x)), units(float64(y)), units(radius))
}

func (s *svgRenderer) Fill()       { s.paint(s.fill, color.NRGBA{}) }
func (s *svgRenderer) Stroke()     { s.paint(color.NRGBA{}, s.stroke) }
func (s *svgRenderer) FillStroke() { s.paint(s.fill, s.stroke) }

func (s *svgRenderer) paint(fill, stroke color.NRGBA) {
	path, circle := s.path.String(), s.circle
	s.path.Reset()
	s.circle = ""
	if stroke.A == 0 || s.width == 0 {
		stroke = color.NRGBA{}
	}
	if fill.A == 0 && stroke.A == 0 {
		return
	}
	style := svgColour("fill", fill)
	if stroke.A > 0 {
		style += svgColour("stroke", stroke) + ` stroke-width="` + units(s.width) + `" stroke-linejoin="round"`
		if len(s.dash) > 0 {
			var dash []string
			for _, d := range s.dash {
				dash = append(dash, units(d))
			}
			style += ` stroke-dasharray="` + strings.Join(dash, " ") + `"`
		}
	}
	if circle != "" {
		if s.group != style {
			s.endGroup()
			s.b.WriteString("<g" + style + ">\n")
			s.group = style
		}
		s.b.WriteString(circle + "\n")
	}
	if path != "" {
		s.endGroup()
		s.b.WriteString("<path" + style + ` d="` + path + `"/>` + "\n")
	}
}

func (s *svgRenderer) endGroup() {
	if s.group != "" {
		s.b.WriteString("</g>\n")
		s.group = ""
	}
}

func svgColour(name string, c color.NRGBA) string {
	if c.A == 0 {
		return fmt.Sprintf(` %s="none"`, name)
	}
	out := fmt.Sprintf(` %s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
	if c.A < 255 {
		out += fmt.Sprintf(` %s-opacity="%s"`, name, strconv.FormatFloat(math.Round(float64(c.A)/255*1000)/1000, 'f', -1, 64))
	}
	return out
}

// Text draws the outlines of the characters, so that the drawing looks the same where the
// reader lacks our typeface. The text is above them, invisible, to be searched and copied.
func (s *svgRenderer) Text(body string, x, y int) {
	if s.font == nil {
		return
	}
	s.endGroup()
	s.lost += typeface.CountLost(s.font, body)
	size := s.textSize() / finestSteps
	width := typeface.Width(s.font, size, body)
	left := map[Anchor]float64{Start: 0, Middle: -width / 2, End: -width}[s.anchor]
	turn := ""
	if s.rotation != 0 {
		turn = fmt.Sprintf(" rotate(%s)", decimal(chart.RadiansToDegrees(s.rotation)))
	}
	fmt.Fprintf(&s.b, `<g%s transform="translate(%s)%s"><g>`, svgColour("fill", s.ink), point(x, y), turn)
	at := left
	for _, run := range typeface.Runs(s.font, body) {
		for _, r := range run.Text {
			s.glyph(run.Font, r, at, size)
			at += typeface.Advance(run.Font, r) * size
		}
	}
	fmt.Fprintf(&s.b, `</g><text x="%s" font-family="'%s', sans-serif" font-size="%s" textLength="%s" fill="none">%s</text></g>`+"\n",
		decimal(left), fonts.Family, decimal(size), decimal(width), escaped(body))
}

// glyph places one character. Its outline is written once for the whole drawing, in units of
// the font.
func (s *svgRenderer) glyph(f *truetype.Font, r rune, at, size float64) {
	key := glyphKey{f, r}
	name, known := s.glyphs[key]
	if !known {
		if outline := typeface.Outline(f, r); outline != "" {
			name = fmt.Sprintf("g%d", len(s.glyphs))
			fmt.Fprintf(&s.outlines, `<path id="%s" d="%s"/>`+"\n", name, outline)
		}
		s.glyphs[key] = name
	}
	if name == "" {
		return // a blank
	}
	scale := size / float64(typeface.UnitsPerEm(f))
	fmt.Fprintf(&s.b, `<use href="#%s" transform="matrix(%s 0 0 -%s %s 0)"/>`, name, fine(scale), fine(scale), decimal(at))
}

// fine keeps enough of a scale for a thousand units.
func fine(v float64) string { return strconv.FormatFloat(v, 'f', 5, 64) }

// escaped makes any text safe inside of an element; what XML cannot hold becomes U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	// A strings.Builder does not fail.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// Save writes the drawing.
func (s *svgRenderer) Save(w io.Writer) error {
	s.endGroup()
	outlines := ""
	if s.outlines.Len() > 0 {
		outlines = "<defs>\n" + s.outlines.String() + "</defs>\n"
	}
	_, err := io.WriteString(w, s.head+outlines+s.b.String()+"</svg>\n")
	return err
}

var _ chart.Renderer = (*svgRenderer)(nil)
