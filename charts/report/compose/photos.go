package compose

import (
	"fmt"

	"enactive/charts/paper"
)

// pointsPerPixel sets photos with 150 pixels to an inch.
const pointsPerPixel = 72.0 / 150

// photoGap is the room between two photos beside each other, and above a row of them, in points.
const photoGap = 8.0

// photos sets photos in rows, as many side by side as there is room for.
func (c *composer) photos(all []Photo, indent, width float64) {
	for from := 0; from < len(all); {
		to, used, high := from, 0.0, 0.0
		for to < len(all) {
			w, h := all[to].size(width)
			if to > from && used+w > width {
				break
			}
			used, high, to = used+w+photoGap, max(high, h), to+1
		}
		c.rowOfPhotos(all[from:to], indent, width, high)
		from = to
	}
}

// size is how large a photo is set, in points.
func (p Photo) size(width float64) (w, h float64) {
	w, h = float64(p.Width)*pointsPerPixel, float64(p.Height)*pointsPerPixel
	if w > width {
		w, h = width, h*width/w
	}
	return w, h
}

func (c *composer) rowOfPhotos(row []Photo, indent, width, high float64) {
	elements := make([]*paper.Element, len(row))
	for i := range row {
		elements[i] = c.element(c.root, paper.Figure)
	}
	c.add(strip{height: inLines(high + photoGap), set: func(at place, _ int) {
		left := at.left + indent
		for i, p := range row {
			w, h := p.size(width)
			c.photo(elements[i], p, left, at.top+photoGap, w, h)
			left += w + photoGap
		}
	}})
}

func (c *composer) photo(e *paper.Element, p Photo, left, top, width, height float64) {
	if c.blind || c.err != nil {
		return
	}
	e.Alt = p.Name
	data, err := p.Load()
	switch {
	case err != nil:
		c.err = fmt.Errorf("reading a photo: %w", err)
	case len(data) == 0:
		name := c.oneLine(c.styles.quiet, width, p.Name)
		c.text(e, c.styles.quiet, left, top, &name)
	default:
		c.page.Marks = append(c.page.Marks, paper.Mark{Element: e, Left: left, Top: top, Width: width, Height: height, Photo: data})
	}
}
