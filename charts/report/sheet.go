package report

import (
	"fmt"
	"image/color"
	"io"
	"strings"
	"unicode"

	"enactive/charts"
	"enactive/resources/fonts"

	"codeberg.org/go-pdf/fpdf"
	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"
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
	titleStyle = style{size: 10.5, bold: true}
	nameStyle  = style{size: 8, colour: accent}
)

// sheet is a document with a place at which the next line is set. It breaks lines itself:
// the widths come from the font once a character, however long the journal is.
type sheet struct {
	doc            *fpdf.Fpdf
	left, width    float64 // of the text, in millimetres
	top, bottom, y float64
	regular, bold  face
	missing        int // characters that the typeface lacks
}

// face measures one cut of the typeface.
type face struct {
	font   *truetype.Font
	widths map[rune]float64 // in ems; negative where the font lacks it
}

// width of a character in ems, and whether the font has it.
func (f face) width(r rune) (float64, bool) {
	w, known := f.widths[r]
	if !known {
		w = -1
		if i := f.font.Index(r); i != 0 && r <= 0xffff { // fpdf cannot set what lies above
			w = float64(f.font.HMetric(fixed.Int26_6(f.font.FUnitsPerEm()), i).AdvanceWidth) / float64(f.font.FUnitsPerEm())
		}
		f.widths[r] = w
	}
	return w, w >= 0
}

func newSheet(letter bool) *sheet {
	size := "A4"
	if letter {
		size = "Letter"
	}
	doc := fpdf.New("P", "mm", size, "")
	charts.ClearPDFMetadata(doc)
	charts.AddPDFFonts(doc)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCellMargin(0)
	s := &sheet{doc: doc, left: 24, top: 22, regular: newFace(fonts.Regular()), bold: newFace(fonts.Bold())}
	width, height := doc.GetPageSize()
	s.width, s.bottom = width-2*s.left, height-24
	doc.AliasNbPages(pagesAlias)
	s.page()
	return s
}

// pagesAlias stands for the number of pages until that is known.
const pagesAlias = "{pages}"

// newFace reads a font that is part of the program, so that a failure is a broken build.
func newFace(file []byte) face {
	font, err := truetype.Parse(file)
	if err != nil {
		panic("report: an embedded font cannot be read: " + err.Error())
	}
	return face{font, map[rune]float64{}}
}

func (s *sheet) page() {
	s.doc.AddPage()
	s.y = s.top
	s.set(quiet)
	number := fmt.Sprintf("%d of %s", s.doc.PageNo(), pagesAlias)
	// The number of pages is not known yet; it takes about as much room as that of this page.
	width := s.measure(quiet, fmt.Sprintf("%d of %d", s.doc.PageNo(), s.doc.PageNo()))
	s.doc.Text(s.left+s.width-width, s.bottom+12, number)
	s.doc.Text(s.left, s.bottom+12, "Enactive")
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

func (s *sheet) set(st style) {
	weight := ""
	if st.bold {
		weight = "B"
	}
	s.doc.SetFont(charts.PDFFontFamily, weight, st.size)
	c := st.colour
	if c == (color.NRGBA{}) {
		c = ink
	}
	s.doc.SetTextColor(int(c.R), int(c.G), int(c.B))
}

// text sets words in lines of at most width, and goes on on the next page where needed.
func (s *sheet) text(st style, left, width float64, words string) {
	for _, line := range s.lines(st, width, words) {
		s.keep(st.leading())
		s.set(st)
		s.missing += strings.Count(line, "\ufffd")
		s.doc.Text(left, s.baseline(st), line)
		s.y += st.leading()
	}
}

// mark sets one line at the height of a text in another style, and takes up no room.
func (s *sheet) mark(st style, left float64, beside style, words string) {
	s.set(st)
	s.doc.Text(left, s.baseline(beside), words)
}

func (s *sheet) baseline(st style) float64 { return s.y + st.size*1.05*millimetresPerPoint }

// nameWidth is the width of the column with the names of texts, in millimetres.
const nameWidth = 40

// named sets a small name and its text beside it.
func (s *sheet) named(left, width float64, name, words string) {
	s.keep(body.leading())
	s.mark(nameStyle, left, body, name)
	s.text(body, left+nameWidth, width-nameWidth, words)
}

func (s *sheet) face(st style) face {
	if st.bold {
		return s.bold
	}
	return s.regular
}

func (s *sheet) measure(st style, words string) float64 {
	f, total := s.face(st), 0.0
	for _, r := range words {
		w, _ := f.width(r)
		total += max(w, 0)
	}
	return total * st.size * millimetresPerPoint
}

// lines breaks a text where it has line feeds, at blanks where a line is full, and within
// a word that is wider than a line. What the typeface lacks becomes \ufffd; only steers the direction or the joining of other characters is left out.
func (s *sheet) lines(st style, width float64, text string) []string {
	f := s.face(st)
	limit := width / (st.size * millimetresPerPoint) // in ems
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		line := make([]rune, 0, 128)
		wide, blank, untilBlank := 0.0, -1, 0.0
		for _, r := range paragraph {
			switch {
			case r == '\t' || unicode.IsSpace(r):
				r = ' '
			case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector):
				continue
			}
			w, has := f.width(r)
			if !has {
				r = '\ufffd'
				w, _ = f.width(r)
			}
			if r == ' ' && len(line) == 0 && len(lines) > 0 {
				continue
			}
			if wide+w > limit && len(line) > 0 && r != ' ' {
				if blank >= 0 {
					rest := append([]rune(nil), line[blank+1:]...)
					lines = append(lines, string(line[:blank]))
					line, wide = append(line[:0], rest...), wide-untilBlank
				} else {
					lines = append(lines, string(line))
					line, wide = line[:0], 0
				}
				blank = -1
			}
			line = append(line, r)
			wide += w
			if r == ' ' {
				blank, untilBlank = len(line)-1, wide
			}
		}
		lines = append(lines, strings.TrimRight(string(line), " "))
	}
	return lines
}

func (s *sheet) write(w io.Writer) error { return s.doc.Output(w) }
