package choose

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Select chooses one of many from a menu: Space opens it, the arrows go through it. It
// leaves the window the keys that it does not use itself.
type Select struct {
	widget.Select
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)

	keyboard bool // it is here
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
	s.keyboard = true
	s.Select.FocusGained()
	scrolling.IntoView(s, s.OnFocused)
}

// FocusLost takes the ring away.
func (s *Select) FocusLost() {
	s.keyboard = false
	s.Select.FocusLost()
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

// limit keeps a long menu under its field, where the toolkit would move it up over what stands above: it
// reaches to the foot of the window and scrolls.
func (s *Select) limit() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil {
		return
	}
	over, ok := c.Overlays().Top().(fyne.Widget)
	if !ok {
		return
	}
	least := paint.TextSize(menuHeight)
	foot := fyne.CurrentApp().Driver().AbsolutePositionForObject(s).Y + s.Size().Height
	for _, o := range over.CreateRenderer().Objects() {
		menu, ok := o.(*widget.PopUpMenu)
		if !ok || menu.Position().Y >= foot || menu.Size().Height <= least {
			continue
		}
		at := fyne.NewPos(menu.Position().X, max(0, min(foot, c.Size().Height-least)))
		menu.Menu.Move(at) // and not menu.Move, which moves it back
		menu.Menu.Resize(fyne.NewSize(menu.Size().Width, c.Size().Height-at.Y))
	}
}

// menuHeight is the least that a long menu takes of the window, at text size 1.
const menuHeight = 320

// CreateRenderer draws the chosen word.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	inner := s.Select.CreateRenderer()
	ground, _ := inner.Objects()[0].(*canvas.Rectangle) // the toolkit's renderer draws it first
	r := &selectRenderer{inner, s, ground}
	r.paint()
	return paint.LaidOut(s, r)
}

// selectRenderer gives the toolkit's choice the edge and the ring of every other field, in place of a coloured ground.
type selectRenderer struct {
	fyne.WidgetRenderer
	s      *Select
	ground *canvas.Rectangle
}

func (r *selectRenderer) paint() {
	if r.ground == nil {
		return
	}
	p := theme.Current()
	r.ground.StrokeColor, r.ground.StrokeWidth = p.Line, 1
	if r.s.keyboard {
		r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = p.Raised, p.Accent, 2
	}
	r.ground.Refresh()
}

// Refresh repaints the edge after the toolkit has chosen its ground.
func (r *selectRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}
