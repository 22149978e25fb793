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

// limit keeps the menu in the window and, if it can, beside its field, where the toolkit would move it up over the field and
// what stands above.
func (s *Select) limit() {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(s)
	if c == nil {
		return
	}
	over, ok := c.Overlays().Top().(fyne.Widget)
	if !ok {
		return
	}
	head := driver.AbsolutePositionForObject(s).Y
	for _, o := range over.CreateRenderer().Objects() {
		menu, ok := o.(*widget.PopUpMenu)
		if !ok {
			continue
		}
		if height := menu.Size().Height; height > head && head+s.Size().Height+height > c.Size().Height {
			scrolling.MakeRoom(s, paint.TextSize(menuHeight)) // or a long menu begins over the field and what stands above it
			head = driver.AbsolutePositionForObject(s).Y
		}
		y := beside(head, head+s.Size().Height, menu.Size().Height, c.Size().Height)
		menu.Menu.Move(fyne.NewPos(menu.Position().X, y)) // and not menu.Move, which moves it back
		menu.Menu.Resize(fyne.NewSize(menu.Size().Width, min(menu.Size().Height, c.Size().Height-y)))
	}
}

// beside returns where a menu of a height begins, for a field from head to foot in a window: under it, or over it if it only has
// room there. A menu that is too long for both scrolls as far as the window's foot, which is all that the toolkit's can; it covers
// the field only where hardly anything of it could be seen below.
func beside(head, foot, height, window float32) float32 {
	switch {
	case foot+height <= window:
		return foot
	case height <= head:
		return head - height
	default:
		return max(0, min(foot, window-paint.TextSize(menuHeight)))
	}
}

// menuHeight is the least that a long menu takes of the window, at text size 1.
const menuHeight = 240

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
