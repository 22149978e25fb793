package charts

import (
	"math"
	"slices"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// formShown is how many of the newest outcomes are drawn: those that the scan looks at.
const formShown = 100

// form draws outcomes one after the other, each in its own shape and height, with the
// running rate of success behind them and the stretch that differs.
type form struct {
	result insight.FormResult
	text   string
	area   string
	first  int // the place of the first outcome that is drawn
}

// NewForm makes the chart of form.
// text is the sentence of the result; area names what it is about and may be empty.
func NewForm(result insight.FormResult, text, area string) Chart {
	return picture{&form{result, text, area, max(0, len(result.Dots)-formShown)}}
}

func (c *form) captions() captions {
	w := captions{title: describe.ChartTitle(describe.FormTitle.String(), c.area), text: c.text, header: describe.FormHeader()}
	for _, d := range slices.Backward(c.result.Dots) {
		w.rows = append(w.rows, []string{describe.ShortDay(d.Time), describe.OutcomeInline(d.Outcome), describe.FormKind(d.Kind)})
	}
	return w
}

func (c *form) dots() []insight.FormDot { return c.result.Dots[c.first:] }

func (c *form) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + widest(theme.normal(), "100%"), top: theme.em(10), right: theme.em(12), bottom: theme.em(24)}
	if d < titleAndNumbers && c.first > 0 {
		m.bottom = theme.em(40)
	}
	if d < withoutKey {
		m.top += keyRoom(c.key(theme), theme, width-m.left-m.right)
	}
	m.top += c.claimRoom(theme, d)
	return m
}

// claimRoom is the height of the words over the stretch that is named.
func (c *form) claimRoom(theme Theme, d detail) float64 {
	if c.result.Named() == nil || d >= numbersOnly {
		return 0
	}
	return theme.small().size * keyLeading
}

func (c *form) ranges(f *frame) {
	n := float64(max(len(c.dots()), 12))
	// What there is ends at the right.
	f.x0, f.x1 = float64(len(c.dots()))-n-0.5, float64(len(c.dots()))-0.5
	pad := math.Min(0.1, 8/f.plot.height())
	f.y0, f.y1 = -pad, 1+pad
}

func (c *form) radius(f *frame) float64 {
	return math.Min(5, math.Max(1.8, f.plot.width()/(f.x1-f.x0)*0.38))
}

func (c *form) at(f *frame, i int) point2 {
	return point2{f.x(float64(i)), f.y(outcomeHeight(c.dots()[i].Outcome))}
}

func (c *form) marks(f *frame) []Mark {
	var marks []Mark
	for i, d := range c.dots() {
		p := c.at(f, i)
		marks = append(marks, Mark{IDs: []string{d.ID}, X: p.x, Y: p.y, Radius: c.radius(f), Label: describe.FormMark(d)})
	}
	return marks
}

func (c *form) paint(f *frame) []func(*canvas) {
	if len(c.dots()) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.FormEmpty.String(), describe.FormEmptyMore.String()) }}
	}
	return []func(*canvas){
		func(s *canvas) { c.paintStretch(s, f) },
		func(s *canvas) { f.paintLevels(s, []float64{0, 0.5, 1}, describe.Percent) },
		func(s *canvas) { c.paintRate(s, f) },
		func(s *canvas) { c.paintDots(s, f) },
		func(s *canvas) { c.paintWords(s, f) },
	}
}

// paintStretch marks the stretch that differs, and says what it holds.
func (c *form) paintStretch(s *canvas, f *frame) {
	named := c.result.Named()
	if named == nil {
		return
	}
	left := f.x(float64(named.StartIndex-c.first) - 0.5)
	s.box(rect{left, f.plot.top, f.plot.right, f.plot.bottom}, f.theme.Band)
	s.hair(point2{left, f.plot.top}, point2{left, f.plot.bottom}, f.theme.Accent, 3, 3)
	if f.detail >= numbersOnly {
		return
	}
	letters := lettering{font: f.theme.bold, size: f.theme.em(11), ink: f.theme.Text, align: render.End}
	words := firstFitting(letters, f.plot.width(), c.stretchWords(named)...)
	s.words(words, point2{f.plot.right, f.plot.top - f.theme.em(6)}, letters)
}

// stretchWords says what the stretch holds, in wordings from long to short.
func (c *form) stretchWords(named *insight.FormScan) []string {
	since := c.result.Dots[named.StartIndex].Time
	return describe.FormRun(named.Label, named.Tally, since)
}

func (c *form) paintRate(s *canvas, f *frame) {
	var line []point2
	for _, p := range c.result.Rate {
		if p.Index >= c.first {
			line = append(line, point2{f.x(float64(p.Index - c.first)), f.y(p.Rate)})
		}
	}
	// An opaque line has no dark spots where its pieces meet.
	s.line(line, blend(f.theme.ground(), f.theme.Accent, 0.75), 2)
}

func (c *form) paintDots(s *canvas, f *frame) {
	for i, d := range c.dots() {
		s.mark(shapeOf(d.Outcome), c.at(f, i), c.radius(f), false, f.theme.OutcomeInk(d.Outcome))
	}
}

// paintWords writes the key above and the days below.
func (c *form) paintWords(s *canvas, f *frame) {
	if f.detail >= plotOnly {
		return
	}
	small := f.theme.small()
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(6)+c.claimRoom(f.theme, f.detail))
	days := small
	days.ink = f.theme.Text
	y := f.plot.bottom + 4 + days.size*1.25
	dots := c.dots()
	first, last := describe.ShortDay(dots[0].Time), describe.ShortDay(dots[len(dots)-1].Time)
	s.words(last, point2{f.plot.right, y}, days.aligned(render.End))
	if left := math.Max(f.plot.left, f.x(0)-days.width(first)/2); first != last && left+days.width(first)+days.size < f.plot.right-days.width(last) {
		s.words(first, point2{left, y}, days)
	}
	if c.first > 0 && f.detail < titleAndNumbers {
		f.paintAcross(s, y+days.size*1.35, small, describe.NewestShown(len(dots), len(c.result.Dots))...)
	}
}

func (c *form) key(theme Theme) []keyEntry {
	var seen [5]bool
	for _, d := range c.dots() {
		seen[d.Outcome.Rank()] = true
	}
	key := outcomeKey(theme, seen)
	if len(c.result.Rate) > 1 {
		key = append(key, keyEntry{word: describe.FormRate.String()})
	}
	return key
}

// outcomeKey names the outcomes that are drawn, best first.
func outcomeKey(theme Theme, seen [5]bool) []keyEntry {
	var key []keyEntry
	for _, o := range insight.Outcomes() {
		if seen[o.Rank()] {
			key = append(key, keyEntry{form: shapeOf(o), radius: 3.6, ink: theme.OutcomeInk(o), word: describe.OutcomeInline(o)})
		}
	}
	return key
}
