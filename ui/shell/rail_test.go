package shell

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestTheRailKeepsItsWidth fails if the page moves aside where the bold name of the page one is on is the widest.
func TestTheRailKeepsItsWidth(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	var ways []*NavItem
	for _, name := range []string{"Accueil", "Calendrier", "Domaines"} {
		ways = append(ways, NewNavItem(name, fynetheme.HomeIcon(), nil, func() {}))
	}
	page := canvas.NewRectangle(nil)
	r := NewRail(image.NewRGBA(image.Rect(0, 0, 8, 8)), "E", ways, nil, page)
	uitest.InWindow(t, r)
	r.Resize(fyne.NewSize(1280, 800))
	begin := page.Position().X
	for _, w := range ways {
		w.Select(true)
		r.Refresh()
		if at := page.Position().X; at != begin {
			t.Errorf("on %v the page begins at %v, on none at %v", w, at, begin)
		}
		w.Select(false)
	}
}
