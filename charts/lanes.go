package charts

import (
	"math"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// lanes are the strip of single outcomes: a lane for each, the best at the top. An outcome is not
// at the height of any rate: one success is not a rate of 100%.
type lanes struct {
	area     rect
	outcomes []insight.Outcome
	heights  []float64 // of the lanes, from the top, which fill the area
}

// outcomesSeen are the outcomes that occur, best first, by rank.
func outcomesSeen(seen [5]bool) []insight.Outcome {
	var outcomes []insight.Outcome
	for _, o := range insight.Outcomes() {
		if seen[o.Rank()] {
			outcomes = append(outcomes, o)
		}
	}
	return outcomes
}

// place is the top and the bottom of the lane of an outcome.
func (l lanes) place(o insight.Outcome) (top, bottom float64) {
	y := l.area.top
	for i, at := range l.outcomes {
		if at == o {
			return y, y + l.heights[i]
		}
		y += l.heights[i]
	}
	return y, y
}

func (l lanes) middle(o insight.Outcome) float64 {
	top, bottom := l.place(o)
	return (top + bottom) / 2
}

// mostLaneNames is the share of the width that the names of lanes may take.
const mostLaneNames = 0.26

// laneNames is the width of the names of lanes at the left of the plot, or 0 where they have no
// room and are left to the key.
func laneNames(outcomes []insight.Outcome, theme Theme, d detail, width float64) float64 {
	if d >= withoutNames {
		return 0
	}
	w := 0.0
	for _, o := range outcomes {
		w = math.Max(w, theme.small().width(describe.OutcomeInline(o)))
	}
	if w > mostLaneNames*width {
		return 0
	}
	return w
}

// laneHeight is what a lane needs, where it is named.
func laneHeight(theme Theme, named bool) float64 {
	if named {
		return theme.small().size * 1.3
	}
	return 8
}

// paintLanes draws the seams of the lanes, and writes their names.
func (f *frame) paintLanes(s *canvas, l lanes, named bool) {
	small := f.theme.small().aligned(render.End)
	for _, o := range l.outcomes {
		top, bottom := l.place(o)
		s.hair(point2{l.area.left, bottom}, point2{l.area.right, bottom}, f.theme.Grid)
		if named {
			s.words(describe.OutcomeInline(o), point2{f.plot.left - f.theme.em(8), (top+bottom)/2 + small.size*0.36}, small)
		}
	}
}

// outcomeKey names the outcomes that are drawn, best first.
func outcomeKey(theme Theme, seen [5]bool) []keyEntry {
	var key []keyEntry
	for _, o := range outcomesSeen(seen) {
		key = append(key, keyEntry{form: shapeOf(o), radius: 3.6, ink: theme.OutcomeInk(o), word: describe.OutcomeInline(o)})
	}
	return key
}
