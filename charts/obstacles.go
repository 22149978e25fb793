package charts

import (
	"fmt"
	"image/color"
	"math"

	"enactive/journal/insight"
)

// obstacles draws a bar for each obstacle: how often it was met, and how often overcome.
type obstacles struct {
	result insight.ObstaclesResult
	area   string
	most   int
}

// NewObstacles makes the chart of obstacles. area names what it is about and may be empty.
func NewObstacles(result insight.ObstaclesResult, area string) Chart {
	c := &obstacles{result: result, area: area}
	for _, o := range result.Shown {
		c.most = max(c.most, o.Times)
	}
	return picture{c}
}

func (c *obstacles) say() words {
	w := words{title: titleOf(obstaclesTitle, c.area), text: c.result.Text, header: []string{"Obstacle", "Times", "Overcome", "Share", "Likely from", "Likely to"}}
	for _, o := range c.result.Shown {
		row := []string{o.Name, groupedCount(o.Times), groupedCount(o.Overcome), percentWord(float64(o.Overcome) / float64(o.Times)), "", ""}
		if low, ok := o.Low.Get(); ok {
			row[4], row[5] = percentWord(low), percentWord(o.High.Or(1))
		}
		w.rows = append(w.rows, row)
	}
	return w
}

func (c *obstacles) nameWidth(theme Theme, width float64) float64 {
	w := 0.0
	for _, o := range c.result.Shown {
		w = math.Max(w, theme.normal().width(o.Name))
	}
	return math.Min(w, 0.34*width)
}

func (c *obstacles) around(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(12) + c.nameWidth(theme, width), top: theme.em(6), right: theme.em(20) + theme.small().width(obstacleWord(99, 99)), bottom: theme.em(14)}
	if d >= numbersOnly {
		m.left = theme.em(8)
	}
	if d < withoutKey {
		m.top += keyRoom(c.key(theme), theme, width-m.left-m.right)
	}
	return m
}

func (c *obstacles) key(theme Theme) []keyEntry {
	if len(c.result.Shown) == 0 {
		return nil
	}
	return []keyEntry{
		{form: square, radius: 3.6, ink: theme.Accent, word: obstaclesOvercome},
		{form: square, radius: 3.6, ink: metInk(theme), word: obstaclesMet},
	}
}

// metInk is the ground of a bar, so strong that it is seen where nothing was overcome.
func metInk(theme Theme) color.NRGBA { return blend(theme.ground(), theme.Accent, 0.35) }

func (c *obstacles) ranges(f *frame) { f.x0, f.x1, f.y0, f.y1 = 0, math.Max(float64(c.most), 1), 1, 0 }

func (c *obstacles) height(f *frame) float64 {
	return math.Min(f.theme.em(46), math.Max(f.theme.em(20), f.plot.height()/float64(max(1, len(c.result.Shown)))))
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
			Label: fmt.Sprintf("%s: %s", o.Name, obstacleLong(o.Times, o.Overcome)), area: b})
	}
	return marks
}

func (c *obstacles) paint(f *frame) []func(*sheet) {
	if len(c.result.Shown) == 0 {
		return []func(*sheet){func(s *sheet) { f.paintEmpty(s, obstaclesEmpty, obstaclesEmptyMore) }}
	}
	return []func(*sheet){func(s *sheet) { c.paintBars(s, f) }, func(s *sheet) { c.paintWords(s, f) }}
}

func (c *obstacles) paintBars(s *sheet, f *frame) {
	for i, o := range c.shown(f) {
		b := c.bar(f, i, o.Times)
		s.box(b, metInk(f.theme))
		s.box(rect{b.left, b.top, f.x(float64(o.Overcome)), b.bottom}, f.theme.Accent)
	}
	s.hair(point2{f.plot.left, f.plot.top}, point2{f.plot.left, f.plot.top + float64(len(c.shown(f)))*c.height(f)}, f.theme.Axis)
}

func (c *obstacles) paintWords(s *sheet, f *frame) {
	if f.detail >= plotOnly {
		return
	}
	name, small := f.theme.normal(), f.theme.small()
	name.ink = f.theme.Text
	left := math.Max(0, f.plot.left-f.theme.em(10)-c.nameWidth(f.theme, innerWidth(f.size, f.theme)))
	for i, o := range c.shown(f) {
		b := c.bar(f, i, o.Times)
		y := (b.top+b.bottom)/2 + name.size*0.36
		if f.detail < numbersOnly {
			s.words(fit(name.font, name.size, f.plot.left-f.theme.em(10)-left, o.Name), point2{left, y}, name)
		}
		s.words(obstacleWord(o.Times, o.Overcome), point2{b.right + f.theme.em(6), y}, small)
	}
	if hidden := len(c.result.Shown) - len(c.shown(f)); hidden > 0 {
		s.words(firstFitting(small, f.size.Width-left, moreRows(hidden)...), point2{left, f.plot.top + float64(len(c.shown(f)))*c.height(f) + small.size*1.3}, small)
	}
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(4))
}
