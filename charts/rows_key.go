package charts

import (
	"image/color"
	"math"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// intervalOf is the style of the bar of a likely range, and the colour of its estimate: that of the
// area where something is claimed or possible, grey elsewhere.
func intervalOf(t Theme, f insight.Finding) (bar lineStyle, ink color.NRGBA) {
	bar = lineStyle{width: intervalWidth}
	ink = t.Dot
	switch f {
	case insight.Claim:
		ink = t.Accent
	case insight.Possible:
		ink, bar.dash = t.Accent, []float64{5, 3}
	}
	bar.ink = faded(ink, 0.55)
	return bar, ink
}

// key says what the parts of a row are, as far as there are any, and how much is claimed.
func (c *rowsChart) key(theme Theme) []keyEntry {
	if len(c.rows) == 0 || c.plain {
		return nil
	}
	most := 0
	seen := map[insight.Finding]bool{}
	var bar *lineStyle
	for _, r := range c.rows {
		seen[r.finding] = true
		most = max(most, mostEqual(r.singles))
		if style, _ := intervalOf(theme, r.finding); r.low.IsSet() && bar == nil {
			bar = &style
		}
	}
	what := describe.RowsShift.String()
	if most > 0 {
		what = describe.RowsEstimate.String()
	}
	var key []keyEntry
	for _, f := range []insight.Finding{insight.Claim, insight.Possible, insight.Nothing} {
		if seen[f] {
			_, ink := intervalOf(theme, f)
			key = append(key, keyEntry{form: round, radius: rowRadius, ink: ink, hollow: f == insight.Possible, word: describe.RowsFinding(what, f), names: true})
		}
	}
	if bar != nil {
		key = append(key, keyEntry{line: bar, word: describe.RowsLikely.String(), names: true})
	}
	switch single := (keyEntry{form: round, radius: 2.6, ink: faded(theme.Dot, 0.5), word: describe.RowsSingles.String()}); {
	case most > 1:
		single.word = describe.RowsEqual.String()
		key = append(key, single)
	case most == 1:
		key = append(key, single)
	}
	return key
}

// zeroRoom is the height of the line of words that names the line at 0.
func (c *rowsChart) zeroRoom(theme Theme, d detail) float64 {
	if len(c.rows) == 0 || c.plain || d >= titleAndNumbers {
		return 0
	}
	return theme.small().size * keyLeading
}

// paintZero names the line at 0, over the plot.
func (c *rowsChart) paintZero(s *canvas, f *frame) {
	if c.zeroRoom(f.theme, f.detail) == 0 {
		return
	}
	small := f.theme.small().aligned(render.Middle)
	words := firstFitting(small, f.plot.width(), c.zero...)
	half := small.width(words) / 2
	x := math.Min(math.Max(f.x(0), f.plot.left+half), f.plot.right-half)
	s.words(words, point2{x, f.plot.top - f.theme.em(4)}, small)
}
