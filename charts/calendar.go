package charts

import (
	"math"
	"slices"
	"time"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
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
	days    []daySquare // in order
	places  map[time.Time]int
	scale   dayScale
	label   func(i int) string // of a day
	caption func() captions
	// empty and emptyMore are said where there is no day.
	empty, emptyMore string
}

// daySquare is a day that can be hit, with the entries that it opens.
type daySquare struct {
	day   time.Time
	ids   []string
	value insight.Number
}

// NewCalendar makes the chart of the days.
// text is the sentence of the result; area names what it is about and may be empty.
func NewCalendar(result insight.CalendarResult, measure CalendarMeasure, text, area string) Chart {
	c := &calendar{
		label: func(i int) string { return describe.CalendarMark(result.Cells[i]) },
		caption: func() captions {
			w := captions{title: describe.ChartTitle(describe.CalendarTitle.String(), area), text: text, header: describe.CalendarHeader()}
			for _, d := range slices.Backward(result.Cells) {
				w.rows = append(w.rows, []string{describe.ShortDay(d.Day), describe.Thousands(d.Entries), describe.TenthIfAny(d.Performance), describe.TenthIfAny(d.Stress), describe.TenthIfAny(d.Efficacy)})
			}
			return w
		},
		empty: describe.CalendarEmpty.String(), emptyMore: describe.CalendarEmptyMore.String(),
	}
	most := 0.0
	for _, cell := range result.Cells {
		v := measure.of(cell)
		most = math.Max(most, v.Or(0))
		c.days = append(c.days, daySquare{cell.Day, cell.IDs, v})
	}
	c.scale = ratingScale(measure.Words())
	if measure == CalendarEntries {
		c.scale = countScale(measure.Words(), most)
	}
	return c.chart()
}

// chart finishes the calendar.
func (c *calendar) chart() Chart {
	c.places = make(map[time.Time]int, len(c.days))
	for i, d := range c.days {
		c.places[d.day] = i
	}
	return picture{c}
}

func (m CalendarMeasure) of(d insight.CalendarDay) insight.Number {
	switch m {
	case CalendarPerformance:
		return d.Performance
	case CalendarStress:
		return d.Stress
	case CalendarEfficacy:
		return d.Efficacy
	}
	return optional.Some(float64(d.Entries))
}

// last is the newest day.
func (c *calendar) last() time.Time { return c.days[len(c.days)-1].day }

func (c *calendar) captions() captions { return c.caption() }

func (c *calendar) margins(theme Theme, d detail, width float64) margins {
	small := theme.small()
	m := margins{left: theme.em(8) + widest(small, weekdaysShort()...), top: theme.em(10) + small.size*1.4, right: theme.em(8), bottom: theme.em(30)}
	if d >= withoutKey {
		m.bottom = theme.em(8)
	}
	if d >= numbersOnly {
		m.left = theme.em(4)
	}
	if key := c.scale.key(theme); d < withoutKey && len(key) > 0 {
		m.bottom = theme.em(14) + keyRoom(key, theme, d, width-m.left-m.right)
	}
	return m
}

func (c *calendar) ranges(f *frame) { f.x0, f.x1, f.y0, f.y1 = 0, 1, 0, 1 }

// yearGrid lays weeks out in blocks below each other, the oldest at the top, as the calendar does.
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
	g.newest = WeeksFrom(c.last(), time.Monday).Moved(1 - g.weeks)
	g.blocks = max(year, int(height/g.block))
	first := c.days[0].day
	for g.blocks > 1 && g.weeksOf(g.blocks-2).Day(0, 0).Compare(first) <= 0 {
		g.blocks-- // nothing is before the one below
	}
	return g
}

// weeksOf is the layout of a block, 0 the newest.
func (g yearGrid) weeksOf(block int) Weeks { return g.newest.Moved(-g.weeks * block) }

// square is the place of a day.
func (g yearGrid) square(f *frame, day time.Time) rect {
	week, row := g.weeksOf(g.blocks - 1).Place(day)
	block := week / g.weeks
	x := f.plot.left + float64(week%g.weeks)*g.cell
	y := f.plot.top + float64(block)*g.block + float64(row)*g.cell
	gap := math.Max(0.5, g.cell*0.08)
	return rect{x + gap, y + gap, x + g.cell - gap, y + g.cell - gap}
}

// firstVisible is the place of the first day that is shown.
func (c *calendar) firstVisible(g yearGrid) int {
	i, _ := slices.BinarySearchFunc(c.days, g.weeksOf(g.blocks-1).Day(0, 0), func(d daySquare, t time.Time) int { return d.day.Compare(t) })
	return i
}

func (c *calendar) marks(f *frame) []Mark {
	if len(c.days) == 0 {
		return nil
	}
	g := c.grid(f)
	var marks []Mark
	for i := c.firstVisible(g); i < len(c.days); i++ {
		s := g.square(f, c.days[i].day)
		marks = append(marks, Mark{IDs: c.days[i].ids, X: (s.left + s.right) / 2, Y: (s.top + s.bottom) / 2, Radius: s.width() / 2, Label: c.label(i), area: s})
	}
	return marks
}

func (c *calendar) paint(f *frame) []func(*canvas) {
	if len(c.days) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, c.empty, c.emptyMore) }}
	}
	return []func(*canvas){func(s *canvas) { c.paintDays(s, f) }, func(s *canvas) { c.paintNames(s, f) }, func(s *canvas) { c.paintScale(s, f) }}
}

func (c *calendar) paintDays(s *canvas, f *frame) {
	g, last := c.grid(f), c.last()
	empty := blend(f.theme.ground(), f.theme.Grid, 0.75)
	for day := g.weeksOf(g.blocks-1).Day(0, 0); !day.After(last); day = day.AddDate(0, 0, 1) {
		ink := empty
		if i, ok := c.places[day]; ok {
			ink = f.theme.Grid
			if v, rated := c.days[i].value.Get(); rated {
				ink = c.scale.ink(f.theme, v)
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
	top := f.plot.top + float64(g.blocks-1-block)*g.block
	for i, day := range []time.Weekday{time.Monday, time.Wednesday, time.Friday} {
		name, i := describe.WeekdayShort(day), 2*i
		if g.cell*2 > small.size*1.1 {
			s.words(name, point2{f.plot.left - f.theme.em(6), top + (float64(i)+0.5)*g.cell + small.size*0.36}, small.aligned(render.End))
		}
	}
	taken := math.Inf(-1)
	for week := range g.weeks {
		monday := g.weeksOf(block).Day(week, 0)
		if monday.Day() > 7 || monday.After(c.last()) {
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

// weekdaysShort are the short names of the days of a week.
func weekdaysShort() []string {
	var names []string
	for day := range time.Weekday(7) {
		names = append(names, describe.WeekdayShort(day))
	}
	return names
}
