package paper

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"enactive/charts/render"
	"enactive/charts/typeface"

	"codeberg.org/go-pdf/fpdf"
)

// Writer makes a PDF of pages. It keeps of a page its compressed content only, so that documents of
// tens of thousands of pages stay small in memory.
type Writer struct {
	sheet Sheet
	// doc has no pages: it holds the fonts that the pages have in common.
	doc   *fpdf.Fpdf
	pages []written
	links []placed
	// boxes are where the figures are.
	boxes map[*Element]figureBox
	lost  int
	// pictures are what the pages show besides letters and lines.
	pictures pictures
	// veiled is whether a page has something transparent.
	veiled bool
	deflate
}

// written is a page that is done.
type written struct {
	content []byte // compressed
	// elements are what its marked contents belong to, by their numbers. Write empties it.
	elements []*Element
	veiled   bool
}

// placed is a link and its page, which counts from 0.
type placed struct {
	Link
	page int
}

// figureBox is what the marks of a figure cover on its first page, in points.
type figureBox struct {
	page                     int
	left, top, right, bottom float64
}

// NewWriter begins a document.
func NewWriter(s Sheet) *Writer {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: s.Width, Ht: s.Height}})
	render.ClearPDFMetadata(doc)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	return &Writer{sheet: s, doc: doc, boxes: map[*Element]figureBox{}}
}

// Lost is how many characters in the figures of the pages so far no typeface has. Those of lines are
// counted by their Line.
func (w *Writer) Lost() int { return w.lost }

// Page sets the next page. It keeps of p only the elements.
func (w *Writer) Page(p *Page) error {
	set := setter{writer: w, page: len(w.pages)}
	var err error
	size := fpdf.SizeType{Wd: w.sheet.Width, Ht: w.sheet.Height}
	// A template is a page whose content can be taken out; it shares the fonts of the document.
	template := w.doc.CreateTemplateCustom(fpdf.PointType{}, size, func(t *fpdf.Tpl) {
		set.doc = &t.Fpdf
		if err = set.all(p); err == nil {
			err = t.Error()
		}
	})
	if err == nil {
		err = w.doc.Error()
	}
	if err == nil {
		err = w.pictures.collect(template)
	}
	if err != nil {
		return fmt.Errorf("setting page %d: %w", len(w.pages)+1, err)
	}
	_, content, _ := bytes.Cut(template.Bytes(), []byte(contentBegins+"\n"))
	w.pages = append(w.pages, written{content: w.compress(content), elements: set.elements, veiled: set.veiled})
	w.veiled = w.veiled || set.veiled
	for _, l := range p.Links {
		w.links = append(w.links, placed{l, set.page})
	}
	return nil
}

// contentBegins is a comment in front of what is kept of a page's content: before it are settings that
// are the standard, or are made again.
const contentBegins = "%content"

// setter sets one page.
type setter struct {
	writer   *Writer
	doc      *fpdf.Fpdf
	page     int // from 0
	elements []*Element
	// open is whether marks are being collected, as those of now.
	open   bool
	now    *Element
	veiled bool
	alpha  uint8
}

func (s *setter) all(p *Page) error {
	s.alpha = 255
	for _, m := range p.Marks {
		s.veiled = s.veiled || m.Figure != nil || opacity(m) < 255
	}
	if s.veiled {
		// The page numbers what is transparent in the order of its first use. So each degree is used
		// once, in its order, and has the same number on every page.
		for a := range degrees {
			s.doc.SetAlpha(share(uint8(a)), "Normal")
		}
	}
	s.doc.RawWriteStr(contentBegins)
	for i, m := range p.Marks {
		s.turnTo(m.Element)
		if m.Line != nil && m.Element != nil {
			m.Line = spaced(m, p.Marks[i+1:])
		}
		if err := s.mark(m); err != nil {
			return err
		}
	}
	s.close()
	return nil
}

// degrees is how many degrees of opacity there are.
const degrees = 256

// share is an opacity as render writes it: with three decimals.
func share(alpha uint8) float64 { return math.Round(float64(alpha)/255*1000) / 1000 }

// opacity is that of a mark that is no figure.
func opacity(m Mark) uint8 {
	if m.Line != nil {
		return m.Style.Colour.A
	}
	return m.Fill.A
}

// turnTo begins the content of an element, unless it is the one that the marks before belong to.
func (s *setter) turnTo(e *Element) {
	if s.open && s.now == e {
		return
	}
	s.close()
	s.open, s.now = true, e
	if e == nil {
		s.doc.RawWriteStr("/Artifact BMC")
		return
	}
	number := len(s.elements)
	s.elements = append(s.elements, e)
	e.content = append(e.content, content{int32(s.page), int32(number)})
	s.doc.RawWriteStr("/" + e.Role.tag() + " <</MCID " + strconv.Itoa(number) + ">> BDC")
}

func (s *setter) close() {
	if s.open {
		s.doc.RawWriteStr("EMC")
	}
	s.open, s.now = false, nil
}

// spaced is the line of a mark, with a blank at its end where the next one is apart from it: a machine
// that reads the characters alone would make one word of both. Languages without blanks get none.
func spaced(m Mark, rest []Mark) *typeface.Line {
	last, _ := utf8.DecodeLastRuneInString(m.Line.Text)
	if len(m.Line.Pieces) == 0 || withoutBlanks(last) {
		return m.Line
	}
	const near = 0.05 // ems
	for _, next := range rest {
		if next.Element == nil || next.Line == nil {
			continue
		}
		if next.Base == m.Base && math.Abs(next.Left-m.Left-m.Line.Width*m.Style.Size) < near*m.Style.Size {
			return m.Line
		}
		break
	}
	l := *m.Line
	l.Pieces = slices.Clone(l.Pieces)
	if end := &l.Pieces[len(l.Pieces)-1]; end.Font != nil {
		end.Text += " "
	} else {
		l.Pieces = append(l.Pieces, typeface.Piece{X: l.Width, Font: m.Style.Font, Text: " "})
	}
	return &l
}

// withoutBlanks is whether the words of a character's script are written without blanks between them.
func withoutBlanks(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r >= '\u3000' && r <= '\u303f' || r >= '\uff00' && r <= '\uffef' // their signs
}

func (s *setter) mark(m Mark) error {
	if m.Element != nil && m.Element.Role == Figure {
		s.enclose(m)
	}
	switch {
	case m.Line != nil:
		s.veil(m.Style.Colour.A)
		s.doc.SetTextColor(int(m.Style.Colour.R), int(m.Style.Colour.G), int(m.Style.Colour.B))
		typeface.PDFLine(s.doc, *m.Line, m.Style.Size, m.Left, m.Base)
	case m.Figure != nil:
		lost, err := render.OnPage(s.doc, *m.Figure, m.Left, m.Top)
		if err != nil {
			return err
		}
		s.alpha = 255 // which OnPage leaves
		s.writer.lost += lost
	case m.Photo != nil:
		s.veil(255)
		setPhoto(s.doc, m)
	case m.Fill != color.NRGBA{}:
		s.veil(m.Fill.A)
		s.doc.SetFillColor(int(m.Fill.R), int(m.Fill.G), int(m.Fill.B))
		s.box(m)
	}
	return nil
}

func (s *setter) veil(alpha uint8) {
	if s.alpha != alpha {
		s.alpha = alpha
		s.doc.SetAlpha(share(alpha), "Normal")
	}
}

func (s *setter) box(m Mark) {
	if round := roundness(m); round > 0 {
		s.doc.RoundedRect(m.Left, m.Top, m.Width, m.Height, round, "1234", "F")
		return
	}
	s.doc.Rect(m.Left, m.Top, m.Width, m.Height, "F")
}

// roundness is the radius of a box's corners, which is at most half of a side.
func roundness(m Mark) float64 { return min(m.Round, m.Width/2, m.Height/2) }

// enclose notes what a figure covers.
func (s *setter) enclose(m Mark) {
	box, known := s.writer.boxes[m.Element]
	switch {
	case !known:
		box = figureBox{s.page, m.Left, m.Top, m.Left + m.Width, m.Top + m.Height}
	case box.page != s.page:
		return
	default:
		box.left, box.top = min(box.left, m.Left), min(box.top, m.Top)
		box.right, box.bottom = max(box.right, m.Left+m.Width), max(box.bottom, m.Top+m.Height)
	}
	s.writer.boxes[m.Element] = box
}

// deflate compresses, again and again with the same memory.
type deflate struct {
	buffer bytes.Buffer
	zip    *zlib.Writer
}

// level makes a document an eighth larger than the standard one does, in half of the time.
const level = 3

func (d *deflate) compress(b []byte) []byte {
	d.buffer.Reset()
	if d.zip == nil {
		// The level is one of zlib's.
		d.zip, _ = zlib.NewWriterLevel(&d.buffer, level)
	} else {
		d.zip.Reset(&d.buffer)
	}
	// A buffer in memory takes everything.
	_, _ = d.zip.Write(b)
	_ = d.zip.Close()
	return bytes.Clone(d.buffer.Bytes())
}
