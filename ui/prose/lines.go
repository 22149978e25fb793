package prose

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// NewLines shows a long text line by line; only the visible lines are created. The arrows move
// through it once it has the keyboard.
func NewLines(text string) *Lines {
	lines := strings.Split(text, "\n")
	l := &Lines{text: text}
	l.Length = func() int { return len(lines) }
	l.CreateItem = func() fyne.CanvasObject { return Caption(" ").InLine() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		words := lines[i]
		if words == "" {
			words = " "
		}
		o.(*Label).SetText(words)
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// Lines is a long text line by line.
type Lines struct {
	widget.List
	text string
}

// CreateRenderer draws the lines in sight.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(l, scrolling.WithWheel(l.List.CreateRenderer(), scrolling.ListWheel(&l.List)))
}

// MinSize reserves room for a good part of the text.
func (l *Lines) MinSize() fyne.Size {
	return fyne.NewSize(40*theme.Unit, 48*theme.Unit)
}

// TypedKey passes the keys that do not move the list to the window.
func (l *Lines) TypedKey(e *fyne.KeyEvent) {
	if focus.IsForWindow(e.Name) {
		focus.PassOn(l, e)
		return
	}
	l.List.TypedKey(e)
}
