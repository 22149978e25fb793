package input

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// token is one of the words in a token field, with a cross that takes it out.
type token struct {
	widget.BaseWidget
	text    string
	remove  func()
	words   *prose.Label
	ground  *canvas.Rectangle
	cross   *glyph.Icon
	chosen  bool // by the keyboard
	hovered bool
}

func newToken(text string, remove func()) *token {
	t := &token{text: text, remove: remove, words: prose.Paragraph(beginningOf(oneLine(text))), ground: canvas.NewRectangle(color.Transparent),
		cross: glyph.NewIcon(fynetheme.NewColoredResource(fynetheme.CancelIcon(), fynetheme.ColorNamePlaceHolder))}
	t.ExtendBaseWidget(t)
	return t
}

// tokenLetters is how much of a text its token shows.
const tokenLetters = 160

// beginningOf is a text of no more letters than a token shows.
func beginningOf(text string) string {
	if letters := []rune(text); len(letters) > tokenLetters {
		return string(letters[:tokenLetters]) + " …"
	}
	return text
}

// choose shows whether the keyboard is on it.
func (t *token) choose(on bool) {
	if t.chosen != on {
		t.chosen = on
		t.Refresh()
	}
}

// Tapped takes the token out where its cross was clicked.
func (t *token) Tapped(e *fyne.PointEvent) {
	if e.Position.X > t.Size().Width-t.crossWidth() {
		t.remove()
	}
}

// MouseIn, MouseMoved and MouseOut show that something can be clicked.
func (t *token) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *token) MouseMoved(*desktop.MouseEvent) {}
func (t *token) MouseOut()                      { t.hovered = false; t.Refresh() }

func (t *token) crossWidth() float32 { return max(28, 26*theme.Scale()) }

// most is the width of the words on one line.
func (t *token) natural() float32 {
	return fyne.MeasureText(t.words.String(), paint.TextSize(theme.Body), fyne.TextStyle{}).Width + 1.25*theme.Unit + t.crossWidth() + 2
}

// fit gives the token its width where no more than most is there, and its height for that.
func (t *token) fit(most float32) fyne.Size {
	width := min(t.natural(), most)
	t.words.Resize(fyne.NewSize(width-1.25*theme.Unit-t.crossWidth(), t.words.Size().Height))
	return fyne.NewSize(width, max(t.height(), t.words.MinSize().Height+0.5*theme.Unit))
}

func (t *token) height() float32 { return max(28, paint.TextSize(theme.Body)*1.36+0.75*theme.Unit) }

func (t *token) paint() {
	p := theme.Current()
	t.ground.FillColor, t.ground.StrokeColor, t.ground.StrokeWidth = paint.Blend(p.Surface, p.Accent, 0.12), paint.Blend(p.Surface, p.Accent, 0.35), 1
	if t.hovered {
		t.ground.StrokeColor = p.Accent
	}
	if t.chosen {
		t.ground.StrokeColor, t.ground.StrokeWidth = p.Accent, 2
	}
	t.ground.CornerRadius = t.height() / 2
}

// CreateRenderer draws the token.
func (t *token) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	return paint.LaidOut(t, &tokenRenderer{t})
}

type tokenRenderer struct{ t *token }

func (r *tokenRenderer) MinSize() fyne.Size { return fyne.NewSize(60, r.t.height()) }

func (r *tokenRenderer) Layout(s fyne.Size) {
	t := r.t
	t.ground.Resize(s)
	high := t.words.MinSize().Height
	t.words.Move(fyne.NewPos(1.25*theme.Unit, (s.Height-high)/2))
	t.words.Resize(fyne.NewSize(s.Width-1.25*theme.Unit-t.crossWidth(), high))
	side := 14 * theme.Scale()
	t.cross.Resize(fyne.NewSquareSize(side))
	t.cross.Move(fyne.NewPos(s.Width-(t.crossWidth()+side)/2, (s.Height-side)/2))
}

func (r *tokenRenderer) Refresh() {
	r.t.paint()
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
func (r *tokenRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.ground, r.t.words, r.t.cross}
}
func (r *tokenRenderer) Destroy() {}
