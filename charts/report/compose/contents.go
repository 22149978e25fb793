package compose

import (
	"strconv"

	"enactive/charts/paper"
)

const (
	// fewHeadings is from how many headings on a document has contents.
	fewHeadings = 6
	// fewPages is from how many pages on it has them.
	fewPages = 5
	// manyHeadings is from how many on only the highest level is listed.
	manyHeadings = 70
)

// contents are the headings that the contents list; nil for a document without contents.
func (l *layout) contents() []listed {
	if !l.doc.Contents {
		return nil
	}
	for _, deepest := range []int{2, 1} {
		var all []listed
		for _, h := range l.listed {
			if h.level <= deepest {
				all = append(all, h)
			}
		}
		if len(all) < fewHeadings {
			return nil
		}
		if len(all) <= manyHeadings || deepest == 1 {
			return all
		}
	}
	return nil
}

// contents sets the contents: on the page after the first one, unless much of that is empty.
func (c *composer) contents(all []listed) {
	c.close()
	if c.used > 0 && c.room() < c.geometry.third() {
		c.endPage(true)
	}
	c.flow(flow{element: c.element(c.root, paper.H2), style: c.styles.h2, before: 2, lines: c.lines(c.styles.h2, c.geometry.measure, c.plan.doc.ContentsTitle), keep: true, keepNext: true})
	c.level = 2
	toc := c.element(c.root, paper.Contents)
	for i, h := range all {
		link := c.element(c.element(toc, paper.Content), paper.LinkRole)
		style, indent, before := c.styles.body, 0.0, 0
		if i == 0 {
			before = 1
		}
		if h.level == 1 {
			style = c.styles.strong
			if i > 0 && (all[i-1].level > 1 || i+1 < len(all) && all[i+1].level > 1) {
				before = 1
			}
		} else {
			indent = 14
		}
		words := c.oneLine(style, c.geometry.measure-indent-50, h.words)
		number := c.texts.OneLine(style.Font, strconv.Itoa(h.page+1))
		c.add(strip{before: before, height: 1, keep: h.level == 1 && i+1 < len(all) && all[i+1].level > 1, set: func(at place, _ int) {
			if c.blind {
				return
			}
			right := at.left + c.geometry.measure
			end := right - number.Width*style.Size
			c.text(link, style, at.left+indent, at.top, &words)
			from := at.left + indent + words.Width*style.Size + 6
			c.box(nil, from, at.top+line-3.4, max(0, end-6-from), 0.3, hairline)
			c.text(link, style, end, at.top, &number)
			c.page.Links = append(c.page.Links, paper.Link{Element: link, Left: at.left + indent, Top: at.top, Width: c.geometry.measure - indent, Height: line,
				Page: h.page, Y: h.y, Words: h.words})
		}})
	}
}
