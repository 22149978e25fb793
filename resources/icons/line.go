package icons

import (
	"fmt"
	"math"
	"strings"
)

// drawing collects the lines of an icon on a grid of 24 by 24. All lines are 2 wide with round ends,
// and are written as filled outlines, because the toolkit colours fills only.
type drawing struct{ path strings.Builder }

type point struct{ x, y float64 }

// line goes through points, given as x and y in turn; one point alone is a dot.
func (d *drawing) line(xy ...float64) *drawing {
	points := make([]point, len(xy)/2)
	for i := range points {
		points[i] = point{xy[2*i], xy[2*i+1]}
	}
	if len(points) == 1 {
		points = append(points, points[0])
	}
	for i := 1; i < len(points); i++ {
		d.capsule(points[i-1], points[i], 1)
	}
	return d
}

// loop is line that ends where it begins.
func (d *drawing) loop(xy ...float64) *drawing { return d.line(append(xy, xy[0], xy[1])...) }

// dot is a filled circle.
func (d *drawing) dot(x, y, radius float64) *drawing {
	d.capsule(point{x, y}, point{x, y}, radius)
	return d
}

// arc goes around a centre from one angle to another, in degrees from the right, clockwise.
func (d *drawing) arc(x, y, radius, from, to float64) *drawing {
	const step = 15
	n := max(1, int(math.Ceil(math.Abs(to-from)/step)))
	var xy []float64
	for i := range n + 1 {
		a := (from + (to-from)*float64(i)/float64(n)) * math.Pi / 180
		xy = append(xy, x+radius*math.Cos(a), y+radius*math.Sin(a))
	}
	return d.line(xy...)
}

// ring is a whole circle.
func (d *drawing) ring(x, y, radius float64) *drawing { return d.arc(x, y, radius, 0, 360) }

// box is a rectangle with round corners.
func (d *drawing) box(left, top, right, bottom, corner float64) *drawing {
	d.line(left+corner, top, right-corner, top).line(right, top+corner, right, bottom-corner)
	d.line(right-corner, bottom, left+corner, bottom).line(left, bottom-corner, left, top+corner)
	d.arc(right-corner, top+corner, corner, -90, 0).arc(right-corner, bottom-corner, corner, 0, 90)
	return d.arc(left+corner, bottom-corner, corner, 90, 180).arc(left+corner, top+corner, corner, 180, 270)
}

// capsule adds the outline of a straight piece of a line. All outlines turn the same way, so that
// pieces over each other stay filled.
func (d *drawing) capsule(a, b point, half float64) {
	dx, dy := b.x-a.x, b.y-a.y
	long := math.Hypot(dx, dy)
	if long == 0 {
		dx, long = 1, 1
	}
	nx, ny := -dy/long*half, dx/long*half
	fmt.Fprintf(&d.path, "M%.2f %.2fA%g %g 0 0 1 %.2f %.2fL%.2f %.2fA%g %g 0 0 1 %.2f %.2fZ",
		a.x+nx, a.y+ny, half, half, a.x-nx, a.y-ny, b.x-nx, b.y-ny, half, half, b.x+nx, b.y+ny)
}

// svg is the icon as a file.
func (d *drawing) svg() []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path d="%s"/></svg>`, d.path.String())
}
