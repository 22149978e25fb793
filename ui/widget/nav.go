package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// NavItem leads to a page of the window.
type NavItem struct {
	widget.BaseWidget
	tap                        func()
	icon                       *widget.Icon
	resource                   fyne.Resource
	text                       *canvas.Text
	ground                     *canvas.Rectangle
	selected, hovered, focused bool
}

// NewNavItem makes the way to a page.
func NewNavItem(name string, icon fyne.Resource, tap func()) *NavItem {
	n := &NavItem{tap: tap, resource: icon, icon: widget.NewIcon(icon), text: canvas.NewText(name, color.Black), ground: canvas.NewRectangle(color.Transparent)}
	n.ground.CornerRadius = theme.Radius
	n.ExtendBaseWidget(n)
	return n
}

// Select shows whether its page is the one on the screen.
func (n *NavItem) Select(on bool) { n.selected = on; n.Refresh() }

// CreateRenderer draws the item.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	row := Line(n.icon, n.text)
	inset := container.New(layout.NewCustomPaddedLayout(theme.Unit, theme.Unit, theme.Unit*1.5, theme.Unit*2), row)
	n.paint()
	return &repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(n.ground, inset)), paint: n.paint}
}

func (n *NavItem) paint() {
	p := theme.Current()
	n.text.TextSize, n.text.Color, n.text.TextStyle.Bold = theme.Body*theme.Scale(), p.Muted, n.selected
	n.ground.FillColor, n.ground.StrokeWidth = color.Transparent, 0
	n.icon.Resource = fynetheme.NewDisabledResource(n.resource)
	switch {
	case n.selected:
		n.text.Color, n.ground.FillColor = p.Accent, blend(p.Ground, p.Accent, 0.13)
		n.icon.Resource = fynetheme.NewPrimaryThemedResource(n.resource)
	case n.hovered:
		n.ground.FillColor = p.Hover
	}
	if n.focused {
		n.ground.StrokeColor, n.ground.StrokeWidth = p.Accent, 2
	}
}

// Tapped leads to the page.
func (n *NavItem) Tapped(*fyne.PointEvent) { n.tap() }

// The pointer and the keyboard both reach it.
func (n *NavItem) MouseIn(*desktop.MouseEvent)    { n.hovered = true; n.Refresh() }
func (n *NavItem) MouseMoved(*desktop.MouseEvent) {}
func (n *NavItem) MouseOut()                      { n.hovered = false; n.Refresh() }
func (n *NavItem) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (n *NavItem) FocusGained()                   { n.focused = true; n.Refresh() }
func (n *NavItem) FocusLost()                     { n.focused = false; n.Refresh() }
func (n *NavItem) TypedRune(rune)                 {}
func (n *NavItem) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn {
		n.tap()
	}
}
