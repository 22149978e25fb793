package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/pointing"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Link makes any content clickable, with the pointer and with the keyboard.
type Link struct {
	widget.BaseWidget
	pointing.Extra
	content          fyne.CanvasObject
	tap              func()
	ground           *canvas.Rectangle
	hovered, focused bool
	chosen           bool
}

// NewLink creates content clickable.
func NewLink(content fyne.CanvasObject, tap func()) *Link {
	l := &Link{content: content, tap: tap, ground: canvas.NewRectangle(color.Transparent)}
	l.ground.CornerRadius = theme.Radius
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer draws the link.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	l.paint()
	return paint.LaidOut(l, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(l.ground, l.content)), Paint: l.paint})
}

// SetChosen marks the link as the one whose target is shown.
func (l *Link) SetChosen(on bool) { l.chosen = on; l.Refresh() }

func (l *Link) paint() {
	p := theme.Current()
	l.ground.FillColor, l.ground.StrokeWidth = color.NRGBA{}, 0
	if l.chosen {
		l.ground.FillColor = paint.Blend(p.Ground, p.Accent, 0.13)
	}
	if l.hovered {
		l.ground.FillColor = paint.Over(l.ground.FillColor.(color.NRGBA), p.Hover)
	}
	if l.focused {
		l.ground.StrokeColor, l.ground.StrokeWidth = p.Accent, 2
	}
}

// The pointer and the keyboard both reach it.
func (l *Link) Tapped(e *fyne.PointEvent)      { l.tap(); l.Clicked(e) }
func (l *Link) OpenMenu()                      { l.MenuUnder(l) }
func (l *Link) MouseIn(*desktop.MouseEvent)    { l.hovered = true; l.Refresh() }
func (l *Link) MouseMoved(*desktop.MouseEvent) {}
func (l *Link) MouseOut()                      { l.hovered = false; l.Refresh() }
func (l *Link) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (l *Link) FocusGained()                   { l.focused = true; l.Refresh(); scrolling.IntoView(l, nil) }
func (l *Link) FocusLost()                     { l.focused = false; l.Refresh() }
func (l *Link) TypedRune(rune)                 {}
func (l *Link) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		l.tap()
		return
	}
	focus.PassOn(l, e)
}
