package choose

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/wording"
	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// Scale is the scale of a rating.
type Scale struct {
	Low, High, Step float64
	// LowWord, MiddleWord and HighWord name the ends and the middle.
	LowWord, MiddleWord, HighWord string
}

// Rating asks for a number on a scale. It has no value until it is touched, because a
// preset one would pull the answer towards itself. Digits, arrows, Home and End set it,
// Backspace takes it back.
type Rating struct {
	widget.BaseWidget
	// OnChanged is called after a person set or cleared the value; it may be nil.
	OnChanged func()
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)

	scale    Scale
	value    optional.Value[float64]
	typed    string
	focused  bool
	hovered  bool
	at       float32 // where the pointer is
	disabled bool
}

// NewRating creates an unset rating.
func NewRating(s Scale) *Rating {
	r := &Rating{scale: s}
	r.ExtendBaseWidget(r)
	return r
}

// Value returns the rating, empty where none was given.
func (r *Rating) Value() optional.Value[float64] { return r.value }

// SetQuietly shows a rating without calling OnChanged.
func (r *Rating) SetQuietly(v optional.Value[float64]) { r.value, r.typed = v, ""; r.Refresh() }

// SetDisabled makes the rating read only, as a sealed one is.
func (r *Rating) SetDisabled(d bool) { r.disabled = d; r.Refresh() }

func (r *Rating) change(v optional.Value[float64]) {
	if r.disabled {
		return
	}
	r.value = v
	r.Refresh()
	if r.OnChanged != nil {
		r.OnChanged()
	}
}

func (r *Rating) set(v float64) {
	r.typed = ""
	r.change(optional.Some(min(max(v, r.scale.Low), r.scale.High)))
}

// FocusGained, FocusLost, TypedRune and TypedKey make it work from the keyboard.
func (r *Rating) FocusGained() {
	r.focused, r.typed = true, ""
	r.Refresh()
	scrolling.IntoView(r, r.OnFocused)
}
func (r *Rating) FocusLost() { r.focused, r.typed = false, ""; r.Refresh() }

// TypedRune gathers digits: "7", then "70". A number beyond the scale begins again.
func (r *Rating) TypedRune(c rune) {
	if c < '0' || c > '9' {
		return
	}
	next := r.typed + string(c)
	v, err := strconv.ParseFloat(next, 64)
	if err != nil || v > r.scale.High {
		next = string(c)
		v = float64(c - '0')
	}
	if v < r.scale.Low {
		return
	}
	r.change(optional.Some(v))
	r.typed = next
}

// TypedKey moves and clears the value.
func (r *Rating) TypedKey(e *fyne.KeyEvent) {
	now, given := r.value.Get()
	switch e.Name {
	case fyne.KeyRight, fyne.KeyUp:
		if !given {
			now = (r.scale.Low+r.scale.High)/2 - r.scale.Step
		}
		r.set(now + r.scale.Step)
	case fyne.KeyLeft, fyne.KeyDown:
		if !given {
			now = (r.scale.Low+r.scale.High)/2 + r.scale.Step
		}
		r.set(now - r.scale.Step)
	case fyne.KeyHome:
		r.set(r.scale.Low)
	case fyne.KeyEnd:
		r.set(r.scale.High)
	case fyne.KeyBackspace, fyne.KeyDelete:
		r.typed = ""
		r.change(optional.Value[float64]{})
	default:
		focus.PassOn(r, e)
	}
}

// Tapped sets the value where the track was clicked; on the number it clears it.
func (r *Rating) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
	track := r.Size().Width - r.numberWidth()
	if e.Position.X > track {
		r.change(optional.Value[float64]{})
		return
	}
	r.setAt(e.Position.X)
}

// Dragged and DragEnd move the value along the track.
func (r *Rating) Dragged(e *fyne.DragEvent) { r.setAt(e.Position.X) }
func (r *Rating) DragEnd()                  {}

func (r *Rating) setAt(x float32) {
	if v, ok := r.valueAt(x); ok {
		r.set(v)
	}
}

// valueAt is the value at a place of the track.
func (r *Rating) valueAt(x float32) (v float64, ok bool) {
	edge := r.knob() / 2
	width := r.Size().Width - r.numberWidth() - 2*edge
	if width <= 0 {
		return 0, false
	}
	part := min(max(float64((x-edge)/width), 0), 1)
	steps := (r.scale.High - r.scale.Low) / r.scale.Step
	return r.scale.Low + float64(int(part*steps+0.5))*r.scale.Step, true
}

// ghost is where a knob would stand: under the pointer, or with the keyboard in the middle, where the
// arrows begin. Elsewhere there is none: it would pull the answer towards itself.
func (r *Rating) ghost() (v float64, ok bool) {
	switch {
	case r.disabled || r.value.IsSet():
		return 0, false
	case r.hovered && r.at <= r.Size().Width-r.numberWidth():
		return r.valueAt(r.at)
	}
	return (r.scale.Low + r.scale.High) / 2, r.focused
}

// MouseIn, MouseMoved, MouseOut and Cursor show that it can be touched.
func (r *Rating) MouseIn(e *desktop.MouseEvent)    { r.hovered, r.at = true, e.Position.X; r.Refresh() }
func (r *Rating) MouseMoved(e *desktop.MouseEvent) { r.move(e.Position.X) }
func (r *Rating) MouseOut()                        { r.hovered = false; r.Refresh() }
func (r *Rating) Cursor() desktop.Cursor           { return desktop.PointerCursor }

// move follows the pointer; only another value draws anew.
func (r *Rating) move(x float32) {
	before, _ := r.ghost()
	r.at = x
	if now, ok := r.ghost(); ok && now != before {
		r.Refresh()
	}
}

func (r *Rating) knob() float32 { return 18 * theme.Scale() }

// numberWidth is the room at the right: for a number, or for the words that there is none.
func (r *Rating) numberWidth() float32 {
	words := fyne.MeasureText(wording.Say("not-rated-inline"), paint.TextSize(theme.Small), fyne.TextStyle{}).Width
	return max(52*theme.Scale(), words+1.5*theme.Unit)
}

// CreateRenderer draws track, knob, number and the words under it.
func (r *Rating) CreateRenderer() fyne.WidgetRenderer {
	d := &ratingRenderer{r: r,
		track: canvas.NewRectangle(color.Black), filled: canvas.NewRectangle(color.Black),
		ghost: canvas.NewCircle(color.Transparent), ring: canvas.NewRectangle(color.Transparent), knob: canvas.NewCircle(color.Black), number: canvas.NewText("", color.Black),
		low: canvas.NewText(r.scale.LowWord, color.Black), middle: canvas.NewText(r.scale.MiddleWord, color.Black), high: canvas.NewText(r.scale.HighWord, color.Black)}
	for i := range d.ticks {
		d.ticks[i] = canvas.NewRectangle(color.Black)
	}
	d.ring.CornerRadius = theme.Radius
	d.number.Alignment = fyne.TextAlignTrailing
	d.middle.Alignment = fyne.TextAlignCenter
	d.high.Alignment = fyne.TextAlignTrailing
	d.Refresh()
	return paint.LaidOut(r, d)
}

// part is how far along the scale a value is, 0 to 1.
func (r *Rating) part(v float64) float32 {
	return float32((v - r.scale.Low) / (r.scale.High - r.scale.Low))
}

type ratingRenderer struct {
	r                 *Rating
	track, filled     *canvas.Rectangle
	ring              *canvas.Rectangle // around it all while it has the keyboard
	knob, ghost       *canvas.Circle
	ticks             [5]*canvas.Rectangle // at the ends, the middle and the quarters
	number            *canvas.Text
	low, middle, high *canvas.Text
}

func (d *ratingRenderer) MinSize() fyne.Size {
	longest := max(d.low.MinSize().Width, d.middle.MinSize().Width, d.high.MinSize().Width)
	width := max(220*theme.Scale(), longest+d.r.knob()+d.r.numberWidth())
	return fyne.NewSize(width, d.r.knob()+float32(d.lines(d.r.Size().Width))*d.low.MinSize().Height+theme.Unit/2)
}

// lines returns on how many lines the words are in a width: the middle is under the ends, and
// these under each other, if they would touch.
func (d *ratingRenderer) lines(width float32) int {
	low, middle, high := d.low.MinSize().Width, d.middle.MinSize().Width, d.high.MinSize().Width
	track, gap := width-d.r.numberWidth()-d.r.knob(), theme.Unit
	switch {
	case width == 0:
		return 1
	case low+high+gap > track && middle == 0:
		return 2
	case low+high+gap > track:
		return 3
	case middle > 0 && 2*(max(low, high)+gap)+middle > track:
		return 2
	}
	return 1
}

// lineOf is the line of the low word, the middle one and the high one.
func lineOf(word, lines int, hasMiddle bool) float32 {
	switch {
	case lines == 3, lines == 2 && !hasMiddle && word != 1:
		return float32(min(word, lines-1))
	case lines == 2 && word == 1:
		return 1
	}
	return 0
}

func (d *ratingRenderer) Layout(size fyne.Size) {
	beside, above := 0.75*theme.Unit, theme.Unit/4 // the words above reach down into the gap
	d.ring.Move(fyne.NewPos(-beside, -above))
	d.ring.Resize(size.AddWidthHeight(2*beside, 2*above))
	knob, trackHeight := d.r.knob(), 4*theme.Scale()
	width := size.Width - d.r.numberWidth()
	d.track.CornerRadius, d.filled.CornerRadius = trackHeight/2, trackHeight/2
	d.track.Move(fyne.NewPos(knob/2, (knob-trackHeight)/2))
	d.track.Resize(fyne.NewSize(width-knob, trackHeight))
	for i, tick := range d.ticks {
		x := knob/2 + (width-knob)*float32(i)/float32(len(d.ticks)-1)
		tick.Move(fyne.NewPos(float32(int(x)), (knob+trackHeight)/2+1))
		tick.Resize(fyne.NewSize(1, 4*theme.Scale()))
	}
	if v, ok := d.r.ghost(); ok {
		d.ghost.Move(fyne.NewPos(d.r.part(v)*(width-knob), 0))
	}
	d.ghost.Resize(fyne.NewSquareSize(knob))
	v, given := d.r.value.Get()
	if given {
		x := d.r.part(v) * (width - knob)
		d.filled.Move(d.track.Position())
		d.filled.Resize(fyne.NewSize(x, trackHeight))
		d.knob.Move(fyne.NewPos(x, 0))
	}
	d.knob.Resize(fyne.NewSquareSize(knob))
	h := d.number.MinSize().Height
	d.number.Move(fyne.NewPos(width, (knob-h)/2))
	d.number.Resize(fyne.NewSize(d.r.numberWidth()-theme.Unit/2, h))
	y, lines := knob+theme.Unit/4, d.lines(size.Width)
	for i, t := range []*canvas.Text{d.low, d.middle, d.high} {
		t.Move(fyne.NewPos(knob/2, y+lineOf(i, lines, d.middle.Text != "")*t.MinSize().Height))
		t.Resize(fyne.NewSize(width-knob, t.MinSize().Height))
	}
}

func (d *ratingRenderer) Refresh() {
	p, s := theme.Current(), theme.Scale()
	v, given := d.r.value.Get()
	d.track.FillColor = paint.Blend(p.Raised, p.Muted, 0.35)
	d.filled.FillColor, d.knob.FillColor = p.Accent, p.Accent
	d.knob.StrokeColor, d.knob.StrokeWidth = p.Surface, 2
	if d.r.disabled {
		d.filled.FillColor, d.knob.FillColor = p.Muted, p.Muted
	}
	d.ring.StrokeColor, d.ring.StrokeWidth = color.Transparent, 0
	if d.r.focused {
		d.ring.StrokeColor, d.ring.StrokeWidth = p.Accent, 2
	}
	ghost, hasGhost := d.r.ghost()
	d.ghost.FillColor, d.ghost.StrokeColor, d.ghost.StrokeWidth = p.Surface, p.Muted, 1.5
	d.ghost.Hidden = !hasGhost
	for _, tick := range d.ticks {
		tick.FillColor = paint.Blend(p.Surface, p.Muted, 0.45)
	}
	d.number.TextStyle.Bold, d.number.TextSize = given, theme.Lead*s
	switch {
	case given:
		d.number.Text, d.number.Color = journal.FormatNumber(v), p.Text
	case hasGhost && d.r.hovered: // what a click would say
		d.number.Text, d.number.Color = journal.FormatNumber(ghost), p.Muted
	default:
		d.number.Text, d.number.Color, d.number.TextSize = wording.Say("not-rated-inline"), p.Muted, theme.Small*s
	}
	live := -1 // the word that the value is nearest to
	if given {
		live = d.nearest(v)
	}
	for i, t := range []*canvas.Text{d.low, d.middle, d.high} {
		t.Color, t.TextSize = p.Muted, theme.Small*s
		if i == live {
			t.Color = p.Text
		}
	}
	if given {
		d.knob.Show()
		d.filled.Show()
	} else {
		d.knob.Hide()
		d.filled.Hide()
	}
	d.Layout(d.r.Size())
	for _, o := range d.Objects() {
		o.Refresh()
	}
}

// nearest is the index of the word that says most about a value: of the low one, the middle one and the
// high one; -1 if none of them does, as between two ends without a word in the middle.
func (d *ratingRenderer) nearest(v float64) int {
	part := d.r.part(v)
	switch {
	case part < 1.0/3:
		return 0
	case part > 2.0/3:
		return 2
	case d.middle.Text == "":
		return -1
	}
	return 1
}

func (d *ratingRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{d.ring, d.track, d.filled}
	for _, tick := range d.ticks {
		objects = append(objects, tick)
	}
	return append(objects, d.ghost, d.knob, d.number, d.low, d.middle, d.high)
}
func (d *ratingRenderer) Destroy() {}
