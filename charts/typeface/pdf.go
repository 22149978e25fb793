package typeface

import (
	"codeberg.org/go-pdf/fpdf"
	"github.com/golang/freetype/truetype"

	"enactive/resources/fonts"
)

// PDFText sets a text on the current page of a document, with its baseline at x and y in the
// document's unit, in one of our fonts and at a size in points. The document gets each font
// when a text first needs it, and holds of it only the characters that are used. It returns
// how many characters no font has. The document's font is not restored.
func PDFText(doc *fpdf.Fpdf, f *truetype.Font, size, x, y float64, text string) (lost int) {
	unit := size / doc.GetConversionRatio()
	for _, run := range Runs(f, text) {
		setPDF(doc, run.Font, size)
		doc.Text(x, y, run.Text)
		for _, r := range run.Text {
			x += Advance(run.Font, r) * unit
		}
	}
	return CountLost(f, text)
}

// PDFLine sets a line on the current page of a document, as PDFText does, with its baseline at x and y.
// Glyphs are drawn in the colour of text; what they say is written with them, to be searched and copied.
func PDFLine(doc *fpdf.Fpdf, l Line, size, x, y float64) {
	unit := size / doc.GetConversionRatio()
	for i, p := range l.Pieces {
		at := x + p.X*unit
		if p.Font == nil {
			end := l.Width
			if i+1 < len(l.Pieces) {
				end = l.Pieces[i+1].X
			}
			pdfGlyphs(doc, p, end-p.X, size, at, y)
			continue
		}
		setPDF(doc, p.Font, size)
		doc.Text(at, y, p.Text)
	}
}

// setPDF chooses the font of what follows.
func setPDF(doc *fpdf.Fpdf, f *truetype.Font, size float64) {
	name, cut, file := "", 0, []byte(nil)
	if i := indexOf(latin(), f); i >= 0 {
		name, cut, file = fonts.Family, i, latin().files[i]
	} else if i := indexOf(japanese(), f); i >= 0 {
		name, cut, file = fonts.Family+" JP", i, japanese().files[i]
	}
	style := [cuts]string{"", "B", "I"}[cut]
	doc.AddUTF8FontFromBytes(name, style, file) // does nothing the second time
	doc.SetFont(name, style, size)
}
