package render

import (
	"math"
	"testing"

	"github.com/wcharczuk/go-chart/v2"
)

// tape is a renderer that remembers the strokes that reach it.
type tape struct {
	chart.Renderer
	strokes [][]vertex
	path    []vertex
	fills   int
}

func (p *tape) MoveTo(x, y int)              { p.path = append(p.path, vertex{x, y, true}) }
func (p *tape) LineTo(x, y int)              { p.path = append(p.path, vertex{x, y, false}) }
func (p *tape) SetStrokeDashArray([]float64) { panic("dashes are cut before they reach a renderer") }

func (p *tape) Stroke() {
	p.strokes = append(p.strokes, p.path)
	p.path = nil
}

func (p *tape) Fill() {
	p.fills++
	p.path = nil
}

func TestLongLinesAreStrokedInPiecesThatLoseNoSegment(t *testing.T) {
	for _, n := range []int{2, 63, 64, 65, 127, 1000} {
		got := &tape{}
		p := newChunked(got)
		type segment struct{ x0, y0, x1, y1 int }
		want := map[segment]bool{}
		for i := range n {
			y := i * i % 97
			if i == 0 || i == n/3 {
				p.MoveTo(i, y)
				continue
			}
			p.LineTo(i, y)
			want[segment{i - 1, (i - 1) * (i - 1) % 97, i, y}] = true
		}
		p.Stroke()
		for _, stroke := range got.strokes {
			if len(stroke) > 64 {
				t.Errorf("%d points: a piece has %d", n, len(stroke))
			}
			for i := 1; i < len(stroke); i++ {
				if a, b := stroke[i-1], stroke[i]; !b.move {
					s := segment{a.x, a.y, b.x, b.y}
					if _, known := want[s]; !known {
						t.Errorf("%d points: there is an unexpected segment %v", n, s)
					}
					want[s] = false
				}
			}
		}
		for s, missing := range want {
			if missing {
				t.Errorf("%d points: segment %v was lost", n, s)
			}
		}
	}
}

func TestFillsAreNotCut(t *testing.T) {
	got := &tape{}
	p := newChunked(got)
	for i := range 500 {
		p.LineTo(i, i%7)
	}
	p.Fill()
	p.LineTo(1, 1)
	p.LineTo(2, 2)
	p.Stroke()
	if got.fills != 1 || len(got.strokes) != 1 || len(got.strokes[0]) != 2 {
		t.Errorf("got %d fills and strokes %v, want one fill and one stroke of two points", got.fills, got.strokes)
	}
}

func TestDashesKeepTheirRhythmAroundCorners(t *testing.T) {
	got := &tape{}
	p := newChunked(got)
	p.SetStrokeDashArray([]float64{70, 30})
	p.MoveTo(0, 0)
	p.LineTo(250, 0)
	p.LineTo(250, 350)
	p.Stroke()
	var lengths []float64
	for _, v := range got.strokes[0] {
		if v.move {
			lengths = append(lengths, 0)
		}
	}
	i := -1
	for k, v := range got.strokes[0] {
		if v.move {
			i++
			continue
		}
		from := got.strokes[0][k-1]
		lengths[i] += math.Hypot(float64(v.x-from.x), float64(v.y-from.y))
	}
	if len(lengths) != 6 {
		t.Fatalf("600 steps of 70 and 30 make %d dashes, want 6: %v", len(lengths), lengths)
	}
	for _, l := range lengths {
		if math.Abs(l-70) > 2 {
			t.Errorf("a dash is %.1f long, want 70", l)
		}
	}
}
