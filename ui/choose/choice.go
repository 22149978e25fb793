// Package choose owns the fields in which a person chooses instead of typing: choices, selects,
// checks, toggles, colours, and ratings.
package choose

import (
	"image/color"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/focus"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Choice is a row of words of which one or none is chosen. Choosing the chosen one again
// takes the choice back: nothing is ever preset, and nothing is forced. The keyboard
// moves with the arrows, chooses by a digit or a first letter, and clears with Backspace.
type Choice struct {
	widget.BaseWidget
	// OnChanged is called after a person chose; it may be nil.
	OnChanged func()
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)

	words  []string // the values
	labels []string // the texts
	keys   []rune   // letters that choose them in every language; 0 for none
	// Outcomes puts the mark of the outcome before each word.
	outcomes []journal.Outcome
	chosen   int
	required bool // one is always chosen
	inLine   bool // it never wraps
	focused  bool
	parts    []*part
}

// Option is a value to choose, and its name. Key is a letter that chooses it in every language,
// beside the first of its name; 0 for none.
type Option struct {
	Value, Label string
	Key          rune
}

// NewChoice creates a row of words that are their own values, none of them chosen.
func NewChoice(words ...string) *Choice {
	options := make([]Option, len(words))
	for i, w := range words {
		options[i] = Option{Value: w, Label: w}
	}
	return NewChoiceOf(options...)
}

// NewChoiceOf creates a row of options, none of them chosen.
func NewChoiceOf(options ...Option) *Choice {
	c := &Choice{chosen: -1}
	for _, o := range options {
		c.words, c.labels, c.keys = append(c.words, o.Value), append(c.labels, o.Label), append(c.keys, o.Key)
	}
	c.ExtendBaseWidget(c)
	c.makeParts()
	return c
}

// NewOneOf creates a row of words of which one is always chosen, the first one to begin with.
func NewOneOf(words ...string) *Choice {
	c := NewChoice(words...)
	c.required, c.chosen = true, 0
	return c
}

// NewOutcomeChoice creates the choice among the outcomes, each with its mark.
func NewOutcomeChoice() *Choice {
	c := &Choice{chosen: -1, outcomes: journal.Outcomes()}
	for _, o := range c.outcomes {
		c.words, c.labels = append(c.words, string(o)), append(c.labels, wording.Capital(describe.OutcomeWord(o)))
	}
	c.ExtendBaseWidget(c)
	c.makeParts()
	return c
}

// InLine puts few and short words beside each other.
func (c *Choice) InLine() *Choice {
	c.inLine = true
	return c
}

func (c *Choice) makeParts() {
	for i := range c.words {
		p := &part{choice: c, index: i, text: canvas.NewText(c.labels[i], color.Black), ground: canvas.NewRectangle(color.Transparent)}
		if c.outcomes != nil {
			p.mark = glyph.NewOutcomeMark(c.outcomes[i])
		}
		p.ExtendBaseWidget(p)
		c.parts = append(c.parts, p)
	}
}

// Chosen returns the chosen value, or nothing.
func (c *Choice) Chosen() string {
	if c.chosen < 0 {
		return ""
	}
	return c.words[c.chosen]
}

// SetQuietly sets the choice without calling OnChanged; a value that is not in the row clears it.
func (c *Choice) SetQuietly(word string) {
	c.chosen = -1
	for i, w := range c.words {
		if w == word {
			c.chosen = i
		}
	}
	c.Refresh()
}

func (c *Choice) pick(i int) {
	if i == c.chosen && !c.required {
		i = -1
	}
	c.set(i)
}

func (c *Choice) set(i int) {
	if i < 0 && c.required {
		return
	}
	c.chosen = i
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged()
	}
}

// CreateRenderer draws the row; words that do not fit beside each other wrap.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	objects := make([]fyne.CanvasObject, len(c.parts))
	for i, p := range c.parts {
		objects[i] = p
	}
	box := container.New(layout.NewRowWrapLayoutWithCustomPadding(0.75*theme.Unit, 0.75*theme.Unit), objects...)
	if c.inLine {
		box = container.New(layout.NewCustomPaddedHBoxLayout(0.75*theme.Unit), objects...)
	}
	return paint.LaidOut(c, &choiceRenderer{c: c, box: box, ring: canvas.NewRectangle(color.Transparent)})
}

// choiceRenderer draws the row and, while the keyboard is there, a ring around all of it: around
// one of the words it would look as if that one was chosen.
type choiceRenderer struct {
	c    *Choice
	box  *fyne.Container
	ring *canvas.Rectangle
}

func (r *choiceRenderer) Layout(s fyne.Size) {
	r.box.Resize(s)
	r.enclose()
}

// enclose puts the ring around the words, however they wrap.
func (r *choiceRenderer) enclose() {
	const around = 4
	var room fyne.Size
	for _, p := range r.c.parts {
		room = room.Max(fyne.NewSize(p.Position().X+p.Size().Width, p.Position().Y+p.Size().Height))
	}
	r.ring.CornerRadius = theme.Radius + around
	r.ring.StrokeColor, r.ring.StrokeWidth = color.Transparent, 0
	if r.c.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = theme.Current().Accent, 2
	}
	r.ring.Move(fyne.NewSquareOffsetPos(-around))
	r.ring.Resize(room.AddWidthHeight(2*around, 2*around))
}

func (r *choiceRenderer) MinSize() fyne.Size { return r.box.MinSize() }
func (r *choiceRenderer) Refresh() {
	for _, p := range r.c.parts {
		p.Refresh()
	}
	r.box.Refresh()
	r.enclose()
	r.ring.Refresh()
}
func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.ring}
}
func (r *choiceRenderer) Destroy() {}

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (c *Choice) FocusGained() {
	c.focused = true
	c.Refresh()
	scrolling.IntoView(c, c.OnFocused)
}
func (c *Choice) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune chooses by a digit or by the first letter; where several words begin with it,
// typing it again chooses the next of them.
func (c *Choice) TypedRune(r rune) {
	if i := int(r - '1'); i >= 0 && i < len(c.words) {
		c.set(i)
		return
	}
	letter := journal.Fold(string(r))
	if r == ' ' || letter == "" {
		return
	}
	for step := 1; step <= len(c.labels); step++ {
		i := (c.chosen + step) % len(c.labels)
		if strings.HasPrefix(journal.Fold(c.labels[i]), letter) {
			c.set(i)
			return
		}
	}
	if i := slices.Index(c.keys, unicode.ToLower(r)); i >= 0 {
		c.set(i)
	}
}
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown:
		c.set(min(c.chosen+1, len(c.words)-1))
	case fyne.KeyLeft, fyne.KeyUp:
		c.set(max(c.chosen-1, 0))
	case fyne.KeyHome:
		c.set(0)
	case fyne.KeyEnd:
		c.set(len(c.words) - 1)
	case fyne.KeyBackspace, fyne.KeyDelete:
		c.set(-1)
	case fyne.KeySpace:
		if c.chosen < 0 {
			c.set(0)
		}
	case fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter: // a document's pages move while its kind is chosen, and a step of the welcome is left
		focus.ToWindow(c, e)
	default:
		focus.PassOn(c, e)
	}
}

// part is one word of a choice.
type part struct {
	widget.BaseWidget
	choice  *Choice
	index   int
	hovered bool
	mark    *glyph.OutcomeMark
	text    *canvas.Text
	ground  *canvas.Rectangle
}

func (p *part) CreateRenderer() fyne.WidgetRenderer {
	p.ground.CornerRadius = theme.Radius
	row := arrange.Line()
	if p.mark != nil {
		row.Add(p.mark)
	}
	row.Add(p.text)
	inset := container.New(layout.NewCustomPaddedLayout(theme.Unit*0.75, theme.Unit*0.75, theme.Unit*1.25, theme.Unit*1.25), row)
	p.paint()
	return paint.LaidOut(p, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(p.ground, inset)), Paint: p.paint})
}

func (p *part) paint() {
	c := theme.Current()
	p.text.TextSize = theme.Body * theme.Scale()
	p.text.Color = c.Text
	p.ground.FillColor, p.ground.StrokeColor, p.ground.StrokeWidth = c.Raised, c.Line, 1
	chosen := p.choice.chosen == p.index
	if chosen {
		p.ground.FillColor = paint.Blend(c.Surface, c.Accent, 0.16)
		p.ground.StrokeColor, p.ground.StrokeWidth = c.Accent, 1.5
	} else if p.hovered {
		p.ground.StrokeColor = c.Muted
	}
	p.text.TextStyle.Bold = chosen
}

// Tapped chooses it. What is chosen may put another page in the place of this one, and so the
// keyboard comes first.
func (p *part) Tapped(*fyne.PointEvent) {
	focus.Take(p.choice)
	p.choice.pick(p.index)
}
func (p *part) MouseIn(*desktop.MouseEvent)    { p.hovered = true; p.Refresh() }
func (p *part) MouseMoved(*desktop.MouseEvent) {}
func (p *part) MouseOut()                      { p.hovered = false; p.Refresh() }
