package table

import (
	"strings"
	"unicode/utf8"
)

// Type is what a cell of a sheet says of itself.
type Type byte

// The types of cells. In a file of text all cells are texts.
const (
	TypeText     Type = iota
	TypeNumber        // the text is a number with a point, and its unit if its format shows one: 79%, 8.2 km
	TypeDate          // the text is a date and time as in ISO 8601
	TypeDuration      // the text is hours:minutes:seconds
)

// Cell is one cell of a table.
type Cell struct {
	Text string
	Type Type
}

// filledCells returns how many cells hold something, and the place behind the last of them.
func filledCells(cells []Cell) (filled, width int) {
	for i := range cells {
		if !isBlank(cells[i].Text) {
			filled, width = filled+1, i+1
		}
	}
	return filled, width
}

// isBlank reports whether a cell holds nothing but blanks.
func isBlank(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' && c < utf8.RuneSelf {
			return false
		}
	}
	return trim(s) == ""
}

// trim takes away blanks, also those that do not break a line.
func trim(s string) string {
	for len(s) > 0 && s[0] <= ' ' {
		s = s[1:]
	}
	for len(s) > 0 && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	if len(s) > 0 && (s[0] >= utf8.RuneSelf || s[len(s)-1] >= utf8.RuneSelf) {
		return strings.TrimFunc(s, isSpace)
	}
	return s
}

// bareValue is a date or a number without what programs put around it for spreadsheets, as in ="42", and
// with the digits and marks of ASCII in place of wide ones.
func bareValue(s string) string {
	if inside, ok := strings.CutPrefix(s, `="`); ok {
		if inside, ok = strings.CutSuffix(inside, `"`); ok && !strings.Contains(inside, `"`) {
			s = trim(inside)
		}
	}
	const first, last, shift = '！', '～', '！' - '!'
	if strings.IndexByte(s, "！"[0]) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= first && r <= last {
			return r - shift
		}
		return r
	}, s)
}
