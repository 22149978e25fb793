package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// QuietLink is small text that does something when it is pressed, for actions that are seldom
// wanted. It is aligned with text, and the keyboard reaches it.
type QuietLink struct {
	widget.BaseWidget
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)

	tap              func()
	text             *canvas.Text
	line             *canvas.Rectangle // under the words while the pointer is on them
	ring             *canvas.Rectangle
	hovered, focused bool
}

// NewQuietLink creates words that do something.
func NewQuietLink(words string, tap func()) *QuietLink {
	l := &QuietLink{tap: tap, text: canvas.NewText(words, color.Black), line: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	l.ring.CornerRadius = theme.Radius / 2
	l.ExtendBaseWidget(l)
	return l
}

// String returns the words.
func (l *QuietLink) String() string { return l.text.Text }

// SetText changes the text.
func (l *QuietLink) SetText(words string) { l.text.Text = words; l.Refresh() }

// Tapped follows the link.
func (l *QuietLink) Tapped(*fyne.PointEvent) {
	focus.Take(l)
	l.tap()
}

// The pointer and the keyboard both reach it.
func (l *QuietLink) MouseIn(*desktop.MouseEvent)    { l.hovered = true; l.Refresh() }
func (l *QuietLink) MouseMoved(*desktop.MouseEvent) {}
func (l *QuietLink) MouseOut()                      { l.hovered = false; l.Refresh() }
func (l *QuietLink) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (l *QuietLink) FocusGained() {
	l.focused = true
	l.Refresh()
	scrolling.IntoView(l, l.OnFocused)
}
func (l *QuietLink) FocusLost()     { l.focused = false; l.Refresh() }
func (l *QuietLink) TypedRune(rune) {}
func (l *QuietLink) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		l.tap()
		return
	}
	focus.PassOn(l, e)
}

// CreateRenderer draws the words.
func (l *QuietLink) CreateRenderer() fyne.WidgetRenderer {
	l.paint()
	return paint.LaidOut(l, &quietRenderer{l})
}

func (l *QuietLink) paint() {
	p := theme.Current()
	l.text.Color, l.text.TextSize = p.Accent, paint.TextSize(theme.Small)
	l.line.FillColor = color.Transparent
	if l.hovered {
		l.line.FillColor = p.Accent
	}
	l.ring.StrokeColor, l.ring.StrokeWidth = color.Transparent, 0
	if l.focused {
		l.ring.StrokeColor, l.ring.StrokeWidth = p.Accent, 2
	}
}

type quietRenderer struct{ l *QuietLink }

// quietReach is how far beyond its words the link can be hit, above and under them.
const quietReach = theme.Unit / 2

func (r *quietRenderer) MinSize() fyne.Size {
	words := r.l.text.MinSize()
	return fyne.NewSize(words.Width, words.Height+2*quietReach)
}

func (r *quietRenderer) Layout(s fyne.Size) {
	words := r.l.text.MinSize()
	r.l.text.Resize(words)
	r.l.text.Move(fyne.NewPos(0, (s.Height-words.Height)/2))
	r.l.line.Resize(fyne.NewSize(words.Width, 1))
	r.l.line.Move(fyne.NewPos(0, (s.Height+words.Height)/2-1))
	r.l.ring.Resize(fyne.NewSize(words.Width+theme.Unit, words.Height+theme.Unit/2)) // a little outside of the words
	r.l.ring.Move(fyne.NewPos(-theme.Unit/2, (s.Height-words.Height-theme.Unit/2)/2))
}

func (r *quietRenderer) Refresh() {
	r.l.paint()
	r.Layout(r.l.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
func (r *quietRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.ring, r.l.line, r.l.text}
}
func (r *quietRenderer) Destroy() {}
