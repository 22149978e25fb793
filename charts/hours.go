package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// hours draws how often something was tried at which weekday and hour.
type hours struct {
	result insight.HoursResult
	text   string
	area   string
	most   int
	from   int // the first hour that is shown
	to     int // and the last pair of hours
}

// NewHours makes the chart of weekdays and hours.
// text is the sentence of the result; area names what it is about and may be empty.
func NewHours(result insight.HoursResult, text, area string) Chart {
	c := &hours{result: result, text: text, area: area, from: 6, to: 20}
	for _, h := range result.Cells {
		c.most, c.from, c.to = max(c.most, h.Tries), min(c.from, h.Hour), max(c.to, h.Hour)
	}
	return picture{c}
}

func (c *hours) captions() captions {
	w := captions{title: describe.ChartTitle(describe.HoursTitle.String(), c.area), text: c.text, header: describe.HoursHeader()}
	order := slices.Clone(c.result.Cells)
	slices.SortFunc(order, func(a, b insight.HourCell) int {
		return cmp.Or(insight.FromMonday(a.Weekday)-insight.FromMonday(b.Weekday), a.Hour-b.Hour)
	})
	for _, h := range order {
		w.rows = append(w.rows, describe.HoursRow(h))
	}
	return w
}

func (c *hours) margins(theme Theme, d detail, _ float64) margins {
	m := margins{left: theme.em(10) + widest(theme.small(), weekdaysShort()...), top: theme.em(6), right: theme.em(10), bottom: theme.em(24)}
	if d >= numbersOnly {
		m.left, m.bottom = theme.em(4), theme.em(4)
	}
	return m
}

func (c *hours) ranges(f *frame) {
	f.x0, f.x1 = float64(c.from), float64(c.to+2)
	f.y0, f.y1 = 7, 0
}

func (c *hours) square(f *frame, h insight.HourCell) rect {
	row := float64(insight.FromMonday(h.Weekday))
	return rect{f.x(float64(h.Hour)) + 1.5, f.y(row) + 1.5, f.x(float64(h.Hour+2)) - 1.5, f.y(row+1) - 1.5}
}

func (c *hours) marks(f *frame) []Mark {
	var marks []Mark
	for _, h := range c.result.Cells {
		s := c.square(f, h)
		marks = append(marks, Mark{IDs: h.IDs, X: (s.left + s.right) / 2, Y: (s.top + s.bottom) / 2, Radius: math.Min(s.width(), s.height()) / 2,
			Label: describe.HoursMark(h), area: s})
	}
	return marks
}

func (c *hours) paint(f *frame) []func(*canvas) {
	if len(c.result.Cells) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.HoursEmpty.String(), describe.HoursEmptyMore.String()) }}
	}
	return []func(*canvas){func(s *canvas) { c.paintCells(s, f) }, func(s *canvas) { c.paintNames(s, f) }}
}

func (c *hours) paintCells(s *canvas, f *frame) {
	empty := blend(f.theme.ground(), f.theme.Grid, 0.6)
	for day := range 7 {
		for hour := c.from; hour <= c.to; hour += 2 {
			s.box(c.square(f, insight.HourCell{Weekday: time.Weekday((day + 1) % 7), Hour: hour}), empty)
		}
	}
	number := f.theme.small().aligned(render.Middle)
	for _, h := range c.result.Cells {
		place := c.square(f, h)
		ink := blend(f.theme.ground(), f.theme.Accent, 0.15+0.85*float64(h.Tries)/float64(max(c.most, 1)))
		s.box(place, ink)
		if f.detail < numbersOnly && place.height() > number.size*1.2 && place.width() > number.width("999") {
			number.ink = f.theme.Text
			if contrast(ink, f.theme.ground()) > contrast(ink, f.theme.Text) {
				number.ink = f.theme.ground()
			}
			s.words(describe.Thousands(h.Tries), point2{(place.left + place.right) / 2, (place.top+place.bottom)/2 + number.size*0.36}, number)
		}
	}
}

func (c *hours) paintNames(s *canvas, f *frame) {
	if f.detail >= numbersOnly {
		return
	}
	small := f.theme.small()
	every := 1 // where rows are low, only some have names
	for (f.y(float64(every))-f.y(0)) < small.size*1.15 && every < 7 {
		every++
	}
	for day := 0; day < 7; day += every {
		y := (f.y(float64(day))+f.y(float64(day+1)))/2 + small.size*0.36
		s.words(describe.WeekdayShort(time.Weekday((day+1)%7)), point2{f.plot.left - f.theme.em(6), y}, small.aligned(render.End))
	}
	taken := math.Inf(-1)
	for hour := c.from; hour <= c.to+2; hour += 2 {
		x, word := f.x(float64(hour)), fmt.Sprintf("%d:00", hour)
		half := small.width(word) / 2
		if x-half > taken && x+half < f.size.Width {
			s.words(word, point2{x, f.plot.bottom + 4 + small.size*1.2}, small.aligned(render.Middle))
			taken = x + half + small.size*0.5
		}
	}
}
