package charts

import (
	"math"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// mostSpanRows is how many spans the table lists.
const mostSpanRows = 24

// thinSpans keeps about most of the spans, evenly, the last among them.
func thinSpans(spans []insight.CalibrationSpan, most int) []insight.CalibrationSpan {
	step := (len(spans) + most - 1) / max(1, most)
	if step < 2 {
		return spans
	}
	var kept []insight.CalibrationSpan
	for i := (len(spans) - 1) % step; i < len(spans); i += step {
		kept = append(kept, spans[i])
	}
	return kept
}

// ends are the names of the lines over time.
func (c *calibration) ends(theme Theme) []endLabel {
	if len(c.spans) < 2 {
		return nil
	}
	last := c.spans[len(c.spans)-1]
	sure, went := theme.small(), theme.small()
	sure.ink, went.ink = c.sureStyle(theme).ink, c.wentStyle(theme).ink
	return []endLabel{
		{at: last.Confidence, words: describe.CalibrationSureEnd(), set: legible(theme, sure)},
		{at: last.Outcome, words: describe.CalibrationWentEnd(), set: legible(theme, went)},
	}
}

// legible is a lettering in its colour, or in that of all words where it could not be read.
func legible(t Theme, l lettering) lettering {
	if contrast(l.ink, t.ground()) < 4.5 {
		l.ink = t.Text
	}
	return l
}

// sureStyle and wentStyle are the styles of the lines over time. Both are guides: the verdict is
// about all entries together.
func (c *calibration) sureStyle(t Theme) lineStyle {
	l := t.lineOf(insight.Nothing)
	l.ink = t.Dot
	return l
}

func (c *calibration) wentStyle(t Theme) lineStyle {
	l := t.lineOf(insight.Nothing)
	l.ink, l.dash = t.OutcomeInk(insight.Success), []float64{5, 3}
	return l
}

func (c *calibration) endRoom(theme Theme, d detail, width float64) float64 {
	if d >= titleAndNumbers { // their title says that they are guides
		return 0
	}
	return endRoom(c.ends(theme), theme, mostEnd*width)
}

// splitPlot makes room for the lines over time: beside the ratings in a wide picture, below them in
// a high one. Elsewhere only the table has them.
func (c *calibration) splitPlot(f *frame) {
	room := c.endRoom(f.theme, f.detail, innerWidth(f.size, f.theme))
	if room == 0 {
		return
	}
	whole, em := f.plot, f.theme.em
	switch {
	case whole.width() >= em(480):
		gap := em(46)
		f.plot.right = math.Round(whole.left + (whole.width()-gap)*0.5)
		f.panel = rect{f.plot.right + gap, whole.top, whole.right, whole.bottom}
	case whole.height() >= em(260):
		gap := em(60) // the scale and its title, and the title of the panel
		f.plot.bottom = math.Round(whole.top + (whole.height()-gap)*0.58)
		f.panel = rect{whole.left, f.plot.bottom + gap, whole.right, whole.bottom}
	default:
		f.plot.right = math.Round(whole.right + room - math.Min(room, em(16)))
	}
}

// beside reports whether the panel shares the upright scale of the plot.
func beside(f *frame) bool { return f.panel.top == f.plot.top }

// timeFrame is the frame of the panel.
func (c *calibration) timeFrame(f *frame) *frame {
	t := *f
	t.plot, t.panel = f.panel, rect{}
	days := c.day(c.spans[len(c.spans)-1].At)
	edge := math.Max(days, 7) * 0.02
	t.x0, t.x1 = -edge, math.Max(days, 7)+edge
	if !beside(f) {
		t.y0, t.y1 = 0, 1
	}
	return &t
}

// day counts days from the first span.
func (c *calibration) day(t time.Time) float64 { return t.Sub(c.startDay()).Hours() / 24 }

func (c *calibration) startDay() time.Time {
	y, m, d := c.spans[0].At.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// paintOverTime draws how sure and how successful the entries were, over the newest ratings at each.
func (c *calibration) paintOverTime(s *canvas, f *frame) {
	if f.panel == (rect{}) {
		return
	}
	t := c.timeFrame(f)
	word := func(v float64) string { return "" }
	levels := []float64{0, 0.25, 0.5, 0.75, 1}
	if !beside(f) {
		levels, word = []float64{0, 0.5, 1}, describe.Percent
	}
	t.paintLevels(s, levels, word)
	t.paintDays(s, c.startDay())
	title := t.theme.small()
	title.ink = t.theme.Text
	room := t.size.Width - t.plot.left - t.theme.em(4)
	s.words(firstFitting(title, room, describe.CalibrationOverTime()...), point2{t.plot.left, t.plot.top - t.theme.em(8)}, title)
	sure, went := make([]point2, len(c.spans)), make([]point2, len(c.spans))
	for i, p := range c.spans {
		x := t.x(c.day(p.At))
		sure[i], went[i] = point2{x, t.y(p.Confidence)}, point2{x, t.y(p.Outcome)}
	}
	s.stroke(sure, c.sureStyle(t.theme))
	s.stroke(went, c.wentStyle(t.theme))
	t.paintEnds(s, c.ends(t.theme), c.endRoom(t.theme, t.detail, innerWidth(t.size, t.theme)))
}
