package surface

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/ui/arrange"
	"enactive/ui/theme"
)

// FoldCard is a card with a part at its foot that opens and closes. Cards gives the room
// for that part to its own column alone.
type FoldCard struct {
	Card
	under *fyne.Container // the foot, and the part that is open
	make  func() fyne.CanvasObject
	fold  fyne.CanvasObject // nil while it is closed
}

// NewFoldCard puts a head, a body that takes the rest of the height, and a foot on a card. The
// part that opens under them is created when it opens.
func NewFoldCard(head, body, foot fyne.CanvasObject, fold func() fyne.CanvasObject) *FoldCard {
	c := &FoldCard{under: arrange.Flow(0, foot), make: fold}
	c.content, c.ground = arrange.VerticalBorder(head, c.under, body), canvas.NewRectangle(color.Transparent)
	c.ground.CornerRadius = theme.Radius + 2
	c.ExtendBaseWidget(c)
	return c
}

// IsOpen reports whether the part that opens is open.
func (c *FoldCard) IsOpen() bool { return c.fold != nil }

// Open opens the part at the foot, or closes it. The container of the card is to be
// refreshed then.
func (c *FoldCard) Open(open bool) {
	c.under.Objects, c.fold = c.under.Objects[:1], nil
	if open {
		c.fold = c.make()
		c.under.Objects = append(c.under.Objects, c.fold)
	}
	c.Refresh()
}

// extra is how much of the height the open part takes.
func (c *FoldCard) extra() float32 {
	if c.fold == nil {
		return 0
	}
	return c.fold.MinSize().Height
}

// Cards lays cards out in as many columns as fit, each at least minimum wide at text size
// 1. The cards of a row are of one height; a part that opens in one of them moves those
// below it and no others. What is left for the last row shares the whole width, so that no corner of
// the page is bare.
func Cards(minimum float32, cards ...fyne.CanvasObject) *fyne.Container {
	return container.New(&cardGrid{arrange.Columns{Minimum: minimum}}, cards...)
}

type cardGrid struct{ arrange.Columns }

// place returns the top and the height of every card, and the height of them all.
func (g *cardGrid) place(objects []fyne.CanvasObject, columns int) (tops, heights []float32, total float32) {
	gap := 2 * theme.Unit
	tops, heights = make([]float32, len(objects)), make([]float32, len(objects))
	pushed := make([]float32, columns)
	y := float32(0)
	for row := 0; row < len(objects); row += columns {
		cards := objects[row:min(row+columns, len(objects))]
		even := float32(0)
		for _, o := range cards {
			even = max(even, o.MinSize().Height-extraOf(o))
		}
		if len(cards) < columns { // they are under others than the card of their own column
			most := slices.Max(pushed)
			for i := range pushed {
				pushed[i] = most
			}
		}
		for i, o := range cards {
			tops[row+i], heights[row+i] = y+pushed[i], even+extraOf(o)
			pushed[i] += extraOf(o)
			total = max(total, tops[row+i]+heights[row+i])
		}
		y += even + gap
	}
	return tops, heights, total
}

func extraOf(o fyne.CanvasObject) float32 {
	if c, ok := o.(*FoldCard); ok {
		return c.extra()
	}
	return 0
}

func (g *cardGrid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	_, _, total := g.place(objects, g.Fit(g.Width, len(objects)))
	return fyne.NewSize(g.Minimum*0.9, total)
}

func (g *cardGrid) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	g.Width = s.Width
	columns, gap := g.Fit(s.Width, len(objects)), 2*theme.Unit
	widthOf := func(i int) float32 {
		if left := len(objects) % columns; left > 0 && i >= len(objects)-left && len(objects) > columns {
			return g.Each(s.Width, left)
		}
		return min(g.Each(s.Width, columns), 2*g.Minimum*theme.Scale()) // a single card must not fill the width
	}
	for i, o := range objects { // wrapped text has its height only once it has its width
		o.Resize(fyne.NewSize(widthOf(i), o.Size().Height))
	}
	tops, heights, _ := g.place(objects, columns)
	for i, o := range objects {
		width := widthOf(i)
		o.Move(fyne.NewPos(float32(i%columns)*(width+gap), tops[i]))
		o.Resize(fyne.NewSize(width, heights[i]))
	}
}
