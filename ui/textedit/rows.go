package textedit

import (
	"sort"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// measure returns the widths of text in one size and typeface.
type measure struct {
	// wide returns the width of a drawn text, with kerning and ligatures. It is slow.
	wide func(string) float32
	kept map[rune]float32
}

func newMeasure(wide func(string) float32) *measure {
	return &measure{wide: wide, kept: map[rune]float32{}}
}

// rune returns the width of a character among others of its kind: alone it may be drawn in another
// typeface. Characters together are no wider than the sum of their widths, except for rare pairs,
// so that rows broken by sums fit.
func (m *measure) rune(r rune) float32 {
	if w, ok := m.kept[r]; ok {
		return w
	}
	const like = 4
	w := m.wide(drawn([]rune{r, r, r, r})) / like
	m.kept[r] = w
	return w
}

// tab is drawn in place of a tab.
const tab = "    "

// drawn returns a row as it is drawn: control characters would be drawn as boxes.
func drawn(row []rune) string {
	if !hasControls(row) {
		return string(row)
	}
	var b strings.Builder
	for _, r := range row {
		switch {
		case r == '\t':
			b.WriteString(tab)
		case unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hasControls(row []rune) bool {
	for _, r := range row {
		if r < ' ' || unicode.IsControl(r) {
			return true
		}
	}
	return false
}

// rows are the rows of a text at one width. The rows of a paragraph are stored as the columns at
// which they begin.
type rows struct {
	of     *text
	m      *measure
	width  float32
	begins [][]int
	sums   []int // sums[i] is the number of rows before paragraph i
	dirty  int   // the first paragraph for which sums is not valid
}

func newRows(of *text, m *measure, width float32) *rows {
	r := &rows{of: of, m: m, width: width, begins: make([][]int, len(of.paras))}
	for i, p := range of.paras {
		r.begins[i] = r.breakFrom(p, nil, 0)
	}
	return r
}

// breakFrom breaks a paragraph from the row that begins at a column; begins holds the earlier rows.
func (r *rows) breakFrom(p []rune, begins []int, from int) []int {
	begins = append(begins, from)
	for {
		next := r.next(p, from)
		if next >= len(p) {
			return begins
		}
		begins, from = append(begins, next), next
	}
}

// ahead is how many characters after the end of a row affect where it breaks.
const ahead = 24

// next returns the beginning of the row after the one that begins at from; len(p) if there is none.
// Spaces may extend beyond the end of their row.
func (r *rows) next(p []rune, from int) int {
	fits, could := r.fit(p, from)
	if fits == len(p) {
		return fits
	}
	end := min(len(p), could+ahead)
	at := lastBreak(p[from:end], fits-from, end == len(p))
	if could > fits { // kerning may leave room for another word
		far := lastBreak(p[from:end], could-from, end == len(p))
		if far > at && r.m.wide(drawn(trimmed(p[from:from+far]))) <= r.width {
			at = far
		}
	}
	if at > 0 {
		return from + at
	}
	for fits > from+1 && joins(p[fits]) {
		fits--
	}
	return max(fits, from+1)
}

// kerned is the factor by which kerning may make a row narrower than the sum of its characters.
const kerned = 1.02

// fit returns how far a row reaches by the sum of its characters, trailing spaces included, and how
// far it could reach at most.
func (r *rows) fit(p []rune, from int) (fits, could int) {
	used := float32(0)
	fits = -1
	for i := from; i < len(p); i++ {
		if used += r.m.rune(p[i]); unicode.IsSpace(p[i]) {
			continue
		}
		if used > r.width && fits < 0 {
			fits = i
		}
		if used > r.width*kerned {
			return fits, i
		}
	}
	if fits < 0 {
		fits = len(p)
	}
	return fits, len(p)
}

func trimmed(row []rune) []rune {
	for len(row) > 0 && unicode.IsSpace(row[len(row)-1]) {
		row = row[:len(row)-1]
	}
	return row
}

// lastBreak returns the last place in a row at which its writing system allows a break, before which
// trailing spaces do not count; 0 if there is none. most is how many characters fit. The end of row is
// a break only if the paragraph ends there (whole).
func lastBreak(row []rune, most int, whole bool) int {
	var of segmenter.Segmenter
	of.Init(row)
	at := 0
	for lines := of.LineIterator(); lines.Next(); {
		line := lines.Line()
		next := line.Offset + len(line.Text)
		if line.Offset+len(trimmed(line.Text)) > most || next == len(row) && !whole {
			break
		}
		at = next
	}
	return at
}

// joins reports whether a character is drawn onto the previous one.
func joins(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == '\u200d' || r == '\ufe0f' || 0x1f3fb <= r && r <= 0x1f3ff
}

// changed breaks the changed rows again: old is the span that was replaced, now the one that
// replaced it.
func (r *rows) changed(old, now span) {
	r.dirty = min(r.dirty, now.from.para)
	if old.from.para == old.to.para && now.from.para == now.to.para {
		para := now.from.para
		r.begins[para] = r.rebreak(r.of.paras[para], r.begins[para], now.from.col, now.to.col, now.to.col-old.to.col)
		return
	}
	fresh := make([][]int, now.to.para-now.from.para+1)
	for i := range fresh {
		fresh[i] = r.breakFrom(r.of.paras[now.from.para+i], nil, 0)
	}
	rest := r.begins[old.to.para+1:]
	r.begins = append(append(r.begins[:old.from.para:old.from.para], fresh...), rest...)
}

// rebreak breaks a paragraph from the first row that the edit can affect, until a row begins where
// one began before; the others only move. A row depends on the text that could fit into it, which
// ends in the next row, and on the text ahead of that.
func (r *rows) rebreak(p []rune, before []int, from, to, moved int) []int {
	row := max(0, sort.SearchInts(before, from-ahead+1)-2)
	begins := append([]int(nil), before[:row]...)
	at := 0
	if row < len(before) {
		at = before[row]
	}
	old := row
	for {
		for old < len(before) && before[old]+moved < at {
			old++
		}
		if at >= to && old < len(before) && before[old]+moved == at && before[old] > from {
			for _, b := range before[old:] {
				begins = append(begins, b+moved)
			}
			return begins
		}
		begins = append(begins, at)
		if at = r.next(p, at); at >= len(p) {
			return begins
		}
	}
}

// count returns the number of rows before a paragraph.
func (r *rows) count(para int) int {
	if len(r.sums) != len(r.begins)+1 {
		sums := make([]int, len(r.begins)+1)
		r.dirty = min(r.dirty, copy(sums, r.sums))
		r.sums = sums
	}
	for ; r.dirty < len(r.begins); r.dirty++ {
		r.sums[r.dirty+1] = r.sums[r.dirty] + len(r.begins[r.dirty])
	}
	return r.sums[para]
}

// total returns the number of rows.
func (r *rows) total() int { return r.count(len(r.begins)) }

// row returns the paragraph of a row, and the number of the row in it.
func (r *rows) row(n int) (para, i int) {
	n = min(max(n, 0), r.total()-1)
	para = sort.SearchInts(r.sums, n+1) - 1
	return para, n - r.sums[para]
}

// rowOf returns the row of a place. With ends, a place at which a row is broken belongs to the end
// of the upper row.
func (r *rows) rowOf(p place, ends bool) int {
	begins := r.begins[p.para]
	i := sort.SearchInts(begins, p.col+1) - 1
	if ends && i > 0 && begins[i] == p.col {
		i--
	}
	return r.count(p.para) + i
}

// bounds returns the beginning and end of a row.
func (r *rows) bounds(n int) (from, to place) {
	para, i := r.row(n)
	begins := r.begins[para]
	end := len(r.of.paras[para])
	if i+1 < len(begins) {
		end = begins[i+1]
	}
	return place{para, begins[i]}, place{para, end}
}

// runes returns the characters of a row.
func (r *rows) runes(n int) []rune {
	from, to := r.bounds(n)
	return r.of.paras[from.para][from.col:to.col]
}

// x returns the distance of a place from the beginning of its row.
func (r *rows) x(p place, n int) float32 {
	from, _ := r.bounds(n)
	if p.col <= from.col {
		return 0
	}
	return r.m.wide(drawn(r.of.paras[p.para][from.col:p.col]))
}

// at returns the place in a row that is nearest to x, and whether it is the end of a row that
// continues in the next one.
func (r *rows) at(n int, x float32) (p place, ends bool) {
	from, to := r.bounds(n)
	row := r.of.paras[from.para][from.col:to.col]
	wide := func(i int) float32 { return r.m.wide(drawn(row[:i])) }
	i := sort.Search(len(row), func(i int) bool { return wide(i+1) > x })
	if i < len(row) && x-wide(i) > wide(i+1)-x {
		i++
	}
	for i > 0 && i < len(row) && joins(row[i]) {
		i--
	}
	last := to.col < len(r.of.paras[from.para]) && i == len(row)
	return place{from.para, from.col + i}, last
}
