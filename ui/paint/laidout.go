// Package paint owns what the renderers of all widgets share: being whole from the beginning, colours
// that follow the theme, and the size of text.
package paint

import "fyne.io/fyne/v2"

// LaidOut lays a renderer out for the size that its widget has already. The toolkit throws away
// the renderers of what was not shown for a minute and makes them again when it is shown, but
// lays them out only when the size changes; so each has to be whole from the beginning.
func LaidOut(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); !size.IsZero() {
		r.Layout(size)
	}
	return r
}
