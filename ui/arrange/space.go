package arrange

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/ui/theme"
)

// MinWidth gives an object a least width, in pixels at text size 1.
func MinWidth(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(minWidth{width}, o)
}

type minWidth struct{ width float32 }

func (a minWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(max(m.Width, a.width*theme.Scale()), m.Height)
}

func (a minWidth) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(s)
}

// Gap is empty space between objects beside each other, in pixels.
func Gap(width float32) fyne.CanvasObject {
	g := canvas.NewRectangle(color.Transparent)
	g.SetMinSize(fyne.NewSize(width, 1))
	return g
}

// MinHeightOf reserves as much height for an object as another one needs.
func MinHeightOf(other func() fyne.Size, o fyne.CanvasObject) *fyne.Container {
	return container.New(minHeightOf{other}, o)
}

type minHeightOf struct{ other func() fyne.Size }

func (a minHeightOf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width, max(m.Height, a.other().Height))
}

func (a minHeightOf) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(s)
}

// Margins puts margins around an object, which gets its width before it is asked for its height.
func Margins(top, bottom, left, right float32) fyne.Layout {
	return margins{top, bottom, left, right}
}

type margins struct{ top, bottom, left, right float32 }

func (m margins) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(m.left+m.right, m.top+m.bottom)
}

func (m margins) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(m.left, m.top))
	objects[0].Resize(s.SubtractWidthHeight(m.left+m.right, m.top+m.bottom))
}

// MinHeight gives an object a least height, in pixels at text size 1.
func MinHeight(height float32, o fyne.CanvasObject) *fyne.Container {
	return MinHeightOf(func() fyne.Size { return fyne.NewSize(0, height*theme.Scale()) }, o)
}
