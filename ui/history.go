package ui

import (
	"reflect"

	"fyne.io/fyne/v2"

	"enactive/ui/page"
	"enactive/ui/scrolling"
)

// history is the pages that were on the screen, for the ways back and forward. A form is none of
// them: it leads back to its page, and its draft is kept.
type history struct{ behind, ahead []visit }

// visit is a page with its place.
type visit struct {
	name  pageName
	place any
	down  float32 // how far it was scrolled
}

// mostVisits is how many pages the way back has; the oldest are forgotten.
const mostVisits = 50

// leave notes a page that is left for another, from which nothing lies ahead any more.
func (h *history) leave(v visit) {
	h.behind, h.ahead = pushVisit(h.behind, v), nil
}

func pushVisit(all []visit, v visit) []visit {
	if n := len(all); n > 0 && all[n-1].same(v) {
		return all
	}
	all = append(all, v)
	return all[max(0, len(all)-mostVisits):]
}

// same reports whether two visits show the same, however far it is scrolled.
func (v visit) same(other visit) bool {
	return v.name == other.name && reflect.DeepEqual(v.place, other.place)
}

// next takes the last visit of a way that shows something else than now.
func next(way *[]visit, now visit) (visit, bool) {
	for n := len(*way); n > 0; n-- {
		v := (*way)[n-1]
		if *way = (*way)[:n-1]; !v.same(now) {
			return v, true
		}
	}
	return visit{}, false
}

// here is the page on the screen, with its place.
func (n *navigation) here() visit {
	v := visit{name: n.shown}
	if p, ok := n.pages[n.shown].(page.Placed); ok {
		v.place = p.Place()
	}
	if p, ok := n.pages[n.shown].(page.Scrolls); ok {
		v.down = p.Down()
	} else if s, ok := n.object.(*scrolling.Scroll); ok {
		v.down = s.Offset.Y
	}
	return v
}

// goBack returns to the page before, as it was; goForward undoes that.
func (n *navigation) goBack()    { n.walk(&n.history.behind, &n.history.ahead) }
func (n *navigation) goForward() { n.walk(&n.history.ahead, &n.history.behind) }

func (n *navigation) walk(from, to *[]visit) {
	now := n.here()
	v, ok := next(from, now)
	if !ok {
		return
	}
	*to = pushVisit(*to, now)
	n.turnTo(v.name, func() {
		if p, ok := n.pages[v.name].(page.Placed); ok && v.place != nil {
			p.ReturnTo(v.place)
		}
	})
	if p, ok := n.pages[v.name].(page.Scrolls); ok {
		p.ScrollBack(v.down)
	} else if s, ok := n.object.(*scrolling.Scroll); ok {
		scrolling.Return(s, v.down, n.after)
	}
}

func (w *mainWindow) canGoBack() bool    { return w.nav.form != nil || len(w.nav.history.behind) > 0 }
func (w *mainWindow) canGoForward() bool { return len(w.nav.history.ahead) > 0 }

// goBack leaves a form for its page, or else the page for the one before.
func (w *mainWindow) goBack() {
	if w.nav.form != nil {
		w.leaveForm()
		return
	}
	w.confirmLeave(w.nav.goBack)
}

// goForward returns to the page that goBack left.
func (w *mainWindow) goForward() {
	w.confirmLeave(w.nav.goForward)
}

// Back and Forward do what the buttons at the side of a mouse ask for. While a sheet lies over the
// page they do nothing, like the keys for the same. They may be called on any goroutine.
func (u *App) Back() { u.tasks.onThread(func() { u.pressKey(fyne.KeyLeft, alt) }) }

// Forward is the opposite of Back.
func (u *App) Forward() { u.tasks.onThread(func() { u.pressKey(fyne.KeyRight, alt) }) }

func (u *App) pressKey(key fyne.KeyName, modifier fyne.KeyModifier) {
	if u.open != nil {
		u.open.runKey(key, modifier)
	}
}
