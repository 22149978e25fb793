package dayview

import (
	"time"

	"fyne.io/fyne/v2"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/paint"
	"enactive/ui/theme"
)

// heatGrid is the places of the days of a year: in one block of all weeks, or in a block for
// each half of the year where one would be too small to see and to hit.
type heatGrid struct {
	year   int
	week   time.Weekday
	blocks []heatBlock
	cell   float32 // the side of a day with its gap
	left   float32 // where the days begin, after the names of the weekdays
	names  float32 // the height of the line with the months
}

// heatBlock is a run of days with a week a column.
type heatBlock struct {
	first, last journal.Date
	layout      charts.Weeks // begins with the week of first
	weeks       int
	top         float32 // of its months
}

// The sides of a day, in pixels at any text size.
const (
	smallestCell = 9
	readableCell = 28 // from here on a year is one block
	largestCell  = 40
)

// grid lays the year out for the width that there is.
func (h *HeatMap) grid() *heatGrid {
	g := &heatGrid{year: h.year, week: h.week, left: float32(int(h.namesWidth())), names: float32(int(paint.TextSize(theme.Small)*1.36 + theme.Unit/2))}
	width := h.Size().Width - g.left
	day := func(m time.Month, d int) journal.Date { return journal.Date{Year: h.year, Month: m, Day: d} }
	g.blocks = []heatBlock{g.block(day(time.January, 1), day(time.December, 31))}
	if width < max(readableCell, paint.TextSize(16))*float32(g.blocks[0].weeks) {
		g.blocks = []heatBlock{g.block(day(time.January, 1), day(time.June, 30)), g.block(day(time.July, 1), day(time.December, 31))}
	}
	weeks := 0
	for _, b := range g.blocks {
		weeks = max(weeks, b.weeks)
	}
	g.cell = max(smallestCell, min(largestCell, float32(int(width/float32(weeks)))))
	for i := range g.blocks {
		g.blocks[i].top = float32(i) * (g.blockHeight() + theme.Unit)
	}
	return g
}

// namesWidth is the room of the longest name of a weekday.
func (h *HeatMap) namesWidth() float32 {
	wide := float32(0)
	for d := range time.Weekday(7) {
		wide = max(wide, fyne.MeasureText(wording.WeekdayShort(d), paint.TextSize(theme.Small), fyne.TextStyle{}).Width)
	}
	return wide + theme.Unit
}

func (g *heatGrid) block(first, last journal.Date) heatBlock {
	layout := charts.WeeksFrom(first.In(time.UTC), g.week)
	column, _ := layout.Place(last.In(time.UTC))
	return heatBlock{first: first, last: last, layout: layout, weeks: column + 1}
}

func (g *heatGrid) blockHeight() float32 { return g.names + 7*g.cell }

// height is that of all blocks.
func (g *heatGrid) height() float32 {
	n := float32(len(g.blocks))
	return n*g.blockHeight() + (n-1)*theme.Unit
}

// place returns the place of a day, its gap included.
func (g *heatGrid) place(d journal.Date) (at fyne.Position, ok bool) {
	for _, b := range g.blocks {
		if d.Before(b.first) || b.last.Before(d) {
			continue
		}
		return g.placeIn(b, d), true
	}
	return fyne.Position{}, false
}

func (g *heatGrid) placeIn(b heatBlock, d journal.Date) fyne.Position {
	column, row := b.layout.Place(d.In(time.UTC))
	return fyne.NewPos(g.left+float32(column)*g.cell, b.top+g.names+float32(row)*g.cell)
}

// dayAt is the day at a place.
func (g *heatGrid) dayAt(at fyne.Position) (journal.Date, bool) {
	for _, b := range g.blocks {
		x, y := at.X-g.left, at.Y-b.top-g.names
		if x < 0 || y < 0 || y >= 7*g.cell {
			continue
		}
		d := journal.DateOf(b.layout.Day(int(x/g.cell), int(y/g.cell)))
		if !d.Before(b.first) && !b.last.Before(d) {
			return d, true
		}
	}
	return journal.Date{}, false
}

// everyDay calls do for each day with its place.
func (g *heatGrid) everyDay(do func(d journal.Date, at fyne.Position)) {
	for _, b := range g.blocks {
		for d := b.first; !b.last.Before(d); d = d.AddDays(1) {
			do(d, g.placeIn(b, d))
		}
	}
}
