package main

import (
	"fmt"
	"testing"
)

// click moves the pointer to a place in the window and clicks, and waits for what comes of it.
func (w *walker) click(what string, x, y int) { w.t.Helper(); w.buttons(what, x, y, "1") }

// buttons presses buttons of the mouse one after the other: 1 is the first, 5 the wheel down.
func (w *walker) buttons(what string, x, y int, buttons ...string) {
	w.t.Helper()
	w.point(x, y)
	for _, button := range buttons {
		if _, err := w.xdotool("click", button); err != nil {
			w.t.Fatalf("button %s at %d, %d: %v", button, x, y, err)
		}
	}
	w.seen = w.changedFrom(w.seen, what)
}

// point moves the pointer. The window manager's title bar counts twice where the place is told
// by the screen, and so it is told by the window.
func (w *walker) point(x, y int) {
	w.t.Helper()
	id := w.window("Enactive")
	if _, err := w.xdotool("mousemove", "--window", id, fmt.Sprint(x), fmt.Sprint(y)); err != nil {
		w.t.Fatalf("pointing at %d, %d: %v", x, y, err)
	}
	w.seen = w.settled() // what the pointer is over may show that
}

// The places of the ways in the rail, from the top; they do not move with the window.
const (
	railX      = 70
	railFirst  = 76
	railEach   = 39
	railPlaces = 8
)

// TestAWalkByMouseAlone goes through every page, opens an entry by a click on its row, and moves
// what is longer than the window by the wheel, without a key.
func TestAWalkByMouseAlone(t *testing.T) {
	w := begun(t, openJournal(t))
	for i := 1; i < railPlaces; i++ {
		w.click(fmt.Sprintf("way %d of the rail leads to its page", i+1), railX, railFirst+i*railEach)
	}
	w.buttons("the wheel moves the settings", railX+500, 400, "5", "5", "5")
	w.click("the rail leads to the entries", railX, railFirst+railEach)
	w.click("a click on a row opens its entry", 400, 300)
	w.click("a click on another row opens that", 400, 200)
	w.click("home is one click away", railX, railFirst)
	w.program.end(w.screen)
	if words := w.program.said(); len(words) > 0 {
		t.Errorf("the program said on the terminal: %s", words)
	}
}
