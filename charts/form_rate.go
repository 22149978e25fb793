package charts

import (
	"math"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// paintRate draws the rate of success: the guide of the newest attempts at each, and the levels
// that the sentence speaks of, or else the average of all.
func (c *form) paintRate(s *canvas, f *frame) {
	if !c.showsRate(f) {
		return
	}
	if c.isNamed(f) {
		var line []point2
		for _, p := range c.result.Rate {
			if p.Index >= c.first {
				line = append(line, point2{f.x(float64(p.Index - c.first)), f.y(p.Rate)})
			}
		}
		s.stroke(line, f.theme.lineOf(insight.Nothing))
	}
	named := c.stretch()
	if named == nil {
		y := f.y(c.rate)
		s.stroke([]point2{{f.plot.left, y}, {f.plot.right, y}}, f.theme.reference())
		return
	}
	style := c.levelStyle(f.theme)
	cut := f.x(float64(named.StartIndex-c.first) - 0.5)
	s.stroke([]point2{{math.Max(f.plot.left, f.x(-0.5)), f.y(named.RateBefore)}, {cut, f.y(named.RateBefore)}}, style)
	s.stroke([]point2{{cut, f.y(named.RateStretch)}, {f.plot.right, f.y(named.RateStretch)}}, style)
}

// levelStyle is the style of the rates before and since the stretch.
func (c *form) levelStyle(t Theme) lineStyle {
	l := t.lineOf(c.finding())
	if c.finding() == insight.Nothing {
		l.dash = []float64{7, 3} // unlike the guide of the newest attempts
	}
	return l
}

// isNamed reports whether the guide has its name in the key.
func (c *form) isNamed(f *frame) bool {
	return layKey(c.key(f.theme, f.detail, innerWidth(f.size, f.theme)), f.theme, f.detail, f.keyWidth).names()
}

// showsRate reports whether there is a rate to draw, and something of it that is named or claimed.
func (c *form) showsRate(f *frame) bool {
	return c.hasRate() && (c.isNamed(f) || c.finding() != insight.Nothing || c.endRoom(f.theme, f.detail, innerWidth(f.size, f.theme)) > 0)
}

// ends are the names of the levels at the right end: the rates before and since, or the average.
func (c *form) ends(theme Theme) []endLabel {
	if !c.hasRate() {
		return nil
	}
	small := theme.small()
	named := c.stretch()
	if named == nil {
		return []endLabel{{at: c.rate, words: describe.RateAverage(c.rate), set: small}}
	}
	since := small
	if c.finding() != insight.Nothing {
		since.font, since.ink = theme.bold, theme.Text
	}
	return []endLabel{
		{at: named.RateBefore, words: describe.RateBefore(named.RateBefore), set: small},
		{at: named.RateStretch, words: describe.RateSince(named.RateStretch), set: since},
	}
}

// mostEnd is the share of the width that the names at the ends of lines may take.
const mostEnd = 0.2

func (c *form) endRoom(theme Theme, d detail, width float64) float64 {
	if d >= withoutNames {
		return 0
	}
	return endRoom(c.ends(theme), theme, mostEnd*width)
}

// key names what is drawn of the rate, and the outcomes whose lanes have no names.
func (c *form) key(theme Theme, d detail, width float64) []keyEntry {
	var key []keyEntry
	if laneNames(outcomesSeen(c.seen), theme, d, width) == 0 {
		key = outcomeKey(theme, c.seen)
	}
	if !c.hasRate() {
		return key
	}
	if c.stretch() != nil {
		levels := namedLine(theme, c.finding(), describe.FormLevels()...)
		levels.line = c.levelStyle(theme).only()
		key = append(key, levels)
	} else if c.endRoom(theme, d, width) == 0 {
		words := describe.RateAverage(c.rate)
		key = append(key, referenceLine(theme, words[0]))
	}
	return append(key, namedLine(theme, insight.Nothing, describe.FormRate()...))
}
