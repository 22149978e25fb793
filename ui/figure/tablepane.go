package figure

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// tablePane is the rows of a table: as large as all of them, but only the visible ones are created.
type tablePane struct {
	widget.BaseWidget
	table *TextTable
	lines []*tableLine // used again and again for the rows that come into sight
}

// tableLine is the objects that draw one row.
type tableLine struct {
	cells []*canvas.Text
	rule  *canvas.Rectangle
}

func (p *tablePane) newLine() *tableLine {
	l := &tableLine{rule: canvas.NewRectangle(color.Transparent)}
	for range p.table.columns {
		l.cells = append(l.cells, canvas.NewText("", color.Black))
	}
	return l
}

// fill puts the rows in sight into their places.
func (p *tablePane) fill() {
	t := p.table
	height := t.rowHeight()
	first := min(max(0, int(t.scroll.Offset.Y/height)), len(t.rows))
	last := min(len(t.rows), first+int(t.scroll.Size().Height/height)+2)
	for len(p.lines) < last-first {
		p.lines = append(p.lines, p.newLine())
	}
	p.lines = p.lines[:max(0, last-first)]
	look := theme.Current()
	for i, l := range p.lines {
		row, top := first+i, float32(first+i)*height
		for c, cell := range l.cells {
			cell.Text, cell.Color, cell.TextSize = t.rows[row][c], look.Text, paint.TextSize(theme.Small)
			t.columns[c].put(cell, 0, top+height/2)
		}
		l.rule.FillColor = look.Line
		l.rule.Move(fyne.NewPos(0, top+height-1))
		l.rule.Resize(fyne.NewSize(max(t.width(), t.scroll.Size().Width), 1))
		if row == len(t.rows)-1 {
			l.rule.FillColor = color.Transparent
		}
	}
	canvas.Refresh(p)
}

// CreateRenderer draws the rows in sight.
func (p *tablePane) CreateRenderer() fyne.WidgetRenderer { return paint.LaidOut(p, &paneRenderer{p}) }

type paneRenderer struct{ p *tablePane }

func (r *paneRenderer) MinSize() fyne.Size {
	t := r.p.table
	return fyne.NewSize(t.width(), float32(len(t.rows))*t.rowHeight())
}
func (r *paneRenderer) Layout(fyne.Size) {}
func (r *paneRenderer) Refresh()         { r.p.fill() }
func (r *paneRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, l := range r.p.lines {
		all = append(all, l.rule)
		for _, cell := range l.cells {
			all = append(all, cell)
		}
	}
	return all
}
func (r *paneRenderer) Destroy() {}

// gentleScroll is a scroll inside of another one: at its end it passes the wheel on, so that the
// page around it can still be scrolled.
type gentleScroll struct {
	container.Scroll
	beyond fyne.Scrollable
}

func newGentleScroll(content fyne.CanvasObject, beyond fyne.Scrollable) *gentleScroll {
	s := &gentleScroll{beyond: beyond}
	s.Content, s.Direction = content, container.ScrollBoth
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the content and its bars.
func (s *gentleScroll) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(s, s.Scroll.CreateRenderer())
}

// Scrolled scrolls to the end, and then the page around it.
func (s *gentleScroll) Scrolled(e *fyne.ScrollEvent) {
	before := s.Offset
	if e.Scrolled.DX != 0 || s.Content.MinSize().Height > s.Size().Height { // else it would turn down into sideways
		s.Scroll.Scrolled(e)
	}
	if s.Offset == before && s.beyond != nil {
		s.beyond.Scrolled(e)
	}
}
