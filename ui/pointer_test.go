package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// A pointer over the window without a screen. It finds what it is over as the toolkit's driver
// for real windows does: of the visible objects under it that match, the one drawn last; what
// scrolls shows nothing outside of itself. The toolkit's test driver is kinder than that.

// under finds the topmost object under a point that matches, and where in it the point is.
func (d *driven) under(at fyne.Position, matches func(fyne.CanvasObject) bool) (fyne.CanvasObject, fyne.Position) {
	c := d.window.Canvas()
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	var found fyne.CanvasObject
	var in fyne.Position
	endless := fyne.NewSize(1<<30, 1<<30)
	walkShown(root, fyne.Position{}, fyne.Position{}, endless, func(o fyne.CanvasObject, pos, clip fyne.Position, size fyne.Size) {
		if within(at, clip, size) && within(at, pos, o.Size()) && matches(o) {
			found, in = o, at.Subtract(pos)
		}
	})
	return found, in
}

func within(at, pos fyne.Position, size fyne.Size) bool {
	return at.X >= pos.X && at.Y >= pos.Y && at.X < pos.X+size.Width && at.Y < pos.Y+size.Height
}

// walkShown visits every visible object with its place and with what it is clipped by.
func walkShown(o fyne.CanvasObject, offset, clip fyne.Position, size fyne.Size, visit func(o fyne.CanvasObject, pos, clip fyne.Position, size fyne.Size)) {
	if o == nil || !o.Visible() {
		return
	}
	pos := o.Position().Add(offset)
	var inside []fyne.CanvasObject
	clips := false
	switch o := o.(type) {
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		inside = r.Objects()
		_, clips = r.(interface{ IsClip() })
	}
	if _, scrolls := o.(fyne.Scrollable); scrolls || clips {
		clip, size = pos, o.Size()
	}
	visit(o, pos, clip, size)
	for _, i := range inside {
		walkShown(i, pos, clip, size, visit)
	}
}

// takesClicks reports whether the driver offers a click to an object. What takes the button
// without a tap hides what lies under it.
func takesClicks(o fyne.CanvasObject) bool {
	switch o.(type) {
	case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, desktop.Mouseable:
		return true
	}
	return false
}

func isScrollable(o fyne.CanvasObject) bool { _, ok := o.(fyne.Scrollable); return ok }

// press is one press and release of a button of the mouse, as the driver hands it on.
func (d *driven) clickAt(at fyne.Position, button desktop.MouseButton, held fyne.KeyModifier) {
	d.t.Helper()
	pressed, in := d.under(at, takesClicks)
	send := func(o fyne.CanvasObject, in fyne.Position, down bool) {
		c := d.window.Canvas()
		if m, ok := o.(desktop.Mouseable); ok {
			e := &desktop.MouseEvent{Button: button, Modifier: held}
			e.Position, e.AbsolutePosition = in, at
			if down {
				m.MouseDown(e)
			} else {
				m.MouseUp(e)
			}
		}
		focusable, _ := d.under(at, func(o fyne.CanvasObject) bool { _, ok := o.(fyne.Focusable); return ok })
		if f, ok := o.(fyne.Focusable); (!ok || f != c.Focused()) && focusable == nil {
			c.Unfocus()
		}
	}
	send(pressed, in, true)
	released, in := d.under(at, takesClicks)
	send(released, in, false)
	e := &fyne.PointEvent{Position: in, AbsolutePosition: at}
	_, tap := released.(fyne.Tappable)
	_, second := released.(fyne.SecondaryTappable)
	switch {
	case released == nil || released != pressed || !tap && !second:
	case button == desktop.MouseButtonSecondary:
		if s, ok := released.(fyne.SecondaryTappable); ok {
			s.TappedSecondary(e)
		}
	case button == desktop.MouseButtonPrimary && tap:
		released.(fyne.Tappable).Tapped(e)
	}
	d.rest()
}

// seen visits every visible object with its place in the window.
func (d *driven) seen(visit func(o fyne.CanvasObject, at fyne.Position)) {
	c := d.window.Canvas()
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	walkShown(root, fyne.Position{}, fyne.Position{}, fyne.NewSize(1<<30, 1<<30), func(o fyne.CanvasObject, at, _ fyne.Position, _ fyne.Size) { visit(o, at) })
}

// middle is the middle of an object that can be seen, as the pointer finds it.
func (d *driven) middle(o fyne.CanvasObject) fyne.Position {
	d.t.Helper()
	var at fyne.Position
	found := false
	d.seen(func(seen fyne.CanvasObject, pos fyne.Position) {
		if seen == o {
			at, found = pos, true
		}
	})
	if !found {
		d.t.Fatalf("a %T cannot be seen", o)
	}
	return at.AddXY(o.Size().Width/2, o.Size().Height/2)
}
