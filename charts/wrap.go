package charts

import (
	"strings"
	"unicode"

	"github.com/golang/freetype/truetype"

	"enactive/charts/typeface"
)

// wrap breaks s into lines no wider than width, at most limit of them; what does not
// fit ends in an ellipsis. A word that is too wide for a line is cut.
func wrap(f *truetype.Font, size, width float64, s string, limit int) []string {
	var lines []string
	line := ""
	for _, p := range piecesOf(s) {
		joined := p.text
		if line != "" {
			joined = line + p.before + p.text
		}
		if typeface.Width(f, size, joined) <= width {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = p.text
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > limit {
		lines = lines[:limit]
		lines[limit-1] += " …"
	}
	for i, l := range lines {
		lines[i] = fit(f, size, width, l)
	}
	return lines
}

// piece is a part of a text that stays on one line, and what is between it and the one before.
type piece struct{ before, text string }

// piecesOf splits a text where lines may end: at spaces, and around the characters of scripts that
// have none. Closing marks stay with what they close, and opening ones with what they open.
func piecesOf(s string) []piece {
	var pieces []piece
	for _, word := range strings.Fields(s) {
		before, text := " ", ""
		cut := func() {
			if text != "" {
				pieces = append(pieces, piece{before, text})
				before, text = "", ""
			}
		}
		last := rune(0)
		for _, r := range word {
			if (unspaced(r) || unspaced(last)) && last != 0 && !strings.ContainsRune(closing, r) && !strings.ContainsRune(opening, last) {
				cut()
			}
			text += string(r)
			last = r
		}
		cut()
	}
	return pieces
}

// opening and closing are marks that may not end, or begin, a line.
const (
	opening = "（「『“‘([〈《【"
	closing = "、。，．：；！？）」』”’)]〉》】・ー…～〜%％,.:;!?ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)

// unspaced reports whether words of the script of a character are written without spaces.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("、。，．：；！？）（「」『』・ー", r)
}

// balanced wraps s like wrap, and then narrows the lines as far as their number allows,
// so that no single word is left for the last one.
func balanced(f *truetype.Font, size, width float64, s string, limit int) []string {
	lines := wrap(f, size, width, s, limit)
	if len(lines) < 2 {
		return lines
	}
	for narrower := width * 0.97; narrower > width/2; narrower *= 0.97 {
		tried := wrap(f, size, narrower, s, limit+1)
		if len(tried) > len(lines) {
			break
		}
		lines = tried
	}
	return lines
}

// fit shortens s with an ellipsis until it is no wider than width.
func fit(f *truetype.Font, size, width float64, s string) string {
	if typeface.Width(f, size, s) <= width {
		return s
	}
	runes := []rune(strings.TrimSuffix(s, " …"))
	for n := len(runes); n > 0; n-- {
		short := strings.TrimRight(string(runes[:n]), " ,;:") + "…"
		if typeface.Width(f, size, short) <= width {
			return short
		}
	}
	return ""
}
