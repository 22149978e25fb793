package report

import (
	"strings"
	"unicode"

	"github.com/golang/freetype/truetype"
	"golang.org/x/text/unicode/norm"

	"enactive/charts/typeface"
)

// face measures one cut of the typeface. Every character is looked up in the font once,
// however long the journal is.
type face struct {
	font   *truetype.Font
	glyphs map[rune]glyph
}

// glyph is how a character is set.
type glyph struct {
	as    rune    // what to set in its place; 0 where it is left out
	width float64 // in ems
}

// lost stands for a character that no typeface has.
const lost = typeface.Lost

func newFace(font *truetype.Font) face { return face{font, map[rune]glyph{}} }

func (f face) glyph(r rune) glyph {
	g, known := f.glyphs[r]
	if !known {
		g = f.look(r)
		f.glyphs[r] = g
	}
	return g
}

func (f face) look(r rune) glyph {
	switch {
	case r == '\u00a0' || r == '\u2007' || r == '\u202f': // blanks at which no line breaks
		r = '\u00a0'
	case unicode.IsSpace(r):
		r = ' '
	case unicode.IsControl(r) || r == combiningGraphemeJoiner || unicode.In(r, unicode.Cf, unicode.Variation_Selector):
		return glyph{} // it only steers the direction or the joining of others
	}
	font, as := typeface.Setter(f.font, r)
	return glyph{as, typeface.Advance(font, as)}
}

// combiningGraphemeJoiner is not seen; norm puts it into endless rows of accents.
const combiningGraphemeJoiner = '\u034f'

// lineEnds are the other ways in which programs write the end of a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// lines breaks a text where its writer did, at blanks where a line of that width is full,
// and within a word that is wider than a line. A letter and its accents become one
// character where there is one; characters that the typeface lacks become lost.
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
		b.line = append(b.line, g.as)
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
