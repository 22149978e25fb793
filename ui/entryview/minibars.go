package entryview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Levels are the ratings that rows are compared by, each 0 to 100, negative where it was not given:
// how well it went, the stress, and how sure one was.
type Levels [3]float32

// Nothing are the levels of an entry without ratings.
func Nothing() Levels { return Levels{-1, -1, -1} }

func (l Levels) any() bool { return l[0] >= 0 || l[1] >= 0 || l[2] >= 0 }

// miniBars draws levels as three thin bars under each other. They begin at the same place in each row
// of a list, so that the eye runs down their ends.
type miniBars struct{ tracks, bars [3]*canvas.Rectangle }

func newMiniBars() *miniBars {
	m := &miniBars{}
	for i := range m.tracks {
		m.tracks[i], m.bars[i] = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	}
	return m
}

// The measures of the bars, at text size 1.
const (
	miniWidth = 64
	miniHigh  = 3
	miniStep  = 6
)

// miniSize is the room that the bars take.
func miniSize() fyne.Size {
	return fyne.NewSize(paint.TextSize(miniWidth), paint.TextSize(2*miniStep+miniHigh))
}

// paint colours them: what is of the area in its hue, the stress between them in grey.
func (m *miniBars) paint(hue color.Color) {
	p := theme.Current()
	for i := range m.bars {
		m.tracks[i].FillColor = paint.Blend(p.Ground, p.Muted, 0.18)
		m.bars[i].FillColor = hue
	}
	m.bars[1].FillColor = paint.Blend(p.Ground, p.Muted, 0.8)
}

// lay puts the bars with their upper left corner at a place, on whole pixels.
func (m *miniBars) lay(at fyne.Position, levels Levels) {
	width, high, step := paint.TextSize(miniWidth), paint.TextSize(miniHigh), paint.TextSize(miniStep)
	for i, v := range levels {
		y := float32(int(at.Y + float32(i)*step + 0.5))
		track, bar := m.tracks[i], m.bars[i]
		track.Hidden, bar.Hidden = !levels.any(), v < 0
		for _, o := range []*canvas.Rectangle{track, bar} {
			o.CornerRadius = high / 2
			o.Move(fyne.NewPos(at.X, y))
		}
		track.Resize(fyne.NewSize(width, high))
		bar.Resize(fyne.NewSize(max(high, width*min(v, 100)/100), high))
	}
}

func (m *miniBars) objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i := range m.tracks {
		all = append(all, m.tracks[i], m.bars[i])
	}
	return all
}

// MiniBars are the bars of a row on their own, as beside the words that say what they are.
type MiniBars struct {
	widget.BaseWidget
	levels Levels
	bars   *miniBars
}

// NewMiniBars creates bars of those levels.
func NewMiniBars(l Levels) *MiniBars {
	m := &MiniBars{levels: l, bars: newMiniBars()}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer draws the bars.
func (m *MiniBars) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(m, &miniRenderer{m})
}

type miniRenderer struct{ m *MiniBars }

func (r *miniRenderer) MinSize() fyne.Size { return miniSize() }
func (r *miniRenderer) Layout(s fyne.Size) {
	r.m.bars.paint(theme.Current().Muted)
	r.m.bars.lay(fyne.NewPos(0, (s.Height-miniSize().Height)/2), r.m.levels)
}
func (r *miniRenderer) Refresh() {
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}
func (r *miniRenderer) Objects() []fyne.CanvasObject { return r.m.bars.objects() }
func (r *miniRenderer) Destroy()                     {}
