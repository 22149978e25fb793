package textedit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
)

// look is everything besides the text that the rows depend on.
type look struct {
	size, width float32
	font        fyne.Resource
}

func (f *Field) now() look {
	th := f.Theme()
	return look{th.Size(f.sizeName()), f.textWidth(), th.Font(fyne.TextStyle{})}
}

// textWidth returns the width that is available to rows.
func (f *Field) textWidth() float32 { return f.Size().Width - 2*fynetheme.InnerPadding() }

func (f *Field) rowHeight() float32 {
	return fyne.MeasureText("M", f.Theme().Size(f.sizeName()), fyne.TextStyle{}).Height
}

func (f *Field) measure() *measure {
	size := f.Theme().Size(f.sizeName())
	if now := f.now(); f.m == nil || f.look.size != now.size || f.look.font != now.font {
		f.m = newMeasure(func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width })
	}
	return f.m
}

// reflow breaks the rows again if the width or the look has changed.
func (f *Field) reflow() {
	now := f.now()
	if now == f.look && f.m != nil {
		return
	}
	m := f.measure()
	f.look = now
	if now.width <= 0 {
		now.width = 1 << 20 // no size yet: one row per paragraph
	}
	f.e.reflow(m, now.width)
}

// CreateRenderer draws the field as the toolkit draws its own.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{f: f, box: canvas.NewRectangle(color.Transparent), border: canvas.NewRectangle(color.Transparent),
		caret: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), wheel: newWheel(f)}
	r.draw()
	return r
}

// renderer draws the visible rows.
type renderer struct {
	f                       *Field
	box, border, caret, bar *canvas.Rectangle

	chosen  []*canvas.Rectangle
	texts   []*canvas.Text
	wheel   *wheel
	objects []fyne.CanvasObject
}

// Destroy does nothing.
func (r *renderer) Destroy() {}

// Objects returns the drawn objects, from back to front.
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is that of a field of the toolkit with the same number of rows.
func (r *renderer) MinSize() fyne.Size {
	pad := fynetheme.InnerPadding()
	one := fyne.MeasureText("M", r.f.Theme().Size(r.f.sizeName()), fyne.TextStyle{})
	return fyne.NewSize(one.Width+3*pad, one.Height*float32(r.f.rows)+2*pad)
}

// Layout breaks the rows for the size and draws them.
func (r *renderer) Layout(fyne.Size) {
	r.f.reflow()
	r.f.top = min(r.f.top, max(0, r.f.e.rows.total()-r.f.visible()))
	r.draw()
}

// Refresh redraws the field.
func (r *renderer) Refresh() {
	r.draw()
	canvas.Refresh(r.f)
}

func (r *renderer) draw() {
	f := r.f
	f.reflow()
	th, v, size := f.Theme(), fyne.CurrentApp().Settings().ThemeVariant(), f.Size()
	line, radius := th.Size(fynetheme.SizeNameInputBorder), th.Size(fynetheme.SizeNameInputRadius)
	r.border.StrokeWidth, r.border.CornerRadius, r.box.CornerRadius = line, radius, radius
	r.border.StrokeColor = th.Color(fynetheme.ColorNameInputBorder, v)
	if f.focused {
		r.border.StrokeColor = th.Color(fynetheme.ColorNamePrimary, v)
	}
	r.box.FillColor = th.Color(fynetheme.ColorNameInputBackground, v)
	// Half a pixel less rounds down at the far edge on coarse screens.
	r.border.Resize(fyne.NewSize(size.Width-line-.5, size.Height-line-.5))
	r.border.Move(fyne.NewSquareOffsetPos(line / 2))
	r.box.Resize(size.SubtractWidthHeight(2*line, 2*line))
	r.box.Move(fyne.NewSquareOffsetPos(line))
	r.objects = append(r.objects[:0], r.box, r.border)
	r.drawRows(th, v)
	r.drawCaret(th, v, line)
	r.drawBar(th, v)
	r.wheel.Resize(size)
	r.objects = append(r.objects, r.wheel)
	for _, o := range r.objects {
		o.Refresh()
	}
}

// sizeName names the size of the text in the theme.
func (f *Field) sizeName() fyne.ThemeSizeName {
	if f.Large {
		return fynetheme.SizeNameSubHeadingText
	}
	return fynetheme.SizeNameText
}

// drawRows draws the visible rows, and the selection behind them.
func (r *renderer) drawRows(th fyne.Theme, v fyne.ThemeVariant) {
	f := r.f
	high, pad, textSize := f.rowHeight(), fynetheme.InnerPadding(), th.Size(f.sizeName())
	ink, chosen := th.Color(fynetheme.ColorNameForeground, v), th.Color(fynetheme.ColorNameSelection, v)
	last := min(f.top+f.visible(), f.e.rows.total())
	for len(r.texts) < last-f.top {
		r.texts = append(r.texts, canvas.NewText("", ink))
		r.chosen = append(r.chosen, canvas.NewRectangle(chosen))
	}
	s := f.e.selection()
	if f.focused && !s.empty() {
		for n := f.top; n < last; n++ {
			from, to, ok := r.chosenIn(n, s)
			if !ok {
				continue
			}
			box := r.chosen[n-f.top]
			box.FillColor = chosen
			box.Move(fyne.NewPos(pad+from, pad+float32(n-f.top)*high))
			box.Resize(fyne.NewSize(to-from, high))
			r.objects = append(r.objects, box)
		}
	}
	if f.e.text.bytes == 0 && f.hint != "" {
		r.drawHint(th.Color(fynetheme.ColorNamePlaceHolder, v), textSize, pad, high)
	}
	for n := f.top; n < last; n++ {
		text := r.texts[n-f.top]
		text.Text, text.TextSize, text.Color = drawn(f.e.rows.runes(n)), textSize, ink
		text.Move(fyne.NewPos(pad, pad+float32(n-f.top)*high))
		text.Resize(fyne.NewSize(f.textWidth(), high))
		r.objects = append(r.objects, text)
	}
}

// chosenIn returns the selected part of a row; a line end is as wide as a space.
func (r *renderer) chosenIn(n int, s span) (from, to float32, ok bool) {
	e := r.f.e
	begin, end := e.rows.bounds(n)
	if end.before(s.from) || s.to.before(begin) {
		return 0, 0, false
	}
	width := r.f.textWidth()
	if begin.before(s.from) {
		from = e.rows.x(s.from, n)
	}
	upto, lineEnd := end, end.before(s.to)
	if s.to.before(end) {
		upto = s.to
	}
	to = e.rows.x(upto, n)
	if lineEnd {
		to += e.rows.m.rune(' ')
	}
	to = min(to, width)
	return from, to, to > from
}

// drawHint breaks the placeholder like a text, as far as there is room.
func (r *renderer) drawHint(ink color.Color, textSize, pad, high float32) {
	f := r.f
	hint := newRows(newText(f.hint), f.measure(), max(f.textWidth(), 1))
	for n := range min(hint.total(), f.visible()) {
		text := canvas.NewText(drawn(hint.runes(n)), ink)
		text.TextSize = textSize
		text.Move(fyne.NewPos(pad, pad+float32(n)*high))
		text.Resize(fyne.NewSize(f.textWidth(), high))
		r.objects = append(r.objects, text)
	}
}

// drawCaret draws the caret.
func (r *renderer) drawCaret(th fyne.Theme, v fyne.ThemeVariant, line float32) {
	f := r.f
	row := f.e.row()
	if !f.focused || row < f.top || row >= f.top+f.visible() {
		return
	}
	high, pad := f.rowHeight(), fynetheme.InnerPadding()
	x := min(f.e.rows.x(f.e.caret, row), f.textWidth())
	r.caret.FillColor = th.Color(fynetheme.ColorNamePrimary, v)
	r.caret.Move(fyne.NewPos(pad+x-line/2, pad+float32(row-f.top)*high))
	r.caret.Resize(fyne.NewSize(2*line, high))
	r.objects = append(r.objects, r.caret)
}

// drawBar shows which part of a long text is visible.
func (r *renderer) drawBar(th fyne.Theme, v fyne.ThemeVariant) {
	f := r.f
	all, seen := f.e.rows.total(), f.visible()
	if all <= seen {
		return
	}
	const wide, least = 4, 16
	line, high := th.Size(fynetheme.SizeNameInputBorder), f.Size().Height-4*th.Size(fynetheme.SizeNameInputBorder)
	long := max(least, high*float32(seen)/float32(all))
	r.bar.FillColor, r.bar.CornerRadius = th.Color(fynetheme.ColorNameScrollBar, v), wide/2
	r.bar.Resize(fyne.NewSize(wide, long))
	r.bar.Move(fyne.NewPos(f.Size().Width-wide-2*line, 2*line+(high-long)*float32(f.top)/float32(all-seen)))
	r.objects = append(r.objects, r.bar)
}
