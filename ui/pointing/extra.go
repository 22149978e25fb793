package pointing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Extra is what a pointer does with an object besides a click. Objects that have it embed it.
type Extra struct {
	// OnMenu opens the menu of the object at a position of the window, by the other button of the mouse
	// or, with its first item chosen, by a key; it may be nil.
	OnMenu func(at fyne.Position, byKey bool)
	// OnClicked is called after a click, with its position in the window, so that a second one can be
	// awaited there; it may be nil.
	OnClicked func(at fyne.Position)
}

// TappedSecondary opens the menu.
func (x *Extra) TappedSecondary(e *fyne.PointEvent) {
	if x.OnMenu != nil {
		x.OnMenu(e.AbsolutePosition, false)
	}
}

// Clicked tells OnClicked of a click; e is nil for a key.
func (x *Extra) Clicked(e *fyne.PointEvent) {
	if x.OnClicked != nil && e != nil {
		x.OnClicked(e.AbsolutePosition)
	}
}

// MenuUnder opens the menu below an object, by a key.
func (x *Extra) MenuUnder(o fyne.CanvasObject) {
	if x.OnMenu != nil {
		x.OnMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(theme.Unit, o.Size().Height), true)
	}
}

// MenuAt opens the menu below a part of an object, by a key.
func (x *Extra) MenuAt(o fyne.CanvasObject, part func() (fyne.Position, fyne.Size)) {
	if x.OnMenu != nil {
		at, size := part()
		x.OnMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Add(at).AddXY(size.Width/2, size.Height), true)
	}
}

// Ground is content with a menu, which opens where nothing on it has one of its own.
type Ground struct {
	widget.BaseWidget
	Extra
	content fyne.CanvasObject
}

// NewGround gives a content a menu.
func NewGround(content fyne.CanvasObject, onMenu func(at fyne.Position, byKey bool)) *Ground {
	g := &Ground{Extra: Extra{OnMenu: onMenu}, content: content}
	g.ExtendBaseWidget(g)
	return g
}

// Tapped tells OnClicked of a click.
func (g *Ground) Tapped(e *fyne.PointEvent) { g.Clicked(e) }

// OpenMenu opens the menu by a key.
func (g *Ground) OpenMenu() { g.MenuUnder(g) }

// CreateRenderer draws the content.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(g, widget.NewSimpleRenderer(g.content))
}

// Children are the objects in it, for the place that scrolls.
func (g *Ground) Children() []fyne.CanvasObject { return []fyne.CanvasObject{g.content} }
