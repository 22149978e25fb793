package commandline

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"enactive/journal/optional"
)

// plain returns s so that a terminal can print it safely: it keeps line ends and tabs, removes
// other control characters, and spells out the marks that change the text direction, so that an
// entry can neither disguise itself nor control the terminal.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case unicode.IsControl(r):
		case r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case changesDirection(r):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// changesDirection reports whether r embeds, overrides or isolates a text direction.
func changesDirection(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// line returns s on one line, made safe as by plain.
func line(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

// columns returns the width of s on a terminal.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// fit shortens s to at most n columns.
func fit(s string, n int) string {
	if columns(s) <= n {
		return s
	}
	used := 0
	for i, r := range s {
		if used+runeColumns(r) > n-1 {
			return s[:i] + "…"
		}
		used += runeColumns(r)
	}
	return s
}

// table is a table with aligned columns.
type table struct {
	header []string
	// right marks the right-aligned columns, those of numbers.
	right []bool
	rows  [][]string
	// ink returns the ink of a cell, or is nil.
	ink func(column, cell string) ink
}

// narrow applies steps, one after the other, until the last column has the minimum width on a
// terminal of this width. A width of 0 means that the output is not a terminal: no step is applied.
func (t *table) narrow(width, minimum int, steps []func()) {
	for _, step := range steps {
		if width == 0 || t.widthBefore(t.widths())+minimum <= width {
			return
		}
		step()
	}
}

// column returns the index of a column, or -1.
func (t *table) column(name string) int { return slices.Index(t.header, name) }

func (t *table) rename(from, to string) {
	if i := t.column(from); i >= 0 {
		t.header[i] = to
	}
}

// drop removes a column if condition is true.
func (t *table) drop(name string, condition bool) {
	if i := t.column(name); i >= 0 && condition {
		t.dropAt(i)
	}
}

func (t *table) dropAt(i int) {
	t.header, t.right = slices.Delete(t.header, i, i+1), slices.Delete(t.right, i, i+1)
	for r, row := range t.rows {
		t.rows[r] = slices.Delete(row, i, i+1)
	}
}

// shorten limits the width of a column. Dates are shortened to the day.
func (t *table) shorten(name string, maximum int) {
	i := t.column(name)
	if i < 0 {
		return
	}
	for _, row := range t.rows {
		if name == "DATE" {
			row[i] = row[i][:min(len(row[i]), maximum)]
			continue
		}
		row[i] = fit(row[i], maximum)
	}
}

func (t *table) widths() []int {
	widths := make([]int, len(t.header))
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	return widths
}

// widthBefore returns the width of everything before the last column.
func (t *table) widthBefore(widths []int) int {
	before := 0
	for _, w := range widths[:len(widths)-1] {
		before += w + 2
	}
	return before
}

// write prints the table; if wide is above 0, the last column is shortened to fit.
func (t *table) write(s *session, wide int) {
	widths := t.widths()
	last, before := len(t.header)-1, t.widthBefore(widths)
	for r, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row[:last] {
			gap := strings.Repeat(" ", widths[i]-columns(cell))
			cell = s.paint(t.inkOf(r, i, cell), cell)
			if t.right[i] {
				s.print(gap, cell, "  ")
			} else {
				s.print(cell, gap, "  ")
			}
		}
		cell := row[last]
		if room := wide - before; wide > 0 {
			cell = fit(cell, max(room, 12))
		}
		s.print(s.paint(t.inkOf(r, last, cell), cell), "\n")
	}
}

// inkOf returns the ink of a cell; row 0 is the header.
func (t *table) inkOf(row, column int, cell string) ink {
	switch {
	case row == 0:
		return bold
	case t.ink == nil:
		return noInk
	}
	return t.ink(t.header[column], cell)
}

// wrap breaks s at spaces into lines of at most n columns and keeps its line ends. If n is 0,
// lines are not broken.
func wrap(s string, n int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		if n <= 0 || columns(paragraph) <= n {
			lines = append(lines, paragraph)
			continue
		}
		current, used := "", 0
		for word := range strings.FieldsSeq(paragraph) {
			w := columns(word)
			if current != "" && used+1+w > n {
				lines = append(lines, current)
				current, used = "", 0
			}
			if current != "" {
				current, used = current+" ", used+1
			}
			current, used = current+word, used+w
		}
		lines = append(lines, current)
	}
	return lines
}

// oneDecimal formats a value with at most one decimal.
func oneDecimal[T ~float64](v T) string {
	return strconv.FormatFloat(math.Round(float64(v)*10)/10+0, 'f', -1, 64)
}

// cell formats a value for a table: a missing value is a dash, not 0.
func cell[T ~float64](v optional.Value[T]) string {
	x, ok := v.Get()
	if !ok {
		return "-"
	}
	return oneDecimal(x)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// count returns a number with its noun: "1 entry", "12 entries".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// joinNames joins names as in a sentence: "a, b and c".
func joinNames(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
