package shell

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/focus"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// NavItem leads to a page of the window.
type NavItem struct {
	widget.BaseWidget
	tap                        func()
	hints                      *control.Hints
	folded                     bool
	icon                       *glyph.Icon
	resource                   fyne.Resource
	text                       *canvas.Text
	ground                     *canvas.Rectangle
	selected, hovered, focused bool
}

// NewNavItem creates the way to a page. hints shows its name if there is room for its icon only;
// it may be nil.
func NewNavItem(name string, icon fyne.Resource, hints *control.Hints, tap func()) *NavItem {
	n := &NavItem{tap: tap, hints: hints, resource: icon, icon: glyph.NewIcon(icon), text: canvas.NewText(name, color.Black), ground: canvas.NewRectangle(color.Transparent)}
	n.ground.CornerRadius = theme.Radius
	n.ExtendBaseWidget(n)
	return n
}

// fold shows the icon only, or the name beside it again.
func (n *NavItem) fold(on bool) {
	if n.folded = on; on {
		n.text.Hide()
	} else {
		n.text.Show()
	}
	n.Refresh()
}

// showName shows the name of a way of which only the icon is visible.
func (n *NavItem) showName(on bool) {
	switch {
	case n.hints == nil:
	case on && n.folded:
		n.hints.Show(n, n.text.Text)
	default:
		n.hints.Hide()
	}
}

// String is the name of the page.
func (n *NavItem) String() string { return n.text.Text }

// Select shows whether its page is the one on the screen.
func (n *NavItem) Select(on bool) { n.selected = on; n.Refresh() }

// MinSize is that of the plain name: the bold one of the page one is on reaches into the margin after it, so that the rail
// keeps its width on whichever page one is.
func (n *NavItem) MinSize() fyne.Size {
	size := n.BaseWidget.MinSize()
	if n.selected && !n.folded {
		plain := fyne.MeasureText(n.text.Text, n.text.TextSize, fyne.TextStyle{}).Width
		size.Width -= max(0, n.text.MinSize().Width-plain)
	}
	return size
}

// CreateRenderer draws the item.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	row := arrange.Line(n.icon, n.text)
	inset := container.New(layout.NewCustomPaddedLayout(theme.Unit, theme.Unit, theme.Unit*1.5, theme.Unit*2), row)
	n.paint()
	return paint.LaidOut(n, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(n.ground, inset)), Paint: n.paint})
}

func (n *NavItem) paint() {
	p := theme.Current()
	n.text.TextSize, n.text.Color, n.text.TextStyle.Bold = theme.Body*theme.Scale(), p.Muted, n.selected
	n.ground.FillColor, n.ground.StrokeWidth = color.Transparent, 0
	n.icon.Resource = fynetheme.NewDisabledResource(n.resource)
	switch {
	case n.selected:
		n.text.Color, n.ground.FillColor = p.Accent, paint.Blend(p.Ground, p.Accent, 0.13)
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
func (n *NavItem) MouseIn(*desktop.MouseEvent)    { n.hovered = true; n.showName(true); n.Refresh() }
func (n *NavItem) MouseMoved(*desktop.MouseEvent) {}
func (n *NavItem) MouseOut()                      { n.hovered = false; n.showName(false); n.Refresh() }
func (n *NavItem) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (n *NavItem) FocusGained()                   { n.focused = true; n.showName(true); n.Refresh() }
func (n *NavItem) FocusLost()                     { n.focused = false; n.showName(false); n.Refresh() }
func (n *NavItem) TypedRune(rune)                 {}
func (n *NavItem) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		n.tap()
		return
	}
	focus.PassOn(n, e)
}
