package compose

import (
	"fmt"
	"math"

	"enactive/charts/paper"
	"enactive/charts/typeface"
)

// pictureUnit is how long a unit of a picture is, in points.
const pictureUnit = 0.75

// gutter is the room between two columns, in points.
const gutter = 20.0

// inLines is a height in points as lines of the grid, rounded up.
func inLines(height float64) int { return max(1, int(math.Ceil(height/line))) }

func (c *composer) figure(f Figure) {
	width := c.geometry.measure
	before := 1
	flowed := func(style paper.Style, text string) {
		if text == "" {
			return
		}
		c.flow(flow{element: c.element(c.root, paper.P), style: style, lines: c.lines(style, width, text), before: before, keep: true, keepNext: true})
		before = 0
	}
	flowed(c.styles.strong, f.Title)
	flowed(c.styles.body, f.Sentence)
	height := min(inLines(f.Height), c.geometry.rows-2)
	e := c.element(c.root, paper.Figure)
	note, most := c.noteOf(f, width), height*14/10
	if f.Fixed {
		most = height
	}
	c.add(strip{before: before, height: height, least: max(5, height*6/10), most: most, keep: len(note) > 0, set: func(at place, height int) {
		c.picture(e, f, at.left, at.top+4, width, float64(height)*line-6)
	}})
	if len(note) > 0 {
		c.flow(flow{element: c.element(c.root, paper.P), style: c.styles.quiet, lines: note, keep: true})
	}
}

func (c *composer) noteOf(f Figure, width float64) []typeface.Line {
	if f.Note == "" {
		return nil
	}
	return c.lines(c.styles.quiet, width, f.Note)
}

// picture draws a figure in a box, in points.
func (c *composer) picture(e *paper.Element, f Figure, left, top, width, height float64) {
	if c.blind || c.err != nil {
		return
	}
	d, err := f.Draw(width/pictureUnit, height/pictureUnit)
	if err != nil {
		c.err = fmt.Errorf("drawing %q: %w", f.Title, err)
		return
	}
	e.Alt = f.Alt
	c.page.Marks = append(c.page.Marks, paper.Mark{Element: e, Left: left, Top: top, Width: width, Height: height, Figure: &d})
}

// figures sets charts side by side. Their titles, sentences and pictures begin at the same height.
func (c *composer) figures(all Figures) {
	across := max(1, all.Across)
	if across == 1 {
		for _, f := range all.Items {
			c.figure(f)
		}
		return
	}
	for from := 0; from < len(all.Items); from += across {
		c.rowOf(all.Items[from:min(from+across, len(all.Items))], across)
	}
}

// column is one figure of a row, broken into lines.
type column struct {
	figure                Figure
	title, sentence, note []typeface.Line
}

func (c *composer) rowOf(items []Figure, across int) {
	width := (c.geometry.measure - gutter*float64(across-1)) / float64(across)
	if len(items) == 1 {
		width = c.geometry.measure // one that is left takes the whole row
		if across > 2 {
			width = (c.geometry.measure - gutter) / 2
		}
	}
	columns := make([]column, len(items))
	var titles, sentences, notes int
	height := 0.0
	for i, f := range items {
		col := column{figure: f}
		if f.Title != "" {
			col.title = c.lines(c.styles.strong, width, f.Title)
		}
		if f.Sentence != "" {
			col.sentence = c.lines(c.styles.cell, width, f.Sentence)
		}
		col.note = c.noteOf(f, width)
		titles, sentences, notes = max(titles, len(col.title)), max(sentences, len(col.sentence)), max(notes, len(col.note))
		height = max(height, f.Height)
		columns[i] = col
	}
	if titles+sentences+notes > c.geometry.rows/4 { // texts so long do not stand side by side
		for _, f := range items {
			c.figure(f)
		}
		return
	}
	texts, chart := titles+sentences+notes, inLines(height)
	chart = min(chart, c.geometry.rows-texts)
	elements := make([][4]*paper.Element, len(columns))
	for i := range columns {
		for j, role := range []paper.Role{paper.P, paper.P, paper.Figure, paper.P} {
			if j == 0 && len(columns[i].title) == 0 || j == 1 && len(columns[i].sentence) == 0 || j == 3 && len(columns[i].note) == 0 {
				continue
			}
			elements[i][j] = c.element(c.root, role)
		}
	}
	c.add(strip{before: 1, height: texts + chart, least: texts + max(5, chart*6/10), most: texts + chart*13/10, set: func(at place, height int) {
		for i := range columns {
			col, left := &columns[i], at.left+float64(i)*(width+gutter)
			c.stack(elements[i][0], c.styles.strong, left, at.top, col.title)
			c.stack(elements[i][1], c.styles.cell, left, at.top+float64(titles)*line, col.sentence)
			top := at.top + float64(titles+sentences)*line
			c.picture(elements[i][2], col.figure, left, top+4, width, float64(height-texts)*line-6)
			c.stack(elements[i][3], c.styles.quiet, left, top+float64(height-texts)*line, col.note)
		}
	}})
}

// stack sets lines one below the other.
func (c *composer) stack(e *paper.Element, s paper.Style, left, top float64, lines []typeface.Line) {
	for i := range lines {
		c.text(e, s, left, top+float64(i*leading(s))*line, &lines[i])
	}
}
