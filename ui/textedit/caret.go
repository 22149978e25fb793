package textedit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// editor is a text with a caret, a selection and a history of edits. It knows nothing about the
// screen except the widths of characters.
type editor struct {
	text *text
	rows *rows
	history
	caret  place
	ends   bool    // the caret is at the end of a row that continues in the next one
	anchor place   // the other end of the selection; the caret if nothing is selected
	aim    float32 // the horizontal target when moving up and down; negative while unknown
}

func newEditor(s string, m *measure, width float32) *editor {
	t := newText(s)
	return &editor{text: t, rows: newRows(t, m, width), aim: -1}
}

// reflow breaks the text for another width or measure.
func (e *editor) reflow(m *measure, width float32) {
	e.rows = newRows(e.text, m, width)
	e.ends, e.aim = false, -1
}

func (e *editor) selection() span { return ordered(e.anchor, e.caret) }

// move moves the caret, and extends the selection if selecting.
func (e *editor) move(p place, ends, selecting bool) {
	e.caret, e.ends = e.text.clamp(p), ends
	if !selecting {
		e.anchor = e.caret
	}
	e.aim = -1
	e.stop()
}

// replaceSelection replaces the selection.
func (e *editor) replaceSelection(words string, typed bool) {
	s := e.selection()
	e.change(s, words, edit{before: e.caret, typed: typed && s.empty()})
}

// cut removes a span.
func (e *editor) cut(s span) {
	if !s.empty() {
		e.change(s, "", edit{before: e.caret})
	}
}

func (e *editor) change(s span, words string, kept edit) {
	kept.at, kept.was, kept.is = s.from, e.text.part(s), words
	if kept.was == words {
		e.move(s.to, false, false)
		return
	}
	kept.then = e.replace(s, words)
	e.add(kept)
}

// replace changes the text and moves the caret to the end of the change.
func (e *editor) replace(s span, words string) place {
	now := e.text.replace(s, words)
	e.rows.changed(s, now)
	e.caret, e.anchor, e.ends, e.aim = now.to, now.to, false, -1
	return now.to
}

// undo undoes the last edit; false if there is none.
func (e *editor) undo() bool {
	n := len(e.done)
	if n == 0 {
		return false
	}
	last := e.done[n-1]
	e.done = e.done[:n-1]
	last.typed = false
	e.undone = append(e.undone, last)
	e.replace(span{last.at, endOf(last.at, last.is)}, last.was)
	if last.was == "" {
		e.caret = e.text.clamp(last.before)
		e.anchor = e.caret
	}
	return true
}

// redo repeats the last undone edit; false if there is none.
func (e *editor) redo() bool {
	n := len(e.undone)
	if n == 0 {
		return false
	}
	next := e.undone[n-1]
	e.undone = e.undone[:n-1]
	e.done = append(e.done, next)
	e.replace(span{next.at, endOf(next.at, next.was)}, next.is)
	return true
}

// endOf returns the end of words that begin at a place.
func endOf(at place, words string) place {
	if n := strings.Count(words, "\n"); n > 0 {
		return place{at.para + n, utf8.RuneCountInString(words[strings.LastIndexByte(words, '\n')+1:])}
	}
	return place{at.para, at.col + utf8.RuneCountInString(words)}
}

// left returns the place one character before p.
func (e *editor) left(p place) place {
	if p.col == 0 {
		if p.para == 0 {
			return p
		}
		return place{p.para - 1, len(e.text.paras[p.para-1])}
	}
	para := e.text.paras[p.para]
	for p.col--; p.col > 0 && (joins(para[p.col]) || para[p.col-1] == '\u200d'); p.col-- {
	}
	return p
}

// right returns the place one character after p.
func (e *editor) right(p place) place {
	para := e.text.paras[p.para]
	if p.col == len(para) {
		if p.para+1 == len(e.text.paras) {
			return p
		}
		return place{p.para + 1, 0}
	}
	for p.col++; p.col < len(para) && (joins(para[p.col]) || para[p.col-1] == '\u200d'); p.col++ {
	}
	return p
}

// kind distinguishes spaces, letters and other characters.
func kind(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return 0
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '_', r == '\'', r == '’':
		return 1
	}
	return 2
}

// wordLeft returns the beginning of the word before p.
func (e *editor) wordLeft(p place) place {
	if p.col == 0 {
		return e.left(p)
	}
	para := e.text.paras[p.para]
	for p.col > 0 && kind(para[p.col-1]) == 0 {
		p.col--
	}
	if p.col == 0 {
		return p
	}
	for of := kind(para[p.col-1]); p.col > 0 && kind(para[p.col-1]) == of; {
		p.col--
	}
	return p
}

// wordRight returns the end of the word at or after p.
func (e *editor) wordRight(p place) place {
	para := e.text.paras[p.para]
	if p.col == len(para) {
		return e.right(p)
	}
	for p.col < len(para) && kind(para[p.col]) == 0 {
		p.col++
	}
	if p.col == len(para) {
		return p
	}
	for of := kind(para[p.col]); p.col < len(para) && kind(para[p.col]) == of; {
		p.col++
	}
	return p
}

// wordAt returns the word, or the gap between two words, around a place.
func (e *editor) wordAt(p place) span {
	para := e.text.paras[p.para]
	if len(para) == 0 {
		return span{p, p}
	}
	at := min(p.col, len(para)-1)
	if at > 0 && at == p.col && kind(para[at]) != 1 && kind(para[at-1]) == 1 {
		at--
	}
	from, to := at, at+1
	for from > 0 && kind(para[from-1]) == kind(para[at]) {
		from--
	}
	for to < len(para) && kind(para[to]) == kind(para[at]) {
		to++
	}
	return span{place{p.para, from}, place{p.para, to}}
}

// paragraphAt returns the whole paragraph of a place.
func (e *editor) paragraphAt(p place) span {
	return span{place{p.para, 0}, place{p.para, len(e.text.paras[p.para])}}
}

func (e *editor) row() int { return e.rows.rowOf(e.caret, e.ends) }

// vertical moves the caret some rows up or down, or to the beginning or end of the text if there are
// not enough rows.
func (e *editor) vertical(by int, selecting bool) {
	row := e.row()
	aim := e.aim
	if aim < 0 {
		aim = e.rows.x(e.caret, row)
	}
	switch to := row + by; {
	case to < 0:
		e.move(place{}, false, selecting)
	case to >= e.rows.total():
		e.move(e.text.end(), false, selecting)
	default:
		p, ends := e.rows.at(to, aim)
		e.move(p, ends, selecting)
	}
	e.aim = aim
}

// rowStart returns the beginning of the caret's row.
func (e *editor) rowStart() place {
	from, _ := e.rows.bounds(e.row())
	return from
}

// rowEnd returns the end of the caret's row; ends is true if the paragraph continues in the next row.
func (e *editor) rowEnd() (p place, ends bool) {
	_, to := e.rows.bounds(e.row())
	return to, to.col < len(e.text.paras[to.para])
}
