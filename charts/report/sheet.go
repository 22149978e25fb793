package report

import (
	"image/color"
	"io"
	"strings"

	"enactive/charts/render"
	"enactive/charts/typeface"
	"enactive/journal/describe"

	"codeberg.org/go-pdf/fpdf"
)

// style is how a text is set.
type style struct {
	size   float64 // in points
	bold   bool
	colour color.NRGBA // ink where it is the zero colour
}

// leading is the distance from line to line, in millimetres.
func (s style) leading() float64 { return s.size * 1.42 * millimetresPerPoint }

const millimetresPerPoint = 25.4 / 72

var (
	ink        = color.NRGBA{0x1d, 0x25, 0x30, 255}
	grey       = color.NRGBA{0x5d, 0x68, 0x77, 255}
	accent     = color.NRGBA{0x0f, 0x6b, 0x66, 255}
	body       = style{size: 9.5}
	quiet      = style{size: 8.5, colour: grey}
	titlePage  = style{size: 22, bold: true}
	headStyle  = style{size: 15, bold: true}
	chartStyle = style{size: 11, bold: true}
	titleStyle = style{size: 10.5, bold: true}
	dayStyle   = style{size: 10, bold: true, colour: accent}
	nameStyle  = style{size: 8, colour: accent}
)

// sheet is a document with a place at which the next line is set. It breaks lines itself:
// the widths come from the font once a character, however long the journal is.
type sheet struct {
	doc            *fpdf.Fpdf
	left, width    float64 // of the text, in millimetres
	top, bottom, y float64
	regular, bold  face
	// running stands above the text of a page that begins in the midst of something.
	running string
	missing int // characters that the typeface lacks
}

func newSheet(letter bool) *sheet {
	size := "A4"
	if letter {
		size = "Letter"
	}
	doc := fpdf.New("P", "mm", size, "")
	render.ClearPDFMetadata(doc)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCellMargin(0)
	cut := typeface.Current()
	s := &sheet{doc: doc, left: 24, top: 22, regular: newFace(cut[typeface.Regular]), bold: newFace(cut[typeface.Bold])}
	width, height := doc.GetPageSize()
	s.width, s.bottom = width-2*s.left, height-24
	s.page()
	return s
}

func (s *sheet) page() {
	s.doc.AddPage()
	s.y = s.top
	if s.running != "" {
		s.put(quiet, s.left, s.top-6, s.running)
	}
}

// feet sets the foot of every page. It comes last, when the number of pages is known: an
// alias to be replaced later could not be set flush right, and would be replaced in
// people's own texts as well.
func (s *sheet) feet(name string) {
	pages := s.doc.PageCount()
	for n := 1; n <= pages; n++ {
		s.doc.SetPage(n)
		s.doc.SetFontSize(1) // another than the next one: fpdf leaves out a font that it set on another page
		number := describe.DocumentPage(n, pages)
		s.put(quiet, s.left+s.width-s.measure(quiet, number), s.bottom+12, number)
		s.put(quiet, s.left, s.bottom+12, name)
	}
}

// keep begins a page where less than height is left on this one.
func (s *sheet) keep(height float64) {
	if s.y+min(height, s.bottom-s.top) > s.bottom {
		s.page()
	}
}

// space leaves room, but none at the top of a page.
func (s *sheet) space(height float64) {
	if s.y > s.top {
		s.y += height
	}
}

func (s *sheet) rule() {
	s.doc.SetDrawColor(0xd8, 0xdd, 0xe3)
	s.doc.SetLineWidth(0.2)
	s.doc.Line(s.left, s.y, s.left+s.width, s.y)
}

// put sets a text at a place of the page.
func (s *sheet) put(st style, x, y float64, words string) {
	c := st.colour
	if c == (color.NRGBA{}) {
		c = ink
	}
	s.doc.SetTextColor(int(c.R), int(c.G), int(c.B))
	typeface.PDFText(s.doc, s.face(st).font, st.size, x, y, words)
}

// text sets words in lines of at most width, and goes on on the next page where needed.
func (s *sheet) text(st style, left, width float64, words string) {
	s.setLines(st, left, s.lines(st, width, words))
}

// setLines sets lines one below the other. Neither the first nor the last one stands alone
// on a page.
func (s *sheet) setLines(st style, left float64, lines []string) {
	for i, line := range lines {
		s.keep(together(i, len(lines)) * st.leading())
		s.missing += strings.Count(line, "\ufffd")
		if line != "" {
			s.put(st, left, s.baseline(st), line)
		}
		s.y += st.leading()
	}
}

// together is how many lines have to follow on one page from line i of n on.
func together(i, n int) float64 {
	switch {
	case n <= 3 && i == 0:
		return float64(n)
	case n > 3 && (i == 0 || i == n-2):
		return 2
	}
	return 1
}

// mark sets one line at the height of a text in another style, and takes up no room.
func (s *sheet) mark(st style, left float64, beside style, words string) {
	s.put(st, left, s.baseline(beside), words)
}

func (s *sheet) baseline(st style) float64 { return s.y + st.size*1.05*millimetresPerPoint }

func (s *sheet) face(st style) face {
	if st.bold {
		return s.bold
	}
	return s.regular
}

func (s *sheet) measure(st style, words string) float64 {
	f, total := s.face(st), 0.0
	for _, r := range words {
		total += f.glyph(r).width
	}
	return total * st.size * millimetresPerPoint
}

func (s *sheet) write(w io.Writer) error { return s.doc.Output(w) }
