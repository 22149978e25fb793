package charts

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/wcharczuk/go-chart/v2"
)

// SVG writes the chart as a scalable drawing. Words are outlines, so that they look the same
// where the reader's machine lacks our typefaces, and each line of them has its text as a
// label. Title and sentence are in it for screen readers, whether or not size asks for them
// in the picture.
func SVG(w io.Writer, c Chart, size Size, theme Theme) error {
	if err := size.check(); err != nil {
		return err
	}
	s := newSVG(size, c.Title(), c.Text())
	if err := c.Draw(s, size, theme); err != nil {
		return fmt.Errorf("drawing %q: %w", c.Title(), err)
	}
	if err := s.Save(w); err != nil {
		return fmt.Errorf("writing the drawing of %q: %w", c.Title(), err)
	}
	return nil
}

// svg writes the elements of a drawing as they come. Coordinates keep two decimals;
// dots of one style share a group.
type svg struct {
	brush
	head   string
	b      strings.Builder
	path   strings.Builder
	circle string // the circles of the path, each an element without its style
	group  string // style of the open group of circles
	glyphs outlines
}

func newSVG(size Size, title, text string) *svg {
	// Older readers know only the href of XLink.
	head := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img">`,
		decimal(size.Width), decimal(size.Height))
	return &svg{
		head:   head + fmt.Sprintf("\n<title>%s</title>\n<desc>%s</desc>\n", escaped(title), escaped(text)),
		glyphs: outlines{ids: map[glyphKey]string{}},
	}
}

func units(steps float64) string { return decimal(steps / finestSteps) }

func decimal(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func point(x, y int) string { return units(float64(x)) + " " + units(float64(y)) }

func (s *svg) MoveTo(x, y int) { s.path.WriteString("M" + point(x, y)) }
func (s *svg) LineTo(x, y int) { s.path.WriteString("L" + point(x, y)) }
func (s *svg) Close()          { s.path.WriteString("Z") }

func (s *svg) QuadCurveTo(cx, cy, x, y int) {
	s.path.WriteString("Q" + point(cx, cy) + " " + point(x, y))
}

// ArcTo draws in halves, because SVG knows no arc that ends where it began.
func (s *svg) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
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

func (s *svg) Circle(radius float64, x, y int) {
	s.circle += fmt.Sprintf(`<circle cx="%s" cy="%s" r="%s"/>`, units(float64(x)), units(float64(y)), units(radius))
}

func (s *svg) Fill()       { s.paint(s.fill, color.NRGBA{}) }
func (s *svg) Stroke()     { s.paint(color.NRGBA{}, s.stroke) }
func (s *svg) FillStroke() { s.paint(s.fill, s.stroke) }

func (s *svg) paint(fill, stroke color.NRGBA) {
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

func (s *svg) endGroup() {
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

// Text draws the outlines of a line, each character a use of its shape.
func (s *svg) Text(body string, x, y int) {
	if s.font == nil {
		return
	}
	s.endGroup()
	turn := ""
	if s.rotation != 0 {
		turn = fmt.Sprintf(" rotate(%s)", decimal(chart.RadiansToDegrees(s.rotation)))
	}
	fmt.Fprintf(&s.b, `<g aria-label="%s"%s transform="translate(%s)%s">`, escaped(body), svgColour("fill", s.ink), point(x, y), turn)
	along := 0.0
	for _, part := range runsOf(s.font, body) {
		s.run(part, along)
		along += part.width(s.textSize())
	}
	s.b.WriteString("</g>\n")
}

// run draws characters of one cut, whose outlines are in the units of the font and upright.
func (s *svg) run(part run, along float64) {
	unitsPerEm := float64(part.cut.FUnitsPerEm())
	scale := s.textSize() / finestSteps / unitsPerEm
	fmt.Fprintf(&s.b, `<g transform="translate(%s)scale(%s)">`, units(along), strconv.FormatFloat(scale, 'g', 5, 64))
	at := 0.0
	for _, r := range part.text {
		if id := s.glyphs.id(part.cut, r); id != "" {
			fmt.Fprintf(&s.b, `<use xlink:href="#%s" x="%s"/>`, id, decimal(at))
		}
		at += run{part.cut, string(r)}.width(unitsPerEm)
	}
	s.b.WriteString("</g>")
}

// escaped makes any text safe inside of an element; what XML cannot hold becomes U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	// A strings.Builder does not fail.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// Save writes the drawing.
func (s *svg) Save(w io.Writer) error {
	s.endGroup()
	_, err := io.WriteString(w, s.head+s.glyphs.defs()+s.b.String()+"</svg>\n")
	return err
}

var _ chart.Renderer = (*svg)(nil)
