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

// TapWords are words that can be clicked, where the keyboard has another way.
type TapWords struct {
	widget.BaseWidget
	tap     func()
	words   *canvas.Text
	ground  *canvas.Rectangle
	hovered bool
}

// NewTapWords makes words that say nothing yet.
func NewTapWords(tap func()) *TapWords {
	t := &TapWords{tap: tap, words: canvas.NewText("", color.Black), ground: canvas.NewRectangle(color.Transparent)}
	t.words.Alignment = fyne.TextAlignCenter
	t.ground.CornerRadius = theme.Radius
	t.ExtendBaseWidget(t)
	return t
}

// SetWords changes what is said.
func (t *TapWords) SetWords(words string) { t.words.Text = words; t.Refresh() }

// Tapped does what the words say, and the pointer sees that they can be clicked.
func (t *TapWords) Tapped(*fyne.PointEvent) { t.tap() }

func (t *TapWords) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

func (t *TapWords) MouseMoved(*desktop.MouseEvent) {}

func (t *TapWords) MouseOut() { t.hovered = false; t.Refresh() }

func (t *TapWords) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize is large enough to be hit.
func (t *TapWords) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	m := t.words.MinSize()
	return fyne.NewSize(m.Width+1.5*theme.Unit, max(28, m.Height+theme.Unit))
}

// CreateRenderer draws the words.
func (t *TapWords) CreateRenderer() fyne.WidgetRenderer {
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

// IconTap is a sign at the end of a field that can be clicked, where the keyboard has
// another way.
type IconTap struct {
	TapWords
	icon *glyph.Icon
}

// NewIconTap makes a sign that does something.
func NewIconTap(icon fyne.Resource, tap func()) *IconTap {
	t := &IconTap{TapWords: TapWords{tap: tap, ground: canvas.NewRectangle(color.Transparent)}, icon: glyph.NewIcon(fynetheme.NewColoredResource(icon, fynetheme.ColorNamePlaceHolder))}
	t.ground.CornerRadius = theme.Radius
	t.ExtendBaseWidget(t)
	return t
}

// MinSize is large enough to be hit.
func (t *IconTap) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return fyne.NewSquareSize(max(28, fynetheme.IconInlineSize()+theme.Unit))
}

// CreateRenderer draws the sign.
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
