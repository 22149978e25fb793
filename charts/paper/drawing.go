package paper

import (
	"image/color"

	"enactive/charts/render"
)

// pointsPerUnit is how many points a unit of a drawing is.
const pointsPerUnit = 0.75

// Drawing is a page as a picture, of the size of the sheet.
func Drawing(s Sheet, p *Page) render.Drawing {
	return render.Drawing{
		Width: s.Width / pointsPerUnit, Height: s.Height / pointsPerUnit, Background: color.NRGBA{255, 255, 255, 255},
		Plot: render.Box{Right: 1, Bottom: 1}, X: render.Range{To: 1}, Y: render.Range{To: 1},
		Layers: []func(render.Canvas){func(c render.Canvas) {
			for i := range p.Marks {
				drawMark(c, &p.Marks[i])
			}
		}},
	}
}

func drawMark(c render.Canvas, m *Mark) {
	left, top := m.Left/pointsPerUnit, m.Top/pointsPerUnit
	switch {
	case m.Line != nil:
		for _, piece := range m.Line.Pieces {
			c.Text(piece.Text, left+piece.X*m.Style.Size/pointsPerUnit, m.Base/pointsPerUnit,
				render.TextStyle{Font: piece.Font, Size: m.Style.Size / pointsPerUnit, Color: m.Style.Colour})
		}
	case m.Figure != nil:
		m.Figure.Paint(moved{c, left, top})
	case m.Round > 0:
		radius := min(m.Round, m.Width/2, m.Height/2) / pointsPerUnit
		c.Circle(left+m.Width/2/pointsPerUnit, top+m.Height/2/pointsPerUnit, radius)
		c.Fill(m.Fill)
	default:
		// What is thinner than a pixel of the screen is drawn as thin as one.
		width, height := max(m.Width/pointsPerUnit, 0.6), max(m.Height/pointsPerUnit, 0.6)
		c.MoveTo(left, top)
		c.LineTo(left+width, top)
		c.LineTo(left+width, top+height)
		c.LineTo(left, top+height)
		c.LineTo(left, top)
		c.Fill(m.Fill)
	}
}

// moved is a canvas whose upper left corner is elsewhere.
type moved struct {
	render.Canvas
	left, top float64
}

func (m moved) MoveTo(x, y float64) { m.Canvas.MoveTo(x+m.left, y+m.top) }
func (m moved) LineTo(x, y float64) { m.Canvas.LineTo(x+m.left, y+m.top) }
func (m moved) Circle(x, y, radius float64) {
	m.Canvas.Circle(x+m.left, y+m.top, radius)
}
func (m moved) Text(s string, x, y float64, t render.TextStyle) {
	m.Canvas.Text(s, x+m.left, y+m.top, t)
}
