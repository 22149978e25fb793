package charts

import (
	"image/color"
	"math"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// dayScale gives the values of days their colours.
type dayScale struct {
	title string
	// shades are the steps, each with its share of the accent, 0-1; step finds that of a value.
	shades []float64
	step   func(v float64) int
	// low and high say what the first and the last step mean. Steps that have names of their own
	// have those instead.
	low, high string
	names     []string
	// unordered is true of steps of which none is more than another: they have hues in place of shades.
	unordered bool
}

// depths is how many steps a scale has, unless each value has its own.
const depths = describe.MeasureShades

// depthShades are the shades of the steps.
func depthShades() []float64 { return []float64{0.2, 0.4, 0.6, 0.8, 1} }

// ratingScale is that of ratings, 0-100, in fifths.
func ratingScale(title string) dayScale {
	return dayScale{title: title, shades: depthShades(), low: "0", high: "100",
		step: func(v float64) int { return min(int(v/20), depths-1) }}
}

// countScale is that of counts from 1 to most.
func countScale(title string, most float64) dayScale {
	deep := depthShades()
	step := func(v float64) int { return max(0, min(int(math.Ceil(v/most*depths))-1, depths-1)) }
	s := dayScale{title: title, shades: deep, step: step, low: "1", high: describe.Thousands(int(most))}
	if most < depths {
		s.shades = nil
		for v := 1.0; v <= most; v++ {
			s.shades = append(s.shades, deep[step(v)])
		}
		s.step = func(v float64) int { return int(v) - 1 }
	}
	if len(s.shades) < 2 {
		s.low = ""
	}
	return s
}

// rankScale is that of the numbers of days, such that each step has about as many days. word says a
// value.
func rankScale(title string, result insight.MeasureCalendarResult, word func(float64) string) dayScale {
	steps := result.Steps(depths)
	s := dayScale{title: title, shades: spread(len(steps)), step: func(v float64) int { return result.StepOf(steps, v) }}
	low, high := result.Ends()
	if low.IsSet() {
		s.low, s.high = word(low.Or(0)), word(high.Or(0))
	}
	if s.low == s.high { // also where only decimals that are not shown tell them apart
		s.low = ""
	}
	return s
}

// namedScale is that of values with names, by their places.
func namedScale(title string, names []string, place func(float64) float64) dayScale {
	return dayScale{title: title, shades: spread(len(names)), names: names,
		step: func(v float64) int { return int(place(v)) }}
}

// spread is n shades from pale to full, a single one in between.
func spread(n int) []float64 {
	shades := make([]float64, n)
	for i := range shades {
		shades[i] = 0.6
		if n > 1 {
			shades[i] = 0.2 + 0.8*float64(i)/float64(n-1)
		}
	}
	return shades
}

// ink is the colour of a value.
func (d dayScale) ink(t Theme, v float64) color.NRGBA {
	return d.stepInk(t, max(0, min(d.step(v), len(d.shades)-1)))
}

// stepInk is the colour of a step. Hues alternate between full and pale, so that neighbours can be
// told apart without them.
func (d dayScale) stepInk(t Theme, step int) color.NRGBA {
	if !d.unordered {
		return depth(t, d.shades[step])
	}
	const first = 230 // degrees: a blue
	hue := AreaColor((first+360*step/len(d.shades))%360, luminance(t.ground()) < 0.18)
	return blend(t.ground(), hue, [2]float64{1, 0.5}[step%2])
}

// depth is the colour of a shade.
func depth(t Theme, share float64) color.NRGBA { return blend(t.ground(), t.Accent, share) }

// key names the steps, where they have names.
func (d dayScale) key(t Theme) []keyEntry {
	if len(d.names) == 0 {
		return nil
	}
	key := []keyEntry{{word: d.title}}
	for i, name := range d.names {
		key = append(key, keyEntry{form: square, radius: t.em(6), ink: d.stepInk(t, i), word: name})
	}
	return key
}

// paintScale shows the steps under the days, with what they mean.
func (c *calendar) paintScale(s *canvas, f *frame) {
	if f.detail >= withoutKey {
		return
	}
	g, small, d := c.grid(f), f.theme.small(), c.scale
	y := f.plot.top + float64(g.blocks-1)*g.block + 7*g.cell + f.theme.em(10)
	if key := d.key(f.theme); len(key) > 0 {
		s.paintKey(layKey(key, f.theme, f.detail, f.keyWidth), point2{f.plot.left, y + small.size})
		return
	}
	size := math.Min(g.cell, f.theme.em(12))
	gap := small.size * 0.4
	scale := small.width(d.low) + small.width(d.high) + float64(len(d.shades))*size + 2*gap
	x := f.plot.left
	if w := small.width(d.title) + small.size; x+w+scale <= f.size.Width {
		s.words(d.title, point2{x, y + size*0.85}, small)
		x += w
	}
	if x+scale > f.size.Width {
		return
	}
	s.words(d.low, point2{x, y + size*0.85}, small)
	x += small.width(d.low) + gap
	for step := range d.shades {
		s.box(rect{x, y, x + size - 1.5, y + size - 1.5}, d.stepInk(f.theme, step))
		x += size
	}
	s.words(d.high, point2{x + gap, y + size*0.85}, small)
}
