package charts

import (
	"math"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// calibration draws confidence against how often it went well.
type calibration struct {
	result insight.CalibrationResult
	text   string
	area   string
	most   int // entries of the most frequent rating
}

// NewCalibration makes the chart of confidence against results.
// text is the sentence of the result; area names what it is about and may be empty.
func NewCalibration(result insight.CalibrationResult, text, area string) Chart {
	c := &calibration{result: result, text: text, area: area}
	for _, p := range result.Points {
		c.most = max(c.most, len(p.IDs))
	}
	return picture{c}
}

func (c *calibration) captions() captions {
	w := captions{title: describe.ChartTitle(describe.CalibrationTitle.String(), c.area), text: c.text, header: describe.CalibrationHeader()}
	for _, p := range c.result.Points {
		row := []string{describe.Tenth(p.Confidence), describe.Thousands(len(p.IDs)), describe.Percent(p.Outcome), ""}
		if v, ok := p.Recalibrated.Get(); ok {
			row[3] = describe.Percent(v)
		}
		w.rows = append(w.rows, row)
	}
	return w
}

// key labels the two lines, as far as they fit on that width.
func (c *calibration) key(l lettering, width float64) []keyEntry {
	if len(c.result.Points) == 0 {
		return nil
	}
	key := []keyEntry{{word: describe.CalibrationDiagonal.String()}}
	for _, p := range c.result.Points {
		if p.Recalibrated.IsSet() {
			return append(key, keyEntry{word: firstFitting(l, width, describe.CalibrationPooled()...)})
		}
	}
	return key
}

func (c *calibration) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + widest(theme.normal(), "100%"), top: theme.em(8), right: theme.em(16), bottom: theme.em(38)}
	if d < withoutKey {
		m.top += keyRoom(c.key(theme.small(), width-m.left-m.right), theme, width-m.left-m.right)
	}
	if d < titleAndNumbers {
		m.top += theme.small().size * keyLeading
	} else {
		m.bottom = theme.em(22)
	}
	return m
}

func (c *calibration) ranges(f *frame) {
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
		func(s *canvas) { c.paintDots(s, f) },
		func(s *canvas) { c.paintLine(s, f) },
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
	if f.detail >= titleAndNumbers {
		return
	}
	small := f.theme.small()
	title := small
	title.ink = f.theme.Text
	f.paintKeyAbove(s, c.key(small, f.keyWidth), f.theme.em(8)+small.size*keyLeading)
	s.words(describe.CalibrationYAxis.String(), point2{f.plot.left - f.theme.em(10) - widest(f.theme.normal(), "100%"), f.plot.top - f.theme.em(8)}, title)
	f.paintAcross(s, base+f.theme.em(16), small, describe.CalibrationXAxis.String(), describe.CalibrationXAxisShort.String())
}

// paintSides draws the diagonal, on which belief and results agree, and names what is on
// either side of it.
func (c *calibration) paintSides(s *canvas, f *frame) {
	s.line([]point2{{f.x(0), f.y(0)}, {f.x(100), f.y(1)}}, f.theme.Axis, 1.2, 5, 4)
	small := f.theme.small()
	if f.detail >= titleAndNumbers || f.plot.width() < 2.4*small.width(describe.CalibrationAbove.String()) || f.plot.height() < 7*small.size {
		return
	}
	pad := f.theme.em(8)
	s.words(describe.CalibrationAbove.String(), point2{f.x(0) + pad, f.y(1) + small.size*1.6}, small)
	s.words(describe.CalibrationBelow.String(), point2{f.x(100) - pad, f.y(0) - small.size*0.9}, small.aligned(render.End))
}

func (c *calibration) paintDots(s *canvas, f *frame) {
	for _, p := range c.result.Points {
		s.dot(point2{f.x(p.Confidence), f.y(p.Outcome)}, c.radius(p), faded(f.theme.Dot, 0.8))
	}
}

// paintLine draws the pooled line, if there are enough entries.
func (c *calibration) paintLine(s *canvas, f *frame) {
	var line []point2
	for _, p := range c.result.Points {
		if v, ok := p.Recalibrated.Get(); ok {
			line = append(line, point2{f.x(p.Confidence), f.y(v)})
		}
	}
	s.cased(line, f.theme.Accent, 2.25)
}
