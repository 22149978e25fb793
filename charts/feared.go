package charts

import (
	"cmp"
	"math"
	"slices"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// fearedShown is how many of the newest attempts are drawn.
const fearedShown = 100

// feared draws each attempt as an arrow from the stress that was feared to the stress that came, in order of
// time, and beside it, where there is room, both against each other.
type feared struct {
	result insight.FearedResult
	text   string
	area   string
	first  int // the place of the first attempt that is drawn
	places []fearedPlace
	most   int // attempts of the most frequent place
}

// fearedPlace is all attempts of the same two ratings.
type fearedPlace struct {
	dot insight.FearedDot // the newest
	ids []string          // the newest first
}

// NewFeared makes the chart of feared and happened.
// text is the sentence of the result; area names what it is about and may be empty.
func NewFeared(result insight.FearedResult, text, area string) Chart {
	c := &feared{result: result, text: text, area: area, first: max(0, len(result.Dots)-fearedShown)}
	for _, d := range slices.Backward(c.dots()) {
		i := slices.IndexFunc(c.places, func(p fearedPlace) bool { return p.dot.Expected == d.Expected && p.dot.Came == d.Came })
		if i < 0 {
			i = len(c.places)
			c.places = append(c.places, fearedPlace{dot: d})
		}
		c.places[i].ids = append(c.places[i].ids, d.ID)
		c.most = max(c.most, len(c.places[i].ids))
	}
	slices.SortStableFunc(c.places, func(a, b fearedPlace) int { return cmp.Compare(a.dot.Expected, b.dot.Expected) })
	return picture{c}
}

func (c *feared) dots() []insight.FearedDot { return c.result.Dots[c.first:] }

// captions are the table too: each attempt, the newest first.
func (c *feared) captions() captions {
	w := captions{title: describe.ChartTitle(describe.FearedTitle.String(), c.area), text: c.text, header: describe.FearedHeader()}
	for _, d := range slices.Backward(c.result.Dots) {
		w.rows = append(w.rows, []string{describe.ShortDay(d.Time), describe.Tenth(d.Expected), describe.Tenth(d.Came), describe.OutcomeInline(d.Outcome)})
	}
	return w
}

// speaks reports whether the sentence speaks of a difference.
func (c *feared) speaks() bool {
	f := c.result.OfFear()
	return f == insight.Claim || f == insight.Possible
}

// hasAverage reports whether there are enough attempts for an average to be drawn.
func (c *feared) hasAverage() bool {
	return c.result.N >= insight.FearedMin && c.result.MeanExpected.IsSet() && c.result.MeanCame.IsSet()
}

// averageInk is the colour of the average: that of a claim only where it is one.
func (c *feared) averageInk(t Theme) (ink, ground lineStyle) {
	if c.speaks() {
		style := t.lineOf(c.result.OfFear())
		return style, lineStyle{ink: t.Accent}
	}
	return lineStyle{}, lineStyle{ink: t.Text}
}

// key names the ends of the arrows, the line of equality and the average.
func (c *feared) key(theme Theme) []keyEntry {
	if len(c.dots()) == 0 {
		return nil
	}
	key := []keyEntry{
		{form: round, radius: 3.6, hollow: true, ink: theme.Dot, word: describe.FearedExpected.String()},
		{form: triangle, radius: 3.6, ink: theme.Dot, word: describe.FearedCame.String()},
	}
	if c.hasAverage() {
		if c.speaks() {
			difference := namedLine(theme, c.result.OfFear(), describe.FearedDifference()...)
			difference.line.stand = true
			key = append(key, difference)
		}
		_, ink := c.averageInk(theme)
		key = append(key, keyEntry{form: diamond, radius: 4, ink: ink.ink, word: describe.FearedAverage.String(), names: true})
	}
	return key
}

func (c *feared) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + theme.normal().width("100"), top: theme.em(8), right: theme.em(12), bottom: theme.em(14)}
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right)
	if d < titleAndNumbers {
		m.top += theme.small().size * keyLeading
		m.bottom = theme.em(36)
	}
	return m
}

// ranges gives each attempt a column, and the average one of its own at the right.
func (c *feared) ranges(f *frame) {
	c.splitPlot(f)
	n := float64(max(len(c.dots()), 12))
	// What there is ends at the right.
	f.x0, f.x1 = float64(len(c.dots()))-n-0.7, float64(len(c.dots()))-0.3
	if c.hasAverage() {
		f.x1 += (f.x1 - f.x0) * averageRoom / math.Max(f.plot.width()-averageRoom, averageRoom)
	}
	f.y0, f.y1 = inset(f.plot.height(), 5)
}

// averageRoom is the width of the column of the average.
const averageRoom = 20

// splitPlot makes room for both against each other: beside the arrows in a wide picture, below them in a
// high one. Elsewhere only the arrows are drawn.
func (c *feared) splitPlot(f *frame) {
	if f.detail >= titleAndNumbers || len(c.dots()) == 0 {
		return
	}
	whole, em := f.plot, f.theme.em
	switch {
	case whole.width() >= em(480):
		side := math.Max(math.Min(whole.height(), whole.width()*0.42), em(150))
		f.panel = rect{math.Round(whole.right - side), whole.top, whole.right, whole.bottom}
		f.plot.right = f.panel.left - em(40)
	case whole.height() >= em(320):
		gap := em(60)
		f.plot.bottom = math.Round(whole.top + (whole.height()-gap)*0.52)
		f.panel = rect{whole.left, f.plot.bottom + gap, whole.right, whole.bottom}
	}
}

// pairFrame is the frame of the panel: feared across, and what came upwards.
func (c *feared) pairFrame(f *frame) *frame {
	t := *f
	t.plot, t.panel = f.panel, rect{}
	t.x0, t.x1 = inset(t.plot.width(), fearedLargest+2)
	t.y0, t.y1 = inset(t.plot.height(), fearedLargest+2)
	if beside(f) {
		t.y0, t.y1 = f.y0, f.y1
	}
	return &t
}

// fearedLargest is the radius of the most frequent place.
const fearedLargest = 7.0

// radius grows with the root of the count, so that the area of a dot is the count.
func (c *feared) radius(p fearedPlace) float64 { return radiusOf(len(p.ids), c.most, 3, fearedLargest) }

// half is half of the width of the head of an arrow.
func (c *feared) half(f *frame) float64 {
	return math.Min(4, math.Max(1.2, (f.x(1)-f.x(0))*0.32))
}

func (c *feared) marks(f *frame) []Mark {
	var marks []Mark
	for i, d := range c.dots() {
		x, from, to := f.x(float64(i)), f.y(clip(d.Expected)), f.y(clip(d.Came))
		half := math.Min(c.half(f), (f.x(1)-f.x(0))*0.45) // of its own column only
		marks = append(marks, Mark{IDs: []string{d.ID}, X: x, Y: to, Radius: half, Label: describe.FearedMark(d),
			area: rect{x - half, math.Min(from, to) - half, x + half, math.Max(from, to) + half}})
	}
	if f.panel == (rect{}) {
		return marks
	}
	t := c.pairFrame(f)
	for _, p := range c.places {
		label := describe.FearedMark(p.dot)
		if len(p.ids) > 1 {
			label = describe.FearedPlace(p.dot.Expected, p.dot.Came, len(p.ids))
		}
		marks = append(marks, Mark{IDs: p.ids, X: t.x(clip(p.dot.Expected)), Y: t.y(clip(p.dot.Came)), Radius: c.radius(p), Label: label})
	}
	return marks
}

func (c *feared) paint(f *frame) []func(*canvas) {
	if len(c.dots()) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.FearedEmpty.String(), describe.FearedEmptyMore.String()) }}
	}
	return []func(*canvas){
		func(s *canvas) { c.paintScale(s, f) },
		func(s *canvas) { c.paintArrows(s, f) },
		func(s *canvas) { c.paintPairs(s, f) },
	}
}

func (c *feared) paintScale(s *canvas, f *frame) {
	f.paintLevels(s, []float64{0, 25, 50, 75, 100}, describe.Whole)
	if f.detail >= titleAndNumbers {
		f.paintKeyAbove(s, c.key(f.theme), f.theme.em(8))
		return
	}
	title := f.theme.small()
	title.ink = f.theme.Text
	left := f.plot.left - f.theme.em(10) - f.theme.normal().width("100")
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(8)+title.size*keyLeading)
	s.words(firstFitting(title, f.plot.right-left, describe.FearedYAxis.String(), describe.StressXAxisShort.String()), point2{left, f.plot.top - f.theme.em(8)}, title)
	small, base := f.theme.small(), f.plot.bottom+f.theme.em(4)+f.theme.small().size*1.1
	dots := c.dots()
	first, last := describe.ShortDay(dots[0].Time), describe.ShortDay(dots[len(dots)-1].Time)
	right := math.Min(f.plot.right, f.x(float64(len(dots)-1))+small.width(last)/2)
	at := math.Max(f.plot.left, f.x(0)-small.width(first)/2)
	s.words(last, point2{right, base}, small.aligned(render.End))
	if at+small.width(first)+small.size < right-small.width(last) {
		s.words(first, point2{at, base}, small)
	}
}

// paintArrows draws the attempts, and the average at their right.
func (c *feared) paintArrows(s *canvas, f *frame) {
	half := c.half(f)
	for i, d := range c.dots() {
		x, from, to := f.x(float64(i)), f.y(clip(d.Expected)), f.y(clip(d.Came))
		c.paintArrow(s, x, from, to, half, f.theme)
	}
	if c.hasAverage() {
		x := f.plot.right - averageRoom/2 + 1
		c.paintAverage(s, f.theme, point2{x, f.y(clip(c.result.MeanExpected.Or(0)))}, point2{x, f.y(clip(c.result.MeanCame.Or(0)))})
	}
}

// paintArrow draws a ring at what was feared, and a head at what came; one dot if both are the same.
func (c *feared) paintArrow(s *canvas, x, from, to, half float64, t Theme) {
	ink := faded(t.Dot, 0.85)
	if from == to {
		s.dot(point2{x, to}, half, ink)
		return
	}
	way := 1.0
	if to < from {
		way = -1
	}
	s.ring(point2{x, from}, half*0.8, 1.2, ink)
	if math.Abs(to-from) > half*2.4 {
		s.line([]point2{{x, from + way*half*0.8}, {x, to - way*half*1.6}}, ink, math.Max(1, half*0.4))
	}
	s.area([]point2{{x, to}, {x - half, to - way*half*1.8}, {x + half, to - way*half*1.8}}, ink)
}

// paintAverage draws the average at what came, and its distance from what was feared where the verdict speaks
// of it.
func (c *feared) paintAverage(s *canvas, t Theme, from, to point2) {
	line, ink := c.averageInk(t)
	if c.speaks() {
		s.stroke([]point2{from, to}, line)
	}
	s.mark(diamond, to, 6.5, false, t.ground())
	s.mark(diamond, to, 4.5, false, ink.ink)
}

// paintPairs draws both against each other with the line of equality.
func (c *feared) paintPairs(s *canvas, f *frame) {
	if f.panel == (rect{}) {
		return
	}
	t := c.pairFrame(f)
	levels, word := []float64{0, 50, 100}, describe.Whole
	if beside(f) {
		levels, word = []float64{0, 25, 50, 75, 100}, func(float64) string { return "" }
	}
	t.paintLevels(s, levels, word)
	c.paintPairWords(s, t)
	s.stroke([]point2{{t.x(0), t.y(0)}, {t.x(100), t.y(100)}}, t.theme.reference())
	c.paintSides(s, t)
	for _, p := range c.places {
		s.dot(point2{t.x(clip(p.dot.Expected)), t.y(clip(p.dot.Came))}, c.radius(p), faded(t.theme.Dot, 0.8))
	}
	if c.hasAverage() {
		feared, came := clip(c.result.MeanExpected.Or(0)), clip(c.result.MeanCame.Or(0))
		c.paintAverage(s, t.theme, point2{t.x(feared), t.y(feared)}, point2{t.x(feared), t.y(came)})
	}
}

// paintPairWords writes what is upwards and what is across, and names the line of equality.
func (c *feared) paintPairWords(s *canvas, t *frame) {
	small := t.theme.small()
	title := small
	title.ink = t.theme.Text
	left, y := t.plot.left, t.plot.top-t.theme.em(8)
	key := layKey(c.equal(t.theme), t.theme, everything, t.plot.width())
	if words := describe.FearedCame.String(); title.width(words)+key.longest()+small.size <= t.plot.width() {
		s.words(words, point2{left, y}, title)
	}
	s.paintKey(key, point2{t.plot.right - key.longest(), y})
	base := t.plot.bottom + t.theme.em(4) + small.size*1.1
	for _, v := range numbersThatFit((t.x(100)-t.x(0))/4, small.width("100")+t.theme.em(6)) {
		s.words(describe.Whole(v), point2{t.x(v), base}, small.aligned(render.Middle))
	}
	s.words(describe.FearedExpected.String(), point2{(t.plot.left + t.plot.right) / 2, base + small.size*1.35}, small.aligned(render.Middle))
}

// equal is the key of the line of equality.
func (c *feared) equal(t Theme) []keyEntry {
	return []keyEntry{referenceLine(t, describe.FearedEqual()...)}
}

// paintSides names what is on either side of the line, where no dot is in the way.
func (c *feared) paintSides(s *canvas, t *frame) {
	small, pad := t.theme.small(), t.theme.em(6)
	worse, calmer := describe.FearedWorse.String(), describe.FearedCalmer.String()
	if t.plot.width() < 1.6*math.Max(small.width(worse), small.width(calmer)) || t.plot.height() < 7*small.size {
		return
	}
	for _, side := range []struct {
		words string
		at    point2
	}{
		{worse, point2{t.plot.left + pad, t.y(100) + small.size*1.6}},
		{calmer, point2{t.plot.right - pad - small.width(calmer), t.y(0) - small.size*0.9}},
	} {
		box := rect{side.at.x - 2, side.at.y - small.size, side.at.x + small.width(side.words) + 2, side.at.y + small.size*0.3}
		if !slices.ContainsFunc(c.places, func(p fearedPlace) bool {
			x, y, r := t.x(clip(p.dot.Expected)), t.y(clip(p.dot.Came)), c.radius(p)
			return x+r > box.left && x-r < box.right && y+r > box.top && y-r < box.bottom
		}) {
			s.words(side.words, side.at, small)
		}
	}
}
