package compose

import (
	"fmt"
	"strconv"

	"enactive/charts/paper"
	"enactive/charts/typeface"
)

// block makes the strips of a block.
func (c *composer) block(b Block) {
	switch b := b.(type) {
	case Title:
		c.title(b)
	case Heading:
		c.heading(b)
	case Paragraph:
		c.paragraph(b)
	case Points:
		c.points(b)
	case Quotation:
		c.quotation(b)
	case Figure:
		c.figure(b)
	case Figures:
		c.figures(b)
	case Table:
		c.table(b)
	case Entry:
		c.entry(b)
	case Gap:
		c.add(strip{before: 1, keep: true, set: func(place, int) {}})
	default:
		c.err = fmt.Errorf("setting a block: there is none of the kind %T", b)
	}
}

// flow is lines of text that are set one below the other, indented from the left of the text.
type flow struct {
	element *paper.Element
	style   paper.Style
	indent  float64
	lines   []typeface.Line
	before  int
	// keep keeps all lines together, and keepNext the last one with what follows.
	keep, keepNext bool
	// beside is set on the first line too.
	beside func(at place)
	again  *strip
}

// flow adds the lines of a text. Neither the first nor the last one stands alone on a page.
func (c *composer) flow(f flow) {
	n := len(f.lines)
	for i := range f.lines {
		s := strip{height: leading(f.style), again: f.again, keep: f.keep && i < n-1 || together(i, n) || f.keepNext && i == n-1}
		if i == 0 {
			s.before = f.before
		}
		first := i == 0
		l := &f.lines[i]
		s.set = func(at place, _ int) {
			if first && f.beside != nil {
				f.beside(at)
			}
			c.text(f.element, f.style, at.left+f.indent, at.top, l)
		}
		c.add(s)
	}
}

// together reports whether line i of n stays with the next one.
func together(i, n int) bool {
	return i < n-1 && (n <= 3 || i == 0 || i == n-2)
}

func (c *composer) title(t Title) {
	g := c.geometry
	c.flow(flow{element: c.element(c.root, paper.H1), style: c.styles.title, lines: c.lines(c.styles.title, g.measure, t.Text), keep: true, keepNext: true})
	for _, about := range t.About {
		c.flow(flow{element: c.element(c.root, paper.P), style: c.styles.quiet, lines: c.lines(c.styles.quiet, g.measure, about), keep: true})
	}
	if t.Greeting != "" {
		c.flow(flow{element: c.element(c.root, paper.P), style: c.styles.lead, lines: c.lines(c.styles.lead, g.measure, t.Greeting), before: 1})
	}
	c.level = 1
}

// dotWidth is the room in front of a heading for its colour, in points.
const dotWidth = 17.0

func (c *composer) heading(h Heading) {
	g := c.geometry
	style, before := c.styles.h1, 2
	switch h.Level {
	case 2:
		style, before = c.styles.h2, 1
	case 3:
		style, before = c.styles.h3, 1
	}
	if h.NewPage && len(c.group) == 0 && c.used > 0 && c.room() < g.third() {
		c.endPage(true)
	}
	if h.Running != "" {
		c.running = h.Running
	}
	level := min(h.Level+1, c.level+1, 6)
	c.level = level
	e := c.element(c.root, paper.Role("H"+strconv.Itoa(level)))
	indent := 0.0
	if h.Dot.A > 0 {
		indent = dotWidth
	}
	lines := c.lines(style, g.measure-indent, h.Text)
	start := len(c.group)
	c.flow(flow{element: e, style: style, indent: indent, lines: lines, before: before, keep: true, keepNext: true, beside: func(at place) {
		if h.Dot.A > 0 && !c.blind {
			size := 10.0
			c.page.Marks = append(c.page.Marks, paper.Mark{Left: at.left, Top: at.top + float64(leading(style))*line - 3.4 - size, Width: size, Height: size, Fill: h.Dot, Round: size / 2})
		}
		if h.Level == 1 && h.Dot.A == 0 {
			c.box(nil, at.left, at.top, g.measure, heavy, ink)
		}
	}})
	first := &c.group[start]
	first.opens = h.Level == 1 || c.running == h.Text
	if !h.Unlisted {
		first.listed = &h
	}
	if h.Note != "" {
		c.flow(flow{element: c.element(c.root, paper.P), style: c.styles.quiet, indent: indent, lines: c.lines(c.styles.quiet, g.measure-indent, h.Note), keep: true, keepNext: true})
	}
}

func (c *composer) paragraph(p Paragraph) {
	style := map[Look]paper.Style{Plain: c.styles.body, Lead: c.styles.lead, Quiet: c.styles.quiet}[p.Look]
	f := flow{element: c.element(c.root, paper.P), style: style, before: 1}
	width := c.geometry.measure
	if p.Label != "" {
		label := c.oneLine(c.styles.strong, width/3, p.Label)
		f.indent = min(width/3, label.Width*c.styles.strong.Size+8)
		f.beside = func(at place) { c.text(f.element, c.styles.strong, at.left, at.top, &label) }
	}
	f.lines = c.lines(style, width-f.indent, p.Text)
	c.flow(f)
}

// certaintyWidth is the width of the column with how certain a sentence is, in points.
const certaintyWidth = 104.0

func (c *composer) points(p Points) {
	list := c.element(c.root, paper.List)
	for i, item := range p.Items {
		li := c.element(list, paper.ListItem)
		label, body := c.element(li, paper.Label), c.element(li, paper.ListBody)
		mark := c.texts.OneLine(c.styles.body.Font, "•")
		width := c.geometry.measure - 12
		var certain []typeface.Line
		if item.Certainty != "" {
			width -= certaintyWidth + 14
			certain = c.lines(c.styles.quiet, certaintyWidth, item.Certainty)
		}
		lines := c.lines(c.styles.body, width, item.Text)
		for len(lines) < len(certain) {
			lines = append(lines, typeface.Line{})
		}
		before := 0
		if i == 0 {
			before = 1
		}
		right := c.geometry.measure - certaintyWidth
		c.flow(flow{element: body, style: c.styles.body, indent: 12, lines: lines, before: before, keep: len(lines) <= 6, beside: func(at place) {
			c.text(label, c.styles.body, at.left, at.top, &mark)
			for j := range certain {
				c.text(body, c.styles.quiet, at.left+right, at.top+float64(j)*line, &certain[j])
			}
		}})
	}
}

// quoteIndent is how far a quotation is set in, in points.
const quoteIndent = 14.0

func (c *composer) quotation(q Quotation) {
	e := c.element(c.root, paper.BlockQuote)
	width := c.geometry.measure - 2*quoteIndent
	lines := c.lines(c.styles.body, width, q.Text)
	source := c.lines(c.styles.quiet, width, q.Source)
	if q.Source == "" {
		source = nil
	}
	bar := func(at place, height int) {
		c.box(nil, at.left, at.top+2, 1.2, float64(height)*line, hairline)
	}
	p := c.element(e, paper.P)
	n := len(lines)
	for i := range lines {
		s := strip{height: 1, keep: together(i, n) || i == n-1 && len(source) > 0}
		if i == 0 {
			s.before = 1
		}
		l := &lines[i]
		s.set = func(at place, height int) {
			bar(at, height)
			c.text(p, c.styles.body, at.left+quoteIndent, at.top, l)
		}
		c.add(s)
	}
	from := c.element(e, paper.P)
	for i := range source {
		l := &source[i]
		c.add(strip{height: 1, keep: i < len(source)-1, set: func(at place, height int) {
			bar(at, height)
			c.text(from, c.styles.quiet, at.left+quoteIndent, at.top, l)
		}})
	}
}

// The columns of an entry: what stands beside it, and the names of its texts, in points.
const (
	sideWidth = 46.0
	nameWidth = 112.0
)

// wholeEntry is up to how many lines an entry is not divided.
const wholeEntry = 10

func (c *composer) entry(e Entry) {
	g := c.geometry
	width := g.measure - sideWidth
	side := c.oneLine(c.styles.quiet, sideWidth-6, e.Side)
	var head, facts []typeface.Line
	if e.Head != "" {
		head = c.lines(c.styles.strong, width, e.Head)
	}
	if e.Facts != "" {
		facts = c.lines(c.styles.quiet, width, e.Facts)
	}
	type part struct {
		name typeface.Line
		text []typeface.Line
	}
	parts, all := make([]part, len(e.Parts)), len(head)+len(facts)
	for i, p := range e.Parts {
		parts[i] = part{c.oneLine(c.styles.name, nameWidth-8, p.Name), c.lines(c.styles.body, width-nameWidth, p.Text)}
		all += len(parts[i].text)
	}
	whole, shown := all <= wholeEntry, len(e.Photos) > 0
	before := 1
	beside := func(e *paper.Element) func(place) {
		if side.Text == "" {
			return nil
		}
		words := side
		return func(at place) { c.text(e, c.styles.quiet, at.left, at.top, &words) }
	}
	if len(head) > 0 {
		p := c.element(c.root, paper.P)
		c.flow(flow{element: p, style: c.styles.strong, indent: sideWidth, lines: head, before: before, keep: true, keepNext: len(facts)+len(parts) > 0 || shown, beside: beside(p)})
		before, side = 0, typeface.Line{}
	}
	if len(facts) > 0 {
		p := c.element(c.root, paper.P)
		c.flow(flow{element: p, style: c.styles.quiet, indent: sideWidth, lines: facts, before: before, keep: true, keepNext: len(parts) > 0 || shown, beside: beside(p)})
		before, side = 0, typeface.Line{}
	}
	for i := range parts {
		p, last := c.element(c.root, paper.P), i == len(parts)-1
		also := beside(p)
		name := &parts[i].name
		c.flow(flow{element: p, style: c.styles.body, indent: sideWidth + nameWidth, lines: parts[i].text, before: before, keep: whole, keepNext: whole && !last || last && shown, beside: func(at place) {
			if also != nil {
				also(at)
			}
			c.text(p, c.styles.name, at.left+sideWidth, at.top, name)
		}})
		before, side = 0, typeface.Line{}
	}
	c.photos(e.Photos, sideWidth, width)
}
