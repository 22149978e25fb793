package scrolling

import (
	"fyne.io/fyne/v2"

	"enactive/ui/theme"
)

// Reveal scrolls as little as it takes to have an object in sight, with a little around it,
// as when the keyboard comes to it.
func Reveal(scroll *Scroll, o fyne.CanvasObject) {
	room, around := scroll.Size().Height, 4*theme.Unit
	if room <= 0 {
		return
	}
	if scroll.Content.Size().Height < scroll.Content.MinSize().Height {
		scroll.Refresh() // objects that were added just now have no position yet
	}
	y, at := OffsetIn(scroll, o), scroll.Offset.Y
	high := min(o.Size().Height, room-2*around)
	switch {
	case y-around < at:
		at = y - around
	case y+high+around > at+room:
		at = y + high + around - room
	default:
		return
	}
	scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, min(max(0, at), scroll.MaxOffset())))
}

// MakeRoom scrolls the place around an object, under whatever lies over it, so far that a height below the object is in the
// window, or as far as that goes.
func MakeRoom(o fyne.CanvasObject, height float32) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil {
		return
	}
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		scroll, _ := scrollOf(root, o)
		if scroll == nil {
			continue
		}
		top := driver.AbsolutePositionForObject(o).Y
		missing := min(top+o.Size().Height+height-c.Size().Height, top-driver.AbsolutePositionForObject(scroll).Y)
		if to := min(scroll.Offset.Y+missing, scroll.MaxOffset()); to > scroll.Offset.Y {
			scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, to))
		}
		return
	}
}

// MaxOffset is how far down the content scrolls at most: 0 where all of it is in sight.
func (s *Scroll) MaxOffset() float32 {
	return max(0, s.Content.MinSize().Height-s.Size().Height)
}

// OffsetIn returns how far an object is below the top of the content that scrolls.
func OffsetIn(scroll *Scroll, o fyne.CanvasObject) float32 {
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll.Content).Y
}
