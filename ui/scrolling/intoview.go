package scrolling

import (
	"time"

	"fyne.io/fyne/v2"
)

// Parent is a widget that has other objects in it. The toolkit tells nobody what a widget
// shows.
type Parent interface{ Children() []fyne.CanvasObject }

// IntoView is what happens when the keyboard comes to an object: told, where somebody
// asked to be, or else the place that it scrolls in brings it into sight.
func IntoView(o fyne.CanvasObject, told func(fyne.CanvasObject)) {
	if told != nil {
		told(o)
		return
	}
	const frames = 20
	intoViewWhenPlaced(o, frames)
}

// intoViewWhenPlaced scrolls an object into sight. The toolkit knows where an object is once it was painted,
// which the first one on a page was not yet: it is looked for again, some frames long.
func intoViewWhenPlaced(o fyne.CanvasObject, frames int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		if frames > 0 {
			time.AfterFunc(time.Second/30, func() { fyne.Do(func() { intoViewWhenPlaced(o, frames-1) }) })
		}
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	if scroll, _ := scrollOf(root, o); scroll != nil {
		Reveal(scroll, o)
	}
}

// scrollOf finds an object under a root, and the innermost place around it that scrolls.
func scrollOf(root, o fyne.CanvasObject) (scroll *Scroll, found bool) {
	if root == o {
		return nil, true
	}
	var inside []fyne.CanvasObject
	switch r := root.(type) {
	case *Scroll:
		if scroll, found = scrollOf(r.Content, o); found && scroll == nil {
			scroll = r
		}
		return scroll, found
	case *fyne.Container:
		inside = r.Objects
	case Parent:
		inside = r.Children()
	}
	for _, i := range inside {
		if !i.Visible() {
			continue
		}
		if scroll, found = scrollOf(i, o); found {
			return scroll, true
		}
	}
	return nil, false
}

// PassOn hands the wheel to the place that an object scrolls in.
func PassOn(o fyne.CanvasObject, e *fyne.ScrollEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	if scroll, _ := scrollOf(root, o); scroll != nil {
		scroll.Scrolled(e)
	}
}
