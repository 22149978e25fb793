package arrange

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/ui/theme"
)

// Column is a page's column of at most that width. All pages begin at one axis: where the window is
// wider than theme.PageWidth, the room that is left over is shared by both margins, and a narrower column
// begins where a wide one does.
func Column(width float32, content ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{width, pageAxis}, Flow(theme.Unit, content...))
}

// LeftColumn is a column at the left edge of its place, as under a page's title.
func LeftColumn(width float32, content ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{width, leftEdge}, Flow(theme.Unit, content...))
}

// MiddleColumn is a column in the middle of its place, for what is there alone: a form over the pages, or
// the way in.
func MiddleColumn(width float32, content ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{width, inMiddle}, Flow(theme.Unit, content...))
}

// PageAxis is where the pages begin in a place, and how wide they are there at most.
func PageAxis(place float32) (left, width float32) {
	width = min(place, theme.PageWidth*max(1, theme.Scale()))
	return float32(math.Floor(float64(place-width) / 2)), width // whole pixels keep text sharp
}

func pageAxis(place, _ float32) float32 {
	left, _ := PageAxis(place)
	return left
}

func leftEdge(float32, float32) float32 { return 0 }

func inMiddle(place, width float32) float32 { return float32(math.Floor(float64(place-width) / 2)) }

type column struct {
	width float32
	// left is where it begins in a place, from the widths of both.
	left func(place, width float32) float32
}

func (c column) maxWidth() float32 { return c.width * max(1, theme.Scale()) }

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	m := objects[0].MinSize()
	return fyne.NewSize(min(m.Width, c.maxWidth()), m.Height)
}

func (c column) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	width := min(s.Width, c.maxWidth())
	left := c.left(s.Width, width)
	width = min(width, s.Width-left)
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, s.Height))
		o.Move(fyne.NewPos(left, 0))
	}
}

// Grid lays objects of one width out in as many columns as fit, each at least minimum
// wide at text size 1; every row is as high as its highest.
func Grid(minimum float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Columns{Minimum: minimum}, objects...)
}

// Columns lays objects of one width out in columns, as Grid does; other layouts
// of columns are built on it.
type Columns struct {
	Minimum float32 // of a column, at text size 1
	Width   float32 // of the place, as it was laid out last
}

// Fit returns how many columns fit into a width.
func (g *Columns) Fit(width float32, objects int) int {
	gap := 2 * theme.Unit
	return max(1, min(objects, int((width+gap)/(g.Minimum*theme.Scale()+gap))))
}

// Each returns the width of a column if that many of them share a width.
func (g *Columns) Each(width float32, columns int) float32 {
	return float32(math.Floor(float64(width-2*theme.Unit*float32(columns-1)) / float64(columns)))
}

func (g *Columns) rows(objects []fyne.CanvasObject, columns int) []float32 {
	var heights []float32
	for i, o := range objects {
		if i%columns == 0 {
			heights = append(heights, 0)
		}
		heights[len(heights)-1] = max(heights[len(heights)-1], o.MinSize().Height)
	}
	return heights
}

func (g *Columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height, gap := float32(0), 2*theme.Unit
	for i, h := range g.rows(objects, g.Fit(g.Width, len(objects))) {
		if i > 0 {
			height += gap
		}
		height += h
	}
	return fyne.NewSize(g.Minimum*0.9, height)
}

func (g *Columns) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	g.Width = s.Width
	columns, gap := g.Fit(s.Width, len(objects)), 2*theme.Unit
	width := g.Each(s.Width, columns)
	for _, o := range objects { // wrapped text has its height only once it has its width
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	y := float32(0)
	heights := g.rows(objects, columns)
	g.stretch(heights, s.Height-gap*float32(len(heights)-1), width)
	for row, h := range heights {
		for i := row * columns; i < min((row+1)*columns, len(objects)); i++ {
			objects[i].Move(fyne.NewPos(float32(i%columns)*(width+gap), y))
			objects[i].Resize(fyne.NewSize(width, h))
		}
		y += h + gap
	}
}

// stretch shares the remaining height among the rows, up to the proportions of a picture.
func (g *Columns) stretch(heights []float32, height, width float32) {
	for _, h := range heights {
		height -= h
	}
	for i := range heights {
		most := max(heights[i], 1.15*width)
		heights[i] = min(most, heights[i]+max(0, height)/float32(len(heights)))
	}
}

// Pillars lays objects out in columns of at least a width, at text size 1, each under the one
// that ends highest, so that a short one leaves no gap beside a long one.
func Pillars(minimum float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&pillars{Columns: Columns{Minimum: minimum}}, objects...)
}

// Cards lays cards out like Pillars; a column alone is at most so wide that a row of it can still be followed.
func Cards(minimum, most float32, cards ...fyne.CanvasObject) *fyne.Container {
	return container.New(&pillars{Columns{Minimum: minimum}, most}, cards...)
}

type pillars struct {
	Columns
	alone float32 // the most that one column has, at text size 1; 0 for all there is
}

// place lays the objects out in a width and returns the height that takes.
func (p *pillars) place(objects []fyne.CanvasObject, width float32) float32 {
	gap := 2 * theme.Unit
	feet := make([]float32, p.Fit(width, len(objects)))
	each := p.Each(width, len(feet))
	if len(feet) == 1 && p.alone > 0 {
		each = min(each, p.alone*max(1, theme.Scale()))
	}
	for _, o := range objects {
		o.Resize(fyne.NewSize(each, o.Size().Height)) // wrapped text has its height only once it has its width
		column := slices.Index(feet, slices.Min(feet))
		high := o.MinSize().Height
		o.Move(fyne.NewPos(float32(column)*(each+gap), feet[column]))
		o.Resize(fyne.NewSize(each, high))
		feet[column] += high + gap
	}
	return max(0, slices.Max(feet)-gap)
}

func (p *pillars) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	if len(objects) > 0 && p.Width > 0 {
		height = p.place(objects, p.Width)
	}
	return fyne.NewSize(p.Minimum*0.9, height)
}

func (p *pillars) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	if p.Width = s.Width; len(objects) > 0 {
		p.place(objects, s.Width)
	}
}
