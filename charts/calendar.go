package charts

import (
	"image/color"
	"math"
	"slices"
	"time"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// CalendarMeasure is what the calendar shows of each day.
type CalendarMeasure int

// The measures. All but the first are means of the day, 0-100.
const (
	CalendarEntries CalendarMeasure = iota
	CalendarPerformance
	CalendarStress
	CalendarEfficacy
)

// CalendarMeasures lists the measures in the order in which to offer them.
func CalendarMeasures() []CalendarMeasure {
	return []CalendarMeasure{CalendarEntries, CalendarPerformance, CalendarStress, CalendarEfficacy}
}

// Key is how scripts name the measure.
func (m CalendarMeasure) Key() string {
	return [...]string{"entries", "performance", "stress", "efficacy"}[m]
}

// Words names the measure.
func (m CalendarMeasure) Words() string {
	switch m {
	case CalendarPerformance:
		return describe.CalendarPerformance.String()
	case CalendarStress:
		return describe.CalendarStress.String()
	case CalendarEfficacy:
		return describe.CalendarEfficacy.String()
	}
	return describe.CalendarEntries.String()
}

// calendar draws a year of days as squares, a week a column.
type calendar struct {
	result  insight.CalendarResult
	measure CalendarMeasure
	text    string
	area    string
	most    float64 // the largest value of the measure
	places  map[time.Time]int
	last    time.Time // the newest day
}

// NewCalendar makes the chart of the days.
// text is the sentence of the result; area names what it is about and may be empty.
func NewCalendar(result insight.CalendarResult, measure CalendarMeasure, text, area string) Chart {
	c := &calendar{result: result, measure: measure, text: text, area: area, places: make(map[time.Time]int, len(result.Cells))}
	for i, cell := range result.Cells {
		c.places[cell.Day] = i
		if v, ok := c.value(cell); ok {
			c.most = math.Max(c.most, v)
		}
		c.last = cell.Day
	}
	return picture{c}
}

func (c *calendar) value(d insight.CalendarDay) (float64, bool) {
	switch c.measure {
	case CalendarPerformance:
		return d.Performance.Get()
	case CalendarStress:
		return d.Stress.Get()
	case CalendarEfficacy:
		return d.Efficacy.Get()
	}
	return float64(d.Entries), true
}

func (c *calendar) captions() captions {
	w := captions{title: describe.ChartTitle(describe.CalendarTitle.String(), c.area), text: c.text, header: describe.CalendarHeader()}
	for _, d := range slices.Backward(c.result.Cells) {
		w.rows = append(w.rows, []string{describe.ShortDay(d.Day), describe.Thousands(d.Entries), describe.TenthIfAny(d.Performance), describe.TenthIfAny(d.Stress), describe.TenthIfAny(d.Efficacy)})
	}
	return w
}

func (c *calendar) margins(theme Theme, d detail, _ float64) margins {
	small := theme.small()
	m := margins{left: theme.em(8) + widest(small, weekdaysShort()...), top: theme.em(10) + small.size*1.4, right: theme.em(8), bottom: theme.em(30)}
	if d >= withoutKey {
		m.bottom = theme.em(8)
	}
	if d >= numbersOnly {
		m.left = theme.em(4)
	}
	return m
}

func (c *calendar) ranges(f *frame) { f.x0, f.x1, f.y0, f.y1 = 0, 1, 0, 1 }

// yearGrid lays weeks out in blocks below each other, the newest at the top.
type yearGrid struct {
	newest Weeks // of the newest block
	weeks  int   // of a block
	blocks int
	cell   float64 // the side of a day
	block  float64 // the height of a block with its months
}

const weeksOfYear = 53

// grid gives a year the largest squares that have room, in one block or in several, and
// fills what is left with the time before, if there is any.
func (c *calendar) grid(f *frame) yearGrid {
	most := 22 * f.theme.scale()
	names := f.theme.small().size * 1.7
	height := f.plot.height() + names // the first block's months are above the plot
	var g yearGrid
	year := 1
	for b := 1; b <= 4; b++ {
		weeks := (weeksOfYear + b - 1) / b
		cell := math.Min(most, math.Min(f.plot.width()/float64(weeks), (height/float64(b)-names)/7))
		if cell > g.cell*1.15 {
			g, year = yearGrid{weeks: weeks, cell: cell, block: 7*cell + names}, b
		}
	}
	g.cell = math.Max(g.cell, 1)
	g.newest = WeeksFrom(c.last, time.Monday).Moved(1 - g.weeks)
	g.blocks = max(year, int(height/g.block))
	first := c.result.Cells[0].Day
	for g.blocks > 1 && g.weeksOf(g.blocks-2).Day(0, 0).Compare(first) <= 0 {
		g.blocks-- // nothing is before the one above
	}
	return g
}

// weeksOf is the layout of a block, 0 the newest.
func (g yearGrid) weeksOf(block int) Weeks { return g.newest.Moved(-g.weeks * block) }

// square is the place of a day.
func (g yearGrid) square(f *frame, day time.Time) rect {
	week, row := g.weeksOf(g.blocks - 1).Place(day)
	block := g.blocks - 1 - week/g.weeks
	x := f.plot.left + float64(week%g.weeks)*g.cell
	y := f.plot.top + float64(block)*g.block + float64(row)*g.cell
	gap := math.Max(0.5, g.cell*0.08)
	return rect{x + gap, y + gap, x + g.cell - gap, y + g.cell - gap}
}

// visible are the days with entries from the first week on that is shown.
func (c *calendar) visible(g yearGrid) []insight.CalendarDay {
	i, _ := slices.BinarySearchFunc(c.result.Cells, g.weeksOf(g.blocks-1).Day(0, 0), func(d insight.CalendarDay, t time.Time) int { return d.Day.Compare(t) })
	return c.result.Cells[i:]
}

func (c *calendar) marks(f *frame) []Mark {
	if len(c.result.Cells) == 0 {
		return nil
	}
	g := c.grid(f)
	var marks []Mark
	for _, d := range c.visible(g) {
		s := g.square(f, d.Day)
		marks = append(marks, Mark{IDs: d.IDs, X: (s.left + s.right) / 2, Y: (s.top + s.bottom) / 2, Radius: s.width() / 2, Label: describe.CalendarMark(d), area: s})
	}
	return marks
}

func (c *calendar) paint(f *frame) []func(*canvas) {
	if len(c.result.Cells) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.CalendarEmpty.String(), describe.CalendarEmptyMore.String()) }}
	}
	return []func(*canvas){func(s *canvas) { c.paintDays(s, f) }, func(s *canvas) { c.paintNames(s, f) }, func(s *canvas) { c.paintScale(s, f) }}
}

// depths is how many steps the scale has.
const depths = 5

// depth is the colour of a step, 0 to depths-1.
func depth(t Theme, step int) color.NRGBA {
	return blend(t.ground(), t.Accent, [depths]float64{0.2, 0.4, 0.6, 0.8, 1}[step])
}

// step is the step of the scale for a value.
func (c *calendar) step(v float64) int {
	if c.measure != CalendarEntries {
		return min(int(v/20), depths-1)
	}
	return min(int(math.Ceil(v/c.most*depths))-1, depths-1)
}

func (c *calendar) paintDays(s *canvas, f *frame) {
	g := c.grid(f)
	empty := blend(f.theme.ground(), f.theme.Grid, 0.75)
	for day := g.weeksOf(g.blocks-1).Day(0, 0); !day.After(c.last); day = day.AddDate(0, 0, 1) {
		ink := empty
		if i, ok := c.places[day]; ok {
			if v, rated := c.value(c.result.Cells[i]); rated {
				ink = depth(f.theme, max(0, c.step(v)))
			} else {
				ink = f.theme.Grid
			}
		}
		s.box(g.square(f, day), ink)
	}
}

// paintNames writes the months above and some weekdays at the left.
func (c *calendar) paintNames(s *canvas, f *frame) {
	if f.detail >= numbersOnly {
		return
	}
	g := c.grid(f)
	for block := range g.blocks {
		c.paintBlockNames(s, f, g, block)
	}
}

func (c *calendar) paintBlockNames(s *canvas, f *frame, g yearGrid, block int) {
	small := f.theme.small()
	top := f.plot.top + float64(block)*g.block
	for i, day := range []time.Weekday{time.Monday, time.Wednesday, time.Friday} {
		name, i := describe.WeekdayShort(day), 2*i
		if g.cell*2 > small.size*1.1 {
			s.words(name, point2{f.plot.left - f.theme.em(6), top + (float64(i)+0.5)*g.cell + small.size*0.36}, small.aligned(render.End))
		}
	}
	taken := math.Inf(-1)
	for week := range g.weeks {
		monday := g.weeksOf(block).Day(week, 0)
		if monday.Day() > 7 || monday.After(c.last) {
			continue
		}
		x := f.plot.left + float64(week)*g.cell
		word := describe.MonthShort(monday.Month())
		if monday.Month() == time.January || math.IsInf(taken, -1) {
			word = describe.MonthYear(monday)
		}
		// The newest month may reach a little beyond the days, or begin before its first.
		x = math.Min(x, f.plot.right+f.theme.em(6)-small.width(word))
		if x > taken {
			s.words(word, point2{x, top - f.theme.em(6)}, small)
			taken = x + small.width(word) + small.size*0.5
		}
	}
}

// scaleSteps are the steps of the scale that a day can have.
func (c *calendar) scaleSteps() []int {
	if c.measure != CalendarEntries || c.most >= depths {
		return []int{0, 1, 2, 3, 4}
	}
	var steps []int
	for v := 1.0; v <= c.most; v++ {
		steps = append(steps, c.step(v))
	}
	return steps
}

// paintScale shows the steps under the days, with what their ends mean.
func (c *calendar) paintScale(s *canvas, f *frame) {
	if f.detail >= withoutKey {
		return
	}
	g, small, steps := c.grid(f), f.theme.small(), c.scaleSteps()
	size := math.Min(g.cell, f.theme.em(12))
	title, low, high := c.measure.Words(), "0", "100"
	if c.measure == CalendarEntries {
		low, high = "1", describe.Thousands(int(c.most))
	}
	if len(steps) < 2 {
		low = ""
	}
	gap := small.size * 0.4
	scale := small.width(low) + small.width(high) + float64(len(steps))*size + 2*gap
	x, y := f.plot.left, f.plot.top+float64(g.blocks-1)*g.block+7*g.cell+f.theme.em(10)
	if w := small.width(title) + small.size; x+w+scale <= f.size.Width {
		s.words(title, point2{x, y + size*0.85}, small)
		x += w
	}
	if x+scale > f.size.Width {
		return
	}
	s.words(low, point2{x, y + size*0.85}, small)
	x += small.width(low) + gap
	for _, step := range steps {
		s.box(rect{x, y, x + size - 1.5, y + size - 1.5}, depth(f.theme, step))
		x += size
	}
	s.words(high, point2{x + gap, y + size*0.85}, small)
}

// weekdaysShort are the short names of the days of a week.
func weekdaysShort() []string {
	var names []string
	for day := range time.Weekday(7) {
		names = append(names, describe.WeekdayShort(day))
	}
	return names
}
