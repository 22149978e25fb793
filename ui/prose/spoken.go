package prose

import (
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/ui/spoken"
)

// Spoken is the whole text, also of what is cut on the screen. Large text is a heading.
func (w *Label) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.Label, Name: w.text, Active: -1}
	switch {
	case w.size == fynetheme.SizeNameHeadingText:
		o.Role, o.Level = spoken.Heading, 1
	case w.size == fynetheme.SizeNameSubHeadingText:
		o.Role, o.Level = spoken.Heading, 2
	case w.style.Bold && w.size == fynetheme.SizeNameText:
		o.Role, o.Level = spoken.Heading, 3
	case w.style.Bold:
		o.Role, o.Level = spoken.Heading, 4
	}
	return o
}

// Spoken is the whole text.
func (w *MarkedLabel) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Label, Name: w.text.String(), Active: -1}
}

// Spoken is the lines in one text: the window shows a part of them.
func (l *Lines) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Document, Text: &spoken.Text{Content: l.text}, Active: -1}
}
