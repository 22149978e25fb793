package charts

import (
	"math"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// calibration draws confidence against how often it went well, and both over time.
type calibration struct {
	result insight.CalibrationResult
	text   string
	area   string
	most   int // entries of the most frequent rating
	spans  []insight.CalibrationSpan
}

// NewCalibration makes the chart of confidence against results.
// text is the sentence of the result; area names what it is about and may be empty.
func NewCalibration(result insight.CalibrationResult, text, area string) Chart {
	c := &calibration{result: result, text: text, area: area, spans: result.OverTime}
	for _, p := range result.Points {
		c.most = max(c.most, len(p.IDs))
	}
	return picture{c}
}

// captions are the table too: the average, each rating with what came of it, and both over time.
func (c *calibration) captions() captions {
	w := captions{title: describe.ChartTitle(describe.CalibrationTitle.String(), c.area), text: c.text, header: describe.CalibrationHeader()}
	if c.hasAverage() {
		n, r := c.result.N, c.recent()
		if r != nil {
			n = r.N
		}
		sure, outcome := c.average()
		w.rows = append(w.rows, []string{c.averageName(), describe.Tenth(100 * sure), describe.Thousands(n), describe.Percent(outcome), ""})
	}
	for _, p := range c.result.Points {
		row := []string{describe.CalibrationAll.String(), describe.Tenth(p.Confidence), describe.Thousands(len(p.IDs)), describe.Percent(p.Outcome), ""}
		if v, ok := p.Recalibrated.Get(); ok {
			row[4] = describe.Percent(v)
		}
		w.rows = append(w.rows, row)
	}
	for _, s := range thinSpans(c.spans, mostSpanRows) {
		w.rows = append(w.rows, []string{describe.ShortDay(s.At), describe.Tenth(100 * s.Confidence), describe.Thousands(s.N), describe.Percent(s.Outcome), ""})
	}
	return w
}

// hasPooled reports whether there are enough entries for the pooled line.
func (c *calibration) hasPooled() bool {
	for _, p := range c.result.Points {
		if p.Recalibrated.IsSet() {
			return true
		}
	}
	return false
}

// bias is the finding of the average: how much surer than successful.
func (c *calibration) bias() insight.Finding { return c.result.Finding() }

// key names the average, what it claims, and the lines.
func (c *calibration) key(theme Theme) []keyEntry {
	if len(c.result.Points) == 0 {
		return nil
	}
	key := []keyEntry{
		{form: round, radius: 3.6, ink: faded(theme.Dot, 0.8), word: describe.CalibrationRatings.String()},
		referenceLine(theme, describe.CalibrationDiagonal()...),
	}
	if c.hasAverage() {
		ink := theme.Text
		if f := c.bias(); f == insight.Claim || f == insight.Possible {
			bias := namedLine(theme, f, describe.CalibrationBias()...)
			bias.line.stand = true
			key, ink = append(key, bias), theme.Accent
		}
		key = append(key, keyEntry{form: diamond, radius: 4, ink: ink, word: c.averageName(), names: true})
	}
	if c.hasPooled() {
		key = append(key, namedLine(theme, insight.Nothing, describe.CalibrationPooled()...))
	}
	return key
}

func (c *calibration) hasAverage() bool {
	return c.result.N >= insight.CalibrationMin && c.result.MeanConfidence.IsSet() && c.result.MeanOutcome.IsSet()
}

// recent are the newest ratings, where the verdict is about those alone; or nil.
func (c *calibration) recent() *insight.CalibrationRecent {
	if !c.result.OfRecent {
		return nil
	}
	return c.result.Recent
}

// average is the mean of the ratings that the verdict is about, and of what came of them, 0-1.
func (c *calibration) average() (sure, outcome float64) {
	if r := c.recent(); r != nil {
		return r.MeanConfidence, r.MeanOutcome
	}
	return c.result.MeanConfidence.Or(0), c.result.MeanOutcome.Or(0)
}

func (c *calibration) averageName() string {
	if r := c.recent(); r != nil {
		return describe.CalibrationAverageOfNewest(r.N)
	}
	return describe.CalibrationAverage.String()
}

func (c *calibration) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + widest(theme.normal(), "100%"), top: theme.em(8), right: theme.em(16), bottom: theme.em(38)}
	m.right = math.Max(m.right, c.endRoom(theme, d, width))
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right)
	if d < titleAndNumbers {
		m.top += theme.small().size * keyLeading
	} else {
		m.bottom = theme.em(22)
	}
	return m
}

func (c *calibration) ranges(f *frame) {
	c.splitPlot(f)
	edge := calibrationLargest + 2
	f.x0, f.x1 = inset(f.plot.width(), edge)
	low, high := inset(f.plot.height(), edge)
	f.y0, f.y1 = low/100, high/100
}

// calibrationLargest is the radius of the most frequent rating.
const calibrationLargest = 9.0

// radius grows with the root of the count, so that the area of a dot is the count.
func (c *calibration) radius(p insight.CalibrationPoint) float64 {
	if c.most <= 1 {
		return 4
	}
	return 3 + (calibrationLargest-3)*math.Sqrt(float64(len(p.IDs)-1)/float64(c.most-1))
}

func (c *calibration) marks(f *frame) []Mark {
	var marks []Mark
	for _, p := range c.result.Points {
		marks = append(marks, Mark{IDs: p.IDs, X: f.x(p.Confidence), Y: f.y(p.Outcome), Radius: c.radius(p),
			Label: describe.CalibrationMark(p.Confidence, p.Outcome, len(p.IDs))})
	}
	return marks
}

func (c *calibration) paint(f *frame) []func(*canvas) {
	if len(c.result.Points) == 0 {
		return []func(*canvas){func(s *canvas) {
			f.paintEmpty(s, describe.CalibrationEmpty.String(), describe.CalibrationEmptyMore.String())
		}}
	}
	return []func(*canvas){
		func(s *canvas) { c.paintAxes(s, f) },
		func(s *canvas) { c.paintSides(s, f) },
		func(s *canvas) { c.paintPooled(s, f) },
		func(s *canvas) { c.paintDots(s, f) },
		func(s *canvas) { c.paintAverage(s, f) },
		func(s *canvas) { c.paintOverTime(s, f) },
	}
}

func (c *calibration) paintAxes(s *canvas, f *frame) {
	f.paintLevels(s, []float64{0, 0.25, 0.5, 0.75, 1}, describe.Percent)
	if f.detail == plotOnly {
		return
	}
	number := f.theme.normal().aligned(render.Middle)
	number.ink = f.theme.Text
	base := f.plot.bottom + 4 + number.size*1.1
	for _, v := range numbersThatFit((f.x(100)-f.x(0))/4, number.width("100")+f.theme.em(6)) {
		s.words(describe.Whole(v), point2{f.x(v), base}, number)
	}
	small := f.theme.small()
	if f.detail >= titleAndNumbers {
		f.paintKeyAbove(s, c.key(f.theme), f.theme.em(8))
		return
	}
	title := small
	title.ink = f.theme.Text
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(8)+small.size*keyLeading)
	s.words(describe.CalibrationYAxis.String(), point2{f.plot.left - f.theme.em(10) - widest(f.theme.normal(), "100%"), f.plot.top - f.theme.em(8)}, title)
	f.paintAcross(s, base+f.theme.em(16), small, describe.CalibrationXAxis.String(), describe.CalibrationXAxisShort.String())
}

// paintSides draws the diagonal, on which belief and results agree, and names what is on
// either side of it, where no dot is in the way.
func (c *calibration) paintSides(s *canvas, f *frame) {
	if layKey(c.key(f.theme), f.theme, f.detail, f.keyWidth).names() {
		s.stroke([]point2{{f.x(0), f.y(0)}, {f.x(100), f.y(1)}}, f.theme.reference())
	}
	small := f.theme.small()
	if f.detail >= titleAndNumbers || f.plot.width() < 2.4*small.width(describe.CalibrationAbove.String()) || f.plot.height() < 7*small.size {
		return
	}
	pad := f.theme.em(8)
	c.paintSide(s, f, describe.CalibrationAbove.String(), point2{f.x(0) + pad, f.y(1) + small.size*1.6}, small)
	right := point2{f.x(100) - pad - small.width(describe.CalibrationBelow.String()), f.y(0) - small.size*0.9}
	c.paintSide(s, f, describe.CalibrationBelow.String(), right, small)
}

func (c *calibration) paintSide(s *canvas, f *frame, words string, at point2, l lettering) {
	box := rect{at.x - 2, at.y - l.size, at.x + l.width(words) + 2, at.y + l.size*0.3}
	for _, p := range c.result.Points {
		dot, r := point2{f.x(p.Confidence), f.y(p.Outcome)}, c.radius(p)
		if dot.x+r > box.left && dot.x-r < box.right && dot.y+r > box.top && dot.y-r < box.bottom {
			return
		}
	}
	s.words(words, at, l)
}

func (c *calibration) paintDots(s *canvas, f *frame) {
	for _, p := range c.result.Points {
		s.dot(point2{f.x(p.Confidence), f.y(p.Outcome)}, c.radius(p), faded(f.theme.Dot, 0.8))
	}
}

// paintPooled draws the pooled line: a guide, because the verdict is about the average alone.
func (c *calibration) paintPooled(s *canvas, f *frame) {
	if !layKey(c.key(f.theme), f.theme, f.detail, f.keyWidth).names() {
		return
	}
	var line []point2
	for _, p := range c.result.Points {
		if v, ok := p.Recalibrated.Get(); ok {
			line = append(line, point2{f.x(p.Confidence), f.y(v)})
		}
	}
	s.stroke(line, f.theme.lineOf(insight.Nothing))
}

// paintAverage draws the average, and its distance from the diagonal where the verdict speaks of it.
func (c *calibration) paintAverage(s *canvas, f *frame) {
	if !c.hasAverage() {
		return
	}
	sure, outcome := c.average()
	at, ink := point2{f.x(100 * sure), f.y(outcome)}, f.theme.Text
	if finding := c.bias(); finding == insight.Claim || finding == insight.Possible {
		ink = f.theme.Accent
		s.stroke([]point2{{at.x, f.y(sure)}, at}, f.theme.lineOf(finding))
	}
	s.mark(diamond, at, 6.5, false, f.theme.ground())
	s.mark(diamond, at, 4.5, false, ink)
}
