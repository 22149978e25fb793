package charts

import (
	"image/color"
	"math"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// obstacles draws a bar for each obstacle: how often it was met, and how often overcome.
type obstacles struct {
	result insight.ObstaclesResult
	text   string
	area   string
	most   int
}

// NewObstacles makes the chart of obstacles.
// text is the sentence of the result; area names what it is about and may be empty.
func NewObstacles(result insight.ObstaclesResult, text, area string) Chart {
	c := &obstacles{result: result, text: text, area: area}
	for _, o := range result.Shown {
		c.most = max(c.most, o.Times)
	}
	return picture{c}
}

func (c *obstacles) captions() captions {
	w := captions{title: describe.ChartTitle(describe.ObstaclesTitle.String(), c.area), text: c.text, header: describe.ObstaclesHeader()}
	for _, o := range c.result.Shown {
		row := []string{o.Name, describe.Thousands(o.Times), describe.Thousands(o.Overcome), describe.Percent(float64(o.Overcome) / float64(o.Times)), "", ""}
		if low, ok := o.Low.Get(); ok {
			row[4], row[5] = describe.Percent(low), describe.Percent(o.High.Or(1))
		}
		w.rows = append(w.rows, row)
	}
	return w
}

func (c *obstacles) nameWidth(theme Theme) float64 {
	w := 0.0
	for _, o := range c.result.Shown {
		w = math.Max(w, theme.normal().width(o.Name))
	}
	return w
}

// stacked reports whether names are too long for a place beside their bars, and go above them.
func (c *obstacles) stacked(theme Theme, width float64) bool { return c.nameWidth(theme) > 0.34*width }

// head is the room of a name over its bar.
func (c *obstacles) head(f *frame) float64 {
	if f.detail >= numbersOnly || !c.stacked(f.theme, innerWidth(f.size, f.theme)) {
		return 0
	}
	return f.theme.em(22)
}

func (c *obstacles) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(12) + c.nameWidth(theme), top: theme.em(6), right: theme.em(12), bottom: theme.em(14)}
	for _, o := range c.result.Shown {
		m.right = math.Max(m.right, theme.em(12)+theme.small().width(describe.ShownOfAll(o.Overcome, o.Times)))
	}
	if d >= numbersOnly || c.stacked(theme, width) {
		m.left = theme.em(2)
	}
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right)
	return m
}

func (c *obstacles) key(theme Theme) []keyEntry {
	if len(c.result.Shown) == 0 {
		return nil
	}
	return []keyEntry{
		{form: square, radius: 3.6, ink: theme.Accent, word: describe.ObstaclesOvercome.String()},
		{form: square, radius: 3.6, ink: metInk(theme), word: describe.ObstaclesMet.String()},
	}
}

// metInk is the ground of a bar, so strong that it is seen where nothing was overcome.
func metInk(theme Theme) color.NRGBA { return blend(theme.ground(), theme.Accent, 0.35) }

func (c *obstacles) ranges(f *frame) { f.x0, f.x1, f.y0, f.y1 = 0, math.Max(float64(c.most), 1), 1, 0 }

func (c *obstacles) height(f *frame) float64 {
	head := c.head(f)
	return math.Min(head+f.theme.em(46), math.Max(head+f.theme.em(20), f.plot.height()/float64(max(1, len(c.result.Shown)))))
}

func (c *obstacles) shown(f *frame) []insight.ObstacleSeen {
	n := int(f.plot.height() / c.height(f))
	if n < len(c.result.Shown) {
		n = max(1, int((f.plot.height()-f.theme.em(16))/c.height(f)))
	}
	return c.result.Shown[:min(n, len(c.result.Shown))]
}

// bar is the whole bar of a row.
func (c *obstacles) bar(f *frame, i int, times int) rect {
	top := f.plot.top + float64(i)*c.height(f)
	if head := c.head(f); head > 0 {
		return rect{f.plot.left, top + head, f.x(float64(times)), top + head + math.Min(c.height(f)-head-f.theme.em(6), f.theme.em(24))}
	}
	pad := c.height(f) * 0.24
	return rect{f.plot.left, top + pad, f.x(float64(times)), top + c.height(f) - pad}
}

func (c *obstacles) marks(f *frame) []Mark {
	var marks []Mark
	for i, o := range c.shown(f) {
		if len(o.IDs) == 0 {
			continue
		}
		b := c.bar(f, i, o.Times)
		marks = append(marks, Mark{IDs: o.IDs, X: (b.left + b.right) / 2, Y: (b.top + b.bottom) / 2, Radius: math.Min(b.width(), b.height()*2) / 2,
			Label: describe.ObstaclesMark(o.Name, o.Times, o.Overcome), area: b})
	}
	return marks
}

func (c *obstacles) paint(f *frame) []func(*canvas) {
	if len(c.result.Shown) == 0 {
		return []func(*canvas){func(s *canvas) {
			f.paintEmpty(s, describe.ObstaclesEmpty.String(), describe.ObstaclesEmptyMore.String())
		}}
	}
	return []func(*canvas){func(s *canvas) { c.paintBars(s, f) }, func(s *canvas) { c.paintWords(s, f) }}
}

func (c *obstacles) paintBars(s *canvas, f *frame) {
	for i, o := range c.shown(f) {
		b := c.bar(f, i, o.Times)
		s.box(b, metInk(f.theme))
		s.box(rect{b.left, b.top, f.x(float64(o.Overcome)), b.bottom}, f.theme.Accent)
	}
	if c.head(f) == 0 {
		s.hair(point2{f.plot.left, f.plot.top}, point2{f.plot.left, f.plot.top + float64(len(c.shown(f)))*c.height(f)}, f.theme.Axis)
	}
}

func (c *obstacles) paintWords(s *canvas, f *frame) {
	if f.detail >= plotOnly {
		return
	}
	name, small := f.theme.normal(), f.theme.small()
	name.ink = f.theme.Text
	left, room := f.plot.left, f.size.Width-f.plot.left
	if c.head(f) == 0 {
		room = c.nameWidth(f.theme) + 1
		left = math.Max(0, left-f.theme.em(10)-room)
	}
	for i, o := range c.shown(f) {
		b := c.bar(f, i, o.Times)
		y := (b.top+b.bottom)/2 + name.size*0.36
		if f.detail < numbersOnly {
			base := y
			if c.head(f) > 0 {
				base = b.top - f.theme.em(5)
			}
			s.words(fit(name.font, name.size, room, o.Name), point2{left, base}, name)
		}
		s.words(describe.ShownOfAll(o.Overcome, o.Times), point2{b.right + f.theme.em(6), y}, small)
	}
	y := f.plot.top + float64(len(c.shown(f)))*c.height(f) + small.size*1.3
	if hidden := len(c.result.Shown) - len(c.shown(f)); hidden > 0 && y+small.size*0.2 <= f.size.Height {
		s.words(firstFitting(small, f.size.Width-left, describe.MoreRows(hidden, !f.theme.onPaper)...), point2{left, y}, small)
	}
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(4))
}
