package textedit

import "enactive/ui/spoken"

// Spoken is the text, with the caret and the selection.
func (f *Field) Spoken() spoken.Object {
	e := f.e
	s := e.selection()
	t := &spoken.Text{Content: f.Text(), Caret: e.text.offset(e.caret), From: e.text.offset(s.from), To: e.text.offset(s.to), Set: f.Replace,
		Select: func(from, to int) {
			e := f.e
			e.move(e.text.at(from), false, false)
			e.move(e.text.at(to), false, true)
			f.follow()
		}}
	before := 0
	for i, begins := range e.rows.begins {
		for _, column := range begins {
			t.Rows = append(t.Rows, before+column)
		}
		before += len(e.text.paras[i]) + 1
	}
	o := spoken.Object{Role: spoken.Entry, Lines: true, Text: t, Active: -1}
	o.Hint = f.hint
	return o
}

// offset counts the characters before a place.
func (t *text) offset(p place) int {
	n := p.col
	for _, para := range t.paras[:p.para] {
		n += len(para) + 1
	}
	return n
}

// at is the place after so many characters.
func (t *text) at(offset int) place {
	for i, para := range t.paras {
		if offset <= len(para) {
			return place{i, max(offset, 0)}
		}
		offset -= len(para) + 1
	}
	return t.end()
}
