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

// nextStep draws tries by how hard they were, each in the lane of its outcome, over them a guide of
// the chance of success where there are enough, and the level to try next.
type nextStep struct {
	result insight.NextStepResult
	text   string
	area   string
	tries  []insight.StepTry
	places []stepPlace
	most   [5]int // tries of the fullest place, by rank of the outcome
	seen   [5]bool
}

// stepPlace is the place of an attempt among those of the same difficulty and outcome: they are
// stacked, so that none hides another.
type stepPlace struct{ nth, of int }

// NewNextStep makes the chart of the next step.
// text is the sentence of the result; area names what it is about and may be empty.
func NewNextStep(result insight.NextStepResult, text, area string) Chart {
	c := &nextStep{result: result, text: text, area: area, tries: result.Tries[max(0, len(result.Tries)-stepsShown):]}
	type group struct {
		level   float64
		outcome insight.Outcome
	}
	count := map[group]int{}
	key := func(t insight.StepTry) group { return group{math.Round(t.Difficulty), t.Outcome} }
	for _, t := range c.tries {
		c.places = append(c.places, stepPlace{nth: count[key(t)]})
		count[key(t)]++
		c.seen[t.Outcome.Rank()] = true
	}
	for i, t := range c.tries {
		c.places[i].of = count[key(t)]
		c.most[t.Outcome.Rank()] = max(c.most[t.Outcome.Rank()], count[key(t)])
	}
	return picture{c}
}

func (c *nextStep) hasCurve() bool { return len(c.result.Curve) > 1 }

func (c *nextStep) outcomes() []insight.Outcome { return outcomesSeen(c.seen) }

func (c *nextStep) captions() captions {
	w := captions{title: describe.ChartTitle(describe.NextStepTitle.String(), c.area), text: c.text}
	if !c.hasCurve() {
		w.header = describe.NextStepTriesHeader()
		for _, t := range slices.Backward(c.result.Tries) {
			w.rows = append(w.rows, []string{describe.ShortDay(t.Time), describe.Tenth(t.Difficulty), describe.OutcomeInline(t.Outcome), describe.Whole(t.Level)})
		}
		return w
	}
	w.header = describe.NextStepHeader(c.result.Finding())
	for _, p := range c.result.Curve {
		if p.Difficulty != math.Round(p.Difficulty) {
			continue
		}
		tries, wins, partial := 0, 0, 0
		for _, t := range c.result.Tries {
			if math.Round(t.Difficulty) != p.Difficulty {
				continue
			}
			tries++
			switch t.Outcome {
			case insight.Success:
				wins++
			case insight.Partial:
				partial++
			}
		}
		w.rows = append(w.rows, []string{describe.Whole(p.Difficulty), describe.Percent(p.Chance), describe.Percent(p.Low), describe.Percent(p.High), describe.Thousands(tries), describe.Thousands(wins), describe.Thousands(partial)})
	}
	return w
}

func (c *nextStep) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10), top: theme.em(10), right: theme.em(16), bottom: theme.em(38)}
	if c.hasCurve() {
		m.left += widest(theme.normal(), "100%")
	}
	m.left = math.Max(m.left, theme.em(10)+c.laneNames(theme, d, width))
	m.right = math.Max(m.right, c.endRoom(theme, d, width))
	if d < numbersOnly {
		m.top += theme.small().size * keyLeading
	}
	m.top += keyRoom(c.key(theme, d, width), theme, d, width-m.left-m.right)
	return m
}

// key names what is drawn of the chance, and the outcomes whose lanes have no names.
func (c *nextStep) key(theme Theme, d detail, width float64) []keyEntry {
	var key []keyEntry
	if c.laneNames(theme, d, width) == 0 {
		key = outcomeKey(theme, c.seen)
	}
	if c.hasCurve() {
		key = append(key, namedLine(theme, c.result.Finding(), describe.NextStepLine()...), namedBand(theme, c.result.Finding()))
		if c.endRoom(theme, d, width) == 0 {
			key = append(key, referenceLine(theme, describe.ChanceTarget(insight.StepTarget)[0]))
		}
	}
	return key
}

// ends is the name of the chance that is aimed for.
func (c *nextStep) ends(theme Theme) []endLabel {
	if !c.hasCurve() {
		return nil
	}
	return []endLabel{{at: insight.StepTarget, words: describe.ChanceTarget(insight.StepTarget), set: theme.small()}}
}

func (c *nextStep) endRoom(theme Theme, d detail, width float64) float64 {
	if d >= withoutNames {
		return 0
	}
	return endRoom(c.ends(theme), theme, mostEnd*width)
}

func (c *nextStep) named(f *frame) bool {
	return c.laneNames(f.theme, f.detail, innerWidth(f.size, f.theme)) > 0
}

// showsCurve reports whether the chance is drawn: a guide without its name is not.
func (c *nextStep) showsCurve(f *frame) bool {
	return c.hasCurve() && layKey(c.key(f.theme, f.detail, innerWidth(f.size, f.theme)), f.theme, f.detail, f.keyWidth).names()
}

// ranges puts the lanes below the chance. Without a chance they have the whole room.
func (c *nextStep) ranges(f *frame) {
	f.x0, f.x1, f.y0, f.y1 = 0.4, 10.6, 0, 1
	if len(c.tries) == 0 {
		return
	}
	whole, least := f.plot, 0.0
	for range c.outcomes() {
		least += laneHeight(f.theme, c.named(f))
	}
	f.panel = whole
	if !c.showsCurve(f) {
		f.cramped = whole.height() < least
		return
	}
	gap := math.Min(f.theme.em(12), whole.height()/8)
	wanted := 0.0
	for _, h := range c.laneHeights(f, math.Inf(1)) {
		wanted += h
	}
	height := math.Max(least, math.Min(wanted, whole.height()*0.55))
	f.cramped = whole.height()-gap-height < math.Max(f.theme.em(40), whole.height()*0.3)
	f.panel.top = math.Round(whole.bottom - math.Min(height, whole.height()*0.65))
	f.plot.bottom = math.Max(math.Round(f.panel.top-gap), f.plot.top+1)
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
	whole := f.whole()
	s.box(rect{f.x(level - 0.5), whole.top, f.x(level + 0.5), whole.bottom}, f.theme.Zone)
	if f.detail >= numbersOnly {
		return
	}
	letters := f.theme.zoneLetters().aligned(render.Middle)
	word := describe.NextStepNext.String()
	half := letters.width(word) / 2
	x := math.Min(math.Max(f.x(level), f.plot.left+half), f.plot.right-half)
	s.words(word, point2{x, whole.top - f.theme.em(5)}, letters)
}

func (c *nextStep) paintAxes(s *canvas, f *frame) {
	if c.showsCurve(f) {
		f.paintLevels(s, []float64{0, 0.5, 1}, describe.Percent)
	}
	f.paintLanes(s, c.lanes(f), c.named(f))
	if f.detail >= plotOnly {
		return
	}
	small, width := f.theme.small(), innerWidth(f.size, f.theme)
	f.paintKeyAbove(s, c.key(f.theme, f.detail, width), f.theme.em(5)+small.size*keyLeading)
	if c.showsCurve(f) {
		f.paintEnds(s, c.ends(f.theme), c.endRoom(f.theme, f.detail, width))
	}
	number := f.theme.normal().aligned(render.Middle)
	number.ink = f.theme.Text
	base := f.whole().bottom + 4 + number.size*1.1
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

// paintCurve draws the chance over difficulty, and the chance that is aimed for.
func (c *nextStep) paintCurve(s *canvas, f *frame) {
	if !c.showsCurve(f) {
		return
	}
	style := f.theme.lineOf(c.result.Finding())
	var line, upper, lower []point2
	for _, p := range c.result.Curve {
		x := f.x(p.Difficulty)
		line, upper = append(line, point2{x, f.y(p.Chance)}), append(upper, point2{x, f.y(p.High)})
		lower = append(lower, point2{x, f.y(p.Low)})
	}
	slices.Reverse(lower)
	s.area(append(upper, lower...), style.band)
	y := f.y(insight.StepTarget)
	s.stroke([]point2{{f.plot.left, y}, {f.plot.right, y}}, f.theme.reference())
	s.stroke(line, style)
}

func (c *nextStep) paintTries(s *canvas, f *frame) {
	for i, t := range c.tries {
		s.mark(shapeOf(t.Outcome), c.at(f, i), stepRadius, false, faded(f.theme.OutcomeInk(t.Outcome), 0.85))
	}
}
