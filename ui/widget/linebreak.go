package widget

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// Asking for the width of one text costs a quarter of a millisecond, as the toolkit prepares
// the whole font each time, and a page has hundreds of lines. So the place of a break is
// guessed from what was measured already, and measured only until it is certain.

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

// lines breaks a text after its words to a width; a word that is wider than that is broken
// too. A negative width breaks nothing but paragraphs.
func (r ruler) lines(text string, width float32) []string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		rest := []rune(paragraph)
		if len(rest) == 0 || width < 0 {
			out = append(out, paragraph)
			continue
		}
		for len(rest) > 0 {
			n := r.line(rest, width)
			out = append(out, string(rest[:n]))
			if rest = rest[n:]; len(rest) > 0 && unicode.IsSpace(rest[0]) {
				rest = rest[1:]
			}
		}
	}
	return out
}

// line is how many letters the first line takes, at least one.
func (r ruler) line(rest []rune, width float32) int {
	var ends []int // of words
	for i := 1; i <= len(rest) && r.possible(i, width); i++ {
		if i == len(rest) || unicode.IsSpace(rest[i]) {
			ends = append(ends, i)
		}
	}
	if at := r.last(rest, ends, "", width); at >= 0 {
		return ends[at]
	}
	if unicode.IsSpace(rest[0]) {
		return 1
	}
	return max(1, r.letters(rest, "", width))
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

// last is the last of some beginnings of a text, told by their lengths, that fits into a
// width with something after it; -1 where none does.
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
