// Package shell owns the parts that a window is divided into: the rail with its ways to the pages,
// banners, panes, and the sheets over all of them.
package shell

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/spoken"
	"enactive/ui/theme"
)

// Rail is the ways to the pages at the left of the window, and the page beside it. Where the
// window is narrow only the icons of the ways are shown.
type Rail struct {
	widget.BaseWidget
	brand         *canvas.Text
	ways          []*NavItem
	side, content fyne.CanvasObject
	edge          *canvas.Rectangle
	folded        bool
}

// railFolds is the width, at text size 1, under which the rail shows its icons only.
const railFolds = 1000

// NewRail puts the program's sign and name, the ways and, at the foot, some more of them
// beside a content. Folded ways show their names through hints.
func NewRail(icon image.Image, name string, ways, foot []*NavItem, content fyne.CanvasObject) *Rail {
	r := &Rail{ways: append(append([]*NavItem{}, ways...), foot...), content: content, edge: canvas.NewRectangle(color.Transparent), brand: canvas.NewText(name, color.Black)}
	sign := canvas.NewImageFromImage(icon)
	sign.FillMode = canvas.ImageFillContain
	sign.SetMinSize(fyne.NewSquareSize(26 * theme.Scale()))
	r.brand.TextStyle.Bold = true
	top := arrange.Flow(theme.Unit/2, container.New(layout.NewCustomPaddedLayout(0, 1.5*theme.Unit, theme.Unit, 0), arrange.Line(sign, r.brand)))
	for _, w := range ways {
		top.Add(w)
	}
	bottom := arrange.Flow(theme.Unit / 2)
	for _, w := range foot {
		bottom.Add(w)
	}
	m := 1.5 * theme.Unit
	side := container.New(spoken.As(layout.NewCustomPaddedLayout(2*theme.Unit, m, m, m), func() spoken.Object {
		return spoken.Object{Role: spoken.List, Name: wording.Say("pages"), Active: -1}
	}), container.NewBorder(nil, bottom, nil, nil, top))
	scroll := scrolling.NewScroll(side) // a window may be lower than all ways at large text
	r.side = scroll
	r.ExtendBaseWidget(r)
	return r
}

func (r *Rail) fold(on bool) {
	r.folded = on
	if on {
		r.brand.Hide()
	} else {
		r.brand.Show()
	}
	for _, w := range r.ways {
		w.fold(on)
	}
}

func (r *Rail) paint() {
	p := theme.Current()
	r.brand.Color, r.brand.TextSize = p.Text, paint.TextSize(theme.Lead)
	r.edge.FillColor = p.Line
}

// CreateRenderer draws both.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	r.paint()
	return paint.LaidOut(r, &railRenderer{r})
}

type railRenderer struct{ r *Rail }

func (d *railRenderer) Layout(s fyne.Size) {
	r := d.r
	if folded := s.Width < railFolds*theme.Scale(); folded != r.folded {
		r.fold(folded)
	}
	width := r.side.MinSize().Width
	r.side.Resize(fyne.NewSize(width, s.Height))
	r.edge.Move(fyne.NewPos(width, 0))
	r.edge.Resize(fyne.NewSize(1, s.Height))
	r.content.Move(fyne.NewPos(width+1, 0))
	r.content.Resize(fyne.NewSize(max(0, s.Width-width-1), s.Height))
}

func (d *railRenderer) MinSize() fyne.Size {
	a, b := d.r.side.MinSize(), d.r.content.MinSize()
	return fyne.NewSize(a.Width+1+b.Width, max(a.Height, b.Height))
}
func (d *railRenderer) Refresh() {
	d.r.paint()
	d.Layout(d.r.Size())
	for _, o := range d.Objects() {
		o.Refresh()
	}
}
func (d *railRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.r.side, d.r.edge, d.r.content}
}
func (d *railRenderer) Destroy() {}

// Children are the objects in it, for the place that scrolls.
func (r *Rail) Children() []fyne.CanvasObject { return []fyne.CanvasObject{r.side, r.content} }
