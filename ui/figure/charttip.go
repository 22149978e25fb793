package figure

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/charts"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// tip says at a mark what it is: the name of its entry, and under it the day and the numbers.
type tip struct {
	layer        *fyne.Container // over the picture; takes no pointer
	ground       *canvas.Rectangle
	title, words *canvas.Text
	mark         charts.Mark
	text         string // in full
}

func newTip() *tip {
	t := &tip{ground: canvas.NewRectangle(color.Transparent), title: canvas.NewText("", color.Black), words: canvas.NewText("", color.Black)}
	t.title.TextStyle.Bold = true
	t.ground.CornerRadius = theme.Radius
	t.layer = container.NewWithoutLayout(t.ground, t.title, t.words)
	t.layer.Hide()
	return t
}

func (t *tip) paint() {
	p := theme.Current()
	t.ground.FillColor, t.ground.StrokeColor, t.ground.StrokeWidth = p.Surface, p.Line, 1
	t.title.Color, t.words.Color = p.Text, p.Muted
	t.title.TextSize, t.words.TextSize = paint.TextSize(theme.Small), paint.TextSize(theme.Small)
}

// tipWidth is the widest that a tip becomes, at text size 1.
const tipWidth = 320

// show puts the tip above a mark, or under it, inside a place of that size.
func (t *tip) show(m charts.Mark, title string, place fyne.Size) {
	t.mark, t.text = m, m.Label
	if title != "" {
		t.text = title + "\n" + m.Label
	}
	t.paint()
	pad, gap := theme.Unit, float32(m.Radius)+theme.Unit
	most := min(tipWidth*theme.Scale(), place.Width-2*pad)
	prose.Cut(t.title, title, most)
	prose.Cut(t.words, m.Label, most)
	a, b := t.title.MinSize(), t.words.MinSize()
	if title == "" {
		a = fyne.Size{}
	}
	size := fyne.NewSize(max(a.Width, b.Width)+2*pad, a.Height+b.Height+pad)
	at := fyne.NewPos(float32(m.X)-size.Width/2, float32(m.Y)-gap-size.Height)
	if at.Y < 0 {
		at.Y = float32(m.Y) + gap
	}
	at = fyne.NewPos(float32(int(min(max(0, at.X), max(0, place.Width-size.Width)))), float32(int(max(0, min(at.Y, place.Height-size.Height)))))
	t.ground.Move(at)
	t.ground.Resize(size)
	t.title.Move(at.AddXY(pad, pad/2))
	t.title.Resize(a)
	t.words.Move(at.AddXY(pad, pad/2+a.Height))
	t.words.Resize(b)
	t.layer.Show()
	t.layer.Refresh()
}

func (t *tip) hide() {
	t.text = ""
	t.layer.Hide()
}

// point rings a mark and says what it is.
func (v *ChartView) point(m charts.Mark) {
	around := float32(m.Radius) + theme.Unit/2
	v.spot.Move(fyne.NewPos(float32(m.X)-around, float32(m.Y)-around))
	v.spot.Resize(fyne.NewSquareSize(2 * around))
	v.spot.CornerRadius = around
	v.spot.Show()
	v.spot.Refresh()
	title := ""
	if v.Name != nil {
		title = v.Name(m.ID())
	}
	v.tip.show(m, title, v.Size())
}

// pointAtNone takes the ring and the words away.
func (v *ChartView) pointAtNone() {
	v.spot.Hide()
	v.tip.hide()
}

// pointAgain points at the mark that the keyboard is at, or at none.
func (v *ChartView) pointAgain() {
	if marks := v.marks(); v.focused && v.at >= 0 && v.at < len(marks) {
		v.point(marks[v.at])
		return
	}
	v.pointAtNone()
}
