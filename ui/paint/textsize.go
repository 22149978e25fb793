package paint

import "enactive/ui/theme"

// TextSize is a size of the theme at the text size that is set.
func TextSize(size float32) float32 { return size * theme.Scale() }
