package entryview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// Gauge is a rating: a number, a bar under it, and its name.
type Gauge struct {
	Name, Number string
	Value        float32 // 0 to 100
}

// Gauges are the ratings of an entry in one strip, as many beside each other as fit. hue is that of
// its area.
func Gauges(hue int, all []Gauge) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, g := range all {
		cells = append(cells, arrange.Flow(0, newGaugeCell(hue, g), prose.Caption(g.Name)))
	}
	if len(cells) == 4 { // all beside each other, or two and two
		pairs := []fyne.CanvasObject{arrange.Grid(0.5*gaugeWidth, cells[:2]...), arrange.Grid(0.5*gaugeWidth, cells[2:]...)}
		return arrange.LeftColumn(4*gaugeWidth, arrange.Grid(gaugeWidth+2*theme.Unit, pairs...))
	}
	return arrange.LeftColumn(float32(len(all))*gaugeWidth, arrange.Grid(0.5*gaugeWidth, cells...))
}

// gaugeWidth is how wide a gauge gets, at text size 1; half of it is the least.
const gaugeWidth = 200

// gaugeCell is one gauge of a strip.
type gaugeCell struct {
	widget.BaseWidget
	gauge        Gauge
	hue          int
	number       *canvas.Text
	track, level *canvas.Rectangle
}

func newGaugeCell(hue int, g Gauge) *gaugeCell {
	c := &gaugeCell{gauge: g, hue: hue, number: canvas.NewText(g.Number, color.Black),
		track: canvas.NewRectangle(color.Black), level: canvas.NewRectangle(color.Black)}
	c.number.TextStyle.Bold = true
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer draws the gauge.
func (c *gaugeCell) CreateRenderer() fyne.WidgetRenderer {
	d := &gaugeRenderer{c}
	d.paint()
	return paint.LaidOut(c, d)
}

type gaugeRenderer struct{ c *gaugeCell }

// barHeight is that of the bar of a gauge, at text size 1.
const barHeight = 6

func (d *gaugeRenderer) paint() {
	p, c := theme.Current(), d.c
	c.number.Color, c.number.TextSize = p.Text, paint.TextSize(theme.Lead)
	c.track.FillColor = paint.Blend(p.Raised, p.Muted, 0.18)
	c.level.FillColor = theme.Hue(c.hue, theme.IsDark())
	radius := paint.TextSize(barHeight) / 2
	c.track.CornerRadius, c.level.CornerRadius = radius, radius
}

func (d *gaugeRenderer) MinSize() fyne.Size {
	return fyne.NewSize(paint.TextSize(72), paint.TextSize(theme.Lead)*1.36+paint.TextSize(barHeight)+theme.Unit/4)
}

func (d *gaugeRenderer) Layout(s fyne.Size) {
	c := d.c
	number, bar := c.number.MinSize(), paint.TextSize(barHeight)
	c.number.Resize(number)
	c.number.Move(fyne.Position{})
	y := paint.TextSize(theme.Lead)*1.36 + theme.Unit/4
	c.track.Move(fyne.NewPos(0, y))
	c.track.Resize(fyne.NewSize(s.Width, bar))
	c.level.Move(fyne.NewPos(0, y))
	c.level.Resize(fyne.NewSize(max(bar, s.Width*min(max(c.gauge.Value, 0), 100)/100), bar))
}

func (d *gaugeRenderer) Refresh() {
	d.paint()
	d.Layout(d.c.Size())
	canvas.Refresh(d.c)
}

func (d *gaugeRenderer) Objects() []fyne.CanvasObject {
	c := d.c
	objects := []fyne.CanvasObject{c.track, c.number}
	if c.gauge.Value > 0 {
		objects = append(objects, c.level)
	}
	return objects
}
func (d *gaugeRenderer) Destroy() {}
