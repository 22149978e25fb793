package typeface

import (
	"math"
	"strings"
	"unicode"

	"github.com/golang/freetype/truetype"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
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
	// shaped is set for a character that our fonts lack, that stands on another one or that is written
	// from right to left, so that its paragraph is not set character by character.
	shaped bool
}

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
	case unicode.IsControl(r) || isHidden(r):
		return glyph{} // it only steers the direction or the joining of others
	}
	font, as := Setter(f.font, r)
	return glyph{as, Advance(font, as), as != r && r != Lost || unicode.Is(unicode.M, r) || isFromRight(r)}
}

// isFromRight reports whether a character is written from right to left.
func isFromRight(r rune) bool {
	c := classOf(r)
	return c == bidi.R || c == bidi.AL || c == bidi.AN
}

// combiningGraphemeJoiner is not seen; norm puts it into endless rows of accents.
const combiningGraphemeJoiner = '\u034f'

// lineEnds are the other ways in which programs write the end of a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// Line is one line of a text that is broken and ready to be set.
type Line struct {
	// Text is what the line says, in the order in which it is read.
	Text string
	// Width is how wide it is, in ems.
	Width float64
	// Pieces are what is set, each at its place, from left to right.
	Pieces []Piece
	// Lost is how many of its characters no typeface has.
	Lost int
	// RightToLeft is set if its paragraph is read from right to left, so that it belongs at the right
	// end of a column.
	RightToLeft bool
}

// Piece is a part of a line that one font sets.
type Piece struct {
	// X is where it begins, in ems from the beginning of the line.
	X float64
	// Font is one of ours, which sets Text as it is; nil where Glyphs are set.
	Font *truetype.Font
	// Glyphs are the shapes of a text that our fonts do not set as it is.
	Glyphs []Glyph
	// Text is what the piece says, in the order in which it is read.
	Text string
	// parts are where each character of Text is, if they are written from right to left.
	parts []part
}

// Texts sets texts in our fonts, and what they lack in the system's. The zero value has ours alone.
type Texts struct{ System *System }

// Lines breaks a text in one of our fonts where its writer did, at blanks and between Chinese characters
// where a line of width ems is full, and within a word that is wider than a line. A letter and its accents
// become one character where there is one. A character that no typeface has is a box, and counted.
// A text without characters has one line, which is empty.
func (t Texts) Lines(f *truetype.Font, width float64, text string) []Line {
	b := breaker{texts: t, face: newFace(f), limit: width}
	text = strings.TrimRightFunc(norm.NFC.String(lineEnds.Replace(text)), unicode.IsSpace)
	for paragraph := range strings.SplitSeq(text, "\n") {
		b.paragraph(paragraph)
	}
	return b.done
}

// OneLine is a text on one line, however long it is; its ends of lines are blanks.
func (t Texts) OneLine(f *truetype.Font, text string) Line {
	return t.Lines(f, math.Inf(1), strings.Join(strings.Fields(text), " "))[0]
}

// Lines breaks a text as Texts does, without the system's fonts.
func Lines(f *truetype.Font, width float64, text string) []Line {
	return Texts{}.Lines(f, width, text)
}

// OneLine is a text on one line, as Texts sets it, without the system's fonts.
func OneLine(f *truetype.Font, text string) Line { return Texts{}.OneLine(f, text) }

func lineOf(f *truetype.Font, s string) Line {
	l := Line{Text: s, Lost: strings.Count(s, string(Lost))}
	for _, run := range Runs(f, s) {
		l.Pieces = append(l.Pieces, Piece{X: l.Width, Font: run.Font, Text: run.Text})
		for _, r := range run.Text {
			l.Width += Advance(run.Font, r)
		}
	}
	return l
}

// breaker breaks paragraphs into lines.
type breaker struct {
	texts Texts
	face  face
	limit float64 // in ems
	done  []Line
	line  []rune
	width float64 // of line, in ems
	// blank is where line can be broken, or -1; until is its width with that blank.
	blank int
	until float64
}

// paragraph breaks a paragraph. Nearly all are set character by character, which is quick; the others
// are found out on the way.
func (b *breaker) paragraph(text string) {
	before := len(b.done)
	if b.characters(text, false) {
		return
	}
	b.done = b.done[:before]
	if lines, ok := b.shaped(text); ok {
		b.done = append(b.done, lines...)
		return
	}
	b.characters(text, true)
}

// shaped breaks a paragraph that needs more than our fonts; false if its parts cannot be understood.
func (b *breaker) shaped(text string) (lines []Line, ok bool) {
	if b.texts.System == nil {
		b.texts.System = &System{}
	}
	s := b.texts.System
	s.mutex.Lock()
	defer s.mutex.Unlock()
	defer func() {
		if recover() != nil { // what analyses the text, or a damaged font
			lines, ok = nil, false
		}
	}()
	return newParagraph(s.setting(b.face.font), b.face, b.limit, text).lines(), true
}

// characters breaks a paragraph character by character, unless one needs to be shaped and anything is
// false.
func (b *breaker) characters(text string, anything bool) bool {
	b.start()
	wrapped := false
	for _, r := range text {
		g := b.face.glyph(r)
		switch {
		case g.shaped && !anything:
			return false
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
	return true
}

func (b *breaker) start() { b.line, b.width, b.blank = b.line[:0], 0, -1 }

// end finishes a line of the first n characters of what is there.
func (b *breaker) end(n int) {
	b.done = append(b.done, lineOf(b.face.font, strings.TrimRight(string(b.line[:n]), " ")))
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
