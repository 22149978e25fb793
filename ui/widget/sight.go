package widget

import (
	"time"

	"fyne.io/fyne/v2"
)

// holder is a widget that has other objects in it. The toolkit tells nobody what a widget
// shows.
type holder interface{ shows() []fyne.CanvasObject }

func (c *Card) shows() []fyne.CanvasObject      { return []fyne.CanvasObject{c.content} }
func (f *Fold) shows() []fyne.CanvasObject      { return []fyne.CanvasObject{f.body} }
func (i *inlay) shows() []fyne.CanvasObject     { return []fyne.CanvasObject{i.content} }
func (f *frame) shows() []fyne.CanvasObject     { return []fyne.CanvasObject{f.content} }
func (b *Banner) shows() []fyne.CanvasObject    { return []fyne.CanvasObject{b.tools} }
func (p *Panes) shows() []fyne.CanvasObject     { return []fyne.CanvasObject{p.left, p.right} }
func (r *Rail) shows() []fyne.CanvasObject      { return []fyne.CanvasObject{r.side, r.content} }
func (r *Rows) shows() []fyne.CanvasObject      { return []fyne.CanvasObject{r.box} }
func (a *TextArea) shows() []fyne.CanvasObject  { return []fyne.CanvasObject{a.field()} }
func (f *ListField) shows() []fyne.CanvasObject { return f.column.Objects }
func (l *listLine) shows() []fyne.CanvasObject  { return []fyne.CanvasObject{l.text} }
func (s *Sheet) shows() []fyne.CanvasObject {
	if s.scroll == nil {
		return []fyne.CanvasObject{s.body, s.foot}
	}
	return []fyne.CanvasObject{s.scroll, s.foot}
}

// comeToSight is what happens when the keyboard comes to an object: told, where somebody
// asked to be, or else the place that it scrolls in brings it into sight.
func comeToSight(o fyne.CanvasObject, told func(fyne.CanvasObject)) {
	if told != nil {
		told(o)
		return
	}
	const frames = 20
	bring(o, frames)
}

// bring scrolls an object into sight. The toolkit knows where an object is once it was painted,
// which the first one on a page was not yet: it is looked for again, some frames long.
func bring(o fyne.CanvasObject, frames int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		if frames > 0 {
			time.AfterFunc(time.Second/30, func() { fyne.Do(func() { bring(o, frames-1) }) })
		}
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	if scroll, _ := scrollOf(root, o); scroll != nil {
		Reveal(scroll, o)
	}
}

// scrollOf finds an object under a root, and the innermost place around it that scrolls.
func scrollOf(root, o fyne.CanvasObject) (scroll *Scroll, found bool) {
	if root == o {
		return nil, true
	}
	var inside []fyne.CanvasObject
	switch r := root.(type) {
	case *Scroll:
		if scroll, found = scrollOf(r.Content, o); found && scroll == nil {
			scroll = r
		}
		return scroll, found
	case *fyne.Container:
		inside = r.Objects
	case holder:
		inside = r.shows()
	}
	for _, i := range inside {
		if !i.Visible() {
			continue
		}
		if scroll, found = scrollOf(i, o); found {
			return scroll, true
		}
	}
	return nil, false
}

// scrollAround hands the wheel to the place that an object scrolls in.
func scrollAround(o fyne.CanvasObject, e *fyne.ScrollEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	if scroll, _ := scrollOf(root, o); scroll != nil {
		scroll.Scrolled(e)
	}
}

// Fields are the fields of one line under an object, in their order.
func Fields(root fyne.CanvasObject) []*Field {
	switch r := root.(type) {
	case *Field:
		return []*Field{r}
	case *Scroll:
		return Fields(r.Content)
	case *fyne.Container:
		return fieldsOf(r.Objects)
	case holder:
		return fieldsOf(r.shows())
	}
	return nil
}

func fieldsOf(objects []fyne.CanvasObject) []*Field {
	var all []*Field
	for _, o := range objects {
		all = append(all, Fields(o)...)
	}
	return all
}
