package render

import (
	"fmt"
	"image/color"
	"io"
	"math"
	"time"

	"enactive/charts/typeface"

	"codeberg.org/go-pdf/fpdf"
	"github.com/wcharczuk/go-chart/v2"
)

// pointsPerUnit makes a unit the same on paper as a CSS pixel: three quarters of a point.
const pointsPerUnit = 0.75

// ClearPDFMetadata takes out what fpdf writes about itself and the hour, so that a
// document contains nothing but its content and comes out the same every time. It has to
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

// PageUnit is how long a unit is on the pages of a document, in the document's own unit.
func PageUnit(doc *fpdf.Fpdf) float64 { return pointsPerUnit / doc.GetConversionRatio() }

// OnPage draws vectors with real text on the current page of a document, with the upper left
// corner at x and y in the document's own unit. It returns how many characters no typeface
// has. The document's font, colours and line style are not restored.
func OnPage(doc *fpdf.Fpdf, d Drawing, x, y float64) (lost int, err error) {
	r := &pdfRenderer{doc: doc, x: x, y: y, perStep: PageUnit(doc) / finestSteps}
	doc.SetLineCapStyle("butt")
	doc.SetLineJoinStyle("round")
	doc.SetDashPattern(nil, 0)
	err = d.render(r)
	doc.SetAlpha(1, "Normal")
	doc.SetDashPattern(nil, 0)
	if err == nil {
		err = doc.Error()
	}
	if err != nil {
		return 0, fmt.Errorf("drawing on a page: %w", err)
	}
	return r.lost, nil
}

// PDF writes a document of one page that is exactly as large as the drawing.
func PDF(w io.Writer, d Drawing) error {
	page := fpdf.SizeType{Wd: d.Width * pointsPerUnit, Ht: d.Height * pointsPerUnit}
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: page})
	ClearPDFMetadata(doc)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddPage()
	if _, err := OnPage(doc, d, 0, 0); err != nil {
		return err
	}
	if err := doc.Output(w); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// pdfRenderer is a chart.Renderer on a page of a document. PDF paints a path in one go and
// sets colours before it, so the path is recorded until Fill or Stroke.
type pdfRenderer struct {
	baseRenderer
	doc     *fpdf.Fpdf
	lost    int     // characters that no typeface has
	x, y    float64 // the chart's corner, in the document's unit
	perStep float64 // the document's unit to a step
	path    []func()
	fresh   bool // the path has a point to draw from
	set     pdfStyle
}

// pdfStyle is what was last written to the page, so that it is not written again.
type pdfStyle struct {
	known  bool
	alpha  uint8
	fill   color.NRGBA
	line   color.NRGBA
	width  float64
	dashed bool
}

func (p *pdfRenderer) at(x, y int) (float64, float64) {
	return p.x + float64(x)*p.perStep, p.y + float64(y)*p.perStep
}

func (p *pdfRenderer) add(step func()) { p.path = append(p.path, step) }

func (p *pdfRenderer) MoveTo(x, y int) {
	px, py := p.at(x, y)
	p.fresh = true
	p.add(func() { p.doc.MoveTo(px, py) })
}

func (p *pdfRenderer) LineTo(x, y int) {
	if !p.fresh {
		p.MoveTo(x, y)
		return
	}
	px, py := p.at(x, y)
	p.add(func() { p.doc.LineTo(px, py) })
}

// QuadCurveTo raises the curve to a cubic: fpdf's own CurveTo writes PDF's "v", which
// takes its first control point from the current point and is no quadratic.
func (p *pdfRenderer) QuadCurveTo(cx, cy, x, y int) {
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
func (p *pdfRenderer) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
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

func (p *pdfRenderer) Circle(radius float64, x, y int) {
	p.fresh = false
	p.ArcTo(x, y, radius, radius, 0, 2*math.Pi)
	p.Close()
}

func (p *pdfRenderer) Close() {
	p.fresh = false
	p.add(p.doc.ClosePath)
}

func (p *pdfRenderer) Fill()   { p.paint(p.fill, color.NRGBA{}) }
func (p *pdfRenderer) Stroke() { p.paint(color.NRGBA{}, p.stroke) }

// FillStroke paints twice, because fill and line may differ in opacity.
func (p *pdfRenderer) FillStroke() {
	path := p.path
	p.paint(p.fill, color.NRGBA{})
	p.path = path
	p.paint(color.NRGBA{}, p.stroke)
}

func (p *pdfRenderer) paint(fill, stroke color.NRGBA) {
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

func (p *pdfRenderer) setAlpha(alpha uint8) {
	if p.set.known && p.set.alpha == alpha {
		return
	}
	p.set.known, p.set.alpha = true, alpha
	p.doc.SetAlpha(math.Round(float64(alpha)/255*1000)/1000, "Normal")
}

func (p *pdfRenderer) setFill(c color.NRGBA) {
	p.setAlpha(c.A)
	if p.set.fill != c {
		p.set.fill = c
		p.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
	}
}

func (p *pdfRenderer) setLine(c color.NRGBA, width float64) {
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

func (p *pdfRenderer) Text(body string, x, y int) {
	if p.font == nil {
		return
	}
	px, py := p.at(x, y)
	p.setAlpha(p.ink.A)
	p.doc.SetTextColor(int(p.ink.R), int(p.ink.G), int(p.ink.B))
	if p.rotation != 0 {
		p.doc.TransformBegin()
		// fpdf turns against the clock, go-chart with it.
		p.doc.TransformRotate(-chart.RadiansToDegrees(p.rotation), px, py)
		defer p.doc.TransformEnd()
	}
	p.lost += typeface.PDFText(p.doc, p.font, p.textSize()*p.perStep*p.doc.GetConversionRatio(), px, py, body)
}

// Save writes the whole document.
func (p *pdfRenderer) Save(w io.Writer) error { return p.doc.Output(w) }

var _ chart.Renderer = (*pdfRenderer)(nil)
