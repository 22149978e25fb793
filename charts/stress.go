package charts

import (
	"math"
	"slices"

	"enactive/journal/describe"
	"enactive/journal/insight"

	"enactive/charts/render"
)

// StressChart is the picture of performance against stress. It draws a curve and a best
// range only where the honest test of the result allows one.
type StressChart struct {
	result insight.StressResult
	text   string
	area   string
	groups []pairGroup
	merged bool // entries of one place share a mark, whatever their outcomes
	mixed  bool // and there are marks whose entries differ in it

	most         int     // entries of the largest mark
	stepX, stepY float64 // median distance of neighbouring values, on the 0-100 scale
	seen         [5]bool // outcomes that marks show
	outcomesTold bool
	hindsight    int // entries whose stress was rated in hindsight
}

// NewStress makes the chart of a stress result.
// text is the sentence of the result; area names what it is about and may be empty.
func NewStress(result insight.StressResult, text, area string) *StressChart {
	c := &StressChart{result: result, text: text, area: area}
	c.groups, c.merged = groupPairs(result.Dots)
	for _, d := range result.Dots {
		if d.Retrospective {
			c.hindsight++
		}
	}
	for _, g := range c.groups {
		c.most = max(c.most, len(g.ids))
		c.seen[g.outcome.Rank()] = true
		c.mixed = c.mixed || g.mixed
		c.outcomesTold = c.outcomesTold || g.outcome != insight.NoOutcome
	}
	c.stepX = medianStep(c.groups, func(g pairGroup) float64 { return g.stress })
	c.stepY = medianStep(c.groups, func(g pairGroup) float64 { return g.performance })
	return c
}

// Title names the chart.
func (c *StressChart) Title() string {
	return describe.ChartTitle(describe.StressTitle.String(), c.area)
}

// Text is the sentence of the result.
func (c *StressChart) Text() string {
	if c.text == "" && len(c.groups) == 0 {
		return describe.StressEmpty.String() + "."
	}
	return c.text
}

// Table lists the pairs, the newest first, with the line there, clipped as the picture is.
func (c *StressChart) Table() (header []string, rows [][]string) {
	line := c.fit()
	for _, d := range slices.Backward(c.result.Dots) {
		rated := describe.StressAtTheTime.String()
		if d.Retrospective {
			rated = describe.StressInHindsight.String()
		}
		row := []string{describe.Tenth(d.Stress), describe.Tenth(d.Performance), describe.OutcomeInline(d.Outcome), rated}
		if len(line) > 0 {
			row = append(row, describe.TenthIfAny(fitAt(line, d.Stress)))
		}
		rows = append(rows, row)
	}
	return describe.StressHeader(len(line) > 0, c.finding()), rows
}

// Marks lists the marks from calm to overwhelmed, and from low to high performance where
// the stress is the same.
func (c *StressChart) Marks(size Size, theme Theme) []Mark {
	f := &c.layout(size, theme).frame
	placed := c.place(f)
	marks := make([]Mark, len(placed))
	for i, p := range placed {
		marks[i] = c.mark(f, p)
	}
	return marks
}

// Hit finds the mark under a point.
func (c *StressChart) Hit(size Size, theme Theme, x, y float64) (Mark, bool) {
	f := &c.layout(size, theme).frame
	placed := c.place(f)
	i, ok := nearest(len(placed), point2{x, y}, func(i int) (point2, float64) { return placed[i].at, placed[i].radius })
	if !ok {
		return Mark{}, false
	}
	return c.mark(f, placed[i]), true
}

// allowsZone reports whether the verdict speaks of a best range.
func (c *StressChart) allowsZone() bool {
	return c.result.Verdict == insight.StressInvertedU || c.result.Verdict == insight.StressHint
}

// zone is the best range, if there is one to show.
func (c *StressChart) zone() (low, high float64, ok bool) {
	if !c.allowsZone() || len(c.result.Zone) != 2 || !finite(c.result.Zone...) {
		return 0, 0, false
	}
	return clip(c.result.Zone[0]), clip(c.result.Zone[1]), true
}

// stressLayout is a frame with the lines of words over its plot, from the top: the key,
// the title of the upright axis, what is missing for a verdict, the name of the zone.
type stressLayout struct {
	frame
	key       keyLayout
	keyBeside bool // the key is in the line of the title, at its right
	title     string
	note      []string
	zoneName  string
	left      float64 // where lines of words begin
}

func (c *StressChart) layout(size Size, theme Theme) *stressLayout {
	return bestLayout(func(d detail) (*stressLayout, *frame) {
		l := c.layoutWith(size, theme, d)
		return l, &l.frame
	})
}

func (c *StressChart) layoutWith(size Size, theme Theme, d detail) *stressLayout {
	l := &stressLayout{}
	small := theme.small()
	m := margins{left: theme.em(8) + theme.normal().width("100"), top: theme.em(8), right: theme.em(16), bottom: theme.em(36)}
	if !size.Heading {
		m.left += theme.em(6)
	}
	c.layWords(l, size, theme, d, contentWidth(size, theme)-m.left-m.right)
	lines := len(l.note)
	if !l.keyBeside {
		lines += l.key.lines
	}
	for _, words := range []string{l.title, l.zoneName} {
		if words != "" {
			lines++
		}
	}
	m.top += small.size * keyLeading * float64(lines)
	if d >= titleAndNumbers {
		m.bottom = theme.em(22)
	}
	l.frame = newFrame(c, size, theme, d, m)
	l.left = l.plot.left - theme.em(8) - theme.normal().width("100")
	// Marks on the edge are drawn whole.
	edge := c.largest(size) + 3
	l.x0, l.x1 = inset(l.plot.width(), edge)
	l.y0, l.y1 = inset(l.plot.height(), edge)
	return l
}

// layWords chooses the words over a plot of that width.
func (c *StressChart) layWords(l *stressLayout, size Size, theme Theme, d detail, width float64) {
	if d >= numbersOnly {
		return
	}
	if low, high, ok := c.zone(); ok {
		sure := c.finding() == insight.Claim
		l.zoneName = firstFitting(theme.zoneLetters(), width, describe.StressZone(low, high, c.result.ZoneFrom, c.result.ZoneTo, sure)...)
	}
	l.key = layKey(c.key(theme, size), theme, d, width)
	if d >= titleAndNumbers {
		return
	}
	small := theme.small()
	l.title = firstFitting(small, width, describe.StressYAxis.String(), describe.StressYAxisShort.String())
	if c.result.Verdict == insight.StressNotEnough && len(c.groups) > 0 && !size.Heading {
		for _, words := range describe.StressNeedsMore(c.result.N) {
			if l.note = balanced(small.font, small.size, width, words, 9); len(l.note) <= 2 {
				break
			}
		}
	}
	l.keyBeside = l.key.lines == 1 && small.width(l.title)+l.key.longest()+small.size*3 <= width
}

// firstFitting is the first of several wordings, from long to short, that is no wider
// than width; the last one is cut if it has to be.
func firstFitting(l lettering, width float64, wordings ...string) string {
	for _, words := range wordings {
		if l.width(words) <= width {
			return words
		}
	}
	return fit(l.font, l.size, width, wordings[len(wordings)-1])
}

func (t Theme) zoneLetters() lettering {
	return lettering{font: t.bold, size: t.em(11), ink: t.ZoneText}
}

// inset is the range of an axis whose values 0 and 100 lie edge units inside of its ends.
func inset(length, edge float64) (low, high float64) {
	edge = math.Min(edge, length/3)
	extra := 100 * edge / (length - 2*edge)
	return -extra, 100 + extra
}

// Drawing lays the chart out.
func (c *StressChart) Drawing(size Size, theme Theme) (render.Drawing, error) {
	if theme.regular == nil {
		return render.Drawing{}, errNoFont
	}
	if err := size.check(); err != nil {
		return render.Drawing{}, err
	}
	l := c.layout(size, theme)
	f := &l.frame
	return f.drawing(
		func(s *canvas) { c.paintZone(s, f) },
		func(s *canvas) { c.paintAxes(s, f) },
		func(s *canvas) { c.paintRibbon(s, l) },
		func(s *canvas) { c.paintMarks(s, f) },
		func(s *canvas) { c.paintCurve(s, l) },
		func(s *canvas) { c.paintWords(s, l) },
	), nil
}

func (c *StressChart) paintAxes(s *canvas, f *frame) {
	t := f.theme
	for _, v := range []float64{0, 25, 50, 75, 100} {
		// Nothing crosses the words of an empty chart.
		if len(c.groups) > 0 || v == 0 || v == 100 {
			s.hair(point2{f.plot.left, f.y(v)}, point2{f.plot.right, f.y(v)}, t.Grid)
		}
		if len(c.groups) > 0 {
			s.hair(point2{f.x(v), f.plot.top}, point2{f.x(v), f.plot.bottom}, t.Grid)
		}
	}
	if f.detail == plotOnly {
		return
	}
	number := t.normal()
	number.ink = t.Text
	for _, v := range numbersThatFit((f.y(0)-f.y(100))/4, number.size*1.3) {
		s.words(describe.Whole(v), point2{f.plot.left - t.em(8), f.y(v) + number.size*0.36}, number.aligned(render.End))
	}
	base := f.plot.bottom + 4 + number.size*1.1
	for _, v := range numbersThatFit((f.x(100)-f.x(0))/4, number.width("100")+t.em(6)) {
		s.words(describe.Whole(v), point2{f.x(v), base}, number.aligned(render.Middle))
	}
	if f.detail < titleAndNumbers {
		c.paintStressWords(s, f, base+t.em(15))
	}
}

// numbersThatFit are the numbers to write on a scale whose quarters are that long, each
// of which needs so much room.
func numbersThatFit(quarter, room float64) []float64 {
	switch {
	case quarter >= room:
		return []float64{0, 25, 50, 75, 100}
	case quarter*2 >= room:
		return []float64{0, 50, 100}
	case quarter*4 >= room:
		return []float64{0, 100}
	}
	return nil
}

// paintStressWords says what the ends of the stress axis mean, and what it is.
func (c *StressChart) paintStressWords(s *canvas, f *frame, y float64) {
	small := f.theme.small().aligned(render.Middle)
	half := func(word string) float64 { return small.width(word) / 2 }
	calm := math.Max(f.x(0), f.plot.left+half(describe.StressCalm.String()))
	over := math.Min(f.x(100), f.plot.right-half(describe.StressOverwhelmed.String()))
	if over-calm < half(describe.StressCalm.String())+half(describe.StressOverwhelmed.String())+small.size/2 {
		return
	}
	s.words(describe.StressCalm.String(), point2{calm, y}, small)
	s.words(describe.StressOverwhelmed.String(), point2{over, y}, small)
	centre := f.x(50)
	room := math.Min(centre-calm-half(describe.StressCalm.String()), over-half(describe.StressOverwhelmed.String())-centre) - small.size
	for _, word := range []string{describe.StressXAxis.String(), describe.StressXAxisShort.String()} {
		if half(word) <= room {
			s.words(word, point2{centre, y}, small)
			return
		}
	}
}

// paintWords sets the lines over the plot, from the bottom up.
func (c *StressChart) paintWords(s *canvas, l *stressLayout) {
	small := l.theme.small()
	leading := small.size * keyLeading
	y := l.plot.top - l.theme.em(6)
	if l.zoneName != "" {
		c.paintZoneName(s, l, y)
		y -= leading
	}
	for i := len(l.note) - 1; i >= 0; i-- {
		s.words(l.note[i], point2{l.plot.left, y}, small)
		y -= leading
	}
	title := small
	title.ink = l.theme.Text
	if l.title == "" {
		y += leading
	}
	s.words(l.title, point2{l.left, y}, title)
	if l.keyBeside {
		s.paintKey(l.key, point2{l.plot.right - l.key.longest(), y})
		return
	}
	s.paintKey(l.key, point2{l.left, y - leading*float64(l.key.lines)})
}

func (c *StressChart) paintZoneName(s *canvas, l *stressLayout, y float64) {
	low, high, _ := c.zone()
	letters := l.theme.zoneLetters().aligned(render.Middle)
	half := letters.width(l.zoneName) / 2
	x := (l.x(low) + l.x(high)) / 2
	x = math.Min(math.Max(x, l.plot.left+half), l.plot.right-half)
	s.words(l.zoneName, point2{x, y}, letters)
}

func (c *StressChart) paintZone(s *canvas, f *frame) {
	low, high, ok := c.zone()
	if !ok {
		return
	}
	t := f.theme
	ground, edge := t.Zone, withAlpha(t.ZoneText, 110)
	if c.finding() != insight.Claim {
		ground, edge = faded(ground, 0.6), faded(edge, 0.6)
	}
	s.box(rect{f.x(low), f.plot.top, f.x(high), f.plot.bottom}, ground)
	// An end on the edge of the entries is no limit, and gets no line.
	if c.result.ZoneFrom {
		s.hair(point2{f.x(low), f.plot.top}, point2{f.x(low), f.plot.bottom}, edge, 3, 3)
	}
	if c.result.ZoneTo {
		s.hair(point2{f.x(high), f.plot.top}, point2{f.x(high), f.plot.bottom}, edge, 3, 3)
	}
}
