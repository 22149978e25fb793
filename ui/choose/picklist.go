package choose

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// Pick is one of the things to choose from in a PickList.
type Pick struct {
	// Title is its name, Detail further information, in a line of its own, Group the few words that say
	// what it is one of, at the end of the title's line, and Key the key that does the same.
	Title, Detail, Group, Key string
	// Hue is the colour of an area in degrees, 1-359; 0 shows none.
	Hue int
	Do  func()
}

// PickList shows a few things of which one is chosen with the arrows while the keyboard
// stays in the field above, or by a click.
type PickList struct {
	widget.BaseWidget
	picks  []Pick
	rows   []*pickRow
	column *fyne.Container
	chosen int
}

// NewPickList creates an empty list.
func NewPickList() *PickList {
	l := &PickList{column: arrange.Flow(0)}
	l.ExtendBaseWidget(l)
	return l
}

// Set replaces the items and chooses the first.
func (l *PickList) Set(picks []Pick) {
	l.picks, l.chosen, l.rows = picks, 0, nil
	l.column.RemoveAll()
	for i, p := range picks {
		row := newPickRow(p)
		row.tap = func() { l.chosen = i; l.Do() }
		l.rows = append(l.rows, row)
		l.column.Add(row)
	}
	l.show()
	l.Refresh()
}

// Step chooses the one so many further on, round at the ends.
func (l *PickList) Step(by int) {
	if n := len(l.picks); n > 0 {
		l.chosen = ((l.chosen+by)%n + n) % n
		l.show()
	}
}

// Chosen is the one that is chosen now, if there is any.
func (l *PickList) Chosen() (Pick, bool) {
	if l.chosen < len(l.picks) {
		return l.picks[l.chosen], true
	}
	return Pick{}, false
}

// Do runs the chosen item.
func (l *PickList) Do() {
	if p, ok := l.Chosen(); ok && p.Do != nil {
		p.Do()
	}
}

func (l *PickList) show() {
	for i, r := range l.rows {
		r.chosen = i == l.chosen
		r.Refresh()
	}
}

// CreateRenderer draws the rows.
func (l *PickList) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(l, widget.NewSimpleRenderer(l.column))
}

// pickRow is one row of the list.
type pickRow struct {
	widget.BaseWidget
	tap           func()
	ground        *canvas.Rectangle
	title         *prose.Label
	detail, group *prose.Label // nil if it has none
	key           *glyph.KeyCap
	hue           int
	chosen        bool
}

func newPickRow(p Pick) *pickRow {
	r := &pickRow{ground: canvas.NewRectangle(color.Transparent), title: prose.Paragraph(p.Title).InLine(), key: glyph.NewKeyCap(p.Key), hue: p.Hue}
	if p.Detail != "" {
		r.detail = prose.Caption(p.Detail).InLine()
	}
	if p.Group != "" {
		r.group = prose.Caption(p.Group).Short()
	}
	r.ground.CornerRadius = theme.Radius
	r.ExtendBaseWidget(r)
	return r
}

// Tapped runs the item of the row.
func (r *pickRow) Tapped(*fyne.PointEvent) { r.tap() }

func (r *pickRow) paint() {
	p := theme.Current()
	r.ground.FillColor = color.Transparent
	if r.chosen {
		r.ground.FillColor = paint.Blend(p.Surface, p.Accent, 0.16)
	}
}

// CreateRenderer draws the row.
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	r.paint()
	var before fyne.CanvasObject
	if r.hue > 0 {
		before = container.New(layout.NewCustomPaddedLayout(0, 0, 0, theme.Unit), glyph.NewSpot(r.hue))
	}
	words := arrange.Flow(-theme.Unit/4, r.title)
	if r.detail != nil {
		words.Add(r.detail)
	}
	after := container.NewHBox(container.NewCenter(r.key))
	if r.group != nil {
		after.Add(container.NewCenter(r.group))
	}
	line := container.NewBorder(nil, nil, before, after, words)
	return paint.LaidOut(r, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(r.ground,
		container.New(layout.NewCustomPaddedLayout(0.75*theme.Unit, 0.75*theme.Unit, theme.Unit, theme.Unit), line))), Paint: r.paint})
}
