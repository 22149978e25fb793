package prose

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/paint"
	"enactive/ui/theme"
)

// Text makes wrapped words in one of the sizes of the theme.
func Text(s string, size fyne.ThemeSizeName, style fyne.TextStyle, color fyne.ThemeColorName) *Label {
	w := &Label{text: s, size: size, style: style, ink: color}
	w.Hidden = s == ""
	w.ExtendBaseWidget(w)
	return w
}

// Title is the heading of a page, on one line.
func Title(s string) *Label { return Headline(s).InLine() }

// Headline is the title of an entry, as long as it needs to be.
func Headline(s string) *Label {
	return Text(s, fynetheme.SizeNameHeadingText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
}

// Subtitle is the heading of a part of a page, on one line.
func Subtitle(s string) *Label {
	return Lead(s).InLine()
}

// Lead is a sentence that matters, as long as it needs to be.
func Lead(s string) *Label {
	return Text(s, fynetheme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
}

// Reading is a person's own words where they are read, a step larger than those of the program.
func Reading(s string) *Label {
	return Text(s, fynetheme.SizeNameSubHeadingText, fyne.TextStyle{}, fynetheme.ColorNameForeground)
}

// Claim is a sentence that is read first, in the size of a subtitle and the weight of text.
func Claim(s string) *Label { return Reading(s) }

// Numeral is the one number that a card is about.
func Numeral(s string) *Label {
	return Text(s, theme.SizeNameNumeral, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground).Short()
}

// Paragraph is text to be read.
func Paragraph(s string) *Label {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{}, fynetheme.ColorNameForeground)
}

// Strong is a paragraph that names the content beside or under it.
func Strong(s string) *Label {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
}

// Quoted is a person's own words, outside their entry.
func Quoted(s string) *Label {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{Italic: true}, fynetheme.ColorNameForeground)
}

// Quiet is text that explains or belongs to something else.
func Quiet(s string) *Label {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{}, fynetheme.ColorNamePlaceHolder)
}

// Caption is small quiet text.
func Caption(s string) *Label {
	return Text(s, fynetheme.SizeNameCaptionText, fyne.TextStyle{}, fynetheme.ColorNamePlaceHolder)
}

// Part names a part of an entry.
func Part(s string) *Label {
	return Text(s, fynetheme.SizeNameCaptionText, fyne.TextStyle{Bold: true}, fynetheme.ColorNamePrimary)
}

// Short is one line that is never wrapped or cut.
func Short(s string) *Label { return Quiet(s).Short() }

// MarkedLabel is text to be read with parts of it marked.
type MarkedLabel struct {
	widget.BaseWidget
	text *widget.RichText
}

// CreateRenderer lets the text cover the toolkit's margin.
func (w *MarkedLabel) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(w, &markedRenderer{w.text})
}

type markedRenderer struct{ text *widget.RichText }

// Margin returns the margin of the toolkit around text, which labels leave out.
func Margin() fyne.Size {
	margin := fynetheme.InnerPadding()
	return fyne.NewSize(margin, margin/2)
}

func (r *markedRenderer) Layout(s fyne.Size) {
	m := Margin()
	r.text.Move(fyne.NewPos(-m.Width, -m.Height))
	r.text.Resize(fyne.NewSize(s.Width+2*m.Width, s.Height+2*m.Height))
}

func (r *markedRenderer) MinSize() fyne.Size {
	m, s := Margin(), r.text.MinSize()
	return fyne.NewSize(max(0, s.Width-2*m.Width), max(0, s.Height-2*m.Height))
}
func (r *markedRenderer) Refresh()                     { r.text.Refresh() }
func (r *markedRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *markedRenderer) Destroy()                     {}
