package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
)

// TestTheFocusIsAlwaysVisible walks with Tab through every page of a low window, with large
// text, and finds what has the keyboard on the screen each time.
func TestTheFocusIsAlwaysVisible(t *testing.T) {
	const rounds = 150
	d := open(t, storied(t))
	look := d.display.chosen
	look.Scale = 1.5
	d.do(func(x *mainWindow) { d.applyAppearance(look) })
	size := fyne.NewSize(900, 600)
	d.window.Resize(size)
	stops := map[string]func(*mainWindow){
		"editor": func(x *mainWindow) { x.newEntry(journal.Experience) },
		"area":   func(x *mainWindow) { x.openAreaForm(x.journal().Areas()[0]) },
		"bin":    func(x *mainWindow) { x.show(pageBin) },
	}
	for _, p := range places() {
		stops[string(p.name)] = func(x *mainWindow) { x.show(p.name) }
	}
	for name, show := range stops {
		t.Run(name, func(t *testing.T) {
			d.do(show)
			c := d.window.Canvas()
			seen := map[fyne.Focusable]bool{}
			for range rounds {
				c.FocusNext()
				d.rest()
				at := c.Focused()
				if at == nil {
					t.Fatal("nothing has the keyboard")
				}
				seen[at] = true
				o := at.(fyne.CanvasObject)
				pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
				if high := min(o.Size().Height, 28); pos.Y < -1 || pos.Y+high > size.Height+1 || pos.X < -1 || pos.X >= size.Width {
					t.Errorf("%s has the keyboard out of sight, at %v", describeFocus(at), pos)
				}
			}
			if len(seen) < 8 {
				t.Errorf("only %d things take the keyboard", len(seen))
			}
		})
	}
}

func describeFocus(f fyne.Focusable) string {
	if s, ok := f.(fmt.Stringer); ok {
		return fmt.Sprintf("%T %q", f, s.String())
	}
	return fmt.Sprintf("%T", f)
}
