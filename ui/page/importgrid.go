package page

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// How much of a file its grid shows.
const (
	gridRows    = 10
	gridCell    = 108 // the width of a column, at text size 1
	gridNumbers = 44  // the width of the numbers of lines
)

// fileGrid shows the first rows of a file as they are. Only the columns in sight are drawn; the arrow
// keys and the wheel move to others.
type fileGrid struct {
	widget.BaseWidget
	// OnMoved is called when other columns are in sight; it may be nil.
	OnMoved func()

	sheet   *state.Sheet
	first   int // the first column in sight
	fitted  int // how many were in sight when OnMoved was called
	focused bool
	pending float32 // of the wheel

	ground, head *canvas.Rectangle
	objects      []fyne.CanvasObject
}

func newFileGrid(s *state.Sheet) *fileGrid {
	g := &fileGrid{sheet: s, ground: canvas.NewRectangle(color.Transparent), head: canvas.NewRectangle(color.Transparent)}
	g.ExtendBaseWidget(g)
	return g
}

// rows are how many rows it shows.
func (g *fileGrid) rows() int { return min(gridRows, len(g.sheet.Rows)) }

// fit is how many columns are in sight.
func (g *fileGrid) fit() int {
	room := g.Size().Width - gridNumbers*theme.Scale()
	return min(len(g.sheet.Columns), max(1, int(room/(gridCell*theme.Scale()))))
}

// bring brings a column into sight, as the first one if it is not.
func (g *fileGrid) bring(column int) {
	first := min(max(column, 0), max(0, len(g.sheet.Columns)-g.fit()))
	if first == g.first {
		return
	}
	g.first = first
	g.Refresh()
	if g.OnMoved != nil {
		g.OnMoved()
	}
}

// Scrolled moves over the columns by a wheel that goes sideways; any other moves the page.
func (g *fileGrid) Scrolled(e *fyne.ScrollEvent) {
	const step = 25
	if max(e.Scrolled.DX, -e.Scrolled.DX) <= max(e.Scrolled.DY, -e.Scrolled.DY) {
		scrolling.PassOn(g, e)
		return
	}
	if g.pending -= e.Scrolled.DX; g.pending >= step || g.pending <= -step {
		by := int(g.pending / step)
		g.pending -= float32(by) * step
		g.bring(g.first + by)
	}
}

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (g *fileGrid) FocusGained()   { g.focused = true; g.Refresh(); scrolling.IntoView(g, nil) }
func (g *fileGrid) FocusLost()     { g.focused = false; g.Refresh() }
func (g *fileGrid) TypedRune(rune) {}
func (g *fileGrid) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		g.bring(g.first - 1)
	case fyne.KeyRight:
		g.bring(g.first + 1)
	case fyne.KeyPageUp:
		g.bring(g.first - g.fit())
	case fyne.KeyPageDown:
		g.bring(g.first + g.fit())
	case fyne.KeyHome:
		g.bring(0)
	case fyne.KeyEnd:
		g.bring(len(g.sheet.Columns))
	default:
		focus.PassOn(g, e)
	}
}

// CreateRenderer draws the grid.
func (g *fileGrid) CreateRenderer() fyne.WidgetRenderer {
	r := &fileGridRenderer{g}
	r.draw(g.Size())
	return paint.LaidOut(g, r)
}

type fileGridRenderer struct{ g *fileGrid }

func rowHeight() float32 { return paint.TextSize(theme.Small)*1.36 + 0.75*theme.Unit }

func (r *fileGridRenderer) MinSize() fyne.Size {
	return fyne.NewSize((gridCell+gridNumbers)*theme.Scale(), float32(r.g.rows()+1)*rowHeight()+2)
}

// Layout draws the columns that fit now.
func (r *fileGridRenderer) Layout(s fyne.Size) {
	r.draw(s)
	if fit := r.g.fit(); fit != r.g.fitted {
		r.g.fitted = fit
		if r.g.OnMoved != nil {
			r.g.OnMoved()
		}
	}
}

// draw makes the texts of the cells in sight.
func (r *fileGridRenderer) draw(s fyne.Size) {
	g, p := r.g, theme.Current()
	g.first = min(g.first, max(0, len(g.sheet.Columns)-g.fit()))
	g.ground.FillColor, g.ground.StrokeColor, g.ground.StrokeWidth, g.ground.CornerRadius = p.Surface, p.Line, 1, theme.Radius
	if g.focused {
		g.ground.StrokeColor, g.ground.StrokeWidth = p.Accent, 2
	}
	g.head.FillColor = p.Raised
	high, numbers := rowHeight(), gridNumbers*theme.Scale()
	columns := g.fit()
	width := (s.Width - numbers) / float32(max(1, columns))
	g.ground.Resize(s)
	g.head.Move(fyne.NewPos(1, 1))
	g.head.Resize(fyne.NewSize(max(0, s.Width-2), high))
	g.objects = append(g.objects[:0], g.ground, g.head)
	put := func(text string, x, y, width float32, ink color.Color, bold bool) {
		t := canvas.NewText("", ink)
		t.TextSize, t.TextStyle.Bold = paint.TextSize(theme.Small), bold
		prose.Cut(t, text, width-theme.Unit)
		m := t.MinSize()
		t.Move(fyne.NewPos(x+theme.Unit/2, y+(high-m.Height)/2))
		t.Resize(m)
		g.objects = append(g.objects, t)
	}
	for c := range columns {
		at := g.first + c
		put(g.sheet.Columns[at].Name, numbers+float32(c)*width, 1, width, p.Text, true)
		for i, row := range g.sheet.Rows[:g.rows()] {
			if at < len(row.Cells) {
				put(strings.Join(strings.Fields(row.Cells[at]), " "), numbers+float32(c)*width, 1+float32(i+1)*high, width, p.Text, false)
			}
		}
	}
	for i, row := range g.sheet.Rows[:g.rows()] {
		put(lineNumber(row.Line), 0, 1+float32(i+1)*high, numbers, p.Muted, false)
	}
}

func (r *fileGridRenderer) Refresh() {
	r.draw(r.g.Size())
	canvas.Refresh(r.g)
}

func (r *fileGridRenderer) Objects() []fyne.CanvasObject { return r.g.objects }
func (r *fileGridRenderer) Destroy()                     {}
