package charts

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"time"

	"enactive/journal/wording"
	"enactive/resources/fonts"

	"codeberg.org/go-pdf/fpdf"
	"github.com/wcharczuk/go-chart/v2"
)

// pdfFontFamily is the family under which AddPDFFonts registers the typeface, and
// pdfOtherFamily the one of the scripts behind it.
const (
	pdfFontFamily  = fonts.Family
	pdfOtherFamily = fonts.Family + " behind"
)

// pointsPerUnit makes a unit the same on paper as a CSS pixel: three quarters of a point.
const pointsPerUnit = 0.75

// AddPDFFonts registers the typeface of the charts with a document: regular (""), bold
// ("B") and italic ("I"). Call it once for a document, before DrawPDF.
func AddPDFFonts(doc *fpdf.Fpdf) {
	for _, style := range []string{"", "B", "I"} {
		doc.AddUTF8FontFromBytes(pdfFontFamily, style, pdfFile(fonts.For(wording.Language()), style))
	}
}

func pdfFile(files fonts.Files, style string) []byte {
	switch style {
	case "B":
		return files.Bold
	case "I":
		return files.Italic
	}
	return files.Regular
}

// SetPDFFont chooses a cut, regular (""), bold ("B") or italic ("I"), at a size in points: that
// of the language of the program, or the other one, which has the scripts that it lacks and
// becomes part of a document only where it is needed.
func SetPDFFont(doc *fpdf.Fpdf, style string, other bool, size float64) {
	family := pdfFontFamily
	if other {
		family = pdfOtherFamily
		doc.AddUTF8FontFromBytes(family, style, pdfFile(fonts.Behind(wording.Language()), style)) // once
	}
	doc.SetFont(family, style, size)
}

// PDFGlyph says how a character is set in the upright or the bold cut: as which character,
// or 0 where it is left out, whether in the other cut, and how wide, in ems.
func PDFGlyph(bold bool, r rune) (as rune, other bool, width float64) {
	cut := fontsOf(wording.Language())[0]
	if bold {
		cut = fontsOf(wording.Language())[1]
	}
	in, as := glyphOf(cut, r)
	if as == 0 {
		return 0, false, 0
	}
	return as, in != cut, run{in, string(as)}.width(1)
}

// ClearPDFMetadata takes out what fpdf writes about itself and the hour, so that a
// document tells nothing but its content and comes out the same every time. It has to
// hold dates, and gets the first second of 1970.
func ClearPDFMetadata(doc *fpdf.Fpdf) {
	epoch := time.Unix(0, 0).UTC()
	doc.SetProducer("", false)
	doc.SetCreator("", false)
	doc.SetAuthor("", false)
	doc.SetCreationDate(epoch)
	doc.SetModificationDate(epoch)
	doc.SetCatalogSort(true)
}

// DrawPDF draws the chart as vectors with real text into the rectangle x, y, w, h of the
// current page, in the document's own unit of length. AddPDFFonts must have been called.
// The document's font, colours and line style are not restored. It returns what characters
// no typeface has.
func DrawPDF(doc *fpdf.Fpdf, c Chart, x, y, w, h float64, heading bool, theme Theme) (Unset, error) {
	perUnit := pointsPerUnit / doc.GetConversionRatio()
	size := Size{Width: w / perUnit, Height: h / perUnit, Heading: heading}
	if err := size.check(); err != nil {
		return nil, err
	}
	r := &paper{found: Unset{}, doc: doc, theme: theme, x: x, y: y, perStep: perUnit / finestSteps}
	doc.SetLineCapStyle("butt")
	doc.SetLineJoinStyle("round")
	doc.SetDashPattern(nil, 0)
	err := c.Draw(r, size, theme)
	doc.SetAlpha(1, "Normal")
	doc.SetDashPattern(nil, 0)
	if err == nil {
		err = doc.Error()
	}
	if err != nil {
		return nil, fmt.Errorf("drawing %q on a page: %w", c.Title(), err)
	}
	return r.found, nil
}

// PDF writes the chart as a document of one page that is exactly as large as the chart.
func PDF(w io.Writer, c Chart, size Size, theme Theme) error {
	if err := size.check(); err != nil {
		return err
	}
	page := fpdf.SizeType{Wd: size.Width * pointsPerUnit, Ht: size.Height * pointsPerUnit}
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: page})
	ClearPDFMetadata(doc)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	AddPDFFonts(doc)
	doc.AddPage()
	if _, err := DrawPDF(doc, c, 0, 0, page.Wd, page.Ht, size.Heading, theme); err != nil {
		return err
	}
	if err := doc.Output(w); err != nil {
		return fmt.Errorf("writing the page of %q: %w", c.Title(), err)
	}
	return nil
}

// paper is a chart.Renderer on a page of a document. PDF paints a path in one go and
// sets colours before it, so the path is kept until its kind of paint is known.
type paper struct {
	brush
	found   Unset
	doc     *fpdf.Fpdf
	theme   Theme
	x, y    float64 // the chart's corner, in the document's unit
	perStep float64 // the document's unit to a step
	path    []func()
	fresh   bool // the path has a point to draw from
	set     paperStyle
}

// paperStyle is what was last written to the page, so that it is not written again.
type paperStyle struct {
	known  bool
	alpha  uint8
	fill   color.NRGBA
	line   color.NRGBA
	width  float64
	dashed bool
}

func (p *paper) at(x, y int) (float64, float64) {
	return p.x + float64(x)*p.perStep, p.y + float64(y)*p.perStep
}

func (p *paper) add(step func()) { p.path = append(p.path, step) }

func (p *paper) MoveTo(x, y int) {
	px, py := p.at(x, y)
	p.fresh = true
	p.add(func() { p.doc.MoveTo(px, py) })
}

func (p *paper) LineTo(x, y int) {
	if !p.fresh {
		p.MoveTo(x, y)
		return
	}
	px, py := p.at(x, y)
	p.add(func() { p.doc.LineTo(px, py) })
}

// QuadCurveTo raises the curve to a cubic: fpdf's own CurveTo writes PDF's "v", which
// takes its first control point from the current point and is no quadratic.
func (p *paper) QuadCurveTo(cx, cy, x, y int) {
	pcx, pcy := p.at(cx, cy)
	px, py := p.at(x, y)
	p.add(func() {
		fromX, fromY := p.doc.GetXY()
		p.doc.CurveBezierCubicTo(
			fromX+(pcx-fromX)*2/3, fromY+(pcy-fromY)*2/3,
			px+(pcx-px)*2/3, py+(pcy-py)*2/3, px, py)
	})
}

// ArcTo draws at most a quarter turn with each cubic (error below 0.03% of the radius).
func (p *paper) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
	px, py := p.at(cx, cy)
	prx, pry := rx*p.perStep, ry*p.perStep
	begin := func(angle float64) (float64, float64) {
		return px + prx*math.Cos(angle), py + pry*math.Sin(angle)
	}
	x0, y0 := begin(startAngle)
	if p.fresh {
		p.add(func() { p.doc.LineTo(x0, y0) })
	} else {
		p.add(func() { p.doc.MoveTo(x0, y0) })
		p.fresh = true
	}
	parts := max(1, int(math.Ceil(math.Abs(delta)/(math.Pi/2))))
	turn := delta / float64(parts)
	arm := 4.0 / 3 * math.Tan(turn/4)
	for i := range parts {
		a := startAngle + turn*float64(i)
		b := a + turn
		p.add(func() {
			p.doc.CurveBezierCubicTo(
				px+prx*(math.Cos(a)-arm*math.Sin(a)), py+pry*(math.Sin(a)+arm*math.Cos(a)),
				px+prx*(math.Cos(b)+arm*math.Sin(b)), py+pry*(math.Sin(b)-arm*math.Cos(b)),
				px+prx*math.Cos(b), py+pry*math.Sin(b))
		})
	}
}

func (p *paper) Circle(radius float64, x, y int) {
	p.fresh = false
	p.ArcTo(x, y, radius, radius, 0, 2*math.Pi)
	p.Close()
}

func (p *paper) Close() {
	p.fresh = false
	p.add(p.doc.ClosePath)
}

func (p *paper) Fill()   { p.paint(p.fill, color.NRGBA{}) }
func (p *paper) Stroke() { p.paint(color.NRGBA{}, p.stroke) }

// FillStroke paints twice, because fill and line may differ in opacity.
func (p *paper) FillStroke() {
	path := p.path
	p.paint(p.fill, color.NRGBA{})
	p.path = path
	p.paint(color.NRGBA{}, p.stroke)
}

func (p *paper) paint(fill, stroke color.NRGBA) {
	path := p.path
	p.path, p.fresh = nil, false
	if len(path) == 0 {
		return
	}
	how := "F"
	switch {
	case fill.A > 0:
		p.setFill(fill)
	case stroke.A > 0 && p.width > 0:
		p.setLine(stroke, p.width*p.perStep)
		how = "D"
	default:
		return
	}
	for _, step := range path {
		step()
	}
	p.doc.DrawPath(how)
}

func (p *paper) setAlpha(alpha uint8) {
	if p.set.known && p.set.alpha == alpha {
		return
	}
	p.set.known, p.set.alpha = true, alpha
	p.doc.SetAlpha(math.Round(float64(alpha)/255*1000)/1000, "Normal")
}

func (p *paper) setFill(c color.NRGBA) {
	p.setAlpha(c.A)
	if p.set.fill != c {
		p.set.fill = c
		p.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
	}
}

func (p *paper) setLine(c color.NRGBA, width float64) {
	p.setAlpha(c.A)
	if p.set.line != c {
		p.set.line = c
		p.doc.SetDrawColor(int(c.R), int(c.G), int(c.B))
	}
	if p.set.width != width {
		p.set.width = width
		p.doc.SetLineWidth(width)
	}
	if len(p.dash) == 0 && !p.set.dashed {
		return
	}
	var dash []float64
	for _, d := range p.dash {
		dash = append(dash, d*p.perStep)
	}
	p.doc.SetDashPattern(dash, 0)
	p.set.dashed = len(dash) > 0
}

func (p *paper) Text(body string, x, y int) {
	if p.font == nil {
		return
	}
	style := ""
	switch p.font {
	case p.theme.bold:
		style = "B"
	case p.theme.italic:
		style = "I"
	}
	p.found.count(p.font, body)
	px, py := p.at(x, y)
	p.setAlpha(p.ink.A)
	p.doc.SetTextColor(int(p.ink.R), int(p.ink.G), int(p.ink.B))
	if p.rotation != 0 {
		p.doc.TransformBegin()
		// fpdf turns against the clock, go-chart with it.
		p.doc.TransformRotate(-chart.RadiansToDegrees(p.rotation), px, py)
		defer p.doc.TransformEnd()
	}
	for _, part := range runsOf(p.font, body) {
		SetPDFFont(p.doc, style, part.cut != p.font, p.textSize()*p.perStep*p.doc.GetConversionRatio())
		p.doc.Text(px, py, part.text)
		px += part.width(p.textSize()) * p.perStep
	}
}

// Save writes the whole document.
func (p *paper) Save(w io.Writer) error { return p.doc.Output(w) }

var _ chart.Renderer = (*paper)(nil)
