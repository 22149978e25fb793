package scrolling

import (
	"time"

	"fyne.io/fyne/v2"
)

// Parent is a widget that contains other objects. The toolkit does not report the objects that a
// widget shows.
type Parent interface{ Children() []fyne.CanvasObject }

// IntoView is called when an object gets the keyboard: it runs onFocused, if there is one, and
// otherwise scrolls the object into view.
func IntoView(o fyne.CanvasObject, onFocused func(fyne.CanvasObject)) {
	if onFocused != nil {
		onFocused(o)
		return
	}
	const frames = 20
	intoViewWhenPlaced(o, frames)
}

// intoViewWhenPlaced scrolls an object into view. The toolkit knows the position of an object only
// after it was painted, which the first one on a page was not yet: it is tried again for some
// frames.
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

// Around returns the innermost object around o under a root that matches; nil if there is none.
func Around(root, o fyne.CanvasObject, matches func(fyne.CanvasObject) bool) fyne.CanvasObject {
	found, _ := around(root, o, matches)
	return found
}

func around(root, o fyne.CanvasObject, matches func(fyne.CanvasObject) bool) (match fyne.CanvasObject, found bool) {
	if root == o {
		return nil, true
	}
	var inside []fyne.CanvasObject
	switch r := root.(type) {
	case *Scroll:
		inside = []fyne.CanvasObject{r.Content}
	case *fyne.Container:
		inside = r.Objects
	case Parent:
		inside = r.Children()
	}
	for _, i := range inside {
		if match, found = around(i, o, matches); found {
			if match == nil && matches(root) {
				match = root
			}
			return match, true
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
