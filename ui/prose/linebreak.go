package prose

import (
	"enactive/journal/wording"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/go-text/typesetting/segmenter"
)

// Asking for the width of one text costs a quarter of a millisecond, as the toolkit prepares
// the whole font each time, and a page has hundreds of lines. So the place of a break is
// estimated from earlier measurements, and measured only until it is certain.

// narrowest is the least part of the size of its font that a letter takes, and usual what most
// take.
const narrowest, usual = 0.2, 0.5

// ruler measures texts in one size and style.
type ruler struct {
	size  float32
	style fyne.TextStyle
	wide  func(string) float32
}

func newRuler(size float32, style fyne.TextStyle) ruler {
	return ruler{size, style, func(s string) float32 { return fyne.MeasureText(s, size, style).Width }}
}

// high is the height of a line, whatever its text.
func (r ruler) high() float32 { return fyne.MeasureText("x", r.size, r.style).Height }

// lines breaks a text where its writing system does, so that a space that holds two words
// together and a full stop of Japanese stay where they are; a word that is wider than the
// width is broken too. A negative width breaks nothing but paragraphs.
func (r ruler) lines(text string, width float32) []string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		rest := []rune(strings.TrimRightFunc(paragraph, unicode.IsSpace))
		if len(rest) == 0 || width < 0 {
			out = append(out, string(rest))
			continue
		}
		pieces := piecesOf(rest)
		for begin := 0; begin < len(rest); {
			for pieces[0].end <= begin {
				pieces = pieces[1:]
			}
			end, next := r.line(rest[begin:], pieces, begin, width)
			out = append(out, string(rest[begin:end]))
			begin = next
		}
	}
	return out
}

// piece is a part of a text after which a line may end: where its letters end, and where the
// next piece begins after the spaces between.
type piece struct{ end, next int }

// piecesOf are the pieces of a paragraph.
func piecesOf(paragraph []rune) []piece {
	var of segmenter.Segmenter
	of.Init(paragraph)
	var out []piece
	for each := of.LineIterator(); each.Next(); {
		next := each.Line().Offset + len(each.Line().Text)
		end := next
		for end > each.Line().Offset && unicode.IsSpace(paragraph[end-1]) {
			end--
		}
		if wording.IsWithinRange(paragraph, next) {
			continue
		}
		out = append(out, piece{end, next})
	}
	return out
}

// line is where a line that begins at a place ends, a letter behind it at least, and where
// the next one begins.
func (r ruler) line(rest []rune, pieces []piece, begin int, width float32) (end, next int) {
	var ends []int
	for _, p := range pieces {
		if !r.possible(p.end-begin, width) {
			break
		}
		ends = append(ends, p.end-begin)
	}
	if at := r.last(rest, ends, "", width); at >= 0 {
		return pieces[at].end, pieces[at].next
	}
	first := pieces[0]
	if end = begin + max(1, r.letters(rest[:first.end-begin], "", width)); end == first.end {
		return end, first.next
	}
	return end, end
}

// letters is how many letters fit into a width with something after them.
func (r ruler) letters(text []rune, after string, width float32) int {
	var all []int
	for i := 1; i <= len(text) && r.possible(i, width); i++ {
		all = append(all, i)
	}
	return r.last(text, all, after, width) + 1
}

// possible reports whether so many letters could fit at all.
func (r ruler) possible(letters int, width float32) bool {
	return float32(letters)*r.size*narrowest <= width
}

// last is the last of some beginnings of a text, given by their lengths, that fits into a
// width with something after it; -1 if none does.
func (r ruler) last(text []rune, ends []int, after string, width float32) int {
	fits, not := -1, len(ends)
	from, reached := 0, float32(0) // the longest that is known to fit, and how wide it is
	each := r.size * usual
	for tries := 0; not-fits > 1; tries++ {
		at := (fits + not) / 2
		if tries < 4 { // else the letters are too uneven for a guess
			at = fits + 1
			for at+1 < not && reached+float32(ends[at+1]-from)*each <= width {
				at++
			}
		}
		if reached+float32(ends[fits+1]-from)*r.size*narrowest > width {
			return fits
		}
		w := r.wide(string(text[:ends[at]]) + after)
		if each = w / float32(ends[at]); w > width {
			not = at
			continue
		}
		fits, from, reached = at, ends[at], w
	}
	return fits
}

// cut is as much of a text as fits into a width, with "…" where that is not all of it.
func (r ruler) cut(text string, width float32) string {
	if text == "" || r.wide(text) <= width {
		return text
	}
	runes := []rune(text)
	return string(runes[:r.letters(runes, "…", width)]) + "…"
}

// Cut shows as much of words as fits into a width, and "…" for the rest.
func Cut(t *canvas.Text, words string, width float32) {
	t.Text = newRuler(t.TextSize, t.TextStyle).cut(words, width)
}
