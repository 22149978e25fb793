package charts

import (
	"math"
	"slices"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// recovery draws a line for each setback: the days until belief was back, or an open end.
type recovery struct {
	result   insight.RecoveryResult
	text     string
	area     string
	setbacks []insight.RecoverySetback // the newest first
}

// NewRecovery makes the chart of recovery after setbacks.
// text is the sentence of the result; area names what it is about and may be empty.
func NewRecovery(result insight.RecoveryResult, text, area string) Chart {
	c := &recovery{result: result, text: text, area: area, setbacks: slices.Clone(result.Setbacks)}
	slices.Reverse(c.setbacks)
	return picture{c}
}

func (c *recovery) captions() captions {
	w := captions{title: describe.ChartTitle(describe.RecoveryTitle.String(), c.area), text: c.text, header: describe.RecoveryHeader()}
	for _, r := range c.setbacks {
		w.rows = append(w.rows, []string{describe.ShortDay(r.Time), describe.Tenth(r.Before), describe.Tenth(r.After), describe.RecoveryIsBack(r.Back), describe.Thousands(r.Tries), describe.Thousands(r.Days)})
	}
	return w
}

func (c *recovery) key(theme Theme) []keyEntry {
	if len(c.setbacks) == 0 {
		return nil
	}
	key := []keyEntry{{form: triangle, radius: 3.6, ink: theme.OutcomeInk(insight.Setback), word: describe.OutcomeInline(insight.Setback)}}
	if c.result.Back > 0 {
		key = append(key, keyEntry{form: round, radius: 3.6, ink: theme.Accent, word: describe.RecoveryBack.String()})
	}
	if c.result.Back < len(c.setbacks) {
		key = append(key, keyEntry{form: round, radius: 3.6, hollow: true, ink: theme.Accent, word: describe.RecoveryOpen.String()})
	}
	if _, known := c.median(); known {
		typical := c.typical(theme)
		typical.stand = true
		key = append(key, keyEntry{line: &typical, word: describe.RecoveryMedian.String(), names: true})
	}
	return key
}

// daysWidth is the width of the days beside the setbacks.
func (c *recovery) daysWidth(theme Theme) float64 {
	const most = 500 // more are never shown
	w := 0.0
	for _, r := range c.setbacks[:min(len(c.setbacks), most)] {
		w = math.Max(w, theme.small().width(describe.ShortDay(r.Time)))
	}
	return w
}

// median is how many days are typical, where the sentence says that too.
func (c *recovery) median() (days float64, ok bool) {
	if c.result.N < insight.RecoveryMin || !c.result.Tries.IsSet() {
		return 0, false
	}
	return c.result.Days.Get()
}

// typical is the style of the line at the days that are typical.
func (c *recovery) typical(theme Theme) lineStyle {
	return lineStyle{ink: theme.ZoneText, width: 1.4, dash: []float64{4, 3}}
}

func (c *recovery) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + c.daysWidth(theme), top: theme.em(8), right: theme.em(16), bottom: theme.em(38)}
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right)
	if d >= titleAndNumbers {
		m.bottom = theme.em(22)
	}
	if d >= numbersOnly {
		m.left = theme.em(8)
	}
	return m
}

func (c *recovery) ranges(f *frame) {
	longest := 7
	for _, r := range c.shown(f) {
		longest = max(longest, r.Days)
	}
	typical, _ := c.median()
	f.x1 = math.Max(float64(longest), typical) * 1.06
	gutter := math.Min(setbackGutter, f.plot.width()/8)
	f.x0 = -f.x1 * gutter / (f.plot.width() - gutter)
	f.y0, f.y1 = 1, 0
}

// setbackGutter is the room of the triangles left of day 0, in units: a setback that was
// over on its own day ends there, beside its triangle.
const setbackGutter = 11.0

// begin is the x of the triangles.
func (c *recovery) begin(f *frame) float64 { return f.plot.left + (f.x(0)-f.plot.left)*0.2 }

func (c *recovery) height(f *frame) float64 {
	return math.Min(f.theme.em(30), math.Max(f.theme.em(16), f.plot.height()/float64(max(1, len(c.setbacks)))))
}

// shown are the newest setbacks that have room.
func (c *recovery) shown(f *frame) []insight.RecoverySetback {
	n := max(1, int(f.plot.height()/c.height(f)))
	return c.setbacks[:min(n, len(c.setbacks))]
}

func (c *recovery) y(f *frame, i int) float64 { return f.plot.top + (float64(i)+0.5)*c.height(f) }

func (c *recovery) marks(f *frame) []Mark {
	var marks []Mark
	for i, r := range c.shown(f) {
		y, endX := c.y(f, i), f.x(float64(r.Days))
		bar := rect{f.x(0), y - 6, endX, y + 6}
		if r.Back {
			bar.right -= 10 // where it was back is a mark of its own
		}
		marks = append(marks, Mark{IDs: []string{r.ID}, X: c.begin(f), Y: y, Radius: 4, Label: describe.RecoveryMark(r), area: bar})
		if r.Back && r.BackID != "" {
			marks = append(marks, Mark{IDs: []string{r.BackID}, X: endX, Y: y, Radius: 4, Label: describe.RecoveryBackMark(r)})
		}
	}
	return marks
}

func (c *recovery) paint(f *frame) []func(*canvas) {
	if len(c.setbacks) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.RecoveryEmpty.String(), describe.RecoveryEmptyMore.String()) }}
	}
	return []func(*canvas){func(s *canvas) { c.paintAxis(s, f) }, func(s *canvas) { c.paintBars(s, f) }}
}

func (c *recovery) paintAxis(s *canvas, f *frame) {
	bottom := f.plot.top + float64(len(c.shown(f)))*c.height(f)
	number, small := f.theme.normal().aligned(render.Middle), f.theme.small()
	number.ink = f.theme.Text
	taken := math.Inf(-1)
	for _, v := range wholeLevels(f.x1) {
		x := f.x(v)
		s.hair(point2{x, f.plot.top}, point2{x, bottom}, f.theme.Grid)
		if half := number.width(describe.Whole(v)) / 2; f.detail < plotOnly && x-half > taken {
			s.words(describe.Whole(v), point2{x, bottom + number.size*1.3}, number)
			taken = x + half + number.size*0.5
		}
	}
	if days, ok := c.median(); ok && layKey(c.key(f.theme), f.theme, f.detail, f.keyWidth).names() {
		s.stroke([]point2{{f.x(days), f.plot.top}, {f.x(days), bottom}}, c.typical(f.theme))
	}
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(6))
	if f.detail < titleAndNumbers {
		f.paintAcross(s, bottom+number.size*1.3+f.theme.em(15), small, describe.RecoveryAxis(len(c.shown(f)), len(c.setbacks))...)
	}
}

func (c *recovery) paintBars(s *canvas, f *frame) {
	small := f.theme.small().aligned(render.End)
	for i, r := range c.shown(f) {
		y := c.y(f, i)
		from, to := point2{c.begin(f), y}, point2{f.x(float64(r.Days)), y}
		if r.Back {
			s.line([]point2{from, to}, faded(f.theme.Accent, 0.7), 3)
			s.dot(to, 4, f.theme.Accent)
		} else {
			s.line([]point2{from, to}, faded(f.theme.Accent, 0.45), 3, 5, 4)
			s.mark(round, to, 4, true, f.theme.Accent)
		}
		s.mark(triangle, from, 3.4, false, f.theme.OutcomeInk(insight.Setback))
		if f.detail < numbersOnly {
			s.words(describe.ShortDay(r.Time), point2{f.plot.left - f.theme.em(8), y + small.size*0.36}, small)
		}
	}
}
