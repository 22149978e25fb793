package charts

import (
	"math"
	"slices"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// stepsShown is how many of the newest tries are drawn.
const stepsShown = 200

// nextStep draws tries by how hard they were, the chance of success over that where it is
// known, and the level to try next.
type nextStep struct {
	result insight.NextStepResult
	text   string
	area   string
	tries  []insight.StepTry
	places []stepPlace
	most   [3]int // tries of the fullest place, by side
}

// stepPlace is the place of an attempt among those of the same difficulty and outcome: they are
// stacked, so that none hides another.
type stepPlace struct{ nth, of int }

// NewNextStep makes the chart of the next step.
// text is the sentence of the result; area names what it is about and may be empty.
func NewNextStep(result insight.NextStepResult, text, area string) Chart {
	c := &nextStep{result: result, text: text, area: area, tries: result.Tries[max(0, len(result.Tries)-stepsShown):]}
	type group struct {
		level float64
		row   float64
	}
	count := map[group]int{}
	key := func(t insight.StepTry) group { return group{math.Round(t.Difficulty), outcomeHeight(t.Outcome)} }
	for _, t := range c.tries {
		c.places = append(c.places, stepPlace{nth: count[key(t)]})
		count[key(t)]++
	}
	for i, t := range c.tries {
		c.places[i].of = count[key(t)]
		c.most[stepSide(t.Outcome)] = max(c.most[stepSide(t.Outcome)], count[key(t)])
	}
	return picture{c}
}

// stepSide is 0 below, 1 in the middle and 2 above.
func stepSide(o insight.Outcome) int { return int(2 * outcomeHeight(o)) }

func (c *nextStep) captions() captions {
	w := captions{title: describe.ChartTitle(describe.NextStepTitle.String(), c.area), text: c.text}
	if len(c.result.Curve) == 0 {
		w.header = describe.NextStepTriesHeader()
		for _, t := range slices.Backward(c.result.Tries) {
			w.rows = append(w.rows, []string{describe.ShortDay(t.Time), describe.Tenth(t.Difficulty), describe.OutcomeInline(t.Outcome), describe.Whole(t.Level)})
		}
		return w
	}
	w.header = describe.NextStepHeader()
	for _, p := range c.result.Curve {
		if p.Difficulty != math.Round(p.Difficulty) {
			continue
		}
		tries, wins := 0, 0
		for _, t := range c.result.Tries {
			if math.Round(t.Difficulty) == p.Difficulty {
				tries++
				if t.Outcome == insight.Success {
					wins++
				}
			}
		}
		w.rows = append(w.rows, []string{describe.Whole(p.Difficulty), describe.Percent(p.Chance), describe.Percent(p.Low), describe.Percent(p.High), describe.Thousands(tries), describe.Thousands(wins)})
	}
	return w
}

func (c *nextStep) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + widest(theme.normal(), "100%"), top: theme.em(10), right: theme.em(16), bottom: theme.em(38)}
	if d < numbersOnly {
		m.top += theme.small().size * keyLeading
	}
	if d < withoutKey {
		m.top += keyRoom(c.key(theme), theme, width-m.left-m.right)
	}
	return m
}

func (c *nextStep) key(theme Theme) []keyEntry {
	var seen [5]bool
	for _, t := range c.tries {
		seen[t.Outcome.Rank()] = true
	}
	return outcomeKey(theme, seen)
}

// stepPack is how tries of one place are stacked: so many in a line, so far apart.
type stepPack struct {
	inLine int
	pitch  float64 // across
	rise   float64 // between lines
}

const stepRadius = 4.0

// pack lets the fullest stacks take up to a quarter of the plot above and below; beyond
// that they are pressed together.
func (c *nextStep) pack(f *frame) stepPack {
	room := f.plot.width() / 10.2 * 0.86
	p := stepPack{pitch: math.Min(2*stepRadius+1, room/2), rise: 2*stepRadius + 1}
	p.inLine = max(1, int(room/p.pitch))
	lines := p.lines(max(c.most[0], c.most[2]))
	p.rise = math.Min(p.rise, f.plot.height()/4/float64(lines))
	return p
}

func (p stepPack) lines(n int) int { return max(1, (n+p.inLine-1)/p.inLine) }

// ranges leaves room outside of 0 and 1 for the stacks of what failed and what succeeded.
func (c *nextStep) ranges(f *frame) {
	f.x0, f.x1 = 0.4, 10.6
	p := c.pack(f)
	pad := func(n int) float64 {
		return math.Min(stepRadius*2+p.rise*float64(p.lines(n)-1), f.plot.height()*0.3)
	}
	below, above := pad(c.most[0]), pad(c.most[2])
	unit := math.Max(f.plot.height()-below-above, 1)
	f.y0, f.y1 = -below/unit, 1+above/unit
}

// at is the place of an attempt: successes are stacked upwards from the top line, failures
// downwards from the bottom one, and what was partial around the middle.
func (c *nextStep) at(f *frame, i int) point2 {
	t, place, p := c.tries[i], c.places[i], c.pack(f)
	line, nth := place.nth/p.inLine, place.nth%p.inLine
	inThis := min(p.inLine, place.of-line*p.inLine)
	x := f.x(math.Round(t.Difficulty)) + (float64(nth)-float64(inThis-1)/2)*p.pitch
	y := f.y(outcomeHeight(t.Outcome))
	switch stepSide(t.Outcome) {
	case 0:
		y += float64(line) * p.rise
	case 1:
		y += (float64(line) - float64(p.lines(place.of)-1)/2) * p.rise
	default:
		y -= float64(line) * p.rise
	}
	return point2{x, y}
}

func (c *nextStep) marks(f *frame) []Mark {
	var marks []Mark
	for i, t := range c.tries {
		p := c.at(f, i)
		marks = append(marks, Mark{IDs: []string{t.ID}, X: p.x, Y: p.y, Radius: stepRadius,
			Label: describe.NextStepMark(t.Time, t.Difficulty, t.Outcome)})
	}
	return marks
}

func (c *nextStep) paint(f *frame) []func(*canvas) {
	if len(c.tries) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.NextStepEmpty.String(), describe.NextStepEmptyMore.String()) }}
	}
	return []func(*canvas){
		func(s *canvas) { c.paintLevel(s, f) },
		func(s *canvas) { c.paintAxes(s, f) },
		func(s *canvas) { c.paintCurve(s, f) },
		func(s *canvas) { c.paintTries(s, f) },
	}
}

// paintLevel marks the column of the level to try next.
func (c *nextStep) paintLevel(s *canvas, f *frame) {
	level, ok := c.result.Level.Get()
	if !ok {
		return
	}
	s.box(rect{f.x(level - 0.5), f.plot.top, f.x(level + 0.5), f.plot.bottom}, f.theme.Zone)
	if f.detail >= numbersOnly {
		return
	}
	letters := f.theme.zoneLetters().aligned(render.Middle)
	word := describe.NextStepNext.String()
	half := letters.width(word) / 2
	x := math.Min(math.Max(f.x(level), f.plot.left+half), f.plot.right-half)
	s.words(word, point2{x, f.plot.top - f.theme.em(5)}, letters)
}

func (c *nextStep) paintAxes(s *canvas, f *frame) {
	word := describe.Percent
	if len(c.result.Curve) == 0 {
		word = func(float64) string { return "" }
	}
	f.paintLevels(s, []float64{0, 0.5, 1}, word)
	if f.detail >= plotOnly {
		return
	}
	small := f.theme.small()
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(5)+small.size*keyLeading)
	number := f.theme.normal().aligned(render.Middle)
	number.ink = f.theme.Text
	base := f.plot.bottom + 4 + number.size*1.1
	taken := math.Inf(-1)
	for v := 1.0; v <= 10; v++ {
		half := number.width(describe.Whole(v)) / 2
		if x := f.x(v); x-half > taken && x+half <= f.size.Width {
			s.words(describe.Whole(v), point2{x, base}, number)
			taken = x + half + number.size*0.25
		}
	}
	if f.detail >= titleAndNumbers {
		return
	}
	across := []string{describe.NextStepXAxis.String()}
	if all := len(c.result.Tries); all > len(c.tries) {
		across = nil
		for _, words := range describe.NewestShown(len(c.tries), all) {
			across = append(across, describe.NextStepXAxis.String()+", "+words)
		}
	}
	f.paintAcross(s, base+f.theme.em(15), small, across...)
}

func (c *nextStep) paintCurve(s *canvas, f *frame) {
	var line, upper, lower []point2
	for _, p := range c.result.Curve {
		x := f.x(p.Difficulty)
		line, upper = append(line, point2{x, f.y(p.Chance)}), append(upper, point2{x, f.y(p.High)})
		lower = append(lower, point2{x, f.y(p.Low)})
	}
	slices.Reverse(lower)
	s.area(append(upper, lower...), f.theme.Band)
	s.cased(line, f.theme.Accent, 2.25)
}

func (c *nextStep) paintTries(s *canvas, f *frame) {
	for i, t := range c.tries {
		s.mark(shapeOf(t.Outcome), c.at(f, i), stepRadius, false, faded(f.theme.OutcomeInk(t.Outcome), 0.85))
	}
}
