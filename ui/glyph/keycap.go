package glyph

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// KeyCap shows a key of the keyboard, such as "Ctrl+K".
type KeyCap struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	text   *canvas.Text
}

// NewKeyCap creates the picture of a key. Without words it is nothing.
func NewKeyCap(words string) *KeyCap {
	k := &KeyCap{ground: canvas.NewRectangle(color.Transparent), text: canvas.NewText(words, color.Black)}
	k.ground.CornerRadius = theme.Radius / 2
	k.Hidden = words == ""
	k.ExtendBaseWidget(k)
	return k
}

func (k *KeyCap) paint() {
	p := theme.Current()
	k.ground.FillColor, k.ground.StrokeColor, k.ground.StrokeWidth = p.Raised, p.Line, 1
	k.text.Color, k.text.TextSize = p.Muted, paint.TextSize(theme.Small)
}

// CreateRenderer draws the key.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	k.paint()
	side := 0.75 * theme.Unit
	return paint.LaidOut(k, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(k.ground,
		container.New(layout.NewCustomPaddedLayout(1, 1, side, side), k.text))), Paint: k.paint})
}
