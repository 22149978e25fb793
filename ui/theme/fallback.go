package theme

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"enactive/resources/fonts"
)

// setFallback makes the toolkit use our fonts of the other scripts for characters that the theme's
// font lacks, in place of its own Latin fonts: entries may be in any language, and not every system
// has a font for it. Call it on the interface's thread.
func setFallback(language string) {
	files := fonts.Fallback(language)
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
