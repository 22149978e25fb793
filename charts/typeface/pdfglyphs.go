package typeface

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
)

// pdfGlyphs draws a piece that is width ems wide. A reader of PDFs finds text only where a font sets
// something: an invisible blank, stretched over the piece, stands for what the piece says.
func pdfGlyphs(doc *fpdf.Fpdf, p Piece, width, size, x, y float64) {
	f := Of("en")[Regular]
	setPDF(doc, f, size)
	doc.RawWriteStr("/Span <</ActualText <" + pdfUnicode(p.Text) + ">>> BDC\n")
	stretch := max(0.01, 100*width/Advance(f, ' '))
	doc.RawWriteStr(fmt.Sprintf("q 3 Tr %.3f Tz\n", stretch))
	doc.Text(x, y, " ")
	doc.RawWriteStr("Q\n")
	r, g, b := doc.GetFillColor()
	doc.SetFillColor(doc.GetTextColor())
	unit := size / doc.GetConversionRatio()
	for _, glyph := range p.Glyphs {
		if glyph.Picture != nil {
			pdfPicture(doc, glyph, unit, x, y)
			continue
		}
		pdfPath(doc, glyph, unit, x, y)
	}
	doc.SetFillColor(r, g, b)
	doc.RawWriteStr("EMC\n")
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
