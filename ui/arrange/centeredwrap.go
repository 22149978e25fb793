package arrange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// CenteredWrap puts objects beside each other, each as wide as it needs to be, in as many lines
// as that takes, centred vertically in each line. Unlike Wrap it needs the height of those lines
// and no more, and can become narrow again.
func CenteredWrap(gap, lineGap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&centeredWrap{gap: gap, lineGap: lineGap}, objects...)
}

type centeredWrap struct{ gap, lineGap, width float32 }

// lines parts the objects that can be seen into lines of at most the width.
func (a *centeredWrap) lines(objects []fyne.CanvasObject) [][]fyne.CanvasObject {
	var lines [][]fyne.CanvasObject
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		wide := o.MinSize().Width
		if len(lines) == 0 || a.width > 0 && x+wide > a.width {
			lines, x = append(lines, nil), 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], o)
		x += wide + a.gap
	}
	return lines
}

func lineHeight(line []fyne.CanvasObject) float32 {
	high := float32(0)
	for _, o := range line {
		high = max(high, o.MinSize().Height)
	}
	return high
}

func (a *centeredWrap) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			s.Width = max(s.Width, o.MinSize().Width)
		}
	}
	for i, line := range a.lines(objects) {
		if i > 0 {
			s.Height += a.lineGap
		}
		s.Height += lineHeight(line)
	}
	return s
}

func (a *centeredWrap) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	a.width = s.Width
	y := float32(0)
	for _, line := range a.lines(objects) {
		x, high := float32(0), lineHeight(line)
		for _, o := range line {
			size := o.MinSize()
			size.Width = min(size.Width, s.Width)
			o.Resize(size)
			o.Move(fyne.NewPos(x, y+(high-size.Height)/2))
			x += size.Width + a.gap
		}
		y += high + a.lineGap
	}
}
