package charts

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// placedMark is a mark with its place in a frame.
type placedMark struct {
	at     point2
	radius float64
	form   shape
	hollow bool
	ink    color.NRGBA
	groups []int // the groups that it represents
}

// manyMarks is from where on entries of one place share a mark, whatever their outcomes:
// side by side they would look like many places. mostMarks is how many marks can still be
// distinguished; beyond it entries are gathered into the cells of a fine grid, and drawn
// like the dots of a printed photograph.
const (
	manyMarks = 250
	mostMarks = 2500
)

// gathered reports whether there are too many marks to draw each.
func (c *StressChart) gathered() bool { return len(c.groups) > mostMarks }

// cellSide is the side of a cell of gathered entries, in units.
const cellSide = 8.0

// single is the radius of the mark of one entry: smaller where there are many.
func (c *StressChart) single() float64 {
	return math.Max(5-0.85*math.Log10(math.Max(float64(len(c.groups)), 1)), 2.6)
}

// largest is the radius of the mark with the most entries. Its area is in proportion to
// them, unless neighbours would cover each other.
func (c *StressChart) largest(size Size) float64 {
	one := c.single()
	if c.gathered() {
		return cellSide / 2
	}
	fair := one * math.Sqrt(float64(c.most))
	// The plot is smaller than the picture by about this much for words and edges.
	width, height := size.Width*0.85, size.Height*0.65
	room := 0.45 * math.Min(c.stepX*width, c.stepY*height) / 100
	return math.Min(fair, math.Max(one, math.Min(room, 16)))
}

// radiusOf makes the area of a mark grow in step with the entries behind it.
func radiusOf(n, most int, one, largest float64) float64 {
	if most <= 1 {
		return one
	}
	share := float64(n-1) / float64(most-1)
	return math.Sqrt(one*one + (largest*largest-one*one)*share)
}

// place puts the marks into a frame. Marks of one place are side by side, so that no
// outcome hides another.
func (c *StressChart) place(f *frame) []placedMark {
	if c.gathered() {
		return c.placeGathered(f)
	}
	one, largest := c.single(), c.largest(f.size)
	placed := make([]placedMark, 0, len(c.groups))
	for from := 0; from < len(c.groups); {
		here := c.groups[from]
		to, wide := from, 0.0
		for ; to < len(c.groups) && c.groups[to].samePlace(here); to++ {
			wide += 2 * radiusOf(len(c.groups[to].ids), c.most, one, largest)
		}
		x := f.x(clip(here.stress)) - wide/2
		if c.merged {
			// Among many places the first mark stays at its own, and hindsight is beside it.
			x = f.x(clip(here.stress)) - radiusOf(len(here.ids), c.most, one, largest)
		}
		for i := from; i < to; i++ {
			g := c.groups[i]
			radius := radiusOf(len(g.ids), c.most, one, largest)
			placed = append(placed, placedMark{
				at:     point2{x + radius, f.y(clip(g.performance))},
				radius: radius,
				form:   shapeOf(g.outcome), hollow: g.hindsight, ink: c.ink(f.theme, g.outcome),
				groups: []int{i},
			})
			x += 2 * radius
		}
		from = to
	}
	return placed
}

// cell is the entries of one small square of the picture.
type cell struct {
	column, row int
	entries     int
	outcomes    [5]int
	groups      []int
}

// placeGathered draws each cell as one dot of the colour of its most frequent outcome.
func (c *StressChart) placeGathered(f *frame) []placedMark {
	columns, rows := int(f.plot.width()/cellSide)+1, int(f.plot.height()/cellSide)+1
	// Column by column and from the bottom up: the order in which marks are stepped through.
	cells := make([]cell, columns*rows)
	most := 1
	for i, g := range c.groups {
		column := min(max(int((f.x(clip(g.stress))-f.plot.left)/cellSide), 0), columns-1)
		row := min(max(int((f.y(clip(g.performance))-f.plot.top)/cellSide), 0), rows-1)
		at := &cells[column*rows+rows-1-row]
		at.column, at.row = column, row
		at.groups = append(at.groups, i)
		at.entries += len(g.ids)
		at.outcomes[g.outcome.Rank()] += len(g.ids)
		most = max(most, at.entries)
	}
	var placed []placedMark
	for _, at := range cells {
		if at.entries == 0 {
			continue
		}
		place := point2{
			f.plot.left + (float64(at.column)+0.5)*cellSide,
			f.plot.top + (float64(at.row)+0.5)*cellSide,
		}
		placed = append(placed, placedMark{
			at:     place,
			radius: radiusOf(at.entries, most, 1.1, cellSide*0.52),
			form:   round, ink: c.ink(f.theme, mostFrequent(at.outcomes)),
			groups: at.groups,
		})
	}
	return placed
}

func (f *frame) stressAt(x float64) float64 {
	return clip(f.x0 + (x-f.plot.left)/f.plot.width()*(f.x1-f.x0))
}

func (f *frame) performanceAt(y float64) float64 {
	return clip(f.y0 + (f.plot.bottom-y)/f.plot.height()*(f.y1-f.y0))
}

// mark describes a placed mark.
func (c *StressChart) mark(f *frame, p placedMark) Mark {
	m := Mark{X: p.at.x, Y: p.at.y, Radius: p.radius}
	if len(p.groups) == 1 {
		g := c.groups[p.groups[0]]
		m.IDs, m.Label = g.ids, g.label()
		return m
	}
	groups := slices.Clone(p.groups)
	slices.SortFunc(groups, func(a, b int) int { return cmp.Compare(c.groups[b].newest, c.groups[a].newest) })
	for _, g := range groups {
		m.IDs = append(m.IDs, c.groups[g].ids...)
	}
	m.Label = describe.StressCell(len(m.IDs), f.stressAt(p.at.x), f.performanceAt(p.at.y))
	return m
}

// ink is the colour of an outcome. If no entry has an outcome there is nothing to
// distinguish, and the marks take the colour of the area.
func (c *StressChart) ink(theme Theme, o insight.Outcome) color.NRGBA {
	if o == insight.NoOutcome && !c.outcomesTold {
		return theme.Accent
	}
	return theme.OutcomeInk(o)
}

func (c *StressChart) paintMarks(s *canvas, f *frame) {
	if len(c.groups) == 0 {
		f.paintEmpty(s, describe.StressEmpty.String(), describe.StressEmptyMore.String())
		return
	}
	opacity := 0.95
	if n := len(c.groups); n > 30 && !c.gathered() {
		opacity = math.Max(0.95-0.2*math.Log10(float64(n)/30), 0.6)
	}
	for _, p := range c.place(f) {
		ink := p.ink
		if !p.hollow {
			ink = faded(ink, opacity)
		}
		s.mark(p.form, p.at, p.radius, p.hollow, ink)
	}
}

// key names the curve with its band, the forms that occur, and what a larger mark means.
func (c *StressChart) key(theme Theme, size Size) []keyEntry {
	key := c.marksKey(theme, size)
	if len(c.fit()) == 0 {
		return key
	}
	f := c.finding()
	return append(key, namedLine(theme, f, c.lineName()...), namedBand(theme, f))
}

func (c *StressChart) marksKey(theme Theme, size Size) []keyEntry {
	var key []keyEntry
	if c.outcomesTold {
		for _, o := range []insight.Outcome{insight.Success, insight.Partial, insight.Setback, insight.Failure, insight.NoOutcome} {
			form := shapeOf(o)
			if c.gathered() {
				form = round
			}
			if c.seen[o.Rank()] {
				key = append(key, keyEntry{form: form, radius: 3.8, ink: theme.OutcomeInk(o), word: describe.OutcomeInline(o)})
			}
		}
	}
	if c.mixed || c.gathered() && len(key) > 1 {
		key = append(key, keyEntry{word: describe.StressMixed.String()})
	}
	switch {
	case c.gathered() && c.hindsight > 0:
		return append(key, keyEntry{word: describe.TrendSomeInHindsight(c.hindsight, len(c.result.Dots))})
	case c.gathered():
		return key
	case c.hindsight > 0:
		key = append(key, keyEntry{form: round, radius: 3.8, hollow: true, ink: theme.Muted, word: describe.WithCount(describe.StressInHindsight.String(), c.hindsight)})
	}
	return append(key, c.sizeKey(theme, size)...)
}

// sizeKey shows, to scale, the mark of one entry and of the largest round number of
// entries whose mark is still as small as a letter.
func (c *StressChart) sizeKey(theme Theme, size Size) []keyEntry {
	const small = 6.0
	one, largest := c.single(), c.largest(size)
	if c.most < 4 {
		return nil
	}
	example := 1
	for _, n := range []int{2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000} {
		if n <= c.most && radiusOf(n, c.most, one, largest) <= small {
			example = n
		}
	}
	if example == 1 {
		return nil
	}
	return []keyEntry{
		{form: round, radius: one, ink: theme.Muted, word: describe.StressOneEntry.String()},
		{form: round, radius: radiusOf(example, c.most, one, largest), ink: theme.Muted, word: describe.Entries(example)},
	}
}
