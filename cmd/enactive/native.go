package main

import (
	"fmt"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.3/glfw"
)

// native is the window as the system knows it. The toolkit reports neither keys that go to other
// parts of the window, nor the position of the window.
type native struct{ window *glfw.Window }

// nativeOf finds the system's window behind the toolkit's, or returns nothing on other drivers. The
// window must be on the screen.
func nativeOf(w fyne.Window) (n native) {
	held, ok := w.(interface{ RunWithContext(func()) })
	if !ok {
		return native{}
	}
	held.RunWithContext(func() { n.window = glfw.GetCurrentContext() })
	return n
}

// sideButtons are what the buttons at the side of a mouse do; X11 counts them as 8 and 9.
func sideButtons(back, forward func()) map[glfw.MouseButton]func() {
	return map[glfw.MouseButton]func(){glfw.MouseButton4: back, glfw.MouseButton5: forward}
}

// onInput calls touched at every key, click, turn of the wheel and move of the pointer, in addition
// to the toolkit's own handling. The buttons aside are handled by their functions alone: the toolkit
// does not report them.
func (n native) onInput(touched func(), aside map[glfw.MouseButton]func()) {
	if n.window == nil {
		return
	}
	var key glfw.KeyCallback
	key = n.window.SetKeyCallback(func(w *glfw.Window, k glfw.Key, code int, action glfw.Action, mods glfw.ModifierKey) {
		touched()
		key(w, k, code, action, mods)
	})
	var char glfw.CharCallback
	char = n.window.SetCharCallback(func(w *glfw.Window, c rune) {
		touched()
		char(w, c)
	})
	var click glfw.MouseButtonCallback
	click = n.window.SetMouseButtonCallback(func(w *glfw.Window, b glfw.MouseButton, action glfw.Action, mods glfw.ModifierKey) {
		touched()
		if side := aside[b]; side != nil { // to the toolkit it would be a button that it does not know
			if action == glfw.Press {
				side()
			}
			return
		}
		click(w, b, action, mods)
	})
	var move glfw.CursorPosCallback
	move = n.window.SetCursorPosCallback(func(w *glfw.Window, x, y float64) {
		touched()
		move(w, x, y)
	})
	var scroll glfw.ScrollCallback
	scroll = n.window.SetScrollCallback(func(w *glfw.Window, x, y float64) {
		touched()
		scroll(w, x, y)
	})
}

// geometry returns the position and size of the window in the system's pixels, as place reads them.
func (n native) geometry() string {
	if n.window == nil {
		return ""
	}
	x, y := n.window.GetPos()
	width, height := n.window.GetSize()
	return fmt.Sprintf("%dx%d%+d%+d", width, height, x, y)
}

// place restores a position and size from geometry.
func (n native) place(geometry string) {
	var width, height, x, y int
	if _, err := fmt.Sscanf(geometry, "%dx%d%d%d", &width, &height, &x, &y); err != nil || n.window == nil {
		return // the system chooses the position, as usual
	}
	n.window.SetSize(width, height)
	n.window.SetPos(x, y)
}
