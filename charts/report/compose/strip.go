package compose

import (
	"context"
	"fmt"
	"image/color"

	"enactive/charts/paper"
	"enactive/charts/typeface"
)

// strip is a part of a page that is not divided, as wide as the text.
type strip struct {
	// before is the room above it, which is left out at the head of a page, and height its own, in lines.
	before, height int
	// least and most are the heights between which a picture may be drawn; both 0 for what has one height.
	least, most int
	// keep keeps it on one page with the next one.
	keep bool
	// set puts it on the page, at a place and with a height in lines.
	set func(at place, height int)
	// again is set above it if it begins a page, such as the header of its table.
	again *strip
	// running is what the head of a page says that begins with it; opens is set if that would repeat it.
	running string
	opens   bool
	// listed is set if it is a heading that the contents name.
	listed *Heading
}

// place is the upper left corner of a strip, in points.
type place struct{ left, top float64 }

// composer sets strips on pages.
type composer struct {
	ctx      context.Context
	plan     *layout
	geometry geometry
	styles   styles
	texts    typeface.Texts
	send     func(*paper.Page) error
	// blind is set while pages are only counted: no picture is drawn, and no structure is made.
	blind  bool
	root   *paper.Element
	listed []listed
	pages  int
	lost   int

	page    *paper.Page
	waiting []strip // of the page that is filled
	used    int     // lines of it
	group   []strip // that have to be on one page
	front   bool    // before the first heading of level 1: one page, if its pictures can be so low
	running string
	level   int // of the last heading
	err     error
}

func newComposer(ctx context.Context, l *layout, send func(*paper.Page) error) *composer {
	return &composer{ctx: ctx, plan: l, geometry: l.geometry, styles: stylesOf(typeface.Of(l.doc.Language)), texts: l.doc.Texts, send: send, root: &paper.Element{}}
}

// body sets all blocks.
func (c *composer) body() error {
	contents := c.plan.contents()
	c.front = true
	for b := range c.plan.doc.Body {
		if err := c.ctx.Err(); err != nil {
			return fmt.Errorf("setting the pages: %w", err)
		}
		if h, ok := b.(Heading); ok && h.Level == 1 && c.front {
			c.front = false
			c.close()
			if contents != nil {
				c.contents(contents)
			}
		}
		c.block(b)
		if c.err != nil {
			return c.err
		}
	}
	n := c.plan.lost
	if c.blind {
		n = c.lost
	}
	if c.plan.doc.Notice != nil && n > 0 {
		c.block(Paragraph{Text: c.plan.doc.Notice(n), Look: Quiet})
	}
	c.close()
	if c.used > 0 || c.pages == 0 {
		c.endPage(false)
	}
	return c.err
}

// add puts a strip after the others.
func (c *composer) add(s strip) {
	s.running = c.running
	c.group = append(c.group, s)
	if !s.keep && !(c.front && c.pages == 0 && len(c.group) < c.geometry.rows*2) {
		c.close()
	}
}

// close places the strips that have to be on one page. Where they are those of the first page and there
// is no room for them together, those that have to be together are placed one after the other.
func (c *composer) close() {
	group := c.group
	c.group = nil
	if c.used == 0 && c.need(group, false, true) > c.room() {
		from := 0
		for i, s := range group {
			if !s.keep || i == len(group)-1 {
				c.place(group[from : i+1])
				from = i + 1
			}
		}
	} else {
		c.place(group)
	}
	if cap(group) <= 256 {
		c.group = group[:0]
	}
}

// place places strips that have to be on one page.
func (c *composer) place(group []strip) {
	if len(group) == 0 || c.err != nil {
		return
	}
	if need := c.need(group, c.used > 0, false); c.used > 0 && need > c.room() {
		if c.need(group, true, true) <= c.room() {
			shrink(group, need-c.room())
		} else {
			c.endPage(true)
		}
	}
	if over := c.need(group, c.used > 0, false) - c.room(); over > 0 {
		shrink(group, over)
	}
	for _, s := range group {
		c.put(s)
	}
}

// room is how many lines are left on the page.
func (c *composer) room() int { return c.geometry.rows - c.used }

// need is how many lines a group takes, with its pictures as low as they may be if least is set.
func (c *composer) need(group []strip, spaced, least bool) int {
	n := 0
	for i, s := range group {
		if i > 0 || spaced {
			n += s.before
		}
		if i == 0 && !spaced && s.again != nil {
			n += s.again.height
		}
		if least && s.least > 0 {
			n += s.least
		} else {
			n += s.height
		}
	}
	return n
}

// shrink makes the pictures of a group lower, by that many lines together if they can be.
func shrink(group []strip, by int) {
	for changed := true; by > 0 && changed; {
		changed = false
		for i := range group {
			if s := &group[i]; by > 0 && s.least > 0 && s.height > s.least {
				s.height--
				by--
				changed = true
			}
		}
	}
}

// put places a strip on the page, or on the next one if there is no room.
func (c *composer) put(s strip) {
	if c.used > 0 && s.before+s.height > c.room() {
		c.endPage(true)
	}
	if c.used == 0 {
		s.before = 0
		if s.again != nil {
			again := *s.again
			again.running = s.running
			c.waiting = append(c.waiting, again)
			c.used += again.height
		}
	}
	c.used += s.before + s.height
	c.waiting = append(c.waiting, s)
}

// endPage sets the page that is filled. If goesOn, its pictures are drawn higher to fill it.
func (c *composer) endPage(goesOn bool) {
	if c.err != nil {
		return
	}
	if goesOn {
		stretch(c.waiting, c.room())
	}
	c.page = &paper.Page{}
	c.furniture()
	left, at := c.geometry.left(c.pages), 0
	for i := range c.waiting {
		s := &c.waiting[i]
		at += s.before
		top := c.geometry.top + float64(at)*line
		if s.listed != nil {
			c.listed = append(c.listed, listed{level: s.listed.Level, words: s.listed.named(), page: c.pages, y: top})
		}
		s.set(place{left, top}, s.height)
		at += s.height
	}
	c.pages++
	c.waiting, c.used = c.waiting[:0], 0
	if c.err == nil {
		c.err = c.send(c.page)
	}
}

// stretch makes the pictures of a page higher, by at most that many lines together.
func stretch(strips []strip, by int) {
	for changed := true; by > 0 && changed; {
		changed = false
		for i := range strips {
			if s := &strips[i]; by > 0 && s.height < s.most {
				s.height++
				by--
				changed = true
			}
		}
	}
}

// furniture sets the head and the foot of the page. They are decoration: nobody reads them aloud.
func (c *composer) furniture() {
	g := c.geometry
	left, right := g.left(c.pages), g.left(c.pages)+g.measure
	outer := c.plan.doc.Book && c.pages%2 == 1 // the outer side is the left one
	side := func(words string, top float64, far bool) {
		l := c.oneLine(c.styles.quiet, g.measure*0.7, words)
		x := left
		if far {
			x = right - l.Width*c.styles.quiet.Size
		}
		c.text(nil, c.styles.quiet, x, top, &l)
	}
	number := ""
	if c.plan.doc.Number != nil {
		number = c.plan.doc.Number(c.pages+1, max(c.plan.pages, c.pages+1))
	}
	foot := g.top + float64(g.rows)*line + 12
	side(number, foot, !outer)
	if c.plan.doc.Foot != "" {
		side(c.plan.doc.Foot, foot, outer)
	}
	if c.pages > 0 && len(c.waiting) > 0 && !c.waiting[0].opens && c.waiting[0].running != "" {
		side(c.waiting[0].running, g.top-2*line-4, outer)
		c.box(nil, left, g.top-line-1, g.measure, hair, hairline)
	}
}

// lines breaks a text for a width in points.
func (c *composer) lines(s paper.Style, width float64, text string) []typeface.Line {
	lines := c.texts.Lines(s.Font, width/s.Size, text)
	if c.blind {
		for i := range lines {
			c.lost += lines[i].Lost
		}
	}
	return lines
}

// oneLine is a text that is cut off where the width ends.
func (c *composer) oneLine(s paper.Style, width float64, text string) typeface.Line {
	lines := c.texts.Lines(s.Font, width/s.Size, text)
	if len(lines) > 1 {
		short := c.texts.Lines(s.Font, width/s.Size-1, text)
		return c.texts.OneLine(s.Font, short[0].Text+"…")
	}
	return lines[0]
}

// text sets a line with the top of its first line of the grid at top.
func (c *composer) text(e *paper.Element, s paper.Style, left, top float64, l *typeface.Line) {
	if c.blind || l.Text == "" {
		return
	}
	height := float64(leading(s)) * line
	c.page.Marks = append(c.page.Marks, paper.Mark{Element: e, Left: left, Top: top, Width: l.Width * s.Size, Height: height,
		Line: l, Base: top + height - 3.4, Style: s})
}

// box fills a box.
func (c *composer) box(e *paper.Element, left, top, width, height float64, fill color.NRGBA) {
	if c.blind {
		return
	}
	c.page.Marks = append(c.page.Marks, paper.Mark{Element: e, Left: left, Top: top, Width: width, Height: height, Fill: fill})
}

// element makes an element below another one; nil while pages are only counted.
func (c *composer) element(parent *paper.Element, role paper.Role) *paper.Element {
	if c.blind || parent == nil {
		return nil
	}
	return parent.Add(role)
}
