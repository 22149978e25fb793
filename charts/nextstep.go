package charts

import (
	"fmt"
	"math"
	"slices"

	"enactive/journal/insight"
)

// stepsShown is how many of the newest tries are drawn.
const stepsShown = 200

// nextStep draws tries by how hard they were, the chance of success over that where it is
// known, and the level to try next.
type nextStep struct {
	result insight.NextStepResult
	area   string
	tries  []insight.StepTry
	places []stepPlace
}

// stepPlace is where a try stands: among those of the same difficulty and outcome, so that
// none hides another.
type stepPlace struct{ nth, of int }

// NewNextStep makes the chart of the next step. area names what it is about and may be empty.
func NewNextStep(result insight.NextStepResult, area string) Chart {
	c := &nextStep{result: result, area: area, tries: result.Tries[max(0, len(result.Tries)-stepsShown):]}
	type group struct {
		level float64
		row   float64
	}
	count := map[group]int{}
	key := func(t insight.StepTry) group { return group{math.Round(t.Difficulty), stepRow(t.Outcome)} }
	for _, t := range c.tries {
		c.places = append(c.places, stepPlace{nth: count[key(t)]})
		count[key(t)]++
	}
	for i, t := range c.tries {
		c.places[i].of = count[key(t)]
	}
	return picture{c}
}

// stepRow is the height at which an outcome stands, as a chance.
func stepRow(o insight.Outcome) float64 {
	switch o {
	case insight.Success:
		return 1
	case insight.Partial:
		return 0.5
	}
	return 0
}

func (c *nextStep) say() words {
	w := words{title: titleOf(nextStepTitle, c.area), text: c.result.Text}
	if len(c.result.Curve) == 0 {
		w.header = []string{"Day", "Difficulty", "Outcome", "Level by then"}
		for _, t := range slices.Backward(c.result.Tries) {
			w.rows = append(w.rows, []string{dayWords(t.Time), tenth(t.Difficulty), outcomeWord(t.Outcome), whole(t.Level)})
		}
		return w
	}
	w.header = []string{"Difficulty", "Chance of success", "Likely from", "Likely to", "Tries", "Successes"}
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
		w.rows = append(w.rows, []string{whole(p.Difficulty), percentWord(p.Chance), percentWord(p.Low), percentWord(p.High), groupedCount(tries), groupedCount(wins)})
	}
	return w
}

func (c *nextStep) around(theme Theme, d detail, _ float64) margins {
	m := margins{left: theme.em(10) + widest(theme.normal(), "100%"), top: theme.em(10), right: theme.em(16), bottom: theme.em(36)}
	if d < numbersOnly {
		m.top += theme.small().size * keyLeading
	}
	if d < withoutKey {
		m.top += theme.small().size * keyLeading
	}
	return m
}

func (c *nextStep) ranges(f *frame) {
	f.x0, f.x1 = 0.4, 10.6
	pad := math.Min(0.14, 20/f.plot.height())
	f.y0, f.y1 = -pad, 1+pad
}

const stepRadius = 4.0

func (c *nextStep) at(f *frame, i int) point2 {
	t, p := c.tries[i], c.places[i]
	// Equal tries stand beside each other within their level's column.
	room := (f.x(2) - f.x(1)) * 0.8
	side := 0.0
	if p.of > 1 {
		step := math.Min(2*stepRadius+1, room/float64(p.of-1))
		side = (float64(p.nth) - float64(p.of-1)/2) * step
	}
	return point2{f.x(math.Round(t.Difficulty)) + side, f.y(stepRow(t.Outcome))}
}

func (c *nextStep) marks(f *frame) []Mark {
	var marks []Mark
	for i, t := range c.tries {
		p := c.at(f, i)
		marks = append(marks, Mark{IDs: []string{t.ID}, X: p.x, Y: p.y, Radius: stepRadius,
			Label: fmt.Sprintf("%s: difficulty %s, %s", dayWords(t.Time), tenth(t.Difficulty), outcomeWord(t.Outcome))})
	}
	return marks
}

func (c *nextStep) paint(f *frame) []func(*sheet) {
	if len(c.tries) == 0 {
		return []func(*sheet){func(s *sheet) { f.paintEmpty(s, nextStepEmpty, nextStepEmptyMore) }}
	}
	return []func(*sheet){
		func(s *sheet) { c.paintLevel(s, f) },
		func(s *sheet) { c.paintAxes(s, f) },
		func(s *sheet) { c.paintCurve(s, f) },
		func(s *sheet) { c.paintTries(s, f) },
	}
}

// paintLevel marks the column of the level to try next.
func (c *nextStep) paintLevel(s *sheet, f *frame) {
	level, ok := c.result.Level.Get()
	if !ok {
		return
	}
	s.box(rect{f.x(level - 0.5), f.plot.top, f.x(level + 0.5), f.plot.bottom}, f.theme.Zone)
	if f.detail >= numbersOnly {
		return
	}
	letters := f.theme.zoneLetters().aligned(middle)
	word := nextStepWord
	half := letters.width(word) / 2
	x := math.Min(math.Max(f.x(level), f.plot.left+half), f.plot.right-half)
	s.words(word, point2{x, f.plot.top - f.theme.em(5)}, letters)
}

func (c *nextStep) paintAxes(s *sheet, f *frame) {
	word := percentWord
	if len(c.result.Curve) == 0 {
		word = func(float64) string { return "" }
	}
	f.paintLevels(s, []float64{0, 0.5, 1}, word)
	if f.detail >= plotOnly {
		return
	}
	small := f.theme.small()
	if f.detail < withoutKey {
		var seen [5]bool
		for _, t := range c.tries {
			seen[t.Outcome] = true
		}
		if key := outcomeKey(f.theme, seen); keyWidth(key, small) <= f.plot.width() {
			s.paintKey(key, point2{f.plot.left, f.plot.top - f.theme.em(5) - small.size*keyLeading}, f.plot.width(), small)
		}
	}
	number := f.theme.normal().aligned(middle)
	number.ink = f.theme.Text
	base := f.plot.bottom + 4 + number.size*1.1
	for v := 1.0; v <= 10; v++ {
		s.words(whole(v), point2{f.x(v), base}, number)
	}
	if f.detail < titleAndNumbers {
		s.words(nextStepAcross, point2{(f.plot.left + f.plot.right) / 2, base + f.theme.em(15)}, small.aligned(middle))
	}
}

func (c *nextStep) paintCurve(s *sheet, f *frame) {
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

func (c *nextStep) paintTries(s *sheet, f *frame) {
	for i, t := range c.tries {
		s.mark(shapeOf(t.Outcome), c.at(f, i), stepRadius, false, faded(f.theme.Outcomes[t.Outcome], 0.85))
	}
}
