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

// labelForm is how a label fills its place.
type labelForm int

const (
	wrapped labelForm = iota // into as many lines as they need
	inLine                   // cut where they do not fit
	short                    // as wide as they are
)

// Label is text without the toolkit's inner margin, which would shift it against the fields and
// cards under it. It also caches its line breaks, which the toolkit's text computes again at every
// measurement.
type Label struct {
	widget.BaseWidget
	text  string
	size  fyne.ThemeSizeName
	style fyne.TextStyle
	ink   fyne.ThemeColorName
	form  labelForm
}

// SetText changes the text. An empty label takes no room.
func (w *Label) SetText(s string) {
	w.text = s
	if s == "" {
		w.Hide()
		return
	}
	w.Show()
	w.Refresh()
}

// SetInk changes the colour, by its name in the theme.
func (w *Label) SetInk(ink fyne.ThemeColorName) {
	if w.ink != ink {
		w.ink = ink
		w.Refresh()
	}
}

// String returns the text.
func (w *Label) String() string { return w.text }

// InLine makes the label one line that ends in "…" if it does not fit.
func (w *Label) InLine() *Label {
	w.form = inLine
	return w
}

// Short makes the label one line that is as wide as its text.
func (w *Label) Short() *Label {
	w.form = short
	return w
}

// CreateRenderer creates the lines.
func (w *Label) CreateRenderer() fyne.WidgetRenderer {
	r := &labelRenderer{words: w, width: -1}
	r.set()
	return paint.LaidOut(w, r)
}

// labelRenderer draws one text object a line.
type labelRenderer struct {
	words *Label
	lines []fyne.CanvasObject
	width float32 // of the place; negative while there is none
	label labelLook
	min   fyne.Size
}

// labelLook is everything that the lines depend on.
type labelLook struct {
	text        string
	form        labelForm
	style       fyne.TextStyle
	size, width float32
	ink         color.Color
	font        fyne.Resource
}

// look returns the current text and style.
func (r *labelRenderer) look() labelLook {
	w := r.words
	th := w.Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	return labelLook{w.text, w.form, w.style, th.Size(w.size), r.width, th.Color(w.ink, variant), th.Font(w.style)}
}

// set rebuilds the lines if something has changed.
func (r *labelRenderer) set() {
	now := r.look()
	if now == r.label {
		return
	}
	r.label = now
	rule := newRuler(now.size, now.style)
	broken := rule.lines(now.text, now.breaking())
	margin, high := fynetheme.InnerPadding(), rule.high()
	r.min = fyne.NewSize(0, margin+float32(len(broken))*high)
	if now.form == inLine {
		r.min.Width = fynetheme.TextSize() // room for a letter and "…"
	}
	if r.lines = nil; now.width < 0 && now.form != short {
		return // there is no place yet: do not measure a long text in vain
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

// MinSize is the size of the lines as they are broken now.
func (r *labelRenderer) MinSize() fyne.Size { return r.min }

// Refresh shows the current text.
func (r *labelRenderer) Refresh() {
	r.set()
	canvas.Refresh(r.words)
}

// Objects are the lines.
func (r *labelRenderer) Objects() []fyne.CanvasObject { return r.lines }

// Destroy has nothing to end.
func (r *labelRenderer) Destroy() {}
