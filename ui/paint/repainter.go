package paint

import "fyne.io/fyne/v2"

// Repainter is a simple renderer that sets colours anew before it refreshes, so that a
// change of theme reaches what the toolkit does not colour itself.
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
