package figure

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// PictureView shows one picture as large as its place allows, with its proportions. While it has the
// keyboard, the arrows step to the picture before or after it.
type PictureView struct {
	widget.BaseWidget
	// OnStep is called with -1 or 1 by the arrows; it may be nil.
	OnStep func(by int)
	// Words say what is shown, for somebody who does not see it.
	Words string

	room    fyne.Size
	picture *canvas.Image
	ring    *canvas.Rectangle
	focused bool
}

// NewPictureView makes an empty view that takes that room.
func NewPictureView(room fyne.Size) *PictureView {
	v := &PictureView{room: room, picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}, ring: canvas.NewRectangle(color.Transparent)}
	v.picture.Hide()
	v.ring.CornerRadius = theme.Radius
	v.ExtendBaseWidget(v)
	return v
}

// SetPicture shows a picture, or nothing for nil.
func (v *PictureView) SetPicture(m image.Image) {
	if v.picture.Image = m; m == nil {
		v.picture.Hide()
	} else {
		v.picture.Show()
	}
	v.picture.Refresh()
	v.Refresh()
}

// HasPicture reports whether there is one to see.
func (v *PictureView) HasPicture() bool { return v.picture.Image != nil }

// MinSize is the room that was asked for.
func (v *PictureView) MinSize() fyne.Size { return v.room }

func (v *PictureView) paint() {
	v.ring.StrokeWidth = 0
	if v.focused {
		v.ring.StrokeColor, v.ring.StrokeWidth = theme.Current().Line, 1
	}
}

// CreateRenderer draws the picture.
func (v *PictureView) CreateRenderer() fyne.WidgetRenderer {
	v.paint()
	return paint.LaidOut(v, &pictureRenderer{v})
}

type pictureRenderer struct{ v *PictureView }

func (r *pictureRenderer) Layout(s fyne.Size) {
	r.v.ring.Resize(s)
	inner := fyne.NewSize(max(0, s.Width-theme.Unit), max(0, s.Height-theme.Unit))
	if m := r.v.picture.Image; m != nil { // a small one is not blown up
		if c := fyne.CurrentApp().Driver().CanvasForObject(r.v); c != nil {
			inner = fyne.NewSize(min(inner.Width, float32(m.Bounds().Dx())/c.Scale()), min(inner.Height, float32(m.Bounds().Dy())/c.Scale()))
		}
	}
	r.v.picture.Resize(inner)
	r.v.picture.Move(fyne.NewPos((s.Width-inner.Width)/2, (s.Height-inner.Height)/2))
}
func (r *pictureRenderer) MinSize() fyne.Size { return r.v.room }
func (r *pictureRenderer) Refresh() {
	r.v.paint()
	r.Layout(r.v.Size())
	r.v.ring.Refresh()
	r.v.picture.Refresh()
}
func (r *pictureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.v.picture, r.v.ring}
}
func (r *pictureRenderer) Destroy() {}

// The keyboard reaches it.
func (v *PictureView) FocusGained()   { v.focused = true; v.Refresh() }
func (v *PictureView) FocusLost()     { v.focused = false; v.Refresh() }
func (v *PictureView) TypedRune(rune) {}
func (v *PictureView) TypedKey(e *fyne.KeyEvent) {
	by := 0
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp:
		by = -1
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown:
		by = 1
	}
	if by != 0 && v.OnStep != nil {
		v.OnStep(by)
		return
	}
	focus.PassOn(v, e)
}
