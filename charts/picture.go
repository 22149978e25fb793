package charts

import (
	"math"

	"enactive/charts/render"
)

// figureSpec is what differs from chart to chart: captions, margins, axes, what is painted
// and where its marks are. picture makes a Chart of it.
type figureSpec interface {
	// captions returns title, sentence, and the chart as a table.
	captions() captions
	// margins returns what the chart needs around its plot at that much detail. width is
	// what margins and plot have together.
	margins(theme Theme, d detail, width float64) margins
	// ranges sets the ranges of the axes; the plot is known by then.
	ranges(f *frame)
	// paint lists what is painted, from the ground up.
	paint(f *frame) []func(*canvas)
	// marks lists the marks in their order.
	marks(f *frame) []Mark
}

// captions are the title, the sentence and the table of a chart.
type captions struct {
	title, text string
	header      []string
	rows        [][]string
}

// picture is the Chart of a figureSpec.
type picture struct{ figureSpec }

// Title names the chart.
func (p picture) Title() string { return p.captions().title }

// Text is the sentence of the result.
func (p picture) Text() string { return p.captions().text }

// Table is the chart in words and numbers.
func (p picture) Table() (header []string, rows [][]string) {
	w := p.captions()
	return w.header, w.rows
}

func (p picture) layout(size Size, theme Theme) *frame {
	return bestLayout(func(d detail) (*frame, *frame) {
		width := innerWidth(size, theme)
		m := p.margins(theme, d, width)
		keyWidth := width - m.left - m.right
		m.left += leftRim(size, theme)
		f := newFrame(p, size, theme, d, m)
		f.keyWidth = keyWidth
		p.ranges(&f)
		return &f, &f
	})
}

// leftRim is what a picture without a heading, and so without rims, keeps free at the left.
func leftRim(size Size, theme Theme) float64 {
	if size.Heading {
		return 0
	}
	return theme.em(6)
}

// innerWidth is the width for margins and plot; a plot on whole units may be one smaller.
func innerWidth(size Size, theme Theme) float64 {
	return contentWidth(size, theme) - leftRim(size, theme) - 1
}

// Marks lists the marks where Draw puts them.
func (p picture) Marks(size Size, theme Theme) []Mark { return p.marks(p.layout(size, theme)) }

// Hit finds the mark under a point. A bar or a square is hit wherever it is painted.
func (p picture) Hit(size Size, theme Theme, x, y float64) (Mark, bool) {
	marks := p.Marks(size, theme)
	for _, m := range marks {
		if m.area.holds(point2{x, y}) {
			return m, true
		}
	}
	i, ok := nearest(len(marks), point2{x, y}, func(i int) (point2, float64) {
		return point2{marks[i].X, marks[i].Y}, marks[i].Radius
	})
	if !ok {
		return Mark{}, false
	}
	return marks[i], true
}

// Drawing lays the chart out.
func (p picture) Drawing(size Size, theme Theme) (render.Drawing, error) {
	if theme.regular == nil {
		return render.Drawing{}, errNoFont
	}
	if err := size.check(); err != nil {
		return render.Drawing{}, err
	}
	f := p.layout(size, theme)
	return f.drawing(p.paint(f)...), nil
}

// paintLevels draws level lines, and writes what each is at the left, where that is wanted
// and has room. The last one is the axis.
func (f *frame) paintLevels(s *canvas, levels []float64, word func(float64) string) {
	number := f.theme.normal().aligned(render.End)
	number.ink = f.theme.Text
	taken := math.Inf(1)
	for i, v := range levels {
		ink := f.theme.Grid
		if i == 0 {
			ink = f.theme.Axis
		}
		y := f.y(v)
		s.hair(point2{f.plot.left, y}, point2{f.plot.right, y}, ink)
		if f.detail < plotOnly && taken-y > number.size*1.3 {
			s.words(word(v), point2{f.plot.left - f.theme.em(8), y + number.size*0.36}, number)
			taken = y
		}
	}
}

// keyRoom is the height that a key takes above a plot of that width, at that much detail.
func keyRoom(key []keyEntry, theme Theme, d detail, width float64) float64 {
	return layKey(key, theme, d, width).height()
}

// paintAcross writes the longest wording that fits below the plot, in its middle; where
// even the shortest is wider, it may reach beyond the plot; or else it writes nothing.
func (f *frame) paintAcross(s *canvas, y float64, l lettering, wordings ...string) {
	shortest := wordings[len(wordings)-1]
	words := firstFitting(l, f.plot.width(), wordings...)
	if l.width(shortest) > f.plot.width() {
		words = shortest
	}
	rim := math.Max(edgeOf(f.size, f.theme), f.theme.em(4))
	half := l.width(words) / 2
	if 2*half > f.size.Width-2*rim {
		return
	}
	x := math.Min(math.Max((f.plot.left+f.plot.right)/2, rim+half), f.size.Width-rim-half)
	s.words(words, point2{x, y}, l.aligned(render.Middle))
}
