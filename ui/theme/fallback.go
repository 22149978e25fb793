package theme

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"enactive/resources/fonts"
)

// setBehind makes the toolkit look in our files of the other scripts for a character that
// the theme's font lacks, where it would look in its own Latin ones: entries are written in
// any language, and not every system has a font for it. It must be called where the toolkit
// draws.
func setBehind(language string) {
	files := fonts.Behind(language)
	for _, cut := range []struct {
		toolkit fyne.Resource
		name    string
		file    []byte
	}{
		{theme.DefaultTextFont(), "Regular", files.Regular},
		{theme.DefaultTextBoldFont(), "Bold", files.Bold},
		{theme.DefaultTextItalicFont(), "Italic", files.Italic},
		{theme.DefaultTextBoldItalicFont(), "BoldItalic", files.Bold},
	} {
		name := "NotoSans-behind-" + language + "-" + cut.name + ".ttf"
		if font, ok := cut.toolkit.(*fyne.StaticResource); ok && font.StaticName != name {
			font.StaticName, font.StaticContent = name, cut.file
		}
	}
}
