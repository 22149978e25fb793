package choose

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
)

// Select chooses one of many from a menu: Space opens it, the arrows go through it. It
// leaves the window the keys that it does not use itself.
type Select struct {
	widget.Select
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)
}

// NewSelect creates a choice of words, none of them chosen.
func NewSelect(words ...string) *Select {
	s := &Select{}
	s.Options = words
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained scrolls it into view.
func (s *Select) FocusGained() {
	s.Select.FocusGained()
	scrolling.IntoView(s, s.OnFocused)
}

// TypedKey hands the window its keys.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	if focus.IsForWindow(e.Name) {
		focus.PassOn(s, e)
		return
	}
	s.Select.TypedKey(e)
	s.limit()
}

// Tapped opens the menu.
func (s *Select) Tapped(e *fyne.PointEvent) {
	s.Select.Tapped(e)
	s.limit()
}

// limit keeps a long menu from covering the window: it scrolls instead.
func (s *Select) limit() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil {
		return
	}
	over, ok := c.Overlays().Top().(fyne.Widget)
	if !ok {
		return
	}
	most := paint.TextSize(menuHeight)
	for _, o := range over.CreateRenderer().Objects() {
		menu, ok := o.(*widget.PopUpMenu)
		if !ok || menu.Size().Height <= most {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
		y := at.Y + s.Size().Height
		if y+most > c.Size().Height {
			y = max(0, at.Y-most)
		}
		menu.Resize(fyne.NewSize(menu.Size().Width, most))
		menu.Move(fyne.NewPos(menu.Position().X, y))
	}
}

// menuHeight is the most that a menu takes of the window, at text size 1.
const menuHeight = 320

// CreateRenderer draws the chosen word.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(s, s.Select.CreateRenderer())
}
