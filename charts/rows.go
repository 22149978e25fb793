package charts

import (
	"math"
	"slices"

	"enactive/journal/insight"
)

// chartRow is one line of a chart of differences: an estimate with its interval.
type chartRow struct {
	name, note string
	at         float64
	low, high  insight.Number // the 80% interval, if there is one
	claim      bool
	ids        []string
	// singles are the changes of single entries, in the order of their ids.
	singles   []float64
	singleIDs []string
	label     string
}

// rowsChart draws differences in points, a row each, around a line of no difference.
type rowsChart struct {
	words
	rows             []chartRow
	empty, emptyMore string
	axis             []string // wordings from long to short
}

func (c *rowsChart) say() words { return c.words }

func (c *rowsChart) nameWidth(theme Theme) float64 {
	normal, small := theme.normal(), theme.small()
	normal.font = theme.bold // a claim is set in bold
	w := 0.0
	for _, r := range c.rows {
		w = math.Max(w, math.Max(normal.width(r.name), small.width(r.note)))
	}
	return w
}

// stacked reports whether names stand over their rows, as they are too long to stand beside them.
func (c *rowsChart) stacked(theme Theme, width float64) bool { return c.nameWidth(theme) > 0.38*width }

// head is the room of a name over its row.
func (c *rowsChart) head(f *frame) float64 {
	if f.detail >= numbersOnly || !c.stacked(f.theme, innerWidth(f.size, f.theme)) {
		return 0
	}
	return f.theme.em(17)
}

func (c *rowsChart) around(theme Theme, d detail, width float64) margins {
	m := margins{left: theme.em(14) + c.nameWidth(theme), top: theme.em(4), right: theme.em(14), bottom: theme.em(22)}
	if d >= numbersOnly || c.stacked(theme, width) {
		m.left = theme.em(8)
	}
	if d < titleAndNumbers {
		m.bottom = theme.em(38)
	}
	return m
}

func (c *rowsChart) ranges(f *frame) {
	low, high := 0.0, 0.0
	for _, r := range c.rows[:c.fitting(f)] {
		low = math.Min(low, math.Min(r.at, r.low.Or(r.at)))
		high = math.Max(high, math.Max(r.at, r.high.Or(r.at)))
		for _, v := range r.singles {
			low, high = math.Min(low, v), math.Max(high, v)
		}
	}
	reach := math.Max(high-low, 10)
	f.x0, f.x1 = low-0.06*reach, high+0.06*reach
	f.y0, f.y1 = float64(max(c.fitting(f), 1)), 0
}

// leastRow is the height that a row needs: two lines of words, or one over its mark.
func (c *rowsChart) leastRow(f *frame) float64 {
	if head := c.head(f); head > 0 {
		return head + f.theme.em(14)
	}
	return f.theme.em(26)
}

// fitting is how many rows have room; where not all have, a line is kept for saying so.
func (c *rowsChart) fitting(f *frame) int {
	least := c.leastRow(f)
	n := int(f.plot.height() / least)
	if n >= len(c.rows) {
		return len(c.rows)
	}
	return max(1, int((f.plot.height()-f.theme.em(16))/least))
}

// moreRoom is the height of the line that says how many rows are left out.
func (c *rowsChart) moreRoom(f *frame) float64 {
	if f.detail >= numbersOnly || c.fitting(f) == len(c.rows) {
		return 0
	}
	return f.theme.em(16)
}

func (c *rowsChart) rowHeight(f *frame) float64 {
	return math.Min((f.plot.height()-c.moreRoom(f))/float64(max(c.fitting(f), 1)), f.theme.em(78))
}

// middleOf is the height of a row: rows that are few stand together at the top.
func (c *rowsChart) middleOf(f *frame, i int) float64 {
	top := f.plot.top + float64(i)*c.rowHeight(f)
	if head := c.head(f); head > 0 { // near to its name, and clear of the next one
		return top + head + math.Min((c.rowHeight(f)-head)/2, f.theme.em(6))
	}
	return top + c.rowHeight(f)/2
}

const (
	rowRadius    = 4.6
	singleRadius = 2.0
)

func (c *rowsChart) marks(f *frame) []Mark {
	var marks []Mark
	for i, r := range c.rows[:c.fitting(f)] {
		y := c.middleOf(f, i)
		if len(r.ids) > 0 {
			marks = append(marks, Mark{IDs: r.ids, X: f.x(r.at), Y: y, Radius: rowRadius, Label: r.label})
		}
		for k, v := range r.singles {
			marks = append(marks, Mark{IDs: r.singleIDs[k : k+1], X: f.x(v), Y: c.singleY(f, y, k), Radius: singleRadius, Label: r.name + ": " + signed(v)})
		}
	}
	return marks
}

// singleY spreads single entries over the lower part of their row, always the same way.
func (c *rowsChart) singleY(f *frame, y float64, k int) float64 {
	const golden = 0.6180339887
	_, part := math.Modf(float64(k+1) * golden)
	return y + rowRadius + 2 + part*math.Max(0, (c.rowHeight(f)-c.head(f))/2-rowRadius-5)
}

func (c *rowsChart) paint(f *frame) []func(*sheet) {
	if len(c.rows) == 0 {
		return []func(*sheet){func(s *sheet) { f.paintEmpty(s, c.empty, c.emptyMore) }}
	}
	return []func(*sheet){
		func(s *sheet) { c.paintAxis(s, f) },
		func(s *sheet) { c.paintNames(s, f) },
		func(s *sheet) { c.paintRows(s, f) },
	}
}

// bottom is where the rows end, and the line that says how many are left out.
func (c *rowsChart) bottom(f *frame) float64 {
	return f.plot.top + float64(c.fitting(f))*c.rowHeight(f) + c.moreRoom(f)
}

func (c *rowsChart) paintAxis(s *sheet, f *frame) {
	small := f.theme.small()
	number := f.theme.normal().aligned(middle)
	number.ink = f.theme.Text
	bottom := c.bottom(f)
	taken := math.Inf(-1)
	for _, v := range signedLevels(f.x0, f.x1) {
		x := f.x(v)
		ink := f.theme.Grid
		if v == 0 {
			ink = f.theme.Axis
		}
		s.hair(point2{x, f.plot.top}, point2{x, bottom}, ink)
		word := signed(v)
		half := number.width(word) / 2
		if f.detail < plotOnly && x-half > taken && x+half < f.plot.right+f.theme.em(12) {
			s.words(word, point2{x, bottom + number.size*1.3}, number)
			taken = x + half + number.size*0.5
		}
	}
	if f.detail < titleAndNumbers {
		f.paintAcross(s, bottom+number.size*1.3+f.theme.em(15), small, c.axis...)
	}
}

func (c *rowsChart) paintNames(s *sheet, f *frame) {
	if f.detail >= numbersOnly {
		return
	}
	left, room := f.plot.left, f.size.Width-f.plot.left-f.theme.em(4)
	if c.head(f) == 0 {
		room = c.nameWidth(f.theme) + 1
		left = math.Max(0, f.plot.left-f.theme.em(12)-room)
	}
	for i, r := range c.rows[:c.fitting(f)] {
		if c.head(f) > 0 {
			c.paintNameOver(s, f, i, r, room)
			continue
		}
		c.paintNameBeside(s, f, r, point2{left, c.middleOf(f, i)})
	}
	if hidden := len(c.rows) - c.fitting(f); hidden > 0 {
		note := f.theme.small()
		s.words(firstFitting(note, room, moreRows(hidden)...), point2{left, c.bottom(f) - note.size*0.4}, note)
	}
}

func (r chartRow) letters(theme Theme) lettering {
	name := theme.normal()
	name.ink = theme.Text
	if r.claim {
		name.font = theme.bold
	}
	return name
}

// paintNameBeside writes name and note in two lines around the middle of their row.
func (c *rowsChart) paintNameBeside(s *sheet, f *frame, r chartRow, at point2) {
	name, note := r.letters(f.theme), f.theme.small()
	if r.note == "" {
		s.words(r.name, point2{at.x, at.y + name.size*0.36}, name)
		return
	}
	s.words(r.name, point2{at.x, at.y - name.size*0.12}, name)
	s.words(r.note, point2{at.x, at.y + note.size*1.05}, note)
}

// paintNameOver writes name and note in one line over their row, on a ground that keeps
// level lines out of the words.
func (c *rowsChart) paintNameOver(s *sheet, f *frame, i int, r chartRow, room float64) {
	name, note := r.letters(f.theme), f.theme.small()
	at := point2{f.plot.left, f.plot.top + float64(i)*c.rowHeight(f) + name.size*1.15}
	gap := name.size * 0.6
	noteWidth := note.width(r.note) + gap
	if noteWidth > 0.65*room {
		noteWidth = 0 // the name matters more
	}
	words := fit(name.font, name.size, room-noteWidth, r.name)
	right := at.x + name.width(words)
	s.box(rect{at.x - 2, at.y - name.size, right + noteWidth + 2, at.y + name.size*0.3}, f.theme.ground())
	s.words(words, at, name)
	if noteWidth > 0 {
		s.words(r.note, point2{right + gap, at.y}, note)
	}
}

func (c *rowsChart) paintRows(s *sheet, f *frame) {
	for i, r := range c.rows[:c.fitting(f)] {
		y := c.middleOf(f, i)
		for k, v := range r.singles {
			s.dot(point2{f.x(v), c.singleY(f, y, k)}, singleRadius, faded(f.theme.Dot, 0.4))
		}
		ink := f.theme.Dot
		if r.claim {
			ink = f.theme.Accent
		}
		low, ok1 := r.low.Get()
		high, ok2 := r.high.Get()
		if ok1 && ok2 {
			s.line([]point2{{f.x(low), y}, {f.x(high), y}}, faded(ink, 0.55), 3.5)
		}
		s.dot(point2{f.x(r.at), y}, rowRadius, ink)
	}
}

// signedLevels are a few round numbers between the ends, 0 among them.
func signedLevels(low, high float64) []float64 {
	step := 5.0
	for _, next := range []float64{10, 20, 25, 50} {
		if (high-low)/step > 8 {
			step = next
		}
	}
	var levels []float64
	for v := math.Ceil(low/step) * step; v <= high; v += step {
		levels = append(levels, v)
	}
	return levels
}

// NewBeliefChange makes the chart of belief after outcomes. area names what it is about
// and may be empty.
func NewBeliefChange(result insight.BeliefChangeResult, area string) Chart {
	c := &rowsChart{words: words{title: titleOf(beliefTitle, area), text: result.Text}, empty: beliefEmpty, emptyMore: beliefEmptyMore, axis: beliefAxis()}
	c.groups(result.Groups, func(name string) string { return name })
	for i := range c.rows {
		c.rows[i].claim = result.Finding() == insight.Claim && c.rows[i].name == outcomeWord(insight.Success)
	}
	return picture{c}
}

// NewSources makes the chart of the four sources. area names what it is about and may be empty.
func NewSources(result insight.SourcesResult, area string) Chart {
	c := &rowsChart{words: words{title: titleOf(sourcesTitle, area), text: result.Text}, empty: sourcesEmpty, emptyMore: beliefEmptyMore, axis: beliefAxis()}
	c.groups(result.Groups, sourceName)
	return picture{c}
}

// groups makes a row of each group of changes.
func (c *rowsChart) groups(groups []insight.ChangeGroup, name func(string) string) {
	c.header = []string{"", "Entries", "Belief moved by", "Likely from", "Likely to"}
	for _, g := range groups {
		r := chartRow{name: name(g.Name), note: countedEntries(g.N), at: g.Mean, low: g.Low, high: g.High, claim: g.Claim, singles: g.Changes, singleIDs: g.IDs}
		if extra := len(g.Changes) - singlesShown; extra > 0 {
			r.singles, r.singleIDs = g.Changes[extra:], g.IDs[extra:]
		}
		c.rows = append(c.rows, r)
		c.words.rows = append(c.words.rows, []string{r.name, groupedCount(g.N), signed(g.Mean), signedNumber(g.Low), signedNumber(g.High)})
	}
}

// singlesShown is how many of the newest entries of a row are drawn one by one.
const singlesShown = 150

// NewCompare makes the chart of strategies or people. area names what it is about and may
// be empty.
func NewCompare(result insight.CompareResult, title, area string) Chart {
	c := &rowsChart{words: words{title: titleOf(title, area), text: result.Text}, empty: compareEmpty, emptyMore: compareEmptyMore, axis: compareAxis()}
	c.header = []string{"", "Measure", "With", "Without", "Mean with", "Mean without", "Difference", "Likely from", "Likely to"}
	shown := slices.Clone(result.Shown)
	slices.SortStableFunc(shown, func(a, b insight.Comparison) int { // claims first
		switch {
		case a.Claim == b.Claim:
			return 0
		case a.Claim:
			return -1
		}
		return 1
	})
	for _, d := range shown {
		r := chartRow{name: d.Name, note: compareNote(d), at: d.Shift, claim: d.Claim, ids: d.IDs, label: compareLabel(d)}
		row := []string{d.Name, d.Measure, groupedCount(d.With), groupedCount(d.Without), tenth(d.MeanWith), tenth(d.MeanWithout), signed(d.Shift), "", ""}
		if len(d.Interval) == 2 {
			r.low, r.high = numberOf(d.Interval[0]), numberOf(d.Interval[1])
			row[7], row[8] = signed(d.Interval[0]), signed(d.Interval[1])
		}
		c.rows = append(c.rows, r)
		c.words.rows = append(c.words.rows, row)
	}
	return picture{c}
}
