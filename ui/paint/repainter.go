package paint

import "fyne.io/fyne/v2"

// Repainter is a renderer that sets its colours again before each refresh, so that a change of
// theme reaches the objects that the toolkit does not colour itself.
type Repainter struct {
	fyne.WidgetRenderer
	Paint func()
}

func (r *Repainter) Refresh() {
	r.Paint()
	r.WidgetRenderer.Refresh()
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
