package main

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

// plain returns s as a terminal may safely print it: line ends and tabs stay, other control
// characters go, and the marks that turn the direction of writing round are spelt out, so
// that no entry can disguise itself or take hold of the terminal.
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
		case turnsText(r):
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

// turnsText reports whether r embeds, overrides or isolates the direction of what follows.
func turnsText(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// line is plain on one line.
func line(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

// columns returns how many columns of a terminal s takes.
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

// table is rows of cells in aligned columns.
type table struct {
	header []string
	// right marks the columns of numbers.
	right []bool
	rows  [][]string
}

// giveWay takes steps, one after the other, until the last column has room for so many
// columns of a terminal that is so wide; 0 is no terminal, and nothing gives way.
func (t *table) giveWay(wide, least int, steps []func()) {
	for _, step := range steps {
		if wide == 0 || t.before(t.widths())+least <= wide {
			return
		}
		step()
	}
}

// column is the place of a column, -1 where there is none of that name.
func (t *table) column(name string) int { return slices.Index(t.header, name) }

func (t *table) rename(from, to string) {
	if i := t.column(from); i >= 0 {
		t.header[i] = to
	}
}

// drop takes a column out, where that is wished.
func (t *table) drop(name string, wished bool) {
	i := t.column(name)
	if i < 0 || !wished {
		return
	}
	t.header, t.right = slices.Delete(t.header, i, i+1), slices.Delete(t.right, i, i+1)
	for r, row := range t.rows {
		t.rows[r] = slices.Delete(row, i, i+1)
	}
}

// shorten makes a column at most so wide. Of a date it leaves the day.
func (t *table) shorten(name string, most int) {
	i := t.column(name)
	if i < 0 {
		return
	}
	for _, row := range t.rows {
		if name == "DATE" {
			row[i] = row[i][:min(len(row[i]), most)]
			continue
		}
		row[i] = fit(row[i], most)
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

// before is how many columns of the terminal come before the last column.
func (t *table) before(widths []int) int {
	before := 0
	for _, w := range widths[:len(widths)-1] {
		before += w + 2
	}
	return before
}

// write sets the table; where wide is above 0, the last column is shortened to fit.
func (t *table) write(s *session, wide int) {
	widths := t.widths()
	last, before := len(t.header)-1, t.before(widths)
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row[:last] {
			gap := strings.Repeat(" ", widths[i]-columns(cell))
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
		s.print(cell, "\n")
	}
}

// wrap breaks s at blanks into lines of at most n columns; each line end of s stays. An n
// of 0 leaves the lines as long as they are.
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

// tenth writes a value for people: at most one decimal.
func tenth[T ~float64](v T) string {
	return strconv.FormatFloat(math.Round(float64(v)*10)/10+0, 'f', -1, 64)
}

// cell writes a value that may be missing into a table: a dash is not 0.
func cell[T ~float64](v optional.Value[T]) string {
	x, ok := v.Get()
	if !ok {
		return "-"
	}
	return tenth(x)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// count writes a number with its noun: "1 entry", "12 entries".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// sequence joins names as a sentence does: "a, b and c".
func sequence(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
