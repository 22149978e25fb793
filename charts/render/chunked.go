package render

import (
	"io"
	"math"

	"github.com/wcharczuk/go-chart/v2"
)

// finer is a renderer whose coordinates are finer than a unit. chart.Renderer counts
// in whole numbers; our own renderers count in steps, so that a line may lie between
// two pixels. A renderer without it has one step to the unit.
type finer interface {
	// Steps is the number of coordinate steps to a unit.
	Steps() int
}

// finestSteps is what our renderers use: a twentieth of a unit.
const finestSteps = 20

func stepsOf(r chart.Renderer) int {
	if f, ok := r.(finer); ok {
		return f.Steps()
	}
	return 1
}

// longestChunk is how many points are stroked at once. go-chart's raster takes time
// quadratic in the vertical travel of one path: 100,000 points in one stroke take 48 s,
// in pieces of this many 70 ms.
const longestChunk = 64

// chunkedRenderer wraps any renderer. It strokes long lines in pieces and cuts dashes
// itself, so that their rhythm runs on from piece to piece and looks the same in every
// format. Everything else passes through.
type chunkedRenderer struct {
	chart.Renderer
	path  []vertex
	plain bool // path holds straight lines only
	dash  []float64
}

type vertex struct {
	x, y int
	move bool
}

func newChunked(r chart.Renderer) *chunkedRenderer { return &chunkedRenderer{Renderer: r, plain: true} }

// Save does nothing: the caller saves the inner renderer.
func (p *chunkedRenderer) Save(io.Writer) error { return nil }

func (p *chunkedRenderer) ResetStyle() {
	p.dash = nil
	p.Renderer.ResetStyle()
}

func (p *chunkedRenderer) SetStrokeDashArray(dash []float64) { p.dash = dash }

func (p *chunkedRenderer) MoveTo(x, y int) {
	if !p.plain {
		p.Renderer.MoveTo(x, y)
		return
	}
	p.path = append(p.path, vertex{x, y, true})
}

func (p *chunkedRenderer) LineTo(x, y int) {
	if !p.plain {
		p.Renderer.LineTo(x, y)
		return
	}
	p.path = append(p.path, vertex{x, y, len(p.path) == 0})
}

func (p *chunkedRenderer) QuadCurveTo(cx, cy, x, y int) {
	p.handOver()
	p.Renderer.QuadCurveTo(cx, cy, x, y)
}

func (p *chunkedRenderer) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
	p.handOver()
	p.Renderer.ArcTo(cx, cy, rx, ry, startAngle, delta)
}

func (p *chunkedRenderer) Circle(radius float64, x, y int) {
	p.handOver()
	p.Renderer.Circle(radius, x, y)
}

func (p *chunkedRenderer) Close() {
	p.handOver()
	p.Renderer.Close()
}

func (p *chunkedRenderer) Fill() {
	p.handOver()
	p.Renderer.Fill()
	p.begin()
}

func (p *chunkedRenderer) FillStroke() {
	p.handOver()
	p.Renderer.FillStroke()
	p.begin()
}

// Stroke strokes the path in pieces. Neighbours share a whole segment, not only a
// point, so that no notch shows where they meet; lines are opaque, so the share does not either.
func (p *chunkedRenderer) Stroke() {
	if !p.plain {
		p.Renderer.Stroke()
		p.begin()
		return
	}
	path := p.path
	if len(p.dash) > 0 {
		path = dashed(path, p.dash)
	}
	for start := 0; start < len(path); {
		end := min(start+longestChunk, len(path))
		for i := start; i < end; i++ {
			if path[i].move || i == start {
				p.Renderer.MoveTo(path[i].x, path[i].y)
			} else {
				p.Renderer.LineTo(path[i].x, path[i].y)
			}
		}
		p.Renderer.Stroke()
		if end == len(path) {
			break
		}
		start = end - 2
		if path[end].move {
			start = end
		}
	}
	p.begin()
}

// handOver passes the collected points on; curves and fills are not cut.
func (p *chunkedRenderer) handOver() {
	if !p.plain {
		return
	}
	for _, v := range p.path {
		if v.move {
			p.Renderer.MoveTo(v.x, v.y)
		} else {
			p.Renderer.LineTo(v.x, v.y)
		}
	}
	p.path, p.plain = p.path[:0], false
}

func (p *chunkedRenderer) begin() { p.path, p.plain = p.path[:0], true }

// dashed cuts a polyline into dashes; lengths are in steps, dash and space by turns.
func dashed(path []vertex, dash []float64) []vertex {
	var total float64
	for _, d := range dash {
		total += d
	}
	if total < 1 {
		return path
	}
	var out []vertex
	slot, left := 0, dash[0]
	for i, v := range path {
		if v.move || i == 0 {
			slot, left = 0, dash[0]
			out = append(out, vertex{v.x, v.y, true})
			continue
		}
		from := path[i-1]
		length := math.Hypot(float64(v.x-from.x), float64(v.y-from.y))
		for done := 0.0; done < length; {
			step := math.Min(left, length-done)
			done += step
			left -= step
			at := vertex{
				x: from.x + int(math.Round(float64(v.x-from.x)*done/length)),
				y: from.y + int(math.Round(float64(v.y-from.y)*done/length)),
			}
			if slot%2 == 0 {
				out = append(out, at)
			}
			if left > 0 {
				continue
			}
			slot = (slot + 1) % len(dash)
			left = dash[slot]
			if slot%2 == 0 {
				out = append(out, vertex{at.x, at.y, true})
			}
		}
	}
	if n := len(out); n > 0 && out[n-1].move {
		out = out[:n-1] // a dash that would begin where the line ends
	}
	return out
}
