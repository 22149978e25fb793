package charts

import "math"

// stepPack is how tries of one place are stacked: so many in a line, so far apart.
type stepPack struct {
	inLine int
	pitch  float64 // across
}

const (
	stepRadius = 4.0
	// stepRise is the distance of the lines of a stack, where there is room.
	stepRise = 2*stepRadius + 1
)

func (c *nextStep) pack(f *frame) stepPack {
	room := f.plot.width() / 10.2 * 0.86
	p := stepPack{pitch: math.Min(2*stepRadius+1, room/2)}
	p.inLine = max(1, int(room/p.pitch))
	return p
}

func (p stepPack) lines(n int) int { return max(1, (n+p.inLine-1)/p.inLine) }

// laneHeights are the heights of the lanes for their fullest stacks. A room that is lower is shared
// so that each has at least what its name needs, and one that is higher in proportion.
func (c *nextStep) laneHeights(f *frame, room float64) []float64 {
	p := c.pack(f)
	least := laneHeight(f.theme, c.named(f))
	var heights []float64
	sum := 0.0
	for _, o := range c.outcomes() {
		h := math.Max(least, stepRise*float64(p.lines(c.most[o.Rank()]))+4)
		heights = append(heights, h)
		sum += h
	}
	if math.IsInf(room, 1) {
		return heights
	}
	firm := 0.0 // of each, before the rest is shared
	if all := least * float64(len(heights)); room < sum && room > all && sum > all {
		firm = least
	}
	scale := (room - firm*float64(len(heights))) / (sum - firm*float64(len(heights)))
	for i, h := range heights {
		heights[i] = firm + (h-firm)*scale
	}
	return heights
}

func (c *nextStep) lanes(f *frame) lanes {
	return lanes{area: f.panel, outcomes: c.outcomes(), heights: c.laneHeights(f, f.panel.height())}
}

// at is the place of an attempt in the lane of its outcome, stacked around its middle.
func (c *nextStep) at(f *frame, i int) point2 {
	t, place, p := c.tries[i], c.places[i], c.pack(f)
	line, nth := place.nth/p.inLine, place.nth%p.inLine
	inThis := min(p.inLine, place.of-line*p.inLine)
	x := f.x(math.Round(t.Difficulty)) + (float64(nth)-float64(inThis-1)/2)*p.pitch
	top, bottom := c.lanes(f).place(t.Outcome)
	rise := stepRise
	if most := p.lines(c.most[t.Outcome.Rank()]); most > 1 {
		rise = math.Min(rise, math.Max(0, bottom-top-2*stepRadius-1)/float64(most-1))
	}
	return point2{x, (top+bottom)/2 + (float64(line)-float64(p.lines(place.of)-1)/2)*rise}
}

// laneNames is the width of the names of lanes. They stay where the chance is left out for want of
// room for its name: the lanes have that room.
func (c *nextStep) laneNames(theme Theme, d detail, width float64) float64 {
	if d == withoutNames {
		d = titleAndNumbers
	}
	return laneNames(c.outcomes(), theme, d, width)
}
