// Package paint owns the code that the renderers of all widgets share: a complete first layout,
// colours that follow the theme, and the size of text.
package paint

import "fyne.io/fyne/v2"

// LaidOut lays a renderer out for the current size of its widget. The toolkit discards the
// renderers of objects that were hidden for a minute and creates them again when they are shown,
// but lays them out only when the size changes; so each renderer has to be complete at once.
func LaidOut(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); !size.IsZero() {
		r.Layout(size)
	}
	return r
}
