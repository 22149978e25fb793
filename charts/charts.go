// Package charts owns the pictures: it turns what insight found into charts that a
// person can read at a glance, and claims nothing that the verdict does not allow.
//
// Begin with NewTrend or NewStress, or walk Catalogue, which names every insight
// once for the window, the command line and the documents alike. A Chart is drawn by
// Image (the window), PNG, SVG or PDF, or by render.OnPage on a page of a document. All of
// them draw the same Drawing, so a chart looks the same everywhere.
//
// Coordinates and sizes are in units: a unit is one pixel of a screen at scale 1, and
// three quarters of a point on paper. Every chart has a text and a table that say the
// same as the picture, and knows which mark is under the pointer.
package charts

import (
	"errors"
	"fmt"
	"math"

	"enactive/charts/render"
)

// Chart is one picture of one insight. Charts do not change after they were made, and
// may be drawn from several goroutines at once.
type Chart interface {
	// Drawing lays the chart out at a size. It paints nothing outside of it, and no curve or
	// band that the verdict does not allow.
	Drawing(size Size, theme Theme) (render.Drawing, error)
	// Title names the chart, in a few words.
	Title() string
	// Text is the sentence that belongs to the chart: what it shows and how sure that is.
	Text() string
	// Table is the chart in words and numbers, for those who do not see it.
	Table() (header []string, rows [][]string)
	// Marks lists the marks where Draw puts them, from left to right as far as the
	// chart has that order: an order to step through with the keyboard.
	Marks(size Size, theme Theme) []Mark
	// Hit finds the mark under a point, or the nearest one within reach of a finger.
	Hit(size Size, theme Theme, x, y float64) (Mark, bool)
}

// Size is how large a chart is drawn, in units.
type Size struct {
	Width, Height float64
	// Heading puts the title and the sentence into the picture. The window says them
	// beside the chart; a picture on its own has to carry them.
	Heading bool
	// Quiet leaves out the words about where the level is now, where they stand beside the picture.
	Quiet bool
}

func (s Size) check() error {
	for _, side := range []float64{s.Width, s.Height} {
		if math.IsNaN(side) || side < 1 || side > render.MaxSide {
			return fmt.Errorf("charts: a picture of %v by %v units cannot be drawn, each side has to be 1 to %d", s.Width, s.Height, render.MaxSide)
		}
	}
	return nil
}

// Mark is one mark of a chart: a dot, or one larger shape for several equal entries.
type Mark struct {
	// IDs are the entries that it represents, the newest first; there is at least one.
	IDs []string
	// X and Y are the centre and Radius the reach of the shape, in units.
	X, Y, Radius float64
	// Label describes the mark, for a tooltip or a screen reader.
	Label string

	area rect // what the mark covers, if it is not a small shape
}

// ID is the entry that the mark opens: the newest of those it represents.
func (m Mark) ID() string { return m.IDs[0] }

// reach is how far from a mark's edge a pointer may be and still mean it, in units.
const reach = 6.0

// nearest returns which of n marks is nearest to the point, if one is within reach.
// where returns place and radius of a mark.
func nearest(n int, p point2, where func(i int) (at point2, radius float64)) (best int, ok bool) {
	shortest := math.Inf(1)
	for i := range n {
		at, radius := where(i)
		// Inside of several overlapping shapes the centre decides, not the edge.
		distance := math.Hypot(at.x-p.x, at.y-p.y)
		if distance <= radius+reach && distance < shortest {
			best, shortest, ok = i, distance, true
		}
	}
	return best, ok
}

var errNoFont = errors.New("charts: the theme has no font; begin with Light() or Dark()")
