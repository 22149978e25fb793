package prose

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Measure is the width of a column of a person's words, in pixels at text size 1: about 68 characters
// a line in their size.
const Measure float32 = 600

// Words are what a person wrote, on the page that they are read on: the largest and darkest of it.
func Words(s string) *Label {
	return Text(s, fynetheme.SizeNameSubHeadingText, fyne.TextStyle{}, fynetheme.ColorNameForeground)
}

// MarkedWords are Words with parts of them marked, in bytes.
func MarkedWords(s string, marks [][2]int) *MarkedLabel {
	return marked(s, marks, fynetheme.SizeNameSubHeadingText)
}

// Over names what stands under it, and is quieter than that.
func Over(s string) *Label {
	return Text(s, fynetheme.SizeNameCaptionText, fyne.TextStyle{Bold: true}, fynetheme.ColorNamePlaceHolder)
}

// MarkedParagraph is text to be read with parts of it marked, in bytes.
func MarkedParagraph(s string, marks [][2]int) *MarkedLabel {
	return marked(s, marks, fynetheme.SizeNameText)
}

func marked(s string, marks [][2]int, size fyne.ThemeSizeName) *MarkedLabel {
	plain := widget.RichTextStyle{SizeName: size, ColorName: fynetheme.ColorNameForeground, Inline: true}
	hit := plain
	hit.TextStyle.Bold, hit.TextStyle.Underline = true, true
	hit.ColorName = fynetheme.ColorNameWarning
	w := &MarkedLabel{text: widget.NewRichText()}
	w.text.Wrapping = fyne.TextWrapWord
	end := 0
	add := func(text string, style widget.RichTextStyle) {
		if text != "" {
			w.text.Segments = append(w.text.Segments, &widget.TextSegment{Text: text, Style: style})
		}
	}
	for _, m := range marks {
		add(s[end:m[0]], plain)
		add(s[m[0]:m[1]], hit)
		end = m[1]
	}
	last := plain
	last.Inline = false
	w.text.Segments = append(w.text.Segments, &widget.TextSegment{Text: s[end:], Style: last})
	w.ExtendBaseWidget(w)
	return w
}
