package charts

import (
	"math"
	"slices"
)

// endLabel names a line of a chart at its right end, beyond the plot.
type endLabel struct {
	at    float64  // the value of the line there
	words []string // wordings, longest first
	set   lettering
}

// endGap is the room between the plot and the words at the ends of lines, and endRim that to the right
// of them, in units of text.
const (
	endGap = 6.0
	endRim = 3.0
)

// endRoom is what the names of lines take at the right of a plot, at most a share of the width; 0
// where not even their shortest wordings fit.
func endRoom(labels []endLabel, theme Theme, most float64) float64 {
	if len(labels) == 0 {
		return 0
	}
	w := 0.0
	for _, l := range labels {
		words := firstFitting(l.set, most, l.words...)
		if l.set.width(l.words[len(l.words)-1]) > most {
			return 0
		}
		w = math.Max(w, l.set.width(words))
	}
	return w + theme.em(endGap+endRim)
}

// paintEnds writes the names of lines at the right of the plot, each as near to its line as the
// others allow, in a room of that width. Lines whose names have no room there go without.
func (f *frame) paintEnds(s *canvas, labels []endLabel, room float64) {
	if room <= 0 {
		return
	}
	order := slices.Clone(labels)
	slices.SortStableFunc(order, func(a, b endLabel) int {
		switch {
		case f.y(a.at) < f.y(b.at):
			return -1
		case f.y(a.at) > f.y(b.at):
			return 1
		}
		return 0
	})
	heights := make([]float64, len(order))
	for i, l := range order {
		heights[i] = f.y(l.at)
	}
	leading := 0.0
	for _, l := range order {
		leading = math.Max(leading, l.set.size*1.3)
	}
	apartBy(heights, leading, f.plot.top+leading*0.4, f.plot.bottom-leading*0.3)
	for i, l := range order {
		words := firstFitting(l.set, room-f.theme.em(endGap+endRim)+0.5, l.words...)
		s.words(words, point2{f.plot.right + f.theme.em(endGap), heights[i] + l.set.size*0.36}, l.set)
	}
}

// apartBy moves ascending heights as little as keeps them that far from each other, and between
// top and bottom as far as there is room.
func apartBy(heights []float64, least, top, bottom float64) {
	for i := range heights {
		heights[i] = math.Max(heights[i], top)
		if i > 0 {
			heights[i] = math.Max(heights[i], heights[i-1]+least)
		}
	}
	limit := bottom
	for i := len(heights) - 1; i >= 0 && heights[i] > limit; i-- {
		heights[i] = limit
		limit -= least
	}
}
