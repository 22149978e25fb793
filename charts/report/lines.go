package report

import (
	"strings"
	"unicode"

	"enactive/charts"

	"golang.org/x/text/unicode/norm"
)

// face measures one cut of the typeface. Every character is looked up in the fonts once,
// however long the journal is.
type face struct {
	bold   bool
	glyphs map[rune]glyph
}

// glyph is how a character is set.
type glyph struct {
	as    rune    // what to set in its place; 0 where it is left out
	other bool    // in the cut of the scripts that the first one lacks
	width float64 // in ems
}

// lost stands for a character that no typeface has.
const lost = '\ufffd'

func newFace(bold bool) face { return face{bold, map[rune]glyph{}} }

func (f face) glyph(r rune) glyph {
	g, known := f.glyphs[r]
	if !known {
		g.as, g.other, g.width = charts.PDFGlyph(f.bold, r)
		f.glyphs[r] = g
	}
	return g
}

// pieces breaks a line into parts of one cut each, as they are to be set.
func (f face) pieces(line string, set func(piece string, other bool)) {
	var piece strings.Builder
	other := false
	for _, r := range line {
		g := f.glyph(r)
		if g.as == 0 {
			continue
		}
		if g.other != other && piece.Len() > 0 {
			set(piece.String(), other)
			piece.Reset()
		}
		other = g.other
		piece.WriteRune(g.as)
	}
	if piece.Len() > 0 {
		set(piece.String(), other)
	}
}

// lineEnds are the other ways in which programs write the end of a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// lines breaks a text where its writer did, at blanks where a line of that width is full,
// and within a word that is wider than a line. A letter and its accents become one
// character where there is one; characters that no typeface has stay, to be counted when
// the line is set.
func (s *sheet) lines(st style, width float64, text string) []string {
	b := breaker{face: s.face(st), limit: width / (st.size * millimetresPerPoint)}
	text = strings.TrimRightFunc(norm.NFC.String(lineEnds.Replace(text)), unicode.IsSpace)
	for paragraph := range strings.SplitSeq(text, "\n") {
		b.paragraph(paragraph)
	}
	return b.done
}

// breaker breaks paragraphs into lines.
type breaker struct {
	face  face
	limit float64 // in ems
	done  []string
	line  []rune
	width float64 // of line, in ems
	// blank is where line can be broken, or -1; until is its width with that blank.
	blank int
	until float64
}

func (b *breaker) paragraph(text string) {
	b.start()
	wrapped := false
	for _, r := range text {
		g := b.face.glyph(r)
		switch {
		case g.as == 0:
			continue
		case g.as == ' ':
			if wrapped && len(b.line) == 0 || len(b.line) > 0 && b.width > b.limit {
				continue // blanks at which a line was broken are not set
			}
			b.blank, b.until = len(b.line), b.width+g.width
		default:
			for len(b.line) > 0 && b.width+g.width > b.limit {
				b.wrap()
				wrapped = true
			}
		}
		if g.as != lost {
			r = g.as
		}
		b.line = append(b.line, r)
		b.width += g.width
	}
	b.end(len(b.line))
}

func (b *breaker) start() { b.line, b.width, b.blank = b.line[:0], 0, -1 }

// end finishes a line of the first n characters of what is there.
func (b *breaker) end(n int) {
	b.done = append(b.done, strings.TrimRight(string(b.line[:n]), " "))
}

// wrap ends the line at its last blank, or where it is full, and begins the next one with
// the rest.
func (b *breaker) wrap() {
	if b.blank < 0 || strings.Trim(string(b.line[:b.blank]), " ") == "" {
		b.end(len(b.line))
		b.start()
		return
	}
	b.end(b.blank)
	b.line = b.line[:copy(b.line, b.line[b.blank+1:])]
	b.width, b.blank = b.width-b.until, -1
}
