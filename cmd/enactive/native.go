package main

import (
	"fmt"
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// repaintTime is how long after its last change of size a window is painted once more.
const repaintTime = 120 * time.Millisecond

// onResized has the window painted once more after it got another size. The toolkit paints when the system reports the size; where
// the picture under it still has the one before, as with software rendering, that paint is lost, and a window that is
// put back where it was had black edges until the next key.
func (n native) onResized(repaint func()) {
	if n.window == nil {
		return
	}
	later := time.AfterFunc(repaintTime, repaint)
	var size glfw.SizeCallback
	size = n.window.SetSizeCallback(func(w *glfw.Window, width, height int) {
		size(w, width, height)
		later.Reset(repaintTime)
	})
}

// repaint has a window painted again, as it is. It can be called anywhere.
func repaint(w fyne.Window) {
	fyne.Do(func() { w.Canvas().Refresh(canvas.NewRectangle(color.Transparent)) }) // whatever is refreshed, all is painted
}

// geometry returns the position and size of the window in the system's pixels, as place reads them; empty
// while it fills the screen or is maximised, where they are not those to come back to.
func (n native) geometry() string {
	if n.window == nil || n.maximised() || n.window.GetMonitor() != nil {
		return ""
	}
	x, y := n.window.GetPos()
	width, height := n.window.GetSize()
	return fmt.Sprintf("%dx%d%+d%+d", width, height, x, y)
}

// onScreen tells where windows are on the screen, and which of them is in use.
func onScreen() func(fyne.Window) (x, y int, inUse bool) {
	known := map[fyne.Window]native{}
	return func(w fyne.Window) (x, y int, inUse bool) {
		n, ok := known[w]
		if !ok {
			if n = nativeOf(w); n.window == nil {
				return 0, 0, false // it is not on the screen yet
			}
			known[w] = n
		}
		x, y = n.window.GetPos()
		return x, y, n.window.GetAttrib(glfw.Focused) == glfw.True
	}
}

// maximised stands for a position and a size.
const maximised = "maximised"

// whole is geometry, or maximised.
func (n native) whole() string {
	if n.maximised() {
		return maximised
	}
	return n.geometry()
}

func (n native) maximised() bool {
	return n.window != nil && n.window.GetAttrib(glfw.Maximized) == glfw.True
}

// maximise makes the window as large as the system lets it be.
func (n native) maximise() {
	if n.window != nil {
		n.window.Maximize()
	}
}

// place restores a position and size from geometry, moved to where a screen is: the one that it was on may
// be gone.
func (n native) place(geometry string, resize func(width, height int)) {
	if geometry == maximised {
		n.maximise()
		return
	}
	wanted, ok := parseGeometry(geometry)
	if !ok || n.window == nil {
		return // the system chooses the position, as usual
	}
	var screens []image.Rectangle
	for _, m := range glfw.GetMonitors() {
		x, y, width, height := m.GetWorkarea()
		screens = append(screens, image.Rect(x, y, x+width, y+height))
	}
	r := withinScreens(wanted, screens)
	resize(r.Dx(), r.Dy()) // the toolkit would set its own size again
	n.window.SetSize(r.Dx(), r.Dy())
	n.window.SetPos(r.Min.X, r.Min.Y)
}

// parseGeometry reads a position and a size such as 1180x760+40+60.
func parseGeometry(geometry string) (image.Rectangle, bool) {
	var width, height, x, y int
	if _, err := fmt.Sscanf(geometry, "%dx%d%d%d", &width, &height, &x, &y); err != nil || width <= 0 || height <= 0 {
		return image.Rectangle{}, false
	}
	return image.Rect(x, y, x+width, y+height), true
}

// titleHeight is how much room the system's title bar takes over a window, about.
const titleHeight = 32

// withinScreens moves a window that is not all on one screen onto the one that has most of it, or else the
// first, and makes it no larger than that.
func withinScreens(r image.Rectangle, screens []image.Rectangle) image.Rectangle {
	if len(screens) == 0 {
		return r
	}
	best, most := screens[0], -1
	for _, s := range screens {
		if seen := r.Intersect(s); seen.Dx()*seen.Dy() > most {
			best, most = s, seen.Dx()*seen.Dy()
		}
	}
	if r.In(best) {
		return r
	}
	best.Min.Y += min(titleHeight, best.Dy()/2)
	width, height := min(r.Dx(), best.Dx()), min(r.Dy(), best.Dy())
	x := min(max(r.Min.X, best.Min.X), best.Max.X-width)
	y := min(max(r.Min.Y, best.Min.Y), best.Max.Y-height)
	return image.Rect(x, y, x+width, y+height)
}
