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

// form draws outcomes one after the other, each in the lane of its kind, and over them the rate of
// success: the average, a guide of the newest attempts at each, and the stretch that differs.
type form struct {
	result insight.FormResult
	text   string
	area   string
	first  int // the place of the first outcome that is drawn
	seen   [5]bool
	rate   float64 // the average of what is drawn, 0-1; a partial success counts a half
}

// NewForm makes the chart of form.
// text is the sentence of the result; area names what it is about and may be empty.
func NewForm(result insight.FormResult, text, area string) Chart {
	c := &form{result: result, text: text, area: area, first: max(0, len(result.Dots)-formShown)}
	for _, d := range c.dots() {
		c.seen[d.Outcome.Rank()] = true
		c.rate += outcomeScore(d.Outcome) / float64(len(c.dots()))
	}
	return picture{c}
}

// captions are the table too: each outcome, with the rate up to it and the stretch it is in.
func (c *form) captions() captions {
	w := captions{title: describe.ChartTitle(describe.FormTitle.String(), c.area), text: c.text, header: describe.FormHeader()}
	rates := map[int]float64{}
	for _, p := range c.result.Rate {
		rates[p.Index] = p.Rate
	}
	named := c.stretch()
	for i, d := range slices.Backward(c.result.Dots) {
		row := []string{describe.ShortDay(d.Time), describe.OutcomeInline(d.Outcome), describe.FormKind(d.Kind), "", ""}
		if rate, ok := rates[i]; ok {
			row[3] = describe.Percent(rate)
		}
		if named != nil && i >= named.StartIndex {
			row[4] = describe.FormName(named.Label)
			if c.finding() == insight.Nothing {
				row[4] = describe.FormStandsOut(named.Tally, c.result.Dots[named.StartIndex].Time)[0]
			}
		}
		w.rows = append(w.rows, row)
	}
	return w
}

func (c *form) dots() []insight.FormDot { return c.result.Dots[c.first:] }

// hasRate reports whether there are enough outcomes for a rate.
func (c *form) hasRate() bool { return len(c.result.Rate) > 1 }

// stretch is the one that the sentence speaks of: named, or only standing out; or nil.
func (c *form) stretch() *insight.FormScan {
	if named := c.result.Named(); named != nil {
		return named
	}
	return c.result.Unusual()
}

// finding is how much is claimed of the stretch.
func (c *form) finding() insight.Finding {
	if stretch := c.stretch(); stretch != nil {
		return stretch.Label.Finding()
	}
	return insight.Nothing
}

func (c *form) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(10) + widest(theme.normal(), "100%"), top: theme.em(10), right: theme.em(12), bottom: theme.em(24)}
	m.left = math.Max(m.left, theme.em(10)+laneNames(outcomesSeen(c.seen), theme, d, width))
	m.right = math.Max(m.right, c.endRoom(theme, d, width))
	if d < titleAndNumbers && c.first > 0 {
		m.bottom = theme.em(40)
	}
	m.top += keyRoom(c.key(theme, d, width), theme, d, width-m.left-m.right)
	m.top += c.claimRoom(theme, d)
	return m
}

// claimRoom is the height of the words over the stretch that differs.
func (c *form) claimRoom(theme Theme, d detail) float64 {
	if c.stretch() == nil || d >= numbersOnly {
		return 0
	}
	return theme.small().size * keyLeading
}

// ranges puts the lanes below the rate. Without a rate they have the whole room.
func (c *form) ranges(f *frame) {
	n := float64(max(len(c.dots()), 12))
	// What there is ends at the right.
	f.x0, f.x1 = float64(len(c.dots()))-n-0.5, float64(len(c.dots()))-0.5
	f.y0, f.y1 = 0, 1
	if len(c.dots()) == 0 {
		return
	}
	whole, count := f.plot, float64(len(outcomesSeen(c.seen)))
	if !c.showsRate(f) {
		f.panel = rect{whole.left, math.Max(whole.top, whole.bottom-count*f.theme.em(70)), whole.right, whole.bottom}
		f.cramped = whole.height() < count*laneHeight(f.theme, c.named(f))
		return
	}
	gap := math.Min(f.theme.em(12), whole.height()/8)
	lane := math.Max(laneHeight(f.theme, c.named(f)), math.Min(f.theme.em(18), whole.height()*0.4/count))
	f.cramped = whole.height()-gap-count*lane < math.Max(f.theme.em(40), whole.height()*0.3)
	lane = math.Min(lane, whole.height()*0.6/count)
	f.panel = rect{whole.left, math.Round(whole.bottom - count*lane), whole.right, whole.bottom}
	f.plot.bottom = math.Max(math.Round(f.panel.top-gap), f.plot.top+1)
}

func (c *form) named(f *frame) bool {
	return laneNames(outcomesSeen(c.seen), f.theme, f.detail, innerWidth(f.size, f.theme)) > 0
}

func (c *form) lanes(f *frame) lanes {
	l := lanes{area: f.panel, outcomes: outcomesSeen(c.seen)}
	for range l.outcomes {
		l.heights = append(l.heights, f.panel.height()/float64(len(l.outcomes)))
	}
	return l
}

func (c *form) radius(f *frame) float64 {
	lane := f.panel.height() / math.Max(1, float64(len(outcomesSeen(c.seen))))
	return math.Min(math.Min(5, math.Max(1.5, lane*0.34)), math.Max(1.5, f.plot.width()/(f.x1-f.x0)*0.38))
}

func (c *form) at(f *frame, i int) point2 {
	return point2{f.x(float64(i)), c.lanes(f).middle(c.dots()[i].Outcome)}
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
		func(s *canvas) { c.paintScale(s, f) },
		func(s *canvas) { c.paintRate(s, f) },
		func(s *canvas) { c.paintDots(s, f) },
		func(s *canvas) { c.paintWords(s, f) },
	}
}

// paintScale draws the scale of the rate and the lanes.
func (c *form) paintScale(s *canvas, f *frame) {
	if c.showsRate(f) {
		f.paintLevels(s, []float64{0, 0.5, 1}, describe.Percent)
	}
	f.paintLanes(s, c.lanes(f), c.named(f))
}

// paintStretch marks the stretch that differs, and says what it holds.
func (c *form) paintStretch(s *canvas, f *frame) {
	named := c.stretch()
	if named == nil || c.finding() == insight.Nothing && f.detail >= numbersOnly { // it would have no name
		return
	}
	style, whole := f.theme.lineOf(c.finding()), f.whole()
	left := f.x(float64(named.StartIndex-c.first) - 0.5)
	s.box(rect{left, whole.top, whole.right, whole.bottom}, style.band)
	s.hair(point2{left, whole.top}, point2{left, whole.bottom}, style.ink, 3, 3)
	if f.detail >= numbersOnly {
		return
	}
	letters := lettering{font: f.theme.bold, size: f.theme.em(11), ink: f.theme.Text, align: render.End}
	if c.finding() == insight.Nothing {
		letters.font = f.theme.regular
	}
	words := firstFitting(letters, f.plot.width(), c.stretchWords(named)...)
	s.words(words, point2{f.plot.right, f.plot.top - f.theme.em(6)}, letters)
}

// stretchWords says what the stretch holds, in wordings from long to short.
func (c *form) stretchWords(named *insight.FormScan) []string {
	since := c.result.Dots[named.StartIndex].Time
	if c.finding() == insight.Nothing {
		return describe.FormStandsOut(named.Tally, since)
	}
	return describe.FormRun(named.Label, named.Tally, since)
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
	width := innerWidth(f.size, f.theme)
	f.paintKeyAbove(s, c.key(f.theme, f.detail, width), f.theme.em(6)+c.claimRoom(f.theme, f.detail))
	if c.showsRate(f) {
		f.paintEnds(s, c.ends(f.theme), c.endRoom(f.theme, f.detail, width))
	}
	days := small
	days.ink = f.theme.Text
	y := f.whole().bottom + 4 + days.size*1.25
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
