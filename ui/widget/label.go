package widget

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// Words is text that begins and ends where its place does: the toolkit's own text keeps a
// margin around itself, which would set it off from the fields and cards under it.
type Words struct {
	widget.BaseWidget
	text *widget.RichText
}

// Text makes wrapped words in one of the sizes of the theme.
func Text(s string, size fyne.ThemeSizeName, style fyne.TextStyle, color fyne.ThemeColorName) *Words {
	w := &Words{text: widget.NewRichText(&widget.TextSegment{Text: s, Style: widget.RichTextStyle{
		SizeName: size, TextStyle: style, ColorName: color}})}
	w.text.Wrapping = fyne.TextWrapWord
	w.Hidden = s == ""
	w.ExtendBaseWidget(w)
	return w
}

// InLine makes the words one line that ends in "…" where it does not fit.
func (w *Words) InLine() *Words {
	w.text.Wrapping, w.text.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	return w
}

// SetText changes the words. Without any they take no room.
func (w *Words) SetText(s string) {
	w.text.Segments[0].(*widget.TextSegment).Text = s
	w.text.Refresh()
	if s == "" {
		w.Hide()
		return
	}
	w.Show()
	w.Refresh()
}

// setInk changes the colour of the words, by its name in the theme.
func (w *Words) setInk(ink fyne.ThemeColorName) {
	segment := w.text.Segments[0].(*widget.TextSegment)
	if segment.Style.ColorName != ink {
		segment.Style.ColorName = ink
		w.text.Refresh()
	}
}

// String returns the words.
func (w *Words) String() string { return w.text.Segments[0].(*widget.TextSegment).Text }

// CreateRenderer lays the text over the margin that it keeps.
func (w *Words) CreateRenderer() fyne.WidgetRenderer { return &wordsRenderer{text: w.text} }

// inset is the margin that the toolkit keeps around text, and what is taken back of it.
func inset() fyne.Size {
	margin := fynetheme.InnerPadding()
	return fyne.NewSize(margin, margin/2)
}

type wordsRenderer struct {
	text *widget.RichText
	// least is what the words needed when they were measured last, and measured is of what:
	// measuring text is most of what laying out a page takes.
	least    fyne.Size
	measured measure
}

// measure is what the size of words hangs on, beside their style.
type measure struct {
	text          string
	width, margin float32
	scale         float32
}

func (r *wordsRenderer) Layout(s fyne.Size) {
	m := inset()
	r.text.Move(fyne.NewPos(-m.Width, -m.Height))
	r.text.Resize(fyne.NewSize(s.Width+2*m.Width, s.Height+2*m.Height))
}

func (r *wordsRenderer) MinSize() fyne.Size {
	m := inset()
	now := measure{r.text.Segments[0].(*widget.TextSegment).Text, r.text.Size().Width, m.Width, theme.Scale()}
	if now != r.measured {
		s := r.text.MinSize()
		r.least, r.measured = fyne.NewSize(max(0, s.Width-2*m.Width), max(0, s.Height-2*m.Height)), now
	}
	return r.least
}
func (r *wordsRenderer) Refresh()                     { r.text.Refresh() }
func (r *wordsRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *wordsRenderer) Destroy()                     {}

// Title is the heading of a page, on one line.
func Title(s string) *Words { return Headline(s).InLine() }

// Headline is the title of an entry, as long as it needs to be.
func Headline(s string) *Words {
	return Text(s, fynetheme.SizeNameHeadingText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
}

// Subtitle is the heading of a part of a page, on one line.
func Subtitle(s string) *Words {
	return Lead(s).InLine()
}

// Lead is a sentence that matters, as long as it needs to be.
func Lead(s string) *Words {
	return Text(s, fynetheme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
}

// Paragraph is text to be read.
func Paragraph(s string) *Words {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{}, fynetheme.ColorNameForeground)
}

// Strong is a paragraph that names what stands beside or under it.
func Strong(s string) *Words {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{Bold: true}, fynetheme.ColorNameForeground)
}

// Quoted is a person's own words, outside their entry.
func Quoted(s string) *Words {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{Italic: true}, fynetheme.ColorNameForeground)
}

// Quiet is text that explains or belongs to something else.
func Quiet(s string) *Words {
	return Text(s, fynetheme.SizeNameText, fyne.TextStyle{}, fynetheme.ColorNamePlaceHolder)
}

// Caption is small quiet text.
func Caption(s string) *Words {
	return Text(s, fynetheme.SizeNameCaptionText, fyne.TextStyle{}, fynetheme.ColorNamePlaceHolder)
}

// Part names a part of an entry.
func Part(s string) *Words {
	return Text(s, fynetheme.SizeNameCaptionText, fyne.TextStyle{Bold: true}, fynetheme.ColorNamePrimary)
}

// Short is one line that is never wrapped or cut.
func Short(s string) *Words {
	w := Quiet(s)
	w.text.Wrapping = fyne.TextWrapOff
	return w
}

// SetText changes the words of what the functions above made.
func SetText(w *Words, s string) { w.SetText(s) }

// textSize is a size of the theme at the text size that is set.
func textSize(size float32) float32 { return size * theme.Scale() }

// MarkedParagraph is text to be read with parts of it marked, in bytes.
func MarkedParagraph(s string, marks [][2]int) *Words {
	w := Paragraph(s)
	plain := *w.text.Segments[0].(*widget.TextSegment)
	plain.Style.Inline = true
	hit := plain.Style
	hit.TextStyle.Bold, hit.TextStyle.Underline = true, true
	hit.ColorName = fynetheme.ColorNameWarning
	w.text.Segments = nil
	end := 0
	add := func(text string, style widget.RichTextStyle) {
		if text != "" {
			w.text.Segments = append(w.text.Segments, &widget.TextSegment{Text: text, Style: style})
		}
	}
	for _, m := range marks {
		add(s[end:m[0]], plain.Style)
		add(s[m[0]:m[1]], hit)
		end = m[1]
	}
	last := plain.Style
	last.Inline = false
	w.text.Segments = append(w.text.Segments, &widget.TextSegment{Text: s[end:], Style: last})
	w.Hidden = false
	return w
}
