package charts

import (
	"image/color"
	"math"
	"slices"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// mastery draws what experiences are evidence of, month by month, as stacked columns.
type mastery struct {
	result insight.MasteryResult
	text   string
	area   string
	used   []insight.Evidence // labels that are there, from the bottom up
	most   int                // experiences of the fullest month
}

// monthsShown is how many of the newest months are drawn.
const monthsShown = 24

// NewMastery makes the chart of mastery evidence.
// text is the sentence of the result; area names what it is about and may be empty.
func NewMastery(result insight.MasteryResult, text, area string) Chart {
	c := &mastery{result: result, text: text, area: area}
	for _, e := range insight.AllEvidence() {
		if result.Counts[e] > 0 {
			c.used = append(c.used, e)
		}
	}
	for _, m := range c.months() {
		all := 0
		for _, n := range m.Counts {
			all += n
		}
		c.most = max(c.most, all)
	}
	return picture{c}
}

func (c *mastery) months() []insight.MasteryMonth {
	return c.result.Months[max(0, len(c.result.Months)-monthsShown):]
}

func (c *mastery) captions() captions {
	w := captions{title: describe.ChartTitle(describe.MasteryTitle.String(), c.area), text: c.text, header: []string{describe.MasteryMonth.String()}}
	for _, e := range c.used {
		w.header = append(w.header, describe.EvidenceLabel(e))
	}
	for _, m := range slices.Backward(c.result.Months) {
		row := []string{describe.MonthYear(m.Month)}
		for _, e := range c.used {
			row = append(row, describe.Thousands(m.Counts[e]))
		}
		w.rows = append(w.rows, row)
	}
	return w
}

func (c *mastery) key(theme Theme) []keyEntry {
	var key []keyEntry
	for _, e := range c.used {
		key = append(key, keyEntry{form: square, radius: 4.2, ink: evidenceInk(e, theme), stripe: evidenceStripe(e, theme), word: describe.EvidenceLabel(e)})
	}
	return key
}

func (c *mastery) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + widest(theme.normal(), describe.Whole(float64(c.most))), top: theme.em(10), right: theme.em(12), bottom: theme.em(38)}
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right)
	return m
}

func (c *mastery) ranges(f *frame) {
	n := float64(max(len(c.months()), 6))
	f.x0, f.x1 = float64(len(c.months()))-n, float64(len(c.months()))
	f.y0, f.y1 = 0, math.Max(float64(c.most), 4)*1.02
}

// evidenceInk is the colour of a label: successes are of one hue, the darker the harder
// won, and what was no full success has the colours of its outcome.
func evidenceInk(e insight.Evidence, t Theme) color.NRGBA {
	success := t.OutcomeInk(insight.Success)
	lighter := func(share float64) color.NRGBA { return blend(success, t.ground(), share) }
	switch e {
	case insight.HardWon:
		if t.onPaper {
			return blend(success, t.Text, 0.8)
		}
		return blend(success, t.Text, 0.35)
	case insight.EasyOnHard:
		return success
	case insight.Earned:
		return lighter(0.3)
	case insight.Easy:
		return lighter(0.6)
	case insight.Assisted:
		return t.ground()
	case insight.UnderLoad:
		return t.OutcomeInk(insight.Partial)
	case insight.Partly:
		return blend(t.OutcomeInk(insight.Partial), t.ground(), 0.7)
	case insight.UsefulSetback:
		return t.OutcomeInk(insight.Setback)
	case insight.PlainSetback:
		return blend(t.OutcomeInk(insight.Setback), t.ground(), 0.7)
	}
	return t.Grid
}

// evidenceStripe is the colour of the stripes over the pale labels, so that shades that are
// close need not be distinguished; the others have none.
func evidenceStripe(e insight.Evidence, t Theme) color.NRGBA {
	switch {
	case t.onPaper && (e == insight.UnderLoad || e == insight.UsefulSetback):
		return t.ground() // in grey they would look like successes
	case t.onPaper && e == insight.NotRated:
		return color.NRGBA{}
	}
	switch e {
	case insight.Easy, insight.Assisted:
		return t.OutcomeInk(insight.Success)
	case insight.Partly:
		return t.OutcomeInk(insight.Partial)
	case insight.PlainSetback:
		return t.OutcomeInk(insight.Setback)
	case insight.NotRated:
		return t.Axis
	}
	return color.NRGBA{}
}

// block is one label of one month.
type block struct {
	month int
	label insight.Evidence
	place rect
}

func (c *mastery) blocks(f *frame) []block {
	var blocks []block
	for i, m := range c.months() {
		left, right := f.x(float64(i)+0.14), f.x(float64(i)+0.86)
		if right-left > 46 {
			centre := (left + right) / 2
			left, right = centre-23, centre+23
		}
		below := 0
		for _, e := range c.used {
			n := m.Counts[e]
			if n == 0 {
				continue
			}
			blocks = append(blocks, block{i, e, rect{left, f.y(float64(below + n)), right, f.y(float64(below))}})
			below += n
		}
	}
	return blocks
}

func (c *mastery) marks(f *frame) []Mark {
	var marks []Mark
	for _, b := range c.blocks(f) {
		m := c.months()[b.month]
		ids := m.IDs[b.label]
		if len(ids) == 0 {
			continue
		}
		marks = append(marks, Mark{IDs: ids, X: (b.place.left + b.place.right) / 2, Y: (b.place.top + b.place.bottom) / 2,
			Radius: math.Min(b.place.width(), b.place.height()) / 2,
			Label:  describe.MasteryMark(m.Month, describe.EvidenceLabel(b.label), len(ids)), area: b.place})
	}
	return marks
}

func (c *mastery) paint(f *frame) []func(*canvas) {
	if len(c.used) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.MasteryEmpty.String(), describe.MasteryEmptyMore.String()) }}
	}
	return []func(*canvas){
		func(s *canvas) { f.paintLevels(s, wholeLevels(f.y1), describe.Whole) },
		func(s *canvas) { c.paintBlocks(s, f) },
		func(s *canvas) { c.paintMonths(s, f) },
	}
}

// wholeLevels are a few round numbers from 0 up.
func wholeLevels(most float64) []float64 {
	step := 1.0
	for _, next := range []float64{2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000} {
		if most/step > 5 {
			step = next
		}
	}
	var levels []float64
	for v := 0.0; v <= most; v += step {
		levels = append(levels, v)
	}
	return levels
}

func (c *mastery) paintBlocks(s *canvas, f *frame) {
	for _, b := range c.blocks(f) {
		s.box(b.place, evidenceInk(b.label, f.theme))
		s.stripes(rect{b.place.left, b.place.top + 1, b.place.right, b.place.bottom - 1}, evidenceStripe(b.label, f.theme))
		// A seam of the ground keeps neighbours apart.
		s.line([]point2{{b.place.left, b.place.bottom}, {b.place.right, b.place.bottom}}, f.theme.ground(), 1)
	}
	s.hair(point2{f.plot.left, f.y(0)}, point2{f.plot.right, f.y(0)}, f.theme.Axis)
}

func (c *mastery) paintMonths(s *canvas, f *frame) {
	if f.detail >= plotOnly {
		return
	}
	small := f.theme.small()
	f.paintKeyAbove(s, c.key(f.theme), f.theme.em(8))
	label := small.aligned(render.Middle)
	label.ink = f.theme.Text
	taken, year := math.Inf(-1), 0
	for i, m := range c.months() {
		x := f.x(float64(i) + 0.5)
		word := describe.MonthShort(m.Month.Month())
		half := label.width(word) / 2
		if x-half < taken {
			continue
		}
		taken = x + half + label.size*0.6
		y := f.plot.bottom + 4 + label.size*1.25
		s.words(word, point2{x, y}, label)
		if m.Month.Year() != year {
			year = m.Month.Year()
			s.words(describe.Year(m.Month), point2{x, y + small.size*1.35}, small.aligned(render.Middle))
		}
	}
}
