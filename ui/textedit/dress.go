package textedit

import (
	"fyne.io/fyne/v2"
)

// Dress is how a field looks that fills the window: without a ground and a frame, in a typeface and a size
// of its own, and with the row that is written in at a comfortable height.
type Dress struct {
	Style   fyne.TextStyle
	Size    float32
	Leading float32 // the height of a row, in heights of its letters
}

// SetDress gives the field a look of its own.
func (f *Field) SetDress(d Dress) {
	f.dress = &d
	f.reflow()
	f.follow()
}

func (f *Field) style() fyne.TextStyle {
	if f.dress != nil {
		return f.dress.Style
	}
	return fyne.TextStyle{}
}

func (f *Field) textSize() float32 {
	if f.dress != nil {
		return f.dress.Size
	}
	return f.Theme().Size(f.sizeName())
}

func (f *Field) leading() float32 {
	if f.dress != nil {
		return f.dress.Leading
	}
	return 1
}

// letterHeight returns the height of the letters.
func (f *Field) letterHeight() float32 {
	return fyne.MeasureText("M", f.textSize(), f.style()).Height
}

// room returns how many rows stay free above and below the caret where seen rows show.
func (f *Field) room(seen int) (above, below int) {
	if f.dress == nil {
		return 0, 0
	}
	return seen / 5, seen * 2 / 5
}

// lastTop returns the last row that can be the first visible one.
func (f *Field) lastTop() int {
	_, below := f.room(f.visible())
	return max(0, f.e.rows.total()-f.visible()+below)
}

// Lend lets another field write the text of this one, with its caret, its selection and its history, until
// TakeBack. Meanwhile this one must be out of sight.
func (f *Field) Lend(to *Field) {
	f.lent = to
	to.e, to.hint, to.maxBytes, to.Full = f.e, f.hint, f.maxBytes, f.Full
	to.OnChanged = func() {
		if f.OnChanged != nil {
			f.OnChanged()
		}
	}
	to.look = look{}
	to.reflow()
	to.follow()
}

// TakeBack ends Lend.
func (f *Field) TakeBack() {
	f.lent, f.look = nil, look{}
	f.reflow()
	if f.OnWidth != nil {
		f.OnWidth()
	}
	f.follow()
}

// Caret returns the paragraph and the column of the caret, for PlaceCaret.
func (f *Field) Caret() (paragraph, column int) { return f.e.caret.para, f.e.caret.col }

// PlaceCaret moves the caret.
func (f *Field) PlaceCaret(paragraph, column int) {
	f.e.move(place{paragraph, column}, false, false)
	f.follow()
}
