package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// icon is a sign in the size of a line. It is the toolkit's, whole whenever its renderer is
// made again.
type icon struct{ widget.Icon }

func newIcon(sign fyne.Resource) *icon {
	i := &icon{}
	i.Resource = sign
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer draws the sign.
func (i *icon) CreateRenderer() fyne.WidgetRenderer { return LaidOut(i, i.Icon.CreateRenderer()) }
