package surface

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/resources/icons"
	"enactive/ui/arrange"
	"enactive/ui/focus"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Fold is a card that shows only its name and one line about its content, until Return, Space or a
// click opens it.
type Fold struct {
	widget.BaseWidget
	// OnToggled is called after a person opened or closed it; it may be nil.
	OnToggled func()
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)

	head    *foldHead
	content fyne.CanvasObject
	summary string
	open    bool
	ground  *canvas.Rectangle
	body    *fyne.Container
}

// NewFold creates a closed fold.
func NewFold(title string, content fyne.CanvasObject) *Fold {
	f := &Fold{content: content, ground: canvas.NewRectangle(color.Transparent)}
	f.head = newFoldHead(f, title)
	f.body = arrange.Flow(0, f.head)
	f.ExtendBaseWidget(f)
	return f
}

// IsOpen reports whether it is open.
func (f *Fold) IsOpen() bool { return f.open }

// Title is its name.
func (f *Fold) Title() string { return f.head.title.String() }

// SetTitle changes its name.
func (f *Fold) SetTitle(title string) {
	if f.head.title.String() != title {
		f.head.title.SetText(title)
		f.Refresh()
	}
}

// SetSummary sets the line about its content; empty if it has none.
func (f *Fold) SetSummary(summary string) {
	if f.summary == summary {
		return
	}
	f.summary = summary
	f.show()
}

// Open opens or closes it, without calling OnToggled.
func (f *Fold) Open(open bool) {
	if f.open == open {
		return
	}
	f.open = open
	f.show()
}

func (f *Fold) show() {
	f.body.Objects = f.body.Objects[:1]
	text := f.summary
	if f.open {
		text = ""
		m := 2 * theme.Unit
		f.body.Objects = append(f.body.Objects, container.New(arrange.Margins(0, m, m, m), f.content))
	}
	f.head.summary.SetText(text)
	f.head.Refresh()
	f.body.Refresh()
	f.Refresh()
}

func (f *Fold) toggle() {
	f.Open(!f.open)
	if f.OnToggled != nil {
		f.OnToggled()
	}
}

// Focusable is its head, which takes the keyboard.
func (f *Fold) Focusable() fyne.Focusable { return f.head }

func (f *Fold) paint() {
	p := theme.Current()
	f.ground.FillColor, f.ground.StrokeColor, f.ground.StrokeWidth = p.Surface, p.Line, 1
	f.ground.CornerRadius = theme.Radius + 2
	if f.head.focused {
		f.ground.StrokeColor, f.ground.StrokeWidth = p.Accent, 2
	}
}

// CreateRenderer draws the card.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer {
	f.paint()
	return paint.LaidOut(f, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(f.ground, f.body)), Paint: f.paint})
}

// foldHead is the part of a fold that is always in sight.
type foldHead struct {
	widget.BaseWidget
	fold             *Fold
	title, summary   *prose.Label
	arrow            *glyph.Icon
	ground           *canvas.Rectangle
	hovered, focused bool
}

func newFoldHead(f *Fold, title string) *foldHead {
	h := &foldHead{fold: f, title: prose.Strong(title), summary: prose.Quiet(""), arrow: glyph.NewIcon(arrowIcon(false)), ground: canvas.NewRectangle(color.Transparent)}
	h.ground.CornerRadius = theme.Radius + 2
	h.ExtendBaseWidget(h)
	return h
}

// Tapped opens or closes the fold.
func (h *foldHead) Tapped(*fyne.PointEvent) {
	focus.Take(h)
	h.fold.toggle()
}

// The pointer and the keyboard both reach it.
func (h *foldHead) MouseIn(*desktop.MouseEvent)    { h.hovered = true; h.Refresh() }
func (h *foldHead) MouseMoved(*desktop.MouseEvent) {}
func (h *foldHead) MouseOut()                      { h.hovered = false; h.Refresh() }
func (h *foldHead) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (h *foldHead) TypedRune(rune)                 {}
func (h *foldHead) FocusGained() {
	h.focus(true)
	scrolling.IntoView(h.fold, h.fold.OnFocused)
}
func (h *foldHead) FocusLost() { h.focus(false) }

func (h *foldHead) focus(on bool) {
	h.focused = on
	h.fold.paint()
	h.fold.ground.Refresh()
}

// TypedKey opens and closes the fold.
func (h *foldHead) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		h.fold.toggle()
	case fyne.KeyRight:
		if !h.fold.open {
			h.fold.toggle()
		}
	case fyne.KeyLeft:
		if h.fold.open {
			h.fold.toggle()
		}
	default:
		focus.PassOn(h, e)
	}
}

// arrowIcon points to the right, or down where a fold is open.
func arrowIcon(open bool) fyne.Resource {
	sign := icons.Right
	if open {
		sign = icons.Down
	}
	return fynetheme.NewColoredResource(theme.Sign(sign), fynetheme.ColorNamePlaceHolder)
}

func (h *foldHead) paint() {
	h.arrow.Resource = arrowIcon(h.fold.open)
	h.ground.FillColor = color.Transparent
	if h.hovered {
		h.ground.FillColor = theme.Current().Hover
	}
}

// CreateRenderer draws the name, and under it the line about the content.
func (h *foldHead) CreateRenderer() fyne.WidgetRenderer {
	h.paint()
	line := container.New(arrange.HorizontalBorder{}, container.New(besideFirstLine{}, h.arrow), arrange.Gap(0), arrange.Flow(-theme.Unit/4, h.title, h.summary))
	m := 1.5 * theme.Unit
	inset := container.New(arrange.Margins(m, m, m, m), line)
	return paint.LaidOut(h, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(h.ground, inset)), Paint: h.paint})
}

// besideFirstLine puts a symbol in the middle of the first line of text.
type besideFirstLine struct{}

func (besideFirstLine) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(fynetheme.IconInlineSize()+0.75*theme.Unit, fynetheme.IconInlineSize())
}

func (besideFirstLine) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	side, line := fynetheme.IconInlineSize(), paint.TextSize(theme.Body)*1.36+0.75*theme.Unit
	objects[0].Resize(fyne.NewSquareSize(side))
	objects[0].Move(fyne.NewPos(0, (line-side)/2+1))
}

// Children are the objects in it, for the place that scrolls.
func (f *Fold) Children() []fyne.CanvasObject { return []fyne.CanvasObject{f.body} }
