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

// labelForm is how words take their place.
type labelForm int

const (
	wrapped labelForm = iota // into as many lines as they need
	inLine                   // cut where they do not fit
	short                    // as wide as they are
)

// Label is text that begins and ends where its place does: the toolkit's own text keeps a
// margin around itself, which would set it off from the fields and cards under it. It also
// breaks a text anew at every look at it, where this one remembers.
type Label struct {
	widget.BaseWidget
	text  string
	size  fyne.ThemeSizeName
	style fyne.TextStyle
	ink   fyne.ThemeColorName
	form  labelForm
}

// SetText changes the words. Without any they take no room.
func (w *Label) SetText(s string) {
	w.text = s
	if s == "" {
		w.Hide()
		return
	}
	w.Show()
	w.Refresh()
}

// SetInk changes the colour of the words, by its name in the theme.
func (w *Label) SetInk(ink fyne.ThemeColorName) {
	if w.ink != ink {
		w.ink = ink
		w.Refresh()
	}
}

// String returns the words.
func (w *Label) String() string { return w.text }

// InLine makes the words one line that ends in "…" where it does not fit.
func (w *Label) InLine() *Label {
	w.form = inLine
	return w
}

// Short makes the words one line that is as wide as they are.
func (w *Label) Short() *Label {
	w.form = short
	return w
}

// CreateRenderer makes the lines.
func (w *Label) CreateRenderer() fyne.WidgetRenderer {
	r := &labelRenderer{words: w, width: -1}
	r.set()
	return paint.LaidOut(w, r)
}

// labelRenderer shows words as one text a line.
type labelRenderer struct {
	words *Label
	lines []fyne.CanvasObject
	width float32 // of the place; negative while there is none
	of    labelLook
	min   fyne.Size
}

// labelLook is all that the lines depend on.
type labelLook struct {
	text        string
	form        labelForm
	style       fyne.TextStyle
	size, width float32
	ink         color.Color
	font        fyne.Resource
}

// look is how the words are to be shown now.
func (r *labelRenderer) look() labelLook {
	w := r.words
	th := w.Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	return labelLook{w.text, w.form, w.style, th.Size(w.size), r.width, th.Color(w.ink, variant), th.Font(w.style)}
}

// set makes the lines anew where something has changed.
func (r *labelRenderer) set() {
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
func (l labelLook) breaking() float32 {
	if l.form == wrapped {
		return l.width
	}
	return -1
}

// Layout breaks the lines for a width.
func (r *labelRenderer) Layout(s fyne.Size) {
	if r.width = s.Width; r.words.form == short {
		r.width = -1
	}
	r.set()
}

// MinSize is that of the lines as they are broken now.
func (r *labelRenderer) MinSize() fyne.Size { return r.min }

// Refresh shows the words as they are now.
func (r *labelRenderer) Refresh() {
	r.set()
	canvas.Refresh(r.words)
}

// Objects are the lines.
func (r *labelRenderer) Objects() []fyne.CanvasObject { return r.lines }

// Destroy has nothing to end.
func (r *labelRenderer) Destroy() {}
