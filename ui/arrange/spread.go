package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/ui/theme"
)

// Spread is a page with its margin: text of at most a width, and beside it what belongs to it; under
// the text where there is no room for both. Widths are in pixels at text size 1. Without a margin it
// is the text alone.
func Spread(text, margin float32, words, beside fyne.CanvasObject) *fyne.Container {
	if beside == nil {
		return container.New(&spread{text: text}, words)
	}
	return container.New(&spread{text: text, margin: margin}, words, beside)
}

// SpreadWidth is the widest that such a page gets.
func SpreadWidth(text, margin float32) float32 {
	if margin == 0 {
		return text
	}
	return text + margin + spreadGap*theme.Unit
}

// spreadGap is the gap between the text and its margin, in units.
const spreadGap = 5

type spread struct{ text, margin, width float32 }

// parts returns the widths of the text and of the margin, and whether they are beside each other.
func (l *spread) parts(width float32) (text, margin float32, beside bool) {
	most, edge, gap := l.text*theme.Scale(), l.margin*theme.Scale(), spreadGap*theme.Unit
	if l.margin > 0 && width >= 0.8*most+gap+edge {
		return min(most, width-gap-edge), edge, true
	}
	return min(most, width), min(most, width), false
}

func (l *spread) MinSize(objects []fyne.CanvasObject) fyne.Size {
	all := objects[0].MinSize()
	if len(objects) < 2 {
		return all
	}
	other := objects[1].MinSize()
	if _, _, beside := l.parts(l.width); beside {
		return fyne.NewSize(min(all.Width, l.text), max(all.Height, other.Height))
	}
	return fyne.NewSize(max(all.Width, other.Width), all.Height+2*theme.Unit+other.Height)
}

func (l *spread) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	text, margin, beside := l.parts(s.Width)
	place := func(o fyne.CanvasObject, x, y, width float32) float32 {
		o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text has its height only once it has its width
		high := o.MinSize().Height
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, high))
		return high
	}
	high := place(objects[0], 0, 0, text)
	switch {
	case len(objects) < 2:
	case beside:
		place(objects[1], s.Width-margin, 0, margin)
	default:
		place(objects[1], 0, high+2*theme.Unit, margin)
	}
}
