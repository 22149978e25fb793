// Package focus owns how a widget takes the keyboard, and which keys it leaves to the window.
package focus

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Take gives the keyboard to o.
func Take(o interface {
	fyne.CanvasObject
	fyne.Focusable
}) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(o)
	}
}

// IsForWindow reports whether a key belongs to the window, whatever has the keyboard: Escape,
// the keys, the way between rail and page, the menu, and the full screen.
func IsForWindow(k fyne.KeyName) bool {
	return k == fyne.KeyEscape || k == fyne.KeyF1 || k == fyne.KeyF6 || k == fyne.KeyF10 || k == fyne.KeyF11 || k == desktop.KeyMenu
}

// PassOn hands a key that o has no use for to the window, which knows Escape.
func PassOn(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if IsForWindow(e.Name) {
		ToWindow(o, e)
	}
}

// ToWindow hands any key to the window.
func ToWindow(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}
