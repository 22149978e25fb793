package charts

import (
	"math"
	"slices"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// chartRow is one line of a chart of differences: an estimate with its interval.
type chartRow struct {
	name      string
	notes     []string // notes under the name, in wordings from long to short
	at        float64
	low, high insight.Number  // the 80% interval; both or none
	finding   insight.Finding // how much the sentence claims of it
	ids       []string
	singles   []single // the changes behind the estimate, the lowest first
	label     string
}

// single is the change of one entry, or of several in which it is the same.
type single struct {
	at  float64
	ids []string // the newest first
}

// rowsChart draws differences in points, a row each, around a line of no difference.
type rowsChart struct {
	said             captions
	rows             []chartRow
	empty, emptyMore string
	axis             []string // wordings from long to short
	zero             []string // names of the line at 0, from long to short
	// blocks is true where names have several rows: each is above its own.
	blocks bool
	// plain is true of values that are no differences: they have no line at 0, no sign and no claim.
	plain bool
}

const (
	rowRadius    = 4.6
	singleRadius = 2.0
	// mostSingles is the largest mark of equal changes, in units.
	mostSingles = 7.0
	// intervalWidth is the thickness of the bar of an interval.
	intervalWidth = 3.5
	// mostLevels is how many round numbers the axis has at most.
	mostLevels = 8
)

// captions are the table too, whose last column says what is claimed.
func (c *rowsChart) captions() captions {
	w := c.said
	if c.plain {
		return w
	}
	w.rows = nil
	for i, row := range c.said.rows {
		w.rows = append(w.rows, append(slices.Clone(row), describe.RowsClaim(c.rows[i].finding)))
	}
	return w
}

// continues is true of a row whose name is one row above already.
func (c *rowsChart) continues(i int) bool { return i > 0 && c.rows[i].name == c.rows[i-1].name }

// strong is true of a name with a claim, whichever of its rows that is.
func (c *rowsChart) strong(i int) bool {
	for k := i; k < len(c.rows) && c.rows[k].name == c.rows[i].name; k++ {
		if c.rows[k].finding == insight.Claim {
			return true
		}
	}
	return false
}

func (c *rowsChart) nameLetters(theme Theme, i int) lettering {
	l := theme.normal()
	l.ink = theme.Text
	if c.strong(i) {
		l.font = theme.bold
	}
	return l
}

// besideWidth is the width of the text at the left of the rows: names with their notes,
// or the notes alone where names are above their rows.
func (c *rowsChart) besideWidth(theme Theme, width float64) float64 {
	w := 0.0
	for i, r := range c.rows {
		if c.blocks {
			note := firstFitting(theme.small(), c.mostBeside(width), r.notes...)
			w = math.Max(w, theme.small().width(note))
			continue
		}
		w = math.Max(w, math.Max(c.nameLetters(theme, i).width(r.name), theme.small().width(r.notes[0])))
	}
	return w
}

// mostBeside is how much of the width the text at the left may take.
func (c *rowsChart) mostBeside(width float64) float64 { return 0.38 * width }

// stacked reports whether names and notes are too long for a place beside their rows.
func (c *rowsChart) stacked(theme Theme, width float64) bool {
	return c.besideWidth(theme, width) > c.mostBeside(width)
}

// over reports whether names have lines of their own.
func (c *rowsChart) over(f *frame) bool {
	return f.detail < numbersOnly && (c.blocks || c.stacked(f.theme, innerWidth(f.size, f.theme)))
}

func (c *rowsChart) margins(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(14) + c.besideWidth(theme, width), top: theme.em(4), right: theme.em(14), bottom: theme.em(22)}
	if d >= numbersOnly || c.stacked(theme, width) {
		m.left = theme.em(8)
	}
	if d < titleAndNumbers {
		m.bottom = theme.em(38)
	}
	m.top += keyRoom(c.key(theme), theme, d, width-m.left-m.right) + c.zeroRoom(theme, d)
	return m
}

func (c *rowsChart) ranges(f *frame) {
	low, high := 0.0, 0.0
	for _, r := range c.rows[:c.fitting(f)] {
		low = math.Min(low, math.Min(r.at, r.low.Or(r.at)))
		high = math.Max(high, math.Max(r.at, r.high.Or(r.at)))
		for _, v := range r.singles {
			low, high = math.Min(low, v.at), math.Max(high, v.at)
		}
	}
	reach := math.Max(high-low, 10)
	f.x0, f.x1 = low-0.06*reach, high+0.06*reach
}

// leastLine and mostLine are how high a line of words is, at least and at most.
func (c *rowsChart) leastLine(f *frame) float64 {
	if c.over(f) {
		return f.theme.em(17)
	}
	return f.theme.em(28)
}

func (c *rowsChart) mostLine(f *frame) float64 {
	if c.over(f) {
		return f.theme.em(32)
	}
	return f.theme.em(78)
}

// linesOf counts the lines down to the end of the first n rows.
func (c *rowsChart) linesOf(f *frame, n int) int {
	count := n
	for i := range n {
		if c.over(f) && !c.continues(i) {
			count++
		}
	}
	return count
}

// fitting is how many rows have room; if not all have, a line is left to say so.
func (c *rowsChart) fitting(f *frame) int {
	most := func(height float64) int {
		n := min(1, len(c.rows))
		for n < len(c.rows) && float64(c.linesOf(f, n+1))*c.leastLine(f) <= height {
			n++
		}
		return n
	}
	if n := most(f.plot.height()); n == len(c.rows) {
		return n
	}
	return most(f.plot.height() - f.theme.em(16))
}

// moreRoom is the height of the line that says how many rows are left out, or 0 where all
// are drawn, or where a single one takes all the room.
func (c *rowsChart) moreRoom(f *frame) float64 {
	n, room := c.fitting(f), f.theme.em(16)
	if f.detail >= numbersOnly || n == len(c.rows) || float64(c.linesOf(f, n))*c.leastLine(f)+room > f.plot.height() {
		return 0
	}
	return room
}

// lineHeight is what is shared out so that the rows fill the plot, as long as rows that
// are few stay together.
func (c *rowsChart) lineHeight(f *frame) float64 {
	lines := max(1, c.linesOf(f, c.fitting(f)))
	return math.Min((f.plot.height()-c.moreRoom(f))/float64(lines), c.mostLine(f))
}

// middleOf is the height of a row.
func (c *rowsChart) middleOf(f *frame, i int) float64 {
	return f.plot.top + (float64(c.linesOf(f, i+1))-0.5)*c.lineHeight(f)
}

// lines are the heights of the estimate and of the single changes of a row, and how large
// those may be.
func (c *rowsChart) lines(f *frame, i int) (estimate, singles, largest float64) {
	y := c.middleOf(f, i)
	if len(c.rows[i].singles) == 0 {
		return y, y, 0
	}
	largest = math.Min(mostSingles, math.Max(singleRadius, (c.lineHeight(f)/2-rowRadius-3)/2))
	half := rowRadius + 1.5 + largest
	return y - half + rowRadius, y + half - largest, largest
}

// singleSize is the radius of each mark of equal changes in a row: its area grows with
// the entries, by one measure for all rows.
func (c *rowsChart) singleSize(n int, largest float64) float64 {
	most := 1
	for _, r := range c.rows {
		most = max(most, mostEqual(r.singles))
	}
	// As long as one entry is as large as it may be, so are several only by their number.
	largest = math.Min(largest, singleRadius*math.Sqrt(float64(most)))
	return radiusOf(n, most, singleRadius, largest)
}

// mostEqual is how many entries the largest of the marks represents.
func mostEqual(singles []single) int {
	most := 0
	for _, v := range singles {
		most = max(most, len(v.ids))
	}
	return most
}

func (c *rowsChart) marks(f *frame) []Mark {
	var marks []Mark
	for i, r := range c.rows[:c.fitting(f)] {
		y, under, largest := c.lines(f, i)
		if len(r.ids) > 0 {
			m := Mark{IDs: r.ids, X: f.x(r.at), Y: y, Radius: rowRadius, Label: r.label}
			if r.low.IsSet() {
				m.area = rect{f.x(r.low.Or(0)), y - intervalWidth, f.x(r.high.Or(0)), y + intervalWidth}
			}
			marks = append(marks, m)
		}
		for _, v := range r.singles {
			marks = append(marks, Mark{
				IDs: v.ids, X: f.x(v.at), Y: under, Radius: c.singleSize(len(v.ids), largest),
				Label: describe.BeliefMark(r.name, v.at, len(v.ids)),
			})
		}
	}
	return marks
}

func (c *rowsChart) paint(f *frame) []func(*canvas) {
	if len(c.rows) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, c.empty, c.emptyMore) }}
	}
	return []func(*canvas){
		func(s *canvas) { c.paintAxis(s, f) },
		func(s *canvas) { f.paintKeyAbove(s, c.key(f.theme), f.theme.em(6)+c.zeroRoom(f.theme, f.detail)) },
		func(s *canvas) { c.paintNames(s, f) },
		func(s *canvas) { c.paintRows(s, f) },
	}
}

// bottom is where the rows end, and the line that says how many are left out.
func (c *rowsChart) bottom(f *frame) float64 {
	return f.plot.top + float64(c.linesOf(f, c.fitting(f)))*c.lineHeight(f) + c.moreRoom(f)
}

func (c *rowsChart) paintAxis(s *canvas, f *frame) {
	number := f.theme.normal().aligned(render.Middle)
	number.ink = f.theme.Text
	bottom := c.bottom(f)
	base := bottom + number.size*1.3
	for _, v := range signedLevels(f, number) {
		x := f.x(v)
		ink := f.theme.Grid
		if v == 0 {
			ink = f.theme.Axis
		}
		words := describe.Signed(v)
		if c.plain {
			words = describe.Whole(v)
		}
		s.hair(point2{x, f.plot.top}, point2{x, bottom}, ink)
		if f.detail < plotOnly && x+number.width(words)/2 < f.plot.right+f.theme.em(12) {
			s.words(words, point2{x, base}, number)
		}
	}
	c.paintZero(s, f)
	if f.detail < titleAndNumbers {
		f.paintAcross(s, base+f.theme.em(15), f.theme.small(), c.axis...)
	}
}

// signedLevels are a few round numbers of the axis, 0 among them, so far apart that their
// words keep off each other.
func signedLevels(f *frame, l lettering) []float64 {
	room := math.Max(l.width(describe.Signed(math.Floor(f.x0))), l.width(describe.Signed(math.Ceil(f.x1)))) + l.size*0.8
	step := 5.0
	for _, next := range []float64{10, 20, 25, 50, 100, 200} {
		if (f.x1-f.x0)/step > mostLevels || f.x(step)-f.x(0) < room {
			step = next
		}
	}
	var levels []float64
	for v := math.Ceil(f.x0/step) * step; v <= f.x1; v += step {
		levels = append(levels, v)
	}
	return levels
}

func (c *rowsChart) paintNames(s *canvas, f *frame) {
	if f.detail >= numbersOnly {
		return
	}
	width := innerWidth(f.size, f.theme)
	left := leftRim(f.size, f.theme) + edgeOf(f.size, f.theme)
	if c.stacked(f.theme, width) {
		left = f.plot.left
	}
	for i, r := range c.rows[:c.fitting(f)] {
		at := point2{left, c.middleOf(f, i)}
		if c.over(f) && !c.continues(i) {
			c.paintNameOver(s, f, i, at)
		}
		switch {
		case c.blocks:
			c.paintNote(s, f, r, point2{left, at.y + f.theme.em(11)*0.36}, c.besideWidth(f.theme, width)+1)
		case !c.over(f):
			name := c.nameLetters(f.theme, i)
			s.words(r.name, point2{left, at.y - name.size*0.14}, name)
			c.paintNote(s, f, r, point2{left, at.y + f.theme.em(11)*1.08}, width)
		}
	}
	if hidden := len(c.rows) - c.fitting(f); c.moreRoom(f) > 0 {
		note := f.theme.small()
		words := firstFitting(note, f.size.Width-left-f.theme.em(4), describe.MoreRows(hidden, !f.theme.onPaper)...)
		s.words(words, point2{left, c.bottom(f) - note.size*0.4}, note)
	}
}

// paintNameOver writes a name over its rows, nearer to them than to those above, and on a
// ground that keeps level lines out of the words. A name with a single row has its note
// beside it, as far as there is room.
func (c *rowsChart) paintNameOver(s *canvas, f *frame, i int, row point2) {
	name, note := c.nameLetters(f.theme, i), f.theme.small()
	at := point2{row.x, row.y - math.Min(c.lineHeight(f)*0.9, name.size*1.7) + name.size*0.36}
	room := f.size.Width - at.x - f.theme.em(4)
	gap, beside := name.size*0.6, ""
	if !c.blocks {
		beside = firstFitting(note, room*0.65-gap, c.rows[i].notes...)
	}
	if beside != "" {
		room -= gap + note.width(beside)
	}
	words := fit(name.font, name.size, room, c.rows[i].name)
	right := at.x + name.width(words)
	if beside != "" {
		right += gap + note.width(beside)
	}
	if right > f.plot.left {
		s.box(rect{at.x - 2, at.y - name.size, right + 3, at.y + name.size*0.3}, f.theme.ground())
	}
	s.words(words, at, name)
	s.words(beside, point2{right, at.y}, note.aligned(render.End))
}

func (c *rowsChart) paintNote(s *canvas, f *frame, r chartRow, at point2, width float64) {
	letters := f.theme.small()
	if r.finding == insight.Claim {
		letters.ink = f.theme.Text
	}
	s.words(firstFitting(letters, width, r.notes...), at, letters)
}

func (c *rowsChart) paintRows(s *canvas, f *frame) {
	for i, r := range c.rows[:c.fitting(f)] {
		y, under, largest := c.lines(f, i)
		for _, v := range r.singles {
			s.dot(point2{f.x(v.at), under}, c.singleSize(len(v.ids), largest), faded(f.theme.Dot, 0.45))
		}
		style, ink := intervalOf(f.theme, r.finding)
		if r.low.IsSet() {
			s.stroke([]point2{{f.x(r.low.Or(0)), y}, {f.x(r.high.Or(0)), y}}, style)
		}
		if r.finding == insight.Possible {
			s.dot(point2{f.x(r.at), y}, rowRadius, f.theme.ground())
		}
		s.mark(round, point2{f.x(r.at), y}, rowRadius, r.finding == insight.Possible, ink)
	}
}
