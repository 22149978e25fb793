package prose

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/writing"
)

// Passage is a text of the person that is read. A right click opens a menu that copies it, or all
// that it is part of, and looks up the word under the pointer.
type Passage struct {
	widget.BaseWidget
	// All is the text of which this is a part, such as the whole entry; empty if there is none.
	All string

	text  string
	shown fyne.CanvasObject // a Label or a MarkedLabel
}

// NewPassage makes a passage of a text and the object that shows it.
func NewPassage(text, all string, shown fyne.CanvasObject) *Passage {
	p := &Passage{All: all, text: text, shown: shown}
	p.ExtendBaseWidget(p)
	return p
}

// TappedSecondary opens the menu.
func (p *Passage) TappedSecondary(e *fyne.PointEvent) {
	clipboard := fyne.CurrentApp().Clipboard()
	var all func()
	if p.All != "" {
		all = func() { clipboard.SetContent(p.All) }
	}
	word := ""
	if label, ok := p.shown.(*Label); ok {
		word = label.wordAt(e.Position)
	}
	writing.Show(p, e.AbsolutePosition, false, writing.Reads(writing.At(p), func() { clipboard.SetContent(p.text) }, all, word))
}

// Cursor is the text cursor.
func (p *Passage) Cursor() desktop.Cursor { return desktop.TextCursor }

// CreateRenderer draws the text.
func (p *Passage) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(p, widget.NewSimpleRenderer(p.shown))
}

// Children are the objects in it, for the place that scrolls.
func (p *Passage) Children() []fyne.CanvasObject { return []fyne.CanvasObject{p.shown} }

// wordAt returns the word at a position in the label; it is empty if there is none.
func (w *Label) wordAt(at fyne.Position) string {
	size := w.Theme().Size(w.size)
	rule := newRuler(size, w.style)
	margin := fynetheme.InnerPadding() / 2
	n := int((at.Y - margin) / rule.high())
	lines := rule.lines(w.text, w.Size().Width)
	if at.Y < margin || n >= len(lines) {
		return ""
	}
	line := []rune(strings.ReplaceAll(lines[n], "\t", " "))
	col := len(line)
	for i := range line {
		if rule.wide(string(line[:i+1])) > at.X {
			col = i
			break
		}
	}
	if col == len(line) {
		return "" // beside the line
	}
	word, from, to := writing.WordAt(line, col)
	if col < from || col >= to {
		return ""
	}
	return word
}
