// Package entryview owns how an entry is shown in a list.
package entryview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// EntryText is the text of a row of the timeline.
type EntryText struct {
	// Day is shown at the left of the first entry of a day; otherwise it is empty.
	Day     string
	Hue     int // of its area, 0-359 degrees
	Title   Marked
	Outcome journal.Outcome
	Kind    string // the outcome in a word, or the kind of entry
	Words   Marked // an excerpt of the text
	// Foot names the area, tags and people.
	Foot string
	// Levels are the ratings.
	Levels Levels
	// Alone is true for an entry that is not in a list, where no line begins its day.
	Alone bool
}

// Marked is a text with parts of it marked, in bytes.
type Marked struct {
	Text  string
	Marks [][2]int
}

// EntryRow shows an entry of the timeline so that it can be read without opening it. All rows
// have one height.
type EntryRow struct {
	widget.BaseWidget
	// OnPressed is called when the row is clicked, with the modifiers that were held; it may be nil.
	OnPressed func(held fyne.KeyModifier)

	held             fyne.KeyModifier // when the button went down
	content          EntryText
	chosen, selected bool

	ground, edge *canvas.Rectangle
	day          *canvas.Text
	spot         *canvas.Circle
	mark         *glyph.OutcomeMark
	kind, foot   *canvas.Text
	bars         *miniBars
	title, words *markedLine
	tick         *canvas.Text
}

// NewEntryRow creates an empty row.
func NewEntryRow() *EntryRow {
	r := &EntryRow{ground: canvas.NewRectangle(color.Transparent), edge: canvas.NewRectangle(color.Transparent), spot: canvas.NewCircle(color.Black),
		mark: glyph.NewOutcomeMark(""), title: newMarkedLine(true), words: newMarkedLine(false), bars: newMiniBars()}
	for _, t := range []**canvas.Text{&r.day, &r.kind, &r.foot, &r.tick} {
		*t = canvas.NewText("", color.Black)
	}
	r.day.TextStyle.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

// Set changes the text of the row. The chosen entry is the one that is read, the selected ones
// those that something is to be done with.
func (r *EntryRow) Set(t EntryText, chosen, selected bool) {
	r.content, r.chosen, r.selected = t, chosen, selected
	r.mark.SetOutcome(t.Outcome)
	r.Refresh()
}

// MouseDown notes the modifiers, which a tap does not report.
func (r *EntryRow) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		r.held = e.Modifier
	}
}

// MouseUp does nothing.
func (r *EntryRow) MouseUp(*desktop.MouseEvent) {}

// Tapped takes the click itself: the toolkit gives a click to the topmost object that takes the
// pointer, and the list's own row is under this one.
func (r *EntryRow) Tapped(*fyne.PointEvent) {
	held := r.held
	r.held = 0
	if r.OnPressed != nil {
		r.OnPressed(held)
	}
}

// Cursor shows that the row can be pressed.
func (r *EntryRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the row.
func (r *EntryRow) CreateRenderer() fyne.WidgetRenderer {
	d := &entryRowRenderer{r}
	d.paint()
	return paint.LaidOut(r, d)
}

type entryRowRenderer struct{ r *EntryRow }

func (d *entryRowRenderer) paint() {
	p, r := theme.Current(), d.r
	r.ground.CornerRadius, r.ground.StrokeWidth, r.ground.StrokeColor = theme.Radius, 0, color.Transparent
	r.ground.FillColor = color.Transparent
	if r.selected {
		r.ground.FillColor = paint.Blend(p.Ground, p.Accent, 0.2)
	}
	if r.chosen {
		r.ground.StrokeWidth, r.ground.StrokeColor = 1.5, p.Accent
		if !r.selected {
			r.ground.FillColor = paint.Blend(p.Ground, p.Accent, 0.08)
		}
	}
	r.edge.FillColor = color.Transparent
	if r.content.Day != "" && !r.content.Alone {
		r.edge.FillColor = p.Line
	}
	small := paint.TextSize(theme.Small)
	r.day.Text, r.day.Color, r.day.TextSize = r.content.Day, p.Text, small
	r.spot.FillColor = theme.Hue(r.content.Hue, theme.IsDark())
	r.kind.Text, r.kind.Color, r.kind.TextSize = r.content.Kind, p.Text, small
	r.bars.paint(r.spot.FillColor)
	r.foot.Color, r.foot.TextSize = p.Muted, small
	r.tick.Text, r.tick.Color, r.tick.TextSize = "", p.Accent, paint.TextSize(theme.Body)
	if r.selected {
		r.tick.Text = "✓"
	}
	r.title.paint(paint.TextSize(theme.Body), p.Text)
	r.words.paint(small, p.Text)
}

// dayWidth is the room for the day at the left, at text size 1.
const dayWidth = 84

func (d *entryRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(240, (paint.TextSize(theme.Body)+2*paint.TextSize(theme.Small))*1.36+2.5*theme.Unit)
}

func (d *entryRowRenderer) Layout(s fyne.Size) {
	r, gap := d.r, theme.Unit
	put := func(t *canvas.Text, x, middle float32) {
		m := t.MinSize()
		t.Resize(m)
		t.Move(fyne.NewPos(x, middle-m.Height/2))
	}
	body, small := paint.TextSize(theme.Body)*1.36, paint.TextSize(theme.Small)*1.36
	top := (s.Height - body - 2*small) / 2
	line1, line2, line3 := top+body/2, top+body+small/2, top+body+1.5*small
	day := dayWidth * theme.Scale()
	r.edge.Move(fyne.NewPos(gap, 0))
	r.edge.Resize(fyne.NewSize(s.Width-2*gap, 1))
	prose.Cut(r.day, r.content.Day, day-gap)
	put(r.day, gap, line1)
	put(r.tick, gap+day*0.3, line2)
	r.ground.Move(fyne.NewPos(day, gap/4))
	r.ground.Resize(fyne.NewSize(s.Width-day-gap/2, s.Height-gap/2))

	dot := paint.TextSize(10)
	left := day + gap
	r.spot.Resize(fyne.NewSquareSize(dot))
	r.spot.Move(fyne.NewPos(left, line1-dot/2))
	left += dot + gap
	right := s.Width - 1.5*gap
	x := right - r.kind.MinSize().Width
	put(r.kind, x, line1)
	m := r.mark.MinSize()
	if r.content.Outcome != "" {
		x -= m.Width + gap/2
	}
	r.mark.Resize(m)
	r.mark.Move(fyne.NewPos(x, line1-m.Height/2))
	r.title.lay(r.content.Title, left, line1, x-gap-left)
	bars := miniSize()
	r.bars.lay(fyne.NewPos(right-bars.Width, (line2+line3-bars.Height)/2), r.content.Levels)
	if x = right; r.content.Levels.any() {
		x -= bars.Width + 2*gap
	}
	r.words.lay(r.content.Words, left, line2, x-left)
	if r.content.Words.Text == "" { // the foot in the place of the words
		line3 = line2
	}
	prose.Cut(r.foot, r.content.Foot, x-left)
	put(r.foot, left, line3)
}

func (d *entryRowRenderer) Refresh() {
	d.paint()
	d.Layout(d.r.Size())
	canvas.Refresh(d.r)
	d.r.mark.Refresh()
}

func (d *entryRowRenderer) Objects() []fyne.CanvasObject {
	r := d.r
	objects := []fyne.CanvasObject{r.edge, r.ground, r.day, r.tick, r.spot, r.mark, r.kind, r.foot}
	objects = append(objects, r.bars.objects()...)
	return append(append(objects, r.title.objects()...), r.words.objects()...)
}
func (d *entryRowRenderer) Destroy() {}

// mostMarks is how many hits a line can show.
const mostMarks = 4

// markedLine is a line of text with a ground behind its marks.
type markedLine struct {
	text    *canvas.Text
	grounds [mostMarks]*canvas.Rectangle
}

func newMarkedLine(bold bool) *markedLine {
	l := &markedLine{text: canvas.NewText("", color.Black)}
	l.text.TextStyle.Bold = bold
	for i := range l.grounds {
		l.grounds[i] = canvas.NewRectangle(color.Transparent)
		l.grounds[i].CornerRadius = 3
	}
	return l
}

func (l *markedLine) paint(size float32, ink color.Color) {
	l.text.TextSize, l.text.Color = size, ink
	p := theme.Current()
	for _, g := range l.grounds {
		g.FillColor = paint.Blend(p.Surface, p.Caution, 0.35)
	}
}

// lay puts the line and its marks, as far as it fits into a width.
func (l *markedLine) lay(m Marked, x, middle, width float32) {
	prose.Cut(l.text, m.Text, width)
	size := l.text.MinSize()
	l.text.Resize(size)
	l.text.Move(fyne.NewPos(x, middle-size.Height/2))
	shown := len(l.text.Text)
	wide := func(s string) float32 { return fyne.MeasureText(s, l.text.TextSize, l.text.TextStyle).Width }
	for i, g := range l.grounds {
		if i >= len(m.Marks) || m.Marks[i][1] > shown || m.Marks[i][1] > len(m.Text) {
			g.Hide()
			continue
		}
		from := wide(m.Text[:m.Marks[i][0]])
		g.Move(fyne.NewPos(x+from-1, middle-size.Height/2))
		g.Resize(fyne.NewSize(wide(m.Text[m.Marks[i][0]:m.Marks[i][1]])+2, size.Height))
		g.Show()
	}
}

func (l *markedLine) objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, mostMarks+1)
	for _, g := range l.grounds {
		out = append(out, g)
	}
	return append(out, l.text)
}
