package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// TapLabel is a clickable text; it is not focusable, the keyboard has another way.
type TapLabel struct {
	widget.BaseWidget
	tap     func()
	words   *canvas.Text
	ground  *canvas.Rectangle
	hovered bool
}

// NewTapLabel creates an empty text.
func NewTapLabel(tap func()) *TapLabel {
	t := &TapLabel{tap: tap, words: canvas.NewText("", color.Black), ground: canvas.NewRectangle(color.Transparent)}
	t.words.Alignment = fyne.TextAlignCenter
	t.ground.CornerRadius = theme.Radius
	t.ExtendBaseWidget(t)
	return t
}

// SetText changes the text.
func (t *TapLabel) SetText(words string) { t.words.Text = words; t.Refresh() }

// Tapped runs the action; the others show that it can be clicked.
func (t *TapLabel) Tapped(*fyne.PointEvent)        { t.tap() }
func (t *TapLabel) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *TapLabel) MouseMoved(*desktop.MouseEvent) {}
func (t *TapLabel) MouseOut()                      { t.hovered = false; t.Refresh() }
func (t *TapLabel) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// MinSize is large enough to be hit.
func (t *TapLabel) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	m := t.words.MinSize()
	return fyne.NewSize(m.Width+1.5*theme.Unit, max(28, m.Height+theme.Unit))
}

// CreateRenderer draws the text.
func (t *TapLabel) CreateRenderer() fyne.WidgetRenderer {
	repaint := func() {
		p := theme.Current()
		t.words.Color, t.words.TextSize = p.Accent, paint.TextSize(theme.Body)
		t.ground.FillColor = color.Transparent
		if t.hovered {
			t.ground.FillColor = p.Hover
		}
	}
	repaint()
	return paint.LaidOut(t, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.ground, t.words)), Paint: repaint})
}

// IconTap is a clickable icon at the end of a field; it is not focusable, the keyboard has
// another way.
type IconTap struct {
	TapLabel
	name string
	icon *glyph.Icon
}

// NewIconTap creates an icon that does something; name says what to somebody who does not see it.
func NewIconTap(name string, icon fyne.Resource, tap func()) *IconTap {
	t := &IconTap{name: name, TapLabel: TapLabel{tap: tap, ground: canvas.NewRectangle(color.Transparent)}, icon: glyph.NewIcon(fynetheme.NewColoredResource(icon, fynetheme.ColorNamePlaceHolder))}
	t.ground.CornerRadius = theme.Radius
	t.ExtendBaseWidget(t)
	return t
}

// MinSize is large enough to be hit.
func (t *IconTap) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return fyne.NewSquareSize(max(28, fynetheme.IconInlineSize()+theme.Unit))
}

// CreateRenderer draws the icon.
func (t *IconTap) CreateRenderer() fyne.WidgetRenderer {
	repaint := func() {
		t.ground.FillColor = color.Transparent
		if t.hovered {
			t.ground.FillColor = theme.Current().Hover
		}
	}
	repaint()
	return paint.LaidOut(t, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(t.ground, container.NewCenter(t.icon))), Paint: repaint})
}
