package charts

import (
	"math"

	"github.com/wcharczuk/go-chart/v2"
)

// plan is a chart that knows its words, where its frame lies, what is painted there and
// where its marks are. picture makes a Chart of it.
type plan interface {
	// say returns title, sentence, and the chart as a table.
	say() words
	// around tells what the chart needs around its plot at that much detail. width is
	// what lies between the rims of the picture.
	around(theme Theme, d detail, width float64) margins
	// ranges sets the ranges of the axes; the plot is known by then.
	ranges(f *frame)
	// paint lists what is painted, from the ground up.
	paint(f *frame) []func(*sheet)
	// marks lists the marks in their order.
	marks(f *frame) []Mark
}

// words is what a chart says.
type words struct {
	title, text string
	header      []string
	rows        [][]string
}

// picture is the Chart of a plan.
type picture struct{ plan }

// Title names the chart.
func (p picture) Title() string { return p.say().title }

// Text is the sentence of the result.
func (p picture) Text() string { return p.say().text }

// Table is the chart in words and numbers.
func (p picture) Table() (header []string, rows [][]string) {
	w := p.say()
	return w.header, w.rows
}

func (p picture) layout(size Size, theme Theme) *frame {
	return roomiest(func(d detail) (*frame, *frame) {
		m := p.around(theme, d, contentWidth(size, theme))
		if !size.Heading {
			m.left += theme.em(6)
		}
		f := newFrame(p, size, theme, d, m)
		p.ranges(&f)
		return &f, &f
	})
}

// Marks lists the marks where Draw puts them.
func (p picture) Marks(size Size, theme Theme) []Mark { return p.marks(p.layout(size, theme)) }

// Hit finds the mark under a point.
func (p picture) Hit(size Size, theme Theme, x, y float64) (Mark, bool) {
	marks := p.Marks(size, theme)
	i, ok := nearest(len(marks), point2{x, y}, func(i int) (point2, float64) {
		return point2{marks[i].X, marks[i].Y}, marks[i].Radius
	})
	if !ok {
		return Mark{}, false
	}
	return marks[i], true
}

// Draw paints the chart.
func (p picture) Draw(r chart.Renderer, size Size, theme Theme) error {
	if theme.regular == nil {
		return errNoFont
	}
	if err := size.check(); err != nil {
		return err
	}
	f := p.layout(size, theme)
	return f.paint(r, p.paint(f)...)
}

// paintLevels draws level lines, and writes what each is at the left, where that is wanted
// and has room. The last one is the axis.
func (f *frame) paintLevels(s *sheet, levels []float64, word func(float64) string) {
	number := f.theme.normal().aligned(end)
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

// percentWord writes a share of 1.
func percentWord(v float64) string { return whole(100*v) + "%" }
