package typeface

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
)

// pdfGlyphs draws a piece that is width ems wide, and writes what it says.
func pdfGlyphs(doc *fpdf.Fpdf, p Piece, width, size, x, y float64) {
	unit := size / doc.GetConversionRatio()
	setPDF(doc, Of("en")[Regular], size)
	if p.parts == nil {
		pdfSays(doc, p.Text, width, x, y)
	}
	// Some readers turn round what is written from right to left, by the places of its characters.
	for _, c := range p.parts {
		pdfSays(doc, string(c.text), c.width, x+c.x*unit, y)
	}
	r, g, b := doc.GetFillColor()
	doc.SetFillColor(doc.GetTextColor())
	for _, glyph := range p.Glyphs {
		if glyph.Picture != nil {
			pdfPicture(doc, glyph, unit, x, y)
			continue
		}
		pdfPath(doc, glyph, unit, x, y)
	}
	doc.SetFillColor(r, g, b)
}

// pdfSays writes a text that can be searched and copied, and is not seen. A reader of PDFs finds text only
// where a font sets something: an invisible blank, stretched to width ems, stands for it.
func pdfSays(doc *fpdf.Fpdf, text string, width, x, y float64) {
	stretch := max(0.01, 100*width/Advance(Of("en")[Regular], ' '))
	doc.RawWriteStr(fmt.Sprintf("/Span <</ActualText <%s>>> BDC q 3 Tr %.2f Tz\n", pdfUnicode(text), stretch))
	doc.Text(x, y, " ")
	doc.RawWriteStr("Q EMC\n")
}

// pdfUnicode is a text as a string of hexadecimal digits in a PDF.
func pdfUnicode(text string) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

func pdfPath(doc *fpdf.Fpdf, g Glyph, unit, x, y float64) {
	if len(g.Path) == 0 {
		return
	}
	at := func(p Point) (float64, float64) { return x + (g.X+p.X)*unit, y + (g.Y+p.Y)*unit }
	var from Point
	for _, s := range g.Path {
		switch s.Op {
		case Move:
			doc.MoveTo(at(s.To[0]))
		case Straight:
			doc.LineTo(at(s.To[0]))
		default:
			c := s.cubic(from)
			ax, ay := at(c[0])
			bx, by := at(c[1])
			cx, cy := at(c[2])
			doc.CurveBezierCubicTo(ax, ay, bx, by, cx, cy)
		}
		from = s.end()
	}
	doc.DrawPath("F")
}

func pdfPicture(doc *fpdf.Fpdf, g Glyph, unit, x, y float64) {
	p := g.Picture
	how := fpdf.ImageOptions{ImageType: "PNG", AllowNegativePosition: true}
	doc.RegisterImageOptionsReader(p.name, how, bytes.NewReader(p.data))
	doc.ImageOptions(p.name, x+(g.X+p.X)*unit, y+(g.Y+p.Y)*unit, p.Width*unit, p.Height*unit, false, how, 0, "")
}
