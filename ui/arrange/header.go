package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/ui/theme"
)

// Header puts tools to the right of a heading, or under it if both do not fit, there in as many rows as they need.
func Header(heading fyne.CanvasObject, wish float32, tools ...fyne.CanvasObject) *fyne.Container {
	rows := &toolRows{}
	return container.New(&header{wish: wish, tools: rows}, heading, container.New(rows, tools...))
}

// Line puts objects beside each other, each as wide as it needs to be.
func Line(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(theme.Unit), objects...)
}

// HeadingWidth returns the width that a page's heading needs for a text.
func HeadingWidth(words string) float32 {
	return fyne.MeasureText(words, theme.Sized(theme.Heading), fyne.TextStyle{Bold: true}).Width + theme.Unit
}

type header struct {
	wish, width float32
	tools       *toolRows
}

func (h *header) folded(tools fyne.CanvasObject) bool {
	return h.width > 0 && h.wish+2*theme.Unit+h.tools.line(tools).Width > h.width
}

func (h *header) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1]
	width := max(a.Width, b.MinSize().Width)
	if h.folded(b) {
		return fyne.NewSize(width, a.Height+theme.Unit+h.tools.within(b, h.width).Height)
	}
	return fyne.NewSize(width, max(a.Height, h.tools.line(b).Height))
}

func (h *header) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	h.width = s.Width
	a, b := objects[0], objects[1]
	ah := a.MinSize().Height
	if h.folded(b) {
		a.Resize(fyne.NewSize(s.Width, ah))
		a.Move(fyne.Position{})
		b.Resize(h.tools.within(b, s.Width))
		b.Move(fyne.NewPos(0, ah+theme.Unit))
		return
	}
	bs := h.tools.line(b)
	b.Resize(bs)
	a.Resize(fyne.NewSize(s.Width-bs.Width-2*theme.Unit, ah))
	a.Move(fyne.NewPos(0, (s.Height-ah)/2))
	b.Move(fyne.NewPos(s.Width-bs.Width, (s.Height-bs.Height)/2))
}

// toolRows puts tools beside each other, each as wide as it needs to be, and those that no longer fit into further
// rows. It is as wide as the widest of them at least.
type toolRows struct{}

// line is the size of all tools in one row.
func (r *toolRows) line(tools fyne.CanvasObject) fyne.Size { return r.within(tools, 1e6) }

// within is the size of all tools in rows of a width.
func (r *toolRows) within(tools fyne.CanvasObject, width float32) fyne.Size {
	return r.each(tools.(*fyne.Container).Objects, width, func([]fyne.CanvasObject, float32, float32) {})
}

// each calls do for each row with its place and height, and returns the size of all.
func (r *toolRows) each(tools []fyne.CanvasObject, width float32, do func(row []fyne.CanvasObject, y, height float32)) (all fyne.Size) {
	var row []fyne.CanvasObject
	x, height := float32(0), float32(0)
	end := func() {
		if len(row) == 0 {
			return
		}
		if all.Height > 0 {
			all.Height += theme.Unit
		}
		do(row, all.Height, height)
		all = fyne.NewSize(max(all.Width, x-theme.Unit), all.Height+height)
		row, x, height = nil, 0, 0
	}
	const rounding = 0.5
	for _, o := range tools {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if x+s.Width > width+rounding {
			end()
		}
		row, x, height = append(row, o), x+s.Width+theme.Unit, max(height, s.Height)
	}
	end()
	return all
}

func (r *toolRows) MinSize(tools []fyne.CanvasObject) (least fyne.Size) {
	for _, o := range tools {
		if o.Visible() {
			least = least.Max(o.MinSize())
		}
	}
	return least
}

func (r *toolRows) Layout(tools []fyne.CanvasObject, s fyne.Size) {
	r.each(tools, s.Width, func(row []fyne.CanvasObject, y, height float32) {
		x := float32(0)
		for _, o := range row {
			width := o.MinSize().Width
			o.Resize(fyne.NewSize(width, height))
			o.Move(fyne.NewPos(x, y))
			x += width + theme.Unit
		}
	})
}
