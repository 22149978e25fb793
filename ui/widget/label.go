package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// Text makes a wrapped label in one of the sizes of the theme.
func Text(s string, size fyne.ThemeSizeName, style fyne.TextStyle, color fyne.ThemeColorName) *widget.RichText {
	r := widget.NewRichText(&widget.TextSegment{Text: s, Style: widget.RichTextStyle{
		SizeName: size, TextStyle: style, ColorName: color}})
	r.Wrapping = fyne.TextWrapWord
	return r
}

// Title is the heading of a page.
func Title(s string) *widget.RichText {
	r := Text(s, fynetheme.SizeNameHeadingText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
	r.Wrapping = fyne.TextWrapOff
	r.Truncation = fyne.TextTruncateEllipsis
	return r
}

// Subtitle is the heading of a part of a page.
func Subtitle(s string) *widget.RichText {
	r := Text(s, fynetheme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
	r.Wrapping = fyne.TextWrapOff
	r.Truncation = fyne.TextTruncateEllipsis
	return r
}

// Paragraph is text to be read.
func Paragraph(s string) *widget.RichText {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{}, fynetheme.ColorNameForeground)
}

// Quiet is text that explains or belongs to something else.
func Quiet(s string) *widget.RichText {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{}, fynetheme.ColorNamePlaceHolder)
}

// Caption is small quiet text.
func Caption(s string) *widget.RichText {
	return Text(s, fynetheme.SizeNameCaptionText, fyne.TextStyle{}, fynetheme.ColorNamePlaceHolder)
}

// SetText changes the words of what the functions above made.
func SetText(r *widget.RichText, s string) {
	r.Segments[0].(*widget.TextSegment).Text = s
	r.Refresh()
}

// Spot is a round mark in the colour of an area.
type Spot struct {
	widget.BaseWidget
	hue    int
	circle *canvas.Circle
}

// NewSpot makes the mark of an area from its hue, 0-359 degrees.
func NewSpot(hue int) *Spot {
	s := &Spot{hue: hue, circle: canvas.NewCircle(nil)}
	s.ExtendBaseWidget(s)
	return s
}

// SetHue changes the area that the mark stands for.
func (s *Spot) SetHue(hue int) { s.hue = hue; s.Refresh() }

// CreateRenderer draws the mark.
func (s *Spot) CreateRenderer() fyne.WidgetRenderer {
	return &spotRenderer{s}
}

type spotRenderer struct{ s *Spot }

func (r *spotRenderer) side() float32 { return 10 * theme.Scale() }

func (r *spotRenderer) Layout(size fyne.Size) {
	d := r.side()
	r.s.circle.Resize(fyne.NewSquareSize(d))
	r.s.circle.Move(fyne.NewPos((size.Width-d)/2, (size.Height-d)/2))
	r.s.circle.FillColor = theme.Hue(r.s.hue, theme.IsDark())
}
func (r *spotRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(r.side() + 4) }
func (r *spotRenderer) Refresh()                     { r.Layout(r.s.Size()); r.s.circle.Refresh() }
func (r *spotRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.circle} }
func (r *spotRenderer) Destroy()                     {}

// Headline is the title of an entry, as long as it needs to be.
func Headline(s string) *widget.RichText {
	return Text(s, fynetheme.SizeNameHeadingText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
}

// Part names a part of an entry.
func Part(s string) *widget.RichText {
	return Text(s, fynetheme.SizeNameCaptionText, fyne.TextStyle{Bold: true}, fynetheme.ColorNamePrimary)
}

// Short is one line that is never wrapped or cut.
func Short(s string) *widget.RichText {
	r := Quiet(s)
	r.Wrapping = fyne.TextWrapOff
	return r
}
