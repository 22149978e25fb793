package dayview

import (
	"image/color"
	"sort"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// CreateRenderer draws the month: the days with their entries, and over them the marks of
// the day that is chosen and of the one under the pointer.
func (m *Month) CreateRenderer() fyne.WidgetRenderer {
	r := &monthRenderer{m: m, chosen: canvas.NewRectangle(color.Transparent), hovered: canvas.NewRectangle(color.Transparent)}
	r.draw()
	return paint.LaidOut(m, r)
}

type monthRenderer struct {
	m               *Month
	grounds, holds  []fyne.CanvasObject
	chosen, hovered *canvas.Rectangle
	drawn           monthDrawing
}

// monthDrawing is the state from which the days were drawn.
type monthDrawing struct {
	version      int
	first, today journal.Date
	size         fyne.Size
	scale        float32
	dark         bool
}

func (r *monthRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *monthRenderer) Destroy()           {}
func (r *monthRenderer) Layout(fyne.Size)   { r.draw() }
func (r *monthRenderer) Refresh() {
	if r.draw() {
		canvas.Refresh(r.m)
		return
	}
	r.hovered.Refresh()
	r.chosen.Refresh()
}

func (r *monthRenderer) Objects() []fyne.CanvasObject {
	all := append(append([]fyne.CanvasObject{}, r.grounds...), r.hovered, r.chosen)
	return append(all, r.holds...)
}

// draw brings the month up to date, and reports whether more than its marks is new.
func (r *monthRenderer) draw() bool {
	m := r.m
	if m.chosen.IsZero() || m.Size().Width < 7 {
		return false
	}
	first := journal.Date{Year: m.chosen.Year, Month: m.chosen.Month, Day: 1}
	now := monthDrawing{m.version, first, m.today, m.Size(), theme.Scale(), theme.IsDark()}
	anew := now != r.drawn
	if anew {
		r.drawn, r.grounds, r.holds = now, nil, nil
		r.names()
		for n := range 7 * m.weeks() {
			r.day(m.First().AddDays(n), m.place(n), m.cell())
		}
	}
	p := theme.Current()
	r.mark(r.hovered, m.hovered)
	r.hovered.FillColor = p.Hover
	r.mark(r.chosen, m.chosen)
	r.chosen.FillColor, r.chosen.StrokeColor, r.chosen.StrokeWidth = paint.Blend(p.Surface, p.Accent, 0.16), p.Accent, 1
	if m.focused {
		r.chosen.StrokeWidth = 2
	}
	return anew
}

// mark puts a mark on a day, where it is in sight.
func (r *monthRenderer) mark(mark *canvas.Rectangle, d journal.Date) {
	n := daysBetween(r.m.First(), d)
	if d.IsZero() || n < 0 || n >= 7*r.m.weeks() {
		mark.Hide()
		return
	}
	putDay(mark, r.m.place(n), r.m.cell())
	mark.Show()
}

// putDay gives a box the place of a day, with a gap around it.
func putDay(box *canvas.Rectangle, at fyne.Position, size fyne.Size) {
	box.CornerRadius = theme.Radius
	box.Move(at.AddXY(1, 1))
	box.Resize(size.Subtract(fyne.NewSquareSize(2)))
}

// words puts a line of text at a place.
func (r *monthRenderer) words(s string, size float32, ink color.Color, bold bool, at fyne.Position) *canvas.Text {
	t := canvas.NewText(s, ink)
	t.TextSize, t.TextStyle.Bold = size, bold
	t.Resize(t.MinSize())
	put(t, at)
	r.holds = append(r.holds, t)
	return t
}

// put places a text on whole pixels: between them letters blur.
func put(t *canvas.Text, at fyne.Position) {
	t.Move(fyne.NewPos(float32(int(at.X)), float32(int(at.Y))))
}

func (r *monthRenderer) names() {
	m, cell := r.m, r.m.cell()
	for i := range 7 {
		day := (m.week + time.Weekday(i)) % 7
		t := r.words(wording.WeekdayShort(day), paint.TextSize(theme.Small), theme.Current().Muted, false, fyne.NewPos(float32(i)*cell.Width+theme.Unit, 0))
		if !m.roomy {
			put(t, fyne.NewPos(float32(i)*cell.Width+(cell.Width-t.MinSize().Width)/2, 0))
		}
	}
}

// day draws one day: its background, its number, and its entries.
func (r *monthRenderer) day(d journal.Date, at fyne.Position, size fyne.Size) {
	m, p := r.m, theme.Current()
	outside := d.Month != m.chosen.Month
	ink := p.Text
	if outside {
		ink = paint.Blend(p.Surface, p.Muted, 0.85)
	}
	t := r.words(strconv.Itoa(d.Day), paint.TextSize(theme.Body), ink, d == m.today, at)
	s := t.MinSize()
	if m.roomy {
		put(t, at.AddXY(theme.Unit, theme.Unit/2))
	} else {
		put(t, at.AddXY((size.Width-s.Width)/2, (size.Height-s.Height)/2))
	}
	if d == m.today {
		r.underline(t, p.Accent)
	}
	if !m.roomy {
		return
	}
	if !outside {
		ground := canvas.NewRectangle(p.Ground)
		putDay(ground, at, size)
		r.grounds = append(r.grounds, ground)
	}
	r.list(m.marks[d], at.AddXY(theme.Unit, theme.Unit*0.75+s.Height), fyne.NewSize(size.Width-1.5*theme.Unit, size.Height-theme.Unit-s.Height), outside)
}

// underline marks today, so that its number stays as easy to read as the others.
func (r *monthRenderer) underline(t *canvas.Text, ink color.Color) {
	line := canvas.NewRectangle(ink)
	line.CornerRadius = 1
	line.Resize(fyne.NewSize(t.MinSize().Width, 2))
	line.Move(t.Position().AddXY(0, t.MinSize().Height-1))
	r.holds = append(r.holds, line)
}

// list shows the entries of a day, as text as far as there is room, and otherwise as dots.
func (r *monthRenderer) list(marks []DayMark, at fyne.Position, room fyne.Size, faint bool) {
	if !r.m.showsTitles() {
		r.dots(marks, at, room.Width, faint)
		return
	}
	line, told := paint.TextSize(theme.Small)*1.36, marks
	lines := max(1, int((room.Height+1)/line))
	if len(marks) > lines {
		told = marks[:lines-1]
	}
	spare := lines - len(marks) // for long titles
	p, dot := theme.Current(), paint.TextSize(7)
	ink := p.Text
	if faint {
		ink = p.Muted
	}
	y, width := at.Y, room.Width-1.8*dot
	for _, mark := range told {
		r.dot(mark, fyne.NewPos(at.X, y+(line-dot)/2), dot, faint)
		rest := mark.Title
		for ; spare > 0; spare-- {
			first, more := firstLine(rest, width)
			if more == "" {
				break
			}
			r.line(first, ink, fyne.NewPos(at.X+1.8*dot, y), width)
			rest, y = more, y+line
		}
		r.line(rest, ink, fyne.NewPos(at.X+1.8*dot, y), width)
		y += line
	}
	if more := len(marks) - len(told); more > 0 {
		r.line(wording.Count(more, "n-more"), p.Muted, fyne.NewPos(at.X, y), room.Width)
	}
}

// firstLine divides a title into what fits on a line, in whole words if one fits, and the rest.
func firstLine(words string, width float32) (first, rest string) {
	fits := func(n int, letters []rune) bool {
		return fyne.MeasureText(string(letters[:n]), paint.TextSize(theme.Small), fyne.TextStyle{}).Width <= width
	}
	letters := []rune(words)
	n := sort.Search(min(len(letters), int(width/paint.TextSize(2))), func(n int) bool { return !fits(n+1, letters) })
	if n == 0 || n == len(letters) {
		return words, ""
	}
	if letters[n] != ' ' { // it ends within a word
		if space := strings.LastIndexByte(string(letters[:n]), ' '); space > 0 {
			return words[:space], strings.TrimSpace(words[space:])
		}
	}
	return string(letters[:n]), strings.TrimSpace(string(letters[n:]))
}

// line writes as much of words as has room.
func (r *monthRenderer) line(words string, ink color.Color, at fyne.Position, width float32) {
	t := r.words("", paint.TextSize(theme.Small), ink, false, at)
	letters := []rune(words)
	prose.Cut(t, string(letters[:min(len(letters), int(width/paint.TextSize(2)))]), width) // a long title is not measured to its end
	t.Resize(t.MinSize())
}

// dots draws as many dots as have room.
func (r *monthRenderer) dots(marks []DayMark, at fyne.Position, width float32, faint bool) {
	dot, gap := paint.TextSize(7), paint.TextSize(3)
	fit := max(1, int((width+gap)/(dot+gap)))
	for i, mark := range marks[:min(fit, len(marks))] {
		r.dot(mark, at.AddXY(float32(i)*(dot+gap), 0), dot, faint)
	}
}

func (r *monthRenderer) dot(mark DayMark, at fyne.Position, side float32, faint bool) {
	ink := theme.Hue(mark.Hue, theme.IsDark())
	if faint {
		ink = paint.Blend(theme.Current().Surface, ink, 0.6)
	}
	c := canvas.NewRectangle(ink)
	c.CornerRadius = side / 2
	if mark.Hollow {
		c.FillColor, c.StrokeColor, c.StrokeWidth = color.Transparent, ink, 1.5*theme.Scale()
	}
	c.Resize(fyne.NewSquareSize(side))
	c.Move(at)
	r.holds = append(r.holds, c)
}
