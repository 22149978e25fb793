package ui

import "slices"

// Place is where a window is on the screen.
type Place struct {
	// Geometry is in the words of the system's window; empty if it is not to be restored.
	Geometry  string
	Maximised bool
}

// LastPlace is where the window was when the program ended last.
func (u *App) LastPlace() Place {
	p := u.app.Preferences()
	return Place{p.String(prefPlace), p.Bool(prefMaximised)}
}

// Page is the page that the window shows, or showed before the journal was locked.
func (u *App) Page() string {
	if u.open != nil {
		u.page = u.open.nav.shown
	}
	return string(u.page)
}

// BeginOn makes the window begin on a page of the rail, by its name; any other name changes nothing.
func (u *App) BeginOn(name string) {
	if isPlace(pageName(name)) {
		u.page = pageName(name)
	}
}

func isPlace(name pageName) bool {
	return slices.ContainsFunc(places(), func(p place) bool { return p.name == name })
}

// beginning is the page to begin on: the last one, unless a person was there only to set something.
func (u *App) beginning() pageName {
	begin := u.page
	if !isPlace(begin) {
		begin = inRail(begin)
	}
	if begin == pageSettings || begin == pageSafety { // what was done there is done
		return pageHome
	}
	return begin
}

// rememberPlace keeps the place, the size and the page of the window in the settings, which are not sealed:
// nothing of the journal is among them. What is maximised or fills the screen keeps its earlier place.
func (u *App) rememberPlace() {
	if u.note != nil { // the small window has a size of its own
		return
	}
	p := u.app.Preferences()
	p.SetString(prefPage, u.Page())
	now := Place{}
	if u.options.Place != nil {
		now = u.options.Place()
		p.SetBool(prefMaximised, now.Maximised)
		if now.Geometry == "" {
			return
		}
		p.SetString(prefPlace, now.Geometry)
	}
	size := u.window.Canvas().Size()
	p.SetFloat(prefWidth, float64(size.Width))
	p.SetFloat(prefHeight, float64(size.Height))
}
