// Package prose owns text to be read: how it is broken into lines, and its sizes and weights from
// the title of a page to a caption.
package prose

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
)

// wordsForm is how words take their place.
type wordsForm int

const (
	wrapped wordsForm = iota // into as many lines as they need
	inLine                   // cut where they do not fit
	short                    // as wide as they are
)

// Words is text that begins and ends where its place does: the toolkit's own text keeps a
// margin around itself, which would set it off from the fields and cards under it. It also
// breaks a text anew at every look at it, where this one remembers.
type Words struct {
	widget.BaseWidget
	text  string
	size  fyne.ThemeSizeName
	style fyne.TextStyle
	ink   fyne.ThemeColorName
	form  wordsForm
}

// SetText changes the words. Without any they take no room.
func (w *Words) SetText(s string) {
	w.text = s
	if s == "" {
		w.Hide()
		return
	}
	w.Show()
	w.Refresh()
}

// SetInk changes the colour of the words, by its name in the theme.
func (w *Words) SetInk(ink fyne.ThemeColorName) {
	if w.ink != ink {
		w.ink = ink
		w.Refresh()
	}
}

// String returns the words.
func (w *Words) String() string { return w.text }

// InLine makes the words one line that ends in "…" where it does not fit.
func (w *Words) InLine() *Words {
	w.form = inLine
	return w
}

// Short makes the words one line that is as wide as they are.
func (w *Words) Short() *Words {
	w.form = short
	return w
}

// CreateRenderer makes the lines.
func (w *Words) CreateRenderer() fyne.WidgetRenderer {
	r := &wordsRenderer{words: w, width: -1}
	r.set()
	return paint.LaidOut(w, r)
}

// wordsRenderer shows words as one text a line.
type wordsRenderer struct {
	words *Words
	lines []fyne.CanvasObject
	width float32 // of the place; negative while there is none
	of    wordsLook
	min   fyne.Size
}

// wordsLook is all that the lines depend on.
type wordsLook struct {
	text        string
	form        wordsForm
	style       fyne.TextStyle
	size, width float32
	ink         color.Color
	font        fyne.Resource
}

// look is how the words are to be shown now.
func (r *wordsRenderer) look() wordsLook {
	w := r.words
	th := w.Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	return wordsLook{w.text, w.form, w.style, th.Size(w.size), r.width, th.Color(w.ink, variant), th.Font(w.style)}
}

// set makes the lines anew where something has changed.
func (r *wordsRenderer) set() {
	now := r.look()
	if now == r.of {
		return
	}
	r.of = now
	rule := newRuler(now.size, now.style)
	broken := rule.lines(now.text, now.breaking())
	margin, high := fynetheme.InnerPadding(), rule.high()
	r.min = fyne.NewSize(0, margin+float32(len(broken))*high)
	if now.form == inLine {
		r.min.Width = fynetheme.TextSize() // room for a letter and "…"
	}
	if r.lines = nil; now.width < 0 && now.form != short {
		return // there is no place yet, and a long text is not measured for nothing
	}
	r.lines = make([]fyne.CanvasObject, len(broken))
	for i, line := range broken {
		width := now.width
		switch now.form {
		case inLine:
			line = rule.cut(line, width)
		case short:
			width = rule.wide(line)
			r.min.Width = max(r.min.Width, width)
		}
		text := canvas.NewText(line, now.ink)
		text.TextSize, text.TextStyle = now.size, now.style
		text.Move(fyne.NewPos(0, margin/2+float32(i)*high))
		text.Resize(fyne.NewSize(width, high))
		r.lines[i] = text
	}
}

// breaking is the width to which the lines are broken; negative is none.
func (l wordsLook) breaking() float32 {
	if l.form == wrapped {
		return l.width
	}
	return -1
}

// Layout breaks the lines for a width.
func (r *wordsRenderer) Layout(s fyne.Size) {
	if r.width = s.Width; r.words.form == short {
		r.width = -1
	}
	r.set()
}

// MinSize is that of the lines as they are broken now.
func (r *wordsRenderer) MinSize() fyne.Size { return r.min }

// Refresh shows the words as they are now.
func (r *wordsRenderer) Refresh() {
	r.set()
	canvas.Refresh(r.words)
}

// Objects are the lines.
func (r *wordsRenderer) Objects() []fyne.CanvasObject { return r.lines }

// Destroy has nothing to end.
func (r *wordsRenderer) Destroy() {}
