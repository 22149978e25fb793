package entryview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// RowText is the text of a row.
type RowText struct {
	// Hue is that of its area, 0-359 degrees.
	Hue     int
	Title   string
	When    string // the day and the area
	Outcome journal.Outcome
	// Kind is at the right of the title: the outcome, or the kind of entry.
	Kind string
	// Levels are the ratings of an entry, at the right of When; nil where it is none.
	Levels *Levels
}

// Row shows one entry on two lines. All rows have one height, so that a list of any
// length scrolls well.
type Row struct {
	widget.BaseWidget
	content RowText

	spot              *canvas.Circle
	mark              *glyph.OutcomeMark
	title, when, kind *canvas.Text
	bars              *miniBars
}

// NewRow creates an empty row.
func NewRow() *Row {
	r := &Row{spot: canvas.NewCircle(color.Black), mark: glyph.NewOutcomeMark(""), bars: newMiniBars()}
	for _, t := range []**canvas.Text{&r.title, &r.when, &r.kind} {
		*t = canvas.NewText("", color.Black)
	}
	r.title.TextStyle.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

// Set changes the text of the row.
func (r *Row) Set(t RowText) {
	if r.content == t {
		return
	}
	r.content = t
	r.mark.SetOutcome(t.Outcome)
	r.Refresh()
}

// CreateRenderer draws the row.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	d := &rowRenderer{r}
	d.paint()
	return paint.LaidOut(r, d)
}

type rowRenderer struct{ r *Row }

func (d *rowRenderer) paint() {
	p, r := theme.Current(), d.r
	r.spot.FillColor = theme.Hue(r.content.Hue, theme.IsDark())
	r.title.Color, r.title.TextSize = p.Text, paint.TextSize(theme.Body)
	r.when.Color, r.when.TextSize = p.Muted, paint.TextSize(theme.Small)
	r.kind.Color, r.kind.TextSize = p.Text, paint.TextSize(theme.Small)
	r.kind.Text = r.content.Kind
	r.bars.paint(r.spot.FillColor)
}

func (d *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160, paint.TextSize(theme.Body+theme.Small)*1.36+3.25*theme.Unit)
}

func (d *rowRenderer) Layout(s fyne.Size) {
	r, gap := d.r, theme.Unit
	left, right := 1.5*gap, s.Width-2*gap
	dot := paint.TextSize(10)
	line1 := s.Height/2 - paint.TextSize(theme.Small)*0.68
	line2 := s.Height/2 + paint.TextSize(theme.Body)*0.68 + gap/4
	put := func(t *canvas.Text, x, middle float32) {
		m := t.MinSize()
		t.Resize(m)
		t.Move(fyne.NewPos(x, middle-m.Height/2))
	}
	r.spot.Resize(fyne.NewSquareSize(dot))
	r.spot.Move(fyne.NewPos(left, line1-dot/2))
	from := left + dot + 1.25*gap

	kind := r.kind.MinSize().Width
	x := right - kind
	put(r.kind, x, line1)
	m := r.mark.MinSize()
	if r.content.Outcome != "" {
		x -= m.Width + gap/2
	}
	r.mark.Resize(m)
	r.mark.Move(fyne.NewPos(x, line1-m.Height/2))
	if r.content.Kind != "" {
		x -= 1.5 * gap
	}
	prose.Cut(r.title, r.content.Title, x-from)
	put(r.title, from, line1)

	x = right
	levels := Nothing()
	if r.content.Levels != nil {
		levels = *r.content.Levels
	}
	bars := miniSize()
	r.bars.lay(fyne.NewPos(right-bars.Width, line2-bars.Height/2), levels)
	if levels.any() {
		x -= bars.Width + 1.5*gap
	}
	prose.Cut(r.when, r.content.When, x-from)
	put(r.when, from, line2)
}

func (d *rowRenderer) Refresh() {
	d.paint()
	d.Layout(d.r.Size())
	canvas.Refresh(d.r)
	d.r.mark.Refresh()
}

func (d *rowRenderer) Objects() []fyne.CanvasObject {
	r := d.r
	return append([]fyne.CanvasObject{r.spot, r.title, r.mark, r.kind, r.when}, r.bars.objects()...)
}
func (d *rowRenderer) Destroy() {}
