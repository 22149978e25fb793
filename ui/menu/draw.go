package menu

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// CreateRenderer draws the items on a card with a shadow.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{m: m, shadow: canvas.NewRectangle(color.Black)}
	r.paint()
	return paint.LaidOut(m, r)
}

type renderer struct {
	m      *Menu
	shadow *canvas.Rectangle
}

func (r *renderer) paint() {
	r.shadow.FillColor, r.shadow.CornerRadius = color.NRGBA{A: 30}, 1.5*theme.Radius
	p, ground := theme.Current(), r.m.card.ground
	ground.FillColor, ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = p.Surface, p.Line, 1, 1.25*theme.Radius
}

// Layout puts the menu to the right of its position and below it, or to the other side if there is
// no room, and in any case inside the window.
func (r *renderer) Layout(window fyne.Size) {
	const inset = theme.Unit / 2 // of the lines in the card
	edge, column := theme.Unit, r.m.scroll.Content.MinSize()
	size := fyne.NewSize(min(column.Width+2*inset, window.Width-2*edge), min(column.Height+2*inset, window.Height-2*edge))
	x, y := r.m.at.X, r.m.at.Y
	if x+size.Width > window.Width-edge {
		x -= size.Width
	}
	if y+size.Height > window.Height-edge && y-r.m.height-size.Height >= edge {
		y -= r.m.height + size.Height
	}
	x = max(edge, min(x, window.Width-edge-size.Width))
	y = max(edge, min(y, window.Height-edge-size.Height))
	r.m.card.Resize(size)
	r.m.card.Move(fyne.NewPos(x, y))
	r.m.scroll.Move(fyne.NewPos(x+inset, y+inset))
	r.m.scroll.Resize(size.SubtractWidthHeight(2*inset, 2*inset))
	r.shadow.Resize(size.AddWidthHeight(2, 2))
	r.shadow.Move(fyne.NewPos(x-1, y+2))
}

// MinSize is nothing: the menu is as large as the window.
func (r *renderer) MinSize() fyne.Size { return fyne.Size{} }

// Refresh follows the theme.
func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.m.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// Objects are the card and the lines on it.
func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.shadow, r.m.card, r.m.scroll}
}

// Destroy has nothing to end.
func (r *renderer) Destroy() {}

// plate is the card, which takes the clicks between the lines.
type plate struct {
	widget.BaseWidget
	ground *canvas.Rectangle
}

func newPlate() *plate {
	p := &plate{ground: canvas.NewRectangle(color.Transparent)}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped and TappedSecondary do nothing: the click was meant for a line.
func (p *plate) Tapped(*fyne.PointEvent)          {}
func (p *plate) TappedSecondary(*fyne.PointEvent) {}

// CreateRenderer draws the card.
func (p *plate) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(p, widget.NewSimpleRenderer(p.ground))
}

// newColumn puts lines under each other without a gap.
func newColumn(rows []fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(0), rows...)
}

// line is an item of a menu.
type line struct {
	widget.BaseWidget
	menu       *Menu
	item       Item
	label, key *canvas.Text
	ground     *canvas.Rectangle
}

func newLine(m *Menu, item Item) *line {
	l := &line{menu: m, item: item, label: canvas.NewText("", color.Black), key: canvas.NewText(item.Key, color.Black), ground: canvas.NewRectangle(color.Transparent)}
	l.ground.CornerRadius = theme.Radius
	l.label.TextStyle.Bold = item.Strong
	l.ExtendBaseWidget(l)
	return l
}

// Tapped does what the item says.
func (l *line) Tapped(*fyne.PointEvent) { l.menu.do(l) }

// TappedSecondary does the same, as in other menus.
func (l *line) TappedSecondary(*fyne.PointEvent) { l.menu.do(l) }

// MouseIn chooses the item, so that pointer and keys agree on one.
func (l *line) MouseIn(*desktop.MouseEvent) {
	if !l.item.Disabled {
		l.menu.choose(l)
	}
}

// MouseMoved does the same: the keys may have chosen another meanwhile.
func (l *line) MouseMoved(e *desktop.MouseEvent) { l.MouseIn(e) }

// MouseOut chooses none.
func (l *line) MouseOut() {
	if l.menu.chosen == l {
		l.menu.choose(nil)
	}
}

func (l *line) paint() {
	p := theme.Current()
	l.label.TextSize, l.key.TextSize = paint.TextSize(theme.Body), paint.TextSize(theme.Small)
	l.label.Color, l.key.Color, l.ground.FillColor = p.Text, p.Muted, color.Transparent
	if l.item.Disabled {
		l.label.Color = paint.Blend(p.Surface, p.Muted, 0.7)
		l.key.Color = l.label.Color
	}
	if l.menu.chosen == l {
		l.ground.FillColor = paint.Blend(p.Surface, p.Accent, 0.16)
	}
}

// CreateRenderer draws the label at the left and the key at the right.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	l.paint()
	return paint.LaidOut(l, &lineRenderer{l})
}

type lineRenderer struct{ l *line }

// widest is how wide a label is at most, at text size 1; a longer one is cut.
const widest = 360

// keyGap is the least space between a label and its key.
const keyGap = 4 * theme.Unit

func (r *lineRenderer) MinSize() fyne.Size {
	label := *r.l.label
	label.Text = r.l.item.Label
	wide := min(label.MinSize().Width, widest*theme.Scale()) + 3*theme.Unit
	if r.l.item.Key != "" {
		wide += keyGap + r.l.key.MinSize().Width
	}
	return fyne.NewSize(max(wide, 160*theme.Scale()), max(28, paint.TextSize(theme.Body)*1.36+theme.Unit))
}

func (r *lineRenderer) Layout(s fyne.Size) {
	side := 1.5 * theme.Unit
	key := r.l.key.MinSize()
	r.l.ground.Resize(s)
	r.l.key.Resize(key)
	r.l.key.Move(fyne.NewPos(s.Width-side-key.Width, (s.Height-key.Height)/2))
	room := s.Width - 2*side
	if r.l.item.Key != "" {
		room -= key.Width + keyGap
	}
	cut(r.l.label, r.l.item.Label, room)
	label := r.l.label.MinSize()
	r.l.label.Resize(label)
	r.l.label.Move(fyne.NewPos(side, (s.Height-label.Height)/2))
}

// cut shows as many words as fit.
func cut(t *canvas.Text, words string, room float32) {
	t.Text = words
	for runes := []rune(words); len(runes) > 1 && t.MinSize().Width > room+0.5; {
		runes = runes[:len(runes)-1]
		t.Text = string(runes) + "…"
	}
}

func (r *lineRenderer) Refresh() {
	r.l.paint()
	r.Layout(r.l.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.ground, r.l.label, r.l.key}
}
func (r *lineRenderer) Destroy() {}

// rule is a separator.
type rule struct {
	widget.BaseWidget
	stroke *canvas.Rectangle
}

func newRule() *rule {
	r := &rule{stroke: canvas.NewRectangle(color.Transparent)}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped does nothing, so that a click on it does not close the menu.
func (r *rule) Tapped(*fyne.PointEvent) {}

// CreateRenderer draws the line.
func (r *rule) CreateRenderer() fyne.WidgetRenderer {
	d := &ruleRenderer{r}
	d.Refresh()
	return paint.LaidOut(r, d)
}

type ruleRenderer struct{ r *rule }

func (d *ruleRenderer) MinSize() fyne.Size { return fyne.NewSize(1, theme.Unit+1) }
func (d *ruleRenderer) Layout(s fyne.Size) {
	d.r.stroke.Move(fyne.NewPos(theme.Unit, theme.Unit/2))
	d.r.stroke.Resize(fyne.NewSize(max(s.Width-2*theme.Unit, 0), 1))
}
func (d *ruleRenderer) Refresh() {
	d.r.stroke.FillColor = theme.Current().Line
	d.r.stroke.Refresh()
}
func (d *ruleRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{d.r.stroke} }
func (d *ruleRenderer) Destroy()                     {}
