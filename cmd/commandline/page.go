package commandline

import (
	"strconv"
	"strings"
)

// page prints one thing in full: a title, short facts, and texts under headings.
type page struct {
	s    *session
	wide int
}

// newPage returns a page that wraps long lines on a terminal, but not in a pipe.
func newPage(s *session) *page {
	wide := 0
	if s.env.columns > 0 {
		wide = min(s.env.columns, 92)
	}
	return &page{s, wide}
}

func (p *page) title(text string) { p.hanging(bold, "", "", line(text)) }

func (p *page) subtitle(text string) { p.lines("", line(text)) }

// fact prints a name and a short value on one line, or nothing if the value is empty.
func (p *page) fact(name, value string) { p.factIn(noInk, name, value) }

// factIn prints the value in an ink.
func (p *page) factIn(i ink, name, value string) {
	if value == "" {
		return
	}
	const left = 14
	p.s.print("  ", name, strings.Repeat(" ", max(left-columns(name), 1)), p.s.paint(i, line(value)), "\n")
}

// text prints a heading and its paragraphs.
func (p *page) text(heading, body string) {
	if body == "" {
		return
	}
	p.s.print("\n", p.s.paint(bold, heading), "\n")
	p.lines("  ", plain(body))
}

// list prints a heading and one line per item.
func (p *page) list(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	p.s.print("\n", p.s.paint(bold, heading), "\n")
	for _, item := range items {
		indent := item[:len(item)-len(strings.TrimLeft(item, " "))]
		p.lines("  "+indent, line(item))
	}
}

func (p *page) gap() { p.s.print("\n") }

func (p *page) lines(indent, text string) { p.hanging(noInk, indent, indent, text) }

// bullet prints an item of a list; its further lines are aligned with its text.
func (p *page) bullet(text string) { p.hanging(noInk, "  - ", "    ", text) }

// hanging indents the first line and the others differently; both indents have the same width.
func (p *page) hanging(i ink, first, others, text string) {
	room := 0
	if p.wide > 0 {
		room = max(p.wide-len(first), 20)
	}
	begin := first
	for _, l := range wrap(text, room) {
		l = strings.TrimRight(l, " ")
		if l == "" {
			begin = strings.TrimRight(begin, " ")
		}
		p.s.print(begin, p.s.paint(i, l), "\n")
		begin = others
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// tableRows is the maximum number of rows printed of a chart's table; JSON has all numbers.
const tableRows = 20

// table prints the header and the first rows; rows of days begin with the newest.
func (p *page) table(header []string, rows [][]string) {
	t := table{header: header, right: make([]bool, len(header))}
	for _, row := range rows[:min(len(rows), tableRows)] {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = line(c)
		}
		t.rows = append(t.rows, cells)
	}
	p.gap()
	t.write(p.s, p.wide)
	if hidden := len(rows) - tableRows; hidden > 0 {
		p.s.print("and ", strconv.Itoa(hidden), " more\n")
	}
}
